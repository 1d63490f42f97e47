"""The audit: whether command did what it owed one person after one incident, when, as whom, or why not.

Each step is one function of command's own states, and a new one is one line of ``STEPS``. What must never happen here:
a look at care, somebody of command named, or a step that no state feeds.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.core.duty.investigation.state import OTHERS, heard
from solidground.core.duty.investigation.state import State as Investigation
from solidground.core.duty.owed.decider import owed_to
from solidground.core.duty.owed.events import Duty
from solidground.core.duty.owed.state import State as Owed
from solidground.core.duty.property.state import State as Thing
from solidground.core.duty.returned.decider import State as Returned
from solidground.core.duty.session.decider import State as Session
from solidground.core.duty.status.state import State as Status
from solidground.core.duty.terms import FIRED, Terms
from solidground.core.hours import at_minute, local_day
from solidground.core.kernel import Day, Instant, PersonId
from solidground.core.wall import What

How: TypeAlias = Literal["on_time", "late", "not_done"]

NEAR_DAYS: Final = 31
"""So long after an incident at most what was taken from somebody, or the leave he was given, was because of it, where
nobody said so."""

FOLLOWS_DAYS: Final = 183
"""So long after an incident at most a session, or a step back to work, is counted with it: half a year."""


class Kept(NamedTuple):
    """All that command keeps of one person and one incident. ``terms`` are the agency's own, as they are now."""

    incident: str
    member: PersonId
    part: str
    occurred_at: Instant
    zone: str
    terms: Terms
    owed: Owed = Owed()
    things: tuple[tuple[str, Thing], ...] = ()
    """What was taken from him, each with the name of its stream."""
    session: Session = Session()
    returned: Returned = Returned()
    investigation: Investigation = Investigation()
    status: Status = Status()

    def due_at(self, step: str) -> Instant | None:
        """Return by when something was owed: as it was written down then, else by the list of now."""
        written = self.owed.due if self.owed.member else owed_to(self.terms, self.part, self.occurred_at, self.zone)
        return dict(written).get(step)


class Found(NamedTuple):
    """One step: by when it was owed, on which day and as whom it was done, or why not; and the stream that shows it."""

    due_at: Instant
    on: Day | None = None
    role: str = ""
    why: str = ""
    stream: str = ""


class Step(NamedTuple):
    """One step of the audit: what it says of somebody, nothing where it is not owed; and its row of the wall.

    It may be owed more than once: then what went worst stands for all of it.
    """

    find: Callable[[Kept], tuple[Found, ...]]
    what: What


class Line(NamedTuple):
    """One person and one incident, with every step that is owed by now."""

    incident: str
    member: PersonId
    part: str
    occurred_at: Instant
    zone: str
    steps: Mapping[str, Found]


class Counts(NamedTuple):
    """How often a step was owed, and how it went; what has a reason is not done all the same."""

    owed: int = 0
    done_on_time: int = 0
    done_late: int = 0
    not_done: int = 0


def _replacement(kept: Kept) -> tuple[Found, ...]:
    due_at = kept.due_at("replacement")
    return () if due_at is None else (_offered(kept, due_at),)


def _offered(kept: Kept, due_at: Instant) -> Found:
    weapons = [(stream, one) for stream, one in kept.things if one.kind == "service_weapon" and _after(kept, one)]
    if not weapons:
        return Found(due_at)
    stream, waits = next(((stream, one) for stream, one in weapons if _offered_on(one) is None), weapons[-1])
    answers = [on for _, one in weapons if (on := _offered_on(one)) is not None]
    if len(answers) == len(weapons):
        return Found(due_at, max(answers), "property_officer", "", stream)
    return Found(due_at, why=waits.put_off.why if waits.put_off is not None else "", stream=stream)


def _after(kept: Kept, thing: Thing) -> bool:
    """Return whether a thing was taken because of an incident: said so then, or taken soon after it."""
    if thing.void or thing.incident:
        return thing.incident == kept.incident and not thing.void
    return 0 <= thing.on - local_day(kept.occurred_at, kept.zone) <= NEAR_DAYS


def _offered_on(thing: Thing) -> Day | None:
    """Return on which day another one was first offered, or given."""
    given = thing.handover("replacement")
    days = [on for on in (thing.offered_on, given.on if given is not None else None) if on is not None]
    return min(days, default=None)


def _said(duty: Duty) -> Callable[[Kept], tuple[Found, ...]]:
    """Return what finds something that a supervisor does himself, and says of it that he did."""

    def find(kept: Kept) -> tuple[Found, ...]:
        due_at, said = kept.due_at(duty), kept.owed.now(duty)
        if due_at is None:
            return ()
        if said is None:
            return (Found(due_at),)
        return (Found(due_at, said.on, said.role, said.why or "", f"owed/{kept.incident}/{kept.member}"),)

    return find


_leave_said: Final = _said("leave")


def _leave(kept: Kept) -> tuple[Found, ...]:
    """Return on which day he first knew until when he is off: by a supervisor, or in writing by what HR wrote down."""
    on = _in_writing(kept)
    return tuple(
        [
            one
            if on is None or (one.on is not None and one.on <= on)
            else Found(one.due_at, on, "hr", "", f"status/{kept.member}")
            for one in _leave_said(kept)
        ]
    )


def _in_writing(kept: Kept) -> Day | None:
    """Return since when he has a leave in writing that began soon after an incident; None where none of it stands."""
    since_on = local_day(kept.occurred_at, kept.zone)
    near = [one for one in kept.status.entries if one.status != "full" and 0 <= one.on - since_on <= NEAR_DAYS]
    # What was written down anew was told to him all the same, and what was never so was no leave.
    if all(one.corrected for one in near):
        return None
    days = [local_day(one.assured_at, kept.zone) for one in near if one.assured_at is not None]
    return min([on for on in days if on >= since_on], default=None)


def _session(kept: Kept) -> tuple[Found, ...]:
    """Return the day of the first required session that was passed on since; that one was missed nobody says."""
    due_at = kept.due_at("session")
    if due_at is None:
        return ()
    on = _first_since(kept, kept.session.days)
    return (Found(due_at) if on is None else Found(due_at, on, "care", "", f"session/{kept.member}"),)


def _status_told(kept: Kept) -> tuple[Found, ...]:
    """Return of every word of every inquiry by when it was owed, and on which day he was told it."""
    within = kept.terms.status_told_within
    if kept.part in OTHERS or not within.owed_to(kept.part):
        return ()
    stream, words = f"investigation/{kept.incident}", heard(kept.investigation, kept.member)
    return tuple(
        [Found(within.until(one.at, kept.zone), on, "care" if on is not None else "", "", stream) for one, on in words]
    )


def _return(kept: Kept) -> tuple[Found, ...]:
    """Return the first step of the way back that is done. Nothing of it is ever owed, so it is never late either."""
    on = _first_since(kept, [one.on for one in kept.returned.done])
    if on is None:
        return ()
    return (Found(at_minute(on, 0, kept.zone), on, "member", "", f"returned/{kept.member}"),)


def _first_since(kept: Kept, days: Iterable[Day]) -> Day | None:
    """Return the first of some days within the months after an incident: what is later is because of another."""
    since_on = local_day(kept.occurred_at, kept.zone)
    return min([on for on in days if since_on <= on <= since_on + FOLLOWS_DAYS], default=None)


STEPS: Final[Mapping[str, Step]] = MappingProxyType(
    {
        "replacement": Step(_replacement, What.PROPERTY),
        "visit": Step(_said("visit"), What.INCIDENT),
        "call": Step(_said("call"), What.INCIDENT),
        "leave": Step(_leave, What.DUTY_STATUS),
        "session": Step(_session, What.SESSION_ATTENDED),
        "status_told": Step(_status_told, What.INVESTIGATION),
        "return": Step(_return, What.RETURN_COMPLETED),
    }
)
"""In the order of time. What a supervisor does himself is command's own, and follows from the incident."""


def line(kept: Kept, now: Instant) -> Line:
    """Return what is owed by now to one person after one incident, and what became of it.

    What is not due yet counts where something was said of it already, and else not.
    """
    owed: dict[str, Found] = {}
    for name, step in STEPS.items():
        found = [one for one in step.find(kept) if one.on is not None or one.why or one.due_at <= now]
        if found:
            owed[name] = max(found, key=lambda one: _badly(one, kept.zone))
    return Line(kept.incident, kept.member, kept.part, kept.occurred_at, kept.zone, MappingProxyType(owed))


def _badly(found: Found, zone: str) -> tuple[bool, int]:
    """Return how badly something went: not done is worst, and of it what waits longest; else what was latest."""
    if found.on is None:
        return True, -found.due_at
    return False, found.on - local_day(found.due_at, zone)


def how(found: Found, zone: str) -> How:
    """Return how a step went: on time is done by the end of the day on which it was due."""
    if found.on is None:
        return "not_done"
    return "on_time" if found.on <= local_day(found.due_at, zone) else "late"


def counted(lines: Iterable[Line]) -> dict[str, Counts]:
    """Return how often each step was owed, and how it went."""
    went: dict[str, list[How]] = {name: [] for name in STEPS}
    for one in lines:
        for name, found in one.steps.items():
            went[name].append(how(found, one.zone))
    return {
        name: Counts(len(all_), all_.count("on_time"), all_.count("late"), all_.count("not_done"))
        for name, all_ in went.items()
    }


def fired(lines: Iterable[Line]) -> int:
    """Return how many of them fired."""
    return sum(one.part == FIRED for one in lines)
