"""The way back of the member of the small agency: what he plans, and who goes along."""

from typing import Any

from solidground.app.handle import Outcome
from solidground.app.returning import Said, say
from solidground.core.care.returning.commands import Command, ConfirmReturnStep, PlanReturnStep
from solidground.core.care.returning.decider import step_of
from solidground.core.care.returning.events import GoesAs
from solidground.core.care.state import ReturnStep
from solidground.core.duty.returned.decider import State
from solidground.core.hours import local_day
from solidground.core.kernel import CaseId, Day, Instant, PersonId, Stream
from tests.app.holdings import happened, viewer
from tests.app.town import AGENCY, MEMBER, NOON, ZONE, Town

TODAY = local_day(NOON, ZONE)
STEPS = ("scene_visit", "range", "vehicle", "first_shift", "full_duty")
FOLLOWED = ("first_shift", "full_duty")
PARTNER = PersonId("partner")


def plans(
    step: str = "range",
    person: PersonId | None = PARTNER,
    at: Instant = NOON,
    goes_as: GoesAs = "partner",
    by: PersonId = MEMBER,
) -> PlanReturnStep:
    """Return that a member plans a step with somebody, without a day."""
    return PlanReturnStep(at, by, step, STEPS, None, person, goes_as)


def says(town: Town, case: CaseId, command: Command, seen_at: Instant | None = None) -> Outcome:
    """Let whoever the command is by say something of a step, as it stands unless a test says otherwise."""
    known = step_of(town.case(case), command.step)
    seen = (known.changed_at if known is not None else 0) if seen_at is None else seen_at
    who = viewer(town, command.by, command.at)
    mine = command.by == town.case(case).head.member
    return say(town.store, town.rosters, AGENCY, who, Said(case, command, seen, mine=mine))


def planned(town: Town, case: CaseId, step: str = "range", **changes: Any) -> None:  # noqa: ANN401 - fields of ``plans``
    """Let the member plan a step."""
    happened(says(town, case, plans(step, **changes)))


def confirmed(
    town: Town, case: CaseId, step: str = "range", on: Day = TODAY, person: PersonId = PARTNER, at: Instant = NOON
) -> None:
    """Let both confirm a step: whoever goes along first."""
    for who in (person, MEMBER):
        happened(says(town, case, ConfirmReturnStep(at, who, step, on, step in FOLLOWED)))


def one_step(town: Town, case: CaseId, step: str = "range") -> ReturnStep:
    """Return a step as it stands."""
    found = step_of(town.case(case), step)
    assert found is not None
    return found


def known_to_command(town: Town, member: PersonId = MEMBER) -> State:
    """Return what command knows of somebody's way back."""
    with town.store.transaction() as unit:
        state: State = unit.load([Stream(AGENCY, "command", f"returned/{member}")])[0].state
    return state
