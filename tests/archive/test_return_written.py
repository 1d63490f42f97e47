"""How the way back to work is written on either side: held before a frozen log does."""

import json

import pytest

from solidground.core.care.returning.events import (
    ReturnStepAgreed,
    ReturnStepAsked,
    ReturnStepConfirmed,
    ReturnStepLeft,
    ReturnStepPlanned,
    ReturnStepPutOff,
    ReturnStepTakenBack,
)
from solidground.core.duty.returned.events import ReturnCompleted, ReturnCorrected
from solidground.core.kernel import PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, PARTNER = PersonId("Cedar"), PersonId("Dune")
WRITTEN = (
    (
        "case/c-1",
        ReturnStepPlanned(1, ME, "range", 2, PARTNER, "trainer"),
        '{"at":1,"by":"Cedar","goes_as":"trainer","on":2,"person":"Dune","step":"range"}',
    ),
    (
        "case/c-1",
        ReturnStepPlanned(1, ME, "range", None, None, "partner"),
        '{"at":1,"by":"Cedar","goes_as":"partner","on":null,"person":null,"step":"range"}',
    ),
    (
        "case/c-1",
        ReturnStepAsked(1, ME, "range", 3, PARTNER, "text", 2),
        '{"at":1,"by":"Cedar","number":3,"send_at":2,"step":"range","to":"Dune","way":"text"}',
    ),
    ("case/c-1", ReturnStepPutOff(1, ME, "range"), '{"at":1,"by":"Cedar","step":"range"}'),
    ("case/c-1", ReturnStepTakenBack(1, ME, "range"), '{"at":1,"by":"Cedar","step":"range"}'),
    ("case/c-1", ReturnStepAgreed(1, PARTNER, "range"), '{"at":1,"by":"Dune","step":"range"}'),
    ("case/c-1", ReturnStepLeft(1, PARTNER, "range"), '{"at":1,"by":"Dune","step":"range"}'),
    ("case/c-1", ReturnStepConfirmed(1, PARTNER, "range", 2), '{"at":1,"by":"Dune","on":2,"step":"range"}'),
    (
        "returned/Cedar",
        ReturnCompleted(1, ME, ME, "range", 2, "colleague"),
        '{"at":1,"beside":"colleague","by":"Cedar","member":"Cedar","on":2,"step":"range"}',
    ),
    (
        "returned/Cedar",
        ReturnCorrected(1, ME, ME, "range", 2, 3, "trainer"),
        '{"at":1,"beside":"trainer","by":"Cedar","member":"Cedar","on":2,"step":"range","was":3}',
    ),
)


@pytest.mark.parametrize(("stream", "event", "body"), WRITTEN)
def test_the_way_back_is_written_and_read_as_on_its_first_day(stream: str, event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode(stream, type(event).__name__, 1, body) == event
