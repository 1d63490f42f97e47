"""How inquiries stand, for the member and for those who care for him: only what he was told, or his limit lets show.

Whoever is asked to bring it sees what to bring, and nothing else. What must never happen here: a word to anybody else
before the member heard it.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.happened import incidents_of
from solidground.app.asking.questions import MyNews, NewsOf
from solidground.app.asking.reading import Reading
from solidground.app.handle import stream_of
from solidground.core.care.news.decider import shown, visible, waiting
from solidground.core.care.state import Case, Heard, News, NewsChoice
from solidground.core.duty.investigation.state import OTHERS, Standing
from solidground.core.duty.investigation.state import State as Investigation
from solidground.core.kernel import DAY, CaseId, Day, Instant
from solidground.core.protocol.plan import NewsSpot
from solidground.core.wall import Bond, Viewer, What, sees

SHOWN_FOR = 366 * DAY
"""So long after it was written down what has ended still stands on a page."""


class Heading(NamedTuple):
    """How one inquiry stands. ``before`` is what was written down between, and never told for itself.

    ``told_on`` is None where nobody said that he told the member: then the limit lets it show, or it is being brought.
    """

    inquiry: str
    heard: Heard
    before: tuple[Heard, ...]
    told_on: Day | None


class NewsSeen(NamedTuple):
    """How inquiries stand, as a viewer may know it; and what he is to bring the member, and where."""

    known: tuple[Heading, ...]
    carried: tuple[Heading, ...] = ()
    spot: NewsSpot | None = None


NOTHING = NewsSeen(())


def my_news(reading: Reading, viewer: Viewer, question: MyNews) -> NewsSeen:
    """Return how the inquiries stand after what a member took part in, as far as he was told or set a limit."""
    assert isinstance(question, MyNews)
    incidents = incidents_of(reading, viewer.person)
    if not incidents:
        return NOTHING
    rows = [(row.incident, case) for case, row in reading.cases_of(viewer.person) if row.part not in OTHERS]
    cases = dict(zip(incidents, _cases(reading, [dict(rows).get(one) for one in incidents]), strict=True))
    states: list[Investigation] = reading.states(
        [stream_of(reading.agency, f"investigation/{incident}") for incident in incidents]
    )
    now = reading.now
    found = [
        heading
        for incident, state in zip(incidents, states, strict=True)
        for one in state.standing
        if (heading := _mine(one, cases[incident], now)) is not None
    ]
    bond = Bond(is_member=True, told=True)
    kept = [one for one in found if one.heard.stands != "closed" or one.heard.said_at + SHOWN_FOR > now]
    return NewsSeen(tuple(kept)) if sees(What.INVESTIGATION, viewer, bond) else NOTHING


def _cases(reading: Reading, cases: list[CaseId | None]) -> list[Case | None]:
    known = [case for case in cases if case is not None]
    states = dict(zip(known, reading.cases(known) if known else [], strict=True))
    return [states.get(case) if case is not None else None for case in cases]


def _mine(standing: Standing, case: Case | None, now: Instant) -> Heading | None:
    """Return how an inquiry stands for its member; of what his case never heard, after the limit."""
    news = next((one for one in case.news if one.inquiry == standing.inquiry), None) if case is not None else None
    days = case.choices.news.days if case is not None else NewsChoice().days
    heard_at = _newest(news).said_at if news is not None else 0
    if heard_at < standing.at and standing.at + days * DAY <= now:
        return Heading(standing.inquiry, Heard(*standing[1:]), (), None)
    return heading(news, days, now) if news is not None else None


def _newest(news: News) -> Heard:
    newest = news.waits[-1] if news.waits else news.known
    assert newest is not None, "a case has heard of what it keeps"
    return newest


def heading(news: News, days: int, now: Instant) -> Heading | None:
    """Return what may be known of one inquiry by now; None before the member was told."""
    heard, seen = visible(news, days, now), shown(news, days, now)
    if heard is None:
        return None
    before = news.waits[: seen - 1] if seen else news.before
    return Heading(news.inquiry, heard, before, None if seen else news.told_on)


def news_of(reading: Reading, viewer: Viewer, question: NewsOf) -> NewsSeen:
    """Return how the inquiries stand, to those who care for the member of a case and may know."""
    case = reading.case(question.case)
    if case is None:
        return NOTHING
    return news_in(case, viewer, bond_of(viewer, case, reading.roster(), reading.now), reading.now)


def news_in(case: Case, viewer: Viewer, bond: Bond, now: Instant) -> NewsSeen:
    """Return what a viewer may know of the news of one case, and what he is to bring."""
    known: list[Heading] = []
    for one in case.news:
        # Told is what the member knows: this status, and not the one that waits.
        found = heading(one, case.choices.news.days, now)
        if found is not None and sees(What.INVESTIGATION, viewer, bond._replace(told=True)):
            known.append(found)
    brings = bond.is_carrier and sees(What.INVESTIGATION, viewer, bond)
    carried = [Heading(one.inquiry, one.waits[-1], one.waits[:-1], None) for one in waiting(case)] if brings else []
    return NewsSeen(tuple(known), tuple(carried), case.choices.news.spot if carried else None)
