"""How somebody does something by hand: through the same use cases as on the pages, and bound by the same rules."""

from collections.abc import Callable, Sequence
from typing import Final

from solidground.app.demo.cast import AGENCY, DETECTIVE, ZONE, local
from solidground.app.demo.show import INCIDENT
from solidground.app.demo.stage import Act, Stage
from solidground.app.duty_terms import shipped_terms
from solidground.app.inquiries import record
from solidground.app.leave import act as act_on_status
from solidground.app.leave import record as record_status
from solidground.app.owed import Saying, owed_name, say
from solidground.app.property import act as act_on_thing
from solidground.app.property import take
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.duty.investigation.decider import Word
from solidground.core.duty.property.commands import Command as OfThing
from solidground.core.duty.property.commands import TakeProperty
from solidground.core.duty.status.commands import RecordDutyStatus, TellMember
from solidground.core.kernel import PersonId

WORDS: Final = (
    Word("criminal", "open", "open"),
    Word("criminal", "declined", "decided"),
    Word("administrative", "open", "open"),
    Word("administrative", "exonerated", "decided"),
)
"""How an inquiry may stand here."""

LEAST_DAYS: Final = shipped_terms().leave_least_days.number


def at(days: int, clock: str, do: Callable[[Stage], object]) -> Act:
    """Return what is done at one time, so many days after the incident."""
    return Act(local(days, clock), do)


def says(stage: Stage, members: Sequence[PersonId], saying: Saying) -> None:
    """Let somebody of command say of each of these members that he did something, or why not."""
    for member in members:
        name = owed_name(INCIDENT, member)
        say(stage.seen, stage.rosters, AGENCY, stage.viewer(saying.by), name, saying, stage.now)


def takes(stage: Stage, thing: str, command: TakeProperty) -> None:
    """Let the property officer write down that a thing was taken."""
    take(stage.seen, stage.rosters, AGENCY, stage.viewer(command.by), thing, command, ZONE)


def about(stage: Stage, command: OfThing, *things: str) -> None:
    """Let somebody do something about things that were taken."""
    for thing in things:
        act_on_thing(stage.seen, stage.rosters, AGENCY, stage.viewer(command.by), thing, command, stage.now)


def stands(stage: Stage, command: RecordDutyStatus) -> None:
    """Let HR write down how he stands on duty."""
    viewer = stage.viewer(command.by)
    record_status(stage.seen, stage.rosters, AGENCY, viewer, command, ZONE, stage.now, LEAST_DAYS)


def told_how_he_stands(stage: Stage, command: TellMember) -> None:
    """Let his captain tell him how he stands."""
    act_on_status(stage.seen, stage.rosters, AGENCY, stage.viewer(command.by), DETECTIVE, command, stage.now)


def passes_on(stage: Stage, command: RecordStatus) -> None:
    """Let the liaison pass on how an inquiry stands."""
    record(stage.seen, stage.rosters, AGENCY, stage.viewer(command.by), command, WORDS, stage.now)
