"""A simulation under way: in order of true time, each step everything due, one turn of the clock, and every question.

What must never happen here: knowing what a program has in mind, or a step whose outcome is not looked at.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from heapq import heappop, heappush
from typing import Any, NamedTuple

from solidground.app.again import transacted
from solidground.app.duty_terms import shipped_terms
from solidground.app.founding import enter
from solidground.app.handle import Outcome, handle_case, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import PlanFor
from solidground.app.owed import enter as report
from solidground.app.ports import ConflictError, Unit
from solidground.app.promises import AWAKE, DECIDES, RULES, Broken
from solidground.app.replay.acting import Act
from solidground.app.replay.chance import Chance
from solidground.app.replay.errand import Errand as Duty
from solidground.app.simulate.befalling import befall
from solidground.app.simulate.commanding import due_after, give, terms_duties, told
from solidground.app.simulate.deciding import Step, decide, decisions
from solidground.app.simulate.errands import Errand, errands
from solidground.app.simulate.faults import Fault
from solidground.app.simulate.faults.fault import Deed
from solidground.app.simulate.holding import Holding
from solidground.app.simulate.machine import Machine, Program, started
from solidground.app.simulate.mailing import Mailing
from solidground.app.simulate.outside import Hands, Provider
from solidground.app.simulate.people import People, name_of
from solidground.app.simulate.story import Story
from solidground.app.simulate.town import FOUNDED_BEFORE_FOR, FROM_AT, Agency, Befallen, town
from solidground.app.simulate.witness import Seen, Witness
from solidground.core.care.state import Case
from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND, AgencyId, Instant, Refusal, Span, Stream

AGAIN_FOR: Span = 10 * MINUTE
"""After so long a person, or the clock, tries again where the database was not there."""

STEP_FOR: Span = 5 * SECOND
"""The least between two turns of the clock."""

SEALED_DAYS = 30
"""A running clock seals each hour; here it is seldom enough to be quick, and often enough to be tried."""

STEPS_MOST = 20_000
"""Steps in one day: more, and the clock does not come to an end with what is due."""

ASKED_BY_FOR: Span = 12 * HOUR
"""On a day without a step one is made by then, so that everything is asked about on every day."""

FIRST_WITHIN_DAYS, FAULT_DAYS = 20, 45
"""Each fault comes first within so many days of the first incident, or sooner, then about as often as this."""


class Later(NamedTuple):
    """Something to be done at a true instant: ``number`` keeps the order of what falls on one."""

    at: Instant
    number: int
    deed: Deed


class Running:
    """One simulation, from its founding to its end."""

    def __init__(self, story: Story, machine: Machine, plan_for: PlanFor, faults: Mapping[str, Fault]) -> None:
        """Set everything up; nothing has happened yet."""
        self.story, self.machine = story, machine
        self._plan_for, self._faults = plan_for, faults
        self.agencies = town(story)
        self._by_name = {agency.name: agency for agency in self.agencies}
        self.hands = Hands(FROM_AT - FOUNDED_BEFORE_FOR)
        self._met: Counter[str] = Counter()
        self.provider = Provider(self.hands, self.met)
        self.witness = Witness(machine)
        self.mailing = Mailing(machine, self.hands, self.provider)
        self.holding = Holding(machine, self.witness, self.mailing)
        self.twice = 0
        self._chance = Chance(story.seed)
        self._ids = DerivedIds(story.seed)
        self._people, self._duties = People(story.seed), terms_duties(story.seed)
        self._agenda: list[Later] = []
        self._number = self._turns = self._steps = 0
        self._turn_at: Instant | None = None
        self._day_at = FROM_AT
        """When the day begins that was not asked about yet."""
        self._unlooked: list[Seen] = []
        self.programs = [self._started()]

    def _started(self) -> Program:
        return started(self.machine, self.hands, self.provider, self._ids, self._plan_for)

    # What faults may do.

    def met(self, fault: str) -> None:
        """Count a fault that was met."""
        self._met[fault] += 1

    def count(self, fault: str) -> int:
        """Return how often a fault was met."""
        return self._met[fault]

    def later(self, at: Instant, deed: Deed) -> None:
        """Do something at a true instant."""
        self._number += 1
        heappush(self._agenda, Later(at, self._number, deed))

    def second_clock(self, *, runs: bool) -> None:
        """Let a second clock begin, or end."""
        assert runs == (len(self.programs) == 1), "a second clock has ended before the next one begins"
        if runs:
            self.programs.append(self._started())
            self.provider.meanwhile = self._meanwhile
        else:
            self.provider.meanwhile = lambda: None
            self.machine.end(self.programs.pop().store)

    def _meanwhile(self) -> None:
        # While one clock sends, the other has a turn of its own, in which it sends as well.
        self.provider.meanwhile = lambda: None
        try:
            self.programs[1 - self._turns % 2].service.turn()
        finally:
            self.provider.meanwhile = self._meanwhile

    @property
    def met_faults(self) -> dict[str, int]:
        """How often each fault of the story was met."""
        return {name: self._met[name] for name in self.story.faults}

    # The course of time.

    def play(self, *, to_first: bool = False) -> None:
        """Play the story to its end, or to the first promise that is broken."""
        self._found()
        until_at = FROM_AT + self.story.days * DAY
        while (at := self._next_at()) < until_at and not (to_first and self.holding.found):
            self.hands.true_at = at
            self._step()
        self._close(until_at)

    def _close(self, until_at: Instant) -> None:
        self.machine.trap.left, self.machine.trap.lost = None, False
        now = max(self.hands.now(), until_at)
        self.witness.finish(now)
        self.holding.whole(now)

    def _found(self) -> None:
        program = self.programs[0]
        for agency in self.agencies:
            with program.store.transaction() as unit:
                for person in agency.people:
                    enter(unit, agency.name, person, self.hands.now())
                    self.mailing.home[person.person] = agency.name
            for befallen in agency.incidents:
                self.later(befallen.known_at, partial(self._report, agency, befallen))
                for duty in due_after(self._duties, befallen):
                    self.later(duty.at, partial(self._owe, agency.name, duty))
            for step in decisions(self.story, agency):
                self.later(step.at, partial(self._decide, agency, step))
            for errand in errands(self.story, agency):
                self.later(errand.at, partial(self._befall, agency, errand))
        self.witness.look()
        self.later(FROM_AT + SEALED_DAYS * DAY, self._seal)
        first_at = min((b.known_at for a in self.agencies for b in a.incidents), default=FROM_AT)
        for name in self.story.faults:
            within = min(FIRST_WITHIN_DAYS, self.story.days / 8)
            share = 0.0 if self._faults[name].at_once else self._chance.draws("fault", name)[0]
            at = first_at - MINUTE + int(share * within * DAY)
            self.later(at, partial(self._strike, self._faults[name], 0))

    def _next_at(self) -> Instant:
        at = [self._agenda[0].at]
        if self._turn_at is not None:
            at.append(self._turn_at)
        else:
            at.append(self._day_at + ASKED_BY_FOR)
            with self.machine.calm():
                found = (
                    self.machine.eye.next_wake(),
                    self.machine.waiting_at(),
                    self.holding.next_at(self.hands.now()),
                )
            at += [each - self.hands.ahead_for for each in found if each is not None]
        return max(min(at), self.hands.true_at + STEP_FOR)

    def _step(self) -> None:
        self._steps += 1
        while self._agenda and self._agenda[0].at <= self.hands.true_at:
            later = heappop(self._agenda)
            if not self._attempted(later.deed):
                self.later(self.hands.true_at + AGAIN_FOR, later.deed)
        turned = [self._attempted(self._turn) for _ in self.programs]
        held = all(turned)
        self._turn_at = None if held else self.hands.true_at + AGAIN_FOR
        self._look(held=held)
        if held and self.hands.true_at >= self._day_at:
            self._ask_all()

    def _attempted(self, deed: Deed) -> bool:
        """Do something; where the program dies under it, again in the next one. False where the database is away."""
        while True:  # a trap springs once
            self._turns += 1
            program = self.programs[self._turns % len(self.programs)]
            try:
                deed(program)
            except self.machine.killed:
                self.met("crash")
                self._restart(program)
            except (self.machine.fault, ConflictError) as error:
                self._failed(error)
                return False
            except AssertionError as error:
                self._say(RULES, f"stopped at a rule that failed: {error}")
                return True
            else:
                return True

    def _failed(self, error: Exception) -> None:
        self.provider.interrupted += 1
        self.mailing.trouble_at = self.hands.now()
        said = str(error)
        if self.machine.trap.lost:
            self.met("database_dropped")
        elif "no room left" in said:
            self.met("disk_full")
        else:
            self._say(AWAKE, f"stopped by what no fault brought about: {said}")

    def _restart(self, program: Program) -> None:
        self.provider.interrupted += 1
        place = self.programs.index(program)
        self.machine.end(program.store)
        self.programs[place] = self._started()

    def _look(self, *, held: bool) -> None:
        glance = self.witness.look()
        for seen in glance.seen:
            for act in self._people.moved(seen):
                self.later(act.at - self.hands.ahead_for, partial(self._act, seen.stream, act))
            duties = [*told(self._chance, seen)]
            if isinstance(seen.after, Case):
                duties += self._duties.attended(name_of(seen.stream), seen.event, seen.after)
            for duty in duties:
                self.later(duty.at - self.hands.ahead_for, partial(self._owe, seen.stream.agency, duty))
        self._unlooked += glance.seen
        if self.provider.down or self.hands.ahead_for:
            self.mailing.trouble_at = self.hands.now()
        if held:
            # While the database is away nobody can keep a promise: it is asked as soon as it is back.
            self.holding.after(glance._replace(seen=self._unlooked), self.hands.now())
            self._unlooked = []

    # What is done.

    def _ask_all(self) -> None:
        """Ask about everything, once a day, after a step that was looked at: nobody is ahead of the witness then."""
        if self._steps > STEPS_MOST:
            self._say(AWAKE, f"took {self._steps} steps in a day")
        self._steps = 0
        self._day_at += DAY * (1 + (self.hands.true_at - self._day_at) // DAY)
        self.holding.daily(self.hands.now())

    def _seal(self, program: Program) -> None:
        program.store.seal(self.hands.now())
        self.later(self.hands.true_at + SEALED_DAYS * DAY, self._seal)

    def _strike(self, fault: Fault, number: int, _: Program) -> None:
        draws = self._chance.draws("strike", fault.name, number)
        fault.bring(self, draws)
        self.later(
            self.hands.true_at + int((0.5 + draws[3]) * FAULT_DAYS * DAY), partial(self._strike, fault, number + 1)
        )

    def _report(self, agency: Agency, befallen: Befallen, program: Program) -> None:
        command = replace(befallen.command, at=self.hands.now())
        stream = stream_of(agency.name, f"incident/{command.incident}")
        for _ in range(self._times()):
            outcome = transacted(
                program.store, program.rosters, lambda unit: report(unit, stream, command, shipped_terms())
            )
            if isinstance(outcome, Refusal) and outcome.reason == "DayImpossible":
                # The wall is behind: whoever enters it is told so, and comes again.
                self.later(self.hands.true_at + HOUR, partial(self._report, agency, befallen))
                return

    def _befall(self, agency: Agency, errand: Errand, program: Program) -> None:
        now = self.hands.now()
        transacted(program.store, program.rosters, lambda unit: befall(unit, program.rosters, agency, errand, now))

    def _owe(self, agency: AgencyId, duty: Duty, program: Program) -> None:
        if duty.member is not None and self.holding.died(agency, duty.member):
            return
        for _ in range(self._times()):
            give(program, agency, duty, self.hands.now())

    def _decide(self, agency: Agency, step: Step, program: Program) -> None:
        if not self.holding.died(agency.name, step.member):
            why = decide(program, agency, step, self.hands.now())
            if why:
                self._say(DECIDES, why)

    def _act(self, stream: Stream, act: Act, program: Program) -> None:
        agency = self._by_name[stream.agency]
        others = (*agency.peers, *agency.staff)
        commands = self._people.done(act, self._state(stream), stream, self.hands.now(), others)
        taken = False
        for command in commands:
            for _ in range(self._times()):
                taken = self._given(program, stream, command) or taken
        if taken:
            for each in self._people.next(act, self._state(stream), stream):
                self.later(each.at - self.hands.ahead_for, partial(self._act, stream, each))

    def _given(self, program: Program, stream: Stream, command: Any) -> bool:  # noqa: ANN401 - any command of a case
        """Give a command; return whether it was no refusal."""

        def act(unit: Unit) -> Outcome:
            return handle_case(unit, stream, command, program.rosters.of(unit, stream.agency, command.at))

        return not isinstance(transacted(program.store, program.rosters, act), Refusal)

    def _state(self, stream: Stream) -> Case:
        with self.machine.calm(), self.machine.eye.transaction() as unit:
            state: Case = unit.load([stream])[0].state
        return state

    def _times(self) -> int:
        """Return how often what somebody does now reaches the program."""
        if self.twice == 0:
            return 1
        self.twice -= 1
        self.met("duplicate")
        return 2

    def _turn(self, program: Program) -> None:
        if program.service.turn().apart:
            self._say(RULES, "had to set a case apart because its rules failed")

    def _say(self, promise: str, why: str) -> None:
        self.holding.say(Broken(promise, AgencyId(""), "", why), self.hands.now())
