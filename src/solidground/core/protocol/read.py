"""Reading a protocol: from the text of a file to values, or to everything that is wrong with it.

Must never raise on any text, and never decide whether the protocol can be kept: that is ``check``'s.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial

from solidground.core.protocol.fields import Fields, on_line, shown
from solidground.core.protocol.parts import ladder, limits, notice, role, staffed_line, step
from solidground.core.protocol.place import Places, places
from solidground.core.protocol.terms import (
    ANY,
    INCIDENT_KINDS,
    PARTS,
    ROLES,
    Fault,
    Faults,
    Protocol,
    Role,
    Track,
    WrittenStep,
)
from solidground.core.words import Said, phrased

TEXT_MOST_BYTES = 1_000_000
TABLES_MOST = 512
"""The most steps, tracks, ladders or notices a file may hold of each."""
STEPS_MOST = 64
"""The most steps one case can be owed."""

TABLES = ("protocol", "limits", "line", "roles", "ladder", "step", "track", "notice")
_AT_LINE = re.compile(r"at line (\d{1,9})")


def read(text: str) -> Protocol | Faults:
    """Read a protocol; where anything in it cannot be understood, return every fault instead."""
    too_much = _unreadable(text)
    if too_much is not None:
        return (too_much,)
    try:
        whole = tomllib.loads(text)
    except (ValueError, RecursionError) as broken:
        return (_not_toml(text, broken),)
    faults: list[Fault] = []
    protocol = _protocol(_Reader(whole, places(text), faults))
    return tuple(sorted(faults, key=lambda fault: fault.line)) or protocol


def _unreadable(text: str) -> Fault | None:
    if len(text.encode("utf-8", "replace")) > TEXT_MOST_BYTES:
        what = phrased("The file is larger than one megabyte.")
        return Fault(1, what, phrased("A protocol is a few pages: is this the file?"))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        what = phrased("The file holds a NUL byte, so it is no text.")
        return Fault(line, what, phrased("Save it as plain text in UTF-8."))
    return None


def _not_toml(text: str, broken: Exception) -> Fault:
    found = _AT_LINE.search(str(broken))
    line = int(found[1]) if found else text.count("\n") + 1
    why: Said = str(broken)
    if isinstance(broken, RecursionError):
        why = phrased("its brackets are nested too deeply")
    what = phrased("The file is not valid TOML: %(why)s.", why=why)
    return Fault(line, what, phrased("Mend this line; quotes and brackets must be closed."))


class _Reader:
    """The whole file being read."""

    def __init__(self, whole: Mapping[str, object], where: Places, faults: list[Fault]) -> None:
        self.whole, self.where, self.faults = whole, where, faults
        for name in whole:
            if name not in TABLES:
                what = phrased("The table %(table)s is not known.", table=shown(name))
                remedy = phrased("Known are: %(words)s.", words=", ".join(TABLES))
                faults.append(Fault(where.line(name), what, remedy))

    def one(self, name: str) -> Fields | None:
        """Return the single table of a name."""
        table = self.whole.get(name)
        if isinstance(table, dict):
            return Fields(table, name, partial(self.where.line, name, 0), self.faults)
        if table is not None:
            what, remedy = phrased("%(key)s is no table.", key=name), phrased("Write [%(key)s] above it.", key=name)
            self.faults.append(Fault(self.where.line(name), what, remedy))
        return None

    def needed(self, name: str) -> Fields:
        """Return the single table of a name; one that is missing is a fault and reads as empty."""
        found = self.one(name)
        if found is None and name not in self.whole:
            what = phrased("The table [%(key)s] is missing.", key=name)
            self.faults.append(Fault(1, what, phrased("Add [%(key)s] to the file.", key=name)))
        # What an absent table lacks key by key is not said again.
        return found or Fields({}, name, on_line(1), [])

    def many(self, name: str) -> Iterator[tuple[int, Fields]]:
        """Go through the tables ``[[name]]``."""
        tables = self.whole.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            what = phrased("%(key)s is no list of tables.", key=name)
            remedy = phrased("Write [[%(key)s]] above each of them.", key=name)
            self.faults.append(Fault(self.where.line(name), what, remedy))
            return
        if not tables or len(tables) > TABLES_MOST:
            what = phrased("The file has %(number)s tables [[%(key)s]].", number=len(tables), key=name)
            remedy = phrased("Write 1 to %(most)s of them.", most=TABLES_MOST)
            self.faults.append(Fault(self.where.line(name), what, remedy))
            return
        for nth, table in enumerate(tables):
            yield nth, Fields(table, name, partial(self.where.line, name, nth), self.faults)

    def line(self, name: str, nth: int = 0) -> int:
        return self.where.line(name, nth)


def _protocol(reader: _Reader) -> Protocol:
    head = reader.needed("protocol")
    name, version, about = head.text("name"), head.text("version"), head.text("about", "")
    head.close()
    line = reader.one("line")
    ladders = tuple(
        ladder(fields, reader.line("ladder", nth), partial(reader.where.rung, nth))
        for nth, fields in reader.many("ladder")
    )
    steps = tuple(step(fields, reader.line("step", nth)) for nth, fields in reader.many("step"))
    tracks = _tracks(reader, _by_key(reader, steps))
    return Protocol(
        name=name,
        version=version,
        about=about,
        limits=limits(reader.needed("limits")),
        limits_line=reader.line("limits"),
        staffed=None if line is None else staffed_line(line, reader.line("line")),
        roles=_roles(reader),
        ladders=ladders,
        steps=steps,
        tracks=tracks,
        notices=tuple(notice(fields, reader.line("notice", nth)) for nth, fields in reader.many("notice")),
        chosen=_chosen(tracks),
    )


def _by_key(reader: _Reader, steps: tuple[WrittenStep, ...]) -> dict[str, WrittenStep]:
    found: dict[str, WrittenStep] = {}
    for written in steps:
        if written.key in found:
            key, line = shown(written.key), found[written.key].line
            what = phrased("step: the key %(key)s is already used on line %(line)s.", key=key, line=line)
            reader.faults.append(Fault(written.line, what, phrased("Give each step a key of its own.")))
        found[written.key] = written
    return found


def _tracks(reader: _Reader, steps: Mapping[str, WrittenStep]) -> tuple[Track, ...]:
    return tuple(_track(fields, reader.line("track", nth), steps) for nth, fields in reader.many("track"))


def _track(fields: Fields, line: int, steps: Mapping[str, WrittenStep]) -> Track:
    name = fields.text("name")
    fields.named(name)
    kinds, parts = fields.choices("kinds", (*INCIDENT_KINDS, ANY)), fields.choices("parts", (*PARTS, ANY))
    keys = fields.texts("steps")
    for key in keys:
        if key not in steps:
            what = phrased("there is no step %(key)s.", key=shown(key))
            fields.fault("steps", what, phrased("Write that [[step]], or take its key out."))
    if len(set(keys)) != len(keys):
        what = phrased("the same step stands there twice.")
        fields.fault("steps", what, phrased("Keep it once, or give the second a key of its own."))
    fields.close()
    return Track(name, kinds, parts, tuple(steps[key] for key in keys if key in steps), line)


def _roles(reader: _Reader) -> tuple[Role, ...]:
    fields = reader.needed("roles")
    found = []
    for who in ROLES:
        table = fields.table.get(who) if fields.has(who) else None
        line = reader.where.line("roles", 0, who)
        if isinstance(table, dict):
            found.append(role(Fields(table, f"roles.{who}", on_line(line), reader.faults), who, line))
        elif table is not None:
            what = phrased("%(key)s is %(value)s.", key=who, value=shown(table))
            fields.fault(who, what, phrased("Write %(line)s.", line=f"{who} = {{ people = 1, lent = 0 }}"))
    fields.close()
    return tuple(found)


def _chosen(tracks: tuple[Track, ...]) -> dict[tuple[str, str], Track]:
    """Find the track of every (kind, part): the one naming both, then the part, then the kind, then any."""
    named = {(kind, part): track for track in reversed(tracks) for kind in track.kinds for part in track.parts}
    chosen = {}
    for kind in (*INCIDENT_KINDS, ANY):
        for part in (*PARTS, ANY):
            for wanted in ((kind, part), (ANY, part), (kind, ANY), (ANY, ANY)):
                if wanted in named:
                    chosen[kind, part] = named[wanted]
                    break
    return chosen
