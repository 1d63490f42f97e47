"""Entering an incident: on a phone, in three pages, once; and the cards for the first hour."""

from typing import Any

import pytest
from django.test import Client

from solidground.app.handle import handle, stream_of
from solidground.app.incidents import incident_id
from solidground.core.incident.commands import ReportIncident
from solidground.core.incident.decider import PEOPLE_MOST
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.core.roster.person.commands import SetSupervisor
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

LIAISON, CHIEF = PersonId("liaison"), PersonId("chief")


@pytest.fixture(autouse=True)
def _command(town: Town, hand: Hand) -> None:
    town.enter(LIAISON, ("liaison",))
    town.enter(CHIEF, ("chief",))
    hand.at = NOON + 2 * HOUR


def form(**changed: str) -> dict[str, str]:
    given = {
        "token": "t-1",
        "kind": "officer_involved_shooting",
        "when": "hour",
        "person-0": MEMBER,
        "part-0": "discharged_weapon",
        "companion-0": "",
        "do": "open",
    }
    return given | {name.replace("_", "-", name[-1].isdigit()): word for name, word in changed.items()}


def opened(town: Town) -> list[Any]:
    return [row for _, row in town.store.rows(AGENCY)]


def test_what_will_happen_is_said_before_anything_is_opened(town: Town, house: House) -> None:
    client = seated(house, COORDINATOR)
    assert 'data-page="incident_new"' in client.get("/incident/new").content.decode()
    page = client.post("/incident/new", form(do="check", companion_0=PEERS[1], person_1=DEPUTY, part_1="witness"))
    said = text(page)
    assert "This will happen" in said
    assert "Care offered, with its limits said: whoever is on call, by" in said
    assert "p-2 is beside this person." in said
    assert opened(town) == []
    back = client.post("/incident/new", form(do="change")).content.decode()
    assert 'value="m-1"' in back


def test_what_happens_alike_to_several_is_read_once(house: House) -> None:
    witnesses = {f"person_{n}": peer for n, peer in enumerate(PEERS, 1)} | {f"part_{n}": "witness" for n in (1, 2, 3)}
    said = text(seated(house, COORDINATOR).post("/incident/new", form(do="check", companion_3=DEPUTY, **witnesses)))
    assert "p-1, p-2 saw it" in said
    assert said.count("saw it") == 2, "who has a companion stands alone"
    assert said.count("deputy is beside this person.") == 1


@pytest.mark.parametrize(
    ("day", "offered"), [("2024-03-01", "at once"), ("2024-02-20", "by Fri 4:00 PM")], ids=["today", "ten days ago"]
)
def test_what_had_lapsed_before_it_was_entered_is_not_said_to_happen(house: House, day: str, offered: str) -> None:
    client = seated(house, LIAISON)
    said = text(client.post("/incident/new", form(do="check", when="typed", day=day, clock="10:30")))
    assert f"Care offered, with its limits said: whoever is on call, {offered}" in said
    assert "A companion of the member" not in said, "it had lapsed within the hour"
    assert ("A conversation (day 1)" in said) == (day == "2024-03-01")


def test_it_is_opened_once_however_often_the_form_is_sent(town: Town, house: House) -> None:
    client = seated(house, COORDINATOR)
    first = client.post("/incident/new", form(companion_0=PEERS[1]))
    again = client.post("/incident/new", form(companion_0=PEERS[2]))
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    ((case, row),) = list(town.store.rows(AGENCY))
    assert (row.member, row.began_at) == (MEMBER, NOON + HOUR)
    assert town.case(case).companion.person == PEERS[1]
    page = client.get(first["Location"])
    assert f'href="/case/{case}"' in page.content.decode()
    assert "Noted. It is opened once" in text(page)


def test_whoever_is_added_to_a_form_that_was_sent_is_entered_and_nobody_twice(town: Town, house: House) -> None:
    client = seated(house, COORDINATOR)
    first = client.post("/incident/new", form(companion_0=PEERS[1]))
    more = form(companion_0=PEERS[2], person_1=DEPUTY, part_1="witness", companion_1=PEERS[2])
    again = client.post("/incident/new", more)
    assert again["Location"] == first["Location"]
    assert DEPUTY in text(client.get(first["Location"]))
    client.post("/incident/new", more)
    cases = {row.member: town.case(case) for case, row in town.store.rows(AGENCY)}
    assert set(cases) == {MEMBER, DEPUTY}
    assert len(opened(town)) == len(cases)
    assert [cases[one].companion.person for one in (MEMBER, DEPUTY)] == [PEERS[1], PEERS[2]], "a choice stands"


@pytest.mark.parametrize("second", [DEPUTY, LIAISON])
def test_whoever_enters_what_another_has_entered_is_told_where_it_is(house: House, second: PersonId) -> None:
    opened_at = seated(house, COORDINATOR).post("/incident/new", form())["Location"]
    other = seated(house, second)
    page = other.post("/incident/new", form(do="check", when="now") | {"token": "t-2"})
    assert f'{MEMBER}: <a class="govuk-link" href="{opened_at}">' in page.content.decode()
    assert "If it is the same one, add who is missing there." in text(page)
    for changed in ({"person_0": PEERS[0]}, {"token": "t-1"}, {"when": "typed", "day": "2024-02-27"}):
        page = other.post("/incident/new", form(**{"token": "t-2", "do": "check", **changed}))
        assert "This will happen" in text(page)
        assert "Is it entered already?" not in text(page)


def test_nobody_more_is_said_to_be_entered_in_an_incident_that_is_full(town: Town, house: House) -> None:
    name, people = incident_id(AGENCY, "t-1"), tuple([(PersonId(f"x-{n}"), "present") for n in range(PEOPLE_MOST)])
    full = ReportIncident(NOON, LIAISON, name, "other", NOON, "x", ZONE, True, "US-IL", people)  # noqa: FBT003 - to the minute
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, f"incident/{name}"), full, None)
    page = seated(house, LIAISON).post("/incident/new", form())
    assert (page.status_code, "Enter a second incident." in text(page)) == (422, True)


def test_another_row_keeps_what_was_typed(house: House) -> None:
    client = seated(house, DEPUTY)
    page = client.post("/incident/new", form(do="add", clock="10:00")).content.decode()
    assert 'value="m-1"' in page
    assert 'name="person-1"' in page
    assert 'value="10:00"' in page
    full = {f"person-{number}": "" for number in range(40)}
    assert 'name="person-40"' not in client.post("/incident/new", {**full, "do": "add"}).content.decode()
    assert 'name="person-0"' in client.post("/incident/new", {"do": "add"}).content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"kind": "no_incident"}, "kind"),
        ({"when": ""}, "when"),
        ({"when": "typed", "day": "x"}, "when"),
        ({"when": "typed", "day": "2024-03-09"}, "when"),
        ({"when": "typed", "day": "2024-03-01", "clock": "25:00"}, "when"),
        ({"when": "typed", "day": "x", "clock": "10:00"}, "when"),
        ({"when": "typed", "day": "2024-03-01", "clock": "23:00"}, "when"),
        ({"when": "now", "clock": "03:00"}, "when"),
        ({"when": "hour", "clock": "03:00"}, "when"),
        ({"person_0": "", "part_0": ""}, "person-0"),
        ({"person_0": "stranger"}, "person-0"),
        ({"person_0": "two words"}, "person-0"),
        ({"part_0": ""}, "part-0"),
        ({"person_1": MEMBER, "part_1": "witness"}, "person-1"),
        ({"companion_0": MEMBER}, "companion-0"),
        ({"companion_0": "stranger"}, "companion-0"),
        ({"companion_0": "two words"}, "companion-0"),
        ({"companion_0": CHIEF}, "companion-0"),
        ({"companion_0": PEERS[0], "person_1": PEERS[0], "part_1": "witness"}, "companion-0"),
        ({"companion_0": DEPUTY}, "companion-0"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(
    town: Town, house: House, changed: dict[str, str], field: str
) -> None:
    town.change(MEMBER, SetSupervisor(NOON - DAY, COORDINATOR, DEPUTY, 1))
    page = seated(house, COORDINATOR).post("/incident/new", form(**changed))
    assert page.status_code == 422
    assert f'href="#{field}"' in page.content.decode()
    assert 'value="t-1"' in page.content.decode()
    assert opened(town) == []


@pytest.mark.parametrize(("day", "clock", "known"), [("2024-03-01", "12:30", True), ("2024-03-01", "", False)])
def test_a_time_may_be_typed_or_known_to_the_day_alone(
    town: Town, house: House, day: str, clock: str, known: bool
) -> None:
    given = form(when="typed", day=day, clock=clock)
    assert seated(house, COORDINATOR).post("/incident/new", given).status_code == 302
    reported = next(event for event in town.store.log(AGENCY, "command") if event.type == "IncidentReported")
    assert f'"time_known":{str(known).lower()}' in reported.body
    assert len(opened(town)) == 1


def test_a_liaison_enters_it_on_the_command_side_and_sees_no_case(town: Town, house: House) -> None:
    client = seated(house, LIAISON)
    page = client.get("/incident/new").content.decode()
    assert 'data-role="liaison"' in page
    assert "companion-0" not in page
    sent = client.post("/incident/new", form(when="now", companion_0=PEERS[1]))
    shown = client.get(sent["Location"])
    assert "m-1, fired" in text(shown)
    assert "/case/" not in shown.content.decode()
    assert "being opened" not in text(shown)
    assert opened(town) == [], "care takes it in by itself"
    assert "being opened" in text(seated(house, COORDINATOR).get(sent["Location"]))
    assert "You see the incident." in text(client.post("/incident/new", form(do="check")))


def test_somebody_is_added_later(town: Town, house: House) -> None:
    client = seated(house, COORDINATOR)
    where = client.post("/incident/new", form())["Location"]
    assert client.post(where, {"person": "stranger", "part": "witness"}).status_code == 422
    assert client.post(where, {"person": PEERS[0], "part": "x"}).status_code == 422
    assert client.post(where, {"person": PEERS[0], "part": "witness"}).status_code == 302
    assert client.post(where, {"person": PEERS[0], "part": "witness"}).status_code == 302
    assert len(opened(town)) == 2
    assert "This person gets somebody too." in text(client.get(where))
    assert seated(house, LIAISON).post(where, {"person": PEERS[1], "part": "witness"}).status_code == 302
    assert len(opened(town)) == 2


def test_a_coordinator_who_was_there_sees_no_case_of_his_own(house: House) -> None:
    client = seated(house, COORDINATOR)
    where = client.post("/incident/new", form(person_0=COORDINATOR, companion_0=PEERS[0]))["Location"]
    assert "/case/" not in client.get(where).content.decode()


def test_where_an_incident_is_full_it_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = seated(house, COORDINATOR)
    where = client.post("/incident/new", form())["Location"]
    monkeypatch.setattr("solidground.core.incident.decider.PEOPLE_MOST", 1)
    page = client.post(where, {"person": PEERS[0], "part": "witness"})
    assert "could not be added" in text(page)


def test_without_a_protocol_it_is_entered_and_care_opens_it_later(town: Town, house: House) -> None:
    client = seated(house._replace(protocol=None), COORDINATOR)
    assert "This will happen" in text(client.post("/incident/new", form(do="check")))
    where = client.post("/incident/new", form())["Location"]
    assert client.post(where, {"person": PEERS[0], "part": "witness"}).status_code == 302
    assert opened(town) == []


@pytest.mark.parametrize("person", [MEMBER, *PEERS[:1], CHIEF, PersonId("stranger")])
def test_for_everybody_else_there_is_no_such_page(house: House, browser: Client, person: PersonId) -> None:
    seated(house, COORDINATOR).post("/incident/new", form())
    for address in ("/incident/new", "/incident/nothing"):
        found = seated(house, person).get(address)
        assert (found.status_code, found.content) == (404, browser.get("/nothing").content)
    assert seated(house, COORDINATOR).get("/incident/nothing").status_code == 404


def test_the_cards_need_no_account_and_hold_no_name(house: House, browser: Client) -> None:
    page = browser.get("/cards")
    assert page.content.decode().count('class="card sheet"') == 3
    where = seated(house, COORDINATOR).post("/incident/new", form())["Location"]
    shown = seated(house, COORDINATOR).get(f"{where}/cards")
    assert MEMBER not in shown.content.decode()
    assert seated(house, PEERS[2]).get(f"{where}/cards").status_code == 404
