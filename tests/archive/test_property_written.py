"""How what was taken is written: held before a frozen log does."""

import json

import pytest

from solidground.core.duty.property.events import (
    ConfirmationTakenBack,
    DecisionAsked,
    IncidentLinked,
    MemberTold,
    PropertyCorrected,
    PropertyHandoverBegun,
    PropertyHandoverConfirmed,
    PropertyMoved,
    PropertyTaken,
    QualificationRecorded,
    ReplacementOffered,
    ReplacementPutOff,
    TellingAsked,
)
from solidground.core.kernel import CLOCK, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, KEYS = PersonId("Cedar"), PersonId("Keys")
WRITTEN = (
    (
        PropertyTaken(1, KEYS, ME, "i-1", "badge", "evidence", "laboratory", KEYS, 2, 3, "UTC", 4),
        (
            '{"ask_at":4,"at":1,"by":"Keys","incident":"i-1","kind":"badge","member":"Cedar","next_on":3,"on":2,'
            '"place":"laboratory","taker":"Keys","why":"evidence","zone":"UTC"}'
        ),
    ),
    (PropertyHandoverBegun(1, KEYS, "returned", 2), '{"at":1,"by":"Keys","on":2,"step":"returned"}'),
    (PropertyHandoverConfirmed(1, ME, "replacement"), '{"at":1,"by":"Cedar","step":"replacement"}'),
    (
        ConfirmationTakenBack(1, KEYS, "taken", falls=True),
        '{"at":1,"by":"Keys","falls":true,"step":"taken"}',
    ),
    (
        PropertyCorrected(1, KEYS, "service_weapon", "standard", 2),
        '{"at":1,"by":"Keys","kind":"service_weapon","on":2,"why":"standard"}',
    ),
    (PropertyMoved(1, KEYS, "property_room"), '{"at":1,"by":"Keys","place":"property_room"}'),
    (ReplacementOffered(1, KEYS), '{"at":1,"by":"Keys"}'),
    (
        ReplacementPutOff(1, KEYS, "not_decided", "chief", 2),
        '{"at":1,"by":"Keys","decides":"chief","decides_on":2,"why":"not_decided"}',
    ),
    (QualificationRecorded(1, KEYS, 2), '{"at":1,"by":"Keys","on":2}'),
    (MemberTold(1, KEYS, 2, 3, 4), '{"ask_at":4,"at":1,"by":"Keys","next_on":3,"on":2}'),
    (
        TellingAsked(1, CLOCK, KEYS, "mail", 2, 3, 4),
        '{"ask_at":4,"at":1,"by":"clock","keeper":"Keys","owed_at":3,"repeat":2,"way":"mail"}',
    ),
    (
        DecisionAsked(1, CLOCK, None, None, 0, 3, 4),
        '{"ask_at":4,"at":1,"by":"clock","keeper":null,"owed_at":3,"repeat":0,"way":null}',
    ),
    (IncidentLinked(1, KEYS, "i-2", 2), '{"at":1,"by":"Keys","incident":"i-2","on":2}'),
)


@pytest.mark.parametrize(("event", "body"), WRITTEN)
def test_what_was_taken_is_written_and_read_as_on_its_first_day(event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode("property/t-1", type(event).__name__, 1, body) == event
