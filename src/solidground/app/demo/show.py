"""A show: the stage, and what has been told of it so far."""

from collections.abc import Callable, Iterator
from typing import Any

from solidground.app.asking.questions import OneCase, OneIncident
from solidground.app.demo.beats import Beat, Pane, Panes, Said
from solidground.app.demo.cast import CHIEF, DETECTIVE, local
from solidground.app.demo.conduct import Steady
from solidground.app.demo.panes import brief, pane
from solidground.app.demo.stage import Happened, Letter, Stage
from solidground.app.demo.telling import on_the_phone, told
from solidground.core.care.state import Case
from solidground.core.kernel import Instant, PersonId, Refusal

INCIDENT = "24-0417"


class Show:
    """Lets a scene say a line, let time pass, and tell what truly happened meanwhile."""

    def __init__(self, stage: Stage, steady: Steady) -> None:
        """Begin before the first scene."""
        self.stage = stage
        self.steady = steady
        self._events = 0
        self._sent = 0

    @property
    def now(self) -> Instant:
        """Return the present instant of the story."""
        return self.stage.now

    def until(self, days: int, clock: str) -> None:
        """Let time pass until a wall clock time, so many days after the incident."""
        self.stage.until(local(days, clock))

    def said(self, text: str) -> Said:
        """Say one line of the story, now."""
        return Said(self.now, text)

    def do(self, command: Any, member: PersonId = DETECTIVE) -> None:  # noqa: ANN401 - any command of a case
        """Let somebody do something that no rule refuses."""
        outcome = self.stage.do(member, command)
        assert not isinstance(outcome, Refusal), outcome

    def tell(
        self, *kinds: type, of: PersonId | None = DETECTIVE, sent: tuple[str, ...] = (), keep: bool = False
    ) -> Iterator[Beat]:
        """Tell what happened since the last telling: events of these kinds, notifications of these.

        ``keep`` leaves it to be told once more, by other kinds.
        """
        before = self._events
        happened, self._events = self.stage.happened[self._events :], len(self.stage.happened)
        letters, self._sent = self.stage.sent[self._sent :], len(self.stage.sent)
        beats: list[Beat] = [
            beat
            for one in happened
            if isinstance(one.event, kinds) and _of(one, of) and (beat := told(one)) is not None
        ]
        beats += [on_the_phone(one) for one in letters if one.row.notice.kind in sent and self._is_about(one, of)]
        if keep:
            self._events = before
        yield from sorted(beats, key=_at)

    def forget(self) -> None:
        """Leave untold what happened until now."""
        self._events, self._sent = len(self.stage.happened), len(self.stage.sent)

    def panes(self, peer: PersonId, *more: Pane) -> Panes:
        """Show how the detective, his peer and the chief see this moment."""
        case = self.stage.cases[DETECTIVE]
        return Panes(
            (
                pane(self.stage, "The member sees", DETECTIVE, OneCase(case)),
                pane(self.stage, f"His peer {peer} sees", peer, OneCase(case)),
                *more,
                self.command(),
            )
        )

    def command(self) -> Pane:
        """Show what command sees: the same in every scene."""
        return Pane("Command sees", brief(self.stage.ask(CHIEF, OneIncident(INCIDENT)), self.now))

    def _is_about(self, letter: Letter, of: PersonId | None) -> bool:
        return of is None or letter.row.case == self.stage.cases.get(of)


def _of(happened: Happened, of: PersonId | None) -> bool:
    state = happened.state
    return of is None or not isinstance(state, Case) or state.head.member == of


def _at(beat: Any) -> Instant:  # noqa: ANN401 - what is told has a time
    at: Instant = beat.at
    return at


Telling = Callable[[Show], Iterator[Beat]]
"""One scene."""
