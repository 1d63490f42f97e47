import csv
import io

import pytest

from solidground.core.kernel import DAY, HOUR
from solidground.core.protocol.check import check
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import INCIDENT_KINDS, PARTS, Protocol
from solidground.protocols import NAMES, text

COMMANDS = ("weapon", "leave", "investigation", "return to duty")
"""What command owes has no place in a protocol of care."""


def protocol(name: str) -> Protocol:
    found = read(text(name))
    assert isinstance(found, Protocol), found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_protocol_can_be_kept_without_a_warning(name: str) -> None:
    assert check(protocol(name)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_protocol_is_named_like_its_file(name: str) -> None:
    assert protocol(name).name == name


@pytest.mark.parametrize("name", NAMES)
def test_every_interval_has_its_source_and_how_sure_it_is(name: str) -> None:
    for step in protocol(name).steps:
        assert len(step.source) >= 4
        assert step.certainty in {"read", "memory", "ours"}


@pytest.mark.parametrize("name", NAMES)
def test_everybody_has_a_track_that_begins_with_the_offer_and_reaches_month_twelve(name: str) -> None:
    found = protocol(name)
    for kind in INCIDENT_KINDS:
        for part in PARTS:
            track = found.chosen[kind, part]
            assert track.steps[0].key == "offer"
            assert [step.kind for step in track.steps if step.due.after.months == 12] == ["checkin"]
            assert [
                step.key for step in track.steps if step.kind == "ask" and step.key == "anniversary"
            ] or part == "asked"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_it_is_owed_by_command(name: str) -> None:
    for step in protocol(name).steps:
        assert not any(word in step.key.replace("_", " ") for word in COMMANDS)


@pytest.mark.parametrize("name", NAMES)
def test_day_steps_come_at_a_humane_hour(name: str) -> None:
    for step in protocol(name).steps:
        for moment in (step.opens, step.due, step.lapses):
            if moment.after.days or moment.after.months:
                assert moment.clock is not None
                assert 9 * HOUR <= moment.clock <= 18 * HOUR


@pytest.mark.parametrize("name", NAMES)
def test_asks_are_followed_by_nobody(name: str) -> None:
    found = protocol(name)
    ladders = {written.ladder.name: written.ladder for written in found.ladders}
    assert all(ladders[step.ladder].rungs == () for step in found.steps if step.kind == "ask")


def test_the_small_agency_has_one_peer_of_its_own_and_no_deputy_but_a_neighbour() -> None:
    roles = {role.who: (role.people, role.lent) for role in protocol("small_agency").roles}
    assert roles["peer"] == (1, 3)
    assert roles["deputy"] == (0, 1)


def test_dispatchers_and_witnesses_are_owed_fewer_steps() -> None:
    default, lighter = protocol("default"), protocol("dispatch_and_witness")
    closest = default.chosen["officer_involved_shooting", "discharged_weapon"]
    dispatcher = default.chosen["officer_involved_shooting", "dispatcher"]
    assert len(lighter.tracks[0].steps) < len(closest.steps)
    assert len(dispatcher.steps) < len(closest.steps)


def test_the_default_keeps_the_borrowed_cadence() -> None:
    steps = {step.key: step for step in protocol("default").steps}
    cadence = csv.DictReader(
        io.StringIO("month,kind\n1,checkin\n2,word\n3,word\n4,checkin\n6,word\n8,word\n10,word\n12,checkin\n")
    )
    for row in cadence:
        step = steps[f"month_{row['month']}"]
        assert (str(step.due.after.months), step.kind) == (row["month"], row["kind"])
        assert "Comtois" in step.source
    assert protocol("default").limits.longest_silence_for == 62 * DAY


def test_only_shipped_names_have_a_text() -> None:
    with pytest.raises(AssertionError, match="only shipped protocols"):
        text("../secret")
