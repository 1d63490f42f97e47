"""Papers to keep: what was taken, the limits notice, the cards of the first hour, each as one PDF file.

What must never happen here: a paper for who may not see the page that it hangs on, or anything written down.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.papers import LeaveOnPaper, NoticeOnPaper, PropertyOnPaper
from solidground.app.asking.questions import LeavePaper, MyCases, NoticePaper, PropertyPaper
from solidground.core.kernel import CaseId
from solidground.web.gate import answered, seat_of
from solidground.web.house import house_of, notices_of
from solidground.web.papers import first_hour, handed_over, imprint_of, leave_letter, limits_notice, receipt


@require_safe
def property_paper(request: HttpRequest, thing: str) -> HttpResponse:
    """Give the receipt of one thing: to its member, and to whoever may know the whole of it."""
    seat = seat_of(request)
    found: PropertyOnPaper = answered(seat, PropertyPaper(thing))
    return handed_over(seat.house, receipt(imprint_of(seat.house, seat.now), found), seat.now)


@require_safe
def leave_paper(request: HttpRequest) -> HttpResponse:
    """Give a member how he stands on duty, in writing."""
    seat = seat_of(request)
    found: LeaveOnPaper = answered(seat, LeavePaper())
    return handed_over(seat.house, leave_letter(imprint_of(seat.house, seat.now), found), seat.now)


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
