"""S15: the squad room seems impossible; he comes back in steps, at his pace, and command learns what he lets it."""

import pytest

from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import MyAlong, MyReturn, Returned, ReturnOf
from solidground.app.asking.returning import Along, ReturnedSeen, WayBack, WayBackOf
from solidground.app.demo.cast import (
    AGENCY,
    CAPTAIN,
    CHIEF,
    DETECTIVE,
    HR,
    LANTERN,
    LIAISON,
    MARLOW,
    PARTNER,
    SLATE,
    ZONE,
)
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import Outcome
from solidground.app.returning import Said, say
from solidground.app.rosters import Rosters
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.returning.commands import (
    AgreeReturnStep,
    Command,
    ConfirmReturnStep,
    PlanReturnStep,
    PutOffReturnStep,
    TakeBackReturnStep,
)
from solidground.core.care.returning.decider import TAKEN_BACK
from solidground.core.care.state import ReturnStep
from solidground.core.hours import local_day
from solidground.core.kernel import PersonId, Refusal
from tests.stories.field import Field

STEPS = ("scene_visit", "range", "vehicle", "first_shift", "full_duty")
FOLLOWED = tuple([step.key for step in shipped_terms().return_steps if step.followed])
SCENE, RANGE, SHIFT = "scene_visit", "range", "first_shift"


@pytest.fixture
def weeks_later(field: Field) -> Field:
    """Give the detective's case three weeks after the night."""
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(21, "10:00")
    field.sent()
    return field


def today(field: Field) -> int:
    return local_day(field.stage.now, ZONE)


def says(field: Field, command: Command) -> Outcome:
    """Let somebody say something of a step of the detective's, as it stands."""
    stage = field.stage
    with stage.store.transaction() as unit:
        viewer = viewer_of(Rosters().of(unit, AGENCY, stage.now, carrying=False), command.by, stage.now)
    said = Said(stage.cases[DETECTIVE], command, stage.now, mine=command.by == DETECTIVE)
    outcome = say(stage.store, Rosters(), AGENCY, viewer, said)
    stage.heed()
    stage.until(stage.now)
    return outcome


def done(field: Field, command: Command) -> None:
    outcome = says(field, command)
    assert not isinstance(outcome, Refusal), outcome


def plans(field: Field, step: str, person: PersonId | None, on: int | None = None) -> None:
    done(field, PlanReturnStep(field.stage.now, DETECTIVE, step, STEPS, on, person, "partner"))


def both(field: Field, step: str, person: PersonId = PARTNER) -> None:
    for who in (DETECTIVE, person):
        done(field, ConfirmReturnStep(field.stage.now, who, step, today(field), step in FOLLOWED))


def known(field: Field, person: PersonId) -> list[tuple[str, int]]:
    """Return what command knows."""
    found = field.stage.ask(person, Returned())
    assert isinstance(found, tuple)
    return [(each.step, each.on) for one in found if isinstance(one, ReturnedSeen) for each in one.done]


def along(field: Field, person: PersonId) -> list[Along]:
    found = field.stage.ask(person, MyAlong())
    assert isinstance(found, tuple)
    return [one for one in found if isinstance(one, Along)]


def step(field: Field, name: str) -> ReturnStep:
    found = field.stage.ask(DETECTIVE, MyReturn())
    assert isinstance(found, WayBack)
    return next(one for one in found.steps if one.step == name)


def test_he_plans_in_his_order_puts_off_and_takes_back_and_nobody_hurries_him(weeks_later: Field) -> None:
    field = weeks_later
    plans(field, RANGE, PARTNER, today(field) + 1)
    plans(field, SCENE, None)
    done(field, AgreeReturnStep(field.stage.now, PARTNER, RANGE))
    done(field, PutOffReturnStep(field.stage.now, DETECTIVE, RANGE))
    done(field, TakeBackReturnStep(field.stage.now, DETECTIVE, SCENE))
    owed = {item.key for item in field.stage.case(DETECTIVE).items}
    field.until(50, "10:00")
    assert step(field, RANGE).on is None
    asked = [who for who, kind in field.sent() if kind == "along_asked"]
    assert asked == [], "he put it off within the minute: nobody is asked, and nothing reminds him"
    assert "range" not in owed
    assert [known(field, person) for person in (SLATE, CHIEF)] == [[], []], "command learns nothing of it"


def test_each_step_is_agreed_and_confirmed_by_two_and_then_command_knows_it(weeks_later: Field) -> None:
    field = weeks_later
    plans(field, SCENE, PARTNER)
    field.sent()
    field.until(21, "10:05")
    assert [who for who, kind in field.sent() if kind == "along_asked"] == [PARTNER], "one message, and her page"
    (asked,) = along(field, PARTNER)
    assert (asked.member, asked.step.agreed) == (DETECTIVE, False)
    done(field, AgreeReturnStep(field.stage.now, PARTNER, SCENE))
    done(field, ConfirmReturnStep(field.stage.now, DETECTIVE, SCENE, today(field)))
    assert known(field, SLATE) == []
    done(field, ConfirmReturnStep(field.stage.now, PARTNER, SCENE, today(field)))
    assert known(field, SLATE) == known(field, CHIEF) == [(SCENE, today(field))]
    assert known(field, CAPTAIN) == [], "he answers to another"
    for person in (LIAISON, HR):
        assert isinstance(field.stage.ask(person, Returned()), Refusal)
    of = field.stage.ask(LANTERN, ReturnOf(field.stage.cases[DETECTIVE]))
    assert isinstance(of, WayBackOf)
    assert [one.step for one in of.steps] == [SCENE]


def test_after_the_first_shift_somebody_is_in_touch_a_day_and_a_week_later(weeks_later: Field) -> None:
    field = weeks_later
    plans(field, SHIFT, PARTNER)
    both(field, SHIFT)
    ahead = [item for item in field.stage.case(DETECTIVE).items if item.key == "return_to_duty"]
    assert [local_day(item.due_at, ZONE) - today(field) for item in ahead] == [1, 7]
    peer = field.stage.case(DETECTIVE).peer
    field.sent()
    field.until(22, "13:00")
    assert peer is not None
    assert peer in [who for who, _ in field.sent()]


def test_taking_back_and_confirming_meet_and_one_of_them_wins(weeks_later: Field) -> None:
    field = weeks_later
    plans(field, RANGE, PARTNER)
    done(field, ConfirmReturnStep(field.stage.now, DETECTIVE, RANGE, today(field)))
    done(field, TakeBackReturnStep(field.stage.now, DETECTIVE, RANGE))
    assert says(field, ConfirmReturnStep(field.stage.now, PARTNER, RANGE, today(field))) == TAKEN_BACK
    assert known(field, SLATE) == []


def test_whom_he_rules_out_goes_nowhere_with_him_and_hears_nothing_of_it(weeks_later: Field) -> None:
    field = weeks_later
    plans(field, RANGE, MARLOW)
    done(field, AgreeReturnStep(field.stage.now, MARLOW, RANGE))
    field.do(RuleOut(field.stage.now, DETECTIVE, MARLOW))
    assert step(field, RANGE).person is None
    assert along(field, MARLOW) == []
    assert isinstance(says(field, ConfirmReturnStep(field.stage.now, MARLOW, RANGE, today(field))), Refusal)
    assert MARLOW not in [who for who, _ in field.sent()]
    plans(field, RANGE, PARTNER)
    both(field, RANGE)
    assert known(field, SLATE) == [(RANGE, today(field))]
