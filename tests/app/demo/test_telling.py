"""What the demo says of events that its script does not play."""

from solidground.app.demo.stage import Happened
from solidground.app.demo.telling import told
from solidground.core.care.ask.events import AnswerKept, AnswerSeen, AnswerTakenBack
from solidground.core.care.choice.events import NotNowTakenBack
from solidground.core.care.returning.events import ReturnStepPutOff
from solidground.core.care.state import INITIAL
from tests.app.town import COORDINATOR, MEMBER, NOON


def test_an_answer_after_the_end_is_told() -> None:
    kept = told(Happened("case/c", AnswerKept(NOON, MEMBER, "ok"), INITIAL))
    seen = told(Happened("case/c", AnswerSeen(NOON, COORDINATOR), INITIAL))
    assert kept is not None
    assert seen is not None
    assert "after the end" in kept.text
    assert "has read what came after the end" in seen.text


def test_a_tap_that_is_taken_back_is_told() -> None:
    for event in (AnswerTakenBack(NOON, MEMBER, "day_2_ask", 0), NotNowTakenBack(NOON, MEMBER, None)):
        back = told(Happened("case/c", event, INITIAL))
        assert back is not None
        assert "it was a mistake" in back.text


def test_a_step_that_is_put_off_is_no_line() -> None:
    assert told(Happened("case/c", ReturnStepPutOff(NOON, MEMBER, "range"), INITIAL)) is None
