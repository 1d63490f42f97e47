"""What an event asks of people is held against the hours of whom it asks, and against what the member chose."""

from datetime import datetime
from typing import Any

import pytest

from solidground.app.promises import DECIDES, RIGHT_HOUR
from solidground.app.simulate.asked import Asked, asked_of
from solidground.app.simulate.witness import Seen
from solidground.core.care.ask.events import AskSent
from solidground.core.care.contact.events import KeeperChanged, StepOpened, StepReminded
from solidground.core.care.events import CaseOpened
from solidground.core.care.keeping.events import EscalationRaised, PeerAssigned, RungAsked
from solidground.core.care.state import Case
from solidground.core.care.views import notices
from solidground.core.hours import Quiet, to_instant
from solidground.core.kernel import CLOCK, HOUR, AgencyId, Instant, PersonId, Stream
from tests.app.town import MEMBER, NOON, PEERS, ZONE, Town

NIGHT: Instant = to_instant(datetime(2024, 3, 2, 2, 0), ZONE)
PEER = PEERS[0]
RULED_OUT = "rule"


class Free:
    """Remembers what may go out at any hour."""

    def __init__(self) -> None:
        self.free: list[str] = []

    def at_any_hour(self, _stream: Stream, obligation: str) -> None:
        """Remember."""
        self.free.append(obligation)


def case_of(town: Town) -> Case:
    (case,) = town.incident()
    town.sweep_to(NOON)
    return town.case(case)


def flaws(case: Case, event: Any, **choices: Any) -> list[str]:  # noqa: ANN401 - any event of a case, any choices
    before = case._replace(choices=case.choices._replace(**choices))
    asked: Any = Free()
    seen = Seen(Stream(AgencyId("harbor"), "care", f"case/{case.head.case}"), before, event, case)
    found = notices(case.head.case, event)
    return [promise for promise, _ in Asked(asked).flaws(seen, found, lambda _: Quiet(ZONE, 22 * 60, 7 * 60))]


def opened(send_at: Instant) -> StepOpened:
    return StepOpened(NOON, CLOCK, "day_1", 1, NOON, PEER, "text", send_at, ())


def rung(ladder: str, send_at: Instant) -> RungAsked:
    return RungAsked(NOON, CLOCK, ladder, 1, 0, 0, NOON, PEER, "text", send_at, send_at + HOUR, (), "peer")


def test_nobody_is_asked_at_night_but_for_what_is_urgent(town: Town) -> None:
    case = case_of(town)
    assert flaws(case, opened(NIGHT)) == [RIGHT_HOUR]
    assert flaws(case, opened(NOON)) == []
    assert flaws(case, rung("helper", NIGHT)) == [RIGHT_HOUR]
    assert flaws(case, rung("urgent", NIGHT)) == []
    on_call = next(item for item in case.items if item.who == "on_call")
    asked = StepReminded(NOON, CLOCK, on_call.key, on_call.occurrence, NOON, PEER, "text", NIGHT)
    assert flaws(case, asked) == []


@pytest.mark.parametrize(
    "event",
    [
        PeerAssigned(NOON, CLOCK, PEER, "matched", None, None, ()),
        StepOpened(NOON, CLOCK, "day_1", 1, NOON, PEER, "text", NOON, ()),
        KeeperChanged(NOON, CLOCK, "day_1", 1, 1, PEER, "text", NOON),
        StepReminded(NOON, CLOCK, "day_1", 1, NOON, PEER, "text", NOON),
        rung("helper", NOON),
    ],
    ids=lambda event: type(event).__name__,
)
def test_nobody_who_was_ruled_out_is_asked(town: Town, event: object) -> None:
    case = case_of(town)
    assert flaws(case, event) == []
    assert flaws(case, event, ruled_out=frozenset({PEER})) == [DECIDES]


def test_nobody_is_asked_where_nobody_was_found(town: Town) -> None:
    case = case_of(town)
    assert asked_of(StepOpened(NOON, CLOCK, "day_1", 1, NOON, None, None, NOON, ())) == ()
    assert asked_of(rung("helper", NOON)) == (PEER,)
    assert flaws(case, RungAsked(NOON, CLOCK, "helper", 1, 0, 0, NOON, None, None, NOON, NOON, (), "peer")) == []


def test_not_now_is_an_answer(town: Town) -> None:
    case = case_of(town)
    raised = EscalationRaised(NOON, CLOCK, "member", 1, NOON, NOON)
    asked = AskSent(NOON, CLOCK, MEMBER, "day_2_ask", 1, NOON, "text", NOON)
    for event in (raised, asked):
        assert flaws(case, event) == []
        assert flaws(case, event, resting_until=NOON + HOUR) == [DECIDES]
        assert flaws(case, event, resting_until=NOON - HOUR) == []
    assert flaws(case, asked, counsel=True) == [DECIDES]
    assert flaws(case, EscalationRaised(NOON, CLOCK, "helper", 1, NOON, NOON), resting_until=NOON + HOUR) == []


def test_each_step_of_a_new_case_falls_on_the_wall_time_it_names(town: Town) -> None:
    case = case_of(town)
    head = case.head
    fields = (head.case, head.member, None, head.part, head.kind, (), NOON, head.jurisdiction)
    assert flaws(case, CaseOpened(NOON, CLOCK, *fields, case.plan)) == []
    moved = case.plan.__class__(
        case.plan.protocol,
        case.plan.version,
        "Asia/Tokyo",
        case.plan.notice,
        case.plan.steps,
        case.plan.ladders,
        case.plan.limits,
    )
    assert set(flaws(case, CaseOpened(NOON, CLOCK, *fields, moved))) == {RIGHT_HOUR}


def test_who_is_nobody_known_has_no_hours(town: Town) -> None:
    case = case_of(town)
    asked: Any = Free()
    event = opened(NIGHT)
    seen = Seen(Stream(AgencyId("harbor"), "care", f"case/{case.head.case}"), case, event, case)
    assert list(Asked(asked).flaws(seen, notices(case.head.case, event), lambda _: None)) == []
    assert asked.free == []
    assert PersonId("nobody") not in case.head.involved
