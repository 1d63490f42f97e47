"""Names taken apart into words, and the words of GLOSSARY.md."""

import re

from tests.house.sources import ROOT

ENTRY = re.compile(r"^- \*\*(?P<term>[^*]+)\*\*: (?P<meaning>.+)$")
PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

PARTICLES = frozenset("a all as at back by down for from in into me of off on or out over the to under up with".split())
"""Small words that join others, and need no entry of their own."""

PAST = frozenset(
    "done gone heard held kept left lent let lost made met paid put sent set shown stood told undone unheld".split()
)
"""Past participles that do not end in ``ed`` or ``n``."""


def entries(text: str) -> list[tuple[str, str]]:
    """Return the terms of a glossary with their meanings, in the order they stand."""
    return [(found["term"], found["meaning"]) for line in text.splitlines() if (found := ENTRY.match(line))]


def glossary() -> frozenset[str]:
    """Return every single word of the project's glossary, also those of several words written as one."""
    terms = [term for term, _ in entries((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))]
    words = {word for term in terms for word in re.split(r"[ -]", term)}
    return frozenset(words | {re.sub(r"[ -]", "", term) for term in terms})


def pieces(name: str) -> list[str]:
    """Take a name in either spelling apart: ``CaseOpened`` and ``case_opened`` are case, opened."""
    return [piece.lower() for piece in PIECE.findall(name)]


def is_past(word: str) -> bool:
    """Return whether a word is a past participle, as far as its ending shows."""
    return word in PAST or word.endswith(("ed", "en", "wn", "un"))


def unknown(words: list[str], known: frozenset[str]) -> list[str]:
    """Return the words that are in no entry, in the singular or the plural."""
    return [one for one in words if one not in PARTICLES and not {one, f"{one}s", one.removesuffix("s")} & known]
