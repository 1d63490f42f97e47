"""How duty status, fitness for duty and attended sessions are written: held before a frozen log does."""

import json

import pytest

from solidground.core.duty.fitness.events import FitnessRecorded
from solidground.core.duty.session.events import AttendanceDisclosed, AttendanceTakenBack
from solidground.core.duty.status.events import AssuranceGiven, DutyStatusRecorded, MemberTold, TellingAsked
from solidground.core.kernel import CLOCK, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, DESK, BOSS = PersonId("Cedar"), PersonId("Desk"), PersonId("Boss")
NOT_YET = False
WRITTEN = (
    (
        "status",
        DutyStatusRecorded(
            *(1, DESK, ME, "administrative_leave", 2, 3, 4, "part", "one_weekly", BOSS),
            assured=NOT_YET,
            short="agreement",
            least_days=5,
            corrects=(1, 2),
            zone="UTC",
            ask_at=6,
        ),
        (
            '{"ask_at":6,"assured":false,"at":1,"by":"Desk","caller":"Boss","calls":"one_weekly","corrects":[1,2],'
            '"least_days":5,"member":"Cedar","next_on":4,"on":2,"pay":"part","short":"agreement",'
            '"status":"administrative_leave","until_on":3,"zone":"UTC"}'
        ),
    ),
    ("status", AssuranceGiven(1, DESK), '{"at":1,"by":"Desk"}'),
    ("status", MemberTold(1, BOSS, 2, 3, 4), '{"ask_at":4,"at":1,"by":"Boss","next_on":3,"on":2}'),
    (
        "status",
        TellingAsked(1, CLOCK, BOSS, "mail", 2, 3, 4),
        '{"ask_at":4,"at":1,"by":"clock","keeper":"Boss","owed_at":3,"repeat":2,"way":"mail"}',
    ),
    (
        "fitness",
        FitnessRecorded(1, DESK, ME, "fit_with_limits", 2, 3),
        '{"at":1,"by":"Desk","corrects":3,"finding":"fit_with_limits","member":"Cedar","on":2}',
    ),
    ("session", AttendanceDisclosed(1, BOSS, ME, 2), '{"at":1,"by":"Boss","member":"Cedar","on":2}'),
    ("session", AttendanceTakenBack(1, BOSS, 2), '{"at":1,"by":"Boss","on":2}'),
)


@pytest.mark.parametrize(("subject", "event", "body"), WRITTEN)
def test_what_is_of_duty_is_written_and_read_as_on_its_first_day(subject: str, event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode(f"{subject}/m-1", type(event).__name__, 1, body) == event
