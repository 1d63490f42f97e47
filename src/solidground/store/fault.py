"""What goes wrong with a database, in a sentence: the place and the remedy.

What must never happen here: hiding a fault, or showing a person the words of a driver alone.
"""

RESTORE = (
    "Stop the clock, keep a copy of what is there, and restore the last good backup into a new folder;"
    ' "solidground verify" says whether the log itself is whole.'
)
"""What helps where something beside the log is damaged: trying again never does."""


class StoreError(Exception):
    """The outside world failed. ``sentence`` is what a person reads."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence
