"""S11: "I am worried about them" is acknowledged, followed up outside the unit, and its source protected."""

from solidground.app.asking.board import BoardSeen
from solidground.app.asking.concerns import ConcernSeen
from solidground.app.asking.questions import NOT_HERE, Board, MyCases, OneConcern
from solidground.app.demo.cast import ANCHOR, CAPTAIN, CHIEF, COLLEAGUE, LANTERN, PARTNER, local
from solidground.core.care.concern.commands import AcknowledgeConcern, FollowUpConcern, RaiseConcern, TakeBackConcern
from solidground.core.kernel import Refusal
from tests.stories.field import Field

CONCERN = OneConcern("c-1")


def raised(field: Field, *, agrees: bool = False) -> None:
    now = field.until(41, "17:30")
    field.stage.worry("c-1", RaiseConcern(now, PARTNER, COLLEAGUE, PARTNER, source_agrees=agrees, danger=False))


def seen(field: Field, viewer: str) -> ConcernSeen:
    answer = field.stage.ask(viewer, CONCERN)  # type: ignore[arg-type]  # ids of the cast
    assert isinstance(answer, ConcernSeen)
    return answer


def test_it_is_read_and_followed_up_by_a_person_outside_the_unit(field: Field) -> None:
    raised(field)
    assert seen(field, PARTNER).stands == "waiting to be read"
    field.stage.worry("c-1", AcknowledgeConcern(field.until(41, "19:10"), LANTERN, local(43, "18:00")))
    assert seen(field, PARTNER)[2:4] == ("read by a person", local(43, "18:00"))
    field.stage.worry("c-1", FollowUpConcern(field.until(42, "16:00"), LANTERN, "spoke"))
    field.until(60, "12:00")
    assert seen(field, PARTNER).stands == "followed up"
    assert field.sent() == [(LANTERN, "concern_asked")]


def test_its_source_is_protected_unless_the_source_agrees(field: Field) -> None:
    raised(field)
    assert seen(field, LANTERN).source is None
    assert seen(field, PARTNER).source == PARTNER
    assert seen(field, PARTNER).handler is None


def test_a_source_who_agrees_is_known_to_the_handler_alone(field: Field) -> None:
    raised(field, agrees=True)
    assert seen(field, LANTERN).source == PARTNER
    assert field.stage.ask(ANCHOR, CONCERN) == NOT_HERE


def test_the_member_and_command_learn_nothing_and_no_case_opens(field: Field) -> None:
    raised(field)
    for viewer in (COLLEAGUE, CAPTAIN, CHIEF):
        assert field.stage.ask(viewer, CONCERN) == NOT_HERE
    assert field.stage.ask(COLLEAGUE, MyCases()) == ()
    board = field.stage.ask(LANTERN, Board())
    assert isinstance(board, BoardSeen)
    assert board.rows == ()


def test_unread_it_goes_to_the_next_person_and_after_thirty_days_it_ends(field: Field) -> None:
    raised(field)
    field.until(42, "09:00")
    assert field.sent() == [(LANTERN, "concern_asked"), (ANCHOR, "concern_asked")]
    field.until(72, "12:00")
    assert seen(field, PARTNER).stands == "ended"
    assert seen(field, PARTNER).next_at is None
    outcome = field.stage.worry("c-1", FollowUpConcern(field.stage.now, LANTERN, "spoke"))
    assert isinstance(outcome, Refusal)
    field.sent()
    field.until(90, "12:00")
    assert field.sent() == []


def test_what_was_taken_back_in_the_night_asks_nobody_in_the_morning(field: Field) -> None:
    now = field.until(41, "23:30")
    field.stage.worry("c-1", RaiseConcern(now, PARTNER, COLLEAGUE, PARTNER, source_agrees=False, danger=False))
    field.stage.worry("c-1", TakeBackConcern(field.until(42, "02:00"), PARTNER))
    field.until(42, "12:00")
    assert field.sent() == []
