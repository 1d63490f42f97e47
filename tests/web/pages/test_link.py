"""A link from a message, tapped on a phone: without an account, by day and by night."""

import re
from typing import Protocol

import pytest
from django.test import Client

from solidground.app.answers import NOBODY_ANSWERS, SAID
from solidground.app.right_time import HEARD_FOR
from solidground.core.care.ask.events import AskAnswered
from solidground.core.care.choice.events import CallAsked, CallUndone, NotNowChosen
from solidground.core.care.contact.events import ContactRecorded, HandedOn
from solidground.core.care.offer.events import OfferMade
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId
from solidground.core.record import Dial
from solidground.web.house import House
from tests.app.test_answers import PEER, asked, count, made_up, newest
from tests.app.town import MEMBER, NOON, ZONE, Town
from tests.web.conftest import Hand, visitor

NIGHT_FOR = 15 * HOUR


class Page(Protocol):
    """What comes back."""

    content: bytes


def text(page: Page) -> str:
    """Return what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def members(town: Town, hand: Hand) -> tuple[CaseId, str]:
    """Bring a case to its first question, at the hour the member was asked."""
    case, token, hand.at = asked(town)
    return case, token


def test_opening_a_link_does_nothing(town: Town, browser: Client, hand: Hand) -> None:
    _, token = members(town, hand)
    before = count(town)
    for _ in range(3):
        page = browser.get(f"/{token}")
        assert page.status_code == 200
    assert browser.head(f"/{token}").status_code == 200
    assert count(town) == before


def test_one_tap_answers_and_a_second_says_what_the_first_did(town: Town, browser: Client, hand: Hand) -> None:
    case, token = members(town, hand)
    assert "How is today?" in text(browser.get(f"/{token}"))
    assert SAID["ok"] in text(browser.post(f"/{token}", {"choice": "ok"}))
    assert isinstance(newest(town, case, AskAnswered), AskAnswered)
    before = count(town)
    assert "You have answered this already." in text(browser.post(f"/{token}", {"choice": "ok"}))
    assert count(town) == before


def test_call_me_rings_shows_who_answers_meanwhile_and_is_taken_back(town: Town, browser: Client, hand: Hand) -> None:
    case, token = members(town, hand)
    page = browser.post(f"/{token}", {"choice": "call_me"})
    assert isinstance(newest(town, case, CallAsked), CallAsked)
    assert 'href="tel:1-800-267-5463"' in page.content.decode()
    assert text(page).count("Take it back") == 1
    assert SAID["undo"] in text(browser.post(f"/{token}", {"choice": "undo"}))
    assert isinstance(newest(town, case, CallUndone), CallUndone)


def test_nobody_is_said_to_be_rung_where_no_clock_runs(town: Town, browser: Client, hand: Hand) -> None:
    case, token = members(town, hand)
    assert NOBODY_ANSWERS in text(browser.post(f"/{token}", {"choice": "call_me"})), "none has ever run"
    assert isinstance(newest(town, case, CallAsked), CallAsked), "it is kept, and rings once a clock runs"
    for noted_for, rings in ((MINUTE, True), (HEARD_FOR, True), (HEARD_FOR + MINUTE, False)):
        town.store.note_time(Dial(hand.at - noted_for, "this start", HOUR))
        page = text(browser.post(f"/{token}", {"choice": "call_me"}))
        assert (SAID["call_me"] in page, NOBODY_ANSWERS in page) == (rings, not rings)
        assert "1-800-267-5463" in page


def test_nobody_is_said_to_be_rung_where_nothing_can_leave_the_building(town: Town, house: House, hand: Hand) -> None:
    _, token = members(town, hand)
    town.store.note_time(Dial(hand.at, "this start", HOUR))
    page = text(visitor(house._replace(sends=False)).post(f"/{token}", {"choice": "call_me"}))
    assert NOBODY_ANSWERS in page
    assert "1-800-267-5463" in page


def test_not_now_needs_a_day_says_so_where_it_is_missing_and_keeps_it(town: Town, browser: Client, hand: Hand) -> None:
    case, token = members(town, hand)
    page = browser.post(f"/{token}", {"choice": "not_now"})
    assert page.status_code == 422
    assert "One thing is missing" in text(page)
    assert 'href="#until"' in page.content.decode()
    assert SAID["not_now"] in text(browser.post(f"/{token}", {"choice": "not_now", "until": "3"}))
    chosen = newest(town, case, NotNowChosen)
    assert isinstance(chosen, NotNowChosen)
    assert to_local(chosen.until_at, ZONE).strftime("%H:%M") == "09:00"
    assert 2 * DAY < chosen.until_at - hand.at < 4 * DAY


@pytest.mark.parametrize(
    ("sent", "back"),
    [({"choice": "ok"}, "undo_ok"), ({"choice": "not_now", "until": "3"}, "undo_not_now")],
)
def test_an_answer_is_taken_back_and_another_counts(
    town: Town, browser: Client, hand: Hand, sent: dict[str, str], back: str
) -> None:
    case, token = members(town, hand)
    before = town.case(case)
    page = browser.post(f"/{token}", sent)
    assert f'value="{back}"' in page.content.decode()
    hand.at += MINUTE
    assert "Taken back." in text(browser.post(f"/{token}", {"choice": back}))
    assert {i.key for i in town.case(case).items} == {i.key for i in before.items}
    assert town.case(case).choices == before.choices
    assert "You have answered this already" not in text(browser.get(f"/{token}"))
    assert SAID["ok"] in text(browser.post(f"/{token}", {"choice": "ok"}))
    assert isinstance(newest(town, case, AskAnswered), AskAnswered)


def test_an_answer_of_a_while_ago_stands(town: Town, browser: Client, hand: Hand) -> None:
    case, token = members(town, hand)
    browser.post(f"/{token}", {"choice": "ok"})
    hand.at += HOUR
    before = count(town)
    assert "no longer be taken back" in text(browser.post(f"/{token}", {"choice": "undo_ok"}))
    assert (count(town), "Thank you." in text(browser.get(f"/{token}"))) == (before, True)
    assert case


def test_what_a_helper_was_told_is_not_his_to_take_back(town: Town, browser: Client, hand: Hand) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    hand.at = NOON + MINUTE
    token = made_up(case, "offer", PEER, "report")
    page = browser.post(f"/{token}", {"choice": "not_now", "until": "3"})
    assert SAID["not_now"] in text(page)
    assert "Take it back" not in text(page)


def test_by_night_there_are_three_targets_and_nothing_to_type(town: Town, browser: Client, hand: Hand) -> None:
    case, token = members(town, hand)
    while not (1 <= to_local(hand.at, ZONE).hour < 5):
        hand.at += HOUR
    page = browser.get(f"/{token}").content.decode()
    assert 'class="night"' in page
    assert re.findall(r'name="choice" value="(\w+)"', page) == ["call_me", "ok", "not_now"]
    assert "<input " not in page.replace('<input type="hidden" name="until" value="night">', "")
    assert "Ask someone to call me after 8" in text(browser.get(f"/{token}")), "his own quiet hours end at eight"
    assert "In three days" in text(browser.get(f"/{token}?day")), "not now, until a day, is a link away"
    browser.post(f"/{token}", {"choice": "not_now", "until": "night"})
    chosen = newest(town, case, NotNowChosen)
    assert isinstance(chosen, NotNowChosen)
    assert to_local(chosen.until_at, ZONE).strftime("%H:%M") == "08:00"


@pytest.mark.parametrize(
    ("choice", "until", "event"),
    [("made", "", OfferMade), ("no_answer", "", ContactRecorded), ("hand_over", "", HandedOn)],
)
def test_a_helper_says_how_it_went(
    town: Town, browser: Client, hand: Hand, choice: str, until: str, event: type
) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    hand.at = NOON + MINUTE
    token = made_up(case, "offer", PEER, "report")
    page = browser.get(f"/{token}")
    assert "How did it go?" in text(page)
    assert "night" not in page.content.decode(), "a helper is no member: his page is that of the day"
    assert browser.post(f"/{token}", {"choice": choice, "until": until}).status_code == 200
    assert newest(town, case, event)


def test_a_helper_s_link_that_was_used_shows_what_it_did(town: Town, browser: Client, hand: Hand) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    hand.at = NOON + MINUTE
    token = made_up(case, "offer", PEER, "report")
    browser.post(f"/{token}", {"choice": "made"})
    page = browser.get(f"/{token}")
    assert "You have answered this already. Thank you. Noted: you were in touch." in text(page)
    assert 'data-page="answered"' in page.content.decode()
    assert "How did it go?" in text(browser.get(f"/{token}?again"))


def test_a_helper_is_asked_of_a_task_whether_it_is_done(town: Town, browser: Client, hand: Hand) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    hand.at = NOON + MINUTE
    page = browser.get(f"/{made_up(case, 'family_told', PEER, 'report')}")
    assert "Is it done?" in text(page)
    assert re.findall(r'name="choice" value="(\w+)"', page.content.decode()) == ["made", "hand_over"]


def test_a_member_s_link_that_was_used_says_so_and_stays_open(town: Town, browser: Client, hand: Hand) -> None:
    _, token = members(town, hand)
    browser.post(f"/{token}", {"choice": "ok"})
    page = browser.get(f"/{token}")
    assert "You have answered this already." in text(page)
    assert "Call me" in text(page)


def test_no_page_names_anybody_nor_the_incident(town: Town, browser: Client, hand: Hand) -> None:
    _, token = members(town, hand)
    for said in (browser.get(f"/{token}"), browser.post(f"/{token}", {"choice": "call_me"})):
        for word in (MEMBER, *(str(peer) for peer in (PEER,)), "shooting", "officer_involved"):
            assert word not in said.content.decode()


@pytest.mark.parametrize("choice", ["ok", "yes", "no", "call_me", "undo", "accept", "decline"])
def test_a_helper_answers_nothing_in_the_place_of_the_member(
    town: Town, browser: Client, hand: Hand, choice: str
) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    hand.at = NOON + MINUTE
    before = count(town)
    page = browser.post(f"/{made_up(case, 'offer', PEER, 'report')}", {"choice": choice})
    assert (page.status_code, "Choose one of the answers shown." in text(page)) == (422, True)
    assert count(town) == before


def test_what_is_no_choice_changes_nothing_and_is_asked_again(town: Town, browser: Client, hand: Hand) -> None:
    _, token = members(town, hand)
    before = count(town)
    for sent in ({}, {"choice": "made"}, {"choice": "x" * 300}, {"until": "3"}):
        page = browser.post(f"/{token}", sent)
        assert page.status_code == 422
        assert "Choose one of the answers shown." in text(page)
    assert browser.put(f"/{token}").status_code == 405
    assert count(town) == before


@pytest.mark.parametrize("change", ["cut", "altered", "run out", "somebody else's"])
def test_a_link_that_is_not_believed_says_why_and_shows_where_help_is(
    town: Town, browser: Client, hand: Hand, change: str
) -> None:
    case, token = members(town, hand)
    if change == "cut":
        token = token[:-6]
    elif change == "altered":
        token = f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"
    elif change == "run out":
        hand.at += 31 * DAY
    else:
        token = made_up(case, "day_2_ask", PEER, "answer", 1)
    before = count(town)
    for page in (browser.get(f"/{token}"), browser.post(f"/{token}", {"choice": "call_me"})):
        assert page.status_code == 404
        assert 'href="/help"' in page.content.decode()
    assert count(town) == before
