"""Finding and reading an agency's protocol: a shipped one by its name, or a file.

What must never happen here: a protocol used that was not checked.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from solidground.app.english import english
from solidground.app.importing.fault import FileFault, unread
from solidground.app.intake import PlanFor
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import AgencyId
from solidground.core.protocol.check import check, line_aged
from solidground.core.protocol.plan import Plan
from solidground.core.protocol.read import TEXT_MOST_BYTES, read
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Faults, Protocol
from solidground.protocols import NAMES, text

BOM = "\ufeff"
CHECKED_MOST = 16
"""How many texts are remembered with what was found in them."""


class Examined(NamedTuple):
    """A protocol and what stands in its way; ``protocol`` is None where its text could not be understood."""

    protocol: Protocol | None
    faults: Faults

    @property
    def can_be_kept(self) -> bool:
        """Tell whether nothing but warnings was found."""
        return self.protocol is not None and all(fault.warns for fault in self.faults)


def protocol_text(file: str) -> str:
    """Return the text of a shipped protocol, or of a file; a folder, a picture or nothing at all is a fault."""
    if file in NAMES:
        return text(file)
    try:
        with Path(file).open("rb") as opened:
            found = opened.read(TEXT_MOST_BYTES + 1)
    except FileNotFoundError as error:
        sentence = f'"{file}" is not there. Name a file, or one of the shipped protocols: {", ".join(NAMES)}.'
        raise FileFault(sentence) from error
    except OSError as error:
        raise FileFault(unread(f'"{file}"', error)) from error
    except ValueError as error:
        sentence = f'"{file!r}" is no name of a file. Name another.'
        raise FileFault(sentence) from error
    try:
        return found.decode().removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        sentence = f'"{file}" is no text in UTF-8 (line {line}). Save it as plain text in UTF-8.'
        raise FileFault(sentence) from error


def examine(file: str, today: date | None = None) -> Examined:
    """Read a protocol and check it; everything that is wrong comes with its line.

    ``today`` asks also how long ago somebody made sure of its staffed line.
    """
    return examined(protocol_text(file), today)


def examined(text: str, today: date | None = None) -> Examined:
    """Read the text of a protocol and check it."""
    found = read(text)
    if not isinstance(found, Protocol):
        return Examined(None, found)
    aged = line_aged(found, today) if today is not None else ()
    return Examined(found, tuple(sorted((*_checked(text), *aged), key=lambda fault: fault.line)))


@lru_cache(maxsize=CHECKED_MOST)
def _checked(text: str) -> Faults:
    """Try a protocol on three years of incidents: once for each text, for it takes a tenth of a second."""
    found = read(text)
    assert isinstance(found, Protocol), "it was read a moment ago"
    return check(found)


def load_protocol(file: str) -> Protocol:
    """Return a protocol that can be kept."""
    examined = examine(file)
    if examined.protocol is not None and examined.can_be_kept:
        return examined.protocol
    worst = [fault for fault in examined.faults if not fault.warns]
    more = f' There is more: "solidground protocol check {file}" says all {len(worst)}.' if len(worst) > 1 else ""
    sentence = f'"{file}", line {worst[0].line}: {english((worst[0].what, worst[0].remedy))}{more}'
    raise FileFault(sentence)


def protocol_of(directory: Path, name: str) -> Protocol:
    """Return the protocol an agency named: a shipped one, or a file of its data directory."""
    return load_protocol(_file(directory, name))


def text_of(directory: Path, name: str) -> str:
    """Return the text of the protocol an agency named, as its file has it."""
    return protocol_text(_file(directory, name))


def _file(directory: Path, name: str) -> str:
    return name if name in NAMES else str(directory / name)


def plans(protocol: Protocol) -> PlanFor:
    """Return what resolves a protocol for one person's part in an incident."""

    def plan_for(_agency: AgencyId, wanted: CareWanted) -> Plan:
        return resolve(protocol, wanted.kind, wanted.part, wanted.began_at, wanted.zone, wanted.jurisdiction)

    return plan_for
