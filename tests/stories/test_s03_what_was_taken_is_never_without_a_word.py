"""S3: weapon and badge are locked away, and he always knows where they are and by when he hears more."""

import pytest

from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import MyProperty, PropertyKept
from solidground.app.demo.cast import AGENCY, CAPTAIN, CHIEF, HR, LIAISON, PARTNER, ZONE
from solidground.app.founding import NewPerson, enter
from solidground.app.handle import Outcome
from solidground.app.property import act, sweep_property, take
from solidground.app.rosters import Rosters
from solidground.core.duty.property.commands import (
    BeginHandover,
    Command,
    ConfirmHandover,
    OfferReplacement,
    PutOffReplacement,
    RecordQualification,
    TakeProperty,
    TellMember,
)
from solidground.core.duty.property.events import Kind
from solidground.core.hours import Quiet, local_day
from solidground.core.kernel import SECOND, PersonId, Refusal
from solidground.core.wall import Viewer
from tests.stories.field import INCIDENT, Field

KEYS = PersonId("Keys-5")
WEAPON, BADGE = "a" * 20, "b" * 20
THINGS: tuple[tuple[str, Kind], ...] = ((WEAPON, "service_weapon"), (BADGE, "badge"))


@pytest.fixture
def room(field: Field) -> Field:
    """Give the agency somebody who keeps what was taken; the partner fired, and her captain was at the scene."""
    new = NewPerson(KEYS, ZONE, 738_000, ("property_officer",), ways=("text",), quiet=Quiet(ZONE, 22 * 60, 8 * 60))
    with field.stage.store.transaction() as unit:
        enter(unit, AGENCY, new, field.stage.now, {"text": "0" * 64})
    field.incident((PARTNER, "discharged_weapon"))
    return field


def viewer(field: Field, person: PersonId) -> Viewer:
    with field.stage.store.transaction() as unit:
        roster = Rosters().of(unit, AGENCY, field.stage.now, carrying=False)
        return viewer_of(roster, person, field.stage.now)


def today(field: Field) -> int:
    return local_day(field.stage.now, ZONE)


def locked_away(field: Field) -> None:
    """Write down that weapon and badge were taken on the night; she hears more in three days."""
    now, day = field.stage.now, today(field)
    for thing, kind in THINGS:
        command = TakeProperty(
            now,
            KEYS,
            PARTNER,
            INCIDENT,
            kind,
            "standard",
            "property_room",
            CAPTAIN,
            day,
            day + 3,
        )
        done(take(field.stage.store, Rosters(), AGENCY, viewer(field, KEYS), thing, command, ZONE))


def says(field: Field, command: Command, thing: str = WEAPON) -> None:
    # As it stands: what he said a moment ago, at this very instant, is on his page.
    seen = field.stage.now + SECOND
    done(act(field.stage.store, Rosters(), AGENCY, viewer(field, command.by), thing, command, seen))


def done(outcome: Outcome) -> None:
    assert not isinstance(outcome, Refusal), outcome


def mine(field: Field) -> dict[str, ThingSeen]:
    found = field.stage.ask(PARTNER, MyProperty())
    assert isinstance(found, tuple)
    return {one.kind: one for one in found if isinstance(one, ThingSeen)}


def asked(field: Field, days: int, clock: str) -> list[str]:
    """Let time pass to a day after the incident; return who was asked to tell her then."""
    now = field.until(days, clock)
    before = len(field.stage.sent)
    sweep_property(field.stage.store, Rosters(), AGENCY, now)
    field.stage.until(now)
    return [one.row.notice.recipient for one in field.stage.sent[before:] if one.row.notice.kind == "telling_asked"]


def test_she_always_sees_where_it_is_and_by_when_she_hears_more(room: Field) -> None:
    locked_away(room)
    weapon = mine(room)["service_weapon"].whole
    assert weapon is not None
    assert (weapon.place, weapon.why, weapon.next_on) == ("property_room", "standard", today(room) + 3)
    assert not weapon.counted("taken"), "until the two who were there have said so"
    for person in (PARTNER, CAPTAIN):
        says(room, ConfirmHandover(room.stage.now, person, "taken"))
    confirmed = mine(room)["service_weapon"].whole
    assert confirmed is not None
    assert confirmed.counted("taken")


def test_a_day_that_passes_asks_her_captain_then_the_room_and_gives_nothing_back(room: Field) -> None:
    locked_away(room)
    assert asked(room, 3, "08:59") == []
    assert [asked(room, day, "09:00") for day in (3, 4, 5)] == [[CAPTAIN] * 2, [KEYS] * 2, [CAPTAIN] * 2]
    assert all(one.late and one.whole is not None and one.whole.is_kept for one in mine(room).values())
    for thing, _ in THINGS:
        says(room, TellMember(room.stage.now, CAPTAIN, today(room), today(room) + 7), thing)
    assert not any(one.late for one in mine(room).values())
    assert asked(room, 6, "09:00") == []
    assert asked(room, 12, "09:00") == [CAPTAIN] * 2


def test_another_one_is_offered_or_it_is_said_why_not_and_who_decides(room: Field) -> None:
    locked_away(room)
    says(room, PutOffReplacement(room.stage.now, KEYS, "none_ready", "chief", today(room) + 1))
    room.until(1, "10:00")
    says(room, OfferReplacement(room.stage.now, KEYS))
    says(room, BeginHandover(room.stage.now, KEYS, "replacement", today(room)))
    says(room, ConfirmHandover(room.stage.now, PARTNER, "replacement"))
    says(room, RecordQualification(room.stage.now, KEYS, today(room)))
    weapon = mine(room)["service_weapon"].whole
    assert weapon is not None
    assert weapon.counted("replacement")
    assert weapon.qualified_on == today(room)


def test_who_decides_is_asked_by_the_day_that_was_said_and_decides_on_his_own_page(room: Field) -> None:
    locked_away(room)
    says(room, PutOffReplacement(room.stage.now, KEYS, "none_ready", "chief", today(room) + 1))
    assert not mine(room)["service_weapon"].undecided
    assert asked(room, 1, "09:00") == [CHIEF]
    assert mine(room)["service_weapon"].undecided, "she sees that it is owed, and by whom"
    assert asked(room, 2, "09:00") == [KEYS], "whoever keeps it sees to it as well"
    says(room, OfferReplacement(room.stage.now, CHIEF))
    assert asked(room, 3, "09:00") == [CAPTAIN] * 2, "that she hears more is another promise"
    weapon = mine(room)["service_weapon"].whole
    assert weapon is not None
    assert weapon.offered
    assert weapon.is_kept


def test_it_is_back_when_two_people_say_so_and_then_nobody_is_asked(room: Field) -> None:
    locked_away(room)
    room.until(2, "10:00")
    for thing, _ in THINGS:
        says(room, BeginHandover(room.stage.now, KEYS, "returned", today(room)), thing)
    assert all(one.whole is not None and one.whole.is_kept for one in mine(room).values())
    for thing, _ in THINGS:
        says(room, ConfirmHandover(room.stage.now, PARTNER, "returned"), thing)
    assert asked(room, 3, "09:00") == []


def test_command_sees_what_the_wall_says_and_care_nothing_of_it(room: Field) -> None:
    locked_away(room)
    for person in (KEYS, CAPTAIN, CHIEF):
        found = room.stage.ask(person, PropertyKept())
        assert isinstance(found, tuple)
        assert len(found) == len(THINGS)
    assert isinstance(room.stage.ask(HR, PropertyKept()), Refusal)
    items = room.stage.ask(LIAISON, PropertyKept())
    assert isinstance(items, tuple)
    assert all(isinstance(one, ThingSeen) and one.whole is None for one in items)
