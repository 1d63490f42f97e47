"""An incident that is entered after a thing was taken is added to it later; whoever keeps the thing learns of none."""

import pytest

from solidground.app.asking.reading import Reading
from solidground.app.auditing import audit
from solidground.app.duty import CHANGED
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import Outcome
from solidground.app.property import NOT_YOURS, link
from solidground.core.duty.audit import how
from solidground.core.duty.property.commands import (
    BeginHandover,
    ConfirmHandover,
    CorrectProperty,
    OfferReplacement,
    TakeBackConfirmation,
)
from solidground.core.duty.property.decider import NOT_KEPT
from solidground.core.duty.property.events import IncidentLinked
from solidground.core.kernel import DAY, HOUR, Instant, PersonId
from tests.app.holdings import BADGE, THING, TODAY, does, happened, kept, taken, takes, viewer
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.headquarters import CHIEF, LIAISON, OFFICER, SUPERVISOR, staffed

BEFORE = NOON - 20 * DAY
LATER = NOON + 2 * DAY


@pytest.fixture(autouse=True)
def _taken(town: Town) -> None:
    """Let a weapon be taken when only an incident of weeks ago was entered: that one was found."""
    staffed(town)
    town.incident(MEMBER, at=BEFORE, name="i-old")
    happened(taken(town, command=takes(incident="i-old")))
    happened(does(town, OfferReplacement(NOON, OFFICER)))


def looks_again(
    town: Town, by: PersonId = OFFICER, thing: str = THING, at: Instant = LATER, seen_at: Instant | None = None
) -> Outcome:
    seen = kept(town, thing).changed_at if seen_at is None else seen_at
    return link(Reading(town.store, town.rosters, AGENCY, at), town.rosters, viewer(town, by, at), thing, seen)


def went(town: Town) -> dict[str, str]:
    """Return how the audit of the year says that another one was offered, by incident."""
    lines = audit(town.store, AGENCY, 2024, shipped_terms(), NOON + 60 * DAY).lines
    return {one.incident: how(one.steps["replacement"], ZONE) for one in lines if one.member == MEMBER}


def test_the_audit_counts_it_with_the_incident_it_was_taken_after(town: Town) -> None:
    town.incident(MEMBER, at=NOON - HOUR, name="i-new")
    assert went(town) == {"i-old": "late", "i-new": "not_done"}
    (event,) = happened(looks_again(town))
    assert isinstance(event, IncidentLinked)
    assert kept(town).incident == "i-new"
    assert went(town) == {"i-old": "not_done", "i-new": "on_time"}


def test_the_same_tapped_twice_is_once_and_on_another_day_it_is_looked_for_anew(town: Town) -> None:
    seen = kept(town).changed_at
    assert len(happened(looks_again(town, seen_at=seen))) == 1
    assert happened(looks_again(town, seen_at=seen)) == ()
    town.incident(MEMBER, at=NOON - HOUR, name="i-new")
    assert looks_again(town, seen_at=seen) == CHANGED
    assert len(happened(looks_again(town))) == 1
    assert len(happened(looks_again(town, at=LATER + DAY))) == 1


def test_whether_there_is_one_shows_in_nothing_that_whoever_keeps_it_sees(town: Town) -> None:
    """Found, the same one again, or none at all: one event, one answer, and the same time of the last change."""
    happened(taken(town, BADGE, takes(PEERS[2], kind="badge", incident="")))
    town.incident(MEMBER, at=NOON - HOUR, name="i-new")
    for thing in (THING, BADGE):
        assert [type(one) for one in happened(looks_again(town, thing=thing))] == [IncidentLinked]
        assert kept(town, thing).changed_at == LATER
    assert (kept(town).incident, kept(town, BADGE).incident) == ("i-new", "")


def test_a_day_that_was_written_down_wrong_finds_another_one(town: Town) -> None:
    happened(taken(town, BADGE, takes(kind="badge", incident="i-old")))
    happened(does(town, CorrectProperty(LATER, OFFICER, "badge", "standard", TODAY - 30), BADGE))
    happened(looks_again(town, thing=BADGE))
    assert kept(town, BADGE).incident == ""


def test_of_what_is_back_too_and_of_what_was_never_taken_not(town: Town) -> None:
    happened(does(town, BeginHandover(LATER, OFFICER, "returned", TODAY + 2)))
    happened(does(town, ConfirmHandover(LATER, MEMBER, "returned")))
    town.incident(MEMBER, at=NOON - HOUR, name="i-new")
    happened(looks_again(town, at=LATER + HOUR))
    assert went(town)["i-new"] == "on_time"
    happened(taken(town, BADGE, takes(kind="badge")))
    happened(does(town, TakeBackConfirmation(LATER, OFFICER, "taken"), BADGE))
    assert looks_again(town, thing=BADGE) == NOT_KEPT


@pytest.mark.parametrize("person", [MEMBER, SUPERVISOR, CHIEF, LIAISON, COORDINATOR, PersonId("stranger")])
def test_only_who_keeps_it_looks_again(town: Town, person: PersonId) -> None:
    assert looks_again(town, by=person) == NOT_YOURS
    assert looks_again(town, thing="../../x", seen_at=NOON) == looks_again(town, thing=BADGE) == NOT_YOURS


def test_the_same_form_sent_again_is_the_same_thing_though_an_incident_was_entered_meanwhile(town: Town) -> None:
    assert happened(taken(town, command=takes(incident="i-new"))) == ()
    assert kept(town).incident == "i-old"
