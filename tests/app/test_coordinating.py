"""What a coordinator does about a case is nobody else's to do, and what the roster refuses is refused."""

from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import NOT_HERE
from solidground.app.asking.reading import Reading
from solidground.app.coordinating import Hand, separate
from solidground.app.covering import plan_leave, put_on_call
from solidground.core.kernel import DAY, PersonId, Refusal
from solidground.core.roster.person.commands import RecordDeath
from solidground.core.roster.rota.state import Override
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

TODAY = NOON // DAY + 719_163


def hand_of(town: Town, person: PersonId) -> Hand:
    (case,) = town.incident()
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    viewer = viewer_of(reading.roster(), person, NOON)
    version = len(town.store.events(town.stream(case)))
    return Hand(town.store, town.rosters, AGENCY, viewer, case, version, NOON)


def test_only_who_coordinates_the_case_enters_a_separation(town: Town) -> None:
    assert separate(hand_of(town, PEERS[0]), TODAY) == NOT_HERE


def test_what_the_roster_refuses_changes_no_case(town: Town) -> None:
    hand = hand_of(town, COORDINATOR)
    town.change(MEMBER, RecordDeath(NOON, COORDINATOR, TODAY))
    assert isinstance(separate(hand, TODAY), Refusal)


def test_a_member_plans_nobody_s_leave_and_puts_nobody_on_call(town: Town) -> None:
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    viewer = viewer_of(reading.roster(), MEMBER, NOON)
    assert plan_leave(reading, town.rosters, viewer, PEERS[0], NOON, NOON + DAY) == NOT_HERE
    override = Override(PEERS[0], NOON, NOON + DAY)
    assert put_on_call(reading, town.rosters, viewer, "on-call", override, NOON) == NOT_HERE
