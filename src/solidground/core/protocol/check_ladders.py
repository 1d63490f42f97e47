"""Whether the ladders of a protocol hold: each rung can be filled, each urgent one ends where somebody answers.

Must never let a ladder end in silence.
"""

from collections.abc import Iterator

from solidground.core.kernel import HOUR, MINUTE
from solidground.core.protocol.staffing import nobody
from solidground.core.protocol.terms import NEEDED_LADDERS, Fault, Protocol, WrittenLadder
from solidground.core.words import phrased

URGENT_MOST = HOUR
"""An urgent ladder reaches its staffed line within this time."""
RUNGS_MOST = 12


def ladders(protocol: Protocol) -> Iterator[Fault]:
    """Go through every ladder, and name those that the rules of care need and the file lacks."""
    seen: dict[str, int] = {}
    for written in protocol.ladders:
        name = written.ladder.name
        if name in seen:
            what = phrased("ladder %(ladder)s: it already stands on line %(line)s.", ladder=name, line=seen[name])
            yield Fault(written.line, what, phrased("Give each ladder a name of its own."))
        seen.setdefault(name, written.line)
        yield from _rungs(protocol, written)
        if written.ladder.urgent:
            yield from _urgent(written)
    for name in NEEDED_LADDERS:
        if name not in seen:
            what = phrased("The ladder %(ladder)s is missing.", ladder=name)
            yield Fault(1, what, phrased('Write a [[ladder]] with name = "%(name)s".', name=name))


def _rungs(protocol: Protocol, written: WrittenLadder) -> Iterator[Fault]:
    ladder, name = written.ladder, written.ladder.name
    if ladder.name in NEEDED_LADDERS and not ladder.rungs:
        what = phrased("ladder %(ladder)s: it has no rungs, so it ends in silence.", ladder=name)
        yield Fault(written.line, what, phrased("Give it rungs."))
    if len(ladder.rungs) > RUNGS_MOST:
        what = phrased("ladder %(ladder)s: %(rungs)s rungs.", ladder=name, rungs=len(ladder.rungs))
        yield Fault(written.line, what, phrased("Keep it to %(most)s.", most=RUNGS_MOST))
    if ladder.name == "urgent" and not ladder.urgent:
        what = phrased("ladder %(ladder)s: it is not marked urgent.", ladder=name)
        yield Fault(written.line, what, phrased("Add a line urgent = true to it."))
    for rung, line in zip(ladder.rungs, written.rung_lines, strict=True):
        missing = nobody(protocol, rung.who)
        if missing is not None:
            what = phrased(
                "ladder %(ladder)s: nobody can fill the rung %(rung)s: %(why)s.",
                ladder=name,
                rung=rung.who,
                why=missing[0],
            )
            yield Fault(line, what, missing[1])
        if rung.wait_for < MINUTE:
            what = phrased("ladder %(ladder)s: %(rung)s is given under a minute.", ladder=name, rung=rung.who)
            yield Fault(line, what, phrased("Wait at least PT1M."))


def _urgent(written: WrittenLadder) -> Iterator[Fault]:
    ladder, name = written.ladder, written.ladder.name
    if not ladder.rungs or ladder.rungs[-1].who != "line":
        line = written.rung_lines[-1] if written.rung_lines else written.line
        what = phrased("ladder %(ladder)s: it is urgent and does not end at a staffed line.", ladder=name)
        remedy = phrased('Let its last rung be who = "line", such as COPLINE or a contracted service.')
        yield Fault(line, what, remedy)
    waited_for = sum(rung.wait_for for rung in ladder.rungs[:-1])
    if waited_for > URGENT_MOST:
        minutes = waited_for // MINUTE
        what = phrased(
            "ladder %(ladder)s: its line is reached after %(minutes)s minutes.", ladder=name, minutes=minutes
        )
        most = URGENT_MOST // MINUTE
        yield Fault(written.line, what, phrased("Shorten its waits to %(minutes)s minutes in all.", minutes=most))
