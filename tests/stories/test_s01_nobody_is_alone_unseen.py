"""S1: a companion of the member's own choice, and every handing over confirmed."""

from solidground.app.asking.board import BoardSeen
from solidground.app.asking.questions import Board
from solidground.app.demo.cast import (
    ANCHOR,
    COMPANION,
    DETECTIVE,
    LANTERN,
    MARLOW,
    PARTNER,
    SECOND_COMPANION,
    THIRD_COMPANION,
)
from solidground.core.care.companion.commands import (
    ConfirmHandover,
    DeclineCompanion,
    EndCompanion,
    HandOver,
    NameCompanion,
)
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.needs import Needs
from tests.stories.field import Field


def night(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"), (PARTNER, "partner"))
    assert field.sent()[:3] == [(MARLOW, "keeper_asked")] * 3
    field.do(DeclineCompanion(field.stage.now, PARTNER), PARTNER)
    field.sent()


def test_he_chooses_who_stays_and_a_confirmed_handing_over_asks_nobody_else(field: Field) -> None:
    night(field)
    field.do(NameCompanion(field.until(0, "22:00"), DETECTIVE, COMPANION))
    field.do(HandOver(field.until(0, "22:10"), COMPANION, SECOND_COMPANION))
    field.do(ConfirmHandover(field.until(0, "22:12"), SECOND_COMPANION))
    field.until(0, "23:30")
    assert field.stage.case(DETECTIVE).companion.person == SECOND_COMPANION
    assert field.sent() == [(SECOND_COMPANION, "handover_asked")]


def test_a_handing_over_not_confirmed_reaches_the_coordinator_within_minutes(field: Field) -> None:
    night(field)
    field.do(NameCompanion(field.until(0, "22:00"), DETECTIVE, COMPANION))
    field.do(HandOver(field.until(0, "22:10"), COMPANION, THIRD_COMPANION))
    field.until(0, "22:26")
    board = field.stage.ask(LANTERN, Board())
    assert isinstance(board, BoardSeen)
    assert [(row.member, row.needs) for row in board.rows] == [
        (DETECTIVE, Needs.HANDOVER),
        (PARTNER, Needs.NOTHING),
    ]
    field.do(Acknowledge(field.stage.now, LANTERN, "handover", "coordinator"))
    field.do(ConfirmHandover(field.until(0, "22:30"), THIRD_COMPANION))
    field.until(0, "23:30")
    assert field.sent() == [(THIRD_COMPANION, "handover_asked"), (LANTERN, "urgent_call")]


def test_where_the_coordinator_is_silent_too_the_deputy_is_called(field: Field) -> None:
    night(field)
    field.do(NameCompanion(field.until(0, "22:00"), DETECTIVE, COMPANION))
    field.do(HandOver(field.until(0, "22:10"), COMPANION, THIRD_COMPANION))
    field.until(0, "22:36")
    assert field.sent() == [
        (THIRD_COMPANION, "handover_asked"),
        (LANTERN, "urgent_call"),
        (ANCHOR, "urgent_call"),
    ]


def test_home_with_his_own_people_ends_it_and_withdraws_what_was_asked(field: Field) -> None:
    night(field)
    field.do(NameCompanion(field.until(0, "22:00"), DETECTIVE, COMPANION))
    field.do(HandOver(field.until(0, "22:10"), COMPANION, THIRD_COMPANION))
    field.do(EndCompanion(field.until(0, "22:14"), DETECTIVE))
    field.until(0, "23:30")
    assert field.stage.case(DETECTIVE).companion.ended
    assert field.sent() == [(THIRD_COMPANION, "handover_asked")]


def test_it_can_be_declined_and_nobody_who_was_in_it_too_is_chosen(field: Field) -> None:
    night(field)
    assert field.refused(NameCompanion(field.until(0, "22:00"), DETECTIVE, PARTNER)) == "SameIncident"
    field.do(DeclineCompanion(field.stage.now, DETECTIVE))
    field.until(0, "23:30")
    assert field.sent() == []
