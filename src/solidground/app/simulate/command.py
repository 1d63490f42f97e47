"""Simulations as the command line asks for them: one seed, or a range that can be stopped and gone on with.

What must never happen here: a seed counted that was not told to its end.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from solidground.app.importing.fault import FileFault
from solidground.app.intake import PlanFor
from solidground.app.protocols import load_protocol, plans
from solidground.app.simulate.faults import FAULTS
from solidground.app.simulate.story import YEAR_DAYS, Story
from solidground.app.simulate.told import Told, shortest, told

ALL, NONE = "all", "none"
PROTOCOL = "default"


class Asked(NamedTuple):
    """What somebody wants simulated, as the command line names it."""

    agencies: int
    members: int
    years: int
    faults: str


class Failure(NamedTuple):
    """A story that broke a promise, and the shortest one found that does."""

    promise: str
    why: str
    story: Story
    shortest: Story

    def said(self) -> str:
        """Return what a person needs to see it again."""
        return (
            f"{self.promise} is broken: {self.why} (solidground {version('solidground')}, {self.story.said()})."
            f" Shortest: {self.shortest!r}."
        )


def faults_of(said: str) -> tuple[str, ...]:
    """Return the faults a list names. Raises FileFault for one that is not known."""
    if said == ALL:
        return tuple(FAULTS)
    names = [] if said == NONE else [name.strip() for name in said.split(",")]
    unknown = [name for name in names if name not in FAULTS]
    if unknown:
        sentence = f'There is no fault "{unknown[0]}". Name some of: {", ".join(FAULTS)}; or all, or none.'
        raise FileFault(sentence)
    return tuple(dict.fromkeys(names))


def story_of(asked: Asked, seed: int) -> Story:
    """Return the story of a seed."""
    return Story(seed, asked.agencies, asked.members, asked.years * YEAR_DAYS, faults_of(asked.faults))


def simulate(asked: Asked, seed: int) -> tuple[dict[str, Any], list[Failure]]:
    """Simulate one seed; return the numbers, ready for JSON, and what failed, made as short as can be."""
    story, plan_for = story_of(asked, seed), plans(load_protocol(PROTOCOL))
    ended = told(story, plan_for)
    numbers = {"seed": seed, **_numbers(ended), "digest": ended.digest, "seconds": ended.seconds}
    failures = _failures(story, ended, plan_for)
    if failures:
        numbers["failures"] = [failure.said() for failure in failures]
    return numbers, failures


def _numbers(ended: Told) -> dict[str, Any]:
    return {
        "cases": ended.cases,
        "events": ended.events,
        "faults": ended.faults,
        "broken_promises": ended.broken_promises,
        "case_years": ended.active_years,
        "open_case_years": ended.open_years,
    }


def _failures(story: Story, ended: Told, plan_for: PlanFor) -> list[Failure]:
    first: dict[str, str] = {}
    for broken, _ in ended.examples:
        first.setdefault(broken.promise, f"{broken.stream or 'the whole'} {broken.why}")
    return [Failure(promise, why, story, shortest(story, promise, plan_for)) for promise, why in first.items()]


def simulate_seeds(
    asked: Asked, seeds: Iterable[int], kept: Path | None, moved: Callable[[int], None]
) -> tuple[dict[str, Any], list[Failure]]:
    """Simulate a range of seeds; those that ``kept`` holds already are counted from there, and not told again."""
    seeds = list(seeds)
    faults_of(asked.faults)
    lines = {line["seed"]: line for line in _lines(kept, asked)}
    failures: list[Failure] = []
    for number, seed in enumerate(seeds):
        if seed not in lines:
            numbers, failed = simulate(asked, seed)
            failures += failed
            lines[seed] = numbers
            if kept is not None:
                _keep(kept, asked, numbers)
        moved(number + 1)
    return _summed([lines[seed] for seed in seeds]), failures


def _lines(kept: Path | None, asked: Asked) -> Iterator[dict[str, Any]]:
    if kept is None or not kept.exists():
        return
    for number, text in enumerate(kept.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
            named, numbers = line["asked"], line["numbers"]
        except (ValueError, KeyError, TypeError) as error:
            # The last line may be cut where the program was stopped; it is told again.
            if number > 1 and isinstance(error, json.JSONDecodeError):
                continue
            sentence = f'"{kept}", line {number}, is no line of a simulation. Name another file.'
            raise FileFault(sentence) from error
        if tuple(named) == asked:
            yield numbers


def _keep(kept: Path, asked: Asked, numbers: dict[str, Any]) -> None:
    line = json.dumps({"asked": asked, "version": version("solidground"), "numbers": numbers})
    with kept.open("a+b") as file:
        # A line that was cut when the program was stopped ends here.
        cut = file.tell() > 0 and kept.read_bytes()[-1:] != b"\n"
        file.write(("\n" * cut + line + "\n").encode())


def _summed(lines: list[dict[str, Any]]) -> dict[str, Any]:
    summed: dict[str, Any] = {"seeds": len(lines)}
    for name in ("cases", "events", "case_years", "open_case_years", "seconds"):
        summed[name] = round(sum(line[name] for line in lines), 2)
    for name in ("faults", "broken_promises"):
        summed[name] = {}
        for line in lines:
            for key, count in line[name].items():
                summed[name][key] = summed[name].get(key, 0) + count
    return summed
