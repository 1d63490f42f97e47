"""P4 over HTTP: agencies that differ only on the care side give command the same answers, to the byte."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from solidground.app.asking.papers import called
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.app.leave import sweep_status
from solidground.app.owed import sweep_owed
from solidground.app.printing import Printing
from solidground.app.property import sweep_property
from solidground.app.wiring import draw_line
from solidground.core.care.choice.commands import CallMe, ChooseNotNow, RuleOut, StopContact
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.returning.commands import (
    AgreeReturnStep,
    ConfirmReturnStep,
    PutOffReturnStep,
    TakeBackReturnStep,
)
from solidground.core.care.share.commands import EndShare, GiveShare
from solidground.core.care.storage import Stored
from solidground.core.desk.commands import DropDraft
from solidground.core.duty.property.commands import PutOffReplacement
from solidground.core.kernel import DAY, HOUR, CaseId, PersonId
from solidground.core.record import Dial
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from solidground.store.seal import Seal
from solidground.web.house import House
from tests.app.dues import owes, visited
from tests.app.holdings import THING, happened, taken
from tests.app.holdings import does as holds
from tests.app.leaves import attended, examined, left
from tests.app.papers import PAPER, asked_beside, delivered, drafted, joined, signed
from tests.app.papers import does as decides
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, ZONE, Town, plan_for
from tests.app.way_back import PARTNER, TODAY, confirmed, planned, says
from tests.web.conftest import LINE, Hand, seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, figured, staffed, told, whole

COMMAND = (SUPERVISOR, LIAISON, OFFICER, HR, CHIEF, ADMINISTRATOR)
SEAL = Seal.new()
PRINTING = Printing()
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
DRAWN = re.compile(rb'(name="(?:code|token)" value=)"[^"]+"')
"""What a form is known by when it is sent twice: drawn anew for each page."""
NOW = NOON + 3 * DAY
LETTER = f"/hr/{called(AGENCY, 'status', MEMBER)}/paper"
RECORD = f"/returned/{called(AGENCY, 'returned', MEMBER)}/paper"
SENT, AUDIT_PAPER = f"/delivered/{PAPER}/paper", "/audit/2024/paper"
PAPERS = (LETTER, RECORD, SENT, AUDIT_PAPER)
THEIR_PAPERS = {HR: {LETTER, SENT}, SUPERVISOR: {LETTER, RECORD}, CHIEF: set(PAPERS)}
"""What those of command can print; everybody else gets what is not there."""
Care = Callable[[Town, list[CaseId]], None]


def nothing(_town: Town, _cases: list[CaseId]) -> None:
    """Nobody does anything."""


def kept(town: Town, cases: list[CaseId]) -> None:
    """The offer is made, and somebody is beside him."""
    town.do(cases[0], MakeOffer(NOON, PEERS[1], NOON, "person", "peer"))
    town.do(cases[0], NameCompanion(NOON, MEMBER, PEERS[2]))
    town.sweep_to(NOW)


def silent(town: Town, cases: list[CaseId]) -> None:
    """Nobody answers, he asks to be called, and the other wants nothing."""
    town.sweep_to(NOON + 2 * HOUR)
    town.do(cases[0], RuleOut(NOON + 2 * HOUR, MEMBER, PEERS[2]))
    at, exact = NOON + 2 * HOUR, True
    tried = RecordContact(at, PEERS[1], "day_1", None, "no_answer", NOON, exact, "phone", None, "peer")
    town.do(cases[0], tried)
    town.do(cases[0], CallMe(NOON + 3 * HOUR, MEMBER))
    town.do(cases[1], StopContact(NOON + 3 * HOUR, PEERS[0]))
    peer = town.case(cases[0]).peer
    assert peer is not None
    happened(town.do(cases[0], GiveShare(NOON + 3 * HOUR, MEMBER, peer, "peer", ("storage", "draft"))))
    with town.store.transaction() as unit:
        for person in (MEMBER, PEERS[0]):
            unit.put_stored(AGENCY, person, Stored("0" * 20, "person", 738_945, "my_word", None))
    town.sweep_to(NOW)


def deciding(town: Town, cases: list[CaseId]) -> None:
    """He thinks it over and signs, with somebody beside him; another has thrown his draft away."""
    town.do(cases[0], CallMe(NOON + HOUR, MEMBER))
    drafted(town, NOON + HOUR)
    happened(joined(town, PEERS[2], asked_beside(town, NOON + HOUR), NOON + HOUR))
    happened(signed(town, NOON + HOUR))
    drafted(town, NOON + HOUR, PEERS[2])
    happened(decides(town, DropDraft(NOON + HOUR, PEERS[2])))
    drafted(town, NOON + 2 * HOUR, PEERS[1])


def sharing(town: Town, cases: list[CaseId]) -> None:
    """He thinks it over, and shares that with a friend; another does the same, and shares no more."""
    town.do(cases[0], ChooseNotNow(NOON + HOUR, MEMBER, NOON + 6 * DAY))
    town.do(cases[0], GiveShare(NOON, MEMBER, PEERS[2], "family", ("draft",)))
    drafted(town, NOON + HOUR)
    town.do(cases[1], GiveShare(NOON, PEERS[0], PEERS[2], "family", ("draft",)))
    town.do(cases[1], EndShare(NOON + HOUR, PEERS[0], PEERS[2]))


def later(town: Town, cases: list[CaseId]) -> None:
    """He said not now; a call without an incident, too, opened nothing of command's."""
    town.do(cases[0], ChooseNotNow(NOON + HOUR, MEMBER, NOON + 9 * DAY))
    town.deliver(NOON + HOUR)


def on_the_way(town: Town, cases: list[CaseId]) -> None:
    """He plans a step, another is put off, one is taken back, and one is confirmed by one of the two alone."""
    for step in ("scene_visit", "vehicle", "first_shift", "full_duty"):
        planned(town, cases[0], step)
    happened(says(town, cases[0], AgreeReturnStep(NOON, PARTNER, "scene_visit")))
    happened(says(town, cases[0], PutOffReturnStep(NOON, MEMBER, "scene_visit")))
    happened(says(town, cases[0], TakeBackReturnStep(NOON, MEMBER, "vehicle")))
    happened(says(town, cases[0], ConfirmReturnStep(NOON, MEMBER, "first_shift", TODAY)))
    happened(says(town, cases[0], ConfirmReturnStep(NOON, PARTNER, "full_duty", TODAY)))
    # A correction that the other one has not confirmed is no more to command than a plan.
    happened(says(town, cases[0], ConfirmReturnStep(NOON + DAY, MEMBER, "range", TODAY + 1)))


@pytest.fixture
def towns() -> Iterator[list[Town]]:
    made: list[Town] = []
    yield made
    for town in made:
        town.store.close()


def agency(towns: list[Town], care: Care) -> House:
    """Make an agency whose command side is always the same; salts and the key are no chance here."""
    town, hand = Town(MemoryStore(SUBJECTS, signer=SEAL, salts=lambda: bytes(16))), Hand()
    towns.append(town)
    town.people()
    staffed(town)
    cases = town.incident(MEMBER, PEERS[0])
    # A step that is done is command's to know in all of them.
    town.enter(PARTNER)
    planned(town, cases[0])
    confirmed(town, cases[0])
    care(town, cases)
    told(town)
    with town.store.transaction() as unit:
        take_in(unit, town.rosters, DerivedIds(2), plan_for, NOW)
    happened(taken(town))
    happened(holds(town, PutOffReplacement(NOON, OFFICER, "none_ready", "chief", TODAY + 2)))
    with town.store.transaction() as unit:
        unit.put_serial(AGENCY, THING, MEMBER, "GLK-447")
    visited(town, owes(town, MEMBER), SUPERVISOR)
    delivered(town, person=PEERS[0])
    sweep_property(town.store, town.rosters, AGENCY, NOW)
    happened(left(town))
    happened(examined(town))
    attended(town, COORDINATOR)
    sweep_status(town.store, town.rosters, AGENCY, NOW)
    sweep_owed(town.store, town.rosters, AGENCY, NOW)
    figured(town.store)
    town.store.seal(NOON + HOUR)
    hand.at = NOW
    town.store.note_time(Dial(NOW, "here", 0))
    house = House(town.store, town.rosters, {1: VOICE.signing}, hand, ZONE, "US-IL", LINE, AGENCY, draw_line)
    # Papers as they are: the same to the byte as well, before anybody signs them.
    return whole(house)._replace(printing=PRINTING)


def seen(response: HttpResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return everything of an answer but the date and the tokens of its forms."""
    heads = [(name, word) for name, word in response.items() if name != "Date"]
    cookies = [(name, "") for name in response.cookies]
    return response.status_code, sorted([*heads, *cookies]), DRAWN.sub(rb"\1", TOKEN.sub(b"", response.content))


def everything(house: House, person: PersonId, case: CaseId) -> dict[str, tuple[int, list[tuple[str, str]], bytes]]:
    """Return what somebody gets on every page there is, and on some that there are not."""
    from solidground.config.urls import urlpatterns  # noqa: PLC0415 - the settings come first

    # Where one signs in, and where one sets that up, each page brings a secret or a riddle that no other one has.
    known = [str(one.pattern) for one in urlpatterns if not str(one.pattern).startswith(("sign-in", "account/"))]
    plain = [f"/{pattern}" for pattern in known if "<" not in pattern]
    more = [
        f"/property/{THING}/paper",
        *PAPERS,
        "/audit/2024",
        "/audit/of/i-1",
        "/board/2",
        f"/{case}",
        "/demo/chief",
        "/me?day",
        "/nothing",
        f"/case/{case}",
    ]
    browser = seated(house, person)
    return {page: seen(browser.get(page)) for page in [*plain, *more]}  # type: ignore[arg-type]  # the client's own response


AUDITS = ("/audit", "/audit/2024", "/audit/of/i-1", AUDIT_PAPER)
TOLD = {SUPERVISOR: {"/supervisor"}, LIAISON: {"/liaison"}, CHIEF: {"/liaison", "/year", *AUDITS}}
"""Where those read that he was told who may."""


@pytest.mark.parametrize("person", COMMAND)
def test_that_he_was_told_is_said_on_purpose_and_changes_that_alone(towns: list[Town], person: PersonId) -> None:
    first, second = agency(towns, nothing), agency(towns, nothing)
    case = next(iter(towns[0].store.rows(AGENCY)))[0]
    keeper = next(item.keeper for item in towns[1].case(case).items if item.key == NEWS)
    assert keeper is not None
    towns[1].do(case, RecordTask(NOW, keeper, NEWS, None, NOW, "peer"))
    before, after = everything(first, person, case), everything(second, person, case)
    changed = {page for page in before if before[page] != after[page]}
    # How long the log of command is shows too, where its checkpoints are.
    assert changed <= {"/checkpoints", "/checkpoints/file"} | TOLD.get(person, set())
    assert changed >= TOLD.get(person, set())
    assert not any(keeper.encode() in after[page][2] for page in TOLD.get(person, set()))


@pytest.mark.parametrize("person", COMMAND)
def test_what_command_gets_is_the_same_whatever_happened_in_care(towns: list[Town], person: PersonId) -> None:
    first, *others = (agency(towns, care) for care in (nothing, kept, silent, deciding, sharing, later, on_the_way))
    case = next(iter(towns[0].store.rows(AGENCY)))[0]
    expected = everything(first, person, case)
    opened = [page for page, (status, _, _) in expected.items() if status == 200]
    # Whoever keeps things sees those, and nothing else of the wall.
    theirs = {"/property"} if person == OFFICER else {"/work", "/checkpoints", "/checkpoints/file"}
    theirs |= {f"/property/{THING}/paper"} if person in (OFFICER, SUPERVISOR, CHIEF) else set()
    theirs |= THEIR_PAPERS.get(person, set())
    assert theirs <= set(opened)
    for other in others:
        got = everything(other, person, case)
        assert [page for page in expected if got[page] != expected[page]] == []


def test_a_form_answers_the_same_too(towns: list[Town]) -> None:
    told_so = {"incident": "i-1", "status": "criminal/charged", "on": "2024-03-02", "next_on": "", "seen": str(NOON)}
    answers = []
    for care in (nothing, silent):
        browser = seated(agency(towns, care), LIAISON)
        wrong, right = browser.post("/liaison", {**told_so, "on": "x"}), browser.post("/liaison", told_so)
        answers.append((seen(wrong), seen(right), seen(browser.get("/liaison"))))  # type: ignore[arg-type]  # as above
    assert answers[0] == answers[1]


def test_a_file_of_how_inquiries_stand_answers_the_same_too(towns: list[Town]) -> None:
    head = b"incident_ref,inquiry,status,on,next_on\n"
    files = (
        b"i-1,criminal,guilty,2024-03-02,\n",
        b"i-1,criminal,charged,2024-03-02,\n",
        b"i-1,criminal,charged,2024-03-02,\n",
    )
    answers = []
    for care in (nothing, silent, on_the_way):
        browser = seated(agency(towns, care), LIAISON)
        sent = [browser.post("/liaison/file", {"file": SimpleUploadedFile("s.csv", head + rows)}) for rows in files]
        called_off = {"form": "interview_called_off", "off": f"i-1/{MEMBER}", "seen": "9" * 18}
        sent += [browser.get("/liaison"), browser.post("/liaison", called_off), browser.get("/liaison/file")]
        answers.append([seen(one) for one in sent])  # type: ignore[arg-type]  # as above
    assert answers[0] == answers[1] == answers[2]
    assert [one[0] for one in answers[0]] == [422, 302, 200, 200, 302, 200]


def test_what_is_said_of_a_thing_answers_the_same_too(towns: list[Town]) -> None:
    answers = []
    for care in (nothing, silent):
        house = agency(towns, care)
        form = {"choice": "tell", "thing": THING, "on": "2024-03-04", "next_on": "2024-03-20"}
        form["seen"] = str(NOW)
        browser = seated(house, OFFICER)
        wrong, right = browser.post("/property", {**form, "on": "x"}), browser.post("/property", form)
        answers.append((seen(wrong), seen(right), seen(browser.get("/property"))))  # type: ignore[arg-type]  # as above
    assert answers[0] == answers[1]
    assert (answers[0][0][0], answers[0][1][0]) == (422, 302)


def test_what_is_written_down_of_somebody_answers_the_same_too(towns: list[Town]) -> None:
    answers = []
    for care in (nothing, silent):
        house = agency(towns, care)
        form = {"choice": "exam", "thing": MEMBER, "finding": "fit", "on": "2024-03-04", "seen": str(NOW)}
        browser, captain = seated(house, HR), seated(house, SUPERVISOR)
        wrong, right = browser.post("/hr", {**form, "on": "x"}), browser.post("/hr", form)
        told_so = {"choice": "tell", "thing": MEMBER, "on": "2024-03-04", "next_on": "2024-03-09", "seen": str(NOW)}
        pages = (browser.get("/hr"), captain.post("/hr", told_so), captain.get("/hr"), captain.get("/supervisor"))
        answers.append([seen(one) for one in (wrong, right, *pages)])  # type: ignore[arg-type]  # as above
    assert answers[0] == answers[1]
    assert [one[0] for one in answers[0]] == [422, 302, 200, 302, 200, 200]


def test_what_is_said_of_what_is_owed_answers_the_same_too(towns: list[Town]) -> None:
    answers = []
    for care in (nothing, silent):
        house = agency(towns, care)
        form = {"thing": f"i-1/{MEMBER}", "step": "call", "choice": "did", "on": "2024-03-01", "seen": str(NOW)}
        captain, chief = seated(house, SUPERVISOR), seated(house, CHIEF)
        wrong, right = captain.post("/supervisor", {**form, "on": "x"}), captain.post("/supervisor", form)
        answers.append([seen(one) for one in (wrong, right, captain.get("/supervisor"), chief.get("/audit/of/i-1"))])  # type: ignore[arg-type]  # as above
    assert answers[0] == answers[1]
    assert [one[0] for one in answers[0]] == [422, 302, 200, 200]


def test_a_paper_is_acknowledged_with_the_same_answer_whatever_is_thought_over_by_others(towns: list[Town]) -> None:
    answers = []
    for care in (nothing, deciding):
        browser = seated(agency(towns, care), HR)
        right, wrong = (browser.post("/delivered", {"paper": name}) for name in (PAPER, "e" * 20))
        answers.append((seen(right), seen(wrong), seen(browser.get("/hr"))))  # type: ignore[arg-type]  # as above
    assert answers[0] == answers[1]
    assert (answers[0][0][0], answers[0][1][0]) == (302, 422)


def test_the_care_side_of_these_agencies_does_differ(towns: list[Town]) -> None:
    """Else nothing was shown: who may look at care sees another page in each."""
    cares = (nothing, kept, silent, deciding, sharing, later, on_the_way)
    pages = {seated(agency(towns, care), MEMBER).get("/me").content for care in cares}
    assert len({TOKEN.sub(b"", page) for page in pages}) == 7
