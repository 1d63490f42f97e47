"""A leave in writing, for its member and who wrote it: from when, on what terms, by when he hears more (S3, S14)."""

import pytest
from django.http import HttpResponse

from solidground.app.asking.papers import called
from solidground.app.asking.reading import Reading
from solidground.app.printing import Printing
from solidground.core.kernel import DAY, PersonId
from solidground.core.papers import LeaveLetter
from solidground.web.house import House
from tests.app.holdings import TODAY, happened
from tests.app.importing.test_leave import HEAD, LEAVE, take
from tests.app.leaves import examined, left
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.claims import claimed
from tests.web.conftest import Hand, seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

LETTER = "/me/duty/paper"
THEIRS = f"/hr/{called(AGENCY, 'status', MEMBER)}/paper"


@pytest.fixture
def away(town: Town, house: House) -> House:
    staffed(town)
    town.incident(MEMBER)
    happened(left(town))
    return whole(house)


def of(house: House, person: PersonId = MEMBER, language: str = "en") -> HttpResponse:
    return seated(house, person).get(LETTER, headers={"accept-language": language})  # type: ignore[return-value]  # the client's own


def test_it_says_how_he_stands_on_what_terms_and_that_it_is_no_discipline(away: House) -> None:
    page = text(of(away))
    for said in (
        "Duty and leave, in writing",
        "Leave after such a day is standard. It is not discipline. So it stood on March 1, 2024.",
        f"Member {MEMBER}",
        "They hear more By March 4, 2024",
        "On administrative leave, from March 1, 2024 until March 10, 2024.",
        f"{SUPERVISOR} calls, once a week",
        f"Written down by {HR}",
        "A day that passes ends no leave",
        f"an event of status/{MEMBER}",
    ):
        assert said in page, said
    assert "In writing" not in page, "this is the writing"
    assert "A paper of it, to keep" in text(seated(away, MEMBER).get("/me/duty"))
    assert "Servicio y permiso, por escrito" in text(of(away, language="es"))


def test_whoever_reads_how_he_stands_prints_the_same_letter_and_nobody_else_any(away: House) -> None:
    mine = of(away).content
    for person in (HR, CHIEF, SUPERVISOR):
        assert of(away, person).status_code == 404, "of himself nothing is written down"
        assert f'href="{THEIRS}"' in seated(away, person).get("/hr").content.decode()
        assert seated(away, person).get(THEIRS).content == mine, person
    for person in (MEMBER, LIAISON, OFFICER, ADMINISTRATOR, COORDINATOR, PEERS[0], PEERS[1]):
        assert seated(away, person).get(THEIRS).status_code == 404, person
    for nothing in ("0" * 20, MEMBER, called(AGENCY, "returned", MEMBER)):
        assert seated(away, HR).get(f"/hr/{nothing}/paper").status_code == 404


def test_of_whom_only_an_exam_is_known_there_is_no_letter(town: Town, house: House) -> None:
    staffed(town)
    happened(examined(town))
    hr = seated(whole(house), HR)
    assert MEMBER in text(hr.get("/hr"))
    assert "A paper of it" not in text(hr.get("/hr"))
    assert hr.get(THEIRS).status_code == 404


def test_one_that_lies_ahead_is_on_paper_before_it_begins(town: Town, house: House) -> None:
    staffed(town)
    happened(left(town, on=TODAY + 2))
    page = text(of(whole(house)))
    assert "On administrative leave, from March 3, 2024" in page


def test_the_day_changes_nothing_and_it_can_be_drawn_again(town: Town, away: House, hand: Hand) -> None:
    from solidground.web.imprint import Imprint  # noqa: PLC0415 - the settings come first
    from solidground.web.papers import again  # noqa: PLC0415 - as above

    drawn = away._replace(printing=Printing())
    first = of(drawn).content
    hand.at = NOON + 40 * DAY
    assert of(drawn).content == first
    assert away.witness is not None
    hashed = away.witness.hashes(away.agency, f"status/{MEMBER}")[-1]
    reading = Reading(town.store, town.rosters, away.agency, NOON, away.witness)
    imprint = Imprint(away.agency, "us-letter", signed=False)
    letter = again(reading, imprint, claimed("leave_letter", f"status/{MEMBER}", hashed), ())
    assert isinstance(letter, LeaveLetter)
    assert Printing().drawn(letter, signed=False) == first
    assert again(reading, imprint, claimed("leave_letter", f"status/{MEMBER}", "0" * 64), ()) is None


def test_what_a_file_said_is_written_down_by_the_agency(town: Town, house: House) -> None:
    staffed(town)
    town.incident(MEMBER)
    take(town, HEAD + LEAVE)
    assert "Written down by The agency, from a file" in text(of(whole(house)))
