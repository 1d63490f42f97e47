"""P9: quiet hours, zones and daylight saving are kept, except for what is urgent; no day of 23 hours moves anything."""

from solidground.core.care.choice.commands import CallMe
from solidground.core.care.contact.events import StepOpened, StepReminded
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.hours import Quiet, ShiftPattern, is_quiet
from solidground.core.kernel import HOUR, MINUTE
from tests.core.care.cast import ADAM, BAKER, CHICAGO, MEMBER, PEERS, Agency, Story, at, opened, wall

FALL_AT = at("2026-10-30 23:15")
"""Two nights before the clocks go back."""


def offered(agency: Agency | None = None, began_at: int = at("2026-03-03 23:15")) -> Story:
    story = opened(agency, "partner", began_at)
    story.do(MakeOffer, ADAM, story.now, "phone", "on_call")
    story.sent()
    return story


def test_after_the_clock_stood_still_who_asked_to_be_called_comes_first() -> None:
    story = offered()
    story.until("2026-03-05 20:30")
    (waiting,) = story.case.raised
    story.until(waiting.next_at - MINUTE)
    story.do(CallMe)
    story.sent()
    story.now += HOUR
    story.tick()
    assert [kind for kind, _, _ in story.sent()] == ["urgent_call"], "what waited for longer is asked after it"


def test_nobody_is_disturbed_at_night_by_what_can_wait() -> None:
    story = offered()
    story.until("2027-06-01 00:00")
    quiet = [when for kind, _, when in story.sent() if not "08:00" <= when[11:] <= "21:59" and kind != "urgent_call"]
    assert quiet == []


def test_a_peer_who_works_nights_sleeps_in_the_morning() -> None:
    agency = Agency()
    nights = Quiet(CHICAGO, 22 * 60, 8 * 60, ShiftPattern("N", 0))
    for person in PEERS:
        agency.change(person, quiet=nights)
    story = offered(agency)
    story.until("2026-03-12 00:00")
    told = story.happened(StepOpened, StepReminded)
    asked = [event for event in told if event.keeper in PEERS and event.key != "offer"]
    assert asked
    assert not [wall(event.send_at) for event in asked if is_quiet(nights, event.send_at)]
    assert {wall(event.send_at)[11:] for event in asked} <= {"16:00", "18:00", "12:00"}


def test_call_me_rings_through_the_night() -> None:
    story = offered()
    story.until("2026-03-06 03:00").sent()
    story.do(CallMe)
    assert story.sent() == [("urgent_call", ADAM, "2026-03-06 03:00")]
    story.until("2026-03-06 03:05")
    assert story.sent() == [("urgent_call", BAKER, "2026-03-06 03:05")]


def test_the_clocks_going_forward_or_back_move_nothing() -> None:
    spring, fall = offered(), offered(began_at=FALL_AT)
    spring.until("2026-03-20 00:00")
    fall.until("2026-11-16 00:00")
    hours = [[(e.key, wall(e.send_at)[11:]) for e in s.happened(StepOpened)][1:] for s in (spring, fall)]
    assert hours[0] == hours[1]
    assert {hour for _, hour in hours[0]} == {"09:00"}


def test_a_member_is_asked_by_the_machine_in_his_own_day() -> None:
    story = offered()
    story.until("2027-06-01 00:00")
    asked = {when[11:] for kind, who, when in story.sent() if kind == "member_asked" and who == MEMBER}
    assert asked == {"10:00"}
