import threading
from collections.abc import Callable

import pytest

from solidground.app import work
from solidground.app.work import Work
from solidground.core.care.choice.commands import CallMe
from solidground.core.kernel import MINUTE, CaseId, Instant, PersonId
from tests.app.town import MEMBER, NOON, Town

GOES_ON = threading.Event()
OTHERS = tuple(PersonId(f"m-{number}") for number in range(2, 6))


class Hands:
    """A clock moved by hand."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        """Return where the hands are."""
        return self.at


def at_message(town: Town, number: int, act: Callable[[], object]) -> None:
    """Do something while a message, counted from 1, is on its way."""

    def before() -> None:
        if len(town.spy.sent) == number - 1:
            act()

    town.spy.before = before


def kinds(town: Town) -> list[str]:
    """Return which texts left, in order."""
    of = dict(town.outbox("key, kind"))
    return [of.get(message.key, "gathered") for message in town.spy.sent]


def call(town: Town, case: CaseId) -> None:
    town.do(case, CallMe(NOON, MEMBER))


def small(town: Town, at: Instant, most: int = 1) -> Work:
    """Return work in portions of so many cases."""
    return Work(town.post(), Hands(at), most)


def test_who_asks_to_be_called_waits_for_one_message_and_not_for_all_that_are_due(town: Town) -> None:
    (case,) = town.incident()
    at_message(town, 1, lambda: call(town, case))
    told = Work(town.post(), Hands(NOON)).done(9, GOES_ON)
    assert kinds(town) == ["keeper_asked", "urgent_call", "keeper_asked", "keeper_asked"]
    assert (told.sent.messages, told.sent.handed_over) == (4, 4)
    assert town.outbox("DISTINCT status") == [("handed_over",)]


def test_who_asks_to_be_called_during_a_catch_up_waits_for_one_sweep(town: Town) -> None:
    (case,) = town.incident()
    for number, other in enumerate(OTHERS):
        town.incident(other, name=f"o-{number}")
    swept: list[int] = []

    def note() -> None:
        if len(town.spy.sent) == 0:
            call(town, case)
        swept.append(made.swept.cases)

    town.sweep_to(NOON)
    Work(town.post(), Hands(NOON)).done(9, GOES_ON)
    town.spy.sent.clear()
    made = small(town, NOON + 30 * MINUTE)
    town.spy.before = note
    told = made.done(99, GOES_ON)
    assert told.swept.cases == 1 + len(OTHERS)
    assert "urgent_call" in kinds(town)[:3]
    assert swept[kinds(town).index("urgent_call")] <= 2, "the others are swept after the call has rung"


def test_while_much_is_due_what_is_not_urgent_waits_for_some_sweeps_and_then_leaves(town: Town) -> None:
    for number, other in enumerate(OTHERS):
        town.incident(other, name=f"o-{number}")
    made = small(town, NOON)
    before = len(town.outbox())
    told = made.done(2, GOES_ON)
    assert (told.swept.cases, told.sent.rows) == (0, before)
    made = small(town, NOON + 30 * MINUTE)
    told = made.done(3, GOES_ON)
    assert told.swept.cases == 3
    written = len(town.outbox()) - before
    assert 0 < told.sent.rows < written, "of the first sweep, and not of the two after it"
    told = made.done(99, GOES_ON)
    assert town.outbox("DISTINCT status") == [("handed_over",)]


def test_an_urgent_case_that_falls_due_during_a_delivery_is_swept_and_sent_at_once(town: Town) -> None:
    (case,) = town.incident()
    call(town, case)
    hands = Hands(NOON)
    at_message(town, 2, lambda: setattr(hands, "at", NOON + 5 * MINUTE))
    Work(town.post(), hands).done(1, GOES_ON)
    sent = kinds(town)
    assert sent[0] == "urgent_call"
    assert sent[2] == "urgent_call", "the next rung, before what is not urgent"
    assert len({message.recipient for message in town.spy.sent[:3:2]}) == 2


def test_a_turn_takes_on_nothing_new_after_a_while(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SECONDS_MOST", -1.0)
    for number, other in enumerate(OTHERS):
        town.incident(other, name=f"o-{number}")
    made = small(town, NOON + 30 * MINUTE)
    assert made.done(99, GOES_ON).swept.cases == 1
    monkeypatch.undo()
    assert made.done(99, GOES_ON).swept.cases == len(OTHERS) - 1


def test_told_to_stop_it_ends_after_the_piece_in_hand(town: Town) -> None:
    stop = threading.Event()
    stop.set()
    for number, other in enumerate(OTHERS):
        town.incident(other, name=f"o-{number}")
    assert small(town, NOON + 30 * MINUTE).done(99, stop).swept.cases == 1
