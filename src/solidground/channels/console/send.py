"""The console channel: what would have been sent, as one line each, for the demo in a terminal.

What must never happen here: an address, or a message that can move the cursor or colour the screen.
"""

from typing import TextIO

from solidground.channels.plain import one_line
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import HandedOver, Outcome

LINE_CHARACTERS_MOST = 200


class Console:
    """Prints to the stream it was given. The recipient is shown by id, as the demo's call signs are."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def send(self, message: Message) -> Outcome:
        """Print the message's first line."""
        first = message.body.split("\n", 1)[0]
        line = one_line(f"{message.way} to {message.recipient}: {first}", LINE_CHARACTERS_MOST)
        self._stream.write(line + "\n")
        return HandedOver("console")

    def ask(self, key: str) -> Outcome | None:  # noqa: ARG002 every channel is asked in the same words
        """Return that whatever was printed has arrived."""
        return HandedOver("console")
