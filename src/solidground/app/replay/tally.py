"""Counting one case's work as its events pass: what was owed and how it went, never how anybody was.

Nothing is kept of a step but its times; a replay of twenty years holds one small tally for each case.
"""

from typing import NamedTuple

from solidground.core.care.choice.events import NotNowChosen
from solidground.core.care.contact.events import ContactRecorded, StepCancelled, StepMissed, StepOpened, TaskDone
from solidground.core.care.events import CaseClosed, CaseMadeStanding, CaseOpened, CaseReopened, MemberSeparated
from solidground.core.care.keeping.events import (
    CaseTaken,
    CaseUnheld,
    EscalationAcknowledged,
    EscalationStoodDown,
    PeerAssigned,
    PeerReleased,
    RungAsked,
)
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import Case, item_of
from solidground.core.kernel import Instant


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
        self.began_at = self.made_at = opened.began_at
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
        self._rung = ""
        self.last_escalation_at: Instant | None = None
        self.rungs: dict[str, list[int]] = {}
        self.peers: list[tuple[Instant, str | None]] = []
        self.ended_at: Instant | None = None
        self.separated_at: Instant | None = None
        self.stopped_at: Instant | None = None

    def see(self, event: object, state: Case) -> None:
        """Count one event; ``state`` is the case after it and those decided with it."""
        match event:
            case StepOpened():
                item = item_of(state, event.key, event.occurrence)
                if item is not None:
                    self.open[event.key, event.occurrence] = Owed(item.key, item.due_at, item.lapses_at)
            case ContactRecorded() | OfferMade():
                self._contact(event)
            case TaskDone():
                self._end((event.key, event.occurrence), event.held_at)
            case StepMissed():
                self._end((event.key, event.occurrence), None)
            case StepCancelled():
                self.open.pop((event.key, event.occurrence), None)
            case RungAsked():
                self.escalations += 1
                self.last_escalation_at = event.at
                self._rung = "again" if event.repeat else event.role
                self.rungs.setdefault(self._rung, [0, 0])[0] += 1
            case EscalationAcknowledged() | EscalationStoodDown():
                self._answered()
            case NotNowChosen():
                self.not_now += 1
            case _:
                self._life(event)

    def _life(self, event: object) -> None:
        match event:
            case CaseUnheld():
                self.unheld_from = event.at
                self.was_unheld = True
            case PeerAssigned():
                self.peers.append((event.at, event.peer))
            case PeerReleased():
                self.peers.append((event.at, None))
            case CaseTaken():
                self._held(event.at)
            case CaseMadeStanding() | CaseClosed():
                self._stand(event.at)
                self.stopped_at = event.at if event.why == "stopped" else self.stopped_at
            case CaseReopened():
                self.active_from, self.ended_at = event.at, None
            case MemberSeparated():
                self.separated_at = event.at
            case _:
                pass

    def _answered(self) -> None:
        if self._rung:
            self.rungs[self._rung][1] += 1
            self._rung = ""

    def _contact(self, event: ContactRecorded | OfferMade) -> None:
        self._end((event.key, event.occurrence), event.held_at)
        if self.active_from is not None and (isinstance(event, OfferMade) or event.outcome == "made"):
            self.longest_for = max(self.longest_for, event.held_at - self.made_at)
            self.made_at = max(self.made_at, event.held_at)
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

    def _stand(self, at: Instant) -> None:
        self._held(at)
        if self.active_from is None:
            return
        self.active_for += at - self.active_from
        self.active_from = None
        self.ended_at = at
        self.peers.append((at, None))
        self._settle(at)

    def _settle(self, at: Instant) -> None:
        for key, owed in list(self.open.items()):
            if owed.lapses_at <= at:
                self._end(key, None)
        self.open.clear()
        self.longest_for = max(self.longest_for, at - self.made_at)

    def close(self, at: Instant) -> None:
        """End the counting: what came due and was not done counts, whether or not it has lapsed."""
        if self.active_from is not None:
            self._held(at)
            self.active_for += at - self.active_from
            for key, owed in list(self.open.items()):
                if owed.due_at <= at:
                    self._end(key, None)
            self._settle(at)

    def count(self, how: str) -> int:
        """Return how many steps went so."""
        return sum(1 for d in self.done if d.how == how)
