"""How consults are written: held before a frozen log does."""

import json

import pytest

from solidground.core.care.consult.events import ConsultAdviserAsked, ConsultAsked, ConsultEnded, ConsultTaken
from solidground.core.kernel import CLOCK, CaseId, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, CLINIC = PersonId("Cedar"), PersonId("Clinic-3")
WRITTEN = (
    (
        ConsultAsked(1, ME, CaseId("c-1"), "week", CLINIC, "text", 2, 3, 9),
        (
            '{"adviser":"Clinic-3","at":1,"by":"Cedar","case":"c-1","due_at":3,"ends_at":9,"send_at":2,"soon":"week",'
            '"way":"text"}'
        ),
    ),
    (
        ConsultAdviserAsked(4, CLOCK, None, None, 1, 3, 4, 5),
        '{"adviser":null,"at":4,"by":"clock","due_at":5,"owed_at":3,"repeat":1,"send_at":4,"way":null}',
    ),
    (ConsultTaken(4, CLINIC, 8), '{"at":4,"by":"Clinic-3","due_at":8}'),
    (ConsultEnded(5, ME, "done"), '{"at":5,"by":"Cedar","why":"done"}'),
)


@pytest.mark.parametrize(("event", "body"), WRITTEN)
def test_a_consult_is_written_and_read_as_on_its_first_day(event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode("consult/k-1", type(event).__name__, 1, body) == event
