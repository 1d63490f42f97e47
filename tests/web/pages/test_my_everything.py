"""Everything about a member as one file: whole, readable, his alone, and kept nowhere."""

import pytest

from solidground.core.kernel import CaseId, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.web.happened import HAPPENED
from solidground.web.house import House
from tests.app.test_answers import asked
from tests.app.town import COORDINATOR, MEMBER, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

FILE = "/me/everything/file"


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case whose member was asked how today is."""
    found, _, hand.at = asked(town)
    return found


def test_the_page_says_what_is_in_the_file_and_offers_it(case: CaseId, house: House) -> None:
    assert case
    page = seated(house, MEMBER).get("/me/everything")
    assert f'href="{FILE}"' in page.content.decode()
    assert "anybody else" in text(page)


def test_the_file_is_kept_by_nobody_and_is_called_after_nobody(case: CaseId, house: House) -> None:
    seated(house, PEERS[0]).get("/list")
    file = seated(house, MEMBER).get(FILE)
    said = text(file)
    assert file["Cache-Control"] == "no-store"
    assert file["Content-Disposition"] == 'attachment; filename="solid-ground.html"'
    assert case in said
    assert "Offer made" in said
    assert f"{MEMBER}.mail@harbor.example" in said
    assert f"{COORDINATOR}.mail@harbor.example" not in said
    assert "Saw you on their list of what they owe" in said
    assert "passed over" not in said


def test_each_event_is_said_in_plain_words_in_the_language_of_who_reads(case: CaseId, house: House) -> None:
    assert case
    whole = ("case", "person", "decision")
    of_members = [one for name, one in SUBJECTS.items() if name in whole or one.brief is not None]
    # Of an inquiry he reads that he was told, and nothing that waits for the telling.
    known = {event.__name__ for one in of_members for event in one.events} | {"StatusTold"}
    assert set(HAPPENED) == known
    assert "You were offered care, and told its limits." in text(seated(house, MEMBER).get(FILE))
    spanish = text(seated(house, MEMBER).get(FILE, HTTP_ACCEPT_LANGUAGE="es"))
    assert "Se te ofreció apoyo, y se te dijeron sus límites." in spanish
    assert "(el reloj)" in spanish
    assert "Offer made" in spanish, "the log's own name stands beside it"


def test_nobody_gets_a_file_about_somebody_else(case: CaseId, house: House) -> None:
    assert case not in text(seated(house, COORDINATOR).get(FILE))
    assert seated(house, PersonId("nobody at all")).get(FILE).status_code == 404
