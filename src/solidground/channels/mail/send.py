"""The mail channel: one message, one of four endings.

A session keeps one line open for a batch. In it, a server that is down is dialled once, not once a message, and a line
that keeps breaking is given up for the rest of the batch: nothing waits behind a slow server, nothing is dropped.
What must never happen here: two threads on one channel; give each its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from solidground.channels.mail.account import MailAccount
from solidground.channels.mail.compose import compose
from solidground.channels.mail.handover import BROKE_BEFORE, Handover, hand_over
from solidground.channels.mail.line import Line, open_line
from solidground.core.kernel import Instant
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import Outcome, RefusedForGood, TryAgain

MAILS_A_LINE_MOST = 100
BREAKS_A_SESSION_MOST = 3
"""Broken lines one after another, none of them having carried a mail."""


class Mail:
    """Sends mail from one account. ``clock`` dates the mails and nothing else."""

    def __init__(self, account: MailAccount, clock: Callable[[], Instant]) -> None:
        self._account = account
        self._clock = clock
        self._in_session = False
        self._line: Line | None = None
        self._sent = 0
        self._breaks = 0
        self._down: TryAgain | None = None

    @contextmanager
    def session(self) -> Iterator[Self]:
        """Keep the line open from one message to the next until the block ends."""
        assert not self._in_session, "a session is not opened inside another"
        self._in_session, self._breaks, self._down = True, 0, None
        try:
            yield self
        finally:
            self._in_session = False
            self._hang_up()

    def send(self, message: Message) -> Outcome:
        """Hand one message over."""
        mail = compose(message, self._account, self._clock())
        if isinstance(mail, RefusedForGood):
            return mail
        kept = self._line is not None
        ended = self._over(lambda line: hand_over(line, self._account.sender, message.to, mail))
        if kept and ended is BROKE_BEFORE:  # an idle line the server has closed: nothing was sent, so dial once more
            ended = self._over(lambda line: hand_over(line, self._account.sender, message.to, mail))
        if not self._in_session:
            self._hang_up()
        return ended

    def ask(self, key: str) -> Outcome | None:  # noqa: ARG002 every channel is asked in the same words
        """Return None: a mail server cannot be asked what became of a mail. It is sent again under the same key."""
        return None

    def _over(self, handing: Callable[[Line], Handover]) -> Outcome:
        line = self._opened()
        if isinstance(line, TryAgain):
            return line
        ended = handing(line)
        self._sent += 1
        self._breaks = 0 if ended.line_holds else self._breaks + 1
        if not ended.line_holds or self._sent >= MAILS_A_LINE_MOST:
            self._hang_up()
        return ended.outcome

    def _opened(self) -> Line | TryAgain:
        """Return the kept line or a new one; within a session a server that is down is not dialled again."""
        if self._line is not None:
            return self._line
        if self._in_session and self._down is not None:
            return self._down
        if self._in_session and self._breaks >= BREAKS_A_SESSION_MOST:
            return BROKE_BEFORE
        opened = open_line(self._account)
        if isinstance(opened, TryAgain):
            self._down = opened
            return opened
        self._line, self._sent = opened, 0
        return opened

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
