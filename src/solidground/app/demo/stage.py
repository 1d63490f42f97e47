"""The stage: a store, a clock moved by hand, and everything that happens on it, in order.

What must never happen here: a sentence. And nothing is done that the program itself could not do.
"""

from collections import deque
from collections.abc import Callable, Collection, Sequence
from heapq import heapify, heappop, heappush
from operator import attrgetter
from typing import Any, Final, NamedTuple

from solidground.app.ask import Answer, ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import Question
from solidground.app.asking.reading import Reading
from solidground.app.bundle import Ready, worded
from solidground.app.concerns import Readers, next_concern_wake, sweep_concerns
from solidground.app.consults import next_consult_wake, sweep_consults
from solidground.app.demo.cast import ZONE
from solidground.app.demo.seeing import seen
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import Outcome, handle, handle_case, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.indexed import command_size, indexed
from solidground.app.intake import take_in
from solidground.app.leave import sweep_status
from solidground.app.owed import enter, sweep_owed
from solidground.app.ports import Change, OutboxRow, Route, Store, Unit
from solidground.app.property import sweep_property
from solidground.app.replay.watched import watched
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep_in
from solidground.app.voices import Voice
from solidground.core.care.state import Case
from solidground.core.care.views import still_wanted
from solidground.core.hours import local_day
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import HOUR, AgencyId, CaseId, Day, Instant, PersonId, Refusal
from solidground.core.notice.token import SECRET_BYTES_LEAST, SigningKey
from solidground.core.protocol.plan import Plan
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Protocol
from solidground.core.subjects import subject_of
from solidground.core.wall import Viewer

SENT_MOST = 1_000
ASK_COMMAND: Final = {"property": sweep_property, "status": sweep_status, "owed": sweep_owed}
"""Where somebody of command is asked to tell a member, or reminded: by subject."""
VOICE: Final = Voice("Coffee?", "en-US", "https://sg.example", SigningKey(1, bytes(SECRET_BYTES_LEAST)), b"")
"""How the made-up agency speaks. Its key is no secret: it opens nothing."""


class Happened(NamedTuple):
    """One event, with the state of its stream after it."""

    stream: str
    event: Any
    state: Any


class Letter(NamedTuple):
    """A notification that left, with the words it left in."""

    row: OutboxRow
    text: str


class Later(NamedTuple):
    """Something somebody will do: ``number`` keeps the order of what falls on one instant."""

    at: Instant
    number: int
    case: CaseId
    command: Any


class Act(NamedTuple):
    """Something of the script that is done at its time, whoever looks on. What a rule refuses by then is not done."""

    at: Instant
    do: Callable[["Stage"], object]


Conduct = Callable[[CaseId, Any, Case], Sequence[tuple[Instant, Any]]]
"""What an event of a case makes people do, and when: commands stamped with that instant."""


def nobody(_case: CaseId, _event: object, _state: Case) -> Sequence[tuple[Instant, Any]]:
    """Let nobody do anything of himself."""
    return ()


class Stage:
    """One agency on one store. ``happened`` and ``sent`` hold everything from the beginning."""

    def __init__(self, store: Store, agency: AgencyId, protocol: Protocol, now: Instant) -> None:
        """Begin at an instant; nothing has happened yet."""
        self.store = store
        self.agency = agency
        self.now = now
        self.conduct: Conduct = nobody
        self.happened: list[Happened] = []
        self.sent: list[Letter] = []
        self.cases: dict[PersonId, CaseId] = {}
        self._protocol = protocol
        self._rosters = Rosters(alone=True)
        self._ids = DerivedIds(1)
        self._later: list[Later] = []
        self._number = 0
        self._concern_at: Instant | None = None
        self._acts: deque[Act] = deque()
        self._asks_command, self._ask_again_at = False, now
        self.seen: Store = seen(store, self._watch)
        """The same store for whatever writes by itself: what is done there is seen to have happened."""

    @property
    def rosters(self) -> Rosters:
        """Return the rosters that everything here works with."""
        return self._rosters

    @property
    def today(self) -> Day:
        """Return the present day, where the story is."""
        return local_day(self.now, ZONE)

    def viewer(self, person: PersonId) -> Viewer:
        """Return somebody with the roles that he has now."""
        return viewer_of(self.reading().people(), person, self.now)

    def reading(self) -> Reading:
        """Return what an answer is read from, now."""
        return Reading(self.seen, self._rosters, self.agency, self.now)

    def plan(self, acts: Sequence[Act]) -> None:
        """Let these be done when their time comes; and let whoever of command is to tell somebody be asked to."""
        self._acts, self._asks_command = deque(sorted(acts, key=attrgetter("at"))), True

    def leave_to(self, people: Collection[PersonId]) -> None:
        """Let these people do nothing of themselves from now on: somebody plays them."""
        conduct = self.conduct
        self.conduct = lambda case, event, state: [
            later for later in conduct(case, event, state) if later[1].by not in people
        ]
        self._later = [later for later in self._later if later.command.by not in people]
        heapify(self._later)

    def enter(self, founding: Callable[[Unit], None]) -> None:
        """Set the agency up."""
        with self.store.transaction() as unit:
            founding(unit)

    def report(self, command: Any) -> None:  # noqa: ANN401 - a command of an incident
        """Enter an incident or one more person; care takes in what it asks for, in a transaction of its own."""
        name = f"incident/{getattr(command, 'incident', '') or self._last_incident()}"
        with self.store.transaction() as unit:
            outcome = enter(self._watch(unit), stream_of(self.agency, name), command, shipped_terms())
            assert not isinstance(outcome, Refusal), outcome
        self.hear()

    def hear(self) -> None:
        """Let care take in what command asks of it, in a transaction of its own."""
        with self.store.transaction() as unit:
            take_in(self._watch(unit), self._rosters, self._ids, self._plan_for, self.now)
        self._deliver()

    def do(self, member: PersonId, command: Any) -> Outcome:  # noqa: ANN401 - any command of a case
        """Let somebody do something about a member's case, now."""
        with self.store.transaction() as unit:
            outcome = self._do(self._watch(unit), self.cases[member], command)
        self._deliver()
        return outcome

    def tell(self, stream: str, command: Any, world: Any) -> Outcome:  # noqa: ANN401 - any command of a person or a rota
        """Let somebody do something about a person or a rota, now."""
        with self.store.transaction() as unit:
            return handle(self._watch(unit), stream_of(self.agency, stream), command, world)

    def worry(self, concern: str, command: Any) -> Outcome:  # noqa: ANN401 - any command of a concern
        """Let somebody do something about a concern, now."""
        with self.store.transaction() as unit:
            readers = Readers(self._rosters.of(unit, self.agency, self.now), self.now)
            outcome = handle(self._watch(unit), stream_of(self.agency, f"concern/{concern}"), command, readers)
        self.heed()
        self._deliver()
        return outcome

    def heed(self) -> None:
        """Take note of what was done about concerns, here or by others on the same store."""
        self._concern_at = next_concern_wake(self.store, self.agency)

    def until(self, at: Instant) -> None:
        """Let time pass: the clock ticks whenever something is due, and people do what they said they would."""
        while (next_at := self._next_at()) <= at:
            self.now = max(self.now, next_at)
            if self._concern_at is not None and self._concern_at <= self.now:
                sweep_concerns(self.store, self._rosters, self.agency, self.now)
                self._concern_at = next_concern_wake(self.store, self.agency)
            sweep_consults(self.store, self._rosters, self.agency, self.now)
            self._ask_command()
            with self.store.transaction() as unit:
                mine = self._watch(unit)
                while sweep_in(mine, self._rosters, self.now).cases:
                    pass
                while self._later and self._later[0].at <= self.now:
                    later = heappop(self._later)
                    # Somebody may have been quicker, or the member chose otherwise: then there is nothing to do.
                    self._do(mine, later.case, later.command)
            self._deliver()
            while self._acts and self._acts[0].at <= self.now:
                self._acts.popleft().do(self)
                self.hear()
        self.now = at
        self._deliver()

    def ask(self, person: PersonId, question: Question) -> Answer | Refusal:
        """Ask as somebody, now."""
        reading = Reading(self.store, self._rosters, self.agency, self.now)
        return ask(reading, viewer_of(reading.roster(), person, self.now), question)

    def case(self, member: PersonId) -> Case:
        """Return the case of a member as it stands."""
        with self.store.transaction() as unit:
            state: Case = unit.load([stream_of(self.agency, f"case/{self.cases[member]}")])[0].state
        return state

    def _next_at(self) -> Instant:
        at = [
            self.store.next_wake(),
            next_consult_wake(self.store, self.agency),
            self._concern_at,
            self._later[0].at if self._later else None,
            self._acts[0].at if self._acts else None,
            self._command_at(),
        ]
        return min((each for each in at if each is not None), default=1 << 62)

    def _command_at(self) -> Instant | None:
        """Return when somebody of command is next asked to tell a member; who rests is asked again within the hour."""
        if not self._asks_command:
            return None
        size = command_size(self.seen, self.agency)
        found = [one.wake_at for each in ASK_COMMAND for one in indexed(self.seen, self.agency, each, size).values()]
        at = min((each for each in found if each is not None), default=None)
        return at if at is None else max(at, self._ask_again_at)

    def _ask_command(self) -> None:
        at = self._command_at()
        if at is not None and at <= self.now:
            for sweep in ASK_COMMAND.values():
                sweep(self.seen, self._rosters, self.agency, self.now)
            self._ask_again_at = self.now + HOUR

    def _do(self, unit: Unit, case: CaseId, command: Any) -> Outcome:  # noqa: ANN401 - any command of a case
        roster = self._rosters.of(unit, self.agency, self.now)
        return handle_case(unit, stream_of(self.agency, f"case/{case}"), command, roster)

    def _plan_for(self, agency: AgencyId, wanted: CareWanted) -> Plan:
        assert agency == self.agency, "there is one agency on the stage"
        return resolve(self._protocol, wanted.kind, wanted.part, wanted.began_at, wanted.zone, wanted.jurisdiction)

    def _last_incident(self) -> str:
        return self.store.streams(self.agency, "incident")[-1].name.partition("/")[2]

    def _watch(self, unit: Unit) -> Unit:
        return watched(unit, self._changed, lambda _at: None)

    def _changed(self, change: Change) -> None:
        name = change.stream.name
        evolve = subject_of(name).evolve
        state = change.before
        for event in change.events:
            state = evolve(state, event)
            self.happened.append(Happened(name, event, state))
            if isinstance(state, Case):
                self._follow(state, event)

    def _follow(self, state: Case, event: Any) -> None:  # noqa: ANN401 - any event of a case
        self.cases[state.head.member] = state.head.case
        for at, command in self.conduct(state.head.case, event, state):
            self._number += 1
            heappush(self._later, Later(at, self._number, state.head.case, command))

    def _deliver(self) -> None:
        with self.store.transaction() as unit:
            for row in unit.outbox_due(self.now, SENT_MOST):
                case: Case | None = (
                    unit.load([stream_of(row.agency, f"case/{row.case}")])[0].state if row.case else None
                )
                wanted = case is None or still_wanted(case, row.notice)
                unit.outbox_ended(row.agency, row.number, "handed_over" if wanted else "withdrawn", self.now, None)
                if wanted:
                    self.sent.append(Letter(row, self._words(row, case)))

    def _words(self, row: OutboxRow, case: Case | None) -> str:
        notice = row.notice
        route = Route(row.agency, notice.recipient, "", notice.way, "", working=True)
        zone = case.plan.zone if case is not None else "UTC"
        return worded([Ready(row, case, route)], VOICE, zone, notice.send_at).body
