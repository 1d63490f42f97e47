"""Twenty years in order of time: incidents open, the clock sweeps, people act; one transaction for each day."""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from solidground.app.death import record_death
from solidground.app.founding import NewPerson, enter
from solidground.app.handle import handle, handle_case, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import PlanFor, take_in
from solidground.app.owed import enter as report
from solidground.app.ports import Change, Store, Unit
from solidground.app.replay.acting import Act, Answers, actors
from solidground.app.replay.cast import Bench, leaves
from solidground.app.replay.chance import Chance
from solidground.app.replay.choosing import ENTERS
from solidground.app.replay.city import City, CityIncident
from solidground.app.replay.deeds import deed, follow_up
from solidground.app.replay.duty import Duties
from solidground.app.replay.dying import Deaths
from solidground.app.replay.errand import Errand
from solidground.app.replay.tally import Tally
from solidground.app.replay.watched import watched
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep_in, tick_all
from solidground.core.care.commands import RecordSeparation
from solidground.core.care.events import CaseOpened
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.duty.terms import Terms
from solidground.core.hours import at_minute, local_day
from solidground.core.incident.commands import ReportIncident
from solidground.core.incident.decider import PEOPLE_MOST
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Refusal
from solidground.core.roster.reach.commands import PlanLeave
from solidground.core.roster.world import World

AGENCY = AgencyId("replay")
REPORTER = PersonId("reporter")
NEVER: Instant = 1 << 62


class Settings(NamedTuple):
    """How a city is replayed."""

    answers: Answers
    seed: int
    zone: str
    from_at: Instant
    until_at: Instant
    leaves: bool = False


class Play:
    """One replay under way."""

    def __init__(self, store: Store, city: City, settings: Settings, plan_for: PlanFor, terms: Terms) -> None:
        """Set the stage; nothing has happened yet. ``terms`` are what command owes."""
        self._store = store
        self._city = city
        self._settings = settings
        self._plan_for = plan_for
        self._ids = DerivedIds(settings.seed)
        self._rosters = Rosters(alone=True)
        self._acting = actors(settings.answers, settings.seed)
        self._chance = Chance(settings.seed)
        self._deaths = Deaths(city, settings.seed)
        self._terms = terms
        never, always = settings.answers == "nobody", settings.answers == "everybody"
        self._duties = Duties(settings.seed, terms, never=never, always=always)
        self._errands: list[tuple[Instant, int, Errand]] = []
        self._acts: list[tuple[Instant, int, CaseId, Act]] = []
        self._wakes: list[tuple[Instant, CaseId]] = []
        self._wake_of: dict[CaseId, Instant | None] = {}
        self._woken_at: Instant = NEVER
        self._leaving: list[tuple[Instant, PersonId]] = []
        self._next_incident = 0
        self._number = 0
        self.tallies: dict[CaseId, Tally] = {}
        self.members: dict[CaseId, PersonId] = {}
        self.terms: list[tuple[PersonId, Instant, Instant]] = []
        self.notifications = 0
        self.events = 0
        self.apart = 0

    def found(self, people: Sequence[NewPerson]) -> None:
        """Enter the people who help."""
        at = self._settings.from_at
        with self._store.transaction() as unit:
            mine = self._watch(unit)
            for person in people:
                self._enter(mine, person, at)

    def _enter(self, unit: Unit, person: NewPerson, at: Instant) -> None:
        enter(unit, AGENCY, person, at)
        if person.designated_on is None:
            return
        leaves_at = self._settings.until_at
        if person.separated_on is not None:
            leaves_at = at_minute(person.separated_on, 0, self._settings.zone)
            heappush(self._leaving, (max(leaves_at, at + 1), person.person))
        self.terms.append((person.person, at, leaves_at))
        if self._settings.leaves:
            stream = stream_of(AGENCY, f"person/{person.person}")
            for from_at, to_at in leaves(self._chance, person.person, at, leaves_at):
                handle(unit, stream, PlanLeave(at, REPORTER, from_at, to_at), World())

    def play_until(self, until_at: Instant, bench: Bench) -> None:
        """Play everything before an instant in one transaction."""
        with self._store.transaction() as unit:
            mine = self._watch(unit)
            while (now := self.next_at()) < until_at:
                self._replace(mine, bench, now)
                self._incidents(mine, now)
                self._sweep(mine, now)
                self._run(mine, now)
                self._deeds(mine, now)
            self._send(mine, until_at - 1)

    def _watch(self, unit: Unit) -> Unit:
        return watched(unit, self._changed, self._woken)

    def _woken(self, at: Instant) -> None:
        self._woken_at = min(self._woken_at, at)

    def next_at(self) -> Instant:
        """Return when something happens next."""
        incidents = self._city.incidents
        at = [self._woken_at, NEVER]
        while self._wakes and self._wake_of[self._wakes[0][1]] != self._wakes[0][0]:
            heappop(self._wakes)
        if self._wakes:
            at.append(self._wakes[0][0])
        if self._acts:
            at.append(self._acts[0][0])
        if self._errands:
            at.append(self._errands[0][0])
        if self._leaving:
            at.append(self._leaving[0][0])
        if self._next_incident < len(incidents):
            at.append(incidents[self._next_incident].occurred_at)
        return min(at)

    def _replace(self, unit: Unit, bench: Bench, now: Instant) -> None:
        while self._leaving and self._leaving[0][0] <= now:
            heappop(self._leaving)
            for person in bench.draw(1, now, without=self._deaths.dead):
                self._enter(unit, person, now)

    def _incidents(self, unit: Unit, now: Instant) -> None:
        incidents = self._city.incidents
        while self._next_incident < len(incidents) and incidents[self._next_incident].occurred_at <= now:
            self._open(unit, incidents[self._next_incident], now)
            self._next_incident += 1

    def _open(self, unit: Unit, incident: CityIncident, now: Instant) -> None:
        command = ReportIncident(
            now,
            REPORTER,
            incident.ref,
            incident.kind,
            incident.occurred_at,
            incident.local,
            incident.zone,
            incident.time_known,
            "any",
            tuple([(person, part) for person, part in incident.involved]),
        )
        outcome = report(unit, stream_of(AGENCY, f"incident/{incident.ref}"), command, self._terms)
        assert not isinstance(outcome, Refusal), f"{incident.ref}: {outcome}"
        self._plan(self._duties.inquiries(incident))
        for person, part in incident.involved:
            who, when = (incident.ref, person, part), (incident.occurred_at, incident.zone)
            self._plan(self._duties.errands(*who, *when, self._left_at(person)))
        opened = take_in(unit, self._rosters, self._ids, self._plan_for, now, len(incident.involved))
        for case, (person, _) in zip(opened, incident.involved, strict=True):
            self._separates(case, person)
            dies_at = self._deaths.drawn(case, person, now) if self._settings.answers == "mixed" else None
            if dies_at is not None:
                self._later(case, Act(dies_at, "die", person, "", 0))

    def _plan(self, errands: Iterable[Errand]) -> None:
        for errand in errands:
            self._number += 1
            heappush(self._errands, (errand.at, self._number, errand))

    def _left_at(self, person: PersonId) -> Instant | None:
        known = self._city.people.get(person)
        if known is None or known.separated_on is None:
            return None
        return at_minute(known.separated_on, 0, self._settings.zone)

    def _separates(self, case: CaseId, person: PersonId) -> None:
        at = self._left_at(person)
        if at is not None and at > self.tallies[case].began_at:
            self._later(case, Act(at, "separate", person, "", local_day(at, self._settings.zone)))

    def _sweep(self, unit: Unit, now: Instant) -> None:
        apart = 0
        if self._woken_at <= now:
            # Somebody's own case began: the cases he keeps are claimed, as a sweep would.
            self._woken_at = NEVER
            swept = sweep_in(unit, self._rosters, now)
            while swept.cases:
                apart += len(swept.apart)
                swept = sweep_in(unit, self._rosters, now)
        due: dict[CaseId, None] = {}
        while self._wakes and self._wakes[0][0] <= now:
            wake_at, case = heappop(self._wakes)
            if self._wake_of[case] == wake_at:
                due[case] = None
        if due:
            apart += len(tick_all(unit, self._rosters, [(AGENCY, case) for case in due], now).apart)
        self.apart += apart

    def _run(self, unit: Unit, now: Instant) -> None:
        """Let those of command do what is theirs by now; for whoever has died nothing is done any more."""
        while self._errands and self._errands[0][0] <= now:
            _, _, (_, stream, command, world, member) = heappop(self._errands)
            if member in self._deaths.dead:
                continue
            done = handle(unit, stream_of(AGENCY, stream), command, world)
            assert not isinstance(done, Refusal), f"{stream}: {done}"
            if isinstance(command, RecordStatus):
                # Care hears of it at once: whoever tells the member is asked by his case.
                take_in(unit, self._rosters, self._ids, self._plan_for, now, PEOPLE_MOST)

    def _deeds(self, unit: Unit, now: Instant) -> None:
        while self._acts and self._acts[0][0] <= now:
            _, _, case, act = heappop(self._acts)
            self._act(unit, case, act, now)

    def _act(self, unit: Unit, case: CaseId, act: Act, now: Instant) -> None:
        if act.doing == "die":
            self._die(unit, act.person, now)
            return
        stream = stream_of(AGENCY, f"case/{case}")
        if act.doing == "separate":
            commands = [RecordSeparation(now, REPORTER, act.occurrence)]
        else:
            state = unit.load([stream])[0].state
            commands = list(deed(self._chance, self._settings.answers, act, state, case))
        for command in commands:
            outcome = handle_case(unit, stream, command, self._rosters.of(unit, AGENCY, now))
            if act.doing == "take" and not isinstance(outcome, Refusal):
                state = unit.load([stream])[0].state
                for later in follow_up(act, state, self._chance, self._settings.answers, case):
                    self._later(case, later)

    def _die(self, unit: Unit, person: PersonId, now: Instant) -> None:
        if self._deaths.may_die(person, {peer for peer, _, _ in self.terms}):
            self._deaths.dead.add(person)
            died_on = local_day(now, self._settings.zone)
            died = record_death(unit, self._rosters, AGENCY, person, died_on, ENTERS, None, now)
            assert died is None, f"{person}: {died}"

    def _later(self, case: CaseId, act: Act) -> None:
        if act.at < self._settings.until_at:
            self._number += 1
            heappush(self._acts, (act.at, self._number, case, act))

    def _send(self, unit: Unit, now: Instant) -> None:
        self.notifications += unit.outbox_hand_over(now)

    def _changed(self, change: Change) -> None:
        self.events += len(change.events)
        if change.row is None:
            return
        case = CaseId(change.stream.name.partition("/")[2])
        wake_at = change.row.wake_at
        self._wake_of[case] = wake_at
        if wake_at is not None:
            heappush(self._wakes, (wake_at, case))
        state = change.state
        for event in change.events:
            if isinstance(event, CaseOpened):
                self.tallies[case] = Tally(event)
                self.members[case] = event.member
            self.tallies[case].see(event, state)
            for act in self._acting(case, event, state):
                self._later(case, act)
            self._plan(self._duties.attended(case, event, state))
