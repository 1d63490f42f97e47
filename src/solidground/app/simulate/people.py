"""What people do about a case: as in a replay, and besides wrongly, twice, or without ever writing it down.

What must never happen here: something that a person could not do.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from solidground.app.replay.acting import Act, mixed
from solidground.app.replay.chance import Chance
from solidground.app.replay.deeds import deed, follow_up
from solidground.app.simulate.witness import Seen
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.state import Case
from solidground.core.kernel import HOUR, Instant, PersonId, Stream

ASSUMED_PEOPLE = (
    "People act as in a mixed replay: in time, late, after a reminder, after an escalation, or not at all.",
    "Of what was done one in thirty is never written down, and one in thirty is written down wrongly.",
    "A wrong record names another step, another occurrence, a time that has not come, or is made by somebody else.",
)

NEVER, WRONG = 0.033, 0.066
"""Bounds of a draw for each record: never made, made wrongly; mostly neither."""


class People:
    """How everybody behaves, by a seed."""

    def __init__(self, seed: int) -> None:
        """Begin."""
        self._chance = Chance(seed)
        self._acting = mixed(seed)

    def moved(self, seen: Seen) -> tuple[Act, ...]:
        """Return what an event of a case makes people do later."""
        if not isinstance(seen.after, Case):
            return ()
        return self._acting(name_of(seen.stream), seen.event, seen.after)

    def done(self, act: Act, case: Case, stream: Stream, now: Instant, others: Sequence[PersonId]) -> list[Any]:
        """Return the commands somebody gives now."""
        name = name_of(stream)
        given = deed(self._chance, "mixed", act._replace(at=now), case, name)
        found: list[Any] = []
        for command in given:
            if isinstance(command, RecordContact | RecordTask):
                slip, kind, who, _ = self._chance.draws(name, "slip", command.key, command.occurrence, act.at)
                if slip < NEVER:
                    continue
                if slip < WRONG:
                    found.append(_wrongly(command, kind, others[int(who * len(others))]))
                    continue
            found.append(command)
        return found

    def next(self, act: Act, case: Case, stream: Stream) -> list[Act]:
        """Return what somebody who said "I have it" does next."""
        return follow_up(act, case, self._chance, "mixed", name_of(stream)) if act.doing == "take" else []


def _wrongly(command: RecordContact | RecordTask, kind: float, other: PersonId) -> RecordContact | RecordTask:
    ways: tuple[dict[str, Any], ...] = (
        {"by": other},
        {"occurrence": 77},
        {"key": "no_such_step"},
        {"held_at": command.at + 5 * HOUR},
    )
    return replace(command, **ways[int(kind * len(ways))])


def name_of(stream: Stream) -> str:
    """Return the name of a case, or of a person, without its subject."""
    return stream.name.partition("/")[2]
