"""What of command's side is promised: a day that passes has somebody asked, and nothing of care crosses by itself.

What must never happen here: an answer taken from the database. The log says it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from solidground.app.promises import DECIDES, LAPSED, WALLED, Broken
from solidground.app.simulate.witness import Seen
from solidground.core.desk.events import DecisionSent
from solidground.core.duty.delivered.events import DecisionDelivered, DeliveryTakenBack
from solidground.core.kernel import DAY, HOUR, AgencyId, Instant, PersonId, Span, Stream
from solidground.core.subjects import SUBJECTS, subject_of

TELLING: Final = ("owed", "property", "status")
"""The subjects in which a day passes by which somebody is to be told, or something to be done."""

ASKED_WITHIN_FOR: Span = 2 * DAY
"""So long after its day somebody of command has been asked: a night, and a clock that was put forward, lie between."""

AGAIN_FOR: Span = 6 * HOUR
"""A clock that runs looks every few seconds; so often is enough to find everybody awake once a day."""

_ID: Final = re.compile(r"[0-9a-f]{20}", re.ASCII)

Died = Callable[[AgencyId, PersonId], bool]


class Owing:
    """Follows what is owed by command, and what crosses to it."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._wakes: dict[Stream, tuple[PersonId, Instant]] = {}
        self._cases: set[str] = set()
        self._papers: set[tuple[PersonId, str]] = set()
        self._sent: set[tuple[PersonId, str]] = set()

    def after(self, seen: Iterable[Seen]) -> Iterator[tuple[Stream, str, str]]:
        """Return what a step broke: a stream, the promise, and why."""
        for one in seen:
            subject, _, name = one.stream.name.partition("/")
            if subject == "case":
                self._cases.add(name)
            if subject in TELLING:
                self._note(one)
            if one.stream.side == "command" and not self._cases.isdisjoint(_ID.findall(f"{name} {one.event!r}")):
                yield one.stream, WALLED, f"names a case on command's side, at {one.event.at}"
            yield from self._decided(one, name)
        for member, paper in sorted(self._papers ^ self._sent):
            yield (
                Stream(AgencyId(""), "command", f"delivered/{paper}"),
                DECIDES,
                f"{member} sent it, or it is there: not both",
            )
        self._papers.clear()
        self._sent.clear()

    def _note(self, one: Seen) -> None:
        brief = SUBJECTS[subject_of(one.stream.name).name].brief
        assert brief is not None, "of what is owed to somebody it is known whose it is"
        member, wake_at, _ = brief(one.after)
        if wake_at is None:
            self._wakes.pop(one.stream, None)
        else:
            self._wakes[one.stream] = (member, wake_at)

    def _decided(self, one: Seen, name: str) -> Iterator[tuple[Stream, str, str]]:
        """Note what was sent and what arrived: both are written in one transaction, or neither is."""
        match one.event:
            case DecisionSent():
                self._sent.add((one.event.by, one.event.delivered))
                if one.before.stage != "held":
                    yield one.stream, DECIDES, "was sent unsigned"
            case DecisionDelivered():
                self._papers.add((one.event.by, name))
            case DeliveryTakenBack() if not one.before.may_take_back(one.event.at):
                yield one.stream, DECIDES, f"was taken back at {one.event.at}, when it could not be"
            case _:
                pass

    def next_at(self, now: Instant, died: Died) -> Instant | None:
        """Return when the clock is to look at it next: on its day, and from then on until somebody is awake."""
        found = [at for stream, (member, at) in self._wakes.items() if not died(stream.agency, member)]
        return None if not found else min(found) if min(found) > now else now + AGAIN_FOR

    def daily(self, now: Instant, died: Died) -> Iterator[Broken]:
        """Return of what a day has passed without anybody being asked."""
        for stream, (member, wake_at) in self._wakes.items():
            if wake_at < now - ASKED_WITHIN_FOR and not died(stream.agency, member):
                yield Broken(LAPSED, stream.agency, stream.name, f"was due at {wake_at}, and nobody was asked")
