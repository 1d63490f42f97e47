"""A paper for who may see the thing anyway: what stands on it, in whose language, and nothing written down by it."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader

from solidground.app.asking.reading import Reading
from solidground.app.printing import Printing
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.duty.property.commands import BeginHandover, ConfirmHandover, TakeBackConfirmation
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.web.house import House, notices_of
from solidground.web.imprint import Imprint
from solidground.web.papers import again
from tests.app.holdings import THING, TODAY, does, happened, taken
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.claims import claimed
from tests.web.conftest import Hand, seated, visitor
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

RECEIPT, NOTICE, CARDS = f"/me/property/{THING}/paper", "/me/notice/paper", "/cards/paper"


@pytest.fixture
def kept(town: Town, house: House) -> House:
    staffed(town)
    town.incident(MEMBER)
    happened(taken(town))
    return whole(house)


def of(house: House, person: PersonId, address: str, language: str = "en") -> HttpResponse:
    return seated(house, person).get(address, headers={"accept-language": language})  # type: ignore[return-value]  # the client's own


def test_a_receipt_says_what_was_taken_and_which_event_it_stands_for(kept: House) -> None:
    page = text(of(kept, MEMBER, RECEIPT))
    for said in (
        "Receipt for what was taken",
        "standard after a shooting, not discipline",
        "So it stood on March 1, 2024",
    ):
        assert said in page
    assert f"Member {MEMBER}" in page
    assert "What it is Service weapon" in page
    assert "They hear more By March 4, 2024" in page
    assert f"March 1, 2024: {OFFICER}, for the agency, confirmed that it was taken." in page
    assert "Unsigned: the agency has no certificate that holds. The log of the agency alone can prove" in page
    assert kept.witness is not None
    hashed = kept.witness.hashes(kept.agency, f"property/{THING}")
    assert f"an event of property/{THING}, with the hash {hashed[-1]}" in page
    assert "position" not in page


def test_who_has_confirmed_it_by_then_stands_on_it(town: Town, kept: House) -> None:
    happened(does(town, ConfirmHandover(NOON + HOUR, MEMBER, "taken")))
    happened(does(town, BeginHandover(NOON + DAY, OFFICER, "returned", TODAY + 1)))
    page = text(of(kept, OFFICER, f"/property/{THING}/paper"))
    assert f"March 1, 2024: {MEMBER}, the member, confirmed that it was taken." in page
    assert f"March 2, 2024: {OFFICER}, for the agency, confirmed that it was given back." in page


def test_who_may_know_the_thing_gets_the_same_paper_and_nobody_else_any(kept: House) -> None:
    mine = of(kept, MEMBER, RECEIPT).content
    for person in (OFFICER, SUPERVISOR, CHIEF, COORDINATOR):
        assert of(kept, person, f"/property/{THING}/paper").content == mine, person
    for person in (LIAISON, HR, ADMINISTRATOR, COSIGNER, PEERS[0]):
        assert of(kept, person, f"/property/{THING}/paper").status_code == 404, person


@pytest.mark.parametrize("thing", ["0" * 20, "x", "A" * 20])
def test_what_is_no_thing_has_no_paper(kept: House, thing: str) -> None:
    assert of(kept, OFFICER, f"/property/{thing}/paper").status_code == 404


def test_what_was_never_taken_after_all_has_none_either(town: Town, kept: House) -> None:
    happened(does(town, TakeBackConfirmation(NOON, OFFICER, "taken")))
    assert of(kept, OFFICER, f"/property/{THING}/paper").status_code == 404


def test_the_day_on_which_it_is_drawn_changes_nothing(kept: House, hand: Hand) -> None:
    first = of(kept, MEMBER, RECEIPT).content
    hand.at = NOON + 90 * DAY
    assert of(kept, MEMBER, RECEIPT).content == first


def test_it_is_in_the_language_of_who_reads_it(kept: House) -> None:
    page = text(of(kept, MEMBER, RECEIPT, "es"))
    assert "Recibo de lo que se recogió" in page
    assert "Es lo habitual tras un tiroteo, no una sanción. Así estaba el 1 de marzo de 2024." in page


def test_the_notice_that_was_given_is_the_member_s_alone(town: Town, kept: House) -> None:
    assert of(kept, MEMBER, NOTICE).status_code == 404, "none was given yet"
    case = next(iter(town.store.rows(kept.agency)))[0]
    town.do(case, MakeOffer(NOON, PEERS[1], NOON, "person", "peer"))
    page = text(of(kept, MEMBER, NOTICE))
    assert "What a peer is and is not" in page
    assert "This was given to you on March 1, 2024, before you answered." in page
    assert f"an event of case/{case}" in page
    assert "A paper of it, to keep" in text(of(kept, MEMBER, "/me"))
    for person in (PEERS[1], COORDINATOR, OFFICER, SUPERVISOR):
        assert of(kept, person, NOTICE).status_code == 404, person
    imprint = Imprint(kept.agency, "us-letter", signed=False)
    assert kept.witness is not None
    found = kept.witness.hashes(kept.agency, f"case/{case}")
    reading = Reading(town.store, town.rosters, kept.agency, NOON, kept.witness)
    said = [
        again(reading, imprint, claimed("limits_notice", f"case/{case}", hashed), notices_of(kept)) for hashed in found
    ]
    assert [one is not None and one.face.stands is not None for one in said].count(True) == 1
    other = kept._replace(protocol=None)
    assert of(other, MEMBER, NOTICE).status_code == 404, "its words are not kept here"


def test_a_paper_that_is_none_of_ours_cannot_be_drawn_again(town: Town, kept: House) -> None:
    imprint = Imprint(kept.agency, "a4", signed=False)
    reading = Reading(town.store, town.rosters, kept.agency, NOON, kept.witness)
    for said in (
        ("else", "", ""),
        ("property_receipt", f"property/{THING}", "0" * 64),
        ("limits_notice", "case/x", "0"),
        ("return_record", f"returned/{MEMBER}", "0" * 64),
        ("decision", f"delivered/{'d' * 20}", "0" * 64),
        ("decision", "delivered/x", "0" * 64),
        ("audit", "audit/2024", ""),
    ):
        assert again(reading, imprint, claimed(*said), ()) is None


def test_the_cards_are_anybody_s(kept: House) -> None:
    page = text(visitor(kept).get(CARDS))
    for said in ("For the sergeant at the scene", "You stay. That is all of it.", "Do not carry it alone."):
        assert said in page
    assert "hash" not in page
    assert "A paper of it, to keep" in text(visitor(kept).get("/cards"))
    drawn = kept._replace(printing=Printing())
    assert visitor(drawn).get(CARDS).content == visitor(drawn).get(CARDS).content


def test_where_nothing_draws_papers_there_are_none_and_no_link_to_one(kept: House) -> None:
    plain = kept._replace(printing=None)
    for address in (RECEIPT, CARDS):
        assert of(plain, MEMBER, address).status_code == 404
    assert "A paper of it" not in text(of(plain, MEMBER, "/me/property"))
    blind = kept._replace(witness=None)
    assert of(blind, MEMBER, RECEIPT).status_code == 404, "nothing could prove it"


def test_it_comes_as_a_file_whose_name_tells_nothing_and_writes_nothing(town: Town, kept: House) -> None:
    browser: Client = seated(kept._replace(printing=Printing()), MEMBER)
    assert "A paper of it, to keep" in text(browser.get("/me/property"))
    before = len(list(town.store.log()))
    found = browser.get(RECEIPT)
    assert (found["Content-Type"], found["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="paper.pdf"',
    )
    assert str(PdfFileReader(BytesIO(found.content)).trailer["/Info"]["/Title"]) == "Receipt for what was taken"
    assert browser.post(RECEIPT).status_code == 405
    assert len(list(town.store.log())) == before
