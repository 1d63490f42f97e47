"""By when a member hears more, and who of command is asked to tell him when that day has come: one rule for all duty.

What must never happen here: a word to the member himself, somebody asked in his quiet hours, or a day that gives or
takes anything.
"""

from typing import Final, NamedTuple

from solidground.core.hours import Quiet, add_days, at_minute, is_quiet
from solidground.core.kernel import CaseId, Day, Instant, Obligation, PersonId, Refusal, obligation_id
from solidground.core.subject import Notice

ASKED_AT_MINUTE: Final = 9 * 60
"""In the morning of the day by which he hears more whoever tells him is asked, at nine where it happened."""

AHEAD_DAYS_MOST: Final = 366
"""The farthest day on which more may be heard: a year without a word is no promise."""

TELL: Final = "tell"
DECIDE: Final = "decide"
"""What is owed by a day: a word to the member, or a decision that he waits for. Both are asked for in one way."""

NEXT: Final = Refusal("NextDayImpossible", "More is heard from tomorrow on, and within a year. Choose such a day.")


class Teller(NamedTuple):
    """Somebody who may be asked to tell the member: how he is reached, and when he is not to be disturbed."""

    person: PersonId
    way: str
    quiet: Quiet


class Promised(NamedTuple):
    """What a member was promised: that he hears more by a day; and how often somebody was asked for it so far."""

    member: PersonId
    zone: str
    next_on: Day
    ask_at: Instant
    repeat: int


class Asked(NamedTuple):
    """Who is asked now, how and for the how-manieth time, and when the next one is. ``keeper`` is None for nobody."""

    keeper: PersonId | None
    way: str | None
    repeat: int
    owed_at: Instant
    ask_at: Instant


def ask_at(next_on: Day, zone: str) -> Instant:
    """Return when whoever tells the member is first asked to."""
    return at_minute(next_on, ASKED_AT_MINUTE, zone)


def is_near(next_on: Day, today: Day) -> bool:
    """Return whether more may be heard by a day: after today, and within a year."""
    return today < next_on <= today + AHEAD_DAYS_MOST


def asked_now(
    promised: Promised, at: Instant, supervisors: tuple[Teller, ...], others: tuple[Teller, ...]
) -> Asked | None:
    """Return who is asked now: a supervisor, then one of the others, then each of them again, a day apart.

    None says that nothing is due, or that whoever comes next is not to be disturbed: he is asked when he may be.
    """
    if promised.ask_at > at:
        return None
    owed_at = ask_at(promised.next_on, promised.zone)
    first = owed_at == promised.ask_at and not promised.repeat
    repeat = 0 if first else promised.repeat + 1
    turns = (supervisors, others) if repeat % 2 == 0 else (others, supervisors)
    found = [one for some in turns for one in some if one.person != promised.member]
    next_at = add_days(at, promised.zone, 1)
    if not found:
        return Asked(None, None, repeat, owed_at, next_at)
    if is_quiet(found[0].quiet, at):
        return None
    return Asked(found[0].person, found[0].way, repeat, owed_at, next_at)


def owed(subject: str, promised: Promised, occurrence: int, keeper: PersonId | None, step: str = TELL) -> Obligation:
    """Return the obligation that somebody tells the member, or decides, by the end of the day he was promised."""
    opens_at = ask_at(promised.next_on, promised.zone)
    ends_at = at_minute(promised.next_on + 1, 0, promised.zone)
    return Obligation(CaseId(subject), step, occurrence, keeper, opens_at, ends_at, ends_at)


def notices_of(of: str, asked: Asked, at: Instant, step: str = TELL) -> tuple[Notice, ...]:
    """Return what is sent to whoever was asked, and to nobody else. ``of`` names what the telling is about."""
    if asked.keeper is None or asked.way is None:
        return ()
    # Each day by which he hears more is a telling of its own, named by the instant at which it was first asked for.
    obligation = obligation_id(CaseId(of), step, asked.owed_at)
    return (Notice(obligation, asked.repeat, 0, asked.keeper, asked.way, "telling_asked", at),)
