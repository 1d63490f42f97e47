"""Doing a whole transaction again when somebody else wrote first.

What must never happen here: half of a transaction, or a roster that follows what was undone.
"""

from collections.abc import Callable
from typing import TypeVar

from solidground.app.ports import ConflictError, Store, Unit
from solidground.app.rosters import Rosters

Given = TypeVar("Given")

TRIES_MOST = 5
"""How often a transaction is done before its conflict is somebody else's to hear of."""


def transacted(store: Store, rosters: Rosters, act: Callable[[Unit], Given]) -> Given:
    """Do something in one transaction, and all of it again after a conflict."""
    for _ in range(TRIES_MOST - 1):
        try:
            return _once(store, rosters, act)
        except ConflictError:
            continue
    return _once(store, rosters, act)


def _once(store: Store, rosters: Rosters, act: Callable[[Unit], Given]) -> Given:
    try:
        with store.transaction() as unit:
            return act(unit)
    except BaseException:
        rosters.drop()
        raise
