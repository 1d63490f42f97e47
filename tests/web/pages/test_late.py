"""An answer that comes after the end: what is said to who taps, and where a person reads it."""

from solidground.app.answers import LATE, NOBODY_ANSWERS, SAID
from solidground.app.limits import BOUNDS
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.care.ask.events import AnswerKept, AnswerSeen
from solidground.core.care.commands import CloseCase, PurgeDetails
from solidground.core.kernel import HOUR, MINUTE, CaseId
from solidground.core.record import Dial
from solidground.web.house import House
from tests.app.test_answers import PEER, asked, count, made_up, newest
from tests.app.town import COORDINATOR, MEMBER, NOON, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.test_case import form
from tests.web.pages.test_link import text

LINE = 'href="tel:1-800-267-5463"'


def ended(town: Town, hand: Hand) -> tuple[CaseId, str]:
    """Bring a case to its end after its member was asked; return his link."""
    case, token, at = asked(town)
    town.do(case, CloseCase(at, COORDINATOR, "coordinator"))
    hand.at = at + HOUR
    town.store.note_time(Dial(hand.at, "this start", HOUR))
    return case, token


def test_who_taps_after_the_end_is_thanked_once_and_then_told_what_he_said(
    town: Town, house: House, hand: Hand
) -> None:
    case, token = ended(town, hand)
    browser = visitor(house)
    assert browser.get(f"/{token}").status_code == 200
    assert LATE in text(browser.post(f"/{token}", {"choice": "not_now"})), "no day is asked for: nobody asks again"
    assert isinstance(newest(town, case, AnswerKept), AnswerKept)
    before = count(town)
    assert f"You have answered this already. {LATE}" in text(browser.post(f"/{token}", {"choice": "ok"}))
    assert LATE in text(browser.get(f"/{token}"))
    assert count(town) == before


def test_a_helper_reads_the_same(town: Town, house: House, hand: Hand) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    hand.at = NOON + HOUR
    browser, token = visitor(house), made_up(case, "offer", PEER, "report")
    assert LATE in text(browser.post(f"/{token}", {"choice": "made"}))
    assert f"You have answered this already. {LATE}" in text(browser.get(f"/{token}"))


def test_the_coordinator_finds_it_on_the_board_and_says_that_he_has_read_it(
    town: Town, house: House, hand: Hand
) -> None:
    case, token = ended(town, hand)
    visitor(house).post(f"/{token}", {"choice": "ok"})
    hand.at += MINUTE
    client = seated(house, COORDINATOR)
    page = client.get("/board")
    assert "Answers that came after the end" in text(page)
    assert f'href="/case/{case}"' in page.content.decode()
    assert "Everybody has somebody." in text(page), "it presses nobody"
    said = text(client.get(f"/case/{case}"))
    assert "m-1: closed" in said
    assert f"{MEMBER}: “I\u2019m OK”" in said
    assert form(client, case, "see").status_code == 302
    assert isinstance(newest(town, case, AnswerSeen), AnswerSeen)
    assert "Noted. You have read it." in text(client.get(f"/case/{case}"))
    assert "Came after the end" not in text(client.get(f"/case/{case}"))
    assert "Answers that came after the end" not in text(client.get("/board"))
    before = count(town)
    assert form(client, case, "see").status_code == 302
    assert count(town) == before


def test_call_me_after_the_end_rings_and_says_so(town: Town, house: House, hand: Hand) -> None:
    _, token = ended(town, hand)
    browser = visitor(house)
    page = browser.post(f"/{token}", {"choice": "call_me"})
    assert SAID["call_me"] in text(page)
    assert LINE in page.content.decode()
    assert browser.get(f"/{token}?ring").status_code == 200
    assert SAID["undo"] in text(browser.post(f"/{token}", {"choice": "undo"}))


def test_where_no_care_can_be_opened_the_line_is_shown_and_nothing_is_promised(
    town: Town, house: House, hand: Hand
) -> None:
    _, token = ended(town, hand)
    page = visitor(house._replace(opening=None)).post(f"/{token}", {"choice": "call_me"})
    assert NOBODY_ANSWERS in text(page)
    assert "Nothing has changed." in text(page)
    assert "Take it back" not in text(page)
    assert LINE in page.content.decode()


def test_where_the_details_are_gone_it_is_over_with_the_line_and_a_call_still_rings(
    town: Town, house: House, hand: Hand
) -> None:
    case, token = ended(town, hand)
    town.do(case, PurgeDetails(hand.at, COORDINATOR, 0))
    before, browser = count(town), visitor(house)
    for page in (browser.get(f"/{token}"), browser.post(f"/{token}", {"choice": "ok"})):
        assert page.status_code == 404
        assert NOT_ASKED.text in text(page)
        assert LINE in page.content.decode()
    assert count(town) == before
    nobody = visitor(house._replace(opening=None)).post(f"/{token}", {"choice": "call_me"})
    assert NOBODY_ANSWERS in text(nobody)
    assert LINE in nobody.content.decode()
    assert SAID["call_me"] in text(browser.post(f"/{token}", {"choice": "call_me"}))


def test_a_call_by_an_old_link_is_refused_to_nobody_at_a_station_from_which_many_come(
    town: Town, house: House, hand: Hand
) -> None:
    case, token = ended(town, hand)
    town.do(case, PurgeDetails(hand.at, COORDINATOR, 0))
    browser = visitor(house)
    for number in range(BOUNDS["token"].most + 1):
        assert browser.get(f"/{token}").status_code == 404
        browser.get(f"/{number:060}")
    assert browser.get("/" + "x" * 60).status_code == 429, "whoever guesses waits"
    assert SAID["call_me"] in text(browser.post(f"/{token}", {"choice": "call_me"}))
