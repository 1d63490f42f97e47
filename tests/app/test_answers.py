import re

import pytest

from solidground.app.answers import ALREADY, NOBODY_ANSWERS, SAID, Answered, answer
from solidground.app.asking.words import how_things_stand
from solidground.app.bundle import TOKEN_FOR
from solidground.app.english import english
from solidground.app.people import fail_route
from solidground.app.taps import CHOICES, Choice
from solidground.core.care.ask.events import AskAnswered, AskSent
from solidground.core.care.choice.events import CallAsked, CallUndone, NotNowChosen
from solidground.core.care.companion.commands import HandOver, NameCompanion
from solidground.core.care.companion.events import HandoverConfirmed
from solidground.core.care.contact.events import ContactRecorded, HandedOn, TaskDone
from solidground.core.care.contact.steps import CALL
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import EscalationAcknowledged
from solidground.core.care.look import LINE
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.offer.events import OfferAccepted, OfferDeclined, OfferMade
from solidground.core.care.views import row
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, Instant, PersonId, obligation_id
from solidground.core.notice.token import Claim, Purpose, SigningKey, mint
from solidground.core.record import Change
from solidground.core.subject import Notice
from tests.app.test_deliver import write_notice
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, VOICE, Town

KEYS = {1: VOICE.signing}
PEER = PEERS[0]


def link_to(town: Town, person: PersonId) -> str:
    """Return the token of the newest message to somebody."""
    body = next(message.body for message in reversed(town.spy.sent) if message.recipient == person)
    found = re.search(r"https://ground\.example/a/(\S+)", body)
    assert found is not None
    return found[1]


def tap(town: Town, token: str, choice: Choice | None, at: Instant, until_at: Instant | None = None) -> Answered:
    return answer(town.store, town.rosters, KEYS, token, choice, at, until_at=until_at)


def made_up(case: CaseId, step: str, who: PersonId, purpose: Purpose, occurrence: int = 0) -> str:
    return mint(VOICE.signing, Claim(AGENCY, obligation_id(case, step, occurrence), who, purpose), NOON + TOKEN_FOR)


def was_asked(town: Town, who: PersonId, case: CaseId, step: str, occurrence: int) -> None:
    """Let somebody have had a message about something."""
    notice = Notice(obligation_id(case, step, occurrence), 0, 0, who, "mail", "rung_asked", NOON)
    with town.store.transaction() as unit:
        state, version = unit.load([town.stream(case)])[0]
        unit.append([Change(town.stream(case), version, (), state, state, row(state), (notice,))])


def newest(town: Town, case: CaseId, kind: type) -> object:
    return next(event for event in reversed(town.store.events(town.stream(case))) if isinstance(event, kind))


def count(town: Town) -> int:
    return sum(1 for _ in town.store.log())


def asked(town: Town) -> tuple[CaseId, str, Instant]:
    """Bring a case to the first question the member is asked; return his link and the time."""
    (case,) = town.incident()
    town.do(case, MakeOffer(NOON, PEER, NOON, "phone", "peer"))
    at = NOON
    while not any(isinstance(event, AskSent) for event in town.store.events(town.stream(case))):
        at = town.store.next_wake() or at
        town.sweep_to(at)
    at = max(at, *(row[0] for row in town.outbox("send_at")))
    town.deliver(at)
    return case, link_to(town, MEMBER), at


def test_a_helper_says_that_he_was_in_touch_and_is_told_so_once(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    token = made_up(case, "offer", PEER, "report")
    first = tap(town, token, "made", NOON + MINUTE)
    assert first == Answered("made", SAID["made"])
    offered = newest(town, case, OfferMade)
    assert isinstance(offered, OfferMade)
    assert (offered.by, offered.held_at) == (PEER, NOON + MINUTE)
    before = count(town)
    again = tap(town, token, "made", NOON + HOUR)
    assert again == Answered("made", ALREADY + SAID["made"], again=True)
    assert count(town) == before


def test_another_answer_on_a_link_that_was_used_says_what_it_did_and_does_nothing(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    token = made_up(case, "offer", PEER, "report")
    tap(town, token, "made", NOON + MINUTE)
    before = count(town)
    assert tap(town, token, "no_answer", NOON + HOUR) == Answered("made", ALREADY + SAID["made"], again=True)
    assert count(town) == before


def test_the_link_in_a_message_is_the_one_that_works(town: Town) -> None:
    town.incident()
    town.deliver(NOON)
    assert tap(town, link_to(town, PEER), "made", NOON + MINUTE).did == "made"


def test_no_answer_hand_over_and_a_task_each_do_one_thing(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    at = NOON + MINUTE
    assert tap(town, made_up(case, "offer", PEER, "no_answer"), None, at).did == "no_answer"
    assert newest(town, case, ContactRecorded)
    assert tap(town, made_up(case, "companion", PEER, "hand_over"), None, at).did == "hand_over"
    assert newest(town, case, HandedOn)
    assert tap(town, made_up(case, "family_told", PEER, "made"), None, at).did == "made"
    assert newest(town, case, TaskDone)


def test_a_helper_told_not_now_names_the_day(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, MakeOffer(NOON, PEER, NOON, "phone", "peer"))
    town.sweep_to(NOON + 2 * DAY)
    at = NOON + 2 * DAY
    item = next(item for item in town.case(case).items if item.kind == "checkin" and item.stage != "ahead")
    token = made_up(case, item.key, item.keeper or PEER, "report", item.occurrence)
    assert tap(town, token, "not_now", at).did == "NoDay"
    assert tap(town, token, "not_now", at, at + 3 * DAY).did == "not_now"
    assert newest(town, case, NotNowChosen)
    late = made_up(case, item.key, item.keeper or PEER, "not_now", item.occurrence)
    assert tap(town, late, None, at, at + 3 * DAY).did == "NothingOwed"


def test_i_have_it_is_one_tap_also_when_the_ladder_has_ended_since(town: Town) -> None:
    (case,) = town.incident()
    town.sweep_to(NOON + 50 * MINUTE)
    raised = town.case(case).raised[0]
    town.deliver(NOON + 50 * MINUTE)
    token = made_up(case, f"ladder:{raised.ladder}", COORDINATOR, "take", raised.occurrence)
    assert tap(town, token, None, NOON + 50 * MINUTE).did == "take"
    acknowledged = newest(town, case, EscalationAcknowledged)
    assert isinstance(acknowledged, EscalationAcknowledged)
    assert acknowledged.by == COORDINATOR
    was_asked(town, PEERS[2], case, f"ladder:{raised.ladder}", raised.occurrence)
    other = made_up(case, f"ladder:{raised.ladder}", PEERS[2], "take", raised.occurrence)
    assert tap(town, other, None, NOON + 51 * MINUTE).did == "Taken"
    town.do(case, NameCompanion(NOON + 52 * MINUTE, MEMBER, PEERS[1]))
    was_asked(town, PEERS[1], case, f"ladder:{raised.ladder}", raised.occurrence)
    third = made_up(case, f"ladder:{raised.ladder}", PEERS[1], "take", raised.occurrence)
    assert tap(town, third, None, NOON + 53 * MINUTE).did == "NothingRaised"


def test_i_cannot_asks_the_next_person_at_once(town: Town) -> None:
    (case,) = town.incident()
    at = NOON + 50 * MINUTE
    town.sweep_to(at)
    raised = town.case(case).raised[0]
    assert raised.asked == COORDINATOR
    token = made_up(case, f"ladder:{raised.ladder}", COORDINATOR, "take", raised.occurrence)
    assert tap(town, token, "cannot", at) == Answered("cannot", SAID["cannot"])
    assert town.case(case).raised[0].asked == DEPUTY
    before = count(town)
    late = made_up(case, f"ladder:{raised.ladder}", PEERS[1], "take", raised.occurrence)
    assert tap(town, late, "cannot", at).did == "AskOver", "nobody ever sent him such a link"
    was_asked(town, PEERS[1], case, f"ladder:{raised.ladder}", raised.occurrence)
    assert tap(town, late, "cannot", at).did == "cannot", "who is not asked any more changes nothing"
    assert count(town) == before
    assert tap(town, made_up(case, "offer", PEER, "take"), "cannot", at).did == "NothingOwed"


def test_who_has_it_and_cannot_any_more_lets_go_and_may_take_it_again(town: Town) -> None:
    (case,) = town.incident()
    at = NOON + 50 * MINUTE
    town.sweep_to(at)
    raised = town.case(case).raised[0]
    token = made_up(case, f"ladder:{raised.ladder}", COORDINATOR, "take", raised.occurrence)
    for asked_now in (DEPUTY, LINE):
        assert tap(town, token, "take", at) == Answered("take", SAID["take"])
        assert town.case(case).raised[0].taken_by == COORDINATOR
        assert tap(town, token, "take", at) == Answered("take", ALREADY + SAID["take"], again=True)
        assert tap(town, token, "cannot", at) == Answered("cannot", SAID["cannot"])
        raised = town.case(case).raised[0]
        assert (raised.taken_by, raised.asked) == (None, asked_now), "somebody else is asked, as the page says"
    town.do(case, Acknowledge(at, DEPUTY, raised.ladder, "deputy"))
    assert tap(town, token, "take", at).did == "Taken", "nobody is told that he has what somebody else has"


def test_where_nobody_else_is_left_he_is_told_so(town: Town) -> None:
    (case,) = town.incident()
    town.sweep_to(NOON + 3 * DAY)
    raised = next(raised for raised in town.case(case).raised if raised.repeat > 0)
    assert raised.asked is not None
    token = made_up(case, f"ladder:{raised.ladder}", raised.asked, "take", raised.occurrence)
    assert tap(town, token, "cannot", NOON + 3 * DAY).did == "NobodyElse"


def test_a_link_about_nothing_that_is_known_changes_nothing(town: Town) -> None:
    (case,) = town.incident()
    before = count(town)
    assert tap(town, made_up(case, "banana", PEER, "take"), None, NOON).did == "AskOver"
    assert tap(town, made_up(case, "offer", PEER, "take"), None, NOON).did == "NothingOwed"
    assert count(town) == before


def test_a_companion_confirms_that_he_has_him(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, NameCompanion(NOON, MEMBER, PEERS[1]))
    town.do(case, HandOver(NOON, PEERS[1], PEERS[2]))
    town.deliver(NOON)
    assert tap(town, link_to(town, PEERS[2]), None, NOON + MINUTE).did == "confirm"
    assert newest(town, case, HandoverConfirmed)


@pytest.mark.parametrize("choice", ["ok", "not_now", "call_me"])
def test_the_member_answers_with_one_tap(town: Town, choice: Choice) -> None:
    case, token, at = asked(town)
    assert tap(town, token, choice, at, at + DAY) == Answered(choice, SAID[choice])
    answered = newest(town, case, AskAnswered)
    assert isinstance(answered, AskAnswered)
    assert (answered.by, answered.answer) == (MEMBER, choice)


def test_a_member_says_ok_and_is_told_what_he_said_when_the_link_is_used_again(town: Town) -> None:
    _, token, at = asked(town)
    tap(town, token, "ok", at)
    assert tap(town, token, "ok", at + DAY) == Answered("ok", ALREADY + SAID["ok"], again=True)
    assert tap(town, token, "yes", at + DAY).did == "AskOver"


def test_a_call_is_rung_after_the_question_is_closed_too_and_taken_back(town: Town) -> None:
    case, token, at = asked(town)
    tap(town, token, "ok", at)
    assert tap(town, token, "call_me", at + MINUTE) == Answered("call_me", SAID["call_me"])
    assert newest(town, case, CallAsked)
    again = tap(town, token, "call_me", at + 2 * MINUTE)
    assert again == Answered("call_me", ALREADY + SAID["call_me"], again=True)
    assert tap(town, token, "undo", at + 3 * MINUTE).did == "undo"
    assert newest(town, case, CallUndone)
    anew = tap(town, token, "call_me", at + DAY)
    assert anew == Answered("call_me", SAID["call_me"]), "nothing rings any more, so it rings anew"


def test_where_nobody_can_be_rung_nobody_is_told_that_somebody_is(town: Town) -> None:
    case, token, at = asked(town)
    for person in (*PEERS, COORDINATOR, DEPUTY):
        with town.store.transaction() as unit:
            fail_route(unit, AGENCY, person, f"{person}-mail", at)
    town.rosters.drop()
    assert tap(town, token, "call_me", at) == Answered("call_me", NOBODY_ANSWERS)
    stands = english(how_things_stand(town.case(case), at))
    assert stands == "Nobody here answers just now. The staffed line answers at once."
    assert newest(town, case, CallAsked), "it is asked for all the same: who comes back is rung"
    assert tap(town, token, "call_me", at + MINUTE) == Answered("call_me", NOBODY_ANSWERS, again=True)


def test_what_was_asked_again_is_taken_back_again_and_never_only_said_to_be(town: Town) -> None:
    case, token, at = asked(town)
    for minute in (0, 10):
        assert tap(town, token, "call_me", at + minute * MINUTE).did == "call_me"
        undone = tap(town, token, "undo", at + (minute + 1) * MINUTE)
        assert undone == Answered("undo", SAID["undo"])
        assert not [item for item in town.case(case).items if item.key == CALL], "nothing rings any more"
    assert tap(town, token, "undo", at + HOUR) == Answered("undo", ALREADY + SAID["undo"], again=True)


def test_another_day_for_not_now_counts_and_the_same_one_was_noted_already(town: Town) -> None:
    case, token, at = asked(town)
    for days in (1, 7, 1):
        until_at = at + days * DAY
        assert tap(town, token, "not_now", at, until_at) == Answered("not_now", SAID["not_now"])
        assert town.case(case).choices.resting_until == until_at
        assert tap(town, token, "not_now", at, until_at).again


def test_not_now_counts_after_the_question_is_closed_too(town: Town) -> None:
    case, token, at = asked(town)
    tap(town, token, "ok", at)
    assert tap(town, token, "not_now", at + MINUTE).did == "NoDay", "without a day it is asked for one"
    assert tap(town, token, "not_now", at + MINUTE, at + 3 * DAY).did == "not_now"
    assert newest(town, case, NotNowChosen)


def test_a_link_for_calling_alone_rings_and_takes_back(town: Town) -> None:
    case, _, at = asked(town)
    sent = newest(town, case, AskSent)
    assert isinstance(sent, AskSent)
    token = made_up(case, sent.key, MEMBER, "call_me", sent.occurrence)
    assert tap(town, token, None, at + MINUTE).did == "call_me"
    assert tap(town, token, "undo", at + 2 * MINUTE).did == "undo"
    assert newest(town, case, CallUndone)


@pytest.mark.parametrize(("choice", "event"), [("accept", OfferAccepted), ("decline", OfferDeclined)])
def test_the_offer_is_taken_or_declined(town: Town, choice: Choice, event: type) -> None:
    case, token, at = asked(town)
    assert tap(town, token, choice, at).did == choice
    assert newest(town, case, event)


def test_a_link_about_no_case_has_no_question(town: Town) -> None:
    write_notice(town, AGENCY, Notice("0f" * 16, 0, 0, PEER, "mail", "concern_asked", NOON))
    token = mint(VOICE.signing, Claim(AGENCY, "0f" * 16, PEER, "take"), NOON + TOKEN_FOR)
    assert tap(town, token, None, NOON).did == "AskOver"


def test_somebody_else_cannot_answer_for_the_member(town: Town) -> None:
    (case,) = town.incident()
    assert tap(town, made_up(case, "offer", PEER, "ok"), None, NOON).did == "NothingOwed"


@pytest.mark.parametrize(
    ("purpose", "choice"), [("answer", None), ("answer", "made"), ("report", "ok"), ("report", None)]
)
def test_a_choice_that_the_link_does_not_open_is_asked_again(
    town: Town, purpose: Purpose, choice: Choice | None
) -> None:
    (case,) = town.incident()
    assert tap(town, made_up(case, "offer", PEER, purpose), choice, NOON).did == "ChoiceUnclear"


def test_an_expired_and_an_altered_link_say_so_and_do_nothing(town: Town) -> None:
    (case,) = town.incident()
    before = count(town)
    token = made_up(case, "offer", PEER, "made")
    assert tap(town, token, None, NOON + TOKEN_FOR).did == "TokenExpired"
    forged = mint(SigningKey(1, b"x" * 32), Claim(AGENCY, obligation_id(case, "offer", 0), PEER, "made"), NOON + DAY)
    assert tap(town, forged, None, NOON).did == "TokenAltered"
    assert count(town) == before


def test_every_choice_has_its_sentence() -> None:
    assert set(SAID) == set(CHOICES)
    assert all(text.endswith((".", "!")) for text in SAID.values())
