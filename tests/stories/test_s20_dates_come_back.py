"""S20: trial dates come back of themselves; an anniversary only if he said yes when asked at month 11."""

import pytest

from solidground.app.demo.cast import CEDAR, DETECTIVE, LANTERN, local
from solidground.app.demo.conduct import Steady
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.ask.events import AskSent
from solidground.core.care.choice.commands import ChooseAnniversary
from solidground.core.care.contact.commands import AddDate
from solidground.core.care.contact.events import StepOpened
from tests.stories.field import Field

TRIAL_DAYS, MONTH_11_DAYS, YEAR = 197, 337, 365


def a_year_kept(field: Field) -> Steady:
    """People keep what they owe of themselves; the story answers the one question."""
    steady = Steady()
    steady.told = {(DETECTIVE, "anniversary")}
    field.stage.conduct = steady
    field.incident((DETECTIVE, "discharged_weapon"))
    return steady


def test_a_trial_date_brings_somebody_back_two_days_ahead(field: Field) -> None:
    a_year_kept(field)
    now = field.until(60, "10:00")
    field.do(AddDate(now, LANTERN, "hearing", local(TRIAL_DAYS, "09:00"), "2024-09-18T09:00"))
    field.until(TRIAL_DAYS - 2, "08:59")
    field.sent()
    field.until(TRIAL_DAYS - 2, "09:00")
    assert field.sent() == [(CEDAR, "keeper_asked")]


@pytest.mark.parametrize(("answer", "years"), [("yes", 3), ("no", 0), (None, 0)])
def test_the_day_comes_back_each_year_only_after_a_yes(field: Field, answer: str | None, years: int) -> None:
    steady = a_year_kept(field)
    field.until(MONTH_11_DAYS, "09:59")
    assert not any(event.key == "anniversary" for event in field.happened(AskSent) if isinstance(event, AskSent))
    field.sent()
    field.until(MONTH_11_DAYS, "10:00")
    assert field.sent() == [(DETECTIVE, "member_asked")]
    if answer is not None:
        field.do(AnswerAsk(field.stage.now, DETECTIVE, "anniversary", 0, answer, None))  # type: ignore[arg-type]  # one of the two
    steady.told.clear()
    field.until(400, "12:00")
    assert field.stage.case(DETECTIVE).status == "standing"
    field.sent()
    field.until(4 * YEAR + 3, "12:00")
    opened = [event for event in field.happened(StepOpened) if isinstance(event, StepOpened)]
    assert sum(event.key == "anniversary" for event in opened) == years
    assert field.sent() == [(CEDAR, "keeper_asked")] * years


def test_he_changes_his_mind_at_any_time(field: Field) -> None:
    a_year_kept(field)
    field.until(MONTH_11_DAYS, "12:00")
    field.do(ChooseAnniversary(field.stage.now, DETECTIVE, wanted=True))
    assert field.stage.case(DETECTIVE).choices.anniversary is True
