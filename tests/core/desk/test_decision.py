"""Papers on the table at night: they are the member's alone, they wait, and he alone sends them (S14, P10)."""

import pytest

from solidground.core.desk import decider
from solidground.core.desk.commands import (
    AskBeside,
    BeginDraft,
    ChooseOption,
    Command,
    DropDraft,
    JoinBeside,
    LeaveBeside,
    SendDecision,
    SignDecision,
    TakeBackSignature,
)
from solidground.core.desk.decider import AHEAD_DAYS_MOST, BESIDE_MOST, World
from solidground.core.desk.state import INITIAL, State, due
from solidground.core.kernel import DAY, HOUR, PersonId, Refusal
from tests.core.desk.desk_town import (
    AT,
    CAPTAIN,
    CHOSEN,
    DRAFT,
    HELD,
    MEMBER,
    PARTNER,
    TODAY,
    WITH,
    WORLD,
    after,
    done,
    reason,
)
from tests.core.sentences import is_sentences

LATER = AT + 400 * DAY
SEND = SendDecision(AT + 3, MEMBER, "f" * 20)
SENT = after(SEND, state=HELD)


def test_a_draft_is_begun_chosen_and_kept_for_any_hour() -> None:
    assert (DRAFT.stage, DRAFT.member) == ("draft", MEMBER)
    assert done(DRAFT, BeginDraft(LATER, MEMBER)) == ()
    assert (CHOSEN.option, CHOSEN.last_on) == ("resign", TODAY + 14)
    assert done(CHOSEN, ChooseOption(LATER, MEMBER, "resign", TODAY + 14)) == ()
    assert after(ChooseOption(LATER, MEMBER, None, None), state=CHOSEN).option is None
    assert due(CHOSEN) == ()


def test_the_last_day_is_today_or_later_and_within_two_years() -> None:
    for last_on, possible in ((TODAY - 1, False), (TODAY, True), (TODAY + AHEAD_DAYS_MOST + 1, False)):
        command = ChooseOption(AT, MEMBER, "retire", last_on)
        assert possible is (decider.decide(DRAFT, command, WORLD) != decider.LAST_DAY)


def test_signing_needs_something_to_sign_and_begins_the_pause() -> None:
    assert reason(DRAFT, SignDecision(AT, MEMBER)) == "OptionMissing"
    assert reason(after(ChooseOption(AT, MEMBER, "stay", None), state=DRAFT), SignDecision(AT, MEMBER)) == (
        "NothingToSign"
    )
    no_day = after(ChooseOption(AT, MEMBER, "transfer", None), state=DRAFT)
    assert reason(no_day, SignDecision(AT, MEMBER)) == "LastDayImpossible"
    assert reason(CHOSEN, SignDecision(LATER, MEMBER)) == "LastDayImpossible", "the day has passed meanwhile"
    assert (HELD.stage, HELD.signed_on, HELD.until_at) == ("held", TODAY, AT + 2 + 72 * HOUR)
    assert done(HELD, SignDecision(AT + 3, MEMBER)) == ()


def test_signed_it_can_be_sent_at_once_and_on_any_later_day_also_when_its_last_day_has_passed() -> None:
    for at in (AT + 2, AT + 73 * HOUR, LATER):
        assert after(SendDecision(at, MEMBER, "f" * 20), state=HELD).stage == "sent"
    assert SENT.delivered == "f" * 20
    assert done(SENT, SendDecision(AT + 9, MEMBER, "e" * 20)) == (), "sent twice it is once, under its first name"


def test_nothing_that_is_not_signed_is_sent() -> None:
    assert reason(INITIAL, SEND) == "DecisionMissing"
    assert reason(CHOSEN, SEND) == "DecisionUnsigned"
    assert reason(after(TakeBackSignature(AT + 3, MEMBER), state=HELD), SEND) == "DecisionUnsigned"


def test_a_signature_is_taken_back_until_it_is_sent_and_what_is_signed_is_not_changed() -> None:
    back = after(TakeBackSignature(AT + 3, MEMBER), state=HELD)
    assert (back.stage, back.signed_on, back.option) == ("draft", None, "resign")
    assert done(back, TakeBackSignature(AT + 4, MEMBER)) == ()
    assert reason(HELD, ChooseOption(AT + 3, MEMBER, "retire", TODAY)) == "DecisionSigned"
    assert reason(HELD, BeginDraft(AT + 3, MEMBER)) == "DecisionSigned"
    assert reason(SENT, TakeBackSignature(AT + 4, MEMBER)) == "DecisionSent", "of the two that raced one has won"


def test_it_is_thrown_away_signed_or_not_and_another_may_be_begun() -> None:
    for state in (DRAFT, HELD):
        dropped = after(DropDraft(AT + 3, MEMBER), state=state)
        assert (dropped.stage, dropped.option, dropped.beside) == ("none", None, ())
        assert done(dropped, DropDraft(AT + 4, MEMBER)) == ()
        assert reason(dropped, SEND) == "DecisionMissing"
    assert reason(SENT, DropDraft(AT + 4, MEMBER)) == "DecisionSent"
    again = after(BeginDraft(AT + 4, MEMBER), state=SENT)
    assert (again.stage, again.option, again.asked) == ("draft", None, 1)


def test_somebody_stands_beside_him_by_the_newest_code_for_an_hour() -> None:
    assert WITH.beside == (PARTNER,)
    assert done(WITH, JoinBeside(AT + 9, PARTNER, 1)) == ()
    other = PersonId("wife")
    assert reason(WITH, JoinBeside(WITH.join_until_at, other, 1)) == "BesideNotFitting"
    assert reason(WITH, JoinBeside(AT + 2, other, 0)) == "BesideNotFitting"
    newer = after(AskBeside(AT + 2, MEMBER), state=WITH)
    assert reason(newer, JoinBeside(AT + 3, other, 1)) == "BesideNotFitting"
    assert after(JoinBeside(AT + 3, other, 2), state=newer).beside == (PARTNER, other)


def test_not_he_himself_nor_who_is_barred_nor_a_crowd_nor_when_nothing_is_open() -> None:
    asked = after(AskBeside(AT, MEMBER), state=DRAFT)
    for person in (MEMBER, CAPTAIN):
        assert reason(asked, JoinBeside(AT, person, 1)) == "BesideNotFitting"
    crowd = after(*(JoinBeside(AT, PersonId(f"p-{each}"), 1) for each in range(BESIDE_MOST)), state=asked)
    assert reason(crowd, JoinBeside(AT, PARTNER, 1)) == "BesideNotFitting"
    assert reason(SENT, JoinBeside(AT + 4, PersonId("wife"), 1)) == "BesideNotFitting"
    assert reason(SENT, AskBeside(AT + 4, MEMBER)) == "DecisionSent"


def test_who_stood_beside_him_may_go_and_that_changes_nothing_the_member_decides_upon() -> None:
    left = after(LeaveBeside(AT + 3, PARTNER), state=HELD)
    assert (left.beside, left.stage, left.changed_at) == ((), "held", HELD.changed_at)
    assert done(left, LeaveBeside(AT + 4, PARTNER)) == ()
    assert done(SENT, LeaveBeside(AT + 4, PARTNER)) == (), "what was sent says who stood there then"


def test_time_never_goes_back_in_it() -> None:
    (event,) = done(HELD, TakeBackSignature(AT - 9, MEMBER))
    assert event.at == HELD.last_at + 1, "and what comes after is told from what was looked at"


def test_an_agency_without_a_pause_lets_it_be_sent_just_the_same() -> None:
    held = after(SignDecision(AT + 2, MEMBER), state=CHOSEN, world=World("UTC"))
    assert held.until_at == AT + 2


@pytest.mark.parametrize(
    ("state", "command"),
    [
        (INITIAL, SEND),
        (SENT, DropDraft(AT, MEMBER)),
        (HELD, BeginDraft(AT, MEMBER)),
        (DRAFT, SEND),
        (DRAFT, SignDecision(AT, MEMBER)),
        (after(ChooseOption(AT, MEMBER, "stay", None), state=DRAFT), SignDecision(AT, MEMBER)),
        (DRAFT, ChooseOption(AT, MEMBER, "retire", 1)),
        (DRAFT, JoinBeside(AT, PARTNER, 7)),
    ],
)
def test_every_no_is_plain_sentences_with_a_remedy(state: State, command: Command) -> None:
    refused = decider.decide(state, command, WORLD)
    assert isinstance(refused, Refusal)
    assert is_sentences(refused.text)
