"""What is known of each stream of command's without reading it: whose it is, and when somebody is next asked about it.

What must never happen here: a look at care, or a second question of one request to the database while nothing changed.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter
from threading import Lock
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from solidground.app.handle import stream_of
from solidground.app.ports import Store
from solidground.core.kernel import AgencyId, Instant, PersonId, Stream
from solidground.core.subjects import SUBJECTS


class Entry(NamedTuple):
    """One stream. ``wake_at`` is None where nobody is asked any more; ``last_at`` is its last event's.

    ``version`` is how many events it has.
    """

    member: PersonId
    wake_at: Instant | None
    last_at: Instant
    version: int


@dataclass
class _Known:
    """What of one subject has been read, by id, and how many events of command there were then."""

    size: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    members: dict[PersonId, tuple[str, ...]] = field(default_factory=dict)
    """The ids of what is kept of each."""


OF_MEMBERS: Final = tuple([subject.name for subject in SUBJECTS.values() if subject.brief is not None])
"""The subjects of which each stream is about one member."""

_ONE_WRITES: Final = Lock()
_KNOWN: Final[WeakKeyDictionary[Store, defaultdict[tuple[AgencyId, str], _Known]]] = WeakKeyDictionary()


def command_size(store: Store, agency: AgencyId) -> int:
    """Return how many events command has."""
    with store.moment() as unit:
        return unit.log_size(agency, "command")


def indexed(store: Store, agency: AgencyId, subject: str, size: int | None = None) -> dict[str, Entry]:
    """Return every stream of a subject by its id. ``size`` is how many events command has, where that is known."""
    known = _KNOWN.setdefault(store, defaultdict(_Known))[agency, subject]
    size = command_size(store, agency) if size is None else size
    if size == known.size:
        return known.entries
    with store.moment() as unit:
        versions = unit.versions(agency, subject)
        changed = [name for name, version in versions.items() if _read(known, name) < version]
        loaded = unit.load([stream_of(agency, name) for name in changed])
    brief = SUBJECTS[subject].brief
    assert brief is not None, f"nothing says what is brief of {subject}"
    with _ONE_WRITES:
        # Another request may go through the entries at this moment: they are made anew, never changed.
        entries = dict(known.entries)
        for name, (state, version) in zip(changed, loaded, strict=True):
            one, found = _id(name), Entry(*brief(state), version)
            # Of two requests that read at once the one that read less may come last: it takes nothing back.
            entries[one] = max(found, entries.get(one, found), key=attrgetter("version"))
        known.entries, known.size, known.members = entries, max(known.size, size), _by_member(entries)
    return entries


def _by_member(entries: dict[str, Entry]) -> dict[PersonId, tuple[str, ...]]:
    found: defaultdict[PersonId, list[str]] = defaultdict(list)
    for name, one in entries.items():
        found[one.member].append(name)
    return {member: tuple(names) for member, names in found.items()}


def kept_of(store: Store, agency: AgencyId, member: PersonId, size: int | None = None) -> list[Stream]:
    """Return every stream in which command's side keeps something about somebody, each subject's in order."""
    size = command_size(store, agency) if size is None else size
    found: list[Stream] = []
    for subject in OF_MEMBERS:
        indexed(store, agency, subject, size)
        found += [
            stream_of(agency, f"{subject}/{name}")
            for name in sorted(_KNOWN[store][agency, subject].members.get(member, ()))
        ]
    return found


def due(store: Store, agency: AgencyId, subject: str, now: Instant) -> list[str]:
    """Return the ids of the streams about which somebody is asked now."""
    found = indexed(store, agency, subject).items()
    return [name for name, one in found if one.wake_at is not None and one.wake_at <= now]


def _id(stream: str) -> str:
    return stream.partition("/")[2]


def _read(known: _Known, stream: str) -> int:
    """Return how many events of a stream are known."""
    one = known.entries.get(_id(stream))
    return 0 if one is None else one.version
