"""A case over any history: people act, forget, go away and come back, and the member changes his mind.

After every decision the promises hold: P1, P2, P6, P8, P9 and P10, as ``Story`` and the checks below read them.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from solidground.core.care.ask.commands import AnswerAsk, KeepAnswer, SeeAnswer
from solidground.core.care.choice import commands as choice
from solidground.core.care.choice import events as choice_events
from solidground.core.care.clock import due, soonest, wake_at
from solidground.core.care.commands import (
    AddInvolvedPerson,
    CloseCase,
    LiftHold,
    MovePlan,
    RecordDeath,
    RecordHold,
    RecordSeparation,
    ReopenCase,
    ResumePace,
    SlowDown,
)
from solidground.core.care.companion import commands as companion
from solidground.core.care.contact import commands as contact
from solidground.core.care.contact.events import KeeperChanged, StepLapsed, StepOpened, StepReminded
from solidground.core.care.contact.steps import AT_ANY_HOUR, NEWS, URGENT_KEYS
from solidground.core.care.decider import Command
from solidground.core.care.events import InvolvedPersonAdded
from solidground.core.care.keeping.commands import Acknowledge, AssignPeer, ChangePeer
from solidground.core.care.keeping.events import EscalationJoined, EscalationRaised, PeerAssigned, RungAsked
from solidground.core.care.news.commands import ChooseNews, ReceiveNews
from solidground.core.care.news.decider import waiting
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer, MakeOffer
from solidground.core.care.returning import commands as returning
from solidground.core.care.share.commands import EndShare, GiveShare, RenewShare
from solidground.core.care.share.events import ShareGiven, ShareRenewed
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.care.word.events import WordAddressed
from solidground.core.hours import is_quiet, local_day
from solidground.core.kernel import CLOCK, DAY, HOUR, MINUTE, PersonId, Refusal
from solidground.core.ladder import is_calm
from solidground.core.roster.matching import Need, conflict
from tests.core.care.cast import (
    ADAM,
    CHICAGO,
    COORDINATOR,
    DEPUTY,
    MEMBER,
    NIGHTS,
    PARTNER,
    PEERS,
    WIFE,
    Agency,
    Field,
    opened,
    plan,
)

ASKED = (*PEERS, COORDINATOR, DEPUTY)
SOMEBODY = st.sampled_from((*ASKED, PARTNER, WIFE))
ONE_ASKED, RETURN_STEPS = st.sampled_from(ASKED), st.sampled_from(("range", "first_shift"))
LENGTH = st.sampled_from((MINUTE, 7 * MINUTE, HOUR, 5 * HOUR, DAY, 9 * DAY, 40 * DAY, 400 * DAY))
LADDERS = st.sampled_from(("helper", "offer", "handover", "urgent", "member"))
OUTCOMES = st.sampled_from(("made", "no_answer", "not_now"))


class _Care(RuleBasedStateMachine):
    """Every command at rising instants; a refusal changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.agency = Agency()
        self.story = opened(self.agency)
        self.checked = 0
        self.out: set[PersonId] = set()
        self.involved = {PARTNER}
        self._hold()

    def give(self, command: Command) -> None:
        before = self.story.case
        outcome = self.story.give(command)
        if isinstance(outcome, Refusal):
            assert self.story.case == before
        self._hold()

    @initialize(begun=st.booleans(), days=st.sampled_from((0, 2, 5, 300, 336, 400)))
    def some_of_it_is_over(self, *, begun: bool, days: int) -> None:
        if begun:
            self.care_is_offered(ADAM)
            self.give(AcceptOffer(self.story.now, MEMBER))
            for key in ("companion", "family_told"):
                self.give(contact.RecordTask(self.story.now, ADAM, key, None, self.story.now, "on_call"))
        self.story.until(self.story.now + days * DAY)

    @rule(times=st.integers(1, 4))
    def the_next_things_come(self, times: int) -> None:
        for _ in range(times):
            wake = wake_at(self.story.case)
            if wake is not None:
                self.story.until(wake)
        self._hold()

    @rule(length=LENGTH)
    def time_passes(self, length: int) -> None:
        self.story.until(self.story.now + length)
        self._hold()

    @rule(length=LENGTH)
    def the_clock_stands_still_and_comes_back(self, length: int) -> None:
        self.story.now += length
        while (wake := wake_at(self.story.case)) is not None and wake <= self.story.now:
            self.story.tick()
        self._hold()

    @rule(person=ONE_ASKED, length=LENGTH, ahead=LENGTH)
    def somebody_is_away(self, person: PersonId, length: int, ahead: int) -> None:
        self.agency.leave(person, self.story.now + ahead - MINUTE, self.story.now + ahead + length)
        self.story.tick()
        self._hold()

    @rule(person=ONE_ASKED)
    def somebody_comes_back(self, person: PersonId) -> None:
        self.agency.come_back(person)
        self.story.tick()
        self._hold()

    @rule(person=st.sampled_from(PEERS), own=st.booleans())
    def a_case_of_a_peers_own_begins_or_ends(self, person: PersonId, *, own: bool) -> None:
        self.agency.change(person, own_case=own)
        self.story.tick()
        self._hold()

    @rule(person=ONE_ASKED, working=st.booleans())
    def somebody_loses_or_gains_a_way(self, person: PersonId, *, working: bool) -> None:
        self.agency.change(person, ways=("text",) if working else ())
        self.story.tick()
        self._hold()

    @rule(person=SOMEBODY, out=st.booleans())
    def the_member_rules_somebody_out_or_in(self, person: PersonId, *, out: bool) -> None:
        self.give((choice.RuleOut if out else choice.LetBackIn)(self.story.now, MEMBER, person))

    @rule(days=st.integers(-1, 90))
    def not_now(self, days: int) -> None:
        self.give(choice.ChooseNotNow(self.story.now, MEMBER, self.story.now + days * DAY))

    @rule(
        kind=st.sampled_from(
            (
                choice.AdviseNoContact,
                choice.ResumeContact,
                choice.StopContact,
                choice.CallMe,
                choice.UndoCall,
                SlowDown,
                ResumePace,
                LiftHold,
                ChangePeer,
                AcceptOffer,
                DeclineOffer,
                companion.DeclineCompanion,
                companion.EndCompanion,
            )
        )
    )
    def the_member_taps(self, kind: Field) -> None:
        self.give(kind(self.story.now, MEMBER))

    @rule(wanted=st.booleans())
    def anniversaries(self, *, wanted: bool) -> None:
        self.give(choice.ChooseAnniversary(self.story.now, MEMBER, wanted))

    @rule(pick=st.integers(0, 20), answer=st.sampled_from(("ok", "call_me", "not_now", "yes", "no")))
    def an_ask_is_answered(self, pick: int, answer: Field) -> None:
        asks = [i for i in self.story.case.items if i.kind == "ask"]
        if asks:
            item = asks[pick % len(asks)]
            until = self.story.now + 9 * DAY
            self.give(AnswerAsk(self.story.now, MEMBER, item.key, item.occurrence, answer, until))

    @rule(answer=st.sampled_from(("ok", "not_now", "made")), by=st.sampled_from((MEMBER, ADAM)))
    def an_answer_comes_late(self, answer: Field, by: PersonId) -> None:
        self.give(KeepAnswer(self.story.now, by, answer))

    @rule(by=st.sampled_from((MEMBER, COORDINATOR)))
    def somebody_reads_what_came_late(self, by: PersonId) -> None:
        self.give(SeeAnswer(self.story.now, by))

    @rule(pick=st.integers(0, 20), outcome=OUTCOMES, by=ONE_ASKED)
    def somebody_records(self, pick: int, outcome: Field, by: PersonId) -> None:
        now, items = self.story.now, self.story.case.items
        if not items:
            return
        item = items[pick % len(items)]
        if item.kind == "task":
            self.give(contact.RecordTask(now, by, item.key, item.occurrence, now, "peer"))
        else:
            until = now + 5 * DAY
            precise, until = pick % 2 == 0, now + 5 * DAY
            command = contact.RecordContact
            key, occurrence = item.key, item.occurrence
            self.give(command(now, by, key, occurrence, outcome, now, precise, "phone", until, "peer"))

    @rule(pick=st.integers(0, 20))
    def a_keeper_hands_on(self, pick: int) -> None:
        items = [i for i in self.story.case.items if i.keeper is not None]
        if items:
            item = items[pick % len(items)]
            assert item.keeper is not None
            self.give(contact.HandOn(self.story.now, item.keeper, item.key, item.occurrence))

    @rule(by=ONE_ASKED, ladder=LADDERS)
    def somebody_has_it(self, by: PersonId, ladder: str) -> None:
        self.give(Acknowledge(self.story.now, by, ladder, "peer"))

    @rule(peer=SOMEBODY)
    def the_coordinator_chooses(self, peer: PersonId) -> None:
        self.give(AssignPeer(self.story.now, COORDINATOR, peer))

    @rule(act=st.sampled_from(("visit", "another_person", "wait")), days=st.integers(-3, 90))
    def the_coordinator_decides(self, act: Field, days: int) -> None:
        until = self.story.now + days * DAY
        self.give(contact.DecideNextAct(self.story.now, COORDINATOR, act, until))

    @rule(by=ONE_ASKED)
    def care_is_offered(self, by: PersonId) -> None:
        self.give(MakeOffer(self.story.now, by, self.story.now, "phone", "peer"))

    @rule(person=SOMEBODY, kind=st.sampled_from((GiveShare, RenewShare, EndShare)))
    def the_member_shares(self, person: PersonId, kind: Field) -> None:
        fields = ("family", ("answers",)) if kind is GiveShare else ()
        self.give(kind(self.story.now, MEMBER, person, *fields))

    @rule(step=RETURN_STEPS, person=st.none() | SOMEBODY, by=SOMEBODY, act=st.integers(0, 9), ago=st.integers(0, 9))
    def he_is_on_his_way_back(self, step: str, person: PersonId | None, by: PersonId, act: int, ago: int) -> None:
        now, on, back = self.story.now, local_day(self.story.now, CHICAGO) - ago, step == "first_shift"
        planned = returning.PlanReturnStep(now, MEMBER, step, (step,), None, person, "partner")
        goes = next((one.person for one in self.story.case.choices.returning if one.step == step), None) or by
        said: tuple[Command, ...] = (
            *(planned, planned, returning.PutOffReturnStep(now, MEMBER, step)),
            *(returning.TakeBackReturnStep(now, MEMBER, step), returning.AgreeReturnStep(now, goes, step)),
            *(returning.LeaveReturnStep(now, goes, step), returning.ConfirmReturnStep(now, goes, step, on, back)),
            *(returning.ConfirmReturnStep(now, MEMBER, step, on, back), returning.ConfirmReturnStep(now, by, step, on)),
            returning.ConfirmReturnStep(now, MEMBER, step, on, back),
        )
        self.give(said[act])

    @rule(status=st.sampled_from(("open", "declined")), inquiry=st.sampled_from(("criminal", "civil")))
    def news_of_an_inquiry_comes(self, status: str, inquiry: str) -> None:
        now = self.story.now
        self.give(ReceiveNews(now, CLOCK, inquiry, status, "open", local_day(now, CHICAGO), None, now))

    @rule(
        carrier=st.sampled_from(("peer", "coordinator", "clinician", "family", "companion")),
        person=st.one_of(st.none(), SOMEBODY),
        days=st.sampled_from((0, 3, 7)),
    )
    def the_member_chooses_who_tells_him(self, carrier: Field, person: PersonId | None, days: int) -> None:
        self.give(ChooseNews(self.story.now, MEMBER, carrier, person, "coffee", days))

    @rule(by=ONE_ASKED)
    def he_is_not_reached_with_it(self, by: PersonId) -> None:
        now, precise = self.story.now, True
        self.give(contact.RecordContact(now, by, NEWS, None, "no_answer", now, precise, "phone", None, "peer"))

    @rule(people=st.lists(SOMEBODY, max_size=4), back=st.booleans())
    def the_member_tells_others(self, people: list[PersonId], *, back: bool) -> None:
        number = self.story.case.choices.written + 1
        self.give(WriteWord(self.story.now, MEMBER, number, tuple(people)))
        if back:
            self.give(TakeBackWord(self.story.now, MEMBER, number))

    @rule(to=SOMEBODY, name=st.booleans())
    def a_companion_comes_or_hands_over(self, to: PersonId, *, name: bool) -> None:
        self.give((companion.NameCompanion if name else companion.HandOver)(self.story.now, MEMBER, to))

    @rule(by=SOMEBODY)
    def a_handing_over_is_confirmed(self, by: PersonId) -> None:
        self.give(companion.ConfirmHandover(self.story.now, by))

    @rule(label=st.sampled_from(("hearing", "return_to_duty")), days=st.integers(-9, 400))
    def a_date_is_added(self, label: Field, days: int) -> None:
        self.give(contact.AddDate(self.story.now, COORDINATOR, label, self.story.now + days * DAY, ""))

    @rule(pick=st.integers(0, 9))
    def a_date_is_removed(self, pick: int) -> None:
        dates = [i for i in self.story.case.items if i.kind == "date"]
        if dates:
            item = dates[pick % len(dates)]
            self.give(contact.RemoveDate(self.story.now, COORDINATOR, item.key, item.occurrence))

    @rule(key=st.sampled_from(("day_1", "week_1")))
    def the_member_disputes(self, key: str) -> None:
        self.give(contact.DisputeContact(self.story.now, MEMBER, key, 0))

    @rule(why=st.sampled_from(("grave_injury", "arrest")))
    def a_hold_is_placed(self, why: Field) -> None:
        self.give(RecordHold(self.story.now, COORDINATOR, why))

    @rule()
    def the_plan_moves(self) -> None:
        self.give(MovePlan(self.story.now, COORDINATOR, plan("partner")))

    @rule()
    def the_case_is_reopened(self) -> None:
        now = self.story.now
        self.give(ReopenCase(now, COORDINATOR, plan("asked", now)))

    @rule(person=SOMEBODY)
    def somebody_else_was_there_too(self, person: PersonId) -> None:
        self.give(AddInvolvedPerson(self.story.now, COORDINATOR, person))

    @rule(on=st.integers(738_000, 740_000), chance=st.integers(0, 9))
    def the_member_leaves_or_the_case_ends(self, on: int, chance: int) -> None:
        self.give(RecordSeparation(self.story.now, COORDINATOR, on))
        if chance == 0:
            self.give(CloseCase(self.story.now, COORDINATOR, "coordinator"))
        elif chance == 1:
            self.give(RecordDeath(self.story.now, COORDINATOR, WIFE))

    def _hold(self) -> None:
        """Look at what was decided since the last look, event by event."""
        owed = due(self.story.case)
        first = (owed[0].step, owed[0].due_at) if owed else None
        assert soonest(self.story.case) == first, "the row shows the first of what is due"
        fresh = self.story.events[self.checked :]
        self.checked = len(self.story.events)
        for event in fresh:
            match event:
                case choice_events.PersonRuledOut():
                    self.out.add(event.person)
                case choice_events.PersonLetBackIn():
                    self.out.discard(event.person)
                case InvolvedPersonAdded():
                    self.involved.add(event.person)
                case StepLapsed():
                    self._escalated(event)
                case StepOpened() | KeeperChanged() | StepReminded():
                    self._asked_well(event.keeper, event.send_at, self._at_any_hour(event.key))
                case RungAsked():
                    ladder = self.story.case.plan.ladder(event.ladder)
                    self._asked_well(event.asked, event.send_at, ladder.urgent and not is_calm(ladder, event.repeat))
                    assert event.owed_at <= event.at < event.next_at
                case PeerAssigned():
                    self._right(event)
                case ShareGiven() | ShareRenewed():
                    assert event.person not in self.out, "P10: nothing is shared with whom he ruled out"
                case WordAddressed():
                    hours = self.agency.look().member(event.to).quiet
                    assert not is_quiet(hours, event.send_at), "P9: nobody is disturbed in his quiet hours"
                case _:
                    pass
        case = self.story.case
        tells = [item for item in case.items if item.key == NEWS]
        wanted = case.status in ("active", "standing") and bool(waiting(case)) and not case.choices.counsel
        assert len(tells) == wanted, "while news waits one person is to tell him, and else nobody"
        assert not self.out & {share.person for share in case.choices.shares}, "P10: … nor goes on being"
        assert not self.out & {step.person for step in case.choices.returning}, "P10: … nor goes along"
        assert case.status == "closed" or case.peer not in self.out, (
            "P10: who was ruled out lets go, also of what stands"
        )

    def _escalated(self, lapse: StepLapsed) -> None:
        """P2: the same decision raises a ladder for what lapsed, or one is under way that takes it in."""
        known = [e for e in self.story.events if e.at <= lapse.at]
        under_way: set[str] = set()
        for event in known:
            match event:
                case EscalationRaised():
                    under_way.add(event.ladder)
                case EscalationJoined():
                    under_way.discard(event.ladder)
                    under_way.add(event.into)
                case _:
                    pass
        assert under_way, "P2: nothing lapses unseen"

    def _asked_well(self, person: PersonId | None, send_at: int, at_any_hour: bool) -> None:
        assert person not in self.out, "P10: who was ruled out is never asked"
        if person in ASKED and not at_any_hour:
            assert not is_quiet(NIGHTS, send_at), "P9: nobody is disturbed in his quiet hours"

    def _at_any_hour(self, key: str) -> bool:
        known = {*plan().steps, *plan("asked").steps, *plan("partner").steps}
        by_plan = any(s.key == key and s.who in AT_ANY_HOUR for s in known)
        return key in URGENT_KEYS or by_plan

    def _right(self, event: PeerAssigned) -> None:
        assert event.peer not in self.out, "P10: who was ruled out is never the peer"
        assert event.peer not in self.involved, "P8: nobody from the same incident"
        if event.at == self.story.now:
            found = conflict(self.agency.people[event.peer], Need(MEMBER, event.at))
            assert found in (None, "at_capacity"), "P8: the right person"


TestCare = _Care.TestCase
TestCare.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
