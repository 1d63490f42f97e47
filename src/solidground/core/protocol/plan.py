"""A plan: what one case is owed, resolved to instants, with the ladders for when it is not done.

A plan is copied into the case when it opens; an edited protocol never reaches back into it.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from solidground.core.kernel import DAY, MINUTE, Instant, Span

Kind: TypeAlias = Literal["offer", "checkin", "word", "task", "ask", "date"]
"""What a step is. ``ask`` is the system asking the member; every other kind is owed by a person."""

COUNTED: frozenset[Kind] = frozenset({"offer", "checkin", "word", "task", "date"})
"""Kinds a person owes: these count as owed when they come due. An ask never does."""

Keeping: TypeAlias = Literal[
    "peer",
    "next_peer",
    "on_call",
    "coordinator",
    "deputy",
    "clinician",
    "chaplain",
    "liaison_family",
    "companion",
    "line",
    "carrier",
]
"""Who a step or a rung falls to. ``line`` is a staffed line outside the agency that always answers, ``carrier`` whom a
member named to bring him news: no protocol can name him."""

Way: TypeAlias = Literal["person", "phone", "text", "mail", "push", "console"]
"""A way of reaching somebody. ``person`` is face to face and is never sent by a machine."""

Spot: TypeAlias = Literal["coffee", "walk", "outside", "home", "work"]
"""Where a member wants to meet, when it is face to face: a word of few, never an address."""

NewsSpot: TypeAlias = Literal["coffee", "home", "walk", "phone", "work"]
"""Where he wants to be told news of an inquiry; nothing chosen means: not the precinct."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: whom to ask, and how long to wait for "I have it" before the next."""

    who: Keeping
    wait_for: Span
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who is next when nobody answers. The last rung repeats daily, then weekly, then every thirty days."""

    name: str
    rungs: tuple[Rung, ...]
    urgent: bool = False
    daily_times: int = 7
    weekly_times: int = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One thing owed. Instants are UTC; ``local`` is the due time as a wall clock in the case's zone shows it."""

    key: str
    kind: Kind
    who: Keeping
    opens_at: Instant
    due_at: Instant
    lapses_at: Instant
    ladder: str
    ways: tuple[Way, ...]
    local: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds a plan sets on itself. All spans; ``silent_after`` counts conversations without an answer.

    Those with a value here may be absent from a protocol's file.
    """

    longest_silence_for: Span
    taken_for: Span
    retry_for: Span
    handover_for: Span
    call_for: Span
    silent_after: int = 2
    call_again_for: Span = 15 * MINUTE
    date_before_for: Span = 2 * DAY
    date_after_for: Span = 2 * DAY
    anniversary_around_for: Span = 7 * DAY
    return_first_for: Span = DAY
    return_second_for: Span = 7 * DAY


@dataclass(frozen=True, slots=True)
class Plan:
    """The resolved plan of one case. ``steps`` are in order of ``opens_at``."""

    protocol: str
    version: str
    zone: str
    notice: str
    steps: tuple[Step, ...]
    ladders: tuple[Ladder, ...]
    limits: Limits

    def ladder(self, name: str) -> Ladder:
        """Return the ladder of that name; a plan without it is a defect (``protocol check`` refuses it)."""
        for ladder in self.ladders:
            if ladder.name == name:
                return ladder
        msg = f"the plan has no ladder {name!r}"
        raise AssertionError(msg)
