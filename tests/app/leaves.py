"""A leave of the member of the small agency, an exam of his fitness, and the day of a session he had to go to."""

from dataclasses import replace
from typing import Any

from solidground.app.asking.reading import Reading
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.leave import act, examine, record
from solidground.core.duty.fitness.commands import RecordFitness
from solidground.core.duty.fitness.decider import State as Fitness
from solidground.core.duty.fitness.events import Finding
from solidground.core.duty.session.commands import DiscloseAttendance
from solidground.core.duty.session.decider import World as OfSession
from solidground.core.duty.status.commands import GiveAssurance, RecordDutyStatus, TellMember
from solidground.core.duty.status.state import State
from solidground.core.kernel import Day, Instant, PersonId, Stream
from tests.app.holdings import TODAY, happened, viewer
from tests.app.town import AGENCY, MEMBER, NOON, ZONE, Town
from tests.web.headquarters import HR, SUPERVISOR

LEAVE = RecordDutyStatus(
    NOON,
    HR,
    MEMBER,
    "administrative_leave",
    TODAY,
    TODAY + 9,
    TODAY + 3,
    calls="one_weekly",
    caller=SUPERVISOR,
    assured=True,
)

LEAST = 3
"""Days that an administrative leave lasts at least, by the list that is shipped."""


def left(town: Town, command: RecordDutyStatus = LEAVE, seen_at: Instant | None = None, **changed: Any) -> Outcome:  # noqa: ANN401 - its fields
    """Write down how somebody stands, as a page that was just opened would."""
    command = replace(command, **changed)
    seen = stands(town, command.member).changed_at if seen_at is None else seen_at
    by = viewer(town, command.by, command.at)
    return record(town.store, town.rosters, AGENCY, by, command, ZONE, seen, LEAST)


def does(
    town: Town, command: GiveAssurance | TellMember, member: PersonId = MEMBER, seen_at: Instant | None = None
) -> Outcome:
    """Say that he was told, or has it in writing."""
    seen = stands(town, member).changed_at if seen_at is None else seen_at
    return act(town.store, town.rosters, AGENCY, viewer(town, command.by, command.at), member, command, seen)


def examined(
    town: Town,
    finding: Finding = "referred",
    on: Day = TODAY,
    by: PersonId = HR,
    member: PersonId = MEMBER,
    seen_at: Instant = NOON,
) -> Outcome:
    """Write down a referral, or how an exam ended."""
    command = RecordFitness(NOON, by, member, finding, on)
    return examine(town.store, town.rosters, AGENCY, viewer(town, by), command, ZONE, seen_at)


def attended(town: Town, by: PersonId, on: Day = TODAY, member: PersonId = MEMBER) -> None:
    """Pass on that a session was attended; who may is looked at elsewhere."""
    command = DiscloseAttendance(NOON, by, member, on)
    with town.store.transaction() as unit:
        happened(handle(unit, stream_of(AGENCY, f"session/{member}"), command, OfSession(ZONE)))


def stands(town: Town, member: PersonId = MEMBER) -> State:
    """Return how somebody stands."""
    with town.store.transaction() as unit:
        state: State = unit.load([Stream(AGENCY, "command", f"status/{member}")])[0].state
    return state


def fitness(town: Town, member: PersonId = MEMBER) -> Fitness:
    """Return what was written down of somebody's fitness."""
    with town.store.transaction() as unit:
        state: Fitness = unit.load([Stream(AGENCY, "command", f"fitness/{member}")])[0].state
    return state


def reading(town: Town, at: Instant = NOON) -> Reading:
    """Return what an answer is read from."""
    return Reading(town.store, town.rosters, AGENCY, at)
