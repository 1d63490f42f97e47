"""What somebody will do in a replay that command's side keeps: when, in which stream, and what it looks at."""

from typing import Any, NamedTuple

from solidground.core.kernel import Instant, PersonId


class Errand(NamedTuple):
    """One thing that will be done. ``member`` is whom it is about, None where it is about all who took part."""

    at: Instant
    stream: str
    command: Any
    world: Any
    member: PersonId | None
