"""“I am worried about someone”: raised without an account, and what its source and its handler do about it after.

The source holds a code of his own; the database knows its hash, which is the concern's own name. What must never happen
here: an answer from which somebody learns whether a person is known, or a name in the log.
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple, TypeAlias

from solidground.app.again import transacted
from solidground.app.asking.bonds import towards
from solidground.app.asking.concerns import ConcernSeen, concern_bond, one_concern
from solidground.app.asking.questions import NOT_HERE, OneConcern
from solidground.app.asking.reading import Reading
from solidground.app.concerns import Readers
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.ports import Said, Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.care.concern.commands import (
    AcknowledgeConcern,
    FollowUpConcern,
    MatchConcern,
    RaiseConcern,
    TakeBackConcern,
)
from solidground.core.care.concern.decider import ENDS_FOR, UNMATCHED, State
from solidground.core.care.concern.events import Sign
from solidground.core.kernel import AgencyId, Instant, PersonId, Refusal
from solidground.core.wall import Viewer, What, sees

LETTERS: Final = "abcdefghjkmnpqrstvwxyz23456789"
"""What a code is made of: nothing that is easily mistaken for another when it is written down."""

GROUPS, GROUP_LETTERS = 5, 4
"""Twenty letters: 98 bits, which nobody guesses, and a person can copy."""

CODE_PATTERN: Final = rf"[{LETTERS}]{{{GROUP_LETTERS}}}(?:-[{LETTERS}]{{{GROUP_LETTERS}}}){{{GROUPS - 1}}}"
CODE: Final = re.compile(CODE_PATTERN)

WRITTEN_MOST: Final = 60
"""The longest reference or name that is taken: no room for an account of what happened."""

_DOMAIN = b"solidground concern\x00"

NOBODY = Refusal("PersonUnknown", "Nobody here has this reference. Look it up, or leave it unmatched.")


_CommandOf: TypeAlias = Callable[[State, Roster], Any]
"""Gives a command for a concern as it stands, or why none."""


class Worry(NamedTuple):
    """What somebody says. ``named`` is who he is where he may be named; ``by`` where he is signed in as well."""

    about: str
    sign: Sign
    agrees: bool = False
    named: str = ""
    by: PersonId | None = None


def new_code() -> str:
    """Return a code that nobody can guess."""
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * GROUP_LETTERS)]
    return "-".join("".join(letters[at : at + GROUP_LETTERS]) for at in range(0, len(letters), GROUP_LETTERS))


def code_of(word: str) -> str:
    """Return a code as it came back from a form; a new one where it is none."""
    return word if CODE.fullmatch(word) else new_code()


def concern_of(code: str) -> str:
    """Return the concern that a code opens. From it nobody finds the code."""
    return hashlib.sha256(_DOMAIN + code.encode()).hexdigest()[:32]


def raise_concern(store: Store, rosters: Rosters, agency: AgencyId, code: str, worry: Worry, now: Instant) -> Outcome:
    """Take a concern down under its code, once. Whoever is meant, known or not, it takes the same steps."""
    return transacted(store, rosters, partial(_raise, rosters, agency, code, worry, now))


def _raise(rosters: Rosters, agency: AgencyId, code: str, worry: Worry, now: Instant, unit: Unit) -> Outcome:
    concern, roster = concern_of(code), rosters.of(unit, agency, now)
    about = known(roster, worry.about)
    source = worry.by if worry.agrees and worry.by is not None else PersonId(f"source/{concern}")
    command = RaiseConcern(
        now,
        source,
        UNMATCHED if about is None else about,
        source,
        source_agrees=worry.agrees,
        danger=worry.sign == "danger",
        sign=worry.sign,
    )
    outcome = handle(unit, stream_of(agency, f"concern/{concern}"), command, Readers(roster, now))
    if not isinstance(outcome, Refusal):
        said = Said(worry.about if about is None else "", worry.named if worry.agrees else "")
        unit.put_source(agency, concern, said, now + ENDS_FOR)
    return outcome


def known(roster: Roster, written: str) -> PersonId | None:
    """Return whose reference was written, however it was spelt; None where nobody here has it."""
    spelt = {person.casefold(): person for person in roster.states}
    return spelt.get(written.strip().lstrip("#").strip().casefold())


def seen_by_source(reading: Reading, code: str) -> ConcernSeen | Refusal:
    """Return what became of the concern that a code opens, as its source may see it."""
    concern = concern_of(code)
    state: State = reading.state(f"concern/{concern}")
    if state.source is None:
        return NOT_HERE
    return one_concern(reading, Viewer(state.source), OneConcern(concern))


def take_back(store: Store, rosters: Rosters, agency: AgencyId, code: str, now: Instant) -> Outcome:
    """End a concern, as its source wishes."""

    def command(state: State, _roster: Roster) -> TakeBackConcern | Refusal:
        return NOT_HERE if state.source is None else TakeBackConcern(now, state.source)

    return transacted(store, rosters, partial(_do, rosters, agency, concern_of(code), now, command))


def look_after(
    store: Store,
    rosters: Rosters,
    viewer: Viewer,
    agency: AgencyId,
    concern: str,
    wanted: AcknowledgeConcern | FollowUpConcern,
) -> Outcome:
    """Say that one has read a concern, or what became of it: for whom it waits, and nobody else."""

    def command(state: State, roster: Roster) -> AcknowledgeConcern | FollowUpConcern | Refusal:
        return wanted if _handles(viewer, state, roster) else NOT_HERE

    return transacted(store, rosters, partial(_do, rosters, agency, concern, wanted.at, command))


def match(
    store: Store, rosters: Rosters, viewer: Viewer, agency: AgencyId, concern: str, written: str, now: Instant
) -> Outcome:
    """Say who is meant, where the reference that a source wrote is nobody's."""

    def command(state: State, roster: Roster) -> MatchConcern | Refusal:
        about = known(roster, written)
        if not _handles(viewer, state, roster):
            return NOT_HERE
        return NOBODY if about is None else MatchConcern(now, viewer.person, about)

    return transacted(store, rosters, partial(_do, rosters, agency, concern, now, command))


def _handles(viewer: Viewer, state: State, roster: Roster) -> bool:
    bond = concern_bond(towards(viewer, state.about, roster), viewer, state)
    return bond.is_handler and sees(What.CONCERN, viewer, bond)


def _do(rosters: Rosters, agency: AgencyId, concern: str, now: Instant, command_of: _CommandOf, unit: Unit) -> Outcome:
    stream, roster = stream_of(agency, f"concern/{concern}"), rosters.of(unit, agency, now)
    command = command_of(unit.load([stream])[0].state, roster)
    return command if isinstance(command, Refusal) else handle(unit, stream, command, Readers(roster, now))
