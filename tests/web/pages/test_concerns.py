"""The page of who reads concerns: what waits for him, one tap for each thing he may do, and its source protected."""

from django.test import Client

from solidground.app.worried import Worry, concern_of, raise_concern
from solidground.core.care.concern.events import ConcernAcknowledged, ConcernFollowedUp, ConcernMatched
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.web.house import House
from tests.app.test_answers import count
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.concern import about
from tests.web.pages.test_link import text

CODE = "abcd-efgh-jkmn-pqrs-tvwx"
CONCERN = concern_of(CODE)


def raised(house: House, worry: Worry | None = None) -> None:
    said = worry or Worry(MEMBER, "not_himself")
    raise_concern(house.store, house.rosters, AGENCY, CODE, said, NOON)


def coordinator(house: House) -> Client:
    return seated(house, COORDINATOR)


def newest(house: House) -> object:
    return house.store.events(next(iter(house.store.streams(AGENCY, "concern"))))[-1]


def test_what_waits_is_shown_with_its_time_and_its_source_is_protected(house: House) -> None:
    raised(house, Worry(MEMBER, "not_himself", named="Kim"))
    page = coordinator(house).get("/concerns")
    assert 'data-role="coordinator" data-page="concerns"' in page.content.decode()
    said = text(page)
    assert "Next: read by" in said
    assert MEMBER in said
    assert "Not themselves, for weeks." in said
    assert "protected: do not look for it" in said
    assert "Kim" not in said
    assert "Do not say that somebody worried" in said


def test_a_source_who_agreed_is_shown(house: House) -> None:
    raised(house, Worry(MEMBER, "danger", agrees=True, named="Kim, 555-0100"))
    said = text(coordinator(house).get("/concerns"))
    assert "Kim, 555-0100" in said
    assert "There may be danger to life now. The Danger now card" in said


def test_i_have_read_it_is_one_tap_and_the_source_hears_when_to_look(house: House) -> None:
    raised(house)
    browser = coordinator(house)
    assert browser.post("/concerns", {"concern": CONCERN, "choice": "read", "until": "3"}).status_code == 302
    event = newest(house)
    assert isinstance(event, ConcernAcknowledged)
    assert NOON + 2 * DAY < event.next_at < NOON + 4 * DAY
    page = browser.get("/concerns")
    assert "Noted. Whoever worries sees that it was read" in text(page)
    assert "Next: say more by" in text(page)
    assert 'value="read"' not in page.content.decode()


def test_followed_up_takes_it_off_the_list(house: House) -> None:
    raised(house)
    browser = coordinator(house)
    assert browser.post("/concerns", {"concern": CONCERN, "choice": "case_offered"}).status_code == 302
    event = house.store.events(next(iter(house.store.streams(AGENCY, "concern"))))[-2]
    assert isinstance(event, ConcernFollowedUp)
    assert event.act == "case_offered"
    assert "Nothing waits for you here." in text(browser.get("/concerns"))


def test_who_is_meant_is_found_by_a_person(house: House) -> None:
    raised(house, Worry("Sam of nights", "other"))
    browser = coordinator(house)
    assert "Somebody we have not found" in text(browser.get("/concerns"))
    assert "Sam of nights" in text(browser.get("/concerns"))
    wrong = browser.post("/concerns", {"concern": CONCERN, "choice": "match", "about": "nobody"})
    assert wrong.status_code == 422
    assert f'href="#about-{CONCERN}"' in wrong.content.decode()
    assert 'value="nobody"' in wrong.content.decode()
    assert browser.post("/concerns", {"concern": CONCERN, "choice": "match", "about": "M-1"}).status_code == 302
    assert isinstance(newest(house), ConcernMatched)
    assert about(house, CODE).about == MEMBER
    page = browser.get("/concerns")
    assert "It is about that person from now on." in text(page)
    assert "Sam of nights" not in text(page)


def test_what_was_not_chosen_is_said_and_nothing_is_done(town: Town, house: House) -> None:
    raised(house)
    browser, before = coordinator(house), count(town)
    for sent, where in (
        ({"concern": CONCERN, "choice": "read"}, f"#until-{CONCERN}"),
        ({"concern": CONCERN, "choice": "shout"}, f"#concern-{CONCERN}"),
        ({"concern": "none", "choice": "spoke"}, "#main"),
    ):
        wrong = browser.post("/concerns", sent)
        assert wrong.status_code == 422
        assert f'href="{where}"' in wrong.content.decode()
    assert count(town) == before


def test_what_was_not_read_in_time_says_so(house: House, hand: Hand) -> None:
    raised(house)
    hand.at = NOON + 13 * HOUR
    assert "One waits to be read. The next person is asked." in text(coordinator(house).get("/concerns"))


def test_nobody_else_sees_or_does_anything(town: Town, house: House) -> None:
    raised(house)
    before = count(town)
    for person in (MEMBER, PersonId("stranger")):
        browser = seated(house, person)
        assert browser.get("/concerns").status_code == 404
        assert browser.post("/concerns", {"concern": CONCERN, "choice": "spoke"}).status_code == 404
        assert browser.get("/concerns").content == browser.get("/nothing").content
    for person in (DEPUTY, PEERS[0]):
        browser = seated(house, person)
        assert MEMBER not in browser.get("/concerns").content.decode()
        assert browser.post("/concerns", {"concern": CONCERN, "choice": "spoke"}).status_code == 422
    assert count(town) == before
    assert 'data-role="peer"' in seated(house, PEERS[0]).get("/concerns").content.decode()


def test_a_message_leads_here_by_an_address_that_tells_nothing(town: Town, house: House) -> None:
    raised(house)
    town.deliver(NOON)
    (sent,) = town.spy.sent
    assert sent.recipient == COORDINATOR
    assert "/a/read" in sent.body
    assert seated(house, COORDINATOR).get("/read")["Location"] == "/concerns"
