"""Bad input: an answer for a case that is closed is kept and shown to a person, and rings nobody."""

from solidground.app.asking.at_hand import AtHand
from solidground.app.asking.board import BoardSeen
from solidground.app.asking.questions import Board, CaseAtHand
from solidground.app.demo.cast import DETECTIVE, LANTERN
from solidground.app.taps import Tap, command_of
from solidground.core.care.ask.commands import SeeAnswer
from solidground.core.care.commands import CloseCase
from solidground.core.care.state import Case
from tests.stories.field import Field


def waiting(field: Field) -> list[str]:
    """Return whose late answers the coordinator's board names."""
    seen = field.stage.ask(LANTERN, Board())
    assert isinstance(seen, BoardSeen)
    return [row.member for row in seen.late]


def state(field: Field) -> Case:
    """Return the detective's case as it is."""
    with field.stage.store.transaction() as unit:
        (loaded,) = unit.load([next(s for s in field.stage.store.streams(field.stage.agency, "case"))])
    case: Case = loaded.state
    return case


def test_what_he_taps_after_the_end_waits_until_the_coordinator_has_read_it(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    now = field.until(2, "11:00")
    field.do(CloseCase(now, LANTERN, "coordinator"))
    field.until(9, "10:00")
    field.sent()
    now = field.stage.now
    field.do(command_of(state(field), Tap("ok", "", DETECTIVE, now, now)))
    field.until(30, "10:00")
    assert field.sent() == [], "nobody is rung for it, however long it waits"
    assert waiting(field) == [DETECTIVE]
    seen = field.stage.ask(LANTERN, CaseAtHand(field.stage.cases[DETECTIVE]))
    assert isinstance(seen, AtHand)
    assert (seen.status, [one.answer for one in seen.late]) == ("closed", ["ok"])
    field.do(SeeAnswer(field.stage.now, LANTERN))
    assert waiting(field) == []
