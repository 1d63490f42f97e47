"""The view of one day's roster through which a case looks for people: ``World`` over matching.

Frozen for as long as one decision, or one batch of them, lasts.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from solidground.core.care.world import Asking, Found, Somebody
from solidground.core.hours import Quiet
from solidground.core.kernel import LATEST, Instant, PersonId
from solidground.core.protocol.plan import Keeping
from solidground.core.roster.matching import Need, Peer, available_until, is_available, shortlist, unready

LINE = PersonId("line")
"""The staffed line outside the agency: it answers for itself, and nothing of ours is sent to it."""

STAFF: tuple[Keeping, ...] = ("coordinator", "deputy", "clinician", "chaplain", "liaison_family")

ALWAYS = Quiet("UTC", 0, 0)
THE_LINE = Somebody(LINE, ("phone",), ALWAYS, None)


class _Day(NamedTuple):
    """How somebody stands by his intervals alone, from one of their ends to the next: the rest may change within it.

    ``fit`` tells whether no interval keeps him from being a peer.
    """

    from_at: Instant
    until_at: Instant
    somebody: Somebody
    available: bool
    fit: bool


class Look:
    """A ``World``. ``peers`` are in the order of asking; ``staff`` tells who holds a role, first to be asked first."""

    __slots__ = ("_asked", "_command", "_days", "_members", "_needed", "_peers", "_people", "_shared", "_staff")

    def __init__(
        self,
        peers: Sequence[Peer],
        people: Mapping[PersonId, Peer],
        staff: Callable[[Keeping, Instant], Sequence[PersonId]],
        members: Mapping[PersonId, Somebody],
        command: frozenset[PersonId] = frozenset(),
    ) -> None:
        """Take a day's people."""
        self._peers = peers
        self._people = people
        self._staff = staff
        self._members = members
        self._command = command
        self._shared = frozenset([part for peer in peers for part in peer.experience])
        self._days: dict[PersonId, _Day] = {}
        self._asked: Asking | None = None
        self._needed: Need | None = None

    def _need(self, asking: Asking) -> Need:
        # One decision asks for the same person again and again.
        if self._needed is None or self._asked is not asking:
            # Where nobody shares the experience, nobody need be looked through for it.
            experience = asking.experience if asking.experience in self._shared else None
            self._asked, self._needed = asking, _need(asking, experience)
        return self._needed

    def peer(self, asking: Asking) -> Found:
        """Return the right peer to ask next."""
        found = shortlist(self._peers, self._need(asking), 1)
        somebody = _somebody(found.chosen[0], asking.at) if found.chosen else None
        return Found(somebody, found.passed_over)

    def as_peer(self, person: PersonId, asking: Asking) -> Somebody | None:
        """Return a person named by the coordinator, if he may be this member's peer today."""
        peer = self._people.get(person)
        if peer is None or peer.own_case or _is_tied(peer, asking):
            return None
        day = self._day(peer, asking.at)
        return day.somebody if day.fit else None

    def role(self, who: Keeping, asking: Asking) -> Somebody | None:
        """Return who holds a role now and may be asked; where nobody is on call, the right peer is."""
        if who == "line":
            return THE_LINE
        shut_out = asking.involved | asking.tried | {asking.member}
        for person in self._staff(who, asking.at):
            if person not in shut_out:
                somebody = self.keeper(person, asking)
                if somebody is not None:
                    return somebody
        return self.peer(asking).somebody if who == "on_call" else None

    def keeper(self, person: PersonId, asking: Asking) -> Somebody | None:
        """Return a person already chosen, unless unavailable or in conflict now."""
        if person == LINE:
            return THE_LINE
        return self._day(self._people[person], asking.at).somebody if self.may_keep(person, asking) else None

    def may_keep(self, person: PersonId, asking: Asking) -> bool:
        """Tell whether somebody already chosen is available, and in no conflict, now."""
        if person == LINE:
            return True
        peer = self._people.get(person)
        # Ties to the member shut anybody out, the coordinator too: then one from elsewhere is asked.
        if peer is None or _is_tied(peer, asking):
            return False
        day = self._day(peer, asking.at)
        # What keeps somebody from being a peer keeps him from no other role: a coordinator need not be designated.
        return day.available and ((day.fit and not peer.own_case) or self._is_staff(peer, asking.at))

    def _day(self, peer: Peer, at: Instant) -> _Day:
        # Asked again and again within one sweep, whose instants lie close together.
        day = self._days.get(peer.person)
        if day is None or not day.from_at <= at < day.until_at:
            day = self._days[peer.person] = _day(peer, at)
        return day

    def _is_staff(self, peer: Peer, at: Instant) -> bool:
        for who in STAFF:
            if peer.person in self._staff(who, at):
                return True
        return not (peer.designated or peer.own_case) and peer.person in self._staff("on_call", at)

    def away_until(self, person: PersonId, at: Instant) -> Instant | None:
        """Return when an absent person is back, if that is known."""
        peer = self._people.get(person)
        ends = [to_at for from_at, to_at in peer.away if from_at <= at < to_at] if peer is not None else []
        return max(ends, default=None)

    def serves_command(self, person: PersonId, asking: Asking) -> bool:
        """Tell whether somebody holds a role of command now, or is this member's supervisor."""
        peer = self._people.get(person)
        return person in self._command or (peer is not None and asking.member in peer.supervises)

    def member(self, person: PersonId) -> Somebody:
        """Return how the member can be asked."""
        known = self._members.get(person)
        return known if known is not None else Somebody(person, ("text",), ALWAYS, None)


def _need(asking: Asking, experience: str | None) -> Need:
    return Need(asking.member, asking.at, asking.involved, asking.ruled_out, asking.tried, experience)


def _day(peer: Peer, at: Instant) -> _Day:
    changes = [change for spans in (peer.away, peer.designated, peer.trained) for span in spans for change in span]
    from_at = max([change for change in changes if change <= at], default=0)
    until_at = min([change for change in changes if change > at], default=LATEST)
    return _Day(from_at, until_at, _somebody(peer, at), is_available(peer, at), unready(peer, at) is None)


def _is_tied(peer: Peer, asking: Asking) -> bool:
    """Tell whether somebody may hold nothing in this case: he has it no other way than by leaving it."""
    return peer.person in asking.involved or peer.person in asking.ruled_out or peer.is_tied(asking.member)


def _somebody(peer: Peer, at: Instant) -> Somebody:
    return Somebody(peer.person, peer.ways, peer.quiet, available_until(peer, at))
