"""A machine whose time cannot be believed does nothing until it is right, or somebody says that it is."""

import logging
from typing import Any

import pytest

from solidground.app.reconcile import reconcile
from solidground.app.right_time import HEARD_FOR, NOTED_FOR, OFF_FOR_MOST, SET_FOR_MOST, Watch, doubted, off_by, runs
from solidground.app.service import SLEEP_FOR_MOST, Service, Turned
from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND, Instant, Span
from solidground.core.record import Dial
from solidground.store.base import SqlStore
from tests.app.test_reconcile import Monitor
from tests.app.test_service import Ended, Hands, report, service
from tests.app.town import NOON, Town

BOOT, OTHER = "this start", "another start"
KNOWN = Dial(NOON, BOOT, HOUR)


class Machine:
    """A machine whose time can be set while the clock that counts since its start goes on."""

    def __init__(self, at: Instant, boot: str = BOOT) -> None:
        self.hands, self.boot, self.up_for = Hands(at), boot, Span(HOUR)

    def dial(self) -> Dial:
        """Return what its clocks show."""
        return Dial(self.hands.at, self.boot, self.up_for)

    def passes(self, span: Span) -> None:
        """Let time pass; the machine may be asleep meanwhile."""
        self.hands.at += span
        self.up_for += span


def watched(town: Town, machine: Machine) -> Service:
    """Return a clock on a machine, as it begins."""
    clock = service(town, machine.hands)
    clock.watch = Watch(town.store, machine.dial)
    return clock


def trace(store: SqlStore) -> list[Any]:
    """Return everything there is: events, and the rows of the outbox."""
    with store.reading() as session:
        return [session.run(f"SELECT * FROM {table}") for table in ("event", "outbox", "meta", "inbox")]  # noqa: S608 our names


@pytest.mark.parametrize(
    ("dial", "off_for"),
    [
        # While the machine is on, as much time has passed as it counts, sleep included.
        (Dial(NOON + 90 * DAY, BOOT, HOUR + 90 * DAY), 0),
        (Dial(NOON + SET_FOR_MOST, BOOT, HOUR), 0),
        (Dial(NOON + SET_FOR_MOST + 1, BOOT, HOUR), SET_FOR_MOST + 1),
        (Dial(NOON - SET_FOR_MOST, BOOT, HOUR), 0),
        (Dial(NOON - SET_FOR_MOST - 1, BOOT, HOUR), -SET_FOR_MOST - 1),
        (Dial(NOON, BOOT, 3 * HOUR), -2 * HOUR),
        (Dial(NOON + DAY, BOOT, HOUR), DAY),
        # After a start, nobody knows how long it was off.
        (Dial(NOON + OFF_FOR_MOST, OTHER, 5), 0),
        (Dial(NOON + OFF_FOR_MOST, BOOT, HOUR - 1), 0),
        (Dial(NOON + OFF_FOR_MOST + 1, OTHER, 5), OFF_FOR_MOST + 1),
        (Dial(NOON - SET_FOR_MOST, OTHER, 5), 0),
        (Dial(NOON - SET_FOR_MOST - 1, OTHER, 5), -SET_FOR_MOST - 1),
    ],
)
def test_time_lies_where_it_can_be_or_is_off(dial: Dial, off_for: Span) -> None:
    assert off_by(KNOWN, dial) == off_for


@pytest.mark.parametrize(
    ("at", "said"), [(NOON + 366 * DAY, "lies 365 days ahead of what"), (NOON - 2 * DAY, "lies 3 days behind what")]
)
def test_a_clock_that_is_a_year_off_at_its_start_does_nothing_and_goes_on_when_the_time_is_right(
    town: Town, at: Instant, said: str
) -> None:
    report(town, NOON + DAY)
    before, machine = trace(town.store), Machine(at, OTHER)
    clock = watched(town, machine)
    told = clock.turn()
    assert told == Turned(doubt=told.doubt)
    assert said in told.doubt
    assert "solidground confirm-time" in told.doubt
    assert (trace(town.store), town.spy.sent) == (before, [])
    machine.hands.at = NOON + DAY
    assert (clock.turn().opened, clock.turn().doubt) == (1, "")


def test_a_machine_that_was_off_for_months_goes_on_after_one_word_of_a_person(town: Town) -> None:
    watched(town, Machine(NOON)).turn()
    report(town, NOON)
    machine = Machine(NOON + 90 * DAY, OTHER)
    clock = watched(town, machine)
    assert "lies 90 days ahead" in clock.turn().doubt
    machine.passes(MINUTE)
    town.store.note_time(machine.dial())
    machine.passes(SECOND)
    assert clock.turn().opened == 1
    machine.passes(DAY)
    assert clock.turn().doubt == ""
    assert watched(town, Machine(machine.hands.at + DAY, "a third")).turn().doubt == "", "it is asked once"


def test_a_time_that_jumps_is_not_followed_and_one_that_is_right_again_is(town: Town) -> None:
    machine = Machine(NOON)
    clock = watched(town, machine)
    clock.turn()
    report(town, NOON)
    for jump, said in ((2 * HOUR, "2 hours ahead of"), (-25 * HOUR, "1 day behind"), (365 * DAY, "365 days ahead of")):
        machine.hands.at += jump
        machine.passes(MINUTE)
        before = trace(town.store)
        assert said in clock.turn().doubt
        assert said in doubted(town.store, machine.dial())
        assert trace(town.store) == before
        machine.hands.at -= jump
    assert (clock.turn().opened, doubted(town.store, machine.dial())) == (1, "")


def test_a_jump_that_a_person_says_is_right_is_followed_also_where_programs_cannot_tell_which_start_it_is(
    town: Town,
) -> None:
    machine = Machine(NOON)
    clock = watched(town, machine)
    clock.turn()
    machine.hands.at += 3 * DAY
    assert clock.turn().doubt
    town.store.note_time(machine.dial()._replace(boot=OTHER))
    machine.passes(MINUTE)
    assert clock.turn().doubt == ""


def test_another_machine_whose_time_is_right_says_nothing_about_this_one(town: Town) -> None:
    here, there = Machine(NOON), Machine(NOON, OTHER)
    clock, other = watched(town, here), watched(town, there)
    clock.turn()
    here.hands.at += 3 * DAY
    other.turn()
    assert clock.turn().doubt
    assert other.turn().doubt == ""


def test_what_another_machine_noted_vouches_for_no_jump_of_a_program_that_begins_anew(town: Town) -> None:
    here, there = Machine(NOON), Machine(NOON, OTHER)
    watched(town, here).turn()
    here.hands.at += 3 * DAY
    watched(town, there).turn()
    assert "3 days ahead of" in watched(town, here).turn().doubt
    assert "3 days ahead of" in doubted(town.store, here.dial())
    assert watched(town, there).turn().doubt == "", "and its neighbour, whose time is right, goes on"


def test_sleep_and_small_steps_are_no_doubt_and_the_time_is_noted_from_time_to_time(town: Town) -> None:
    machine = Machine(NOON)
    clock = watched(town, machine)
    clock.turn()
    for _ in range(5):
        machine.passes(30 * DAY)
        machine.hands.at -= 40 * MINUTE
        assert clock.turn().doubt == ""
        assert town.store.noted_time() == machine.dial()
    noted = machine.dial()
    machine.passes(NOTED_FOR - 1)
    clock.turn()
    assert town.store.noted_time() == noted, "an idle clock writes seldom"
    machine.passes(1)
    clock.turn()
    assert town.store.noted_time() == machine.dial()


def test_a_time_that_is_set_on_again_and_again_is_believed_no_further_than_once(town: Town) -> None:
    machine = Machine(NOON)
    clock = watched(town, machine)
    assert clock.turn().doubt == ""
    doubts = []
    for _ in range(12):
        machine.hands.at += 10 * MINUTE
        machine.passes(NOTED_FOR)
        doubts.append(clock.turn().doubt)
    assert [bool(doubt) for doubt in doubts] == [False] * 6 + [True] * 6
    assert "1 hour ahead of" in doubts[6]
    assert watched(town, machine).turn().doubt, "nor by a program that begins anew"
    machine.hands.at -= 2 * HOUR
    assert clock.turn().doubt == ""


def test_two_machines_that_are_set_on_in_turn_lead_one_another_no_further(town: Town) -> None:
    machines = Machine(NOON), Machine(NOON, OTHER)
    watches = [Watch(town.store, machine.dial) for machine in machines]
    assert [watch.look() for watch in watches] == ["", ""]
    machines[0].hands.at += 50 * MINUTE
    for turn in range(60):
        for each in machines:
            each.passes(SECOND if turn else 30 * MINUTE)
        assert watches[0].look() == "" or turn
        machine, last = machines[1 - turn % 2], town.store.noted_time()
        assert last is not None
        right_at, machine.hands.at = machine.hands.at, last.at + SET_FOR_MOST
        if watches[1 - turn % 2].look():
            machine.hands.at = right_at
    for machine in machines:
        assert machine.hands.at - NOON - 31 * MINUTE < 2 * SET_FOR_MOST, "an hour, and what it follows"


def test_a_clock_that_noted_nothing_lately_does_not_run(town: Town) -> None:
    assert not runs(town.store, NOON)
    town.store.note_time(KNOWN)
    assert [runs(town.store, NOON + span) for span in (-HEARD_FOR - 1, 0, HEARD_FOR, HEARD_FOR + 1)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_clock_says_that_it_is_late_and_when_it_no_longer_is(town: Town) -> None:
    machine = Machine(NOON)
    clock = watched(town, machine)
    clock.turn()
    assert not town.store.noted_late()
    town.incident()
    machine.passes(3 * HOUR)
    clock.turn()
    assert town.store.noted_late(), "three hours of steps were due before this turn"
    clock.turn()
    assert not town.store.noted_late(), "and now they are done"


def test_a_time_that_was_set_once_is_known_after_a_while_and_may_be_set_again(town: Town) -> None:
    machine = Machine(NOON)
    clock = watched(town, machine)
    clock.turn()
    for _ in range(3):
        machine.hands.at += 50 * MINUTE
        machine.passes(MINUTE)
        assert clock.turn().doubt == ""
        machine.passes(10 * HOUR)
        assert clock.turn().doubt == ""
        assert town.store.noted_time() == machine.dial()


def test_what_nobody_can_read_was_not_noted_and_the_last_event_is_believed(town: Town) -> None:
    town.store.note_time(KNOWN._replace(at=NOON + 365 * DAY))
    assert "behind" in doubted(town.store, KNOWN)
    with town.store.session() as session:
        session.change("UPDATE meta SET value = '{' WHERE key LIKE 'time%'")
    assert town.store.noted_time() is None
    assert doubted(town.store, KNOWN) == ""
    assert "ahead of" in doubted(town.store, KNOWN._replace(at=NOON + 15 * DAY))


def test_where_nothing_was_ever_written_any_time_is_believed() -> None:
    town = Town()
    assert town.store.last_at() is None
    assert doubted(town.store, KNOWN) == ""
    assert watched(town, Machine(NOON)).turn().doubt == ""
    town.store.close()


def test_a_running_clock_says_its_doubt_once_waits_and_says_when_it_is_over(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine(NOON)

    class Stepping(Ended):
        def wait(self, timeout: float | None = None) -> bool:
            machine.hands.at += {1: 365 * DAY, 4: -365 * DAY}.get(len(self.slept), 0)
            return super().wait(timeout)

    report(town, NOON)
    stop = Stepping(machine.hands, 7)
    with caplog.at_level(logging.WARNING):
        watched(town, machine).run(stop)
    assert stop.slept[2:5] == [SLEEP_FOR_MOST / SECOND] * 3, "it does not spin, though everything is overdue"
    said = [line for line in caplog.messages if "this machine" in line]
    assert len(said) == 2
    assert "lies 365 days ahead of" in said[0]
    assert said[1] == "The time of this machine is right again: the clock goes on."


def test_while_the_time_is_doubted_the_outside_monitor_hears_nothing(town: Town) -> None:
    monitor = Monitor()
    found = reconcile(town.store, NOON, whole=True, ping=monitor, doubt="It cannot be believed.")
    assert (found.exit_code, found.broken_promises, monitor.heard) == (1, {"the clock runs": 1}, 0)
    assert found.examples[0].why.startswith("stands still")


def test_a_time_that_is_set_within_a_turn_is_not_met_before_the_next(town: Town) -> None:
    machine = Machine(NOON)
    clock = watched(town, machine)
    assert clock.turn().doubt == ""
    machine.hands.at += 365 * DAY
    machine.up_for += SECOND
    assert clock.now() == NOON + SECOND
    assert clock.turn().doubt
