"""The table of a case's rules: every event and every command has its part, and no part is missing."""

from typing import get_args

from solidground.core.care.decider import DECIDE, EVOLVE, Command, Event


def test_every_event_of_a_case_has_a_part_that_applies_it() -> None:
    assert set(EVOLVE) == set(get_args(Event))


def test_every_command_to_a_case_has_a_part_that_answers_it() -> None:
    assert set(DECIDE) == set(get_args(Command))
