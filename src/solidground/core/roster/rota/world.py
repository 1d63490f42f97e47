"""What the rules of a rota may look at outside it: who is in the agency."""

from typing import NamedTuple

from solidground.core.kernel import PersonId


class RotaWorld(NamedTuple):
    """A frozen view: the people who may be put on call today, those lent by other agencies among them."""

    people: frozenset[PersonId] = frozenset()
