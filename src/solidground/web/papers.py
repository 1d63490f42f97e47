"""Papers in the words of who reads them: what stands on each, and the file that is handed over.

The same event gives the same words in one language, whoever asks, and when. What must never happen here: a name, a
serial number, a word that sounds like guilt, or anything that depends on the day on which a paper is drawn.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.duty import DutySeen
from solidground.app.asking.papers import (
    LeaveOnPaper,
    NoticeOnPaper,
    PropertyOnPaper,
    ReturnOnPaper,
    SentOnPaper,
    leave_as_of,
    notice_as_of,
    property_as_of,
    return_as_of,
    sent_as_of,
)
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.reading import Reading
from solidground.app.founding import FOUNDERS
from solidground.core.duty.delivered.decider import State as Sent
from solidground.core.duty.property.events import Step
from solidground.core.duty.returned.decider import Done
from solidground.core.hours import local_day
from solidground.core.kernel import CaseId, Day, PersonId
from solidground.core.papers import (
    Approval,
    Claim,
    DecisionPaper,
    FirstHourCards,
    LeaveLetter,
    LimitsNotice,
    Line,
    Paper,
    PropertyReceipt,
    ReturnRecord,
)
from solidground.core.protocol.terms import Notice
from solidground.web.audit_paper import audit_again
from solidground.web.card_words import AVOID, DO, cards_in_words
from solidground.web.desk_words import name_of
from solidground.web.duty_words import now_of
from solidground.web.duty_words import pairs as of_duty
from solidground.web.imprint import Imprint, face_of, moment_words
from solidground.web.property_words import day_words, kind_of, pairs
from solidground.web.return_words import step_called

CARDS_ON: Final[Day] = date(2026, 11, 29).toordinal()
"""The day on which somebody last looked at the words of the cards: they stand for no event."""

HEADING: Final = gettext_noop("Confirmed, each on a device of their own")
CONFIRMED: Final = {
    "member": gettext_noop("%(step)s: %(person)s, the member, confirmed it on %(day)s."),
    "colleague": gettext_noop("%(step)s: a colleague confirmed it with them on %(day)s."),
    "trainer": gettext_noop("%(step)s: a trainer confirmed it with them on %(day)s."),
}
"""Who else confirmed a step stands in no log of command's: as what, and no more."""

ROLES: Final = {"member": gettext_noop("the member"), "other": gettext_noop("for the agency")}
STEPS: Final[dict[Step, str]] = {
    "taken": gettext_noop("%(day)s: %(person)s, %(role)s, confirmed that it was taken."),
    "replacement": gettext_noop("%(day)s: %(person)s, %(role)s, confirmed that another one was given."),
    "returned": gettext_noop("%(day)s: %(person)s, %(role)s, confirmed that it was given back."),
}


def receipt(imprint: Imprint, found: PropertyOnPaper) -> PropertyReceipt:
    """Return the receipt of one thing, as it stood after its event."""
    state, stands = found.state, found.stands
    on = local_day(stands.at, state.zone)
    lead = gettext("It is standard after a shooting, not discipline. So it stood on %(day)s.") % {"day": day_words(on)}
    # Whether a day has passed depends on when one looks: a paper says by which day, and no more.
    seen = ThingSeen(found.thing, state.member, state.kind, late=False, whole=state)
    first = (Line(gettext("Member"), state.member), Line(gettext("What it is"), kind_of(state.kind)))
    lines = [Line(pair.name, pair.words) for pair in pairs(seen, mine=False)]
    says = gettext(
        "A day that passes gives nothing back: it says that somebody tells them, even if there is nothing new."
    )
    face = face_of(imprint, gettext("Receipt for what was taken"), lead, on, stands)
    return PropertyReceipt(face, (*first, *lines), gettext(HEADING), _approvals(found), says)


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
    by = [] if now is None else [Line(gettext("Written down by"), _writer(now.by))]
    says = gettext("A day that passes ends no leave: somebody tells them, even if there is nothing new.")
    face = face_of(imprint, gettext("Duty and leave, in writing"), lead, on, stands)
    return LeaveLetter(face, (Line(gettext("Member"), state.member), *said, *by), says)


def _writer(by: PersonId) -> str:
    # What a file says is written down by the machine itself.
    return gettext("The agency, from a file") if by in FOUNDERS else by


def return_record(imprint: Imprint, found: ReturnOnPaper) -> ReturnRecord:
    """Return the steps of a way back that were done after an event, and that both have confirmed each."""
    stands = found.stands
    on = local_day(stands.at, imprint.zone)
    lead = gettext("Steps back to work that were done within a year. So it stood on %(day)s.") % {"day": day_words(on)}
    lines, approvals = [Line(gettext("Member"), found.member)], list[Approval]()
    for done, at in found.done:
        said = {"step": step_called(imprint.terms, done.step), "day": day_words(local_day(at, imprint.zone))}
        lines.append(Line(said["step"], _done_on(done)))
        both: tuple[tuple[str, PersonId], ...] = (("member", found.member), (done.beside, PersonId(done.beside)))
        for role, person in both:
            words = gettext(CONFIRMED[role]) % {**said, "person": person}
            approvals.append(Approval(done.step, person, role, local_day(at, imprint.zone), words))
    says = gettext("What is planned, put off or taken back stands on no paper. Nothing of the way back is ever late.")
    face = face_of(imprint, gettext("Return to duty"), lead, on, stands)
    return ReturnRecord(face, tuple(lines), gettext(HEADING), tuple(approvals), says)


def _done_on(done: Done) -> str:
    said = gettext("Done on %(day)s.") % {"day": day_words(done.on)}
    if not done.corrected:
        return said
    was = ", ".join(day_words(on) for on in done.corrected)
    return f"{said} {gettext('Said before: %(was)s.') % {'was': was}}"


def decision(imprint: Imprint, found: SentOnPaper) -> DecisionPaper:
    """Return a decision that was delivered, exactly as it was sent, and what had become of it after an event."""
    state, stands = found.state, found.stands
    lines = [
        Line(gettext("Member"), state.member),
        Line(gettext("What"), name_of(state.option)),
        Line(gettext("Last day"), day_words(state.last_on)),
        Line(gettext("Signed"), day_words(state.signed_on)),
        Line(gettext("Beside them"), " \N{MIDDLE DOT} ".join(state.beside) or gettext("nobody")),
        Line(gettext("Delivered"), moment_words(state.delivered_at, state.zone)),
        *_became(state),
    ]
    sent_on = local_day(state.delivered_at, state.zone)
    signed = {"day": day_words(state.signed_on), "person": state.member}
    words = gettext("%(day)s: %(person)s signed it with their name, after showing who they are.") % signed
    approvals = [Approval("signed", state.member, "member", state.signed_on, words)]
    for person in state.beside:
        stood = {"day": day_words(sent_on), "person": person}
        words = gettext("%(day)s: %(person)s stood beside them when it was sent.") % stood
        approvals.append(Approval("beside", person, "beside", sent_on, words))
    says = gettext("This is all of it: exactly what the member sent, and nothing that was before it.")
    banner = "" if state.taken_back_at is None else gettext("TAKEN BACK: IT COUNTS FOR NOTHING.")
    on = local_day(stands.at, state.zone)
    lead = gettext("So it stood on %(day)s.") % {"day": day_words(on)}
    face = face_of(imprint, gettext("Decision, as it was delivered"), lead, on, stands)
    return DecisionPaper(face, banner, tuple(lines), gettext(HEADING), tuple(approvals), says)


def _became(state: Sent) -> list[Line]:
    known = state.received_on
    found = [] if known is None else [Line(gettext("HR has it since"), day_words(known))]
    if state.taken_back_at is not None:
        return [*found, Line(gettext("Taken back"), moment_words(state.taken_back_at, state.zone))]
    if state.until_at > state.delivered_at:
        until = gettext("Until %(at)s") % {"at": moment_words(state.until_at, state.zone)}
        return [*found, Line(gettext("Can be taken back"), until)]
    return found


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
    face = face_of(imprint, gettext("What a peer is and is not"), lead, on, found.stands)
    return LimitsNotice(face, tuple([gettext(one) for one in notice.says]), tuple(lines))


def first_hour(imprint: Imprint) -> FirstHourCards:
    """Return the cards of the first hour: the same for everybody."""
    face = face_of(imprint, gettext("The first hour"), "", CARDS_ON, None)
    return FirstHourCards(face, gettext(DO), gettext(AVOID), cards_in_words())


def again(reading: Reading, imprint: Imprint, claim: Claim, notices: Sequence[Notice]) -> Paper | None:
    """Return a paper that says what it stands for, as it would be drawn now; None where the log has no such event."""
    name, hashed = claim.stream.partition("/")[2], claim.hash
    found: Any
    match (claim.kind, bool(hashed)):
        case ("first_hour_cards", _) if not claim.stream:
            return first_hour(imprint)
        case ("audit", _) if not claim.stream:
            return audit_again(reading, imprint, claim)
        case ("property_receipt", True):
            found = property_as_of(reading, name, hashed)
            return None if found is None else receipt(imprint, found)
        case ("leave_letter", True):
            found = leave_as_of(reading, PersonId(name), hashed)
            return None if found is None else leave_letter(imprint, found)
        case ("return_record", True):
            found = return_as_of(reading, PersonId(name), hashed)
            return None if found is None else return_record(imprint, found)
        case ("decision", True):
            found = sent_as_of(reading, name, hashed)
            return None if found is None else decision(imprint, found)
        case ("limits_notice", True):
            found = notice_as_of(reading, CaseId(name), hashed)
            return None if found is None else limits_notice(imprint, found, notices)
        case _:
            return None
