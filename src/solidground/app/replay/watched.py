"""A unit that tells what passes through it: which changes were written and when cases next wake."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from solidground.app.ports import Change, Unit
from solidground.core.kernel import AgencyId, Instant, PersonId


class Watched:
    """Passes everything on; tells of changes and of cases woken."""

    def __init__(self, unit: Unit, on_change: Callable[[Change], None], on_woken: Callable[[Instant], None]) -> None:
        """Stand before a unit."""
        self._unit = unit
        self._on_change = on_change
        self._on_woken = on_woken

    def append(self, changes: Sequence[Change]) -> None:
        """Pass changes on, then tell of them."""
        self._unit.append(changes)
        for change in changes:
            self._on_change(change)

    def wake_keeper(self, agency: AgencyId, keeper: PersonId, at: Instant) -> int:
        """Pass on, and tell that cases wait at this instant."""
        woken = self._unit.wake_keeper(agency, keeper, at)
        if woken:
            self._on_woken(at)
        return woken

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a unit has
        """Pass everything else on; the next time it is found at once."""
        passed = getattr(self._unit, name)
        setattr(self, name, passed)
        return passed


def watched(unit: Unit, on_change: Callable[[Change], None], on_woken: Callable[[Instant], None]) -> Unit:
    """Return the unit, watched."""
    return cast("Unit", Watched(unit, on_change, on_woken))
