"""The number on a thing is a property officer's alone: in no event, message or file of anybody, and gone in time."""

import json

import pytest

from solidground.app.ask import ask
from solidground.app.asking.questions import NOT_HERE, SerialsKept
from solidground.app.asking.reading import Reading
from solidground.app.duty import CHANGED
from solidground.app.exporting import everything_about
from solidground.app.property import NOT_YOURS
from solidground.app.registry import forget
from solidground.app.serials import FORGOTTEN, forget_serials, write_serial
from solidground.core.duty.property.commands import BeginHandover, ConfirmHandover, TakeBackConfirmation
from solidground.core.duty.property.serial import KEPT_FOR, UNFIT
from solidground.core.kernel import DAY, Instant, PersonId, Refusal
from tests.app.holdings import BADGE, THING, TODAY, does, happened, taken, takes, viewer
from tests.app.test_retention import go
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, staffed

NUMBER = "GLK-447-X"


@pytest.fixture(autouse=True)
def _kept(town: Town) -> None:
    staffed(town)
    town.incident()
    happened(taken(town))


def writes(
    town: Town, number: str = NUMBER, was: str = "", by: PersonId = OFFICER, thing: str = THING
) -> Refusal | None:
    return write_serial(town.store, town.rosters, AGENCY, viewer(town, by), thing, number, was, NOON)


def seen(town: Town, person: PersonId = OFFICER, at: Instant = NOON) -> dict[str, str] | Refusal:
    found = ask(Reading(town.store, town.rosters, AGENCY, at), viewer(town, person, at), SerialsKept())
    assert isinstance(found, dict | Refusal)
    return found


def test_it_is_written_down_corrected_and_taken_away_and_no_event_says_so(town: Town) -> None:
    before = list(town.store.log(AGENCY))
    assert writes(town) is None
    assert writes(town) is None, "the same tapped twice is once"
    assert seen(town) == {THING: NUMBER}
    assert writes(town, "GLK-448", NUMBER) is None
    assert seen(town) == {THING: "GLK-448"}
    assert writes(town, "", "GLK-448") is None
    assert seen(town) == {}
    assert list(town.store.log(AGENCY)) == before


def test_who_comes_second_looks_first(town: Town) -> None:
    assert writes(town) is None
    assert writes(town, "GLK-448") == CHANGED
    assert writes(town, "", "GLK-440") == CHANGED
    assert seen(town) == {THING: NUMBER}


def test_what_is_no_number_or_no_thing_is_refused_with_a_sentence(town: Town) -> None:
    assert writes(town, "locked away") == UNFIT
    assert writes(town, thing="../../x") == writes(town, thing=BADGE) == NOT_YOURS
    happened(does(town, TakeBackConfirmation(NOON, OFFICER, "taken")))
    assert writes(town) == NOT_YOURS


@pytest.mark.parametrize(
    "person", [MEMBER, SUPERVISOR, CHIEF, LIAISON, HR, ADMINISTRATOR, COORDINATOR, PEERS[0], PersonId("stranger")]
)
def test_nobody_else_reads_or_writes_it_not_even_whose_thing_it_is(town: Town, person: PersonId) -> None:
    assert writes(town) is None
    assert seen(town, person) == NOT_HERE
    assert writes(town, "GLK-448", NUMBER, by=person) == NOT_YOURS
    assert seen(town) == {THING: NUMBER}


def test_of_his_own_thing_a_property_officer_reads_and_writes_none(town: Town) -> None:
    second = PersonId("keys-2")
    town.enter(second, ("property_officer",))
    happened(taken(town, BADGE, takes(second, kind="badge")))
    assert writes(town, "B-17", thing=BADGE) is None
    assert writes(town, "B-18", "B-17", by=second, thing=BADGE) == NOT_YOURS
    assert (seen(town), seen(town, second)) == ({BADGE: "B-17"}, {})


def test_it_is_in_no_file_of_what_is_kept_about_a_member_and_in_no_message(town: Town) -> None:
    assert writes(town) is None
    about = json.dumps(everything_about(town.store, AGENCY, MEMBER, NOON))
    assert THING in about
    assert NUMBER not in about
    assert not [row for row in town.store.log(AGENCY) if NUMBER in row.body]
    assert NUMBER not in repr(town.outbox("*"))


def test_it_goes_with_whoever_is_forgotten(town: Town) -> None:
    assert writes(town) is None
    with town.store.transaction() as unit:
        forget(unit, AGENCY, MEMBER, COORDINATOR, NOON)
    assert seen(town) == {}
    assert writes(town) == FORGOTTEN, "and none comes again from a page that was open"
    assert writes(town, "") is None
    assert seen(town) == {}


def test_what_was_never_taken_has_none_any_more(town: Town) -> None:
    assert writes(town) is None
    happened(does(town, TakeBackConfirmation(NOON, OFFICER, "taken")))
    assert seen(town) == {}


def test_it_goes_with_the_page_of_what_came_back_and_no_day_before(town: Town) -> None:
    happened(taken(town, BADGE, takes(PEERS[2], kind="badge")))
    for thing in (THING, BADGE):
        assert writes(town, thing=thing) is None
    back_at = NOON + DAY
    happened(does(town, BeginHandover(back_at - 1, OFFICER, "returned", TODAY + 1)))
    happened(does(town, ConfirmHandover(back_at, MEMBER, "returned")))
    assert forget_serials(town.store, AGENCY, back_at + KEPT_FOR - 1) == 0
    assert seen(town) == {THING: NUMBER, BADGE: NUMBER}
    go(town, back_at + KEPT_FOR)
    assert seen(town) == {BADGE: NUMBER}, "what is still kept keeps its number"
