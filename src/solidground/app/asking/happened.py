"""The incidents of the last year, and how the inquiries after them stand, for those of command.

What must never happen here: reading a case. That care follows is the incident's own bit: it follows for everybody who
took part, whatever became of it.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from solidground.app.asking.bonds import towards
from solidground.app.asking.incidents import Part
from solidground.app.asking.questions import NOT_HERE, AlreadyEntered, Inquiries, LastYear, MyPeople
from solidground.app.asking.reading import Reading
from solidground.app.handle import stream_of
from solidground.app.ports import Store
from solidground.app.rosters import Roster
from solidground.core.duty.investigation.events import WhyEarly
from solidground.core.duty.investigation.state import OTHERS, Interview, Standing, Told, told_of
from solidground.core.duty.investigation.state import State as Investigation
from solidground.core.hours import local_day
from solidground.core.incident.decider import State
from solidground.core.kernel import DAY, AgencyId, Day, Instant, PersonId, Refusal
from solidground.core.wall import Bond, Role, Viewer, What, sees

YEAR_DAYS: Final = 366
NEAR_FOR: Final = DAY
"""Two people who enter the same incident give it times as far apart as this at most."""

OF_INCIDENTS: Final = ("incident", "investigation")
"""Subjects whose streams are named by an incident."""

NEAR_DAYS: Final = 31
"""So long after an incident at most what is taken from somebody is taken because of it."""

SHOWN_MOST: Final = 200
"""Incidents of one answer, the newest ones."""


class Interviewed(NamedTuple):
    """When somebody is interviewed: to the liaison with its hour and why it could not wait, to others the day alone."""

    member: PersonId
    on: Day
    starts_at: Instant | None = None
    zone: str = ""
    why: WhyEarly | None = None


class Happened(NamedTuple):
    """One incident. ``standing`` is None where this viewer may not know how the inquiries stand.

    ``last_at`` is when one of them was last taken down, 0 before.
    """

    incident: str
    kind: str
    occurred_at: Instant
    zone: str
    people: tuple[Part, ...]
    standing: tuple[Standing, ...] | None
    last_at: Instant
    told: tuple[Told, ...] = ()
    """Which of these people were told how an inquiry stands now."""
    interviews: tuple[Interviewed, ...] = ()


@dataclass
class _Known:
    """What of an agency's command log has been read, so that a page reads on from there."""

    position: int = 0
    occurred: dict[str, Instant] = field(default_factory=dict)
    going_on: set[str] = field(default_factory=set)
    """Incidents after which an inquiry has not ended."""
    took_part: dict[PersonId, dict[str, None]] = field(default_factory=dict)
    """After which incidents an inquiry may be about somebody, for each who took part."""


_KNOWN: Final[WeakKeyDictionary[Store, dict[AgencyId, _Known]]] = WeakKeyDictionary()


def my_people(reading: Reading, viewer: Viewer, question: MyPeople) -> tuple[Happened, ...] | Refusal:
    """Return what happened to those whom this viewer supervises, and only them."""
    assert isinstance(question, MyPeople)
    me = reading.people().people.get(viewer.person)
    if me is None or not me.supervises:
        return NOT_HERE
    own = me.supervises
    found = _answer(reading, viewer, _since(reading, _known(reading)))
    mine = (_among(one, own) for one in found)
    return tuple([one for one in mine if one.people])


def _among(one: Happened, people: Container[PersonId]) -> Happened:
    """Return an incident with some of its people alone."""
    return one._replace(
        people=tuple([part for part in one.people if part.person in people]),
        told=tuple([told for told in one.told if told.member in people]),
        interviews=tuple([planned for planned in one.interviews if planned.member in people]),
    )


def last_year(reading: Reading, viewer: Viewer, question: LastYear) -> tuple[Happened, ...] | Refusal:
    """Return the incidents of the last year to whom every incident is shown."""
    assert isinstance(question, LastYear)
    if not sees(What.INCIDENT, viewer, Bond()):
        return NOT_HERE
    return _answer(reading, viewer, _since(reading, _known(reading)))


def inquiries(reading: Reading, viewer: Viewer, question: Inquiries) -> tuple[Happened, ...] | Refusal:
    """Return every incident after which an inquiry may stand somehow, to who may know how all of them stand."""
    assert isinstance(question, Inquiries)
    if not sees(What.INVESTIGATION, viewer, Bond()):
        return NOT_HERE
    known = _known(reading)
    found = _answer(reading, viewer, {*_since(reading, known), *known.going_on})
    return tuple([one for one in found if one.standing is not None])


def already_entered(reading: Reading, viewer: Viewer, question: AlreadyEntered) -> tuple[Happened, ...] | Refusal:
    """Return the other incidents of about that time in which one of some people took part, with those people alone."""
    if not sees(What.INCIDENT, viewer, Bond()):
        return NOT_HERE
    occurred = _known(reading).occurred
    near = [one for one, at in occurred.items() if abs(at - question.at) <= NEAR_FOR and one != question.incident]
    found = (_among(one, question.people) for one in _answer(reading, viewer, near))
    return tuple([one for one in found if one.people])


def _known(reading: Reading) -> _Known:
    """Return what is known of the agency's incidents, with what was written since it was last asked."""
    known = _KNOWN.setdefault(reading.store, {}).setdefault(reading.agency, _Known())
    if reading.command_size() == known.position:
        return known
    position, changed = known.position, dict[str, None]()
    for row in reading.store.log(reading.agency, "command", position):
        position = row.position
        subject, _, name = row.stream.partition("/")
        if subject in OF_INCIDENTS:
            changed[name] = None
    # What this page read before may be older than the log is by now, and would be kept for good.
    for state, investigation in _states(reading.afresh(), changed):
        known.occurred[state.incident] = state.occurred_at
        for person, part in state.involved:
            if part not in OTHERS:
                known.took_part.setdefault(person, {})[state.incident] = None
        goes_on = any(one.stands != "closed" for one in investigation.standing)
        (known.going_on.add if goes_on else known.going_on.discard)(state.incident)
    known.position = position
    return known


def all_incidents(reading: Reading) -> Mapping[str, Instant]:
    """Return when every incident was, by its id: shown to nobody before it went through the wall."""
    return _known(reading).occurred


def incident_of(reading: Reading, person: PersonId, on: Day) -> str:
    """Return the last incident before the end of a day in which somebody took part, to be written down with a thing.

    It is shown to nobody: whoever keeps a thing is told of no incident, not even that there is none.
    """
    known = _known(reading)
    near = [
        (state.occurred_at, state.incident)
        for state, _ in _states(reading, _since(reading, known))
        if 0 <= on - local_day(state.occurred_at, state.zone) <= NEAR_DAYS and person in dict(state.involved)
    ]
    return max(near)[1] if near else ""


def incidents_of(reading: Reading, person: PersonId) -> tuple[str, ...]:
    """Return the incidents in which somebody took part: for himself, and nobody else."""
    return tuple(_known(reading).took_part.get(person, ()))


def _since(reading: Reading, known: _Known) -> set[str]:
    since_at = reading.now - YEAR_DAYS * DAY
    return {incident for incident, at in known.occurred.items() if at >= since_at}


def _states(reading: Reading, incidents: Iterable[str]) -> list[tuple[State, Investigation]]:
    names = list(incidents)
    streams = [stream_of(reading.agency, f"{subject}/{name}") for subject in OF_INCIDENTS for name in names]
    states = reading.states(streams) if streams else []
    return list(zip(states[: len(names)], states[len(names) :], strict=True))


def _answer(reading: Reading, viewer: Viewer, incidents: Iterable[str]) -> tuple[Happened, ...]:
    roster = reading.people()
    seen = [_seen(viewer, state, found, roster) for state, found in _states(reading, incidents)]
    return tuple(sorted(seen, key=lambda one: (-one.occurred_at, one.incident))[:SHOWN_MOST])


def _seen(viewer: Viewer, state: State, investigation: Investigation, roster: Roster) -> Happened:
    bonds = [(person, part, towards(viewer, person, roster)) for person, part in state.involved]
    people = tuple(
        [
            Part(person, part, True if sees(What.CASE_FOLLOWS, viewer, bond) else None)
            for person, part, bond in bonds
            if sees(What.INCIDENT, viewer, bond)
        ]
    )
    shown = knows_how_it_stands(viewer, state, roster)
    standing = investigation.standing if shown else None
    happened = Happened(state.incident, state.kind, state.occurred_at, state.zone, people, standing, 0)
    if not shown:
        return happened
    seen = [part.person for part in people]
    told = [told_of(investigation, person, one) for one in investigation.standing for person in seen]
    return happened._replace(
        last_at=investigation.changed_at,
        told=tuple([one for one in told if one is not None]),
        interviews=tuple([_planned(viewer, one) for one in investigation.interviews if one.member in seen]),
    )


def _planned(viewer: Viewer, one: Interview) -> Interviewed:
    if Role.LIAISON in viewer.roles:
        return Interviewed(one.member, one.on, one.starts_at, one.zone, one.why)
    return Interviewed(one.member, one.on)


def knows_how_it_stands(viewer: Viewer, state: State, roster: Roster) -> bool:
    """Return whether a viewer may know how the inquiries stand: not where he took part himself, before he is told."""
    bonds = [towards(viewer, person, roster) for person, _ in state.involved]
    if any(bond.is_member for bond in bonds):
        return sees(What.INVESTIGATION, viewer, Bond(is_member=True))
    return any(sees(What.INVESTIGATION, viewer, bond) for bond in (bonds or [Bond()]))
