"""Tell them for me, and the page that shows it: the member's own words, to whom he picks."""

import pytest

from solidground.app.telling import CHARACTERS_MOST
from solidground.core.care.word.decider import KEPT_FOR
from solidground.core.care.word.events import WordAddressed, WordTakenBack
from solidground.core.kernel import HOUR, MINUTE, CaseId, PersonId
from solidground.web.house import House
from solidground.web.pages.tell import SAID
from tests.app.test_answers import count, link_to, newest
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.test_link import text

WORDS = "I am all right. <b>Later</b> I tell you myself."
HERE = "/me/tell"


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case, by day."""
    (found,) = town.incident()
    hand.at = NOON
    return found


def form(**changes: object) -> dict[str, object]:
    return {"choice": "write", "number": "1", "text": WORDS, "to": [], "others": f"{PEERS[0]}, {PEERS[1]}"} | changes


def test_he_writes_once_and_can_take_it_back_for_a_minute(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    page = browser.get(HERE)
    assert 'data-role="member" data-page="tell"' in page.content.decode()
    assert "Tell them for me." in text(page)
    done = browser.post(HERE, form(to=[PEERS[0]], others=f"{PEERS[1]};{PEERS[0]}"))
    assert (done.status_code, done["Location"]) == (302, HERE)
    page = browser.get(HERE)
    for words in (SAID["written"], "Nobody is told yet. You have a minute.", f"To {PEERS[0]}, {PEERS[1]}"):
        assert words in text(page)
    assert "&lt;b&gt;Later" in page.content.decode()
    before = count(town)
    browser.post(HERE, form())
    assert count(town) == before, "a second tap"
    browser.post(HERE, {"choice": "take_back", "number": "1"})
    assert SAID["taken_back"] in text(browser.get(HERE))
    assert isinstance(newest(town, case, WordTakenBack), WordTakenBack)
    assert WORDS not in browser.get(HERE).content.decode()


def test_whoever_is_told_reads_it_without_an_account_as_his(town: Town, case: CaseId, house: House, hand: Hand) -> None:
    browser = seated(house, MEMBER)
    browser.post(HERE, form())
    town.deliver(NOON + MINUTE)
    hand.at += HOUR
    assert "Your words can be read until March 8, 2024." in text(browser.get(HERE))
    before, link = count(town), link_to(town, PEERS[1])
    page = visitor(house).get(f"/{link}")
    assert 'data-role="nobody" data-page="word"' in page.content.decode()
    assert f"{MEMBER} wrote this." in text(page)
    assert "&lt;b&gt;Later&lt;/b&gt; I tell you myself." in page.content.decode()
    assert "<form" not in page.content.decode(), "nothing is asked"
    assert MEMBER not in page.content.decode().partition("</title>")[0]
    assert visitor(house).post(f"/{link}").status_code == 405
    assert count(town) == before, "nobody notes that it was read"
    hand.at = NOON + KEPT_FOR
    gone = visitor(house).get(f"/{link}")
    assert (gone.status_code, "These words are no longer kept." in text(gone)) == (404, True)
    assert case


def test_the_same_link_elsewhere_opens_nothing(town: Town, case: CaseId, house: House, hand: Hand) -> None:
    seated(house, MEMBER).post(HERE, form())
    town.deliver(NOON + MINUTE)
    hand.at += HOUR
    assert visitor(house).get(f"/{link_to(town, PEERS[0]).removeprefix('w/')}").status_code == 404
    assert visitor(house).get(f"/w/{'x' * 90}").status_code == 404
    assert case


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * (CHARACTERS_MOST + 1)}, "text"),
        ({"others": ""}, "others"),
        ({"others": "nobody"}, "others"),
        ({"others": MEMBER}, "others"),
        ({"choice": "something"}, "others"),
    ],
)
def test_what_is_missing_is_said_where_it_is_and_what_was_typed_is_kept(
    town: Town, case: CaseId, house: House, changes: dict[str, str], place: str
) -> None:
    before = count(town)
    page = seated(house, MEMBER).post(HERE, form(to=[], **changes))
    assert (page.status_code, count(town)) == (422, before)
    assert f'<a href="#{place}">' in page.content.decode()
    assert f'id="{place}-error"' in page.content.decode()
    if "text" not in changes:
        assert "I am all right." in text(page)
    if "others" not in changes:
        assert f"{PEERS[0]}, {PEERS[1]}" in page.content.decode()
    assert case


@pytest.mark.parametrize("number", ["", "0", "1", "-1", "two", "9" * 40])
def test_what_was_written_meanwhile_is_not_written_over_nor_said_to_be_sent(
    town: Town, case: CaseId, house: House, number: str
) -> None:
    browser = seated(house, MEMBER)
    browser.post(HERE, form(text="The first."))
    before = count(town)
    page = browser.post(HERE, form(number=number))
    assert (page.status_code, count(town)) == (422, before)
    assert "Nothing was sent: you wrote or took back something meanwhile." in text(page)
    assert 'name="number" value="2"' in page.content.decode()
    assert case


def test_who_is_near_is_picked_by_a_tap(town: Town, case: CaseId, house: House) -> None:
    peer = town.case(case).peer
    browser = seated(house, MEMBER)
    assert f'name="to" value="{peer}"' in browser.get(HERE).content.decode()
    browser.post(HERE, form(to=[peer], others=""))
    addressed = newest(town, case, WordAddressed)
    assert isinstance(addressed, WordAddressed)
    assert addressed.to == peer


def test_who_cannot_be_told_is_named(town: Town, case: CaseId, house: House) -> None:
    assert case
    town.enter(PersonId("far"), ways=())
    browser = seated(house, MEMBER)
    browser.post(HERE, form(others=f"far, {PEERS[0]}"))
    assert "No address is known for far." in text(browser.get(HERE))


@pytest.mark.parametrize("person", [COORDINATOR, PEERS[0], PersonId("nobody")])
def test_whoever_has_no_case_has_no_such_page(case: CaseId, house: House, person: PersonId) -> None:
    assert case
    missing = seated(house, person).get("/nothing")
    for page in (seated(house, person).get(HERE), seated(house, person).post(HERE, form())):
        assert (page.status_code, page.content) == (404, missing.content)
