"""No request of a role of command names a care table or a care stream in what it asks of the database."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from solidground.app.wiring import draw_line
from solidground.core.kernel import DAY, PersonId
from solidground.core.record import Dial
from solidground.web.house import House
from tests.app.dues import owes
from tests.app.holdings import happened
from tests.app.papers import PAPER, delivered, drafted, signed
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, ZONE, Town
from tests.app.way_back import PARTNER, confirmed, planned
from tests.web.conftest import LINE, Hand, seated
from tests.web.headquarters import (
    ADMINISTRATOR,
    CHIEF,
    COSIGNER,
    HR,
    LIAISON,
    OFFICER,
    SUPERVISOR,
    figured,
    staffed,
    told,
    whole,
)
from tests.web.matrix_paths import OF_A_CASE, OF_AN_INCIDENT, PLAIN, SIGNING, WITH_ONE
from tests.web.pages.test_hr import LEAVES
from tests.web.pages.test_property import TAKE
from tests.web.query_log import QueryLog, names_care

OWN = frozenset(
    f"/{one}"
    for one in (
        *("me", "me/shares", "me/storage", "me/tell", "me/choices", "me/sight", "me/everything/file", "list"),
        "me/notice/paper",
        *("me/devices", "me/return", "me/decision", "me/decision/sign", "me/decision/send"),
    )
)
"""Where somebody of command is shown what is his own, as a member: that alone is read of care."""

HELPING = frozenset(
    ("/beside", "/list/me", "/me/along", "/family", "/clinician", "/ring", "/night", f"/list/{'0' * 20}")
)
"""Where a supervisor, who may be somebody's peer or friend as well, is shown what he himself keeps or was given."""

BY_CODE = frozenset(f"/{one}" for one in WITH_ONE["worried/<code:code>"])
"""Where nobody is asked who he is: whoever has the code sees the same."""

PAGES = (
    "/supervisor",
    "/liaison",
    "/liaison/file",
    "/property",
    "/hr",
    "/delivered",
    "/year",
    "/audit",
    "/audit/of/i-1",
    "/work",
    "/checkpoints",
    "/checkpoints/file",
    "/administration",
)
TOOK_PART = (MEMBER, PEERS[0])
STATUS = {"incident": "i-1", "status": "criminal/declined", "on": "2024-03-02", "next_on": "", "seen": "0"}
MEMBERS = b"person_ref,appointed_on,separated_on,mail\nn-1,2024-01-02,,n-1@harbor.example\n"


@pytest.fixture
def log() -> Iterator[QueryLog]:
    made = QueryLog()
    yield made
    made.store.close()


@pytest.fixture
def listened(log: QueryLog) -> House:
    town, hand = Town(log.store), Hand()
    town.people()
    staffed(town)
    case, _ = town.incident(*TOOK_PART)
    told(town)
    town.enter(PARTNER)
    planned(town, case)
    confirmed(town, case)
    planned(town, case, "vehicle")
    owes(town, MEMBER)
    figured(log.store)
    log.store.seal(NOON)
    hand.at = NOON + 2 * DAY
    town.sweep_to(hand.at)
    log.store.note_time(Dial(hand.at, "here", 0))
    return whole(House(log.store, town.rosters, {1: VOICE.signing}, hand, ZONE, "US-IL", LINE, AGENCY, draw_line))


@pytest.mark.parametrize("person", [SUPERVISOR, LIAISON, OFFICER, HR, CHIEF, ADMINISTRATOR])
def test_no_page_that_command_opens_names_care(log: QueryLog, listened: House, person: PersonId) -> None:
    browser, opened = seated(listened, person), 0
    for page in PAGES:
        with log.listening() as said:
            opened += browser.get(page).status_code == 200
        assert said, page
        assert [one for one in said if names_care(one)] == [], page
    assert opened >= (2 if person == OFFICER else 4), "the work and the checkpoints are everybody's, save the officer's"


@pytest.mark.parametrize("person", [SUPERVISOR, LIAISON, OFFICER, HR, CHIEF, ADMINISTRATOR])
def test_no_other_page_there_is_names_care_to_command(log: QueryLog, listened: House, person: PersonId) -> None:
    signing = {f"/{one}" for one in SIGNING}
    plain = [f"/{one}" for one in PLAIN]
    few = [f"/{one}" for some in WITH_ONE.values() for one in some]
    ids = [f"/{one.format('0' * 20)}" for one in OF_A_CASE] + [f"/{one.format('i-1')}" for one in OF_AN_INCIDENT]
    skipped = signing | OWN | BY_CODE | (HELPING if person == SUPERVISOR else frozenset())
    browser = seated(listened, person)
    for page in (*plain, *few, *ids):
        with log.listening() as said:
            browser.get(page)
        assert page in skipped or [one for one in said if names_care(one)] == [], page


@pytest.mark.parametrize("person", [LIAISON, OFFICER, HR, CHIEF, ADMINISTRATOR])
def test_no_form_about_a_case_or_a_consult_names_it_to_command(
    log: QueryLog, listened: House, person: PersonId
) -> None:
    case, browser = next(iter(listened.store.rows(AGENCY)))[0], seated(listened, person)
    for page, form in (
        (f"/case/{case}", {"act": "take"}),
        (f"/case/{case}/death", {"sure": "yes"}),
        ("/consults", {"case": case, "choice": "consult_today"}),
        ("/consults", {"consult": "0" * 20, "choice": "consult_take"}),
        ("/concerns", {"concern": "0" * 32, "choice": "spoke"}),
        ("/clinician", {"obligation": "x", "choice": "made"}),
        ("/me/along", {"case": case, "step": "vehicle", "choice": "done", "on": "2024-03-02", "seen": str(NOON)}),
    ):
        with log.listening() as said:
            browser.post(page, form)
        assert [one for one in said if names_care(one)] == [], page


def test_also_before_anybody_else_has_looked_who_there_is(log: QueryLog, listened: House) -> None:
    fresh = listened._replace(rosters=type(listened.rosters)())
    with log.listening() as said:
        assert seated(fresh, CHIEF).get("/year").status_code == 200
    assert any("'person/" in one for one in said), "who asks is read from the roster"
    assert [one for one in said if names_care(one)] == []


def test_what_the_liaison_passes_on_names_no_care_either(log: QueryLog, listened: House) -> None:
    with log.listening() as said:
        assert seated(listened, LIAISON).post("/liaison", {**STATUS, "seen": str(NOON)}).status_code == 302
    assert any("INSERT" in one for one in said)
    # What crosses is a row for each who took part, left for care to take: written, and nothing read.
    crosses = [one for one in said if names_care(one)]
    assert len(crosses) == len(TOOK_PART)
    assert all(one.startswith("INSERT INTO inbox ") and "'NewsWanted'" in one for one in crosses)


def test_what_the_liaison_hands_in_as_a_file_names_no_care_either(log: QueryLog, listened: House) -> None:
    rows = b"incident_ref,inquiry,status,on\ni-1,criminal,declined,2024-03-02\ni-1,civil,closed,2024-03-02\n"
    file = SimpleUploadedFile("statuses.csv", rows, "text/csv")
    with log.listening() as said:
        assert seated(listened, LIAISON).post("/liaison/file", {"file": file}).status_code == 302
    crosses = [one for one in said if names_care(one)]
    assert len(crosses) == 2 * len(TOOK_PART), "a row for each inquiry and each who took part"
    assert all(one.startswith("INSERT INTO inbox ") and "'NewsWanted'" in one for one in crosses)


def test_when_an_interview_is_planned_no_care_is_named(log: QueryLog, listened: House) -> None:
    form = {"form": "interview_planned", "who": f"i-1/{MEMBER}", "interview_on": "2024-03-05", "clock": "09:30"}
    with log.listening() as said:
        assert seated(listened, LIAISON).post("/liaison", {**form, "seen": str(NOON)}).status_code == 302
        off = {"form": "interview_called_off", "off": f"i-1/{MEMBER}", "seen": "9" * 18}
        assert seated(listened, LIAISON).post("/liaison", off).status_code == 302
    assert [one for one in said if names_care(one)] == []


def test_what_is_written_down_of_a_thing_names_no_care_either(log: QueryLog, listened: House) -> None:
    officer, captain = seated(listened, OFFICER), seated(listened, SUPERVISOR)
    with log.listening() as said:
        assert officer.post("/property", TAKE).status_code == 302
        form = {"thing": TAKE["token"], "seen": "9" * 18}
        assert officer.post("/property", {**form, "choice": "returned", "on": "2024-03-03"}).status_code == 302
        told_so = {**form, "choice": "tell", "on": "2024-03-03", "next_on": "2024-03-09"}
        assert captain.post("/property", told_so).status_code == 302
        assert captain.get("/property").status_code == 200
        number = {**form, "choice": "serial", "serial": "GLK-447", "was": ""}
        waits = {**form, "choice": "put_off", "put_off": "none_ready", "decides": "chief", "decides_on": "2024-03-03"}
        for said_so in (number, waits, {**form, "choice": "link"}):
            assert officer.post("/property", said_so).status_code == 302
        chief = seated(listened, CHIEF)
        assert b"Yours to decide" in chief.get("/year").content
        assert chief.post("/property", {**form, "choice": "offer"}).status_code == 302
        for browser in (officer, captain):
            assert browser.get(f"/property/{TAKE['token']}/paper").status_code == 200
    assert [one for one in said if names_care(one)] == []


def test_what_is_written_down_of_a_leave_or_an_exam_names_no_care_either(log: QueryLog, listened: House) -> None:
    desk, captain = seated(listened, HR), seated(listened, SUPERVISOR)
    form = {"thing": MEMBER, "seen": "9" * 18}
    with log.listening() as said:
        assert desk.post("/hr", LEAVES).status_code == 302
        referred = {**form, "choice": "exam", "finding": "referred", "on": "2024-03-03"}
        assert desk.post("/hr", referred).status_code == 302
        told_so = {**form, "choice": "tell", "on": "2024-03-03", "next_on": "2024-03-09"}
        assert captain.post("/hr", told_so).status_code == 302
        assert captain.get("/hr").status_code == 200
        assert desk.get("/me/duty").status_code == 200
    assert [one for one in said if names_care(one)] == []


def test_what_is_said_of_what_is_owed_and_reminding_of_it_name_no_care_either(log: QueryLog, listened: House) -> None:
    form = {"thing": f"i-1/{MEMBER}", "choice": "did", "on": "2024-03-02", "seen": str(NOON)}
    captain, chief = seated(listened, SUPERVISOR), seated(listened, CHIEF)
    with log.listening() as said:
        assert captain.post("/supervisor", {**form, "step": "visit"}).status_code == 302
        assert captain.get("/supervisor").status_code == 200
        form["seen"] = str(NOON + 3 * DAY)
        assert chief.post("/audit/of/i-1", {**form, "step": "call"}).status_code == 302
        assert chief.get("/audit/of/i-1").status_code == 200
        assert chief.get("/audit/2024/paper").status_code == 200
    assert any("INSERT" in one for one in said)
    assert [one for one in said if names_care(one)] == []


def test_what_is_delivered_is_read_and_acknowledged_without_a_look_at_care(log: QueryLog, listened: House) -> None:
    town = Town(log.store)
    delivered(town)
    drafted(town, person=PEERS[0])
    happened(signed(town, person=PEERS[0]))
    paper = f"/delivered/{PAPER}/paper"
    for person, page in (
        (HR, "/hr"),
        (CHIEF, "/year"),
        (SUPERVISOR, "/supervisor"),
        (HR, "/delivered"),
        (HR, paper),
        (CHIEF, paper),
    ):
        with log.listening() as said:
            assert "Resign" in seated(listened, person).get(page).content.decode()
        assert [one for one in said if names_care(one)] == [], page
    with log.listening() as said:
        assert seated(listened, HR).post("/delivered", {"paper": PAPER}).status_code == 302
        assert seated(listened, HR).post("/delivered", {"paper": "e" * 20}).status_code == 422
    assert any("INSERT" in one for one in said)
    assert [one for one in said if names_care(one)] == []


def test_a_page_of_care_names_it(log: QueryLog, listened: House) -> None:
    """The test would see it: a coordinator's board, and the care log of a cosigner, are read from care."""
    for person, page in ((COORDINATOR, "/board"), (MEMBER, "/me"), (COSIGNER, "/checkpoints")):
        with log.listening() as said:
            assert seated(listened, person).get(page).status_code == 200
        assert any(names_care(one) for one in said), page


@pytest.mark.parametrize(
    ("statement", "care"),
    [
        ("SELECT * FROM case_row WHERE agency = 'a'", True),
        ("UPDATE outbox SET status = 'x'", True),
        ("SELECT person FROM place WHERE agency = 'a'", True),
        ("SELECT state FROM snapshot WHERE agency = 'a' AND stream = 'case/c-1'", True),
        ("SELECT stream FROM snapshot WHERE stream >= 'concern/' AND stream < 'concern0'", True),
        ("SELECT state FROM snapshot WHERE agency = 'a' AND stream = 'decision/d-1'", True),
        ("SELECT state FROM snapshot WHERE agency = 'a' AND stream = 'delivered/d-1'", False),
        ("SELECT * FROM event WHERE agency = 'a' AND side = 'care' AND position > 3", True),
        ("SELECT * FROM event ORDER BY position", True),
        ("SELECT size FROM checkpoint ORDER BY agency", True),
        ("SELECT state FROM snapshot WHERE agency = 'a' AND stream = 'person/p-1'", False),
        ("SELECT * FROM event WHERE agency = 'a' AND side = 'command' AND position > 3", False),
        ("SELECT version FROM roster_version WHERE agency = 'a'", False),
    ],
)
def test_what_counts_as_care(statement: str, *, care: bool) -> None:
    assert names_care(statement) is care
