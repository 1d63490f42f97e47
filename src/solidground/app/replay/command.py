"""A replay from files to files: what the command line asks for, done in order, and nothing half-written."""

import resource
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from solidground.app.promises import RULES
from solidground.app.protocols import load_protocol
from solidground.app.reconcile import reconcile
from solidground.app.replay.acting import Answers
from solidground.app.replay.folder import Founding, folder
from solidground.app.replay.play import AGENCY
from solidground.app.replay.reading import read_city
from solidground.app.replay.run import Progress, replay, zone_of
from solidground.app.replay.summary import figures, numbers
from solidground.app.wiring import Kind, digest_of, open_replay, render_report
from solidground.app.writing import written_whole

SHARE_OF_PLAY = 0.95
"""How much of the bar is the replay itself; the rest is checking and drawing."""


class Asked(NamedTuple):
    """What somebody wants replayed, as the command line names it."""

    incidents: Path
    people: Path | None
    protocol: str
    peers: int | None
    answers: Answers
    seed: int
    kind: Kind
    directory: Path | None
    report: Path | None


class Replayed(NamedTuple):
    """What came of it: the numbers, ready for JSON."""

    numbers: dict[str, Any]


def replay_files(asked: Asked, progress: Progress) -> Replayed:
    """Replay files. Raises FileFault or a store's fault, with a sentence, before anything is written for good."""
    began = time.perf_counter()
    protocol = load_protocol(asked.protocol)
    city = read_city(asked.incidents, asked.people)
    sources = [path for path in (asked.incidents, asked.people) if path is not None]
    with (
        written_whole(asked.report, sources) as write,
        folder(asked.directory, Founding(AGENCY, zone_of(city), asked.protocol)) as directory,
        open_replay(asked.kind, directory, kept=asked.directory is not None) as store,
    ):
        played = replay(
            store, city, protocol, asked.answers, asked.seed, asked.peers, lambda done: progress(done * SHARE_OF_PLAY)
        )
        store.seal(played.settings.until_at)
        said = numbers(played)
        seconds = time.perf_counter() - began
        found = reconcile(store, played.settings.until_at)
        said |= {
            "peers": played.peers,
            "broken_promises": found.broken_promises | ({RULES: played.play.apart} if played.play.apart else {}),
            "seconds": round(seconds, 2),
            "events_per_second": round(played.play.events / seconds),
            "digest": digest_of(store),
        }
        if write is not None:
            write(render_report(figures(store, played, protocol, asked.incidents.stem.replace("_", " "))).encode())
    said["peak_memory_mb"] = peak_mb()
    progress(1.0)
    return Replayed(said)


def peak_mb() -> float:
    """Return the most memory this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
