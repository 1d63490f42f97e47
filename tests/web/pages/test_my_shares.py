"""What a member shares: given, renewed and ended by his own hand, in plain words."""

import pytest

from solidground.app.asking.shares import NOT_YET
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.care.keeping.commands import ChangePeer
from solidground.core.care.share.events import ShareEnded, ShareGiven, ShareRenewed
from solidground.core.care.share.things import THINGS, shareable
from solidground.core.kernel import DAY, CaseId, PersonId
from solidground.core.wall import SHARE_ENDS_FOR
from solidground.web.house import House
from solidground.web.pages.my_shares import IN_WORDS, SAID
from tests.app.test_answers import count, newest
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

WIFE, CHIEF, CLINICIAN = PersonId("wife"), PersonId("chief"), PersonId("clinic")
HERE = "/me/shares"
GIVEN = {"choice": "give", "person": WIFE, "thing": ["answers", "incident"]}


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case, and people to share it with."""
    town.enter(WIFE)
    town.enter(CHIEF, ("chief",))
    town.enter(CLINICIAN, ("clinician",))
    (found,) = town.incident()
    hand.at = NOON
    return found


def test_every_thing_has_words_and_what_is_not_there_yet_is_not_offered(case: CaseId, house: House) -> None:
    assert case
    assert set(IN_WORDS) == set(THINGS)
    for person in (WIFE, CLINICIAN):
        page = text(seated(house, MEMBER).post(HERE, {"choice": "who", "person": person}))
        offered = [thing for thing in THINGS if IN_WORDS[thing] in page]
        seen_as = "family" if person == WIFE else "clinician"
        assert offered == [thing for thing in shareable(seen_as) if thing not in NOT_YET]  # type: ignore[arg-type]  # one of two words


def test_he_names_somebody_chooses_what_and_it_is_said_once(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    empty = browser.get(HERE)
    assert 'data-role="member" data-page="my_shares"' in empty.content.decode()
    assert "You share nothing with anybody." in text(empty)
    chosen = browser.post(HERE, {"choice": "who", "person": f" {WIFE} "})
    assert (chosen.status_code, 'data-page="share_with"' in chosen.content.decode()) == (200, True)
    assert f"What may {WIFE} see?" in text(chosen)
    done = browser.post(HERE, GIVEN)
    assert (done.status_code, done["Location"]) == (302, HERE)
    page = browser.get(HERE)
    for words in (SAID["given"], f"You share with {WIFE}.", IN_WORDS["answers"], "Until May 30, 2024."):
        assert words in text(page)
    assert SAID["given"] not in text(browser.get(HERE))
    assert isinstance(newest(town, case, ShareGiven), ShareGiven)
    before = count(town)
    assert browser.post(HERE, GIVEN).status_code == 302, "a second tap"
    assert count(town) == before


def test_with_his_peer_he_shares_the_rest_and_reads_when_that_one_is_the_peer_no_more(
    town: Town, case: CaseId, house: House
) -> None:
    browser, peer = seated(house, MEMBER), town.case(case).peer
    assert peer is not None
    assert f'name="near" value="{peer}"' in browser.get(HERE).content.decode()
    page = text(browser.post(HERE, {"choice": "who", "near": peer}))
    assert "Beside what your peer sees anyway, they may see" in page
    assert [thing for thing in THINGS if IN_WORDS[thing] in page] == ["storage", "draft"]
    assert browser.post(HERE, {"choice": "give", "person": peer, "thing": ["storage"]}).status_code == 302
    assert f"You share with {peer}." in text(browser.get(HERE))
    town.do(case, ChangePeer(NOON, MEMBER))
    assert town.case(case).peer != peer
    left = browser.get(HERE)
    assert "They are not your peer any more. They see nothing now." in text(left)
    assert "You share nothing with anybody." in text(left)
    assert 'value="renew"' not in left.content.decode()
    assert browser.post(HERE, {"choice": "renew", "person": peer}).status_code == 422
    assert browser.post(HERE, {"choice": "end", "person": peer}).status_code == 302


def test_who_is_near_is_one_tap_away(town: Town, case: CaseId, house: House) -> None:
    town.do(case, NameCompanion(NOON, MEMBER, WIFE))
    browser = seated(house, MEMBER)
    assert f'name="near" value="{WIFE}"' in browser.get(HERE).content.decode()
    assert f"What may {WIFE} see?" in text(browser.post(HERE, {"choice": "who", "near": WIFE}))


def test_renewed_and_ended_also_after_its_time(town: Town, case: CaseId, house: House, hand: Hand) -> None:
    browser = seated(house, MEMBER)
    browser.post(HERE, GIVEN)
    hand.at += SHARE_ENDS_FOR
    page = seated(house, MEMBER).get(HERE)
    assert "It ended on May 30, 2024. They see nothing now." in text(page)
    assert "You share nothing with anybody." in text(page)
    browser = seated(house, MEMBER)
    browser.post(HERE, {"choice": "renew", "person": WIFE})
    assert SAID["renewed"] in text(browser.get(HERE))
    assert isinstance(newest(town, case, ShareRenewed), ShareRenewed)
    hand.at += DAY
    browser = seated(house, MEMBER)
    browser.post(HERE, {"choice": "end", "person": WIFE})
    assert SAID["ended"] in text(browser.get(HERE))
    assert isinstance(newest(town, case, ShareEnded), ShareEnded)
    assert WIFE not in text(browser.get(HERE))


@pytest.mark.parametrize("choice", ["who", "give", "renew"])
@pytest.mark.parametrize("person", [CHIEF, MEMBER, "nobody", "", PEERS[2], "x" * 500])
def test_with_whom_nothing_can_be_shared_is_said_where_it_was_typed(
    town: Town, case: CaseId, house: House, choice: str, person: str
) -> None:
    town.do(case, RuleOut(NOON, MEMBER, PEERS[2]))
    before = count(town)
    page = seated(house, MEMBER).post(HERE, {"choice": choice, "person": person, "thing": "answers"})
    assert page.status_code == 422
    assert '<a href="#person">' in page.content.decode()
    assert f'value="{person[:64]}"' in page.content.decode(), "what was typed is kept"
    assert count(town) == before


@pytest.mark.parametrize("things", [[], ["contacts"], ["exposure"], ["nothing"]])
def test_what_cannot_be_shared_is_not_and_what_was_chosen_is_kept(
    town: Town, case: CaseId, house: House, things: list[str]
) -> None:
    before = count(town)
    page = seated(house, MEMBER).post(HERE, {**GIVEN, "thing": things})
    assert (page.status_code, count(town)) == (422, before)
    assert '<a href="#things">' in page.content.decode()
    assert case


@pytest.mark.parametrize("choice", ["", "made", "x" * 300])
def test_what_is_no_choice_changes_nothing(town: Town, case: CaseId, house: House, choice: str) -> None:
    before = count(town)
    assert seated(house, MEMBER).post(HERE, {"choice": choice, "person": WIFE}).status_code == 422
    assert count(town) == before
    assert case


@pytest.mark.parametrize("person", [WIFE, CHIEF, CLINICIAN, COORDINATOR, PEERS[0]])
def test_whoever_has_no_case_has_no_such_page(case: CaseId, house: House, person: PersonId) -> None:
    assert case
    browser = seated(house, person)
    missing = seated(house, person).get("/nothing")
    for page in (browser.get(HERE), browser.post(HERE, GIVEN)):
        assert (page.status_code, page.content) == (404, missing.content)


def test_what_he_shares_of_a_case_before_the_newest_is_there_too_and_ends(
    town: Town, case: CaseId, house: House
) -> None:
    """After another incident the first case goes on, and what was shared of it: a draft, what he keeps, his leave."""
    browser, hers = seated(house, MEMBER), seated(house, WIFE)
    browser.post(HERE, {**GIVEN, "thing": ["draft", "duty"]})
    second = town.incident(name="i-2")[0]
    assert second != case
    page = text(browser.get(HERE))
    assert f"You share with {WIFE}." in page
    assert IN_WORDS["draft"] in page
    browser.post(HERE, GIVEN)
    assert text(browser.get(HERE)).count(f"You share with {WIFE}.") == 1
    assert hers.get("/family").status_code == 200
    assert browser.post(HERE, {"choice": "renew", "person": WIFE}).status_code == 302
    assert browser.post(HERE, {"choice": "end", "person": WIFE}).status_code == 302
    assert "You share nothing with anybody." in text(browser.get(HERE))
    assert hers.get("/family").status_code == 404
