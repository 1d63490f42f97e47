"""What of command's side is promised, and how it is seen that it is not kept."""

from solidground.app.promises import DECIDES, LAPSED, WALLED
from solidground.app.simulate.owing import AGAIN_FOR, Owing
from solidground.app.simulate.witness import Seen
from solidground.core.desk.events import DecisionSent
from solidground.core.desk.state import State as Draft
from solidground.core.duty.delivered.decider import State as Paper
from solidground.core.duty.delivered.events import DecisionDelivered, DeliveryTakenBack
from solidground.core.duty.status.events import DutyStatusRecorded
from solidground.core.duty.status.state import State as Status
from solidground.core.incident.events import PersonInvolved
from solidground.core.kernel import DAY, HOUR, AgencyId, PersonId, Stream

AT = 1_700_000_000_000_000
AGENCY = AgencyId("a")
MEMBER = PersonId("m-1")
CASE, PAPER = "c" * 20, "d" * 20


def seen(name: str, event: object, before: object = None, after: object = None, *, care: bool = False) -> Seen:
    return Seen(Stream(AGENCY, "care" if care else "command", name), before, event, after)


def on_leave(ask_at: int | None) -> Seen:
    event = DutyStatusRecorded(
        *(AT, PersonId("hr"), MEMBER, "administrative_leave", 1, None, 9, "as_before", "usual", None, True, None, 3),
        *((), "UTC", ask_at),
    )
    return seen(f"status/{MEMBER}", event, Status(), Status(MEMBER, "UTC", ask_at=ask_at))


def nobody_died(_agency: AgencyId, _person: PersonId) -> bool:
    return False


def everybody_died(_agency: AgencyId, _person: PersonId) -> bool:
    return True


def test_a_day_that_passed_is_looked_at_until_somebody_was_asked_and_no_more_after_a_death() -> None:
    owing = Owing()
    assert owing.next_at(AT, nobody_died) is None
    assert list(owing.after([on_leave(AT + HOUR)])) == []
    assert owing.next_at(AT, nobody_died) == AT + HOUR
    assert owing.next_at(AT + DAY, nobody_died) == AT + DAY + AGAIN_FOR
    assert owing.next_at(AT + DAY, everybody_died) is None
    assert list(owing.daily(AT + 2 * DAY, nobody_died)) == []
    (broken,) = owing.daily(AT + 3 * DAY, nobody_died)
    assert (broken.promise, broken.stream) == (LAPSED, f"status/{MEMBER}")
    assert list(owing.daily(AT + 3 * DAY, everybody_died)) == []
    assert list(owing.after([on_leave(None)])) == []
    assert list(owing.daily(AT + 3 * DAY, nobody_died)) == []


def test_a_case_that_is_named_on_commands_side_is_noticed() -> None:
    owing = Owing()
    opened = seen(f"case/{CASE}", object(), care=True)
    assert list(owing.after([opened])) == []
    involved = PersonInvolved(AT, MEMBER, MEMBER, "witness")
    assert list(owing.after([seen("incident/i1", involved)])) == []
    names = PersonInvolved(AT, MEMBER, PersonId(CASE), "witness")
    assert [promise for _, promise, _ in owing.after([seen("incident/i1", names)])] == [WALLED]
    assert [promise for _, promise, _ in owing.after([seen(f"incident/{CASE}", involved)])] == [WALLED]
    assert list(owing.after([seen("concern/x", names, care=True)])) == []


SENT = seen("decision/x", DecisionSent(AT, MEMBER, PAPER), Draft(MEMBER, "held"), care=True)
THERE = seen(
    f"delivered/{PAPER}", DecisionDelivered(AT, MEMBER, MEMBER, "resign", 2, 1, (), "UTC", AT + DAY), Paper(), Paper()
)


def test_a_paper_is_sent_by_its_member_once_signed_and_is_there_with_it_or_not_at_all() -> None:
    owing = Owing()
    assert list(owing.after([SENT, THERE])) == []
    for alone in (SENT, THERE):
        assert [promise for _, promise, _ in owing.after([alone])] == [DECIDES]
    unsigned = SENT._replace(before=Draft(MEMBER, "draft"))
    assert [why for _, _, why in owing.after([unsigned, THERE])] == ["was sent unsigned"]


def test_a_paper_is_taken_back_only_while_it_may_be() -> None:
    owing = Owing()
    paper = Paper(MEMBER, "resign", until_at=AT + DAY)
    back = DeliveryTakenBack(AT, MEMBER)
    assert list(owing.after([seen(f"delivered/{PAPER}", back, paper)])) == []
    late = paper._replace(until_at=AT)
    (stream, promise, _), *_ = owing.after([seen(f"delivered/{PAPER}", back, late)])
    assert (stream.name, promise) == (f"delivered/{PAPER}", DECIDES)
