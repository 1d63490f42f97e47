"""How a member stands on duty, in words: the same for himself and for whoever has to do with it.

What must never happen here: a word that sounds like guilt, a reason of health, or a promise of the day he is back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.duty import DutySeen
from solidground.app.asking.questions import DutyOf
from solidground.core.duty.fitness.decider import State as Fitness
from solidground.core.duty.status.state import Entry, State
from solidground.core.kernel import CaseId, Day, PersonId
from solidground.web.gate import Seat, answered
from solidground.web.property_words import Pair, day_words

STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "full": gettext_noop("On full duty"),
        "modified": gettext_noop("On modified duty"),
        "administrative_leave": gettext_noop("On administrative leave"),
        "medical_leave": gettext_noop("On medical leave"),
        "leave_of_absence": gettext_noop("On a leave of absence"),
    }
)
PAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "as_before": gettext_noop("Paid as before"),
        "part": gettext_noop("Paid in part"),
        "none": gettext_noop("Not paid"),
    }
)
CALLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dates_only": gettext_noop("Nobody of command calls, but to give dates"),
        "one_weekly": gettext_noop("One supervisor calls, once a week"),
        "as_wished": gettext_noop("As the member wishes"),
        "usual": gettext_noop("As on any other day"),
    }
)
SHORTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "member_asked": gettext_noop("The member asked for it"),
        "nobody_else": gettext_noop("Nobody else can stand in"),
        "agreement": gettext_noop("A law or an agreement says so"),
        "other_leave": gettext_noop("It is leave for another reason"),
    }
)
FINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "referred": gettext_noop("Referred to an exam"),
        "fit": gettext_noop("Fit for duty"),
        "fit_with_limits": gettext_noop("Fit, with limits"),
        "not_fit_now": gettext_noop("Not fit now"),
        "withdrawn": gettext_noop("The referral was taken back"),
    }
)


def entry_words(one: Entry) -> str:
    """Return one status with its days."""
    said = {"status": gettext(STATUSES[one.status]), "day": day_words(one.on)}
    if one.until_on is None:
        return gettext("%(status)s, from %(day)s.") % said
    return gettext("%(status)s, from %(day)s until %(last)s.") % {**said, "last": day_words(one.until_on)}


def now_of(state: State, today: Day) -> Entry | None:
    """Return what holds today, or what comes first where nothing holds yet."""
    return state.on_day(today) or (state.standing[0] if state.standing else None)


def line(one: DutySeen, today: Day, *, mine: bool) -> str:
    """Return in one line how somebody stands and by when he hears more; empty where that is not the reader's."""
    return standing_words(one.status, today, mine=mine)


def standing_words(state: State | None, today: Day, *, mine: bool) -> str:
    """Return the same of a status itself."""
    now = now_of(state, today) if state is not None else None
    if state is None or now is None:
        return ""
    words = entry_words(now)
    if state.next_on is None:
        return words
    said, late = {"words": words, "day": day_words(state.next_on)}, state.next_on < today
    if mine:
        waits = gettext("%(words)s You were to hear more by %(day)s; somebody is asked to tell you.")
        return (waits if late else gettext("%(words)s You hear more by %(day)s.")) % said
    waits = gettext("%(words)s They were to hear more by %(day)s.")
    return (waits if late else gettext("%(words)s They hear more by %(day)s.")) % said


def lines_of(seat: Seat, case: CaseId) -> tuple[str, ...]:
    """Return the lines about the member of a case, to who may know of it."""
    found: tuple[DutySeen, ...] = answered(seat, DutyOf(case))
    return tuple([words for one in found for words in (line(one, seat.today(), mine=False), *_days(one)) if words])


class PassedOn(NamedTuple):
    """A day of a session that the reader passed on himself, as a form sends it and as it is read."""

    on: str
    words: str


def passed_on(seat: Seat, case: CaseId) -> tuple[PassedOn, ...]:
    """Return the days of sessions that the reader passed on about the member of a case, and has not taken back."""
    found: tuple[DutySeen, ...] = answered(seat, DutyOf(case))
    days = [one.on for each in found for one in each.passed_on if not one.taken_back]
    return tuple([PassedOn(date.fromordinal(day).isoformat(), day_words(day)) for day in days])


def attended(found: Iterable[DutySeen], people: Iterable[PersonId], since_on: Day) -> tuple[str, ...]:
    """Return who of some people was at a required session since a day, and when."""
    known = {one.member: one.days for one in found}
    return tuple(
        [
            gettext("%(person)s was at a required session on %(day)s.") % {"person": person, "day": day_words(day)}
            for person in people
            for day in known.get(person, ())
            if day >= since_on
        ]
    )


def _days(one: DutySeen) -> Iterator[str]:
    if one.days:
        days = " · ".join(day_words(day) for day in one.days)
        yield gettext("Required session attended: %(days)s.") % {"days": days}


def pairs(one: DutySeen, today: Day, *, mine: bool) -> tuple[Pair, ...]:
    """Return what a reader may know of somebody. ``mine`` says that he is the reader."""
    status = _status(one, one.status, today, mine=mine) if one.status is not None else []
    exam = _exam(one.fitness) if one.fitness is not None else []
    sessions = [] if mine else [Pair(gettext("Required session attended"), day_words(day)) for day in one.days]
    return (*status, *exam, *sessions)


def _status(one: DutySeen, state: State, today: Day, *, mine: bool) -> list[Pair]:
    now = now_of(state, today)
    ahead = [Pair(gettext("After that"), entry_words(each)) for each in state.standing if now and each.on > now.on]
    told = [
        Pair(gettext("Told"), gettext("%(day)s, by %(person)s.") % {"day": day_words(last.on), "person": last.by})
        for last in state.told[-1:]
    ]
    before = [Pair(gettext("Written down before"), entry_words(was)) for was in state.entries if was.corrected]
    stands = [] if now is None else [Pair(gettext("Now"), entry_words(now)), *_terms(now, mine=mine)]
    return [*_hears(one, state, mine=mine), *stands, *ahead, *told, *before]


def _hears(one: DutySeen, state: State, *, mine: bool) -> list[Pair]:
    if state.next_on is None:
        return []
    on = {"day": day_words(state.next_on)}
    by = gettext("By %(day)s") % on
    if mine:
        late = gettext("That was to be by %(day)s. Somebody is asked to tell you.") % on
        return [Pair(gettext("You hear more"), late if one.late else by, one.late)]
    late = gettext("That was to be by %(day)s. Tell them, even if there is nothing new.") % on
    return [Pair(gettext("They hear more"), late if one.late else by, one.late)]


def _terms(now: Entry, *, mine: bool) -> Iterator[Pair]:
    """Yield on what terms somebody is away: pay, who calls, what he has in writing, and why it is short."""
    if now.status != "full":
        yield Pair(gettext("Pay"), gettext(PAYS[now.pay]))
        yield Pair(gettext("Who calls"), _calls(now, mine=mine))
        given = gettext("Yes: this is standard after such a day, it is not discipline.")
        yield Pair(gettext("In writing"), given if now.assured else gettext("Not given yet."), not now.assured)
    if now.short is not None:
        said = {"why": gettext(SHORTS[now.short]), "days": now.least_days}
        yield Pair(gettext("Shorter than usual"), gettext("%(why)s. Usual days at least: %(days)s.") % said)


def _calls(now: Entry, *, mine: bool) -> str:
    if now.caller is not None:
        return gettext("%(person)s calls, once a week") % {"person": now.caller}
    return gettext("As you wish") if mine and now.calls == "as_wished" else gettext(CALLS[now.calls])


def _exam(fitness: Fitness) -> list[Pair]:
    name, before = gettext("Fitness for duty"), gettext("Written down before")
    return [
        Pair(
            before if one.corrected else name,
            gettext("%(finding)s, %(day)s.") % {"finding": gettext(FINDINGS[one.finding]), "day": day_words(one.on)},
        )
        for one in sorted(fitness.entries, key=lambda each: each.corrected)
    ]
