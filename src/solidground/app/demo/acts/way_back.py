"""S15: he comes back in steps of his own: each planned, agreed to by whoever goes along, done, and confirmed by two.

What must never happen here: a step of which command learns before he let it.
"""

from functools import partial
from typing import Final

from solidground.app.demo.acts.by_hand import at
from solidground.app.demo.cast import AGENCY, CEDAR, DETECTIVE, PARTNER
from solidground.app.demo.stage import Act, Stage
from solidground.app.duty_terms import shipped_terms
from solidground.app.returning import Said, say
from solidground.core.care.returning.commands import AgreeReturnStep, Command, ConfirmReturnStep, PlanReturnStep
from solidground.core.care.returning.decider import step_of
from solidground.core.care.returning.events import GoesAs
from solidground.core.kernel import Day, PersonId

STEPS: Final = tuple([one.key for one in shipped_terms().return_steps])
FOLLOWED: Final = frozenset([one.key for one in shipped_terms().return_steps if one.followed])


def _says(stage: Stage, command: Command) -> None:
    said = Said(stage.cases[DETECTIVE], command, stage.now, mine=command.by == DETECTIVE)
    say(stage.seen, stage.rosters, AGENCY, stage.viewer(command.by), said)


def _plans(step: str, person: PersonId, goes_as: GoesAs, in_days: Day, stage: Stage) -> None:
    """Let him plan a step, unless somebody in his place has planned it otherwise."""
    if step_of(stage.case(DETECTIVE), step) is None:
        on = stage.today + in_days
        _says(stage, PlanReturnStep(stage.now, DETECTIVE, step, STEPS, on, person, goes_as))


def _agrees(step: str, person: PersonId, stage: Stage) -> None:
    _says(stage, AgreeReturnStep(stage.now, person, step))


def _confirmed(step: str, person: PersonId, stage: Stage) -> None:
    for who in (DETECTIVE, person):
        _says(stage, ConfirmReturnStep(stage.now, who, step, stage.today, step in FOLLOWED))


def _step(step: str, person: PersonId, goes_as: GoesAs, planned: int, on: int) -> tuple[Act, ...]:
    """Return one step: planned on a day after the incident, agreed to on the next, done and confirmed on its own."""
    return (
        at(planned, "19:00", partial(_plans, step, person, goes_as, on - planned)),
        at(planned + 1, "18:00", partial(_agrees, step, person)),
        at(on, "17:00", partial(_confirmed, step, person)),
    )


WAY_BACK: Final[tuple[Act, ...]] = (
    *_step("scene_visit", PARTNER, "partner", 36, 40),
    *_step("range", CEDAR, "peer", 43, 47),
    *_step("first_shift", PARTNER, "partner", 55, 62),
    *_step("full_duty", PARTNER, "partner", 74, 76),
)
