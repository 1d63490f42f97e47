"""Writing a release's frozen log: ``freeze_release("0.2.0")`` once, when the release is made.

The log is the demo's: many kinds of events, one agency, nobody real. What must never happen here: a frozen log that is
written again. A release adds one; every later release reads all of them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from solidground.app.demo.script import play
from solidground.core.kernel import AgencyId
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import Protocol
from solidground.core.record import Recorded
from solidground.core.subjects import SUBJECTS, subject_of
from solidground.protocols import text
from solidground.store.archive import freeze, thaw
from solidground.store.codec import Codec
from solidground.store.memory import MemoryStore

FOLDER = Path(__file__).parent


def folded(log: Iterator[Recorded]) -> dict[str, Any]:
    """Return what a log folds to: the state of every stream, by its name."""
    codec = Codec(SUBJECTS)
    states: dict[str, Any] = {}
    for row in log:
        subject = subject_of(row.stream)
        before = states.get(row.stream, subject.initial)
        states[row.stream] = subject.evolve(before, codec.decode(row.stream, row.type, row.schema, row.body))
    return states


def cases_of(states: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what a later release must still say of each case: status, peer, contacts made, steps that came."""
    return {
        name: [state.status, state.peer, state.made_at, state.cursor, sorted(item.key for item in state.items)]
        for name, state in sorted(states.items())
        if name.startswith("case/")
    }


def freeze_release(version: str, folder: Path = FOLDER) -> Path:
    """Play the demo, freeze its log, and note what its cases fold to."""
    protocol = read(text("default"))
    assert isinstance(protocol, Protocol)
    store = MemoryStore(SUBJECTS)
    for _ in play(store, protocol):
        pass
    (agency,) = store.agencies()
    assert store.streams(AgencyId(agency), "case"), "the demo opens cases"
    place = folder / f"{version}.log.gz"
    freeze(store, place, program=version)
    said = json.dumps(cases_of(folded(thaw(place))), indent=1, sort_keys=True)
    (folder / f"{version}.json").write_text(said + "\n", encoding="utf-8")
    return place
