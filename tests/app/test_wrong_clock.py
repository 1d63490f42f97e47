"""A clock of the machine that was wrong for a moment: nobody is told that all is well while everything waits."""

from solidground.app.promises import AWAKE
from solidground.app.reconcile import reconcile
from solidground.app.tick import sweep
from solidground.core.care.choice.commands import AdviseNoContact
from solidground.core.kernel import DAY, HOUR
from tests.app.town import MEMBER, NOON, Town


def test_cases_that_a_clock_a_year_ahead_wrote_are_said_once_it_is_right_again() -> None:
    town = Town()
    town.people()
    town.incident()
    town.sweep_to(NOON + HOUR)
    assert reconcile(town.store, NOON + HOUR).broken_promises == {}
    sweep(town.store, town.rosters, NOON + 365 * DAY)
    found = reconcile(town.store, NOON + 2 * HOUR)
    assert found.broken_promises[AWAKE] == 1
    assert "a time that has not come yet" in next(one.why for one in found.examples if one.promise == AWAKE)


def test_a_machine_that_was_off_when_the_question_came_asks_it_then_and_not_after_as_long_a_silence_again() -> None:
    town = Town()
    town.people()
    (case,) = town.incident()
    town.do(case, AdviseNoContact(NOON + HOUR, MEMBER))
    town.sweep_to(NOON + 60 * DAY)
    on_again_at = NOON + 66 * DAY
    town.deliver(NOON + 60 * DAY)
    town.spy.sent.clear()
    while sweep(town.store, town.rosters, on_again_at).cases:
        pass
    town.deliver(on_again_at)
    assert town.spy.told == [MEMBER]
