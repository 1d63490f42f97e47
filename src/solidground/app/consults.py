"""Consults: a peer asks a clinician about his own work in a case, and time passes until somebody talks with him.

What must never happen here: what it is about, or a word to the member or to command.
"""

import hashlib
from functools import partial
from typing import TypeAlias

from solidground.app.again import transacted
from solidground.app.asking.questions import NOT_HERE
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.care.consult.commands import (
    AskConsult,
    EndConsult,
    Soon,
    TakeBackConsult,
    TakeConsult,
    TickConsult,
)
from solidground.core.care.consult.decider import State, wake_at
from solidground.core.care.state import Case
from solidground.core.care.world import Somebody
from solidground.core.kernel import CLOCK, AgencyId, CaseId, Instant, PersonId, Stream
from solidground.core.roster.matching import available_until, is_available
from solidground.core.roster.roles import OF_COMMAND

Answering: TypeAlias = TakeConsult | EndConsult | TakeBackConsult


class Advisers:
    """Who may be asked for a consult now: the clinicians, then the coordinator, then the deputy."""

    def __init__(self, roster: Roster, at: Instant) -> None:
        """Look at the people of one day."""
        self._roster = roster
        self._at = at

    def adviser(self, asker: PersonId, tried: frozenset[PersonId]) -> Somebody | None:
        """Return the next to be asked, never the asker."""
        roster, at = self._roster, self._at
        staff = [p for who in ("clinician", "coordinator", "deputy") for p in roster.staff(who, at)]
        for person in dict.fromkeys(staff):
            one = roster.people[person]
            if person != asker and person not in tried and is_available(one, at):
                return Somebody(person, one.ways, one.quiet, available_until(one, at))
        return None


def ask_consult(store: Store, rosters: Rosters, agency: AgencyId, command: AskConsult) -> Outcome:
    """Let somebody who keeps part of a case ask about his own work in it; asked twice, it is asked once."""
    return transacted(store, rosters, partial(_ask, rosters=rosters, agency=agency, command=command))


def _ask(unit: Unit, rosters: Rosters, agency: AgencyId, command: AskConsult) -> Outcome:
    serving = rosters.of(unit, agency, command.at, carrying=False)
    if any(command.by in serving.holders(role) for role in OF_COMMAND):
        # He keeps nothing of anybody's case, and no case is looked at for him.
        return NOT_HERE
    case: Case = unit.load([stream_of(agency, f"case/{command.case}")])[0].state
    keeps = case.peer == command.by or any(item.keeper == command.by for item in case.items)
    if not keeps or command.by in case.choices.ruled_out:
        return NOT_HERE
    known = consults(unit, agency)
    if any(_is_same(state, command) for _, state in known):
        return ()
    roster = rosters.of(unit, agency, command.at)
    stream = stream_of(agency, f"consult/{_name(command)}")
    return handle(unit, stream, command, Advisers(roster, command.at))


def _is_same(state: State, command: AskConsult) -> bool:
    return not state.ended and (state.asker, state.case) == (command.by, command.case)


def _name(command: AskConsult) -> str:
    return hashlib.sha256(f"{command.case}|{command.by}|{command.at}".encode()).hexdigest()[:20]


def answer_consult(store: Store, rosters: Rosters, agency: AgencyId, consult: str, command: Answering) -> Outcome:
    """Let somebody take a consult, end it, or take it back."""
    stream = stream_of(agency, f"consult/{consult}")

    def done(unit: Unit) -> Outcome:
        return handle(unit, stream, command, Advisers(rosters.of(unit, agency, command.at), command.at))

    return transacted(store, rosters, done)


def consults(unit: Unit, agency: AgencyId) -> list[tuple[Stream, State]]:
    """Return the consults of an agency, ended or not."""
    streams = unit.streams(agency, "consult")
    return [(stream, loaded.state) for stream, loaded in zip(streams, unit.load(streams), strict=True)]


def sweep_consults(store: Store, rosters: Rosters, agency: AgencyId, now: Instant) -> int:
    """Let time pass in every consult of an agency that is due; return how many it touched."""
    with store.transaction() as unit:
        due = [stream for stream, state in consults(unit, agency) if (wake_at(state) or now + 1) <= now]
        for stream in due:
            handle(unit, stream, TickConsult(now, CLOCK), Advisers(rosters.of(unit, agency, now), now))
    return len(due)


def next_consult_wake(store: Store, agency: AgencyId) -> Instant | None:
    """Return when a consult of an agency next needs looking at."""
    with store.transaction() as unit:
        return min((at for _, state in consults(unit, agency) if (at := wake_at(state)) is not None), default=None)


def asked_for(by: PersonId, at: Instant, case: CaseId, soon: str) -> AskConsult | None:
    """Return the question a word stands for; None where it stands for none."""
    wanted: Soon | None = "today" if soon == "today" else "week" if soon == "week" else None
    return None if wanted is None else AskConsult(at, by, case, wanted)
