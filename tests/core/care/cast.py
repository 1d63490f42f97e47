"""The cast of care's tests: one member, a few peers, the staff, and a case that lives through time.

Call signs only. A ``Story`` holds one case and every notification it asked for; time moves by ticks, as the clock does.
"""

import re
from datetime import datetime
from typing import Any, TypeAlias

from solidground.core.care import views
from solidground.core.care.clock import soonest, wake_at
from solidground.core.care.commands import OpenCase, Tick
from solidground.core.care.decider import INITIAL, Command, Event, decide, due, evolve
from solidground.core.care.look import Look
from solidground.core.care.state import Case, seeks
from solidground.core.care.world import Asking, Somebody
from solidground.core.hours import Quiet, to_instant, to_local
from solidground.core.kernel import CLOCK, LATEST, CaseId, Instant, PersonId, Refusal, fold
from solidground.core.protocol.plan import Keeping, Plan
from solidground.core.protocol.read import read
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Protocol
from solidground.core.roster.matching import Peer, in_order
from solidground.core.subject import Notice
from solidground.protocols import text
from tests.core.sentences import is_sentences
from tests.core.written import check_written

Field: TypeAlias = Any
"""A field of a command or of a person, whatever its type."""

CHICAGO = "America/Chicago"
NIGHTS = Quiet(CHICAGO, 22 * 60, 8 * 60)
MEMBER, PARTNER, WIFE = PersonId("4417"), PersonId("4418"), PersonId("wife")
ADAM, BAKER, CHARLES, DAVID = (PersonId(f"120{n}") for n in range(1, 5))
PEERS = (ADAM, BAKER, CHARLES, DAVID)
COORDINATOR, DEPUTY, CLINICIAN, LIAISON = (PersonId(name) for name in ("0002", "0003", "0004", "0005"))
STAFF: dict[Keeping, PersonId] = {
    "coordinator": COORDINATOR,
    "deputy": DEPUTY,
    "clinician": CLINICIAN,
    "liaison_family": LIAISON,
}
CASE = CaseId("c1")

PRECISE, WANTED, UNWANTED = True, True, False
"""A contact dated to the minute; whether somebody should be in touch near the day."""

WORD = re.compile(r"[a-z][a-z0-9_]*")
WORDS_IN = ("why", "key", "role", "step", "act", "outcome")
"""Fields of events that hold one word each."""

TICKS_MOST = 20_000

FOLDED_ALWAYS = 250
"""A story as long as this is folded again only now and then: the fold itself is what takes time."""


def at(wall: str) -> Instant:
    """Return the instant of a wall clock in Chicago: ``at("2026-03-02 09:00")``."""
    return to_instant(datetime.fromisoformat(wall), CHICAGO)


def wall(instant: Instant) -> str:
    return to_local(instant, CHICAGO).strftime("%Y-%m-%d %H:%M")


def shipped(name: str = "default") -> Protocol:
    protocol = read(text(name))
    assert isinstance(protocol, Protocol)
    return protocol


DEFAULT = shipped()
SHOTS_AT = at("2026-03-03 23:15")
"""A Tuesday night in March, five days before the clocks go forward."""


def plan(part: str = "discharged_weapon", began_at: Instant = SHOTS_AT) -> Plan:
    return resolve(DEFAULT, "officer_involved_shooting", part, began_at, CHICAGO, "US-IL")


def colleague(person: PersonId, *, designated: bool = True, **changes: Field) -> Peer:
    spans = ((0, LATEST),) if designated else ()
    peer = Peer(person, 0, 9 if designated else 0, 0, spans, spans, (), ("text", "phone"), NIGHTS)
    return peer._replace(**changes)


class Agency:
    """The people of one day; a test sends them on leave or ties them to the member."""

    def __init__(self, *peers: PersonId, on_call: tuple[PersonId, ...] = (ADAM,), staff: bool = True) -> None:
        self.people = {person: colleague(person) for person in peers or PEERS}
        self.staff = dict(STAFF) if staff else {}
        self.people |= {person: colleague(person, designated=False) for person in self.staff.values()}
        self.on_call = on_call
        self.command: frozenset[PersonId] = frozenset()
        self.members = {MEMBER: Somebody(MEMBER, ("text",), NIGHTS, None)}

    def change(self, person: PersonId, **changes: Field) -> None:
        """Change what is known of somebody."""
        self.people[person] = self.people[person]._replace(**changes)

    def leave(self, person: PersonId, from_at: Instant, to_at: Instant) -> None:
        """Send somebody on leave."""
        self.change(person, away=((from_at, to_at),))

    def come_back(self, person: PersonId) -> None:
        """End every leave of somebody."""
        self.change(person, away=())

    def look(self) -> Look:
        """Return the view the rules get."""
        peers = in_order([peer for peer in self.people.values() if peer.designated])
        return Look(peers, dict(self.people), self._who, self.members, self.command)

    def _who(self, who: Keeping, _at: Instant) -> tuple[PersonId, ...]:
        if who == "on_call":
            return self.on_call
        return (self.staff[who],) if who in self.staff else ()


class Story:
    """One case, what it decided, and everything it asked to be sent."""

    def __init__(self, agency: Agency | None = None, state: Case = INITIAL, now: Instant = SHOTS_AT) -> None:
        self.agency = agency or Agency()
        self.case = state
        self.now = now
        self.events: list[Event] = []
        self.notices: list[Notice] = []
        self.keys: set[tuple[Any, ...]] = set()

    def give(self, command: Command) -> tuple[Event, ...] | Refusal:
        """Give a command, and hold everything that is true after any decision."""
        before = self.case
        outcome = decide(before, command, self.agency.look())
        if isinstance(outcome, Refusal):
            assert is_sentences(outcome.text), "a person reads a sentence"
            return outcome
        for event in outcome:
            self._check_event(event, command)
        for event in outcome:
            self.case = evolve(self.case, event)
            for notice in views.notices(CASE, event):
                assert notice[:5] not in self.keys, "P3: nothing is asked for twice under one key"
                self.keys.add(notice[:5])
                self.notices.append(notice)
        self.events += outcome
        self._check(outcome)
        return outcome

    def do(self, command: type[Any], by: PersonId = MEMBER, *fields: Field) -> tuple[Event, ...]:
        """Give a command now; it must not be refused."""
        outcome = self.give(command(self.now, by, *fields))
        assert not isinstance(outcome, Refusal), outcome
        return outcome

    def refused(self, command: type[Any], by: PersonId = MEMBER, *fields: Field) -> str:
        """Give a command now that must be refused; return why."""
        before = self.case
        outcome = self.give(command(self.now, by, *fields))
        assert isinstance(outcome, Refusal), outcome
        assert self.case == before
        return outcome.reason

    def until(self, instant: Instant | str) -> "Story":
        """Let the clock run to an instant, waking the case whenever it asks to be."""
        end_at = at(instant) if isinstance(instant, str) else instant
        ticks = 0
        while (wake := wake_at(self.case)) is not None and wake <= end_at:
            self.now = max(self.now, wake)
            self.tick()
            ticks += 1
            assert ticks < TICKS_MOST, "a case is woken a bounded number of times"
        self.now = max(self.now, end_at)
        return self

    def tick(self) -> tuple[Event, ...]:
        """Let the clock look once."""
        return self.do(Tick, CLOCK)

    def sent(self) -> list[tuple[str, PersonId, str]]:
        """Return what was asked to be sent since the last time: kind, to whom, when."""
        found = [(n.kind, n.recipient, wall(n.send_at)) for n in self.notices]
        self.notices.clear()
        return found

    def happened(self, *kinds: type[Any]) -> list[Any]:
        """Return the events of these kinds so far."""
        return [event for event in self.events if isinstance(event, kinds)]

    @staticmethod
    def _check_event(event: Event, command: Command) -> None:
        """Hold what is true of every event: it is somebody's, its words are words, and it is read as it was written."""
        check_written(f"case/{CASE}", (event,), command.by)
        said = [getattr(event, field, None) for field in WORDS_IN]
        assert all(WORD.fullmatch(word) for word in said if isinstance(word, str)), "the log holds words, not sentences"

    def _check(self, events: tuple[Event, ...]) -> None:
        """Hold what is true after every decision, whatever it was."""
        if len(self.events) < FOLDED_ALWAYS or len(self.events) % 10 == 0:
            folded = fold(evolve, INITIAL, self.events)
            assert folded == self.case, "P6: same log, same state"
            assert due(folded) == (owed := due(self.case))
            assert soonest(self.case) == ((owed[0].step, owed[0].due_at) if owed else None)
        times = [event.at for event in self.events[-len(events) - 1 :]]
        assert times == sorted(times), "time in a stream never goes back"
        wake = wake_at(self.case)
        status = self.case.status
        assert (wake is not None) if status == "active" else (status == "standing" or wake is None)
        ready = [r for r in self.case.raised if r.next_at <= self.now]
        assert wake is None or wake > self.now or ready, "nothing due now is left but another rung"
        self._check_held()

    def _check_held(self) -> None:
        case = self.case
        if case.unheld_at is not None:
            assert case.raised, "a case that shows as unheld is being asked about"
        if seeks(case) and case.peer is None:
            assert case.raised, "P1: a case without a peer is somebody's"
        if case.status == "active" and case.peer is not None:
            asking_world = self.agency.look()
            head = case.head
            asking = Asking(
                head.member, head.involved, case.choices.ruled_out, frozenset(), head.part, max(self.now, case.last_at)
            )
            assert asking_world.as_peer(case.peer, asking) is not None, "P1: the peer is there and may be it"


def opened(
    agency: Agency | None = None,
    part: str = "discharged_weapon",
    began_at: Instant = SHOTS_AT,
    now: Instant | None = None,
    involved: tuple[PersonId, ...] = (PARTNER,),
) -> Story:
    """Return a case just opened, with nothing sent yet counted as read."""
    story = Story(agency, now=began_at if now is None else now)
    story.do(
        OpenCase,
        CLOCK,
        CASE,
        MEMBER,
        "i1",
        part,
        "officer_involved_shooting",
        involved,
        began_at,
        "US-IL",
        plan(part, began_at),
    )
    return story
