"""What is outside of the program: the clock on its wall, and the provider that takes its messages."""

from collections.abc import Callable
from typing import NamedTuple

from solidground.core.kernel import Instant, PersonId, Span
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import HandedOver, Outcome, TryAgain, Unknown


class Hands:
    """The clock on the wall. ``true_at`` goes on; ``ahead_for`` is how wrong the wall is."""

    def __init__(self, at: Instant) -> None:
        """Begin at an instant, right."""
        self.true_at = at
        self.ahead_for: Span = 0

    def now(self) -> Instant:
        """Return what the wall shows."""
        return self.true_at + self.ahead_for


class Taken(NamedTuple):
    """A message the provider has taken. ``broken`` counts what had been interrupted by then."""

    key: str
    recipient: PersonId
    at: Instant
    broken: int


class Provider:
    """Takes messages for every way out. What it does wrong, a fault has told it to."""

    def __init__(self, hands: Hands, met: Callable[[str], None]) -> None:
        """Begin well."""
        self._hands, self._met = hands, met
        self.down = ""
        """The fault by which it is down."""
        self.unknown: list[bool] = []
        """For each of the next messages whether it arrives although nobody hears so."""
        self.meanwhile: Callable[[], None] = lambda: None
        """What happens elsewhere while a message is on its way."""
        self.interrupted = 0
        self.taken: list[Taken] = []
        self._arrived: set[str] = set()
        self.confirmed: set[Instant] = set()
        """When it said of a message that it had come before."""

    def send(self, message: Message) -> Outcome:
        """Take a message, or not."""
        self.meanwhile()
        if self.down:
            self._met(self.down)
            return TryAgain("The provider does not answer.", 0)
        if self.unknown:
            arrives = self.unknown.pop()
            self._met("unknown_outcome")
            if arrives:
                self._take(message)
            self.interrupted += 1
            return Unknown("The line broke after the message was handed over.")
        self._take(message)
        return HandedOver("taken")

    def ask(self, key: str) -> Outcome | None:
        """Say what became of a message: every second provider knows, by the last digit of its key."""
        if int(key[-1], 16) % 2 or key not in self._arrived:
            return None
        self.confirmed.add(self._hands.now())
        return HandedOver("taken before")

    def _take(self, message: Message) -> None:
        self._arrived.add(message.key)
        self.taken.append(Taken(message.key, message.recipient, self._hands.now(), self.interrupted))
