"""Who decides whether there is another one is asked for it by his day, may say so himself, and nobody else may."""

import pytest

from solidground.app.property import NOT_YOURS, sweep_property
from solidground.core.duty.property.commands import Command, MoveProperty, OfferReplacement, PutOffReplacement
from solidground.core.duty.property.events import Decides
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.core.roster.person.commands import RecordDeath
from tests.app.holdings import TODAY, does, happened, kept, taken, takes
from tests.app.test_property import asked
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import CHIEF, LIAISON, OFFICER, SUPERVISOR, staffed

MORNING = NOON + DAY - 3 * HOUR


@pytest.fixture(autouse=True)
def _taken(town: Town) -> None:
    staffed(town)
    town.incident()
    happened(taken(town))


def put_off(town: Town, decides: Decides = "chief") -> None:
    happened(does(town, PutOffReplacement(NOON, OFFICER, "not_decided", decides, TODAY + 1)))


def sweeps(town: Town, at: int) -> list[str]:
    before = len(asked(town))
    sweep_property(town.store, town.rosters, AGENCY, at)
    return asked(town)[before:]


@pytest.mark.parametrize(
    ("decides", "person", "other"),
    [("chief", CHIEF, OFFICER), ("supervisor", SUPERVISOR, OFFICER), ("property_officer", OFFICER, SUPERVISOR)],
)
def test_who_decides_is_asked_in_the_morning_then_daily_until_he_has(
    town: Town, decides: Decides, person: PersonId, other: PersonId
) -> None:
    put_off(town, decides)
    assert sweeps(town, MORNING - 1) == []
    assert sweeps(town, MORNING) == [person]
    assert sweeps(town, MORNING + HOUR) == []
    assert sweeps(town, MORNING + DAY) == [other]
    at = MORNING + DAY + HOUR
    happened(does(town, PutOffReplacement(at, person, "none_for_now", decides, TODAY + 300)))
    assert kept(town).keeper is None
    assert sweeps(town, MORNING + 2 * DAY) == [SUPERVISOR], "of the word to the member alone"
    assert kept(town).is_kept


def test_what_goes_out_says_nothing(town: Town) -> None:
    put_off(town)
    sweeps(town, MORNING)
    town.deliver(MORNING)
    (message,) = [one for one in town.spy.sent if one.recipient == CHIEF]
    said = message.subject + message.body
    assert not [word for word in ("weapon", "decide", MEMBER, "another") if word in said]


@pytest.mark.parametrize(
    ("decides", "person"), [("chief", CHIEF), ("supervisor", SUPERVISOR), ("property_officer", OFFICER)]
)
def test_who_decides_says_so_himself(town: Town, decides: Decides, person: PersonId) -> None:
    put_off(town, decides)
    happened(does(town, OfferReplacement(NOON + HOUR, person)))
    assert kept(town).offered


@pytest.mark.parametrize("person", [SUPERVISOR, LIAISON, MEMBER, COORDINATOR, PEERS[1]])
def test_nobody_else_does_nor_anything_else(town: Town, person: PersonId) -> None:
    put_off(town)
    commands: tuple[Command, ...] = (
        OfferReplacement(NOON, person),
        PutOffReplacement(NOON, person, "none_ready", "chief", TODAY + 5),
    )
    for command in (*commands, MoveProperty(NOON, CHIEF, "laboratory")):
        assert does(town, command) == NOT_YOURS


def test_before_it_is_put_off_to_him_nobody_but_who_keeps_it_decides(town: Town) -> None:
    assert does(town, OfferReplacement(NOON, CHIEF)) == NOT_YOURS


def test_nobody_decides_about_what_was_taken_from_himself(town: Town) -> None:
    thing = "c" * 20
    happened(taken(town, thing, takes(CHIEF)))
    happened(does(town, PutOffReplacement(NOON, OFFICER, "not_decided", "chief", TODAY + 1), thing))
    assert does(town, OfferReplacement(NOON, CHIEF), thing) == NOT_YOURS
    assert sweeps(town, MORNING) == [OFFICER], "there is one chief alone"


def test_after_a_death_nobody_is_asked_to_decide(town: Town) -> None:
    put_off(town)
    happened(town.change(MEMBER, RecordDeath(NOON, COORDINATOR, TODAY)))
    assert sweeps(town, MORNING) == []
