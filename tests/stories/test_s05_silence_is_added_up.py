"""S5: silence is added up across people; another person, another way; then a person decides. Never command."""

from solidground.app.asking.board import BoardSeen
from solidground.app.asking.questions import Board
from solidground.app.demo.cast import ADMINISTRATOR, CAPTAIN, CEDAR, CHIEF, DETECTIVE, HR, LANTERN, LIAISON, MARLOW
from solidground.core.care.contact.commands import DecideNextAct
from solidground.core.care.contact.events import NextActDecided
from solidground.core.care.needs import Needs
from solidground.core.care.state import item_of
from tests.stories.field import Field

COMMAND = {ADMINISTRATOR, CAPTAIN, CHIEF, HR, LIAISON}


def silent_twice(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(1, "11:10")
    field.contact(CEDAR, "day_1", "no_answer")
    field.until(3, "17:20")
    field.sent()
    field.contact(CEDAR, "day_3", "no_answer")


def test_two_conversations_without_an_answer_move_to_another_person_by_another_way(field: Field) -> None:
    silent_twice(field)
    item = item_of(field.stage.case(DETECTIVE), "silence")
    assert item is not None
    assert item.keeper == MARLOW
    assert item.ways[0] == "person"
    assert field.sent() == [(MARLOW, "keeper_asked")]


def test_then_the_coordinator_decides_what_a_person_does_and_nothing_is_ever_sent_to_command(field: Field) -> None:
    silent_twice(field)
    field.until(4, "12:05")
    field.contact(MARLOW, "silence", "no_answer", way="person")
    board = field.stage.ask(LANTERN, Board())
    assert isinstance(board, BoardSeen)
    assert board.rows[0].needs is Needs.SILENT
    assert field.sent() == [(MARLOW, "keeper_asked"), (LANTERN, "keeper_asked")]
    assert field.happened(NextActDecided) == [], "the machine decides nothing"
    now = field.until(4, "15:00")
    field.do(DecideNextAct(now, LANTERN, "visit", None))
    visit = item_of(field.stage.case(DETECTIVE), "visit")
    assert visit is not None
    assert (visit.keeper, visit.ways) == (CEDAR, ("person",))
    field.until(4, "17:00")
    field.contact(CEDAR, "visit", "made", way="person")
    assert field.stage.case(DETECTIVE).unanswered == 0
    assert field.sent() == [(CEDAR, "keeper_asked")]
    assert not {letter.row.notice.recipient for letter in field.stage.sent} & COMMAND


def test_one_unanswered_call_moves_nothing(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(1, "11:10")
    field.sent()
    field.contact(CEDAR, "day_1", "no_answer")
    field.until(1, "23:00")
    assert item_of(field.stage.case(DETECTIVE), "silence") is None
    assert field.sent() == []
