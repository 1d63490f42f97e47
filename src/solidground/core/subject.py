"""What a subject is: one shape for everything that has a history.

The runner, the codec and the stores know subjects only through this shape.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from solidground.core.kernel import Instant, PersonId, Side


class Notice(NamedTuple):
    """One notification to be sent: a row of the outbox. Unique by its first six fields and the agency."""

    obligation: str
    repeat: int
    rung: int
    recipient: PersonId
    way: str
    kind: str
    send_at: Instant
    urgent: bool = False


class CaseRow(NamedTuple):
    """What the read table of cases shows of one case; the sweep and the board read nothing else.

    Bounds held by the database: active has a ``wake_at``, standing may, closed has none.
    """

    status: str
    member: PersonId
    incident: str | None
    part: str
    began_at: Instant
    wake_at: Instant | None
    urgent: bool
    peer: PersonId | None
    unheld_at: Instant | None
    next_step: str | None
    next_due_at: Instant | None
    closed_at: Instant | None
    keepers: tuple[PersonId, ...]
    needs: int | None = None
    """A number of ``Needs``: what it needs a person for first. None in a row of an older version."""


class Brief(NamedTuple):
    """What is known of a stream of command's without reading it: whose it is, when somebody is next asked, its last."""

    member: PersonId
    wake_at: Instant | None
    last_at: Instant


class Subject(NamedTuple):
    """One kind of stream: its name, side and rules.

    ``rarely`` names a field of the state kept out of snapshots; it is read with the row, so only who has one has it.
    ``brief`` says of a state what is known of it without reading it, where it is looked for so.
    """

    name: str
    side: Side
    initial: Any
    decide: Callable[[Any, Any, Any], Any]
    evolve: Callable[[Any, Any], Any]
    events: tuple[type, ...]
    state: type
    rarely: str | None = None
    row: Callable[[Any], CaseRow | None] | None = None
    notices: Callable[[str, Any], tuple[Notice, ...]] | None = None
    commands: tuple[type, ...] = ()
    brief: Callable[[Any], Brief] | None = None
