"""The ground line: the picture of one case, as positions. What draws it is elsewhere."""

from solidground.core.ground.gather import Gathered, Label, Picture, picture
from solidground.core.ground.line import Ground, Mark, MarkKind, Overdue, Row, Stretch, Tick, position, rows

__all__ = [
    "Gathered",
    "Ground",
    "Label",
    "Mark",
    "MarkKind",
    "Overdue",
    "Picture",
    "Row",
    "Stretch",
    "Tick",
    "picture",
    "position",
    "rows",
]
