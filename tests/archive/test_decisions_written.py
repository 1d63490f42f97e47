"""How decisions are written, before and after they are delivered: held before a frozen log does."""

import json

import pytest

from solidground.core.desk.events import (
    BesideAsked,
    BesideJoined,
    BesideLeft,
    DecisionSent,
    DecisionSigned,
    DetailsPurged,
    DraftBegun,
    DraftDropped,
    OptionChosen,
    SignatureTakenBack,
)
from solidground.core.duty.delivered.events import (
    DecisionDelivered,
    DeliveryTakenBack,
    ReadersTold,
    ReceiptAcknowledged,
)
from solidground.core.kernel import PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, HR = PersonId("Cedar"), PersonId("Human")
BARE = '{"at":1,"by":"Cedar"}'
WRITTEN = (
    ("decision", DraftBegun(1, ME), BARE),
    (
        "decision",
        OptionChosen(1, ME, "leave_of_absence", None),
        '{"at":1,"by":"Cedar","last_on":null,"option":"leave_of_absence"}',
    ),
    ("decision", OptionChosen(1, ME, None, 2), '{"at":1,"by":"Cedar","last_on":2,"option":null}'),
    ("decision", DraftDropped(1, ME), BARE),
    ("decision", BesideAsked(1, ME, 2), '{"at":1,"by":"Cedar","until_at":2}'),
    ("decision", BesideJoined(1, ME), BARE),
    ("decision", BesideLeft(1, ME), BARE),
    ("decision", DecisionSigned(1, ME, 2, 3), '{"at":1,"by":"Cedar","on":2,"until_at":3}'),
    ("decision", SignatureTakenBack(1, ME), BARE),
    ("decision", DetailsPurged(1, ME, 2), '{"asked":2,"at":1,"by":"Cedar"}'),
    ("decision", DecisionSent(1, ME, "d-1"), '{"at":1,"by":"Cedar","delivered":"d-1"}'),
    (
        "delivered",
        DecisionDelivered(1, ME, ME, "resign", 4, 2, (HR,), "UTC", 3),
        (
            '{"at":1,"beside":["Human"],"by":"Cedar","last_on":4,"member":"Cedar","option":"resign","signed_on":2,'
            '"until_at":3,"zone":"UTC"}'
        ),
    ),
    ("delivered", DeliveryTakenBack(1, ME), BARE),
    (
        "delivered",
        ReadersTold(1, ME, ((HR, "mail"),), taken_back=True),
        '{"at":1,"by":"Cedar","readers":[["Human","mail"]],"taken_back":true}',
    ),
    ("delivered", ReceiptAcknowledged(1, HR, 2), '{"at":1,"by":"Human","on":2}'),
)


@pytest.mark.parametrize(("subject", "event", "body"), WRITTEN)
def test_a_decision_is_written_and_read_as_on_its_first_day(subject: str, event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode(f"{subject}/d-1", type(event).__name__, 1, body) == event
