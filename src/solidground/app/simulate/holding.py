"""Whether every promise holds: after each step on what it touched, once a day on everything.

What must never happen here: a promise known by another name than the reconciler's.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from solidground.app.ports import Unit
from solidground.app.promises import FOLDED, NOTIFIED, UNALTERED, Broken, Look, breaches
from solidground.app.rosters import Roster, Rosters
from solidground.app.simulate.asked import Asked
from solidground.app.simulate.machine import Machine
from solidground.app.simulate.mailing import Mailing
from solidground.app.simulate.witness import Glance, Seen, Witness
from solidground.core.care.state import Case
from solidground.core.kernel import AgencyId, CaseId, Instant, Stream, fold
from solidground.core.subject import CaseRow
from solidground.core.subjects import subject_of

CASE = subject_of("case/")
WHOLE_DAYS = 90
"""How often the whole log is verified and folded anew, besides at the end; each day what grew in it is."""


class Holding:
    """Asks the questions, and keeps what was broken: each promise of each stream once."""

    def __init__(self, machine: Machine, witness: Witness, mailing: Mailing) -> None:
        """Begin with nothing broken."""
        self._machine, self._witness, self._mailing = machine, witness, mailing
        self._rosters = Rosters()
        self._asked = Asked(mailing)
        self._today: set[Stream] = set()
        self._alike: dict[Stream, tuple[Any, Any]] = {}
        """The states that were held against each other last: the same two need not be again."""
        self._days = 0
        self.found: dict[Broken, Instant] = {}

    @property
    def counted(self) -> dict[str, int]:
        """How often each promise was broken."""
        counted: dict[str, int] = {}
        for broken in self.found:
            counted[broken.promise] = counted.get(broken.promise, 0) + 1
        return dict(sorted(counted.items()))

    def _say(self, promise: str, stream: Stream, why: str, now: Instant) -> None:
        self.found.setdefault(Broken(promise, stream.agency, stream.name, why), now)

    def say(self, broken: Broken, now: Instant) -> None:
        """Note one that somebody else found."""
        self.found.setdefault(broken, now)

    def after(self, glance: Glance, now: Instant) -> None:
        """Ask about everything a step touched."""
        for flawed in glance.flawed:
            self._say(UNALTERED, flawed.stream, flawed.why, now)
        touched = dict.fromkeys(seen.stream for seen in glance.seen)
        self._today.update(touched)
        with self._machine.calm(), self._machine.eye.transaction() as unit:
            self._kept(unit, touched, now)
            cases = [stream for stream in touched if stream in self._witness.open]
            self._look(unit, self._rows(unit, cases, now), now)
            self._written(unit, glance.seen, now)
            for stream, why in self._mailing.hours(partial(self._quiet, unit, now)):
                self._say(why[0], stream, why[1], now)

    def _kept(self, unit: Unit, streams: Iterable[Stream], now: Instant) -> None:
        """P6: the state that is kept is what the events gave."""
        named = list(streams)
        for stream, loaded in zip(named, unit.load(named), strict=True):
            both = (loaded.state, self._witness.states[stream])
            alike = self._alike.get(stream)
            if alike is not None and alike[0] is both[0] and alike[1] is both[1]:
                continue
            self._alike[stream] = both
            if both[0] != both[1]:
                self._say(FOLDED, stream, "has a state its events do not give", now)

    def _rows(self, unit: Unit, streams: Iterable[Stream], now: Instant) -> list[tuple[Stream, CaseRow]]:
        found: list[tuple[Stream, CaseRow]] = []
        for stream in streams:
            member = self._witness.open[stream].head.member
            rows = dict(unit.cases_of(stream.agency, member=member))
            row = rows.get(CaseId(stream.name.partition("/")[2]))
            if row is None:
                self._say(FOLDED, stream, "is open and in no row", now)
            else:
                found.append((stream, row))
        return found

    def _look(self, unit: Unit, rows: Iterable[tuple[Stream, CaseRow]], now: Instant) -> None:
        """P1, P2, P6, P8, P10, and whether the clock runs: what is asked of one case as it is."""
        for stream, row in rows:
            case = self._witness.open[stream]
            look = Look(self._roster(unit, stream.agency, now), stream, row, now)
            for broken in breaches(look, case):
                self.say(broken, now)
            if row != _row_of(case):
                self._say(FOLDED, stream, "has a row its events do not give", now)

    def _roster(self, unit: Unit, agency: AgencyId, now: Instant) -> Roster:
        return self._rosters.of(unit, agency, now)

    def _quiet(self, unit: Unit, now: Instant, agency: AgencyId, person: Any) -> Any:  # noqa: ANN401 - a person's hours
        known = self._roster(unit, agency, now).members.get(person)
        return None if known is None else known.quiet

    def _written(self, unit: Unit, seen: Iterable[Seen], now: Instant) -> None:
        """P3, P9, P10: what was asked for is in the outbox, at the right hour, for the right people."""
        assert CASE.notices is not None, "cases notify"
        for one in seen:
            if not isinstance(one.after, Case):
                continue
            stream = one.stream
            notices = CASE.notices(stream.name.partition("/")[2], one.event)
            if unit.outbox_missing(stream.agency, notices):
                self._say(NOTIFIED, stream, f"asked at {one.event.at} for what is not in the outbox", now)
            quiet: Callable[..., Any] = partial(self._quiet, unit, now, stream.agency)
            for promise, why in self._asked.flaws(one, notices, quiet):
                self._say(promise, stream, why, now)

    def daily(self, now: Instant) -> None:
        """Ask about everything: what was touched today is folded anew from what the log says."""
        self._days += 1
        with self._machine.calm():
            eye = self._machine.eye
            for stream in self._today:
                subject = subject_of(stream.name)
                if fold(subject.evolve, subject.initial, eye.events(stream)) != self._witness.states[stream]:
                    self._say(FOLDED, stream, "folds to another state than the day it was written", now)
            self._today.clear()
            with eye.transaction() as unit:
                self._kept(unit, self._witness.open, now)
                self._look(unit, self._rows(unit, self._witness.open, now), now)
        for broken in self._mailing.daily(now):
            self.say(broken, now)
        if self._days % WHOLE_DAYS == 0:
            self.whole(now)

    def whole(self, now: Instant) -> None:
        """Ask about the whole log and every state at once."""
        why = self._machine.altered()
        if why:
            self.say(Broken(UNALTERED, AgencyId(""), "", why), now)
        for stream, otherwise in self._machine.folded_otherwise():
            self._say(FOLDED, stream, otherwise, now)


def _row_of(case: Case) -> CaseRow | None:
    assert CASE.row is not None, "cases have a read row"
    return CASE.row(case)
