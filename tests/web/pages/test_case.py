"""A case at its coordinator's hand: what is shown, what is done, and who is never shown it."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.hours import to_instant
from solidground.core.kernel import DAY, HOUR, CaseId, PersonId
from solidground.web.house import House
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

DAY_4 = "2024-03-05"


@pytest.fixture
def name(town: Town, hand: Hand) -> CaseId:
    """Give a case on its fourth day, in which nobody has done anything but the offer."""
    (case,) = town.incident()
    town.do(case, MakeOffer(NOON + HOUR, PEERS[0], NOON + HOUR, "phone", "peer"))
    town.do(case, RuleOut(NOON + HOUR, MEMBER, PEERS[2]))
    hand.at = NOON + 4 * DAY
    town.sweep_to(hand.at)
    return case


def form(client: Client, name: CaseId, act: str, **fields: str) -> Any:  # noqa: ANN401 - an answer, or where it leads
    """Send one form of the page as it stands."""
    version = client.get(f"/case/{name}").content.decode().split('name="version" value="')[1].split('"')[0]
    return client.post(f"/case/{name}", {"act": act, "version": version, **fields})


def test_a_coordinator_sees_what_is_owed_who_keeps_it_and_why_somebody_cannot_be_chosen(
    town: Town, house: House, name: CaseId
) -> None:
    page = seated(house, COORDINATOR).get(f"/case/{name}")
    said = text(page)
    assert "m-1: Nobody holds it" in said
    assert "p-3: ruled out by the member" in said
    assert page.content.decode().count("<svg") == 2
    assert f'href="/case/{name}"' in seated(house, DEPUTY).get("/board").content.decode()
    assert town.case(name).peer == PEERS[0]


@pytest.mark.parametrize("person", [MEMBER, *PEERS, PersonId("stranger")])
def test_for_everybody_else_there_is_no_such_page(
    house: House, browser: Client, name: CaseId, person: PersonId
) -> None:
    for address in (f"/case/{name}", f"/case/{name}/death", "/case/nothing"):
        found = seated(house, person).get(address)
        assert (found.status_code, found.content) == (404, browser.get("/nothing").content)
        assert seated(house, person).post(address, {"act": "take"}).status_code == 404


def test_a_coordinator_is_never_shown_his_own_case(town: Town, house: House, hand: Hand) -> None:
    (own,) = town.incident(COORDINATOR, name="i-9")
    hand.at = NOON
    assert seated(house, COORDINATOR).get(f"/case/{own}").status_code == 404
    assert seated(house, DEPUTY).get(f"/case/{own}").status_code == 200


def test_taking_assigning_and_entering_late(town: Town, house: House, name: CaseId) -> None:
    client = seated(house, COORDINATOR)
    ladder = town.case(name).raised[0].ladder
    assert form(client, name, "take", ladder=ladder).status_code == 302
    assert town.case(name).unheld_at is None
    said = text(client.get(f"/case/{name}"))
    assert "Thank you. You have it now." in said
    assert "m-1: Somebody has it. Due since Fri" in said, "somebody has it now, and it is late all the same"
    refused = form(client, name, "assign", peer=PEERS[2])
    assert refused.status_code == 422
    assert "Choose somebody else. p-3: ruled out by the member." in text(refused)
    assert form(client, name, "assign", peer=PEERS[1]).status_code == 302
    assert town.case(name).peer == PEERS[1]
    assert form(client, name, "record", step="day_1.0", outcome="made", on="2024-02-01").status_code == 422
    assert form(client, name, "record", step="day_1.0", outcome="made", on="x").status_code == 422
    assert form(client, name, "record", step="day_1.0", outcome="", on=DAY_4).status_code == 422
    assert form(client, name, "record", step="none.0", outcome="made", on=DAY_4).status_code == 422
    step = next(item for item in town.case(name).items if item.kind == "checkin" and item.stage != "ahead")
    sent = form(client, name, "record", step=f"{step.key}.{step.occurrence}", outcome="made", on="2024-03-04")
    assert sent.status_code == 302
    assert town.case(name).made_at == to_instant(datetime(2024, 3, 4, 12), ZONE)


def test_of_many_peers_the_first_are_listed_and_any_other_is_written(town: Town, house: House, name: CaseId) -> None:
    for number in range(15):
        town.enter(PersonId(f"q-{number:02}"), ("peer",), capacity=2)
    client = seated(house, COORDINATOR)
    page = client.get(f"/case/{name}").content.decode()
    listed = re.findall(r'name="peer" type="radio" value="([^"]+)"', page)
    assert (len(listed), "Or a peer who is not listed" in page) == (12, True)
    refused = form(client, name, "assign", other="q-99", peer=listed[0])
    assert "Give the reference of one peer, as it stands in the roster." in text(refused)
    assert 'name="other" value="q-99"' in refused.content.decode(), "what was written is kept"
    assert 'href="#peer-other"' in refused.content.decode()
    unlisted = next(one for one in (f"q-{number:02}" for number in range(15)) if one not in listed)
    assert form(client, name, "assign", other=f" {unlisted} ").status_code == 302
    assert town.case(name).peer == unlisted


def test_a_step_is_handed_on_a_task_is_done_and_not_now_wants_a_day(town: Town, house: House, name: CaseId) -> None:
    client = seated(house, COORDINATOR)
    items = town.case(name).items
    task = next(item for item in items if item.kind == "task")
    assert (
        form(client, name, "record", step=f"{task.key}.{task.occurrence}", outcome="made", on=DAY_4).status_code == 302
    )
    kept = next(item for item in items if item.kind == "checkin" and item.keeper is not None)
    step = f"{kept.key}.{kept.occurrence}"
    assert form(client, name, "record", step=step, outcome="not_now", on=DAY_4).status_code == 422
    assert form(client, name, "hand_on", step=step).status_code == 302
    assert form(client, name, "hand_on", step="none.0").status_code == 422
    assert form(client, name, "record", step=step, outcome="not_now", on=DAY_4, until="3").status_code == 302


def test_the_coordinator_decides_what_a_person_does_about_a_silent_member(town: Town, house: House, hand: Hand) -> None:
    (case,) = town.incident()
    town.do(case, MakeOffer(NOON, PEERS[0], NOON, "phone", "peer"))
    for _ in range(12):
        hand.at += DAY
        town.sweep_to(hand.at)
        for item in town.case(case).items:
            if item.kind == "checkin" and item.stage != "ahead" and item.keeper is not None:
                key, number, held_at = (item.key, item.occurrence, hand.at)
                town.do(
                    case,
                    RecordContact(
                        hand.at,
                        item.keeper,
                        key,
                        number,
                        "no_answer",
                        held_at,
                        precise=True,
                        way=None,
                        until_at=None,
                        role="peer",
                    ),
                )
    client = seated(house, COORDINATOR)
    assert "You decide what a person does next." in text(client.get(f"/case/{case}"))
    assert form(client, case, "decide", next="wait").status_code == 422
    assert form(client, case, "decide").status_code == 422
    assert form(client, case, "decide", next="visit").status_code == 302
    assert any(item.key == "visit" for item in town.case(case).items)
    assert form(client, case, "decide", next="wait", until="3").status_code == 422, "it is decided already"


def test_dates_a_companion_and_a_hold_come_and_go(town: Town, house: House, name: CaseId) -> None:
    client = seated(house, COORDINATOR)
    assert form(client, name, "add_date", label="hearing").status_code == 422
    assert form(client, name, "add_date", label="party", on="2024-05-01").status_code == 422
    assert form(client, name, "add_date", label="hearing", on="2024-05-01").status_code == 302
    date = next(item for item in town.case(name).items if item.kind == "date")
    assert "A hearing, May 1, 2024" in text(client.get(f"/case/{name}"))
    assert form(client, name, "remove_date", step="none.1").status_code == 422
    assert form(client, name, "remove_date", step=f"{date.key}.{date.occurrence}").status_code == 302
    assert not [item for item in town.case(name).items if item.kind == "date"]
    for nobody in ("", "two words", "stranger"):
        assert form(client, name, "companion", companion=nobody).status_code == 422
    assert form(client, name, "companion", companion=PEERS[1]).status_code == 302
    assert form(client, name, "companion", companion=DEPUTY).status_code == 302
    assert town.case(name).companion[:2] == (PEERS[1], DEPUTY)
    assert form(client, name, "hold", why="weather").status_code == 422
    assert form(client, name, "hold", why="arrest").status_code == 302
    assert "On hold since an arrest" in text(client.get(f"/case/{name}"))
    assert form(client, name, "lift_hold").status_code == 302
    assert town.case(name).life.hold is None
    assert form(client, name, "dance").status_code == 422


def test_leaving_the_agency_stands_in_the_roster_and_in_every_case(town: Town, house: House, name: CaseId) -> None:
    client = seated(house, COORDINATOR)
    assert form(client, name, "separate", on="").status_code == 422
    assert form(client, name, "separate", on=DAY_4).status_code == 302
    assert town.case(name).life.separated


def test_a_death_is_entered_after_it_was_said_what_will_happen(town: Town, house: House, name: CaseId) -> None:
    client = seated(house, COORDINATOR)
    address = f"/case/{name}/death"
    page = client.get(address)
    assert "It cannot be taken back." in text(page)
    version = page.content.decode().split('name="version" value="')[1].split('"')[0]
    for fields in (
        {"on": ""},
        {"on": "2030-01-01", "sure": "yes"},
        {"on": DAY_4},
        {"on": DAY_4, "sure": "yes", "family": "stranger"},
        {"on": DAY_4, "sure": "yes", "family": MEMBER},
        {"on": DAY_4, "sure": "yes", "family": "two words"},
    ):
        assert client.post(address, {"version": version, **fields}).status_code == 422
    unsure = client.post(address, {"version": version, "on": DAY_4}).content.decode()
    assert '<a href="#sure">Nothing is entered before a person has confirmed it. Say so here.</a>' in unsure
    assert town.case(name).status == "active"
    given = {"version": version, "on": DAY_4, "sure": "yes", "family": PEERS[1]}
    assert client.post(address, given).status_code == 302
    assert town.case(name).life.died
    assert "m-1: closed" in text(client.get(f"/case/{name}"))
    assert client.post(address, given).status_code == 302, "a second tap does nothing twice"


def test_who_comes_second_sees_what_the_first_changed_and_decides(town: Town, house: House, name: CaseId) -> None:
    first, second = seated(house, COORDINATOR), seated(house, DEPUTY)
    looked_at: HttpResponse = second.get(f"/case/{name}")  # type: ignore[assignment]  # as the client has it
    version = looked_at.content.decode().split('name="version" value="')[1].split('"')[0]
    assert form(first, name, "assign", peer=PEERS[1]).status_code == 302
    given = {"act": "hold", "why": "arrest", "version": version}
    shown = second.post(f"/case/{name}", given)
    assert shown.status_code == 409
    assert "Somebody else changed this meanwhile." in text(shown)
    assert town.case(name).life.hold is None
    assert second.post(f"/case/{name}/death", {"version": version, "on": DAY_4, "sure": "yes"}).status_code == 409
    assert form(second, name, "hold", why="arrest").status_code == 302
    assert second.post(f"/case/{name}", {**given, "version": "x"}).status_code == 409
    assert first.post(f"/case/{name}", {**given, "version": str(10**6)}).status_code == 302
