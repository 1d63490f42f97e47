"""How what command owes is written: held before a frozen log does."""

import json

import pytest

from solidground.core.duty.owed.events import DutyDone, DutyExcused, DutyOpened, DutyReminded
from solidground.core.kernel import CLOCK, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, CAPTAIN = PersonId("Cedar"), PersonId("Captain")
WRITTEN = (
    (
        DutyOpened(1, CAPTAIN, "i-1", ME, "witness", 2, "UTC", (("visit", 3), ("call", 4))),
        (
            '{"at":1,"by":"Captain","due":[["visit",3],["call",4]],"incident":"i-1","member":"Cedar","occurred_at":2,'
            '"part":"witness","zone":"UTC"}'
        ),
    ),
    (
        DutyDone(1, CAPTAIN, "visit", 2, "supervisor"),
        '{"at":1,"by":"Captain","duty":"visit","on":2,"role":"supervisor"}',
    ),
    (
        DutyExcused(1, CAPTAIN, "leave", "chosen_went", "chief"),
        '{"at":1,"by":"Captain","duty":"leave","role":"chief","why":"chosen_went"}',
    ),
    (
        DutyReminded(1, CLOCK, "call", CAPTAIN, "mail", 2),
        '{"at":1,"by":"clock","duty":"call","keeper":"Captain","owed_at":2,"way":"mail"}',
    ),
)


@pytest.mark.parametrize(("event", "body"), WRITTEN)
def test_what_is_owed_is_written_and_read_as_on_its_first_day(event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode("owed/i-1/Cedar", type(event).__name__, 1, body) == event
