"""What the demo shows, one beat at a time, as plain values: whoever draws them knows nothing of the rules."""

from typing import NamedTuple, TypeAlias

from solidground.app.asking.report import ReportSeen
from solidground.core.ground import Ground
from solidground.core.kernel import Instant, PersonId


class Scene(NamedTuple):
    """A row of the story begins."""

    row: str
    title: str


class Said(NamedTuple):
    """One line of the story, in field words."""

    at: Instant
    text: str


class Done(NamedTuple):
    """Something happened by a rule. ``who`` is None where the clock did it."""

    at: Instant
    who: PersonId | None
    text: str


class Sent(NamedTuple):
    """A notification left the building, in these words."""

    at: Instant
    to: PersonId
    way: str
    text: str


class Pane(NamedTuple):
    """What one viewer is shown."""

    title: str
    lines: tuple[str, ...]


class Panes(NamedTuple):
    """The same moment, seen by several."""

    panes: tuple[Pane, ...]


class Ended(NamedTuple):
    """The line of the case, and the report of the agency."""

    member: PersonId
    ground: Ground
    report: ReportSeen


Beat: TypeAlias = Scene | Said | Done | Sent | Panes | Ended
"""Everything that can be shown."""
