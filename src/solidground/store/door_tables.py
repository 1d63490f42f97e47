"""The tables of those who come without an account: how often they came, and what they said with a concern.

What must never happen here: an address that can be read, or what somebody wrote kept longer than it is needed.
"""

from solidground.store.shape import AGENCY, Column, Index, Table

ATTEMPT = Table(
    "attempt",
    "registry",
    "How often one caller did what is bounded, in the stretch of time that counts. A row goes when that has passed.",
    (
        AGENCY,
        Column("what", "text", "what is bounded: concern, token, sign_in or beside"),
        Column("caller", "text", "keyed hash of the caller's address: without the key nobody can tell whose"),
        Column("until_at", "int", "when it counts no more, microseconds UTC"),
        Column("count", "int", "how often, up to the bound"),
    ),
    ("agency", "what", "caller", "until_at"),
    (Index("attempt_until", "until_at"),),
)

SOURCE = Table(
    "source",
    "registry",
    "What was said with a concern that the log must not hold: who is meant where nobody was found, and who said so.",
    (
        AGENCY,
        Column("concern", "text", "the concern; a hash of the token its source holds"),
        Column("meant", "text", "who was meant, in the source's words; empty where found, and when it has ended"),
        Column("named", "text", "who the source is, where he may be named; empty when it has ended"),
        Column("until_at", "int", "when the row goes, microseconds UTC"),
    ),
    ("agency", "concern"),
    (Index("source_until", "until_at"),),
)
