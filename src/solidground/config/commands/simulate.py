"""``solidground simulate``: whole agencies for years, seeded, with everything that can go wrong."""

from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.config.faults import BROKEN
from solidground.config.output import JsonOption, counted, progress, say, say_json, warn

MOST = 1_000_000

Agencies = Annotated[int, typer.Option("--agencies", metavar="A", min=1, max=1000, help="How many agencies.")]
Members = Annotated[int, typer.Option("--members", metavar="M", min=1, max=MOST, help="How many members in each.")]
Years = Annotated[int, typer.Option("--years", metavar="Y", min=1, max=100, help="For how many years.")]
Seed = Annotated[int, typer.Option("--seed", metavar="S", help="The same seed gives the same digest.")]
Faults = Annotated[str, typer.Option("--faults", metavar="LIST", help="all, none, or some by name, with commas.")]
Seeds = Annotated[str, typer.Option("--seeds", metavar="FROM-TO", help="A range of seeds instead of one.")]
Resume = Annotated[
    Path | None, typer.Option("--resume", metavar="FILE", help="Keep each seed's numbers here, and go on from there.")
]


def command(
    agencies: Agencies = 2,
    members: Members = 200,
    years: Years = 1,
    seed: Seed = 1,
    faults: Faults = "all",
    seeds: Seeds = "",
    resume: Resume = None,
    *,
    json: JsonOption = False,
) -> None:
    """Simulate whole agencies for years, and ask after every step whether each promise holds."""
    from solidground.app.simulate.command import Asked, simulate, simulate_seeds  # noqa: PLC0415 - loaded when it runs

    asked = Asked(agencies, members, years, faults)
    if seeds or resume is not None:
        wanted = _range(seeds) if seeds else range(seed, seed + 1)
        with progress("Simulating", quiet=json) as moved:
            numbers, failures = simulate_seeds(asked, wanted, resume, lambda done: moved(done / len(wanted)))
    else:
        numbers, failures = simulate(asked, seed)
    if json:
        say_json(numbers)
    else:
        told(numbers)
    for failure in failures:
        warn(failure.said())
    if numbers["broken_promises"]:
        raise typer.Exit(BROKEN)


def _range(said: str) -> range:
    first, _, last = said.partition("-")
    if not (first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= MOST):
        from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - as above

        sentence = f'--seeds is a range such as 1-100, not "{said}".'
        raise FileFault(sentence)
    return range(int(first), int(last) + 1)


def told(numbers: dict[str, Any]) -> None:
    """Say what came of a simulation in sentences."""
    say(
        f"{counted(numbers['cases'], 'case')}, {numbers['case_years']:,} years in which they were active,"
        f" {numbers['events']:,} events in {numbers['seconds']:,} s."
    )
    met = ", ".join(f"{name} {count:,}" for name, count in numbers["faults"].items())
    say(f"Faults met: {met or 'none'}.")
    broken = ", ".join(f"{promise} ({count:,})" for promise, count in numbers["broken_promises"].items())
    say(f"Promises broken: {broken or 'none'}.")
    if "digest" in numbers:
        say(f"Seed {numbers['seed']}, digest {numbers['digest']}.")
