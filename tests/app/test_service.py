import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from solidground.app.arrivals import Arrived
from solidground.app.concerns import Readers
from solidground.app.handle import handle, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.ports import ConflictError
from solidground.app.replies import Written
from solidground.app.service import BACK_OFF_FOR_MOST, SLEEP_FOR_MOST, Service, Turned
from solidground.app.work import Work, Worked
from solidground.core.care.choice.commands import CallMe
from solidground.core.care.concern.commands import RaiseConcern
from solidground.core.incident.commands import ReportIncident
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND, AgencyId, Instant, PersonId, Span
from solidground.core.notice.outcome import TryAgain
from solidground.core.protocol.plan import Plan
from solidground.core.subjects import SUBJECTS
from solidground.store.base import SqlStore
from solidground.store.clock_lock import open_clock_lock
from solidground.store.fault import StoreError
from solidground.store.memory import MemoryStore
from solidground.store.sqlite import open_sqlite
from tests.app.test_replies import Folder
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town, plan_for


class Hands:
    """A clock moved by hand."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        """Return where the hands are."""
        return self.at


class Ended(threading.Event):
    """A stop that comes after some sleeps, and keeps how long each was."""

    def __init__(self, clock: Hands, sleeps: int) -> None:
        super().__init__()
        self.clock, self.sleeps, self.slept = clock, sleeps, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        """Move the hands instead of sleeping."""
        assert timeout is not None
        self.slept.append(timeout)
        self.clock.at += int(timeout * SECOND)
        if len(self.slept) >= self.sleeps:
            self.set()
        return True


class Breaking(MemoryStore):
    """A store whose database goes away for some transactions."""

    faults: list[Exception]

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """Fail, or begin."""
        if self.faults:
            raise self.faults.pop(0)
        with super().transaction() as unit:
            yield unit

    def next_wake(self) -> Instant | None:
        """Fail, or tell."""
        if self.faults:
            raise self.faults.pop(0)
        return super().next_wake()


def service(town: Town, clock: Hands, **settings: Any) -> Service:  # noqa: ANN401 - whatever a service takes
    """Return a clock; one that says nothing of looks sleeps in one piece."""
    settings = {"look_for": SLEEP_FOR_MOST} | settings
    return Service(town.post(), clock, DerivedIds(1), plan_for, StoreError, **settings)


def report(town: Town, at: Instant) -> None:
    command = ReportIncident(
        at,
        COORDINATOR,
        "i-1",
        "officer_involved_shooting",
        at,
        "2024-03-01T12:00",
        ZONE,
        time_known=True,
        jurisdiction="US-IL",
        involved=((MEMBER, "discharged_weapon"),),
    )
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, "incident/i-1"), command, None)


def test_a_turn_opens_sweeps_and_delivers(town: Town) -> None:
    report(town, NOON)
    told = service(town, Hands(NOON)).turn()
    assert (told.opened, told.messages, told.sentences) == (1, 3, ())
    assert set(town.spy.told) == {PEERS[0]}
    assert service(town, Hands(NOON)).turn() == Turned()


def test_a_turn_catches_up_and_says_what_went_wrong(town: Town) -> None:
    report(town, NOON)
    service(town, Hands(NOON)).turn()
    town.spy.endings = [TryAgain("The mail server is down.", 0)]
    told = service(town, Hands(NOON + DAY)).turn()
    assert told.cases > 0
    assert told.events > 0
    assert told.sentences == ("The mail server is down.",)
    assert (town.store.next_wake() or 0) > NOON + DAY


def test_a_turn_reads_replies_and_looks_after_concerns(town: Town) -> None:
    class Aside:
        why, place = "It does not say 1, 2 or 3 alone.", '"a file"'

    class Box:
        def waiting(self, written: Written) -> Iterator[Any]:
            assert written("0" * 32) is None
            yield Aside()

        def confirm(self, _: Any) -> None:  # noqa: ANN401 - as the port
            raise AssertionError

    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
        raised = RaiseConcern(NOON, PEERS[1], MEMBER, PEERS[1], source_agrees=False, danger=False)
        handle(unit, stream_of(AGENCY, "concern/c-1"), raised, Readers(roster, NOON))
    told = service(town, Hands(NOON + 2 * DAY), mailboxes={AGENCY: Box()}).turn()
    said = 'A mail was set aside: "a file". It does not say 1, 2 or 3 alone.'
    assert (told.concerns, told.replies, told.sentences) == (1, 0, (said,))
    assert service(town, Hands(NOON + 2 * DAY)).turn().messages > 0


def test_a_turn_ends_although_there_is_more_and_the_next_goes_on(town: Town) -> None:
    report(town, NOON)
    service(town, Hands(NOON)).turn()
    clock = Hands(NOON + DAY)
    first = service(town, clock).turn(rounds_most=1)
    assert first.cases == 1
    assert service(town, clock).turn().cases == 0
    assert (town.store.next_wake() or 0) > clock.at


def test_a_clock_that_has_more_to_take_in_does_not_sleep(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solidground.app.work.Work.taken_in", lambda *_: Arrived(0, more=True))
    clock = Hands(NOON)
    stop = Ended(clock, 1)
    service(town, clock).run(stop)
    assert stop.slept == [0.0]


def test_the_clock_sleeps_until_something_is_due_and_never_longer_than_a_bound(town: Town) -> None:
    clock = Hands(NOON)
    stop = Ended(clock, 2)
    service(town, clock).run(stop)
    assert stop.slept == [SLEEP_FOR_MOST / SECOND] * 2
    report(town, clock.at)
    service(town, clock).turn()
    clock.at = (town.store.next_wake() or 0) - SECOND
    near = Ended(clock, 1)
    service(town, clock).run(near)
    assert near.slept == [1.0]


def test_what_is_urgent_ends_a_sleep_at_the_next_look(town: Town) -> None:
    clock = Hands(NOON)
    (case,) = town.incident()
    service(town, clock).turn()

    class Tapped(Ended):
        def wait(self, timeout: float | None = None) -> bool:
            if len(self.slept) == 1:
                town.do(case, CallMe(clock.at, MEMBER))
            return super().wait(timeout)

    stop = Tapped(clock, 4)
    service(town, clock, look_for=SECOND).run(stop)
    assert town.outbox("kind, status")[3:] == [("urgent_call", "handed_over")], "before the sleep was over"


def test_a_sleep_of_looks_is_as_long_as_one_without(town: Town) -> None:
    clock = Hands(NOON)
    stop = Ended(clock, 5)
    service(town, clock, look_for=SECOND).run(stop)
    assert stop.slept == [1.0] * 5
    assert clock.at == NOON + SLEEP_FOR_MOST


def test_a_database_that_cannot_be_asked_is_left_alone_until_the_next_turn(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Instant) -> bool:
        message = "The database is gone."
        raise StoreError(message)

    clock = Hands(NOON)
    monkeypatch.setattr(Work, "done", lambda *_: Worked())
    monkeypatch.setattr(town.store, "is_urgent", gone)
    stop = Ended(clock, 2)
    service(town, clock, look_for=SECOND).run(stop)
    assert stop.slept == [1.0, 4.0]


def test_a_lost_connection_is_said_and_survived_ever_more_slowly(caplog: pytest.LogCaptureFixture) -> None:
    store = Breaking(SUBJECTS)
    store.faults = []
    town = Town(store)
    town.people()
    report(town, NOON)
    store.faults = [StoreError("The database is gone.") for _ in range(7)]
    clock = Hands(NOON)
    stop = Ended(clock, 8)
    with caplog.at_level(logging.WARNING):
        service(town, clock).run(stop)
    assert stop.slept[:7] == [2, 4, 8, 16, 32, 60, 60]
    assert BACK_OFF_FOR_MOST == MINUTE
    assert caplog.messages[0] == "The database is gone. The clock tries again in 2 seconds."
    assert caplog.messages[7:] == ["The database answers again. The clock goes on."], "said once"
    assert set(town.spy.told) == {PEERS[0]}, "what was owed meanwhile is done"


def test_a_conflict_that_stays_is_tried_again_too(caplog: pytest.LogCaptureFixture) -> None:
    store = Breaking(SUBJECTS)
    store.faults = [ConflictError("somebody else wrote this first") for _ in range(5)]
    town = Town(store)
    clock = Hands(NOON)
    service(town, clock).run(stop := Ended(clock, 2))
    assert stop.slept == [2, 5]
    assert "somebody else wrote this first" in caplog.text
    assert "answers again" not in caplog.text, "it had never been away"


def test_what_a_person_should_know_is_said(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    report(town, NOON)
    town.spy.endings = [TryAgain("The mail server is down.", 0)] * 3
    clock = Hands(NOON)
    service(town, clock).run(Ended(clock, 1))
    assert caplog.messages == ["The mail server is down."]


def test_a_second_clock_on_the_same_directory_is_refused(tmp_path: Path) -> None:
    store: SqlStore = open_sqlite(tmp_path, SUBJECTS, create=True)
    town, clock = Town(store), Hands(NOON)
    lock = partial(open_clock_lock, tmp_path)
    with open_clock_lock(tmp_path), pytest.raises(StoreError, match="Another clock"):
        service(town, clock, lock=lock).run(Ended(clock, 1))
    stop = Ended(clock, 1)
    service(town, clock, lock=lock).run(stop)
    assert stop.slept == [5.0]
    store.close()


def test_a_bug_in_one_part_of_a_turn_stops_that_part_alone(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    def no_plan(_: AgencyId, __: CareWanted) -> Plan:
        message = "the protocol has no such part"
        raise AssertionError(message)

    town.incident(PersonId("m-2"), name="i-2")
    report(town, NOON)
    told = Service(town.post(), Hands(NOON), DerivedIds(1), no_plan, StoreError).turn()
    assert (told.opened, told.messages) == (0, 3)
    assert "what harbor asks for failed; it is set apart" in caplog.text
    assert told.sentences[0].startswith("A case could not be opened")
    assert service(town, Hands(NOON + MINUTE)).turn().opened == 1, "it is tried again"


def test_a_mailbox_that_is_not_there_is_said_and_stops_nothing(town: Town, tmp_path: Path) -> None:
    report(town, NOON)
    told = service(town, Hands(NOON), mailboxes={AGENCY: Folder(tmp_path / "nowhere")}).turn()
    assert told.messages == 3
    assert told.sentences[0].startswith("There is no mailbox at")


def test_it_stops_when_it_is_told_to(town: Town) -> None:
    stop = threading.Event()
    stop.set()
    service(town, Hands(NOON + HOUR)).run(stop)
    assert town.spy.sent == []


def test_a_bug_in_reading_answers_stops_neither_the_cases_nor_the_next_turn(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    class Box:
        def waiting(self, written: Written) -> Iterator[Any]:
            assert written("0" * 32) is not None, "nobody wrote this"
            yield from ()

        def confirm(self, _: Any) -> None:  # noqa: ANN401 - as the port
            raise AssertionError

    report(town, NOON)
    told = service(town, Hands(NOON), mailboxes={AGENCY: Box()}).turn()
    assert (told.opened, told.messages, told.replies) == (1, 3, 0)
    assert "the answers by mail could not be looked after; everything else goes on" in caplog.text


def test_told_to_stop_it_ends_after_the_batch_in_hand_and_leaves_the_rest(town: Town) -> None:
    report(town, NOON)
    service(town, Hands(NOON)).turn()
    later, stop = NOON + 30 * MINUTE, threading.Event()

    def stop_and_wake() -> None:
        stop.set()
        with town.store.transaction() as unit:
            unit.wake_keeper(AGENCY, PEERS[0], later)

    town.spy.before = stop_and_wake
    service(town, Hands(later)).run(stop)
    assert town.outbox("DISTINCT status") == [("handed_over",)], "what was in its hands is out of the house"
    assert town.store.next_wake() == later, "the next batch is the next clock's"


@pytest.mark.parametrize(("late_for", "said"), [(HOUR, True), (MINUTE, False)])
def test_a_clock_that_was_stopped_for_long_says_so(
    town: Town, caplog: pytest.LogCaptureFixture, late_for: Span, *, said: bool
) -> None:
    class Overslept(Ended):
        def wait(self, timeout: float | None = None) -> bool:
            self.clock.at += late_for
            return super().wait(timeout)

    clock = Hands(NOON)
    service(town, clock).run(Overslept(clock, 1))
    assert ("stood still for 60 minutes" in caplog.text) is said
