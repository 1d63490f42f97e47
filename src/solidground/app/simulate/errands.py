"""What befalls the people of an agency on any day: numbers change, somebody is away, leaves, dies, or decides anew.

What must never happen here: something that the pages, or a coordinator, could not enter.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from solidground.app.replay.chance import Chance
from solidground.app.simulate.drawing import gap
from solidground.app.simulate.rates import SEPARATIONS_FOR_1000_YEARS
from solidground.app.simulate.story import YEAR_DAYS, Story
from solidground.app.simulate.town import FROM_AT, Agency
from solidground.core.kernel import DAY, HOUR, AgencyId, Instant, PersonId, Span

Kind: TypeAlias = Literal[
    "away",
    "away_at_once",
    "back_early",
    "number",
    "number_fails",
    "hours",
    "leaves_job",
    "dies",
    "kin",
    "supervised",
    "becomes_peer",
    "rule_out",
    "let_in",
    "another",
    "call",
    "hearing",
]

ASSUMED_ERRANDS = (
    "Who helps is away for one to three weeks about once a year, one time in four from one day to the next.",
    "One in ten changes the number in a year; of as many who help it fails. As many change their quiet hours.",
    "Years after, too, one in twenty or so in a year rules out his peer, wants another, calls, or has a hearing.",
    "One in five hundred dies in a year. A few of those who help are found to be family of a member, or his superior.",
)

AWAY_DAYS = (7, 21)
HELPING: tuple[tuple[Kind, float], ...] = (
    ("away", 750.0),
    ("away_at_once", 250.0),
    ("back_early", 60.0),
    ("number", 100.0),
    ("number_fails", 50.0),
    ("hours", 100.0),
    ("kin", 20.0),
    ("supervised", 40.0),
)
"""How often a year, for a thousand people who help."""

EVERYBODY: tuple[tuple[Kind, float], ...] = (
    ("number", 100.0),
    ("leaves_job", SEPARATIONS_FOR_1000_YEARS),
    ("dies", 2.0),
    ("becomes_peer", 60.0),
    ("rule_out", 60.0),
    ("let_in", 30.0),
    ("another", 30.0),
    ("call", 40.0),
    ("hearing", 40.0),
)
"""How often a year, for a thousand members, those who help among them. Without a case there is nothing to decide."""


class Errand(NamedTuple):
    """Something that befalls somebody. ``share`` decides what chance decides about it."""

    at: Instant
    kind: Kind
    agency: AgencyId
    person: PersonId
    share: float


def errands(story: Story, agency: Agency) -> Iterator[Errand]:
    """Return what befalls an agency's people, each kind in order of time."""
    chance = Chance(story.seed)
    for person in (*agency.peers, *agency.staff):
        yield from _befalls(chance, story, agency, person, HELPING)
    apart = (*agency.staff, *agency.command)
    for person in sorted(new.person for new in agency.people if new.person not in apart):
        yield from _befalls(chance, story, agency, person, EVERYBODY)


def _befalls(
    chance: Chance, story: Story, agency: Agency, person: PersonId, kinds: tuple[tuple[Kind, float], ...]
) -> Iterator[Errand]:
    until_at = FROM_AT + story.days * DAY
    for kind, often in kinds:
        mean_for = YEAR_DAYS * DAY * 1000 / often
        at, number = FROM_AT, 0
        while True:
            share, of, *_ = chance.draws("errand", agency.name, person, kind, number)
            at, number = at + int(gap(share, mean_for)), number + 1
            if at >= until_at:
                break
            yield Errand(at, kind, agency.name, person, of)


def away_for(share: float) -> Span:
    """Return how long somebody is away."""
    first, last = AWAY_DAYS
    return int((first + share * (last - first)) * DAY)


def told_before_for(share: float) -> Span:
    """Return how long before it somebody says that he will be away."""
    return int((1 + share * 30) * DAY) + HOUR
