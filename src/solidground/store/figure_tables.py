"""The tables of released figures, and of what they were counted from; ``tables`` has no room for them.

What must never happen here: a column of what was counted beside one of what was released.
"""

from solidground.store.shape import AGENCY, Column, Table

FIGURE = Table(
    "figure",
    "command",
    "Figures about the work as they were released: frozen, with every small count withheld.",
    (
        AGENCY,
        Column("called", "text", "which fixed table"),
        Column("from_on", "int", "the first day that is counted, 1 for 0001-01-01"),
        Column("until_on", "int", "the first day that is not"),
        Column("shown", "text", "the table as it left, JSON"),
        Column("at", "int", "when it was released, microseconds UTC"),
    ),
    ("agency", "called", "until_on"),
)

COUNTED = Table(
    "counted",
    "care",
    "What released figures were counted from: what the next release is checked against, and nothing else.",
    (
        AGENCY,
        Column("called", "text", "which fixed table"),
        Column("until_on", "int", "the first day that is not counted"),
        Column("frozen", "text", "the exact counts, and what was withheld, JSON"),
    ),
    ("agency", "called", "until_on"),
)
