"""Counting one case's work as its events pass: what was owed and how it went, never how anybody was.

Nothing is kept of a step but its times; a replay of twenty years holds one small tally for each case.
"""

from itertools import pairwise
from typing import NamedTuple

from solidground.core.care.choice.events import NotNowChosen
from solidground.core.care.contact.events import ContactRecorded, StepCancelled, StepMissed, StepOpened, TaskDone
from solidground.core.care.events import CaseClosed, CaseMadeStanding, CaseOpened, CaseReopened, MemberSeparated
from solidground.core.care.keeping.events import (
    CaseTaken,
    CaseUnheld,
    EscalationAcknowledged,
    EscalationJoined,
    EscalationStoodDown,
    PeerAssigned,
    PeerReleased,
    RungAsked,
)
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import Case, item_of
from solidground.core.kernel import Instant, PersonId


class Owed(NamedTuple):
    """A step that came."""

    key: str
    due_at: Instant
    lapses_at: Instant


class Done(NamedTuple):
    """How a step went: ``how`` is on_time, late or not_done; ``due_at`` tells before or after what it was owed."""

    key: str
    how: str
    due_at: Instant


class Tally:
    """The work of one case so far."""

    def __init__(self, opened: CaseOpened) -> None:
        """Begin with the case."""
        self.began_at = self.stretch_from = opened.began_at
        self.part = opened.part
        self.active_from: Instant | None = opened.at
        self.active_for = 0
        self.unheld_from: Instant | None = None
        self.unheld_for = 0
        self.was_unheld = False
        self.open: dict[tuple[str, int], Owed] = {}
        self.done: list[Done] = []
        self.made: list[Instant] = []
        self.longest_for = 0
        self.not_now = 0
        self.escalations = 0
        self._asked: dict[str, dict[PersonId, str]] = {}
        self.last_escalation_at: Instant | None = None
        self.rungs: dict[str, list[int]] = {}
        self.peers: list[tuple[Instant, str | None]] = []
        self.ended_at: Instant | None = None
        self.separated_at: Instant | None = None
        self.end_why = ""

    def see(self, event: object, state: Case) -> None:
        """Count one event; ``state`` is the case after it and those decided with it."""
        match event:
            case StepOpened():
                item = item_of(state, event.key, event.occurrence)
                if item is not None:
                    self.open[event.key, event.occurrence] = Owed(item.key, item.due_at, item.lapses_at)
            case ContactRecorded() | OfferMade():
                self._contact(event)
                self._answered(event.by)
            case TaskDone():
                self._end((event.key, event.occurrence), event.held_at)
                self._answered(event.by)
            case StepMissed():
                self._end((event.key, event.occurrence), None)
            case StepCancelled():
                self.open.pop((event.key, event.occurrence), None)
            case RungAsked():
                self._rung(event)
            case EscalationAcknowledged():
                self._answered(event.by)
            case EscalationStoodDown() | EscalationJoined():
                self._asked.pop(event.ladder, None)
            case NotNowChosen():
                self.not_now += 1
            case _:
                self._life(event, state)

    def _life(self, event: object, state: Case) -> None:
        match event:
            case CaseUnheld() if self.active_from is not None:
                self.unheld_from = event.at
                self.was_unheld = True
            case PeerAssigned() if self.active_from is not None:
                self.peers.append((event.at, event.peer))
            case PeerReleased() if self.active_from is not None:
                self.peers.append((event.at, None))
            case CaseTaken():
                self._held(event.at)
            case CaseMadeStanding() | CaseClosed():
                if self.active_from is not None:
                    self.end_why = event.why
                self._stand(event.at, state)
            case CaseReopened():
                self.active_from = self.stretch_from = event.at
                self.ended_at = None
                self.unheld_from = event.at if state.unheld_at is not None else None
            case MemberSeparated():
                self.separated_at = event.at
            case _:
                pass

    def _rung(self, event: RungAsked) -> None:
        self.escalations += 1
        self.last_escalation_at = event.at
        rung = "again" if event.repeat else event.role
        self.rungs.setdefault(rung, [0, 0])[0] += 1
        if event.asked is not None:
            self._asked.setdefault(event.ladder, {})[event.asked] = rung

    def _answered(self, by: PersonId) -> None:
        """Credit the rung on which this person was asked: he said "I have it", or did the step."""
        for ladder, asked in list(self._asked.items()):
            if by in asked:
                self.rungs[asked[by]][1] += 1
                del self._asked[ladder]

    def _contact(self, event: ContactRecorded | OfferMade) -> None:
        self._end((event.key, event.occurrence), event.held_at)
        if self.active_from is not None and (isinstance(event, OfferMade) or event.outcome == "made"):
            self.made.append(event.held_at)

    def _end(self, key: tuple[str, int], held_at: Instant | None) -> None:
        owed = self.open.pop(key, None)
        if owed is not None:
            how = "not_done" if held_at is None else "on_time" if held_at <= owed.lapses_at else "late"
            self.done.append(Done(owed.key, how, owed.due_at))

    def _held(self, at: Instant) -> None:
        if self.unheld_from is not None:
            self.unheld_for += at - self.unheld_from
            self.unheld_from = None

    def _stand(self, at: Instant, state: Case) -> None:
        self._rest(at)
        for key, owed in list(self.open.items()):
            if item_of(state, *key) is not None:
                # A call that rings, or a handing over, goes on.
                continue
            self._end(key, None) if owed.lapses_at <= at else self.open.pop(key)

    def _rest(self, at: Instant) -> None:
        """Note that contact on a schedule ended, or the counting."""
        self._held(at)
        if self.active_from is None:
            return
        self.active_for += at - self.active_from
        self.active_from = None
        self.ended_at = at
        self.peers.append((at, None))
        self.longest_for = max(self.longest_for, self._silence(at))

    def _silence(self, at: Instant) -> Instant:
        """Return the longest gap between contacts made in the stretch of care that ends now."""
        there = sorted([m for m in self.made if m >= self.stretch_from])
        return max(after - before for before, after in pairwise([self.stretch_from, *there, max(at, *there, 0)]))

    def close(self, at: Instant) -> None:
        """End the counting: what came due and was not done counts, whether or not it has lapsed."""
        active = self.active_from is not None
        unheld_from = self.unheld_from
        self._rest(at)
        if active:
            # Still under way: the end is the counting's, not the case's.
            self.ended_at, self.unheld_from = None, unheld_from
        for key, owed in list(self.open.items()):
            if owed.due_at <= at:
                self._end(key, None)
        self.done = [done for done in self.done if done.due_at <= at]

    def count(self, how: str) -> int:
        """Return how many steps went so."""
        return sum(1 for d in self.done if d.how == how)
