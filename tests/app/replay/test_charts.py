"""From the counts of all cases to the figures of the report."""

from solidground.app.replay import charts
from solidground.app.replay.tally import Done, Tally
from solidground.core.care.events import CaseOpened
from solidground.core.care.state import NO_PLAN
from solidground.core.figures import AfterLeaving, Proof, ReachedBy, RungAsked, StepKept, YearAgain, YearLoad
from solidground.core.kernel import DAY, HOUR, CaseId, Instant, PersonId

BEGAN_AT = 1000 * DAY
YEAR = 365 * DAY
PEER, OTHER = PersonId("P1"), PersonId("P2")


def tally(began_at: Instant = BEGAN_AT, part: str = "witness", *done: Done) -> Tally:
    """Return the count of one case."""
    opened = CaseOpened(began_at, PEER, CaseId("c"), PEER, None, part, "any", (), began_at, "any", NO_PLAN)
    made = Tally(opened)
    made.done = list(done)
    return made


def left(*done: Done, ended_at: Instant | None = None, why: str = "") -> Tally:
    """Return the count of somebody who left ten days after the incident."""
    one = tally(BEGAN_AT, "witness", *done)
    one.separated_at, one.ended_at, one.end_why = BEGAN_AT + 10 * DAY, ended_at, why
    return one


def test_care_after_leaving_went_on_was_stopped_or_had_nothing_due() -> None:
    after = BEGAN_AT + 20 * DAY
    cases = [
        left(Done("a", "on_time", after), Done("b", "not_done", after)),
        left(Done("a", "not_done", after)),
        left(Done("a", "late", BEGAN_AT + DAY), ended_at=after, why="stopped"),
        left(),
        left(ended_at=BEGAN_AT + 5 * DAY),
        tally(),
    ]
    assert charts.after_leaving(cases) == AfterLeaving(4, 1, 1, 1, 1, 0, 2)


def test_reached_counts_who_came_that_far_or_was_reached_before() -> None:
    soon, later, never, stopped = (tally() for _ in range(4))
    soon.made = [BEGAN_AT + HOUR]
    later.made = [BEGAN_AT + 2 * DAY, BEGAN_AT + 100 * DAY]
    stopped.ended_at = BEGAN_AT + HOUR // 2
    assert charts.reached([soon, later, never, stopped], BEGAN_AT + 200 * DAY) == (
        ReachedBy("the first hour", 3, 1),
        ReachedBy("the first day", 3, 1),
        ReachedBy("the first week", 3, 2),
        ReachedBy("month 4", 3, 1),
        ReachedBy("month 12", 0, 0),
    )


def test_steps_are_in_the_order_of_the_protocol_and_those_added_come_after() -> None:
    cases = [
        tally(BEGAN_AT, "witness", Done("again", "late", 0), Done("week_2", "on_time", 0), Done("offer", "late", 0))
    ]
    assert charts.steps(cases, {"offer": "offer", "day_1": "checkin", "week_2": "word"}) == (
        StepKept("The offer of care", 0, 1, 0),
        StepKept("Week 2, a few words", 1, 0, 0),
        StepKept("Asked again", 0, 1, 0),
    )


def test_rungs_are_in_the_order_of_the_ladder() -> None:
    one, other = tally(), tally()
    one.rungs = {"again": [4, 1], "coordinator": [2, 1]}
    other.rungs = {"next_peer": [3, 3], "coordinator": [1, 1]}
    assert charts.rungs([one, other]) == (
        RungAsked("Next peer", 3, 3),
        RungAsked("Coordinator", 3, 2),
        RungAsked("Asked again", 4, 1),
    )


def test_load_is_the_busiest_moment_of_each_year_also_where_nothing_changed() -> None:
    first, second = tally(), tally()
    first.peers = [(BEGAN_AT, PEER), (BEGAN_AT + 2 * YEAR, OTHER), (BEGAN_AT + 2 * YEAR + DAY, None)]
    second.peers = [(BEGAN_AT + DAY, PEER), (BEGAN_AT + 2 * DAY, None)]
    terms = [(PEER, BEGAN_AT, BEGAN_AT + 9 * YEAR), (OTHER, BEGAN_AT + 2 * YEAR, BEGAN_AT + 9 * YEAR)]
    assert charts.load([first, second], terms, "UTC") == (
        YearLoad(1972, 1, 2, 2, (0, 0, 1, 0)),
        YearLoad(1973, 1, 1, 1, (0, 1, 0, 0)),
        YearLoad(1974, 2, 1, 1, (0, 2, 0, 0)),
    )
    assert charts.load([], terms, "UTC") == ()


def test_load_without_any_peer_is_nothing() -> None:
    one = tally()
    one.peers = [(BEGAN_AT, None)]
    assert charts.load([one], [], "UTC") == ()
    one.peers = [(BEGAN_AT, PEER)]
    assert charts.load([one], [], "UTC") == (YearLoad(1972, 0, 0, 0, (0, 0, 0, 0)),)


def test_again_counts_people_whose_case_was_active_when_the_next_came() -> None:
    first, second, third, other = tally(), tally(BEGAN_AT + 10 * DAY), tally(BEGAN_AT + 2 * YEAR), tally()
    first.ended_at = second.ended_at = BEGAN_AT + YEAR
    cases = [(PEER, first), (PEER, second), (PEER, third), (OTHER, other)]
    assert charts.again(cases, "UTC") == ((YearAgain(1972, 2, 1), YearAgain(1974, 1, 0)), 1)


def test_the_audit_is_about_those_who_fired_and_steps_they_were_owed() -> None:
    fired = [
        tally(BEGAN_AT, "discharged_weapon", Done("offer", "late", 0), Done("day_1", "not_done", 0)),
        tally(BEGAN_AT, "discharged_weapon", Done("offer", "on_time", 0), Done("again", "on_time", 0)),
    ]
    watched = tally(BEGAN_AT, "witness", Done("day_1", "on_time", 0), Done("day_3", "on_time", 0))
    found = charts.audit([*fired, watched], {"offer": "offer", "day_1": "checkin", "day_3": "checkin"})
    assert found.fired == 2
    assert found.whole == 1
    assert found.proofs == (Proof("The offer of care", 2, 0), Proof("Day 1 call", 0, 1))


def test_a_step_done_once_is_proved_though_it_was_missed_before() -> None:
    twice = tally(BEGAN_AT, "discharged_weapon", Done("day_1", "not_done", 0), Done("day_1", "late", DAY))
    assert charts.audit([twice], {"day_1": "checkin"}) == (1, 1, (Proof("Day 1 call", 1, 0),))
