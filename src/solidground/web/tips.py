"""Tips for a kind of contact, read from ``tips.toml``, where each has its source.

What must never happen here: a tip that has somebody retell what happened.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from solidground.core.care.contact.steps import AGAIN, ANNIVERSARY, CALL, DECIDE, HANDOVER, NEWS, SILENCE, VISIT
from solidground.core.protocol.plan import Kind

NAMED: Final = {
    "offer": "offer",
    "companion": "companion",
    HANDOVER: "companion",
    ANNIVERSARY: "anniversary",
    SILENCE: "silence",
    DECIDE: "silence",
    VISIT: "visit",
    CALL: "call",
    AGAIN: "again",
    NEWS: "news",
}
"""Steps with tips of their own."""

BEGINNING: Final = (
    ("clinician_", "session"),
    ("family_", "family"),
    ("day_", "days"),
    ("week_", "weeks"),
    ("month_", "months"),
)
"""Steps by how their key begins, as protocols name them."""

BY_KIND: Final[dict[str, str]] = {"word": "words", "date": "date", "task": "task"}


class Tips(NamedTuple):
    """What helps in one kind of contact, where it comes from, and how sure that is."""

    key: str
    heading: str
    tips: tuple[str, ...]
    source: str
    certainty: str


@cache
def all_tips() -> dict[str, Tips]:
    """Return all tips by their key."""
    text = files("solidground.web").joinpath("tips.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["kind"]
    return {
        row["key"]: Tips(row["key"], row["heading"], tuple(row["tips"]), row["source"], row["certainty"])
        for row in rows
    }


def tips_for(step: str, kind: Kind | Literal["ladder"]) -> Tips | None:
    """Return the tips for a step; None for a call on a ladder, which says nothing of what it is about."""
    if kind == "ladder":
        return None
    begins = next((tips for start, tips in BEGINNING if step.startswith(start)), "talk")
    key = NAMED.get(step) or (BY_KIND[kind] if kind in ("word", "date") else None) or begins
    return all_tips()[BY_KIND.get(kind, key) if key == "talk" else key]
