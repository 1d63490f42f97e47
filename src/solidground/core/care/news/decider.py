"""News of an inquiry: what came, who is to bring it, and what the member's page may show by now.

What must never happen here: a message to the member, or a word of what an inquiry found.
"""

from typing import Final, assert_never

from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.course import Course
from solidground.core.care.news.commands import ChooseNews, Command, ReceiveNews
from solidground.core.care.news.events import Event, NewsChosen, NewsReceived, NewsTold
from solidground.core.care.state import Case, Heard, News, NewsChoice, item_of
from solidground.core.kernel import DAY, Instant, PersonId, Refusal

DAYS: Final = (0, 1, 2, 3, 5, 7)
"""After so many days the page shows what nobody told him: what a member may choose; 0 is at once."""

WAITS_MOST: Final = 12
"""So many changes of one inquiry wait in a state; the log has them all."""

MEMBERS_ALONE = Refusal("MembersAlone", "Only the one it is about decides this.")
NO_CARRIER = Refusal("CarrierUnknown", "Choose who should tell you, from those shown.")
NO_DAYS = Refusal("DaysUnknown", "Choose after how many days your page shows it.")
SERVES_COMMAND = Refusal(
    "ServesCommand",
    "This person works for command, or you answer to them. Choose somebody else. They can always come by themselves.",
)


def evolve(case: Case, event: Event) -> Case:
    """Apply what became of news."""
    match event:
        case NewsReceived():
            news = [_received(one, event, case.choices.news.days) for one in _with(case, event.inquiry)]
            return case._replace(news=tuple(news))
        case NewsTold():
            told = dict(event.told)
            return case._replace(news=tuple([_told(one, event) if one.inquiry in told else one for one in case.news]))
        case NewsChosen():
            # What the page has shown by now it goes on showing, however long it is to wait from now on.
            news = [one._replace(shown=shown(one, case.choices.news.days, event.at)) for one in case.news]
            chosen = NewsChoice(event.carrier, event.person, event.spot, event.days)
            return case._replace(news=tuple(news), choices=case.choices._replace(news=chosen))
        case _:
            assert_never(event)


def _with(case: Case, inquiry: str) -> tuple[News, ...]:
    known = any(one.inquiry == inquiry for one in case.news)
    return case.news if known else (*case.news, News(inquiry))


def _received(news: News, event: NewsReceived, days: int) -> News:
    if news.inquiry != event.inquiry:
        return news
    heard = Heard(event.status, event.stands, event.on, event.next_on, event.said_at)
    seen = shown(news, days, event.at)
    if news.known is not None and news.known[:4] == heard[:4] and not seen:
        # A mistake was corrected before anybody told him of it: he knows how it stands.
        return news._replace(known=heard, waits=(), shown=0)
    # One telling carries all of it: the limit runs from what came first, or from now where the page has shown that.
    since_at = news.since_at if len(news.waits) > seen else event.at
    over = max(0, len(news.waits) + 1 - WAITS_MOST)
    return news._replace(waits=(*news.waits, heard)[over:], shown=max(0, seen - over), since_at=since_at)


def _told(news: News, event: NewsTold) -> News:
    return News(news.inquiry, news.waits[-1], event.on, before=news.waits[:-1])


def shown(news: News, days: int, at: Instant) -> int:
    """Return how much of what waits the page shows by its limit."""
    return len(news.waits) if news.waits and news.since_at + days * DAY <= at else news.shown


def visible(news: News, days: int, at: Instant) -> Heard | None:
    """Return how an inquiry stands as far as the member may know it: what he was told, or what the limit lets show."""
    seen = shown(news, days, at)
    return news.waits[seen - 1] if seen else news.known


def waiting(case: Case) -> tuple[News, ...]:
    """Return the inquiries of which the member has not been told how they stand."""
    return tuple([one for one in case.news if one.waits])


def decide(course: Course, command: Command) -> Refusal | None:
    """Take in what came, or what the member chose."""
    match command:
        case ReceiveNews():
            _receive(course, command)
            return None
        case ChooseNews():
            return _choose(course, command)
        case _:
            assert_never(command)


def _receive(course: Course, command: ReceiveNews) -> None:
    news = next((one for one in course.case.news if one.inquiry == command.inquiry), News(command.inquiry))
    heard = [*([news.known] if news.known is not None else []), *news.waits]
    if any(one.said_at >= command.said_at for one in heard):
        return
    said = (command.inquiry, command.status, command.stands, command.on, command.next_on, command.said_at)
    course.put(NewsReceived(course.at, course.by, *said))


def _choose(course: Course, command: ChooseNews) -> Refusal | None:
    case, before = course.case, course.case.choices.news
    refusal = _refused(course, command)
    chosen = NewsChoice(command.carrier, command.person, command.spot, command.days)
    if refusal is not None or chosen == before:
        return refusal
    course.put(NewsChosen(course.at, course.by, *chosen))
    item = item_of(case, NEWS)
    if item is not None and chosen[:2] != before[:2]:
        # Somebody else is asked from now on.
        course.put(StepCancelled(course.at, course.by, NEWS, item.occurrence, "chosen_anew"))
    return None


def _refused(course: Course, command: ChooseNews) -> Refusal | None:
    case = course.case
    if command.by != case.head.member:
        return MEMBERS_ALONE
    if command.days not in DAYS:
        return NO_DAYS
    before = case.choices.news
    if (command.carrier, command.person) == (before.carrier, before.person):
        return None
    if command.person is None:
        return NO_CARRIER if command.carrier in ("companion", "family") else None
    if command.person not in named_by(case, command.carrier) or command.person in case.choices.ruled_out:
        return NO_CARRIER
    if course.world.serves_command(command.person, course.asking()):
        return SERVES_COMMAND
    return None


def named_by(case: Case, carrier: str) -> tuple[PersonId, ...]:
    """Return whom a member could name as that: who is beside him, or with whom he shares something as that."""
    if carrier == "companion":
        return (case.companion.person,) if case.companion.person is not None else ()
    seen_as = {"family": "family", "clinician": "clinician", "chaplain": "clinician"}.get(carrier)
    return tuple([share.person for share in case.choices.shares if share.seen_as == seen_as])
