"""A decision under way: the events so far and the state they lead to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from solidground.core.care.state import Case
from solidground.core.care.world import Asking, World
from solidground.core.kernel import Instant, PersonId

if TYPE_CHECKING:
    # The union is put together where all parts meet; the parts themselves only pass it on.
    from solidground.core.care.decider import Event


class Course:
    """Lets one decision see what its earlier events did. It lives no longer than the decision."""

    __slots__ = ("_asked", "_evolve", "at", "by", "case", "events", "world")

    def __init__(
        self, case: Case, at: Instant, by: PersonId, world: World, evolve: "Callable[[Case, Event], Case]"
    ) -> None:
        """Begin with the state as it is."""
        self.case = case
        self.at = at
        self.by = by
        self.world = world
        self.events: list[Event] = []
        self._evolve = evolve
        self._asked: Asking | None = None

    def put(self, event: "Event") -> None:
        """Add an event and move the state on."""
        self.events.append(event)
        self.case = self._evolve(self.case, event)

    def asking(self, tried: frozenset[PersonId] = frozenset()) -> Asking:
        """Say for whom somebody is sought."""
        head, ruled_out = self.case.head, self.case.choices.ruled_out
        if tried:
            return Asking(head.member, head.involved, ruled_out, tried, head.part, self.at)
        asked = self._asked
        # Asked many times in one decision, and nearly always the same.
        if asked is None or asked.ruled_out is not ruled_out or asked.member is not head.member:
            asked = self._asked = Asking(head.member, head.involved, ruled_out, tried, head.part, self.at)
        return asked
