"""Papers to keep, each as one PDF file: what was taken, leave, the way back, what was sent, the audit, the cards.

What must never happen here: a paper for who may not see the page that it hangs on, or anything written down.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.audit_paper import AuditAsOf
from solidground.app.asking.paper_questions import (
    AuditOnPaper,
    LeavePaper,
    NoticePaper,
    PropertyPaper,
    ReturnPaper,
    SentPaper,
)
from solidground.app.asking.papers import (
    LeaveOnPaper,
    NoticeOnPaper,
    PropertyOnPaper,
    ReturnOnPaper,
    SentOnPaper,
)
from solidground.app.asking.questions import MyCases
from solidground.core.kernel import CaseId
from solidground.web.audit_paper import audit_paper
from solidground.web.gate import answered, seat_of
from solidground.web.house import house_of, notices_of
from solidground.web.imprint import handed_over, imprint_of
from solidground.web.pages.audit import FIRST_YEAR, LAST_YEAR
from solidground.web.papers import decision, first_hour, leave_letter, limits_notice, receipt, return_record


@require_safe
def property_paper(request: HttpRequest, thing: str) -> HttpResponse:
    """Give the receipt of one thing: to its member, and to whoever may know the whole of it."""
    seat = seat_of(request)
    found: PropertyOnPaper = answered(seat, PropertyPaper(thing))
    return handed_over(seat.house, receipt(imprint_of(seat.house, seat.now), found), seat.now)


@require_safe
def leave_paper(request: HttpRequest, of: str = "") -> HttpResponse:
    """Give a member how he stands on duty, in writing; and whoever writes it down, or reads it, the same of him."""
    seat = seat_of(request)
    found: LeaveOnPaper = answered(seat, LeavePaper(of))
    return handed_over(seat.house, leave_letter(imprint_of(seat.house, seat.now), found), seat.now)


@require_safe
def return_paper(request: HttpRequest, of: str = "") -> HttpResponse:
    """Give a member the steps of his way back that are done; and whoever he let know of them the same."""
    seat = seat_of(request)
    found: ReturnOnPaper = answered(seat, ReturnPaper(of))
    return handed_over(seat.house, return_record(imprint_of(seat.house, seat.now), found), seat.now)


@require_safe
def sent_paper(request: HttpRequest, paper: str) -> HttpResponse:
    """Give a decision that was delivered: the same to its member and to whoever has the paper."""
    seat = seat_of(request)
    found: SentOnPaper = answered(seat, SentPaper(paper))
    return handed_over(seat.house, decision(imprint_of(seat.house, seat.now), found), seat.now)


@require_safe
def year_paper(request: HttpRequest, year: int) -> HttpResponse:
    """Give the chief the audit of a year."""
    seat = seat_of(request)
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise Http404
    found: AuditAsOf = answered(seat, AuditOnPaper(year, seat.house.duty))
    return handed_over(seat.house, audit_paper(imprint_of(seat.house, seat.now), found), seat.now)


@require_safe
def notice_paper(request: HttpRequest) -> HttpResponse:
    """Give a member the limits notice that he was given last, in his newest case."""
    seat = seat_of(request)
    cases: tuple[CaseId, ...] = answered(seat, MyCases())
    if not cases:
        raise Http404
    found: NoticeOnPaper = answered(seat, NoticePaper(cases[0]))
    paper = limits_notice(imprint_of(seat.house, seat.now), found, notices_of(seat.house))
    if paper is None:
        raise Http404
    return handed_over(seat.house, paper, seat.now)


@require_safe
def cards_paper(request: HttpRequest) -> HttpResponse:
    """Give the cards of the first hour: they tell nothing of anybody, so anyone may have them."""
    house = house_of(request)
    now = house.clock.now()
    return handed_over(house, first_hour(imprint_of(house, now)), now)
