"""What a report over all cases of one city or agency says, as plain values.

Whoever counts fills these; whoever draws reads them. All counts are exact, so they belong to the care side: what leaves
it goes through ``counting``. What must never happen here: a person, or a peer compared with another.
"""

from typing import NamedTuple

from solidground.core.ground import Ground
from solidground.core.kernel import Day


class ReachedBy(NamedTuple):
    """How many had been reached by a person, by a time after the incident."""

    by: str
    """The time in words: "the first hour", "month 4"."""
    cases: int
    """Cases that came that far: open until then, or reached before, and not stopped by the member before."""
    reached: int
    """Those of them with at least one contact made by then (for "month 4" and "the year": one made in that span)."""


class StepKept(NamedTuple):
    """How one step of the protocol went over all cases, once it had come due."""

    step: str
    """Its name as a person reads it: "Peer's first visit"."""
    on_time: int
    late: int
    not_done: int


class RungAsked(NamedTuple):
    """How often a rung of the ladders was asked, and how often that person said "I have it" or did the step."""

    rung: str
    asked: int
    answered: int


class YearLoad(NamedTuple):
    """How many active cases a peer held at once, in one year: over peers, each with the highest of the year."""

    year: int
    peers: int
    median: float
    highest: int
    held: tuple[int, int, int, int]
    """Peers that held no case, one, two or three, and four or more."""


class YearAgain(NamedTuple):
    """In one year: people with a further incident while a case of theirs was active."""

    year: int
    people: int
    """All people in an incident that year."""
    again: int


class AfterLeaving(NamedTuple):
    """Care of people who left the agency while their case was active."""

    cases: int
    went_on: int
    """Cases in which something owed came due after the day of leaving and was done."""
    nothing_due: int
    """Cases in which nothing came due after leaving."""
    stopped: int
    """Cases that the member stopped, on the day of leaving or after."""
    on_time: int
    """Steps that came due after leaving, by how they went."""
    late: int
    not_done: int


class Proof(NamedTuple):
    """A step, and of how many of those it was owed to the log proves that it was done.

    It was not owed to those who had declined or stopped, or had put it off: the log says that as well.
    """

    step: str
    proved: int
    missing: int
    """Cases in which it was owed and not done."""


class Audit(NamedTuple):
    """Of those who fired: how many can be proved to have had each step."""

    fired: int
    """Cases by the part ``discharged_weapon``."""
    whole: int
    """Those of them with proof of every step they were owed."""
    proofs: tuple[Proof, ...]


class GroundCase(NamedTuple):
    """One case in the gallery, by a running number that means nothing outside the report."""

    number: int
    ground: Ground
    needs: str
    """What it needs, or how it went: "Silent to 2 people, 3 tries". The neediest come first."""
    is_needy: bool = False
    """Somebody has to act: only these carry colour."""
    ended: str = ""
    """How its schedule ended, as the word over ``ground.now_at``: "plan ended", "stopped". Empty while it is active."""


class Oddity(NamedTuple):
    """A line of the file that was read with a warning, or refused."""

    line: int
    why: str


class CityFigures(NamedTuple):
    """Everything the report says."""

    title: str
    """Whose report: the agency's name, or the file's."""
    from_on: Day
    until_on: Day
    """The last day replayed."""
    incidents: int
    people: int
    cases: int
    owed: int
    """Steps that came due: ``on_time + late + not_done``."""
    on_time: int
    late: int
    not_done: int
    unheld_cases: int
    """Cases that were unheld for a while."""
    unheld_minutes: int
    case_minutes: int
    reached: tuple[ReachedBy, ...]
    """In order of time: hour, day, week, month 4, year."""
    steps: tuple[StepKept, ...]
    """In the order of the protocol."""
    rungs: tuple[RungAsked, ...]
    """In the order of the ladder: reminder, next peer, coordinator, deputy, asked again."""
    load: tuple[YearLoad, ...]
    again: tuple[YearAgain, ...]
    met_again: int
    """People, each once, who had a further incident while a case of theirs was active."""
    after_leaving: AfterLeaving
    audit: Audit
    gallery: tuple[GroundCase, ...]
    warnings: tuple[Oddity, ...]
    refused_rows: tuple[Oddity, ...]
    assumed: tuple[str, ...]
    """What was made up, in sentences: how helpers and members behaved, and the seed."""
