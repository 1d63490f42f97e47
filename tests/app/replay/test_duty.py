"""What those of command do in a replay, so that an audit of its years has something to count."""

from collections import Counter

from solidground.app.auditing import audit
from solidground.app.duty_terms import shipped_terms
from solidground.app.replay.acting import Answers
from solidground.app.replay.city import City
from solidground.app.replay.duty import Duties
from solidground.app.replay.play import AGENCY
from solidground.core.duty.audit import STEPS
from solidground.core.duty.terms import FIRED
from solidground.core.kernel import DAY, Instant, PersonId
from tests.app.replay.test_play import ZONE, incident, played, serving

TERMS = shipped_terms()
CITY = City(
    (incident("I1", "2023-03-01T21:15", "M1", "M2"), incident("I2", "2023-04-01T21:15", "M3", part="witness")),
    serving("S1", "S2", "M1", "M2", "M3"),
    (),
    (),
)


def audited(answers: Answers, city: City = CITY) -> dict[str, dict[str, int]]:
    store, found = played(city, answers)
    steps: dict[str, dict[str, int]] = audit(store, AGENCY, 2023, TERMS, found.settings.until_at).figures()["steps"]
    return steps


def test_where_everybody_acts_all_is_done_on_time() -> None:
    first = CITY._replace(incidents=CITY.incidents[:1])
    steps = audited("everybody", first)
    assert set(steps) == set(STEPS)
    assert all(one == {"owed": 2, "done_on_time": 2, "done_late": 0, "not_done": 0} for one in steps.values())


def test_a_session_that_care_does_not_arrange_is_attended_by_nobody() -> None:
    """What command requires stands in its own list: the protocol that is shipped has none for a witness."""
    steps = audited("everybody")
    assert (steps["session"]["done_on_time"], steps["session"]["not_done"]) == (2, 1)
    assert steps["visit"] == {"owed": 3, "done_on_time": 3, "done_late": 0, "not_done": 0}


def test_where_nobody_acts_nothing_is_written_down() -> None:
    steps = audited("nobody")
    assert steps["visit"] == {"owed": 3, "done_on_time": 0, "done_late": 0, "not_done": 3}
    assert steps["session"] == steps["visit"]
    assert steps["status_told"]["owed"] == steps["return"]["owed"] == 0, "nobody passes anything on"


def test_a_seed_does_some_late_and_some_not_and_says_why() -> None:
    duties = Duties(1, TERMS, never=False, always=False)
    at = CITY.incidents[0].occurred_at
    said = [
        type(errand.command).__name__
        for number in range(60)
        for errand in duties.errands("I1", PersonId(f"M{number}"), FIRED, at, ZONE)
    ]
    assert {"ExcuseDuty", "PutOffReplacement", "OfferReplacement", "BeginHandover"} <= set(said)
    assert 100 < said.count("RecordDuty") < 180
    again = list(duties.errands("I1", PersonId("M1"), FIRED, at, ZONE))
    assert again == list(duties.errands("I1", PersonId("M1"), FIRED, at, ZONE))
    assert all(at <= errand.at <= at + 130 * DAY for errand in again)
    assert {errand.member for errand in again} == {"M1"}


def done(seed: int, *, always: bool = False, left_at: Instant | None = None) -> Counter[str]:
    """Return how often each thing is done of two hundred who fired."""
    duties = Duties(seed, TERMS, never=False, always=always)
    at = CITY.incidents[0].occurred_at
    return Counter(
        type(errand.command).__name__
        for number in range(200)
        for errand in duties.errands("I1", PersonId(f"M{number}"), FIRED, at, ZONE, left_at)
    )


def test_a_seed_leaves_out_some_leaves_and_some_steps_back() -> None:
    every, some = done(1, always=True), done(1)
    assert (every["RecordDutyStatus"], every["CompleteReturn"]) == (400, 200 * len(TERMS.return_steps))
    assert 320 < some["RecordDutyStatus"] < 400
    assert 500 < some["CompleteReturn"] < 760
    assert done(1) == some


def test_who_has_left_has_no_leave_and_no_way_back_and_who_leaves_stops_on_it() -> None:
    at = CITY.incidents[0].occurred_at
    gone, going = done(1, left_at=at), done(1, left_at=at + 20 * DAY)
    assert gone["RecordDutyStatus"] == gone["CompleteReturn"] == 0
    assert gone["RecordDuty"] == done(1)["RecordDuty"], "what a captain owes stays owed"
    assert 0 < going["CompleteReturn"] < done(1)["CompleteReturn"]


def test_who_only_was_there_is_not_on_leave_and_has_no_way_back() -> None:
    duties = Duties(1, TERMS, never=False, always=True)
    at = CITY.incidents[0].occurred_at
    found = [type(errand.command).__name__ for errand in duties.errands("I1", PersonId("M1"), "present", at, ZONE)]
    assert set(found) == {"RecordDuty"}


def test_two_inquiries_follow_where_somebody_fired_and_say_only_that_they_are_open_or_have_ended() -> None:
    duties = Duties(1, TERMS, never=False, always=False)
    fired, seen = CITY.incidents
    said = [errand.command for errand in duties.inquiries(fired)]
    assert [(one.inquiry, one.status) for one in said] == [
        (inquiry, status) for inquiry in ("criminal", "administrative") for status in ("open", "closed")
    ]
    assert all(fired.occurred_at < one.at < fired.occurred_at + 365 * DAY for one in said)
    assert said[0].next_on == said[1].on, "the day by which more is heard is kept"
    assert list(duties.inquiries(seen)) == []


def test_of_some_members_of_a_mixed_city_nobody_tells_and_some_hear_late() -> None:
    """Each word goes the way of all news: somebody is asked by the member's case, and tells him or does not."""
    people = [f"M{number}" for number in range(40)]
    city = City((incident("I1", "2023-03-01T21:15", *people),), serving("S1", "S2", "S3", *people), (), ())
    store, found = played(city, "mixed")
    assert found.play.apart == 0
    steps = audit(store, AGENCY, 2023, TERMS, found.settings.until_at).figures()["steps"]
    for name in ("leave", "session", "status_told"):
        assert min(steps[name][how] for how in ("done_on_time", "done_late")) > 0, name
    assert steps["status_told"]["owed"] == 40
    assert 20 < steps["return"]["owed"] < 40


def test_a_mixture_of_both_plays_through() -> None:
    steps = audited("mixed")
    assert steps["visit"]["owed"] == 3
