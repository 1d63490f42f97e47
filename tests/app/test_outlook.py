"""What would happen if nobody ever answered, by the rules themselves."""

from datetime import datetime
from functools import cache

import pytest

from solidground.app.outlook import LOOK_AHEAD_FOR, Asked, Foreseen, Outlook, outlook
from solidground.app.protocols import load_protocol
from solidground.core.hours import Quiet, is_quiet, to_instant, to_local
from solidground.core.protocol.terms import Protocol
from solidground.protocols import NAMES

ZONE = "America/Chicago"
NIGHT = to_instant(datetime(2024, 3, 1, 23, 15), ZONE)
SHOOTING, FIRED = "officer_involved_shooting", "discharged_weapon"


@cache
def kept(name: str) -> Protocol:
    return load_protocol(name)


def seen(name: str = "default", kind: str = SHOOTING, part: str = FIRED) -> Outlook:
    return outlook(kept(name), kind, part, NIGHT, ZONE)


def step(found: Outlook, key: str) -> Foreseen:
    return next(one for one in found.steps if one.key == key)


def told(asked: Asked) -> tuple[str, str, str]:
    return f"{to_local(asked.at, ZONE):%d %H:%M}", asked.who, asked.why


def test_a_companion_not_handed_over_goes_up_its_ladder_in_minutes() -> None:
    assert [told(one) for one in step(seen(), "companion").asked] == [
        ("01 23:15", "on_call", "asked"),
        ("01 23:45", "on_call", "reminded"),
        ("02 00:00", "coordinator", "escalated"),
        ("02 00:10", "deputy", "escalated"),
        ("02 00:20", "line", "escalated"),
        ("02 00:50", "deputy", "repeated"),
    ]


def test_the_member_is_asked_nothing_before_somebody_has_made_the_offer() -> None:
    ask = step(seen(), "day_2_ask")
    assert (ask.asked, ask.cancelled) == ((), "before_offer")


def test_a_case_nobody_takes_shows_as_unheld_and_never_ends_in_silence() -> None:
    found = seen()
    assert found.unheld_at == step(found, "companion").asked[-1].at
    gaps = [later.at - before.at for before, later in zip(found.repeated, found.repeated[1:], strict=False)]
    assert found.repeated[-1].at + max(gaps) > found.until_at
    assert found.until_at == NIGHT + LOOK_AHEAD_FOR


def test_nobody_asleep_is_asked_what_can_wait() -> None:
    quiet = Quiet(ZONE, 22 * 60, 7 * 60)
    found = seen(kind="child_death", part="dispatcher")
    calm = [one for one in found.steps if one.who == "peer"]
    assert calm
    assert not any(is_quiet(quiet, asked.at) for one in calm for asked in one.asked)


def test_a_rung_an_agency_has_nobody_for_asks_nobody() -> None:
    found = seen("small_agency")
    assert all(one.who != "chaplain" for step in found.steps for one in step.asked)
    assert all(one.asked for one in found.steps if one.kind != "ask")


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_protocol_asks_somebody_for_every_step_a_person_owes(name: str) -> None:
    for track in kept(name).tracks:
        found = seen(name, track.kinds[0], track.parts[0])
        assert len(found.steps) == len(track.steps)
        for one in found.steps:
            assert one.opens_at <= one.due_at <= one.lapses_at
            assert bool(one.asked) != bool(one.cancelled)
            assert [asked.at for asked in one.asked] == sorted(asked.at for asked in one.asked)
