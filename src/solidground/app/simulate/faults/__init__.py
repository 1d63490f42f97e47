"""Everything that can go wrong, one after another: each has a name, is brought about, and counts when it was met."""

from solidground.app.simulate.faults.fault import Fault, Stricken
from solidground.app.simulate.faults.machines import CRASH, DATABASE_DROPPED, DISK_FULL, TWO_CLOCKS
from solidground.app.simulate.faults.rules import ROSTER_EDIT, ZONE_RULES
from solidground.app.simulate.faults.world import CLOCK_STEPS, DUPLICATE, PROVIDER_DOWN, UNKNOWN_OUTCOME

__all__ = ["FAULTS", "Fault", "Stricken"]

FAULTS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        CRASH,
        DUPLICATE,
        PROVIDER_DOWN,
        UNKNOWN_OUTCOME,
        CLOCK_STEPS,
        TWO_CLOCKS,
        DATABASE_DROPPED,
        DISK_FULL,
        ZONE_RULES,
        ROSTER_EDIT,
    )
}
"""Every fault by its name, in the order in which they were built."""
