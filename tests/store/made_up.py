"""A small subject in field words, for tests of what keeps it: one case that counts its contacts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias, assert_never

from solidground.core.kernel import DAY, HOUR, AgencyId, CaseId, Instant, PersonId, Stream
from solidground.core.record import Change, Loaded
from solidground.core.subject import CaseRow, Notice, Subject
from solidground.store.base import SqlStore

AGENCY = AgencyId("harbor")
OTHER_AGENCY = AgencyId("bay")
MEMBER = PersonId("m-1")
PEER = PersonId("p-1")
SECOND_PEER = PersonId("p-2")
NOON: Instant = 1_700_000_000 * 1_000_000


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case began."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    plan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactMade:
    """Somebody got through."""

    schema: ClassVar[int] = 2
    at: Instant
    by: PersonId
    step: str
    role: str


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """The plan is another."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    plan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The case ended."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class DetailsPurged:
    """What need not be kept is gone."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


CaseEvent: TypeAlias = CaseOpened | ContactMade | PlanMoved | CaseClosed | DetailsPurged


class Kept(NamedTuple):
    """The state: the plan rarely changes."""

    status: str = "none"
    member: PersonId = PersonId("")
    plan: tuple[str, ...] = ()
    made: int = 0
    at: Instant = 0
    peer: PersonId = PEER


def evolve(state: Kept, event: CaseEvent) -> Kept:
    """Apply one event."""
    match event:
        case CaseOpened():
            return Kept("active", event.member, event.plan, 0, event.at)
        case ContactMade():
            return state._replace(made=state.made + 1, at=event.at)
        case PlanMoved():
            return state._replace(plan=event.plan, at=event.at)
        case CaseClosed():
            return state._replace(status="closed", at=event.at)
        case DetailsPurged():
            return Kept("closed", at=event.at)
        case _:
            assert_never(event)


def row(state: Kept) -> CaseRow | None:
    """Return the read row: it wakes a day after the last event."""
    active = state.status == "active"
    return CaseRow(
        status=state.status,
        member=state.member,
        incident="i-1",
        part="fired",
        began_at=NOON,
        wake_at=state.at + DAY if active else None,
        urgent=state.made == 1,
        peer=state.peer if active else None,
        unheld_at=None,
        next_step=state.plan[0] if state.plan else None,
        next_due_at=state.at + DAY if active else None,
        closed_at=None if active else state.at,
        keepers=(state.peer,) if active else (),
    )


CASE = Subject(
    name="case",
    side="care",
    initial=Kept(),
    decide=lambda *_: (),
    evolve=evolve,
    events=(CaseOpened, ContactMade, PlanMoved, CaseClosed, DetailsPurged),
    state=Kept,
    rarely="plan",
    row=row,
)


@dataclass(frozen=True, slots=True)
class IncidentRecorded:
    """Something happened."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    kind: str


class Incident(NamedTuple):
    """What happened, by kind."""

    kinds: tuple[str, ...] = ()


def evolve_incident(state: Incident, event: IncidentRecorded) -> Incident:
    """Apply one event."""
    return Incident((*state.kinds, event.kind))


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The command side's event asks care to open a case."""

    at: Instant
    by: PersonId
    member: PersonId


INCIDENT = Subject("incident", "command", Incident(), lambda *_: (), evolve_incident, (IncidentRecorded,), Incident)


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """Somebody is on the roster."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


class Somebody(NamedTuple):
    """Whether somebody is on the roster."""

    there: bool = False


PERSON = Subject(
    "person", "care", Somebody(), lambda *_: (), lambda _state, _event: Somebody(there=True), (PersonAdded,), Somebody
)

SUBJECTS = {"case": CASE._replace(commands=(OpenCase,)), "incident": INCIDENT, "person": PERSON}


def case(name: str = "c-1", agency: AgencyId = AGENCY) -> Stream:
    """Return the stream of a case."""
    return Stream(agency, "care", f"case/{name}")


def opened(
    at: Instant = NOON, plan: tuple[str, ...] = ("hour", "day", "week"), member: PersonId = MEMBER
) -> CaseOpened:
    """Return the first event of a case."""
    return CaseOpened(at, PEER, member, plan)


def made(at: Instant = NOON + HOUR, step: str = "hour", by: PersonId = PEER) -> ContactMade:
    """Return one contact."""
    return ContactMade(at, by, step, "peer")


def change(stream: Stream, loaded: Loaded, *events: CaseEvent, notices: tuple[Notice, ...] = ()) -> Change:
    """Return what a decision for these events writes."""
    state = loaded.state
    for event in events:
        state = evolve(state, event)
    return Change(stream, loaded.version, events, loaded.state, state, row(state), notices)


def notice(obligation: str = "o-1", at: Instant = NOON, *, rung: int = 0, urgent: bool = False) -> Notice:
    """Return one notification to be sent."""
    return Notice(obligation, 0, rung, PEER, "mail", "keeper_asked", at, urgent)


def salts() -> Iterator[bytes]:
    """Return salts that are the same in every run."""
    number = 0
    while True:
        number += 1
        yield number.to_bytes(16, "big")


def case_id(stream: Stream) -> CaseId:
    """Return the case of a stream."""
    return CaseId(stream.name.partition("/")[2])


def write(
    store: SqlStore, stream: Stream, *events: CaseEvent, notices: tuple[Notice, ...] = (), row: bool = True
) -> Loaded:
    """Append events to a stream in a transaction of their own; return what was there before."""
    with store.transaction() as unit:
        (loaded,) = unit.load([stream])
        written = change(stream, loaded, *events, notices=notices)
        unit.append([written if row else written._replace(row=None)])
    return loaded
