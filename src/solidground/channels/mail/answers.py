"""What a peer's reply says: one of three answers, or nothing a machine should guess at.

What must never happen here: reading more into a reply than the one digit that was asked for, or keeping its words.
"""

import re
import unicodedata
from typing import Literal, TypeAlias

from mailparser_reply import EmailReplyParser

Answer: TypeAlias = Literal["made", "no_answer", "hand_over"]

TEXT_CHARACTERS_MOST = 1_000
"""How much of a reply is looked at. The quote cutter takes seconds for a few thousand characters made to stall it."""

ANSWERS: dict[str, Answer] = {"1": "made", "2": "no_answer", "3": "hand_over"}

_WORDS: dict[Answer, str] = {"made": "made", "no_answer": "no answer", "hand_over": "hand over|hand off"}
_LINE = re.compile(r"\W{0,3}([123])\W{0,3}([a-z ]*?)\W{0,3}")
_BLANKS = re.compile(r"\n\s*\n")
_QUOTE_MARKS = (">", "|")
_INVISIBLE = dict.fromkeys((0xFE0F, 0x20E3, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Marks that phones put around a digit, above all in the keycap emoji."""


def answer_in(text: str) -> Answer | None:
    """Return the answer a reply begins with; None where there is none, or where it gives two."""
    written = _BLANKS.sub("\n\n", text.replace("\r\n", "\n"))
    lines = _own_lines(written[:TEXT_CHARACTERS_MOST])
    answers = [_answer(line) for line in lines]
    given = {answer for answer in answers if answer is not None}
    return answers[0] if len(given) == 1 else None


def _own_lines(text: str) -> list[str]:
    """Return the lines the sender wrote, without what the mail program quoted below or above."""
    newest = EmailReplyParser(languages=["en", "fr"]).read(text).replies[0].body
    lines = [line.strip() for line in newest.splitlines()]
    return [line for line in lines if line and not line.startswith(_QUOTE_MARKS)] or [""]


def _answer(line: str) -> Answer | None:
    seen = unicodedata.normalize("NFKC", line.translate(_INVISIBLE)).casefold()
    found = _LINE.fullmatch(seen)
    if found is None:
        return None
    answer = ANSWERS[found[1]]
    return answer if not found[2] or re.fullmatch(_WORDS[answer], found[2]) else None
