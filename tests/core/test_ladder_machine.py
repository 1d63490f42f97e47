"""Ladders over any history: raised, climbed, taken, handed on, left by everybody, while time moves by any amount.

Nobody unfit is ever asked, a rung that is nobody is skipped at once, and none of them ends in silence.
"""

from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from solidground.core.care.choice.commands import CallMe, LetBackIn, RuleOut
from solidground.core.care.clock import wake_at
from solidground.core.care.commands import AddInvolvedPerson
from solidground.core.care.companion.commands import ConfirmHandover, HandOver, NameCompanion
from solidground.core.care.contact.commands import DecideNextAct, DisputeContact, HandOn, RecordContact, RecordTask
from solidground.core.care.contact.steps import DECIDE
from solidground.core.care.decider import INITIAL, Command, Event, evolve
from solidground.core.care.keeping.commands import Acknowledge, DeclineRung
from solidground.core.care.keeping.events import EscalationJoined, EscalationStoodDown, RungAsked
from solidground.core.care.look import LINE
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import Case, Raised, is_escalated, raised_on
from solidground.core.hours import is_quiet
from solidground.core.kernel import DAY, HOUR, LATEST, MINUTE, PersonId, Refusal
from solidground.core.ladder import is_calm
from solidground.core.roster.matching import is_available
from tests.core.care.cast import (
    COORDINATOR,
    DEPUTY,
    MEMBER,
    NIGHTS,
    PARTNER,
    PEERS,
    PRECISE,
    STAFF,
    WIFE,
    Agency,
    colleague,
    opened,
)

ASKED = (*PEERS, COORDINATOR, DEPUTY)
PERSON = st.sampled_from(ASKED)
LENGTH = st.sampled_from((MINUTE, 4 * MINUTE, 11 * MINUTE, HOUR, 7 * HOUR, DAY, 3 * DAY, 16 * DAY, 95 * DAY))
PART = st.sampled_from(("discharged_weapon", "partner", "witness", "asked"))
CONFLICT = st.sampled_from(("own_case", "ways", "kin", "supervises", "reports_to"))
PICK = st.integers(0, 9)

EVENTS_A_QUIET_YEAR = 200
"""What a case writes at most in a year in which nobody does anything, whatever had gone before: docs/tick.md."""
ASKINGS_A_QUIET_YEAR = 100


class _Ladders(RuleBasedStateMachine):
    """Every way in which a ladder begins, goes on and ends; after each step the clock looks once."""

    def __init__(self) -> None:
        super().__init__()
        self.agency = Agency()
        self.story = opened(self.agency)

    @initialize(part=PART, peers=st.integers(0, 4), staff=st.booleans(), on_call=st.booleans())
    def a_case_opens_in_some_agency(self, part: str, peers: int, *, staff: bool, on_call: bool) -> None:
        self.agency = Agency(*PEERS[: max(peers, 1)], on_call=PEERS[:1] if on_call else (), staff=staff)
        if not peers:
            self.agency.people.pop(PEERS[0])
        self.story = opened(self.agency, part)
        self._hold(INITIAL, tuple(self.story.events))

    def give(self, command: Command) -> None:
        before, outcome = self.story.case, self.story.give(command)
        if not isinstance(outcome, Refusal):
            self._hold(before, outcome)
        self.look()

    def look(self) -> tuple[Event, ...]:
        before, events = self.story.case, self.story.tick()
        self._hold(before, events)
        return events

    # Time.

    @rule(length=LENGTH)
    def time_moves(self, length: int) -> None:
        end_at = self.story.now + length
        while (wake := wake_at(self.story.case)) is not None and wake <= end_at:
            self.the_clock_looks(max(wake, self.story.now))
        self.story.now = max(self.story.now, end_at)
        # An absence that begins wakes the cases its person keeps: that is the sweep's, which is not here.
        self.look()

    @rule(length=LENGTH)
    def the_clock_stood_still(self, length: int) -> None:
        self.story.now += length
        while (wake := wake_at(self.story.case)) is not None and wake <= self.story.now:
            self.the_clock_looks(self.story.now)
        self.look()

    def the_clock_looks(self, at: int) -> None:
        """Let the clock look once: of the ladders that wait for it, one goes on, ends or is gathered."""
        self.story.now = at
        ready = {r.ladder for r in self.story.case.raised if r.next_at <= at}
        events = self.look()
        moved = {e.ladder for e in events if isinstance(e, RungAsked | EscalationStoodDown | EscalationJoined)}
        assert not ready or ready & moved or not self.story.case.raised, "no ladder ends in silence"

    @rule()
    def a_year_goes_by_in_which_nobody_does_anything(self) -> None:
        before, asked = len(self.story.events), len(self.story.happened(RungAsked))
        self.time_moves(365 * DAY)
        assert len(self.story.events) - before <= EVENTS_A_QUIET_YEAR
        assert len(self.story.happened(RungAsked)) - asked <= ASKINGS_A_QUIET_YEAR

    # What raises a ladder, beside a step that lapses.

    @rule()
    def the_member_asks_to_be_called(self) -> None:
        self.give(CallMe(self.story.now, MEMBER))

    @rule(to=PERSON)
    def a_companion_hands_over(self, to: PersonId) -> None:
        self.give(NameCompanion(self.story.now, MEMBER, WIFE))
        self.give(HandOver(self.story.now, WIFE, to))

    @rule()
    def the_member_says_a_contact_never_was(self) -> None:
        self.give(DisputeContact(self.story.now, MEMBER, "offer", 0))

    @rule(pick=PICK)
    def a_keeper_hands_on(self, pick: int) -> None:
        kept = [(i, i.keeper) for i in self.story.case.items if i.keeper is not None]
        if kept:
            item, keeper = kept[pick % len(kept)]
            self.give(HandOn(self.story.now, keeper, item.key, item.occurrence))

    # Whoever is asked answers.

    @rule(pick=PICK, does=st.booleans())
    def whoever_was_asked_has_it(self, pick: int, *, does: bool) -> None:
        raised = self._one(pick)
        if raised is None or raised.asked in (None, LINE):
            return
        asked = raised.asked or LINE
        self.give(Acknowledge(self.story.now, asked, raised.ladder, "peer"))
        if does:
            self.it_is_done(asked, raised.ladder)

    def it_is_done(self, by: PersonId, ladder: str) -> None:
        now = self.story.now
        for item in [i for i in self.story.case.items if is_escalated(i, ladder)]:
            key, occurrence = item.key, item.occurrence
            if item.key == DECIDE:
                self.give(DecideNextAct(now, by, "visit", None))
            elif item.kind == "task":
                self.give(ConfirmHandover(now, by))
                self.give(RecordTask(now, by, key, occurrence, now, "peer"))
            else:
                self.give(RecordContact(now, by, key, occurrence, "made", now, PRECISE, "phone", None, "peer"))

    @rule(by=PERSON, pick=PICK)
    def somebody_else_has_it(self, by: PersonId, pick: int) -> None:
        raised = self._one(pick)
        self.give(Acknowledge(self.story.now, by, raised.ladder if raised is not None else "helper", "peer"))

    @rule(pick=PICK)
    def whoever_was_asked_cannot(self, pick: int) -> None:
        raised = self._one(pick)
        if raised is not None and raised.asked is not None:
            self.give(DeclineRung(self.story.now, raised.asked, raised.ladder))

    @rule(by=PERSON)
    def care_is_offered(self, by: PersonId) -> None:
        self.give(MakeOffer(self.story.now, by, self.story.now, "phone", "peer"))

    def _one(self, pick: int) -> Raised | None:
        raised = self.story.case.raised
        return raised[pick % len(raised)] if raised else None

    # The roster changes under it.

    @rule(person=PERSON, ahead=LENGTH, length=LENGTH)
    def somebody_is_away(self, person: PersonId, ahead: int, length: int) -> None:
        if person in self.agency.people:
            self.agency.leave(person, self.story.now + ahead - MINUTE, self.story.now + ahead + length)
        self.look()

    @rule(back=st.booleans())
    def everybody_leaves_or_is_back(self, *, back: bool) -> None:
        for person in self.agency.people:
            self.agency.change(person, away=() if back else ((self.story.now, LATEST),))
        self.look()

    @rule(person=PERSON, what=CONFLICT, on=st.booleans())
    def somebody_is_in_conflict_or_unreachable(self, person: PersonId, what: str, *, on: bool) -> None:
        tie = frozenset({MEMBER}) if on else frozenset()
        values = {"own_case": on, "ways": () if on else ("text", "phone")}
        if person in self.agency.people:
            self.agency.change(person, **{what: values.get(what, tie)})
        self.look()

    @rule(person=PERSON, out=st.booleans())
    def the_member_rules_somebody_out_or_in(self, person: PersonId, *, out: bool) -> None:
        self.give((RuleOut if out else LetBackIn)(self.story.now, MEMBER, person))

    @rule(person=st.sampled_from((*PEERS[2:], PARTNER)))
    def somebody_turns_out_to_have_been_there(self, person: PersonId) -> None:
        self.give(AddInvolvedPerson(self.story.now, COORDINATOR, person))

    @rule(person=PERSON, stays=st.booleans())
    def somebody_joins_or_is_gone_from_the_roster(self, person: PersonId, *, stays: bool) -> None:
        role = next((who for who, holder in STAFF.items() if holder == person), None)
        if stays:
            self.agency.people.setdefault(person, colleague(person, designated=role is None))
            if role is not None:
                self.agency.staff[role] = person
        else:
            self.agency.people.pop(person, None)
            self.agency.staff = {who: holder for who, holder in self.agency.staff.items() if holder != person}
        self.look()

    # What holds after every step.

    def _hold(self, case: Case, events: Sequence[Event]) -> None:
        """Look at each asking beside the case as it was just before."""
        for event in events:
            if isinstance(event, RungAsked):
                raised = raised_on(case, event.ladder)
                assert raised is not None, "nobody is asked on a ladder that was not raised"
                self._asked_well(case, raised, event)
            case = evolve(case, event)

    def _asked_well(self, case: Case, raised: Raised, event: RungAsked) -> None:
        ladder = case.plan.ladder(event.ladder)
        assert event.owed_at <= event.at < event.next_at
        for place in event.skipped:
            who = ladder.rungs[place].who
            assert not self._on_rung(case, raised, who, event.at), "only a rung that is nobody is skipped"
        if event.asked is None:
            assert sorted(event.skipped) == list(range(len(ladder.rungs))), "nobody is asked where nobody is there"
        elif event.asked != LINE:
            assert event.asked in self._on_rung(case, raised, event.role, event.at), "whoever is asked could be"
            by_minutes = ladder.urgent and not is_calm(ladder, event.repeat)
            assert by_minutes or not is_quiet(NIGHTS, event.send_at), "quiet hours are kept but for what is urgent"

    def _on_rung(self, case: Case, raised: Raised, who: str, at: int) -> set[PersonId]:
        """Return who could be asked on a rung, told from the roster and the case, not by the rules."""
        keepers = {i.keeper for i in case.items if i.ladder == raised.ladder}
        late = keepers if raised.rung < 0 else set()
        peers = {p for p, peer in self.agency.people.items() if peer.designated and not peer.own_case}
        wanted: dict[str, set[PersonId]] = {
            "next_peer": peers - keepers - set(raised.tried) - {case.peer},
            "on_call": (set(self.agency.on_call) | peers) - late,
        }
        if who in STAFF:
            wanted[who] = {holder for role, holder in self.agency.staff.items() if role == who} - late
        return {person for person in wanted[who] if self._fit(case, person, at)}

    @invariant()
    def every_ladder_waits_for_an_instant_ahead_and_for_somebody_who_is_there(self) -> None:
        wake = wake_at(self.story.case)
        for raised in self.story.case.raised:
            assert wake is not None, "a case that is asked about is looked at again"
            assert wake <= raised.next_at
            holder = raised.taken_by or raised.asked
            if holder is not None and holder != LINE:
                assert self._fit(self.story.case, holder, self.story.now), "who cannot be it is not waited for"

    @invariant()
    def what_lapsed_is_on_a_ladder_that_was_raised(self) -> None:
        under_way = {raised.ladder for raised in self.story.case.raised}
        for item in self.story.case.items:
            assert not is_escalated(item, item.ladder) or item.ladder in under_way

    @invariant()
    def repeats_are_gathered(self) -> None:
        case = self.story.case
        alone = [r for r in case.raised if r.taken_by is None and is_calm(case.plan.ladder(r.ladder), r.repeat)]
        assert len(alone) <= 1, "nobody is asked for two things in parallel once they only repeat"
        ladders = [r.ladder for r in case.raised]
        assert len(ladders) == len(set(ladders))

    def _fit(self, case: Case, person: PersonId, at: int) -> bool:
        """Tell whether somebody is there, not tied to the member, not ruled out, and in no case of his own."""
        peer = self.agency.people.get(person)
        if peer is None or person in case.choices.ruled_out | case.head.involved | {MEMBER}:
            return False
        tied = MEMBER in peer.supervises | peer.reports_to | peer.kin
        staff = person in self.agency.staff.values()
        return is_available(peer, at) and not tied and (staff or not peer.own_case)


TestLadders = _Ladders.TestCase
TestLadders.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
