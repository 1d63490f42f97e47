"""The record of a way back (S17): what is done, for its member and whom he let know of it; of a plan nothing."""

import pytest
from django.http import HttpResponse

from solidground.app.asking.papers import called
from solidground.app.asking.reading import Reading
from solidground.app.handle import handle, stream_of
from solidground.app.printing import Printing
from solidground.core.care.returning.commands import ConfirmReturnStep
from solidground.core.duty.returned.commands import CompleteReturn
from solidground.core.duty.returned.decider import World
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.core.papers import ReturnRecord, fields_of
from solidground.web.house import House
from tests.app.holdings import happened
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town
from tests.app.way_back import PARTNER, TODAY, confirmed, planned, says
from tests.web.claims import claimed
from tests.web.conftest import Hand, seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

MINE, THEIRS = "/me/return/paper", f"/returned/{called(AGENCY, 'returned', MEMBER)}/paper"


@pytest.fixture
def back(town: Town, house: House, hand: Hand) -> House:
    """Give an agency whose member went to the range, corrected its day, and plans his first shift."""
    staffed(town)
    (case,) = town.incident(MEMBER)
    town.enter(PARTNER)
    planned(town, case)
    confirmed(town, case)
    hand.at = NOON + 2 * DAY
    for who in (MEMBER, PARTNER):
        happened(says(town, case, ConfirmReturnStep(NOON + DAY, who, "range", TODAY + 1)))
    planned(town, case, "first_shift", at=NOON + DAY)
    return whole(house)


def of(house: House, person: PersonId = MEMBER, address: str = MINE, language: str = "en") -> HttpResponse:
    return seated(house, person).get(address, headers={"accept-language": language})  # type: ignore[return-value]  # the client's own


def test_it_says_what_is_done_and_that_both_have_confirmed_it(back: House) -> None:
    page = text(of(back))
    for said in (
        "Return to duty",
        "Steps back to work that were done within a year. So it stood on March 2, 2024.",
        f"Member {MEMBER}",
        "Done on March 2, 2024. Said before: March 1, 2024.",
        f"{MEMBER}, the member, confirmed it on March 2, 2024.",
        "a colleague confirmed it with them on March 2, 2024.",
        "What is planned, put off or taken back stands on no paper.",
        f"an event of returned/{MEMBER}",
    ):
        assert said in page, said
    assert PARTNER not in page, "who went along is nothing of command's"
    assert "shift" not in page.lower()
    assert "April" not in page, "a plan is on no paper"
    assert "Regreso al servicio" in text(of(back, language="es"))
    assert "A paper of it, to keep" in text(seated(back, MEMBER).get("/me/return"))


def test_whom_he_let_know_of_it_has_the_same_and_nobody_else_any(back: House) -> None:
    mine = of(back).content
    for person, page in ((SUPERVISOR, "/supervisor"), (CHIEF, "/year")):
        assert f'href="{THEIRS}"' in seated(back, person).get(page).content.decode()
        assert of(back, person, THEIRS).content == mine, person
        assert of(back, person).status_code == 404, "he has no way back of his own"
    for person in (MEMBER, HR, LIAISON, OFFICER, ADMINISTRATOR, COORDINATOR, PARTNER, PEERS[0], PEERS[1]):
        assert of(back, person, THEIRS).status_code == 404, person
    assert of(back, CHIEF, f"/returned/{'0' * 20}/paper").status_code == 404


def test_a_way_back_of_years_ago_is_on_it_no_more(town: Town, back: House, hand: Hand) -> None:
    hand.at = NOON + 500 * DAY
    again = CompleteReturn(hand.at, MEMBER, MEMBER, "full_duty", TODAY + 500, "trainer", None)
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, f"returned/{MEMBER}"), again, World(ZONE))
    page = text(of(back))
    assert "a trainer confirmed it with them on July 14, 2025." in page
    assert "2024" not in page
    assert of(back).content == of(back, CHIEF, THEIRS).content


def test_while_nothing_is_done_there_is_none(town: Town, house: House) -> None:
    staffed(town)
    (case,) = town.incident(MEMBER)
    town.enter(PARTNER)
    planned(town, case)
    assert of(whole(house)).status_code == 404
    assert of(whole(house), CHIEF, THEIRS).status_code == 404
    assert "A paper of it" not in text(seated(whole(house), MEMBER).get("/me/return"))


def test_it_can_be_drawn_again_as_it_was_after_each_event(town: Town, back: House) -> None:
    from solidground.web.imprint import imprint_of  # noqa: PLC0415 - the settings come first
    from solidground.web.papers import again  # noqa: PLC0415 - as above

    drawn = back._replace(printing=Printing())
    assert back.witness is not None
    hashes = back.witness.hashes(back.agency, f"returned/{MEMBER}")
    reading = Reading(town.store, town.rosters, back.agency, NOON + 2 * DAY + HOUR, back.witness)
    papers = [
        again(reading, imprint_of(drawn, NOON), claimed("return_record", f"returned/{MEMBER}", one), ())
        for one in hashes
    ]
    first, last = papers
    assert isinstance(first, ReturnRecord)
    assert isinstance(last, ReturnRecord)
    assert "Said before" not in first.lines[1].words
    assert Printing().drawn(last, signed=False) == of(drawn).content
    assert fields_of(last) == ("agency", f"range-{MEMBER}", "range-colleague")
