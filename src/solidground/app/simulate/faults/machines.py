"""What goes wrong with the machine: programs die, the database goes away, the disk is full, two clocks run."""

from solidground.app.again import transacted
from solidground.app.simulate.befalling import change_number
from solidground.app.simulate.faults.fault import Draws, Fault, Stricken
from solidground.app.simulate.machine import Program
from solidground.core.kernel import DAY, HOUR

STATEMENTS_MOST = 60
"""A program dies at one of so many statements after the fault was brought about, whatever it does then."""


def _crash(stricken: Stricken, draws: Draws) -> None:
    left, after, *_ = draws
    stricken.machine.trap.arm(int(left * STATEMENTS_MOST), "killed", after=after < 0.5)  # noqa: PLR2004 - one or the other


def _drop(stricken: Stricken, draws: Draws) -> None:
    left, after, hours, _ = draws
    stricken.machine.trap.arm(int(left * STATEMENTS_MOST), "lost", after=after < 0.5)  # noqa: PLR2004 - one or the other
    before = stricken.count(DATABASE_DROPPED.name)

    def back(_: object) -> None:
        if stricken.count(DATABASE_DROPPED.name) == before:
            stricken.later(stricken.hands.true_at + 6 * HOUR, back)
        else:
            stricken.machine.trap.lost = False

    stricken.later(stricken.hands.true_at + int(hours * hours * 12 * HOUR) + HOUR, back)


def _fill(stricken: Stricken, draws: Draws) -> None:
    stricken.machine.fill()
    before = stricken.count(DISK_FULL.name)
    agency = stricken.agencies[0]

    def room(program: Program) -> None:
        if stricken.count(DISK_FULL.name) > before:
            stricken.machine.make_room()
            return
        # Something is written in any hour, also where no case is open: it does not fit for long.
        now, whose = stricken.hands.now(), agency.staff[0]
        transacted(program.store, program.rosters, lambda unit: change_number(unit, agency.name, whose, now))
        stricken.later(stricken.hands.true_at + HOUR, room)

    stricken.later(stricken.hands.true_at + int(draws[0] * 8 * HOUR) + HOUR, room)


def _two(stricken: Stricken, draws: Draws) -> None:
    stricken.second_clock(runs=True)
    stricken.met(TWO_CLOCKS.name)
    stricken.later(stricken.hands.true_at + int((1 + 13 * draws[0]) * DAY), lambda _: stricken.second_clock(runs=False))


CRASH = Fault("crash", "A program dies at a statement, before or after it took effect, also at the commit.", _crash)
TWO_CLOCKS = Fault("two_clocks", "A second clock runs on one file for days, and takes turns.", _two, needs_file=True)
DATABASE_DROPPED = Fault(
    "database_dropped", "The database goes away in the middle of a statement, and is back hours later.", _drop
)
DISK_FULL = Fault("disk_full", "The disk is full for hours.", _fill, needs_file=True)
