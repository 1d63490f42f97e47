"""What is wrong with a paper, a certificate or a template, in a sentence with its remedy.

What must never happen here: a fault without its place.
"""


class PaperFault(Exception):  # noqa: N818 - a fault is the house's word for what the outside world did
    """Something that papers need cannot be used. ``sentence`` is what a person reads."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        self.sentence = sentence
        super().__init__(sentence)
