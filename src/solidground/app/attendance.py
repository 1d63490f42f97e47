"""The one thing of a session that crosses to command's side: its day, where whoever cares for the member passes it on.

It is a disclosure: a person's act, of the least there is, and the member is shown who did it. What must never happen
here: a day that crosses by itself, or anything but a day.
"""

from solidground.app.again import transacted
from solidground.app.asking.bonds import CHOSEN, bond_of
from solidground.app.asking.reading import Reading
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.rosters import Rosters
from solidground.core.care.contact.events import ContactRecorded, TaskDone
from solidground.core.duty.session.commands import Command, DiscloseAttendance, TakeBackAttendance
from solidground.core.duty.session.decider import World
from solidground.core.hours import local_day
from solidground.core.kernel import CaseId, Day, PersonId, Refusal
from solidground.core.wall import Role, Viewer, What, sees

NOT_YOURS = Refusal("SessionUnknown", "Choose a day of a session on this page.")


def disclose(reading: Reading, rosters: Rosters, viewer: Viewer, case: CaseId, on: Day, zone: str) -> Outcome:
    """Pass on that the member of a case attended a required session: by who held it, or who coordinates the case."""
    member = _member(reading, viewer, case, on)
    if member is None:
        return NOT_YOURS
    return _write(reading, rosters, member, DiscloseAttendance(reading.now, viewer.person, member, on), zone)


def take_back(reading: Reading, rosters: Rosters, viewer: Viewer, case: CaseId, on: Day, zone: str) -> Outcome:
    """Say that it was not so: by whoever passed it on, who still has to do with the case."""
    member = _member(reading, viewer, case, on)
    if member is None:
        return NOT_YOURS
    return _write(reading, rosters, member, TakeBackAttendance(reading.now, viewer.person, on), zone)


def _write(reading: Reading, rosters: Rosters, member: PersonId, command: Command, zone: str) -> Outcome:
    stream = stream_of(reading.agency, f"session/{member}")
    return transacted(reading.store, rosters, lambda unit: handle(unit, stream, command, World(zone)))


def _member(reading: Reading, viewer: Viewer, name: CaseId, on: Day) -> PersonId | None:
    """Return whose session it is, to who may pass it on: whoever held one of his own that day, or who coordinates."""
    case = None if viewer.serves_command else reading.case(name)
    if case is None:
        return None
    bond = bond_of(viewer, case, reading.roster(), reading.now)
    # Who answers to him, and he himself, are somebody else's to say it of.
    if bond.is_member or bond.is_supervisor or viewer.person in case.choices.ruled_out:
        return None
    coordinates = bool(viewer.roles & {Role.COORDINATOR, Role.DEPUTY})
    held = any(
        _is_his(event, viewer.person) and local_day(event.held_at, case.plan.zone) == on
        for event in reading.events(name)
        if isinstance(event, TaskDone | ContactRecorded)
    )
    bond = bond._replace(is_own=held, is_chosen_clinician=held or bond.is_chosen_clinician)
    return case.head.member if (coordinates or held) and sees(What.SESSION_ATTENDED, viewer, bond) else None


def _is_his(event: TaskDone | ContactRecorded, person: PersonId) -> bool:
    """Return whether somebody held a session as a clinician or a chaplain."""
    made = isinstance(event, TaskDone) or event.outcome == "made"
    return made and event.by == person and event.role in CHOSEN
