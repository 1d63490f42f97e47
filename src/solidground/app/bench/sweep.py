"""The sweep of many cases, each with something due, beside a bare loop that claims and writes the same rows."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from random import Random
from typing import Any

from solidground.app.bench.rounds import Row, Timed, in_turn, row_of, timed
from solidground.app.founding import NewPerson, enter
from solidground.app.handle import handle_case, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.measuring import open_stage
from solidground.app.ports import BATCH, Store
from solidground.app.protocols import load_protocol
from solidground.app.replay.cast import staff
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep, tick_all
from solidground.core.care.commands import OpenCase
from solidground.core.hours import Quiet
from solidground.core.kernel import CLOCK, DAY, HOUR, AgencyId, CaseId, Instant, PersonId, Refusal
from solidground.core.protocol.resolve import resolve

AGENCY = AgencyId("bench")
ZONE = "America/Chicago"
SEED = 1
BEGAN_AT: Instant = 20_000 * DAY + 15 * HOUR
"""A day in October 2024, 10:00 on the wall."""

CASES_OF_ONE_PEER = 12
CASES_A_TRANSACTION = 200
BATCHES_MOST = 10_000
SIZE, QUICK_SIZE = 10_000, 1_000
ROUNDS, QUICK_ROUNDS = 5, 2


def people(peers: int, zone: str = ZONE) -> list[NewPerson]:
    """Return the people who help: peers with room for everybody, and one of each role."""
    quiet = Quiet(zone, 22 * 60, 7 * 60)
    on = 730_000
    helpers = (
        NewPerson(PersonId(f"peer-{n:05}"), zone, on, (), on, 2 * CASES_OF_ONE_PEER, quiet=quiet) for n in range(peers)
    )
    return [*staff(zone, on), *helpers]


def openings(size: int, within_for: int, began_at: Instant = BEGAN_AT, zone: str = ZONE) -> list[OpenCase]:
    """Return the commands that open so many cases: ids and times scattered, so that no index is filled in order."""
    protocol = load_protocol("default")
    chance, ids = Random(SEED), DerivedIds(SEED)  # noqa: S311 - a made-up city needs no secrets  # nosec B311 - made-up cases, no secrets
    found = []
    for number in range(size):
        at = began_at + chance.randrange(within_for)
        plan = resolve(protocol, "officer_involved_shooting", "discharged_weapon", at, zone, "any")
        member, incident = PersonId(ids.new("member", str(number))), ids.new("incident", str(number))
        case = CaseId(ids.new(incident, member))
        found.append(
            OpenCase(
                at,
                CLOCK,
                case,
                member,
                incident,
                "discharged_weapon",
                "officer_involved_shooting",
                (member,),
                at,
                "any",
                plan,
            )
        )
    return found


def prepare(store: Store, size: int, began_at: Instant = BEGAN_AT) -> Instant:
    """Open the cases; return an instant at which every one of them has something due."""
    with store.transaction() as unit:
        for person in people(size // CASES_OF_ONE_PEER + 1):
            enter(unit, AGENCY, person, began_at - DAY)
    open_cases(store, openings(size, HOUR // 6, began_at))
    return max(row.wake_at or 0 for _, row in store.rows(AGENCY))


def open_cases(store: Store, commands: Sequence[OpenCase]) -> None:
    """Open cases, many in a transaction."""
    rosters = Rosters(alone=True)
    for first in range(0, len(commands), CASES_A_TRANSACTION):
        with store.transaction() as unit:
            for command in commands[first : first + CASES_A_TRANSACTION]:
                roster = rosters.of(unit, AGENCY, command.at)
                outcome = handle_case(unit, stream_of(AGENCY, f"case/{command.case}"), command, roster)
                assert not isinstance(outcome, Refusal), "a new case opens"


def sweep_all(store: Store, now: Instant) -> int:
    """Sweep until nothing is due; return how many cases were swept."""
    rosters = Rosters()
    swept = 0
    while cases := sweep(store, rosters, now).cases:
        swept += cases
    return swept


def record_all(stage: Any, store: Store, now: Instant, most: int = BATCHES_MOST) -> list[Any]:  # noqa: ANN401 - a stage is known to wiring alone
    """Sweep until nothing is due, or in so many transactions; return what each claimed and wrote."""
    rosters = Rosters()
    batches: list[Any] = []
    while not batches or (batches[-1].claimed and len(batches) < most):
        batch = stage.batch()
        with stage.recorded(store, batch) as unit:
            claimed = unit.claim(now, BATCH)
            tick_all(unit, rosters, claimed, now)
        batch.claimed = list(claimed)
        batches.append(batch)
    return batches


def measure(name: str, *, quick: bool = False, size: int = 0, rounds: int = 0) -> Iterator[Row]:
    """Measure the sweep on one database; ``name`` is sweep-sqlite or sweep-postgresql."""
    size = size or (QUICK_SIZE if quick else SIZE)
    rounds = rounds or (QUICK_ROUNDS if quick else ROUNDS)
    with open_stage("sqlite" if name == "sweep-sqlite" else "postgresql") as stage:
        with stage.first() as store:
            now = prepare(store, size)
        with stage.copy() as place, closing(stage.open(place)) as store:
            batches = record_all(stage, store, now)

        def ours() -> Timed:
            with stage.copy() as place, closing(stage.open(place)) as store:
                return timed(lambda: sweep_all(store, now))

        def bare() -> Timed:
            with stage.copy() as place:
                seconds = stage.bare_sweep(place, batches, now, BATCH)
                return Timed(seconds, seconds)

        yield row_of(name, size, "cases/s", in_turn(rounds, ours, bare), done=size)
