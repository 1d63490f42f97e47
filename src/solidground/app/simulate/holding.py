"""Whether every promise holds: after each step on what it touched, once a day on everything.

What must never happen here: a promise known by another name than the reconciler's.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from solidground.app.ports import Unit
from solidground.app.promises import FOLDED, NOTIFIED, UNALTERED, Broken, Look, breaches
from solidground.app.simulate.alike import Alike, Answered
from solidground.app.simulate.asked import Asked
from solidground.app.simulate.known import Known
from solidground.app.simulate.machine import Machine
from solidground.app.simulate.mailing import Mailing
from solidground.app.simulate.owing import Owing
from solidground.app.simulate.witness import Glance, Seen, Witness
from solidground.core.care.state import Case
from solidground.core.hours import Quiet
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Stream
from solidground.core.roster.state import quiet_of
from solidground.core.subject import CaseRow
from solidground.core.subjects import subject_of

CASE = subject_of("case/")
WHOLE_DAYS = 90
"""How often the whole log, and all that is kept, is looked at again; each day what grew in it is."""

GROWN = 2
"""Grown so many times, the log is verified and folded anew. In between its bytes are those that were."""


class Holding:
    """Asks the questions, and keeps what was broken: each promise of each stream once."""

    def __init__(self, machine: Machine, witness: Witness, mailing: Mailing) -> None:
        """Begin with nothing broken."""
        self._machine, self._witness, self._mailing = machine, witness, mailing
        self._known = Known(witness)
        self._asked, self._owing = Asked(mailing), Owing()
        self._today: set[Stream] = set()
        self._alike, self._all_alike, self._answered = Alike(), Alike(), Answered()
        self._days = self._verified = 0
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
            self._look(self._rows(unit, cases, now), now)
            self._written(unit, glance.seen, now)
            for stream, why in self._mailing.hours(self._quiet):
                self._say(why[0], stream, why[1], now)
            for stream, promise, how in self._owing.after(glance.seen):
                self._say(promise, stream, how, now)

    def _kept(self, unit: Unit, streams: Iterable[Stream], now: Instant) -> None:
        """P6: the state that is kept is what the events gave."""
        named = list(streams)
        for stream, loaded in zip(named, unit.load(named), strict=True):
            both = (loaded.state, self._witness.states[stream])
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

    def _look(self, rows: Iterable[tuple[Stream, CaseRow]], now: Instant) -> None:
        """P1, P2, P6, P8, P10, and whether the clock runs: what is asked of one case as it is."""
        for stream, row in rows:
            case = self._witness.open[stream]
            look = Look(self._known.of(stream.agency, now), stream, row, now)
            for broken in breaches(look, case):
                self.say(broken, now)
            if row != _row_of(case):
                self._say(FOLDED, stream, "has a row its events do not give", now)

    def _quiet(self, agency: AgencyId, person: PersonId) -> Quiet | None:
        known = self._witness.helping[agency].people.get(f"person/{person}")
        return None if known is None else quiet_of(known)

    def next_at(self, now: Instant) -> Instant | None:
        """Return when a day of command's side passes next, or passed and waits for somebody to be awake."""
        return self._owing.next_at(now, self.died)

    def died(self, agency: AgencyId, person: PersonId) -> bool:
        """Return whether somebody has died, as far as the log says."""
        known = self._witness.helping[agency].people.get(f"person/{person}")
        return known is not None and known.died

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
            quiet = partial(self._quiet, stream.agency)
            for promise, why in self._asked.flaws(one, notices, quiet):
                self._say(promise, stream, why, now)

    def daily(self, now: Instant) -> None:
        """Ask about everything.

        What was touched today was folded as it was written. Its bytes are still those: they fold to what they did.
        """
        self._days += 1
        with self._machine.calm():
            for stream in self._machine.rewritten_of(self._today):
                self._say(UNALTERED, stream, "is not any more what was read today", now)
            self._today.clear()
            self._ask_open(now)
        for broken in (*self._mailing.daily(now), *self._owing.daily(now, self.died)):
            self.say(broken, now)
        if self._days % WHOLE_DAYS == 0:
            self.again(now)

    def _ask_open(self, now: Instant) -> None:
        """Ask about every open case; one whose bytes were asked about, and alone give the answer, is answered."""
        agencies = {stream.agency for stream in self._witness.open}
        states = {agency: self._machine.kept_states(agency, CASE.name) for agency in agencies}
        shown = {agency: self._machine.kept_rows(agency) for agency in agencies}
        unlike: list[Stream] = []
        rows: list[tuple[Stream, CaseRow]] = []
        for stream, case in self._witness.open.items():
            if self._alike.to_ask(stream, states[stream.agency].get(stream.name), case):
                unlike.append(stream)
            row = shown[stream.agency].get(case.head.case)
            if row is None:
                self._say(FOLDED, stream, "is open and in no row", now)
            elif self._answered.to_ask(stream, case, row, now):
                rows.append((stream, row))
        self._read_anew(unlike, now)
        self._look(rows, now)

    def _read_anew(self, streams: Sequence[Stream], now: Instant) -> None:
        """P6, read from the bytes: the eye may remember another state of the same version."""
        for stream in streams:
            self._machine.eye.forget(stream)
        with self._machine.eye.transaction() as unit:
            self._kept(unit, streams, now)

    def again(self, now: Instant) -> None:
        """Ask about everything that was ever seen: it has the bytes it had, or is verified and folded anew."""
        with self._machine.calm():
            self._kept_at_all(now)
        if self._witness.events >= GROWN * self._verified:
            self.whole(now)
            return
        for stream, why in self._machine.rewritten():
            self._say(UNALTERED, stream, why, now)
        for stream in self._machine.misheld():
            self._say(FOLDED, stream, "is kept by others than its row says", now)

    def _kept_at_all(self, now: Instant) -> None:
        """P6, of every stream there is, and of every row, also of cases that are closed."""
        states = self._witness.states
        unlike: list[Stream] = []
        for agency in sorted({stream.agency for stream in states}):
            kept, rows = self._machine.kept_states(agency), self._machine.kept_rows(agency)
            for stream, state in states.items():
                if stream.agency != agency:
                    continue
                if self._all_alike.to_ask(stream, kept.get(stream.name), state):
                    unlike.append(stream)
                if isinstance(state, Case) and rows.get(state.head.case) != _row_of(state):
                    self._say(FOLDED, stream, "has a row its events do not give", now)
        self._read_anew(unlike, now)

    def whole(self, now: Instant) -> None:
        """Verify the whole log and fold all of it anew."""
        self._verified = self._witness.events
        why = self._machine.altered()
        if why:
            self.say(Broken(UNALTERED, AgencyId(""), "", why), now)
        for stream, otherwise in self._machine.folded_otherwise():
            self._say(FOLDED, stream, otherwise, now)


def _row_of(case: Case) -> CaseRow | None:
    assert CASE.row is not None, "cases have a read row"
    return CASE.row(case)
