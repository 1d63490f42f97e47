"""Concerns: who may read one, and the passing of time in them.

What must never happen here: a case opened by a concern, a word to the member, or a reader from his own unit.
"""

from solidground.app.handle import handle, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.care.concern.commands import TickConcern
from solidground.core.care.concern.decider import UNMATCHED, wake_at
from solidground.core.care.world import Somebody
from solidground.core.kernel import CLOCK, AgencyId, Instant, PersonId, Stream
from solidground.core.roster.intervals import covers
from solidground.core.roster.matching import Peer, available_until, is_available


class Readers:
    """Who may read a concern now: the coordinator, the deputy, then peers in the order of asking."""

    def __init__(self, roster: Roster, at: Instant) -> None:
        """Look at the people of one day."""
        self._roster = roster
        self._at = at

    def handler(self, about: PersonId, source: PersonId | None, tried: frozenset[PersonId]) -> Somebody | None:
        """Return a person outside the member's unit who may read it: never the source, the member or his supervisor."""
        roster, at = self._roster, self._at
        staff = (*roster.staff("coordinator", at), *roster.staff("deputy", at))
        peers = [peer.person for peer in roster.peers if covers(peer.designated, at) and covers(peer.trained, at)]
        if about == UNMATCHED:
            peers = []  # of whom it is not known whether he is of the same unit
        theirs = roster.people[about].reports_to if about in roster.people else frozenset()
        for person in dict.fromkeys((*staff, *peers)):
            reader = roster.people[person]
            if person not in tried | {about, source} and self._outside(reader, about, theirs):
                return Somebody(person, reader.ways, reader.quiet, available_until(reader, at))
        return None

    def _outside(self, reader: Peer, about: PersonId, theirs: frozenset[PersonId]) -> bool:
        tied = reader.is_tied(about)
        return is_available(reader, self._at) and not tied and not reader.reports_to & theirs


def sweep_concerns(store: Store, rosters: Rosters, agency: AgencyId, now: Instant) -> int:
    """Let time pass in every open concern of an agency that is due; return how many it touched."""
    with store.transaction() as unit:
        due = [stream.name for stream in unit.streams(agency, "concern") if _is_due(unit, agency, stream.name, now)]
        for name in due:
            readers = Readers(rosters.of(unit, agency, now), now)
            handle(unit, stream_of(agency, name), TickConcern(now, CLOCK), readers)
    return len(due)


def concerns_about(unit: Unit, agency: AgencyId, person: PersonId) -> list[Stream]:
    """Return the concerns about somebody that have not ended."""
    streams = unit.streams(agency, "concern")
    found = zip(streams, unit.load(streams), strict=True)
    return [stream for stream, loaded in found if loaded.state.about == person and not loaded.state.ended]


def next_concern_wake(store: Store, agency: AgencyId) -> Instant | None:
    """Return when a concern of an agency next needs looking at."""
    with store.transaction() as unit:
        states = [loaded.state for loaded in unit.load(unit.streams(agency, "concern"))]
    return min((at for at in map(wake_at, states) if at is not None), default=None)


def _is_due(unit: Unit, agency: AgencyId, name: str, now: Instant) -> bool:
    at = wake_at(unit.load([stream_of(agency, name)])[0].state)
    return at is not None and at <= now
