"""The tables of what a member shares and of words of his own. They belong to ``tables``, which has no room for them.

What must never happen here: words that stay.
"""

from solidground.store.shape import Column, Index, Table

SHARED = Table(
    "shared",
    "care",
    "Who sees something of a case by its member's choice: the way from a person to it. Follows from the log alone.",
    (
        Column("agency", "text", "whose it is"),
        Column("person", "text", "who may see something"),
        Column("case_id", "text", "the case"),
        Column("seen_as", "text", "as whom: family, clinician, peer, or along at a step back to work"),
    ),
    ("agency", "person", "case_id"),
    (Index("shared_case", "agency, case_id"),),
)

OWN_WORDS = Table(
    "own_words",
    "care",
    "Words of a member's own to people he picked. A row is deleted when he takes them back, and after some days.",
    (
        Column("agency", "text", "whose it is"),
        Column("case_id", "text", "the case of who wrote them"),
        Column("number", "int", "which of his words, from 1"),
        Column("text", "text", "what he wrote"),
        Column("until_at", "int", "when they are deleted, microseconds UTC"),
    ),
    ("agency", "case_id", "number"),
    (Index("own_words_until", "until_at"),),
)
