"""The wall over HTTP: everybody asks for every page and sends every form, and sees what is his to see.

What is forbidden looks, to the byte, like what does not exist; and neither changes anything.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pytest
from django.test import Client

from solidground.core.kernel import MINUTE, PersonId
from solidground.core.roster.person.commands import DeclareKin
from solidground.core.wall import SHARE_ENDS_FOR
from tests.app.papers import NAME
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, Town
from tests.web.conftest import seated, visitor
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, OFFICER, SUPERVISOR
from tests.web.matrix_paths import NO_CASE, NO_INCIDENT, addresses, events, forms, got, patterns, with_ids
from tests.web.matrix_town import (
    AMBER,
    BESIDE,
    BIRCH,
    BOSS,
    CALLED,
    CEDAR,
    CLINIC,
    CODES,
    DELTA,
    EMBER,
    FRIAR,
    GUIDE,
    HIDDEN,
    IDLE,
    INCIDENTS,
    KIN,
    MEANT,
    NO_SHARE,
    NOT_CHOSEN,
    NOW,
    NUMBER,
    OLD_FRIEND,
    ON_CALL,
    OWN,
    RULED,
    SIGNED,
    SOURCE,
    STRANGER,
    WIFE,
    WORD,
    Story,
    story,
)

NAMES: Final = MappingProxyType({"Amber": AMBER, "Birch": BIRCH, "Cedar": CEDAR, "Delta": DELTA, "Ember": EMBER})
VIEWERS: Final[Mapping[str, PersonId | None]] = MappingProxyType(
    {
        "the member": AMBER,
        "another member": CEDAR,
        "the peer": ON_CALL,
        "another peer": PersonId("p-1"),
        "a peer in conflict": KIN,
        "a peer who was ruled out": RULED,
        "on call and called": CALLED,
        "on call, another's": IDLE,
        "the coordinator": COORDINATOR,
        "a coordinator who supervises a member": BOSS,
        "a coordinator with a case himself": OWN,
        "the deputy": DEPUTY,
        "the clinician": CLINIC,
        "a clinician whom nobody chose": NOT_CHOSEN,
        "the chaplain": FRIAR,
        "the wife": WIFE,
        "a wife with whom nothing is shared": NO_SHARE,
        "the companion": BESIDE,
        "who goes along": GUIDE,
        "the supervisor": SUPERVISOR,
        "the liaison": LIAISON,
        "the property officer": OFFICER,
        "hr": HR,
        "the chief": CHIEF,
        "the administrator": ADMINISTRATOR,
        "the cosigner": COSIGNER,
        "a stranger": STRANGER,
        "nobody": None,
    }
)


def case(*names: str) -> set[str]:
    """Return the marks of a case as who acts in it sees them: who it is of, and its id."""
    return {f"case {name}" for name in names} | {name.capitalize() for name in names if name != "own"}


def incident(*names: str) -> set[str]:
    return {f"incident {name}" for name in names} | {name.capitalize() for name in names if name != "own"}


EVERY: Final = case("amber", "birch", "cedar", "delta", "ember", "own") | incident(*INCIDENTS) | {"ruled out"}
ENTERED: Final = incident(*INCIDENTS)
CARES: Final = {"reached", "taken", "paper", "leave", "session", "planned", "returned"}
"""What who coordinates sees beside the cases: no exam."""

SEEN: Final[Mapping[str, set[str]]] = MappingProxyType(
    {
        "the member": case("amber")
        | incident("amber")
        | {"device", "word", "taken", "stored", "planned", "returned", "leave", "exam", "session", "paper"},
        "another member": case("cedar") | incident("cedar") | {"draft"},
        # He keeps the first step of four cases, and is the peer in one of them.
        "the peer": case("amber", "birch", "cedar", "own")
        | incident("amber")
        | {"consult", "reached", "taken", "stored", "leave", "news", "paper"},
        # The case of Delta, whose peer he was, is closed.
        "another peer": case("ember"),
        # His own word that he is her kin stands in what is kept about him.
        "a peer in conflict": {"Amber"},
        "on call and called": case("birch", "ember") | incident("birch"),
        "on call, another's": case("cedar") | incident("cedar"),
        "the coordinator": EVERY | CARES | {"concern", "concern about Amber", "meant", "source"},
        # Her name as the one who took part, as a supervisor sees it; and nothing of her case.
        "a coordinator who supervises a member": EVERY - {"case birch"} | CARES,
        # His own case in what is kept about him, and nowhere else.
        "a coordinator with a case himself": EVERY | CARES,
        "the deputy": EVERY | CARES,
        "the clinician": case("amber", "birch", "cedar", "own") | {"consult"},
        "the chaplain": case("amber") | {"stored"},
        # What Cedar thinks over, and nothing else of Cedar.
        "the wife": {"Amber", "answer", "Cedar", "shared draft"},
        # Beside Birch, who has signed; of Birch she knows nothing else.
        "the companion": case("amber") | {"reached", "taken", "leave", "paper", "Birch", "held"},
        # His step, and nothing else of the case; which of its pages he asks for tells nothing.
        "who goes along": case("amber") | {"planned"},
        # A step that is done, by the member's own word; of what he plans command reads nothing.
        "the supervisor": incident("amber")
        | {"paper", "taken", "returned", "leave", "exam", "session", "visited", "news"},
        "the liaison": ENTERED | {"news"},
        # Whose it is, where, and what stands on it: no incident, and nobody else. The number is nobody's but his.
        "the property officer": {"Amber", "taken", "number"},
        # Who is away, and an exam; no session, and no incident.
        "hr": {"Amber", "leave", "exam", "paper"},
        "the chief": ENTERED | {"paper", "taken", "returned", "leave", "exam", "session", "visited", "news"},
    }
)
"""What each may come to know by asking for everything. Who is not here comes to know nothing."""

REACHED: Final = re.compile("limits said, reached|limits said .{0,40} reached")
ANSWERED: Final = "I\u2019m OK"
COORDINATING: Final = frozenset({"the coordinator", "the deputy"})


def browser_of(story: Story, viewer: str) -> Client:
    person = VIEWERS[viewer]
    return visitor(story.house) if person is None else seated(story.house, person)


def marks(story: Story) -> dict[str, str]:
    """Return by which words each fact is known, wherever it stands."""
    first, second = story.concerns
    return {
        **{name: str(person) for name, person in NAMES.items()},
        **{f"case {name}": str(found) for name, found in story.cases.items()},
        **{f"incident {name}": f"quartz-{name}" for name in INCIDENTS},
        "concern": first,
        "concern about Amber": second,
        "meant": MEANT,
        "source": SOURCE,
        "hidden": HIDDEN,
        "consult": story.consult,
        "device": story.device,
        "word": WORD,
        "ruled out": "ruled out by the member",
        "taken": "In the property room",
        "stored": "A range or a club, since",
        "number": NUMBER,
        "planned": "May 17, 2024",
        "returned": "range, in peace: March",
        "leave": "On administrative leave",
        "exam": "Referred to an exam",
        "session": "July 4, 2023",
        "visited": "Done on March 2, 2024",
        "news": "Criminal inquiry",
        "paper": NAME,
        "held": "NOT DELIVERED: THE AGENCY HAS RECEIVED NOTHING.",
        "name under what is held": SIGNED,
        "draft": "You think it over. Nothing is signed.",
        "shared draft": "They think it over: Resign.",
    }


def facts(story: Story, address: str, body: str) -> set[str]:
    """Return what a page says in words that other pages say of other things."""
    words = " ".join(re.sub(r"<[^>]+>", " ", body).split())
    of_amber = story.cases["amber"] in address
    found = {"reached"} if of_amber and REACHED.search(words) else set()
    return found | ({"answer"} if address == "/family" and ANSWERED in words else set())


def test_every_pattern_is_asked_for() -> None:
    from solidground.config.urls import urlpatterns  # noqa: PLC0415 - the settings come first

    assert {str(one.pattern) for one in urlpatterns} == patterns()


@pytest.mark.parametrize("viewer", VIEWERS)
def test_everybody_sees_what_is_his_and_nothing_else(told: Story, viewer: str) -> None:
    browser, before = browser_of(told, viewer), events(told)
    seen: dict[str, str] = {}
    for address in addresses(told):
        found = got(browser, address)
        assert found.status < 500, address
        body = found.body.decode() + found.where
        for fact in {*(name for name, mark in marks(told).items() if mark in body), *facts(told, address, body)}:
            seen.setdefault(fact, address)
    assert seen.keys() == SEEN.get(viewer, set()), seen
    assert events(told) == before, "looking changes nothing"


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_is_forbidden_is_as_what_does_not_exist(told: Story, viewer: str) -> None:
    browser, refused = browser_of(told, viewer), 0
    for address, nothing in with_ids(told):
        there, none = got(browser, address), got(browser, nothing)
        if there.status == 200:
            continue
        # Where nobody is signed in he is led to where one signs in: the address he asked for comes along.
        assert (there.status, there.where.replace(address, nothing), there.body) == none, address
        refused += 1
    assert refused >= 1, "nobody may see every case of this agency in every way"


def may_send(viewer: str, of: str) -> bool:
    """Return whether a form is this viewer's to send."""
    kind, _, name = of.partition(" ")
    match kind:
        case "case":
            supervises, is_his = viewer == "a coordinator who supervises a member", viewer.endswith("himself")
            coordinates = supervises or is_his or viewer in COORDINATING
            return coordinates and not (supervises and name == "birch") and not (is_his and name == "own")
        case "kept":
            return f"case {name}" in SEEN.get(viewer, set()) and "coordinator" not in viewer and viewer != "the deputy"
        case "concern":
            return viewer == "the coordinator"
        case "consult":
            return viewer in ("the clinician", "the peer")
        case "device":
            return viewer == "the member"
        case "incident":
            return viewer == "the liaison" or "coordinator" in viewer or viewer == "the deputy"
        case "thing":
            # Who sees the thing has its id on his page; to whoever may only look it is one refusal like the other.
            return "taken" in SEEN.get(viewer, set())
        case "along":
            return viewer == "who goes along"
        case "duty":
            # Who may not write is refused on a page on which this member stands, or does not.
            return viewer in ("hr", "the chief", "the supervisor")
        case "owed":
            return viewer == "the supervisor"
        case "audit":
            return viewer == "the chief"
        case "paper":
            return viewer in ("hr", "the member")
        case "inquiry":
            # The chief may look at the page, and sees the incident in its form again; it is refused all the same.
            return viewer in ("the liaison", "the chief")
        case _:
            return False


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_form_about_another_s_is_answered_as_one_about_nothing_and_changes_nothing(told: Story, viewer: str) -> None:
    browser, before, sent = browser_of(told, viewer), events(told), 0
    for one in forms(told):
        if may_send(viewer, one.of):
            continue
        there, none = got(browser, one.address, one.form), got(browser, one.other, one.nothing)
        typed = _typed(one.form, one.nothing)
        # What he may read has its id on his page, beside the form too.
        body, other = (_replaced(each.body, [*typed, (one.address, one.other)]) for each in (there, none))
        where = there.where.replace(one.address, one.other)
        assert (there.status, where, body) == (none.status, none.where, other), one
        sent += 1
    assert sent >= 20
    assert events(told) == before
    with told.town.store.transaction() as unit:
        assert len(unit.devices(AGENCY, AMBER)) == 1


def _typed(form: Mapping[str, str], nothing: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what one of two forms says otherwise: where it is shown again it may differ in that."""
    return [(form[name], nothing[name]) for name in form if form[name] != nothing[name]]


def _replaced(body: bytes, pairs: list[tuple[str, str]]) -> bytes:
    for old, new in pairs:
        body = body.replace(old.encode(), new.encode())
    return body


@pytest.mark.parametrize("viewer", [name for name, person in VIEWERS.items() if person is not None])
def test_a_form_that_does_not_come_from_here_does_nothing(told: Story, viewer: str) -> None:
    person = VIEWERS[viewer]
    assert person is not None
    browser, before = seated(told.house, person, enforce=True), events(told)
    for one in forms(told):
        assert browser.post(one.address, one.form).status_code in (403, 405), one
    assert events(told) == before


def test_whoever_holds_a_code_or_a_link_sees_what_it_opens_and_no_more(told: Story) -> None:
    browser = visitor(told.house)
    for code in CODES:
        body = got(browser, f"/worried/{code}").body.decode()
        assert [mark for name, mark in marks(told).items() if mark in body] == []
    found = {name for name, mark in marks(told).items() if mark in got(browser, f"/w/{told.word}").body.decode()}
    assert found == {"Amber", "word"}, "his words are said to be his"
    left, right = (got(browser, f"/worried/{code}").body.decode().replace(code, "") for code in CODES)
    assert left == right, "whether somebody is known here shows nowhere"


def test_a_share_of_ninety_days_is_over() -> None:
    town = Town()
    made = story(town)
    made.hand.at = NOW - MINUTE + SHARE_ENDS_FOR
    body = seated(made.house, OLD_FRIEND).get("/family").content.decode()
    assert ANSWERED not in body
    assert "A shooting" not in body
    town.store.close()


def test_a_conflict_shuts_out_before_any_clock_has_looked() -> None:
    town = Town()
    made = story(town)
    peer, shut = made.peer(), seated(made.house, made.peer())
    assert shut.get(f"/list/{made.cases['amber']}").status_code == 200
    town.change(peer, DeclareKin(NOW, peer, AMBER))
    for address, nothing in (
        (f"/list/{made.cases['amber']}", f"/list/{NO_CASE}"),
        ("/incident/quartz-amber", f"/incident/{NO_INCIDENT}"),
        ("/incident/quartz-amber/cards", f"/incident/{NO_INCIDENT}/cards"),
    ):
        assert got(shut, address) == got(shut, nothing)
    town.store.close()
