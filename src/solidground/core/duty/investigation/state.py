"""How the inquiries after one incident stand, who was told of it, and which interviews are planned."""

from typing import NamedTuple, assert_never

from solidground.core.duty.investigation.events import (
    Event,
    InterviewCalledOff,
    InterviewPlanned,
    Stands,
    StatusRecorded,
    StatusTold,
    Teller,
    WhyEarly,
)
from solidground.core.kernel import Day, Instant, Obligation, PersonId

OTHERS = frozenset({"family", "asked"})
"""Parts of those who are on the list of an incident and were in no inquiry: nothing of one is brought to them."""


class Standing(NamedTuple):
    """How one inquiry stands. ``at`` is when that was written down: it names this status among those before it."""

    inquiry: str
    status: str
    stands: Stands
    on: Day
    next_on: Day | None
    at: Instant


class Told(NamedTuple):
    """That a member was told of one status, the one that was written down at ``said_at``."""

    member: PersonId
    inquiry: str
    said_at: Instant
    on: Day
    role: Teller


class Interview(NamedTuple):
    """When a member is interviewed, and why it cannot wait until he has slept, where it does not."""

    member: PersonId
    starts_at: Instant
    on: Day
    zone: str
    why: WhyEarly | None


class NewsWanted(NamedTuple):
    """What a change of an inquiry asks of care for one member: it travels through care's inbox."""

    incident: str
    member: PersonId
    inquiry: str
    status: str
    stands: Stands
    on: Day
    next_on: Day | None
    said_at: Instant


class State(NamedTuple):
    """How the inquiries after one incident stand, in the order in which each was first heard of."""

    incident: str = ""
    standing: tuple[Standing, ...] = ()
    told: tuple[Told, ...] = ()
    interviews: tuple[Interview, ...] = ()
    last_at: Instant = 0
    changed_at: Instant = 0
    """When somebody of command last changed it: that a member was told changes nothing that another one decides."""
    before: tuple[Standing, ...] = ()
    """Every word in whose place another one stands by now, in the order in which that came."""


INITIAL = State()


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    changed_at = state.changed_at if isinstance(event, StatusTold) else event.at
    return _evolve(state, event)._replace(incident=event.incident, last_at=event.at, changed_at=changed_at)


def _evolve(state: State, event: Event) -> State:
    match event:
        case StatusRecorded():
            now = Standing(event.inquiry, event.status, event.stands, event.on, event.next_on, event.at)
            before = [one for one in state.standing if one.inquiry == now.inquiry]
            kept = tuple([now if one.inquiry == now.inquiry else one for one in state.standing])
            return state._replace(standing=kept if before else (*kept, now), before=(*state.before, *before))
        case StatusTold():
            told = Told(event.member, event.inquiry, event.said_at, event.on, event.role)
            return state._replace(told=(*state.told, told))
        case InterviewPlanned():
            planned = Interview(event.member, event.starts_at, event.on, event.zone, event.why)
            return state._replace(
                interviews=(*[one for one in state.interviews if one.member != event.member], planned)
            )
        case InterviewCalledOff():
            return state._replace(interviews=tuple([one for one in state.interviews if one.member != event.member]))
        case _:
            assert_never(event)


def interview_of(state: State, member: PersonId) -> Interview | None:
    """Return the interview that is planned for a member; None where none is, or it was called off."""
    return next((one for one in state.interviews if one.member == member), None)


def told_of(state: State, member: PersonId, standing: Standing) -> Told | None:
    """Return that a member was told how an inquiry stands now; None where nobody has said so."""
    return next(
        (one for one in state.told if one[:3] == (member, standing.inquiry, standing.at)),
        None,
    )


def heard(state: State, member: PersonId) -> tuple[tuple[Standing, Day | None], ...]:
    """Return every word that was owed to a member, with the day on which he was told it; None where he waits for it.

    Who is told how an inquiry stands is told all that came before. A mistake that was put right before anybody told
    him of it was never owed to him: he knows how it stands.
    """
    told = [one for one in state.told if one.member == member]
    found: list[tuple[Standing, Day | None]] = []
    for now in state.standing:
        words = [*[one for one in state.before if one.inquiry == now.inquiry], now]
        days = [_told_on(one, told) for one in words]
        first = next((place for place, on in enumerate(days) if on is None), len(words))
        known = words[first - 1] if first else None
        right = [place for place, one in enumerate(words) if known is not None and one[:5] == known[:5]]
        after = max([first, *[place + 1 for place in right]])
        found += [*zip(words[:first], days[:first], strict=True), *[(one, None) for one in words[after:]]]
    return tuple(found)


def _told_on(word: Standing, told: list[Told]) -> Day | None:
    return min([one.on for one in told if one.inquiry == word.inquiry and one.said_at >= word.at], default=None)


def react(event: Event, involved: tuple[tuple[PersonId, str], ...]) -> tuple[NewsWanted, ...]:
    """Return what an event asks of care: that somebody tells each of those who took part."""
    if not isinstance(event, StatusRecorded):
        return ()
    now = Standing(event.inquiry, event.status, event.stands, event.on, event.next_on, event.at)
    return tuple([news_of(event.incident, person, now) for person, part in involved if part not in OTHERS])


def news_of(incident: str, member: PersonId, standing: Standing) -> NewsWanted:
    """Return what care is asked about one status, for one member."""
    return NewsWanted(incident, member, *standing)


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due; who tells the member owes it
    """Return nothing: that a member is told is owed in his case."""
    return ()
