"""Whether the ladders of a protocol hold: each rung can be filled, each urgent one ends where somebody answers.

Must never let a ladder end in silence.
"""

from collections.abc import Iterator

from solidground.core.kernel import HOUR, MINUTE
from solidground.core.protocol.staffing import nobody
from solidground.core.protocol.terms import NEEDED_LADDERS, Fault, Protocol, WrittenLadder

URGENT_MOST = HOUR
"""An urgent ladder reaches its staffed line within this time."""
RUNGS_MOST = 12


def ladders(protocol: Protocol) -> Iterator[Fault]:
    """Go through every ladder, and name those that the rules of care need and the file lacks."""
    seen: dict[str, int] = {}
    for written in protocol.ladders:
        name = written.ladder.name
        if name in seen:
            what = f"ladder {name}: it already stands on line {seen[name]}."
            yield Fault(written.line, what, "Give each ladder a name of its own.")
        seen.setdefault(name, written.line)
        yield from _rungs(protocol, written)
        if written.ladder.urgent:
            yield from _urgent(written)
    for name in NEEDED_LADDERS:
        if name not in seen:
            yield Fault(1, f"The ladder {name} is missing.", f'Write a [[ladder]] with name = "{name}".')


def _rungs(protocol: Protocol, written: WrittenLadder) -> Iterator[Fault]:
    ladder = written.ladder
    if ladder.name in NEEDED_LADDERS and not ladder.rungs:
        yield Fault(written.line, f"ladder {ladder.name}: it has no rungs, so it ends in silence.", "Give it rungs.")
    if len(ladder.rungs) > RUNGS_MOST:
        yield Fault(written.line, f"ladder {ladder.name}: {len(ladder.rungs)} rungs.", f"Keep it to {RUNGS_MOST}.")
    if ladder.name == "urgent" and not ladder.urgent:
        yield Fault(written.line, "ladder urgent: it is not marked urgent.", "Add a line urgent = true to it.")
    for rung, line in zip(ladder.rungs, written.rung_lines, strict=True):
        missing = nobody(protocol, rung.who)
        if missing is not None:
            yield Fault(line, f"ladder {ladder.name}: nobody can fill the rung {rung.who}: {missing[0]}.", missing[1])
        if rung.wait_for < MINUTE:
            yield Fault(line, f"ladder {ladder.name}: {rung.who} is given under a minute.", "Wait at least PT1M.")


def _urgent(written: WrittenLadder) -> Iterator[Fault]:
    ladder = written.ladder
    if not ladder.rungs or ladder.rungs[-1].who != "line":
        line = written.rung_lines[-1] if written.rung_lines else written.line
        what = f"ladder {ladder.name}: it is urgent and does not end at a staffed line."
        yield Fault(line, what, 'Let its last rung be who = "line", such as COPLINE or a contracted service.')
    waited_for = sum(rung.wait_for for rung in ladder.rungs[:-1])
    if waited_for > URGENT_MOST:
        what = f"ladder {ladder.name}: its line is reached after {waited_for // MINUTE} minutes."
        yield Fault(written.line, what, f"Shorten its waits to {URGENT_MOST // MINUTE} minutes in all.")
