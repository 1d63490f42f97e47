"""What left the building, held against the outbox: nothing lost, nothing doubled, nothing sent in the night.

What must never happen here: believing the outbox about what was sent. The provider knows.
"""

from collections.abc import Callable, Iterator
from typing import Any

from solidground.app.promises import NOTIFIED, RIGHT_HOUR, UNSENT, UNSENT_FOR, Broken
from solidground.app.simulate.machine import Machine
from solidground.app.simulate.outside import Hands, Provider, Taken
from solidground.core.hours import is_quiet
from solidground.core.kernel import HOUR, AgencyId, Instant, PersonId, Stream

CALM_FOR = 6 * HOUR
"""How long after trouble has ended everything that waited must have left."""


class Mailing:
    """Follows every row of the outbox and every message the provider took."""

    def __init__(self, machine: Machine, hands: Hands, provider: Provider) -> None:
        """Begin with nothing sent."""
        self._machine, self._hands, self._provider = machine, hands, provider
        self._rows: dict[str, Any] = {}
        self._open: dict[int, Any] = {}
        """The rows that have not ended, as they were read last."""
        self._ended: list[Any] = []
        self._last = 0
        self._free: set[tuple[AgencyId, str]] = set()
        self._looked = 0
        self._interrupted: dict[str, int] = {}
        self._taken: set[tuple[PersonId, Instant]] = set()
        self.trouble_at: Instant = 0
        """When something last stood in the way of sending."""
        self.home: dict[PersonId, AgencyId] = {}

    def at_any_hour(self, stream: Stream, obligation: str) -> None:
        """Note that what belongs to an obligation may go out through the night."""
        self._free.add((stream.agency, obligation))

    def hours(self, quiet_of: Callable[[AgencyId, PersonId], Any]) -> Iterator[tuple[Stream, tuple[str, str]]]:
        """P9 and P3, of what the provider took since the last look: nobody is disturbed, and nothing comes twice."""
        new = self._provider.taken[self._looked :]
        self._looked = len(self._provider.taken)
        if new:
            self._read()
        for taken in new:
            agency = self.home.get(taken.recipient, AgencyId(""))
            stream = Stream(agency, "care", "")
            self._taken.add((taken.recipient, taken.at))
            before = self._interrupted.get(taken.key)
            self._interrupted[taken.key] = taken.broken
            if before == taken.broken:
                yield stream, (NOTIFIED, f"the message {taken.key} reached a provider twice without a fault between")
            quiet = quiet_of(agency, taken.recipient)
            if quiet is not None and is_quiet(quiet, taken.at) and not self._may(taken):
                yield stream, (RIGHT_HOUR, f"{taken.recipient} was sent {taken.key} in his quiet hours, at {taken.at}")

    def _may(self, taken: Taken) -> bool:
        row = self._rows.get(taken.key)
        # A message about several things has a key of its own: what went out with it ended with it.
        rows = [row] if row is not None else [r for r in self._ended if (r.recipient, r.ended_at) == taken[1:3]]
        return all(bool(each.urgent) or (each.agency, each.obligation) in self._free for each in rows)

    def _read(self) -> None:
        """Read the rows that are new, and those that had not ended."""
        first = min(self._open, default=self._last + 1)
        for row in self._machine.posted(first - 1):
            self._rows[row.key] = row
            if row.number in self._open or row.number > self._last:
                if row.ended_at is None:
                    self._open[row.number] = row
                else:
                    self._open.pop(row.number, None)
                    self._ended.append(row)
            self._last = max(self._last, row.number)

    def daily(self, now: Instant) -> Iterator[Broken]:
        """P3, of the whole outbox."""
        self._read()
        rows = self._machine.posted_rows()
        if rows != len(self._rows):
            yield Broken(NOTIFIED, AgencyId(""), "", f"the outbox has {rows} rows for {len(self._rows)} keys")
        for row in self._ended:
            known = (row.recipient, row.ended_at) in self._taken or row.ended_at in self._provider.confirmed
            if row.status == "handed_over" and not known:
                yield Broken(NOTIFIED, row.agency, "", f"the row {row.number} counts as sent, and no provider took it")
        self._ended.clear()
        if now - self.trouble_at > CALM_FOR:
            for row in self._open.values():
                if row.send_at < now - UNSENT_FOR:
                    yield Broken(NOTIFIED, row.agency, "", UNSENT)
