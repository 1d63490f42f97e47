"""A promise that is broken is found, whatever broke it: each by a hand that breaks it on purpose."""

from collections.abc import Callable
from typing import Any

import pytest

from solidground.app.handle import handle, stream_of
from solidground.app.promises import AWAKE, FOLDED, HELD, LAPSED, NOTIFIED, RIGHT_HOUR, RIGHT_PERSON, RULES, UNALTERED
from solidground.app.service import Service, Turned
from solidground.app.simulate import asked, running
from solidground.app.simulate.befalling import BY, WORLD, befall
from solidground.app.simulate.errands import Errand, Kind
from solidground.app.simulate.faults.fault import Draws, Fault, Stricken
from solidground.app.simulate.machine import Program
from solidground.app.simulate.outside import Taken
from solidground.app.simulate.story import Story
from solidground.app.simulate.told import told
from solidground.core.hours import at_minute, local_day
from solidground.core.kernel import DAY, HOUR, Instant, PersonId
from solidground.core.roster.reach.commands import EndDesignation, PlanLeave
from tests.app.simulate.stories import PLAN_FOR, SMALL, by_hand, nothing, statement, tell


def broken(said: str) -> set[str]:
    return set(tell(SMALL, to_first=True, by_hand=by_hand(statement(said))).broken_promises)


def test_without_a_hand_nothing_is_broken() -> None:
    ended = tell(SMALL, by_hand=by_hand(nothing))
    assert ended.broken_promises == {}
    assert ended.faults == {"by_hand": 1}
    assert ended.cases > 0


@pytest.mark.parametrize(
    ("said", "promise"),
    [
        ("DELETE FROM outbox WHERE number = (SELECT max(number) FROM outbox)", NOTIFIED),
        ("UPDATE case_row SET peer = NULL WHERE peer IS NOT NULL", FOLDED),
        ("DELETE FROM case_row", FOLDED),
        ("UPDATE case_row SET claim_at = 9223372036854775000 WHERE claim_at IS NOT NULL", AWAKE),
        ("UPDATE event SET by = 'somebody' WHERE position = (SELECT max(position) - 1 FROM event)", UNALTERED),
        ("UPDATE snapshot SET version = version - 1 WHERE stream LIKE 'person/%'", FOLDED),
        ("UPDATE head SET size = size - 1 WHERE side = 'care'", UNALTERED),
    ],
)
def test_a_database_edited_by_hand_is_noticed(said: str, promise: str) -> None:
    assert promise in broken(said)


def test_a_case_that_is_never_woken_is_noticed() -> None:
    never = "UPDATE case_row SET claim_at = 9223372036854775000 WHERE claim_at IS NOT NULL"
    found = tell(SMALL, by_hand=by_hand(statement(never))).broken_promises
    assert {AWAKE, LAPSED} <= set(found)


def test_a_row_that_counts_as_sent_and_was_not_is_noticed() -> None:
    said = "UPDATE outbox SET status = 'handed_over', next_try_at = NULL, ended_at = 7 WHERE next_try_at IS NOT NULL"
    assert NOTIFIED in broken(said)


def test_what_never_leaves_is_noticed() -> None:
    assert NOTIFIED in broken("UPDATE outbox SET next_try_at = 9223372036854775000 WHERE next_try_at IS NOT NULL")


def quietly(command: Callable[[Instant], Any]) -> Fault:
    """Return a hand that changes everybody who helps, without waking a case: no use case would do it so."""

    def change(stricken: Stricken, program: Program) -> bool:
        now = stricken.hands.now()
        agency = stricken.agencies[0]
        with stricken.machine.calm(), program.store.transaction() as unit:
            for person in (*agency.peers, *agency.staff):
                handle(unit, stream_of(agency.name, f"person/{person}"), command(now), WORLD)
        return bool(stricken.witness.open)

    return by_hand(change)


def test_a_peer_who_may_not_be_it_any_more_and_stays_is_noticed() -> None:
    ended = tell(SMALL, by_hand=quietly(lambda now: EndDesignation(now, BY)))
    assert RIGHT_PERSON in ended.broken_promises


def test_a_case_whose_keepers_are_all_away_and_nobody_says_so_is_noticed() -> None:
    ended = tell(SMALL, by_hand=quietly(lambda now: PlanLeave(now, BY, now, now + 30 * DAY)))
    assert HELD in ended.broken_promises


def test_a_message_in_the_night_and_one_that_comes_twice_are_noticed() -> None:
    def send(stricken: Stricken, _: Program) -> bool:
        agency = stricken.agencies[0]
        night = at_minute(local_day(stricken.hands.now(), agency.zone), 23 * 60, agency.zone)
        clinician = agency.staff[2]
        rows = [row for row in stricken.machine.posted(0) if row.recipient == clinician]
        stricken.provider.taken += [Taken(row.key, clinician, night, 0) for row in rows]
        return bool(rows)

    assert set(tell(SMALL, by_hand=by_hand(send)).broken_promises) == {RIGHT_HOUR, NOTIFIED}


def test_a_message_to_somebody_nobody_knows_disturbs_nobody() -> None:
    def send(stricken: Stricken, _: Program) -> bool:
        stricken.provider.taken.append(Taken("a", PersonId("nobody"), stricken.hands.now(), 0))
        return True

    assert tell(SMALL, by_hand=by_hand(send)).broken_promises == {}


def test_a_rule_that_fails_is_noticed() -> None:
    def fail(_stricken: Stricken, _program: Program) -> bool:
        message = "this cannot be"
        raise AssertionError(message)

    ended = tell(SMALL, by_hand=by_hand(fail))
    assert ended.broken_promises == {RULES: 1}
    assert "this cannot be" in ended.examples[0][0].why


def test_a_story_ends_at_its_first_broken_promise_where_that_is_asked() -> None:
    hand = statement("DELETE FROM case_row")
    ended = tell(SMALL, to_first=True, by_hand=by_hand(hand))
    assert set(ended.broken_promises) == {FOLDED}
    assert ended.events < tell(SMALL, by_hand=by_hand(nothing)).events


def test_a_fault_that_nobody_brought_about_is_noticed() -> None:
    def fail(stricken: Stricken, _program: Program) -> bool:
        sentence = "The moon is full."
        raise stricken.machine.fault(sentence)

    ended = tell(SMALL, to_first=True, by_hand=by_hand(fail))
    assert ended.broken_promises == {AWAKE: 1}
    assert "stopped by what no fault brought about: The moon is full." in ended.examples[0][0].why


def test_a_case_that_a_turn_sets_apart_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Service, "turn", lambda _: Turned(apart=1))
    assert RULES in tell(SMALL, to_first=True, by_hand=by_hand(nothing)).broken_promises


def test_a_day_without_end_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "STEPS_MOST", 0)
    assert AWAKE in tell(SMALL, to_first=True, by_hand=by_hand(nothing)).broken_promises


def test_who_enters_an_incident_while_the_clock_is_days_behind_comes_again() -> None:
    def behind(stricken: Stricken, _: Draws) -> None:
        if stricken.hands.ahead_for == 0:
            stricken.hands.ahead_for = -2 * DAY
            stricken.met("behind")
            stricken.later(stricken.hands.true_at + DAY, lambda _: setattr(stricken.hands, "ahead_for", 0))

    ended = tell(SMALL, behind=Fault("behind", "The clock is days behind.", behind, at_once=True))
    assert ended.faults["behind"] > 0
    assert ended.broken_promises == {}
    assert ended.cases == 3


def test_states_that_were_exchanged_are_noticed_the_next_day() -> None:
    def exchange(stricken: Stricken, _: Program) -> bool:
        cases = list(stricken.witness.open)
        with stricken.machine.calm(), stricken.machine.eye.session() as session:
            session.change(
                "UPDATE snapshot SET state = (SELECT min(state) FROM snapshot WHERE stream LIKE 'case/%')"
                " WHERE stream LIKE 'case/%'"
            )
        for stream in cases:
            stricken.machine.eye.forget(stream)
        return len(cases) > 1

    assert FOLDED in tell(SMALL, to_first=True, by_hand=by_hand(exchange)).broken_promises


def test_an_event_that_is_taken_away_after_it_was_seen_is_noticed_that_day() -> None:
    def take(stricken: Stricken, _: Program) -> bool:
        since_at = stricken.hands.now() - 2 * HOUR
        with stricken.machine.calm(), stricken.machine.eye.session() as session:
            changed: int = session.change("DELETE FROM event WHERE stream LIKE 'case/%' AND at > ?", (since_at,))
        return changed > 0

    found = tell(SMALL, to_first=True, by_hand=by_hand(take))
    assert FOLDED in found.broken_promises
    assert UNALTERED in found.broken_promises


def test_whoever_is_asked_where_every_hour_is_quiet_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "is_quiet", lambda *_: True)
    assert RIGHT_HOUR in tell(SMALL, to_first=True, by_hand=by_hand(nothing)).broken_promises


@pytest.mark.parametrize("kind", ["leaves_job", "dies"])
def test_who_leaves_is_cared_for_on_and_who_dies_is_asked_nothing_any_more(kind: Kind) -> None:
    def befalls(stricken: Stricken, program: Program) -> bool:
        now, agency = stricken.hands.now(), stricken.agencies[0]
        members = [case.head.member for _, case in sorted(stricken.witness.open.items())]
        errand = Errand(now, kind, agency.name, members[0], 0.9)
        with stricken.machine.calm(), program.store.transaction() as unit:
            befall(unit, program.rosters, agency, errand, now)
        return True

    ended = tell(SMALL, by_hand=by_hand(befalls))
    assert ended.broken_promises == {}
    assert ended.faults == {"by_hand": 1}


NO_MESSAGE = "CREATE TRIGGER vanish AFTER INSERT ON outbox BEGIN DELETE FROM outbox WHERE number = new.number; END"
NO_CASE = "CREATE TRIGGER vanish AFTER INSERT ON case_row BEGIN DELETE FROM case_row WHERE case_id = new.case_id; END"


@pytest.mark.parametrize(("said", "promise"), [(NO_MESSAGE, NOTIFIED), (NO_CASE, FOLDED)])
def test_a_row_that_vanishes_as_it_is_written_is_noticed(said: str, promise: str) -> None:
    def vanish(stricken: Stricken, _: Program) -> bool:
        with stricken.machine.calm(), stricken.machine.eye.session() as session:
            session.run(said)
        return True

    assert promise in tell(SMALL, to_first=True, by_hand=by_hand(vanish, after_days=0)).broken_promises


def test_a_day_is_asked_about_after_a_step_and_not_in_the_middle_of_one() -> None:
    # In this story somebody acts at the instant at which a day begins, before the witness has looked.
    story = Story(42, 2, 219, 376, ("clock_steps",), frozenset({"agency-2-00002"}))
    assert told(story, PLAN_FOR).broken_promises == {}
