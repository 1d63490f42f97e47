"""The colours of a terminal: earth and paper, readable on dark and on light, and never the only sign of anything."""

GROUND = "#3f8f7c"
"""What is kept, and the marks of it."""
ATTENTION = "#c4741b"
"""Where a person has to act, and tries without an answer."""
SOFT = "dim"
STRONG = "bold"
TITLE = "bold #3f8f7c"
