"""A decision that was delivered, as a file (S14): the same to its member and to whoever has the paper."""

import pytest
from django.http import HttpResponse

from solidground.app.asking.reading import Reading
from solidground.app.decisions import acknowledge, send, take_back
from solidground.app.printing import Printing
from solidground.core.desk.commands import SendDecision
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.core.papers import DecisionPaper, fields_of
from solidground.core.wall import Role, Viewer
from solidground.web.house import House
from tests.app.holdings import happened
from tests.app.papers import NAME, PAPER, asked_beside, desk, drafted, joined, mine, sent, signed
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.claims import claimed
from tests.web.conftest import Hand, seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

MINE, THEIRS = f"/me/decision/{PAPER}/paper", f"/delivered/{PAPER}/paper"


@pytest.fixture
def desked(town: Town, house: House) -> House:
    """Give an agency whose member signed with a friend beside him, and sent it a day later."""
    staffed(town)
    town.incident(MEMBER)
    drafted(town)
    happened(joined(town, PEERS[2], asked_beside(town)))
    happened(signed(town))
    happened(sent(town, NOON + DAY))
    return whole(house)


@pytest.fixture(autouse=True)
def _later(hand: Hand) -> None:
    hand.at = NOON + DAY + HOUR


def of(house: House, person: PersonId = MEMBER, address: str = MINE, language: str = "en") -> HttpResponse:
    return seated(house, person).get(address, headers={"accept-language": language})  # type: ignore[return-value]  # the client's own


def test_it_says_exactly_what_was_sent_and_who_stood_beside(desked: House) -> None:
    page = text(of(desked))
    for said in (
        "Decision, as it was delivered",
        "So it stood on March 2, 2024.",
        f"Member {MEMBER}",
        "What Resign",
        "Last day March 15, 2024",
        "Signed March 1, 2024",
        f"Beside them {PEERS[2]}",
        "Delivered March 2, 2024, 12:00 PM",
        "Can be taken back Until March",
        f"March 1, 2024: {MEMBER} signed it with their name, after showing who they are.",
        f"March 2, 2024: {PEERS[2]} stood beside them when it was sent.",
        f"an event of delivered/{PAPER}",
    ):
        assert said in page, said
    assert NAME not in page, "a name stands in no log, and on no paper"
    assert "TAKEN BACK" not in page
    assert "Decisión, tal como se entregó" in text(of(desked, language="es"))


def test_whoever_has_the_paper_has_the_same_and_nobody_else_any(desked: House) -> None:
    his = of(desked).content
    assert f'href="{MINE}"' in seated(desked, MEMBER).get("/me/decision").content.decode()
    for person in (HR, CHIEF, SUPERVISOR, COORDINATOR):
        assert f'href="{THEIRS}"' in seated(desked, person).get("/delivered").content.decode()
        assert of(desked, person, THEIRS).content == his, person
    for person in (LIAISON, OFFICER, ADMINISTRATOR, PEERS[0], PEERS[1], PEERS[2]):
        assert of(desked, person, THEIRS).status_code == 404, person
    for nothing in ("0" * 20, "x", PAPER.upper()):
        assert of(desked, HR, f"/delivered/{nothing}/paper").status_code == 404


def test_what_is_signed_and_not_sent_is_no_paper_not_even_its_member_s(town: Town, house: House) -> None:
    staffed(town)
    drafted(town)
    happened(signed(town))
    for person in (MEMBER, HR, CHIEF):
        assert of(whole(house), person, THEIRS).status_code == 404


def test_one_that_was_taken_back_says_so_first_and_each_stage_can_be_drawn_again(town: Town, desked: House) -> None:
    from solidground.web.imprint import imprint_of  # noqa: PLC0415 - the settings come first
    from solidground.web.papers import again  # noqa: PLC0415 - as above

    happened(acknowledge(desk(town), Viewer(HR, frozenset({Role.HR})), PAPER, NOON + DAY))
    happened(take_back(desk(town), PAPER, MEMBER, NOON + DAY + HOUR))
    page = text(of(desked, HR, THEIRS))
    for said in (
        "TAKEN BACK: IT COUNTS FOR NOTHING.",
        "HR has it since March 2, 2024",
        "Taken back March 2, 2024, 1:00 PM",
    ):
        assert said in page, said
    assert "Can be taken back" not in page
    drawn = desked._replace(printing=Printing())
    assert desked.witness is not None
    hashes = desked.witness.hashes(desked.agency, f"delivered/{PAPER}")
    reading = Reading(town.store, town.rosters, desked.agency, NOON + 2 * DAY, desked.witness)
    papers = [
        again(reading, imprint_of(drawn, NOON), claimed("decision", f"delivered/{PAPER}", one), ()) for one in hashes
    ]
    stages = [[line.name for line in paper.lines][6:] for paper in papers if isinstance(paper, DecisionPaper)]
    # After it came, and after it was taken back, those who read it were told that something waits.
    assert stages == [
        ["Can be taken back"],
        ["Can be taken back"],
        ["HR has it since", "Can be taken back"],
        ["HR has it since", "Taken back"],
        ["HR has it since", "Taken back"],
    ]
    last = papers[-1]
    assert isinstance(last, DecisionPaper)
    assert Printing().drawn(last, signed=False) == of(drawn, HR, THEIRS).content
    assert fields_of(last) == ("agency", f"signed-{MEMBER}", f"beside-{PEERS[2]}")


def test_where_nothing_can_be_taken_back_nothing_is_said_of_it(town: Town, house: House) -> None:
    staffed(town)
    drafted(town)
    happened(signed(town))
    never = desk(town)._replace(options=desk(town).options._replace(take_back_for=0))
    happened(send(never, SendDecision(NOON, MEMBER, PAPER), mine(town).changed_at))
    page = text(of(whole(house)))
    assert "Beside them nobody" in page
    assert "taken back" not in page
