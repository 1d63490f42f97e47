"""``solidground protocol``: whether an agency's protocol can be kept, what it would do, and what a change changes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.app.english import english
from solidground.app.importing.fault import FileFault
from solidground.app.protocols import examine, load_protocol
from solidground.config.faults import BAD, BROKEN
from solidground.config.output import EPOCH, JsonOption, iso, say, say_json, warn
from solidground.core.hours import known_zone, to_instant, to_local, wall_kind
from solidground.core.kernel import EARLIEST, LATEST, Instant
from solidground.core.protocol.terms import INCIDENT_KINDS, PARTS, Fault, Faults
from solidground.core.words import Words

group = typer.Typer(help="Check, show or compare protocols.", no_args_is_help=True)

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A file, or the name of a shipped protocol.")]
USUAL_KIND, USUAL_PART, USUAL_ZONE = "officer_involved_shooting", "discharged_weapon", "America/New_York"


@group.command("check")
def check_file(file: FileArgument, *, json: JsonOption = False) -> None:
    """Say whether a protocol can be kept, and if not, on which line and what would mend it."""
    from solidground.app.wiring import CLOCK  # noqa: PLC0415 - what a command needs is loaded when it runs

    examined = examine(file, (EPOCH + timedelta(microseconds=CLOCK.now())).date())
    if json:
        faults = [
            {"line": f.line, "what": english(f.what), "remedy": english(f.remedy), "warning": f.warns}
            for f in examined.faults
        ]
        say_json({"file": file, "can_be_kept": examined.can_be_kept, "faults": faults})
    else:
        for fault, more in _causes(examined.faults):
            word = "Warning: " if fault.warns else ""
            also = f" (The same in {more} more {'line' if more == 1 else 'lines'}.)" if more else ""
            (say if fault.warns else warn)(
                f"{file}, line {fault.line}: {word}{english((fault.what, fault.remedy))}{also}"
            )
        if examined.can_be_kept:
            say(f'"{file}" can be kept.')
    if examined.protocol is None:
        raise typer.Exit(BAD)
    if not examined.can_be_kept:
        raise typer.Exit(BROKEN)


def _causes(faults: Faults) -> Iterator[tuple[Fault, int]]:
    """Yield each cause once, at its first line, and in how many more lines it stands."""
    lines: dict[tuple[str, Words, bool], list[Fault]] = {}
    for fault in faults:
        # What is wrong begins with its place: "ladder offer: ways holds ...".
        what = english(fault.what)
        cause = what.partition(": ")[2] or what
        lines.setdefault((cause, fault.remedy, fault.warns), []).append(fault)
    for same in lines.values():
        yield same[0], len({fault.line for fault in same}) - 1


@group.command("diff")
def compare_files(old: FileArgument, new: FileArgument, *, json: JsonOption = False) -> None:
    """Say what differs between two protocols, in plain words."""
    from solidground.core.protocol.compare import diff  # noqa: PLC0415 - what a command needs is loaded when it runs

    changes = [english(change) for change in diff(load_protocol(old), load_protocol(new))]
    if json:
        say_json({"old": old, "new": new, "changes": changes})
    else:
        for change in changes or ["Nothing differs."]:
            say(change)


@group.command("show")
def show_file(
    file: FileArgument,
    at: Annotated[str, typer.Option(metavar="TIME", help="When the incident was, such as 2024-03-01T23:15.")],
    kind: Annotated[str, typer.Option(help=f"One of: {', '.join(INCIDENT_KINDS)}.")] = USUAL_KIND,
    part: Annotated[str, typer.Option(help=f"One of: {', '.join(PARTS)}.")] = USUAL_PART,
    zone: Annotated[str, typer.Option(help="The zone of the incident.")] = USUAL_ZONE,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Also draw it as a picture.")] = None,
    *,
    json: JsonOption = False,
) -> None:
    """Show what would happen if nobody ever answered: who is asked, when, and by what way."""
    from solidground.app.outlook import outlook  # noqa: PLC0415 - what a command needs is loaded when it runs

    _known("--kind", kind, INCIDENT_KINDS)
    _known("--part", part, PARTS)
    if not known_zone(zone):
        sentence = f'--zone: "{zone}" is no time zone. Write one such as America/Chicago.'
        raise FileFault(sentence)
    began_at = instant_of(at, zone)
    if (moved := _moved(at, began_at, zone)) is not None:
        warn(moved)
    seen = outlook(load_protocol(file), kind, part, began_at, zone)
    if svg is not None:
        from solidground.config.outlook_svg import draw  # noqa: PLC0415 - as above

        svg.write_text(draw(seen), encoding="utf-8")
    if json:
        say_json(_answer(seen))
        return
    from solidground.config.outlook_terminal import console_for, show  # noqa: PLC0415 - as above

    show(console_for(), seen)


def _moved(text: str, at: Instant, zone: str) -> str | None:
    """Say what became of a time that the clock on the wall never showed, or showed twice."""
    told = datetime.fromisoformat(text)
    kind = wall_kind(told, zone) if told.tzinfo is None else "plain"
    if kind == "gap":
        return f"--at: {text} was never on the clock in {zone}: {to_local(at, zone):%H:%M} is taken."
    return f"--at: {text} was twice on the clock in {zone}: the first is taken." if kind == "twice" else None


def instant_of(text: str, zone: str) -> Instant:
    """Read a time as the wall clock of a zone, or with an offset of its own."""
    try:
        told = datetime.fromisoformat(text)
        at = to_instant(told, zone) if told.tzinfo is None else _since(told)
    except (ValueError, OverflowError) as error:
        sentence = f'--at: "{text}" is no time. Write one such as 2024-03-01T23:15, with or without an offset.'
        raise FileFault(sentence) from error
    if not EARLIEST <= at <= LATEST:
        sentence = f'--at: "{text}" lies before 1970 or after 2200. Check the year.'
        raise FileFault(sentence)
    return at


def _since(told: datetime) -> Instant:
    return (told - EPOCH) // timedelta(microseconds=1)


def _known(option: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        sentence = f'{option}: "{word}" is not known. Write one of: {", ".join(known)}.'
        raise FileFault(sentence)


def _answer(seen: Any) -> dict[str, Any]:  # noqa: ANN401 - an outlook, whose module is loaded when it is shown
    def told(asked: Any) -> dict[str, str]:  # noqa: ANN401 - as above
        return {"who": asked.who, "way": asked.way, "at": iso(asked.at, seen.zone), "why": asked.why}

    steps = [
        {
            "key": step.key,
            "kind": step.kind,
            "who": step.who,
            "opens_at": iso(step.opens_at, seen.zone),
            "due_at": iso(step.due_at, seen.zone),
            "lapses_at": iso(step.lapses_at, seen.zone),
            "asked": [told(asked) for asked in step.asked],
            "cancelled": step.cancelled,
        }
        for step in seen.steps
    ]
    return {
        "protocol": seen.protocol,
        "version": seen.version,
        "kind": seen.kind,
        "part": seen.part,
        "at": iso(seen.at, seen.zone),
        "zone": seen.zone,
        "steps": steps,
        "unheld_at": None if seen.unheld_at is None else iso(seen.unheld_at, seen.zone),
        "repeated": [told(asked) for asked in seen.repeated],
        "until_at": iso(seen.until_at, seen.zone),
    }
