import pytest

from solidground.app.founding import FOUNDERS
from solidground.app.promises import (
    AWAKE,
    FOLDED,
    HELD,
    LAPSED,
    LATE_FOR,
    NOTIFIED,
    RULES,
    UNSENT,
    Look,
    asleep,
    unseen,
)
from solidground.app.reconcile import Reconciled, reconcile
from solidground.app.registry import add_address
from solidground.core.care.choice.commands import StopContact
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.care.views import row
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, PersonId
from solidground.core.notice.outcome import RefusedForGood
from solidground.core.roster.reach.commands import PlanLeave
from tests.app.town import AGENCY, COORDINATOR, FOUNDING, MEMBER, NOON, PEERS, VOICE, Town, address


class Monitor:
    """An outside monitor that hears, or does not."""

    def __init__(self, why: str | None = None) -> None:
        self.why = why
        self.heard = 0

    def ping(self) -> str | None:
        """Hear."""
        self.heard += 1
        return self.why


def hand(town: Town, statement: str) -> None:
    """Change a row with a foreign hand."""
    with town.store.session() as session:
        assert session.change(statement) > 0
    for stream in town.store.streams(AGENCY, "case"):
        town.store.forget(stream)


def check(town: Town, at: Instant) -> Reconciled:
    return reconcile(town.store, at, whole=True)


def broken(town: Town, at: Instant) -> set[str]:
    return set(check(town, at).broken_promises)


@pytest.mark.parametrize("days", [0, 1, 10, 100, 400])
def test_everything_holds_at_every_stage_and_the_monitor_hears(town: Town, days: int) -> None:
    town.incident()
    town.incident(PEERS[2], name="i-2")
    town.sweep_to(NOON + days * DAY)
    town.deliver(NOON + days * DAY)
    monitor = Monitor()
    told = reconcile(town.store, NOON + days * DAY, ping=monitor)
    assert told == Reconciled(2, {}, (), pinged=True)
    assert (told.exit_code, monitor.heard) == (0, 1)


def test_a_monitor_that_did_not_hear_is_not_counted(town: Town) -> None:
    told = reconcile(town.store, NOON, ping=Monitor("The monitor is down."))
    assert (told.pinged, told.unheard, told.exit_code) == (False, "The monitor is down.", 0)
    assert reconcile(town.store, NOON)[3:] == (False, "")


def test_a_clock_that_stands_still_breaks_promises_and_withholds_the_ping(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    monitor = Monitor()
    told = reconcile(town.store, NOON + DAY, ping=monitor)
    assert set(told.broken_promises) == {LAPSED, AWAKE}
    assert (told.exit_code, told.pinged, monitor.heard) == (1, False, 0)
    assert {example.stream for example in told.examples} == {f"case/{case}"}
    assert reconcile(town.store, (town.store.next_wake() or 0) + LATE_FOR).exit_code == 0


def test_a_case_that_nobody_holds_where_nobody_can_be_told_withholds_the_ping(town: Town) -> None:
    town.incident()
    town.spy.endings = [RefusedForGood("No such address.")] * 99
    for at in range(NOON, NOON + HOUR, 10 * MINUTE):
        town.sweep_to(at)
        town.deliver(at)
    monitor = Monitor()
    told = reconcile(town.store, NOON + HOUR, ping=monitor)
    assert (told.broken_promises, told.exit_code, monitor.heard) == ({HELD: 1}, 1, 0)
    assert told.examples[0].why.endswith("nobody can be told")
    with town.store.transaction() as unit:
        new = address(COORDINATOR, "text")
        add_address(unit, VOICE.commitment, new, *FOUNDERS, NOON + HOUR, FOUNDING)
    town.sweep_to(NOON + HOUR)
    assert check(town, NOON + HOUR).exit_code == 0, "somebody can be told again"


def test_a_keeper_who_is_away_unseen_breaks_the_first_promise(town: Town) -> None:
    town.incident()
    town.sweep_to(NOON)
    leave = PlanLeave(NOON, PEERS[0], NOON, NOON + DAY)
    town.change(PEERS[0], leave)
    assert broken(town, NOON + 1) == {HELD}
    town.sweep_to(NOON)
    assert broken(town, NOON + 1) == set()


def test_a_case_that_is_to_be_looked_at_now_is_not_yet_judged(town: Town) -> None:
    town.incident()
    at = town.store.next_wake() or 0
    town.change(PEERS[0], PlanLeave(NOON, PEERS[0], NOON, NOON + DAY))
    assert HELD not in broken(town, at)


def test_a_companion_holds_his_member(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, NameCompanion(NOON, MEMBER, PersonId("partner")))
    town.sweep_to(NOON + HOUR)
    assert broken(town, NOON + HOUR) == set()


def test_a_standing_case_without_dates_is_owed_nothing(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, StopContact(NOON, MEMBER))
    for peer in PEERS:
        town.change(peer, PlanLeave(NOON, peer, NOON, NOON + 900 * DAY))
    town.deliver(NOON + 900 * DAY)
    assert check(town, NOON + 900 * DAY) == Reconciled(1, {}, ())


def test_a_lost_row_and_a_doubled_key_break_the_third_promise(town: Town) -> None:
    town.incident()
    hand(town, "DELETE FROM outbox WHERE number = 1")
    told = check(town, NOON)
    assert told.broken_promises == {NOTIFIED: 1}
    assert told.examples[0].why == "asked for 1 notifications that are not in the outbox"
    hand(town, "UPDATE outbox SET key = 'same'")
    assert check(town, NOON).broken_promises == {NOTIFIED: 2}


def test_what_never_left_the_building_breaks_the_third_promise_and_withholds_the_ping(town: Town) -> None:
    town.incident()
    town.sweep_to(NOON)
    with town.store.transaction() as unit:
        waiting = unit.outbox_waiting(NOON)[AGENCY]
    monitor = Monitor()
    assert NOTIFIED not in reconcile(town.store, NOON + DAY - 1, ping=monitor).broken_promises
    told = reconcile(town.store, NOON + DAY, ping=monitor)
    assert (told.broken_promises[NOTIFIED], monitor.heard) == (waiting, 0)
    assert (UNSENT, AGENCY) in {(one.why, one.agency) for one in told.examples}
    town.deliver(NOON + DAY)
    assert NOTIFIED not in broken(town, NOON + DAY)


def test_a_state_and_a_row_that_the_events_do_not_give_break_the_sixth(town: Town) -> None:
    town.incident()
    hand(town, "UPDATE case_row SET peer = 'somebody'")
    told = check(town, NOON)
    assert told.broken_promises == {FOLDED: 1}
    assert told.examples[0].why == "has a case row its events do not give"


def test_a_case_whose_state_was_changed_is_found(town: Town) -> None:
    (first,) = town.incident()
    (second,) = town.incident(PEERS[1], name="i-2")
    with town.store.session() as session:
        (packed,) = session.run("SELECT state FROM snapshot WHERE stream = ?", (f"case/{first}",))[0]
        session.change("UPDATE snapshot SET state = ? WHERE stream = ?", (packed, f"case/{second}"))
    for stream in town.store.streams(AGENCY, "case"):
        town.store.forget(stream)
    assert "has a snapshot its events do not give" in [e.why for e in check(town, NOON).examples]


def test_a_case_set_apart_by_a_bug_shows_as_unheld_and_says_that_the_clock_missed_it(town: Town) -> None:
    town.incident()
    at = (town.store.next_wake() or 0) + MINUTE
    hand(town, "UPDATE case_row SET unheld_at = 1")
    assert FOLDED not in {example.promise for example in reconcile(town.store, at).examples}


def test_a_case_set_apart_is_counted_and_withholds_the_ping(town: Town) -> None:
    (case,) = town.incident()
    town.sweep_to(NOON)
    town.deliver(NOON)
    monitor = Monitor()
    at = town.store.next_wake() or 0
    with town.store.transaction() as unit:
        unit.put_off(AGENCY, case, at + HOUR)
    told = reconcile(town.store, at, ping=monitor)
    assert (told.broken_promises, monitor.heard) == ({RULES: 1}, 0)
    assert told.examples[0].why.startswith("has cases that are set apart")


def test_a_case_that_would_not_be_woken_for_its_keepers_breaks_the_sixth(town: Town) -> None:
    town.incident()
    hand(town, "DELETE FROM keeping")
    assert check(town, NOON).broken_promises == {FOLDED: 1}
    hand(town, f"INSERT INTO keeping VALUES ('{AGENCY}', 'somebody', 'no-case')")  # noqa: S608 our names
    assert check(town, NOON).broken_promises == {FOLDED: 2}


def test_a_person_whose_state_was_changed_is_found_only_by_looking_at_everything(town: Town) -> None:
    town.incident()
    hand(town, "UPDATE snapshot SET version = 70 WHERE stream = 'person/p-1'")
    assert reconcile(town.store, NOON).broken_promises == {}
    assert check(town, NOON).broken_promises == {FOLDED: 1}


def test_a_lapse_that_asked_nobody_and_an_active_case_that_never_wakes_are_found(town: Town) -> None:
    (case,) = town.incident()
    state = town.case(case)
    shown = row(state)
    assert shown is not None
    with town.store.transaction() as unit:
        look = Look(town.rosters.of(unit, AGENCY, NOON), town.stream(case), shown, NOON)
    lapsed = state._replace(items=(state.items[0]._replace(stage="lapsed"),))
    assert unseen(look, lapsed).endswith("nobody else is asked")
    assert asleep(look._replace(row=shown._replace(wake_at=None))) == "is active and never wakes"
    asks = state._replace(items=(state.items[0]._replace(kind="ask"),))
    assert unseen(look._replace(now=NOON + 900 * DAY), asks) == ""
