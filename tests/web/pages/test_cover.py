"""Gaps in cover and what closes them, and the week on paper."""

import re

import pytest
from django.test import Client

from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.web.house import House
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

ROTA = {"act": "rota", "rota": "on-call", "people": f"{PEERS[0]} {PEERS[1]}", "period": "weekly", "clock": "08:00"}
FOR_A_DAY = {
    "act": "on_call",
    "rota": "on-call",
    "person": PEERS[2],
    "from-day": "2024-03-02",
    "from-clock": "08:00",
    "to-day": "2024-03-03",
    "to-clock": "08:00",
}
LEAVE = {"act": "leave", "person": PEERS[0], "first": "2024-03-02", "last": "2024-03-04"}


def sent(client: Client, form: dict[str, str]) -> int:
    """Open the page, and send a form as it stands there; return its answer."""
    seen = re.findall(r'name="seen" value="(\d+)"', client.get("/cover").content.decode())[-1]
    return client.post("/cover", {**form, "seen": seen}).status_code


@pytest.fixture(autouse=True)
def _noon(hand: Hand) -> None:
    hand.at = NOON


def test_a_rota_is_set_somebody_put_on_call_and_a_leave_planned(house: House) -> None:
    client = seated(house, COORDINATOR)
    assert "There is somebody at every hour." in text(client.get("/cover"))
    assert client.post("/cover", ROTA).status_code == 302
    assert "The turns below count from now on." in text(client.get("/cover"))
    assert sent(client, FOR_A_DAY) == 302
    assert client.post("/cover", LEAVE).status_code == 302
    assert "Nobody asks this person in that time." in text(client.get("/cover"))
    shown = text(client.get("/cover"))
    assert "On-call" in shown
    assert "p-3" in shown
    assert "p-1: March 2, 2024 to March 4, 2024" in shown


@pytest.mark.parametrize(("mine", "shown"), [({**ROTA, "people": PEERS[2]}, PEERS[1]), (FOR_A_DAY, PEERS[2])])
def test_who_comes_second_sees_what_changed_and_decides(
    town: Town, house: House, hand: Hand, mine: dict[str, str], shown: str
) -> None:
    first, second = seated(house, COORDINATOR), seated(house, DEPUTY)
    assert sent(first, {**ROTA, "people": PEERS[0]}) == 302
    seen = str(hand.at)
    assert f'name="seen" value="{seen}"' in second.get("/cover").content.decode()
    hand.at += HOUR
    assert sent(first, ROTA if "people" in mine else {**FOR_A_DAY, "to-day": "2024-03-04"}) == 302
    before = len(list(town.store.log()))
    page = second.post("/cover", {**mine, "seen": seen})
    assert (page.status_code, len(list(town.store.log()))) == (422, before)
    assert "Somebody changed these turns after you opened the page." in text(page)
    assert f"<td>{shown}</td>" in page.content.decode(), "what the other one set"
    for name in ("people", "person"):
        assert name not in mine or f'name="{name}" value="{mine[name]}"' in page.content.decode()
    assert sent(second, mine) == 302, "he has seen it, and decides"
    after = len(list(town.store.log()))
    assert second.post("/cover", {**mine, "seen": seen}).status_code == 302, "sent twice is once"
    assert len(list(town.store.log())) == after > before


@pytest.mark.parametrize("seen", ["", "x", "9" * 19])
def test_who_does_not_say_what_he_saw_writes_over_nothing(house: House, seen: str) -> None:
    client = seated(house, COORDINATOR)
    assert sent(client, ROTA) == 302
    assert client.post("/cover", {**ROTA, "people": PEERS[2], "seen": seen}).status_code == 422


def test_a_gap_says_since_when_somebody_is_missing(house: House) -> None:
    client = seated(house, DEPUTY)
    client.post("/cover", {**ROTA, "people": PEERS[0], "period": "daily"})
    client.post("/cover", LEAVE)
    shown = text(client.get("/cover"))
    assert "Somebody is missing from" in shown
    assert "Nobody is on call: on-call" in shown


@pytest.mark.parametrize(
    "given",
    [
        {"act": "dance"},
        {**ROTA, "rota": "Ön call"},
        {**ROTA, "rota": ""},
        {**ROTA, "people": "stranger"},
        {**ROTA, "people": ""},
        {**ROTA, "people": f"{PEERS[0]} {PEERS[0]}"},
        {**ROTA, "clock": "x"},
        {**FOR_A_DAY, "person": "stranger"},
        {**FOR_A_DAY, "to-day": "2024-03-01"},
        {**FOR_A_DAY, "to-day": ""},
        {**FOR_A_DAY, "from-day": "2024-03-09"},
        {**FOR_A_DAY, "rota": "none"},
        {**LEAVE, "person": ""},
        {**LEAVE, "last": "2024-03-01"},
        {**LEAVE, "first": ""},
        {**LEAVE, "first": "2023-03-01", "last": "2023-03-04"},
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(town: Town, house: House, given: dict[str, str]) -> None:
    client = seated(house, COORDINATOR)
    client.post("/cover", ROTA)
    before = len(list(town.store.log()))
    page = client.post("/cover", {"seen": str(NOON), **given})
    assert page.status_code == 422
    assert "govuk-error-summary" in page.content.decode()
    assert len(list(town.store.log())) == before


def test_the_week_lists_what_each_owes_with_boxes(town: Town, house: House, hand: Hand) -> None:
    client = seated(house, COORDINATOR)
    assert "Nothing is owed this week." in text(client.get("/board/week"))
    (case,) = town.incident()
    town.incident(COORDINATOR, name="i-2")
    town.do(case, MakeOffer(NOON + HOUR, PEERS[0], NOON + HOUR, "phone", "peer"))
    hand.at = NOON + 2 * DAY
    town.sweep_to(hand.at)
    page = client.get("/board/week")
    assert MEMBER in text(page)
    assert 'class="tickbox"' in page.content.decode()
    assert f'href="/case/{case}#step-' in page.content.decode()
    assert f">{COORDINATOR}<" not in page.content.decode().replace("<h2>", "")
    assert "was due" in text(page)


@pytest.mark.parametrize("person", [MEMBER, *PEERS[:1], PersonId("stranger")])
def test_for_everybody_else_there_is_no_such_page(house: House, browser: Client, person: PersonId) -> None:
    for address in ("/cover", "/board/week"):
        found = seated(house, person).get(address)
        assert (found.status_code, found.content) == (404, browser.get("/nothing").content)
    assert seated(house, person).post("/cover", ROTA).status_code == 404
