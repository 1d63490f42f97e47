"""Everybody of a large agency, held small: most are like many others, and of most nothing is ever asked."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from solidground.core.kernel import PersonId
from solidground.core.roster.state import State

Seen = TypeVar("Seen")


class People(Mapping[PersonId, State]):
    """The states of a roster. Whoever is like many others has a shape without his id, held once (``slim``)."""

    def __init__(self, shapes: Mapping[PersonId, State]) -> None:
        """Take the shapes. Whoever is not like others has an id in his."""
        self._shapes = shapes
        self.special: Mapping[PersonId, State] = {p: s for p, s in shapes.items() if s.person is not None}
        """Whoever helps, holds a role, is away or is tied to somebody."""

    def __getitem__(self, person: PersonId) -> State:
        """Return somebody's state; a ``KeyError`` where he is not of the roster."""
        shape = self._shapes[person]
        return shape if shape.person is not None else shape._replace(person=person)

    def __contains__(self, person: object) -> bool:
        """Tell whether somebody is of the roster."""
        return person in self._shapes

    def __iter__(self) -> Iterator[PersonId]:
        """Give everybody's id."""
        return iter(self._shapes)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._shapes)


class Everybody(Mapping[PersonId, Seen], Generic[Seen]):
    """What ``make`` makes of each, when somebody first looks. Whoever was made, or put in the place of it, is held."""

    def __init__(self, people: People, make: Callable[[State], Seen]) -> None:
        """Begin with nobody made."""
        self._people = people
        self._make = make
        self._made: dict[PersonId, Seen] = {}

    def __getitem__(self, person: PersonId) -> Seen:
        """Return somebody; a ``KeyError`` where he is not of the roster."""
        made = self._made.get(person)
        if made is None:
            made = self._made[person] = self._make(self._people[person])
        return made

    def __contains__(self, person: object) -> bool:
        """Tell whether somebody is of the roster, and make nobody for it."""
        return person in self._people

    def __iter__(self) -> Iterator[PersonId]:
        """Give everybody's id."""
        return iter(self._people)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._people)

    def put(self, person: PersonId, seen: Seen) -> None:
        """Let somebody be seen as this from now on."""
        self._made[person] = seen
