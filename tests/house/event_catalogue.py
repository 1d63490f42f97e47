"""The catalogue of events as a document, made from the code: what each event holds, and what it means."""

import dataclasses
import re
import sys
from collections.abc import Iterator
from typing import get_type_hints

from solidground.core.subjects import SUBJECTS
from tests.house.sources import ROOT

PATH = ROOT / "docs" / "events.md"

OPENING = """\
# The events

Made from the code by `python -m tests.house.event_catalogue`; a test holds the two together. An event has happened: it
is never changed and never refused. Its type is for ever; a changed one gets a new schema number and a reader of the old
one. Every event begins with `at` (never decreasing within a stream) and `by` (who did it; `clock` where nobody did);
they are not repeated below. An *instant* is whole microseconds since 1970, UTC; a *span* is microseconds; a *day* is a
local calendar day as its ordinal. `owed_at` is when something should have happened, `send_at` when whoever is asked is
to be told, quiet hours kept. Nothing in an event is a name, an address or a text somebody wrote.
"""

UNITS = {"_at": "instant", "_for": "span", "_on": "day"}


def plain(name: str, hint: object) -> str:
    """Return a type as a person reads it: without modules, and instants, spans and days by their names."""
    words = hint.__name__ if isinstance(hint, type) and not getattr(hint, "__args__", None) else str(hint)
    words = re.sub(r"(?:typing|solidground(?:\.\w+)+)\.", "", words)
    words = re.sub(r"Optional\[(.+)\]$", r"\1 | None", words)
    words = re.sub(r"Union\[(.+)\]$", lambda found: found[1].replace(", ", " | "), words)
    for ending, unit in UNITS.items():
        if name.endswith(ending):
            words = re.sub(r"\bint\b", unit, words)
    return words.replace(" | ", " or ").replace("NoneType", "None")


def rows(event: type) -> Iterator[str]:
    """Return the lines of one event."""
    hints = get_type_hints(event)
    schema = getattr(event, "schema", 1)
    says = " ".join((event.__doc__ or "").split()).replace("``", "`")
    yield f"### {event.__name__} (schema {schema})"
    yield ""
    yield says
    fields = [field.name for field in dataclasses.fields(event) if field.name not in ("at", "by")]
    if fields:
        yield ""
        yield "| field | type |"
        yield "|---|---|"
        for name in fields:
            yield f"| `{name}` | {plain(name, hints[name])} |"
    yield ""


def catalogue() -> str:
    """Return the whole document."""
    lines = [OPENING]
    for subject in SUBJECTS.values():
        lines += [f"## {subject.name} (side: {subject.side})", ""]
        for event in subject.events:
            lines += rows(event)
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    PATH.write_text(catalogue(), encoding="utf-8")
    sys.stdout.write(f"{PATH.name} is written.\n")
