"""Papers in the words of who reads them: what stands on each, and the file that is handed over.

The same event gives the same words in one language, whoever asks, and when. What must never happen here: a name, a
serial number, a word that sounds like guilt, or anything that depends on the day on which a paper is drawn.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext, gettext_noop

from solidground.app.asking.duty import DutySeen
from solidground.app.asking.papers import (
    LeaveOnPaper,
    NoticeOnPaper,
    PropertyOnPaper,
    leave_as_of,
    notice_as_of,
    property_as_of,
)
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.reading import Reading
from solidground.core.duty.property.events import Step
from solidground.core.hours import local_day
from solidground.core.kernel import AgencyId, CaseId, Day, Instant, PersonId
from solidground.core.papers import (
    Approval,
    Face,
    FirstHourCards,
    LeaveLetter,
    LimitsNotice,
    Line,
    Paper,
    PropertyReceipt,
    Sheet,
    Stands,
    sheet_of,
)
from solidground.core.protocol.terms import Notice
from solidground.web.card_words import AVOID, DO, cards_in_words
from solidground.web.duty_words import now_of
from solidground.web.duty_words import pairs as of_duty
from solidground.web.house import House
from solidground.web.property_words import day_words, kind_of, pairs
from solidground.web.tongue import ENGLISH, SPANISH

FILE: Final = "paper.pdf"
"""What a browser calls it: nothing in its name tells anything."""

CARDS_ON: Final[Day] = date(2026, 11, 29).toordinal()
"""The day on which somebody last looked at the words of the cards: they stand for no event."""

SIGNED: Final = gettext_noop("Signed with the certificate of the agency. A reader of PDF files shows whether it holds.")
UNSIGNED: Final = gettext_noop("Unsigned: the agency has no certificate that holds.")
BY_LOG: Final = gettext_noop("The log of the agency alone can prove this paper.")

ROLES: Final = {"member": gettext_noop("the member"), "other": gettext_noop("for the agency")}
STEPS: Final[dict[Step, str]] = {
    "taken": gettext_noop("%(day)s: %(person)s, %(role)s, confirmed that it was taken."),
    "replacement": gettext_noop("%(day)s: %(person)s, %(role)s, confirmed that another one was given."),
    "returned": gettext_noop("%(day)s: %(person)s, %(role)s, confirmed that it was given back."),
}


class Imprint(NamedTuple):
    """What is the same on every paper of an agency: whose it is, on which sheet, and whether it is signed."""

    agency: AgencyId
    sheet: Sheet
    signed: bool


def imprint_of(house: House, now: Instant) -> Imprint:
    """Return it for papers that are drawn now. Raises Http404 where nothing draws papers."""
    if house.printing is None:
        raise Http404
    return Imprint(house.agency, sheet_of(house.jurisdiction), house.printing.signs(now))


def handed_over(house: House, paper: Paper, now: Instant) -> HttpResponse:
    """Return a paper as a file."""
    assert house.printing is not None, "it was asked for its imprint"
    response = HttpResponse(house.printing.printed(paper, now), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def _face(imprint: Imprint, title: str, lead: str, on: Day, stands: Stands | None) -> Face:
    language = get_language() or ""
    foot, mark = [], [gettext(SIGNED if imprint.signed else UNSIGNED)]
    if stands is not None:
        mark += [] if imprint.signed else [gettext(BY_LOG)]
        foot = [gettext("This paper stands for an event of %(stream)s, with the hash") % {"stream": stands.stream}]
        foot.append(stands.hash)
    spoken = SPANISH if language == SPANISH else ENGLISH.get(language, "en-US")
    return Face(imprint.agency, spoken, imprint.sheet, title, lead, " ".join(mark), tuple(foot), on, stands)


def receipt(imprint: Imprint, found: PropertyOnPaper) -> PropertyReceipt:
    """Return the receipt of one thing, as it stood after its event."""
    state, stands = found.state, found.stands
    on = local_day(stands.at, state.zone)
    lead = gettext("It is standard after a shooting, not discipline. So it stood on %(day)s.") % {"day": day_words(on)}
    # Whether a day has passed depends on when one looks: a paper says by which day, and no more.
    seen = ThingSeen(found.thing, state.member, state.kind, late=False, whole=state)
    first = (Line(gettext("Member"), state.member), Line(gettext("What it is"), kind_of(state.kind)))
    lines = [Line(pair.name, pair.words) for pair in pairs(seen, mine=False)]
    heading = gettext("Confirmed, each on a device of their own")
    says = gettext(
        "A day that passes gives nothing back: it says that somebody tells them, even if there is nothing new."
    )
    face = _face(imprint, gettext("Receipt for what was taken"), lead, on, stands)
    return PropertyReceipt(face, (*first, *lines), heading, _approvals(found), says)


def _approvals(found: PropertyOnPaper) -> tuple[Approval, ...]:
    made = []
    for one in found.confirmed:
        role = "member" if one.person == found.state.member else "other"
        on = local_day(one.at, found.state.zone)
        said = {"day": day_words(on), "person": one.person, "role": gettext(ROLES[role])}
        made.append(Approval(one.step, one.person, role, on, gettext(STEPS[one.step]) % said))
    return tuple(made)


def leave_letter(imprint: Imprint, found: LeaveOnPaper) -> LeaveLetter:
    """Return how a member stood on duty after an event: what he is to have in writing."""
    state, stands = found.state, found.stands
    on = local_day(stands.at, state.zone)
    now = now_of(state, on)
    standard = gettext("Leave after such a day is standard. It is not discipline.")
    lead = f"{standard} {gettext('So it stood on %(day)s.') % {'day': day_words(on)}}"
    seen = DutySeen(state.member, state, fitness=None, days=(), passed_on=(), late=False)
    # Whether he has it in writing is not said: this is the writing.
    said = [Line(pair.name, pair.words) for pair in of_duty(seen, on, mine=False) if pair.name != gettext("In writing")]
    by = [] if now is None else [Line(gettext("Written down by"), now.by)]
    says = gettext("A day that passes ends no leave: somebody tells them, even if there is nothing new.")
    face = _face(imprint, gettext("Duty and leave, in writing"), lead, on, stands)
    return LeaveLetter(face, (Line(gettext("Member"), state.member), *said, *by), says)


def limits_notice(imprint: Imprint, found: NoticeOnPaper, notices: Sequence[Notice]) -> LimitsNotice | None:
    """Return the limits notice that a member was given; None where its words are not kept here any more."""
    notice = next((one for one in notices if one.version == found.version), None)
    if notice is None:
        return None
    on = local_day(found.given_at, found.zone)
    lead = gettext("This was given to you on %(day)s, before you answered.") % {"day": day_words(on)}
    lines = [Line(gettext("Version"), notice.version)]
    lines += [Line(gettext("The law behind it"), gettext(notice.law))] if notice.law else []
    lines += [Line(gettext("Looked at on"), notice.checked_on)] if notice.checked_on else []
    face = _face(imprint, gettext("What a peer is and is not"), lead, on, found.stands)
    return LimitsNotice(face, tuple([gettext(one) for one in notice.says]), tuple(lines))


def first_hour(imprint: Imprint) -> FirstHourCards:
    """Return the cards of the first hour: the same for everybody."""
    face = _face(imprint, gettext("The first hour"), "", CARDS_ON, None)
    return FirstHourCards(face, gettext(DO), gettext(AVOID), cards_in_words())


def again(
    reading: Reading, imprint: Imprint, kind: str, stream: str, hashed: str, notices: Sequence[Notice]
) -> Paper | None:
    """Return a paper that says what it stands for, as it would be drawn now; None where the log has no such event."""
    name = stream.partition("/")[2]
    if kind == "first_hour_cards" and not stream:
        return first_hour(imprint)
    if kind == "property_receipt" and hashed:
        thing = property_as_of(reading, name, hashed)
        return None if thing is None else receipt(imprint, thing)
    if kind == "leave_letter" and hashed:
        leave = leave_as_of(reading, PersonId(name), hashed)
        return None if leave is None else leave_letter(imprint, leave)
    if kind == "limits_notice" and hashed:
        given = notice_as_of(reading, CaseId(name), hashed)
        return None if given is None else limits_notice(imprint, given, notices)
    return None
