"""The table of looks: who else saw something of a member's case, for the member to read.

What must never happen here: a column that says more than who, at what and when.
"""

from solidground.store.shape import Column, Index, Table

LOOKED = Table(
    "looked",
    "both",
    "Who else looked at what of a member's, and what an administrator did: for the member. Written blind, read by him.",
    (
        Column("agency", "text", "whose it is"),
        Column("member", "text", "whom it is about"),
        Column("by", "text", "who looked, or acted"),
        Column("what", "text", "at what, in one word"),
        Column("at", "int", "when, microseconds UTC; again within an hour is the same row"),
    ),
    ("agency", "member", "at", "by", "what"),
    (Index("looked_by", "agency, by, at"),),
)
