"""What a link offers whoever opens it, and what it never tells."""

import pytest

from solidground.app.links import DAYS, OFFERS, YES_OR_NO, Offered, offered, until_of
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.care.choice.commands import AdviseNoContact
from solidground.core.care.contact.steps import STILL
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, MINUTE, Refusal
from solidground.core.notice.token import PURPOSES, Purpose
from tests.app.test_answers import KEYS, PEER, asked, made_up, tap, was_asked
from tests.app.town import MEMBER, NOON, ZONE, Town

ELSEWHERE = "Europe/London"


def look(town: Town, token: str, at: int) -> Offered | Refusal:
    return offered(town.store, KEYS, token, at, ELSEWHERE)


def test_a_member_is_asked_how_today_is_in_his_own_zone(town: Town) -> None:
    _, token, at = asked(town)
    assert look(town, token, at) == Offered("how", OFFERS["answer"], ZONE)


def test_a_question_that_was_answered_can_still_be_opened_for_a_call_counts_at_any_time(town: Town) -> None:
    _, token, at = asked(town)
    tap(town, token, "ok", at)
    assert look(town, token, at + DAY) == Offered("how", OFFERS["answer"], ZONE, did="ok")


def test_a_link_that_was_used_says_what_it_did_first_but_nothing_of_a_call_that_may_be_taken_back(town: Town) -> None:
    _, token, at = asked(town)
    tap(town, token, "call_me", at)
    assert look(town, token, at + DAY) == Offered("how", OFFERS["answer"], ZONE)
    tap(town, token, "ok", at)
    assert look(town, token, at + DAY) == Offered("how", OFFERS["answer"], ZONE), "the first time it was a call"


def test_nobody_is_offered_no_answer_to_what_is_only_to_be_done(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    report = made_up(case, "family_told", PEER, "report")
    found = look(town, report, NOON + MINUTE)
    assert isinstance(found, Offered)
    assert (found.asks, found.choices) == ("task", ("made", "hand_over"))
    assert tap(town, report, "made", NOON + MINUTE).did == "made"
    assert look(town, report, NOON + HOUR) == Offered("report", OFFERS["report"], ELSEWHERE, did="made")


def test_by_night_it_says_when_somebody_may_ring(town: Town) -> None:
    _, token, at = asked(town)
    while to_local(at, ZONE).hour != 3:
        at += HOUR
    found = look(town, token, at)
    assert isinstance(found, Offered)
    assert found.after_at is not None
    assert to_local(found.after_at, ZONE).hour == 8
    assert until_of("night", ZONE, at, found.after_at) == found.after_at


def test_a_question_with_a_yes_and_a_no_offers_these(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, MakeOffer(NOON, PEER, NOON, "phone", "peer"))
    town.do(case, AdviseNoContact(NOON, MEMBER))
    for _ in range(200):
        at = town.store.next_wake() or NOON
        town.sweep_to(at)
        if any(item.key == STILL and item.stage != "ahead" for item in town.case(case).items):
            break
    item = next(item for item in town.case(case).items if item.key == STILL)
    token = made_up(case, STILL, MEMBER, "answer", item.occurrence)
    was_asked(town, MEMBER, case, STILL, item.occurrence)
    found = look(town, token, NOON + DAY)
    assert isinstance(found, Offered)
    assert (found.asks, found.choices) == ("still", YES_OR_NO)


@pytest.mark.parametrize("purpose", [purpose for purpose in PURPOSES if purpose not in ("answer", "invite", "read")])
def test_what_a_helper_is_offered_is_read_from_the_link_alone(town: Town, purpose: Purpose) -> None:
    asks = purpose if purpose in ("report", "take", "confirm") else "one"
    unknown = made_up(town.incident()[0], "no such step", PEER, purpose)
    assert look(town, unknown, NOON + MINUTE) == Offered(asks, OFFERS[purpose], ELSEWHERE)


def test_an_invitation_offers_nothing_but_to_come_in(town: Town) -> None:
    invitation = made_up(town.incident()[0], "no such step", PEER, "invite")
    assert look(town, invitation, NOON + MINUTE) == Offered("enter", (), ELSEWHERE)


def test_a_link_that_is_nobody_s_offers_nothing(town: Town) -> None:
    case, token, at = asked(town)
    assert look(town, made_up(case, "offer", MEMBER, "answer"), at) == NOT_ASKED
    assert look(town, made_up(case, "offer", PEER, "answer"), at) == NOT_ASKED, "a peer is not the member"
    assert look(town, made_up(case, "offer", PEER, "read"), at) == NOT_ASKED, "words are read elsewhere"
    assert isinstance(look(town, token[:-1], at), Refusal)
    assert isinstance(look(town, token, at + 31 * DAY), Refusal)


def test_the_words_for_a_day_mean_nine_in_the_morning_whatever_the_clocks_do() -> None:
    for days in DAYS:
        until_at = until_of(str(days), ZONE, NOON)
        assert until_at is not None
        here = to_local(until_at, ZONE)
        assert (here.hour, here.minute) == (9, 0)
        assert here.toordinal() - to_local(NOON, ZONE).toordinal() == days
    assert [until_of(word, ZONE, NOON) for word in ("", "2", "-1", "night")] == [None] * 4
