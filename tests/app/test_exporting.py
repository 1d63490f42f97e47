"""What a member gets of himself says nothing of the others who could have been asked."""

import json
from typing import Any

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import NOT_HERE, Everything
from solidground.app.asking.reading import Reading
from solidground.app.exporting import everything_about
from solidground.core.kernel import PersonId
from solidground.core.record import Looked
from tests.app.holdings import BADGE, THING, happened, taken, takes
from tests.app.leaves import attended, examined, left
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import HR, staffed


def test_a_member_does_not_read_that_one_of_the_peers_has_a_case_of_his_own() -> None:
    town = Town()
    town.people()
    town.incident(PEERS[0], name="i-0")
    town.incident(MEMBER, at=NOON + 1)
    assert any("own_case" in row.body for row in town.store.log(AGENCY, "care"))
    told = json.dumps(everything_about(town.store, AGENCY, MEMBER, NOON))
    assert "PeerAssigned" in told
    assert "own_case" not in told


def test_a_member_gets_who_looked_and_his_events_in_the_order_of_the_log() -> None:
    town = Town()
    town.people()
    town.incident(MEMBER)
    with town.store.transaction() as unit:
        unit.put_looked([Looked(AGENCY, MEMBER, PEERS[0], "case", NOON)])
    found = everything_about(town.store, AGENCY, MEMBER, NOON)
    assert found is not None
    assert found["looked"] == [{"by": PEERS[0], "what": "case", "at": NOON}]
    assert [event["type"] for event in found["events"]][:1] == ["PersonJoined"]
    assert {event["stream"].partition("/")[0] for event in found["events"]} == {"person", "case"}


def test_whoever_is_known_to_nobody_has_nothing_here() -> None:
    town = Town()
    town.people()
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    stranger = PersonId("nobody at all")
    assert ask(reading, viewer_of(reading.roster(), stranger, NOON), Everything()) == NOT_HERE
    told = ask(reading, viewer_of(reading.roster(), MEMBER, NOON), Everything())
    assert isinstance(told, dict)
    kept: dict[Any, Any] = dict(told)
    assert kept["person"] == MEMBER


def test_what_was_taken_from_a_member_is_his_and_what_was_taken_from_others_is_not() -> None:
    town = Town()
    town.people()
    staffed(town)
    happened(taken(town))
    happened(taken(town, BADGE, takes(PEERS[1])))
    found = everything_about(town.store, AGENCY, MEMBER, NOON)
    assert found is not None
    assert {one["stream"] for one in found["events"] if one["stream"].startswith("property/")} == {f"property/{THING}"}


def test_how_a_member_stands_on_duty_is_his_with_who_passed_a_session_on() -> None:
    town = Town()
    town.people()
    staffed(town)
    happened(left(town))
    happened(examined(town))
    attended(town, COORDINATOR)
    happened(left(town, member=PEERS[1], calls="dates_only"))
    found = everything_about(town.store, AGENCY, MEMBER, NOON)
    assert found is not None
    events = {event["stream"]: (event["type"], event["by"]) for event in found["events"]}
    assert events[f"status/{MEMBER}"] == ("DutyStatusRecorded", HR)
    assert events[f"fitness/{MEMBER}"] == ("FitnessRecorded", HR)
    assert events[f"session/{MEMBER}"] == ("AttendanceDisclosed", COORDINATOR)
    assert f"status/{PEERS[1]}" not in events
