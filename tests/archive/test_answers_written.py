"""How answers that come after the end are written: held before a frozen log does."""

import json

import pytest

from solidground.core.care.ask.events import AnswerKept, AnswerSeen
from solidground.core.kernel import PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, LANTERN = PersonId("Cedar"), PersonId("Lantern")
WRITTEN = (
    (AnswerKept(1, ME, "not_now"), '{"answer":"not_now","at":1,"by":"Cedar"}'),
    (AnswerSeen(2, LANTERN), '{"at":2,"by":"Lantern"}'),
)


@pytest.mark.parametrize(("event", "body"), WRITTEN)
def test_a_late_answer_is_written_and_read_as_on_its_first_day(event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode("case/c-1", type(event).__name__, 1, body) == event
