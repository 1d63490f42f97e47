"""Names and addresses: ordinary rows beside the log, which holds a keyed commitment to each address.

What must never happen here: an address that is used although it is not the one two people entered.
"""

import hashlib
import hmac
import json
from typing import Literal, NamedTuple, TypeAlias, cast

from solidground.app.handle import Outcome, stream_of
from solidground.app.people import handle_person, home_of
from solidground.app.ports import Route, Unit
from solidground.core.kernel import AgencyId, Instant, PersonId, Refusal
from solidground.core.protocol.plan import Way
from solidground.core.roster.person.commands import ForgetPerson
from solidground.core.roster.reach.commands import AddRoute
from solidground.core.roster.state import State
from solidground.core.roster.world import World

Flaw: TypeAlias = Literal["swapped", "missing", "unknown"]
"""An address other than the one entered; none at all; one that the log knows nothing of."""


class Flawed(NamedTuple):
    """An address that nothing is sent to, until two people have entered it again."""

    person: PersonId
    route: str
    flaw: Flaw


class Reaches(NamedTuple):
    """How somebody can be reached. ``good`` in the order in which they were entered."""

    good: tuple[Route, ...]
    flawed: tuple[Flawed, ...]


def commitment_of(secret: bytes, route: Route) -> str:
    """Return what the log holds of an address: nobody without the agency's key can make it, or guess from it."""
    said = json.dumps(["solidground address", *route[:5]]).encode()
    return hmac.digest(secret, said, hashlib.sha256).hex()


def add_address(
    unit: Unit, secret: bytes, route: Route, by: PersonId, seconded_by: PersonId, at: Instant, world: World
) -> Outcome:
    """Enter where somebody is reached, or change it. Takes two people."""
    stream = stream_of(route.agency, f"person/{route.person}")
    command = AddRoute(at, by, seconded_by, route.route, cast("Way", route.way), commitment_of(secret, route))
    outcome = handle_person(unit, stream, command, world)
    if not isinstance(outcome, Refusal):
        unit.put_route(route._replace(working=True))
    return outcome


def forget(unit: Unit, agency: AgencyId, person: PersonId, by: PersonId, at: Instant) -> Outcome:
    """Forget somebody: no name, no address, and nothing is asked of him any more."""
    outcome = handle_person(unit, stream_of(agency, f"person/{person}"), ForgetPerson(at, by), World())
    if not isinstance(outcome, Refusal):
        unit.forget_person(agency, person)
    return outcome


def reaches(unit: Unit, secret: bytes, agency: AgencyId, person: PersonId, *, also_failed: bool = False) -> Reaches:
    """Return where somebody can be reached now, each address held against its commitment.

    A route without a commitment stands for no address: made-up people, and channels that need none. Who is lent to
    this agency is reached where he belongs.
    """
    agency = home_of(unit, agency, person)
    state: State = unit.load([stream_of(agency, f"person/{person}")])[0].state
    rows = {row.route: row for row in unit.routes(agency, person)}
    good: list[Route] = []
    flawed: list[Flawed] = []
    for known in state.routes:
        row = rows.pop(known.route, None)
        if not (known.working or also_failed):
            continue
        if not known.commitment:
            good.append(Route(agency, person, known.route, known.way, "", working=True))
        elif row is None:
            flawed.append(Flawed(person, known.route, "missing"))
        elif hmac.compare_digest(commitment_of(secret, row), known.commitment):
            good.append(row)
        else:
            flawed.append(Flawed(person, known.route, "swapped"))
    flawed += [Flawed(person, name, "unknown") for name in sorted(rows)]
    return Reaches(tuple(good), tuple(flawed))


def check_routes(unit: Unit, secret: bytes, agency: AgencyId) -> list[Flawed]:
    """Return every address of an agency that is not as two people entered it."""
    people = [PersonId(stream.name.partition("/")[2]) for stream in unit.streams(agency, "person")]
    return [flawed for person in people for flawed in reaches(unit, secret, agency, person).flawed]
