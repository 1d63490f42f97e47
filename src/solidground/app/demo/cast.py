"""A made-up agency: call signs and badge numbers, never a name."""

from datetime import date, datetime, time, timedelta
from typing import Final

from solidground.app.founding import FOUNDERS, NewPerson, enter
from solidground.app.handle import handle, stream_of
from solidground.app.ports import Unit
from solidground.core.hours import Quiet, to_instant
from solidground.core.kernel import AgencyId, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import DeclareKin, SetSupervisor
from solidground.core.roster.reach.commands import DesignatePeer, RecordTraining, SetCapacity
from solidground.core.roster.rota.commands import SetRota
from solidground.core.roster.rota.state import Layer
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.roster.world import World

AGENCY: Final = AgencyId("harbor-city")
ZONE: Final = "America/Chicago"
FIRST_DAY: Final = date(2024, 3, 5)
"""The day of the incident, a Tuesday."""

DETECTIVE: Final = PersonId("2207")
SIGNS_AS: Final = "Detective 2207"
"""What he types to sign: nobody has a name here."""

PARTNER: Final = PersonId("2214")
WITNESS: Final = PersonId("1868")
DISPATCHER: Final = PersonId("D-09")
MEMBERS: Final = (
    (DETECTIVE, "discharged_weapon"),
    (PARTNER, "partner"),
    (WITNESS, "witness"),
    (DISPATCHER, "dispatcher"),
)

COMPANION: Final = PersonId("1733")
SECOND_COMPANION: Final = PersonId("1790")
THIRD_COMPANION: Final = PersonId("1812")
COLLEAGUE: Final = PersonId("1951")

CEDAR, HARBOR, JUNIPER = PersonId("Cedar"), PersonId("Harbor"), PersonId("Juniper")
SLATE, WILLOW, BIRCH, MARLOW = PersonId("Slate"), PersonId("Willow"), PersonId("Birch"), PersonId("Marlow")
LANTERN, ANCHOR, CLINIC = PersonId("Lantern"), PersonId("Anchor"), PersonId("Clinic-3")
CAPTAIN, CHIEF, LIAISON = PersonId("Captain-7"), PersonId("Chief-1"), PersonId("Liaison-2")
HR, ADMINISTRATOR, COSIGNER = PersonId("HR-4"), PersonId("Admin-1"), PersonId("Union-1")
KEYS = PersonId("Keys-5")
"""Who keeps what was taken."""
FAMILY = PersonId("Home-2207")

_BY, _SECOND = FOUNDERS
_JOINED: Final = date(2010, 1, 4).toordinal()
_NIGHT: Final = Quiet(ZONE, 22 * 60, 8 * 60)
_TRAINED_UNTIL: Final = date(2029, 3, 20).toordinal()


def local(days: int, clock: str) -> Instant:
    """Return the instant of a wall clock time, so many days after the incident."""
    return to_instant(datetime.combine(FIRST_DAY + timedelta(days=days), time.fromisoformat(clock)), ZONE)


FOUNDED_AT: Final = local(-30, "09:00")


def found(unit: Unit) -> None:
    """Enter everybody: helpers, members, and those of command."""
    for peer, experience in (
        (CEDAR, ("discharged_weapon",)),
        (HARBOR, ("witness",)),
        (JUNIPER, ("dispatcher",)),
        (SLATE, ("discharged_weapon",)),
        (WILLOW, ()),
        (BIRCH, ()),
        (MARLOW, ("discharged_weapon",)),
        (PARTNER, ()),
    ):
        _enter(
            unit, NewPerson(peer, ZONE, _JOINED, (), None, ways=("text", "phone"), quiet=_NIGHT, experience=experience)
        )
        until_on = _TRAINED_UNTIL if peer == HARBOR else None
        for command in (
            DesignatePeer(FOUNDED_AT, _BY, _JOINED),
            RecordTraining(FOUNDED_AT, _BY, _JOINED, until_on),
            SetCapacity(FOUNDED_AT, _BY, 4),
        ):
            _person(unit, peer, command)
    for person, role in (
        *((LANTERN, "coordinator"), (ANCHOR, "deputy"), (CLINIC, "clinician")),
        *((CHIEF, "chief"), (LIAISON, "liaison"), (HR, "hr"), (ADMINISTRATOR, "administrator")),
        (COSIGNER, "cosigner"),
        (FAMILY, "family_contact"),
    ):
        _enter(unit, NewPerson(person, ZONE, _JOINED, (role,), ways=("text", "phone"), quiet=_NIGHT))  # type: ignore[arg-type]  # the pairs above name roles
    for person in (
        DETECTIVE,
        WITNESS,
        DISPATCHER,
        COMPANION,
        SECOND_COMPANION,
        THIRD_COMPANION,
        COLLEAGUE,
        CAPTAIN,
    ):
        _enter(unit, NewPerson(person, ZONE, _JOINED, quiet=_NIGHT))
    _tie(unit)


def _tie(unit: Unit) -> None:
    for member, supervisor in ((DETECTIVE, SLATE), (PARTNER, CAPTAIN), (WITNESS, CAPTAIN), (COLLEAGUE, CAPTAIN)):
        _person(unit, member, SetSupervisor(FOUNDED_AT, _BY, supervisor, _JOINED))
    for kin in (WILLOW, FAMILY):
        _person(unit, DETECTIVE, DeclareKin(FOUNDED_AT, DETECTIVE, kin))
    turns = Layer((BIRCH, MARLOW), "weekly", 8 * 60, 0, FIRST_DAY.toordinal() - 7)
    command = SetRota(FOUNDED_AT, _BY, "on-call", "peer", ZONE, (turns,))
    outcome = handle(unit, stream_of(AGENCY, "rota/on-call"), command, RotaWorld(frozenset({BIRCH, MARLOW})))
    assert not isinstance(outcome, Refusal), outcome


def company(unit: Unit) -> None:
    """Enter whom the story needs of command's side: who keeps what was taken, and to whom people answer."""
    _enter(unit, NewPerson(KEYS, ZONE, _JOINED, ("property_officer",), ways=("text", "phone"), quiet=_NIGHT))
    for member, supervisor in ((DETECTIVE, CAPTAIN), (DISPATCHER, SLATE)):
        _person(unit, member, SetSupervisor(FOUNDED_AT, _BY, supervisor, _JOINED))


def _enter(unit: Unit, person: NewPerson) -> None:
    enter(unit, AGENCY, person, FOUNDED_AT)


def _person(unit: Unit, person: PersonId, command: object) -> None:
    world = World(frozenset(FOUNDERS), founding=True)
    outcome = handle(unit, stream_of(AGENCY, f"person/{person}"), command, world)
    assert not isinstance(outcome, Refusal), outcome
