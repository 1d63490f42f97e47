"""What goes wrong with a database, in a sentence: the place and the remedy.

What must never happen here: hiding a fault, or showing a person the words of a driver alone.
"""


class StoreError(Exception):
    """The outside world failed. ``sentence`` is what a person reads."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence
