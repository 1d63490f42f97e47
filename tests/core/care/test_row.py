"""The read row of a case: what the sweep and the board look at, at every part of its life."""

from solidground.core.care.choice.commands import CallMe
from solidground.core.care.clock import due
from solidground.core.care.commands import CloseCase
from solidground.core.care.companion.commands import ConfirmHandover, HandOver, NameCompanion
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.needs import Needs, needs_of
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import INITIAL
from solidground.core.care.views import row
from solidground.core.kernel import DAY, HOUR, MINUTE, Obligation
from solidground.core.subject import CaseRow
from tests.core.care.cast import (
    ADAM,
    BAKER,
    CASE,
    COORDINATOR,
    DEPUTY,
    MEMBER,
    PRECISE,
    SHOTS_AT,
    Agency,
    Story,
    at,
    opened,
)

CALM = False
NOTHING = Needs.NOTHING
HEAD = (MEMBER, "i1", "partner", SHOTS_AT)


def offered(agency: Agency | None = None) -> Story:
    story = opened(agency, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    return story


def test_what_was_never_opened_has_no_row() -> None:
    assert row(INITIAL) is None


def test_a_case_just_opened_is_to_be_looked_at_when_its_offer_is_due() -> None:
    due_at = SHOTS_AT + 2 * HOUR
    case = opened(part="partner").case
    assert due(case)[0] == Obligation(CASE, "offer", 0, ADAM, SHOTS_AT, due_at, SHOTS_AT + 4 * HOUR)
    assert row(case) == CaseRow("active", *HEAD, due_at, CALM, ADAM, None, "offer", due_at, None, (ADAM,), NOTHING)


def test_where_nothing_is_open_the_next_step_that_a_person_owes_is_the_next() -> None:
    story = offered()
    due_at = at("2026-03-04 12:00")
    assert row(story.case) == CaseRow(
        "active", *HEAD, at("2026-03-04 09:00"), CALM, ADAM, None, "day_1", due_at, None, (ADAM,), NOTHING
    )
    (owed,) = due(story.case)
    assert (owed.case, owed.step, owed.occurrence, owed.keeper) == (CASE, "day_1", 0, ADAM)
    assert (owed.opens_at, owed.due_at, owed.lapses_at) == (
        at("2026-03-04 09:00"),
        due_at,
        at("2026-03-04 18:00"),
    )


def test_what_the_machine_asks_is_owed_by_nobody() -> None:
    story = offered()
    story.until("2026-03-04 10:00")
    story.do(RecordContact, ADAM, "day_1", 0, "made", story.now, PRECISE, "phone", None, "peer")
    assert [owed.step for owed in due(story.case)] == ["day_3"], "after the question of day two"
    story.until("2026-03-05 10:00")
    assert [owed.step for owed in due(story.case)] == ["day_3"]


def test_whoever_is_asked_or_took_it_is_among_its_keepers() -> None:
    story = offered()
    story.until("2026-03-04 18:30")
    asked = row(story.case)
    assert asked is not None
    assert (asked.keepers, asked.urgent) == ((ADAM, BAKER), False)
    story.do(Acknowledge, COORDINATOR, "helper", "coordinator")
    taken = row(story.case)
    assert taken is not None
    assert taken.keepers == (COORDINATOR, ADAM)


def test_a_call_is_urgent_while_it_is_a_matter_of_minutes_and_hours() -> None:
    story = offered(Agency(ADAM))
    story.do(CallMe)
    called = row(story.case)
    assert called is not None
    assert (called.urgent, called.keepers) == (True, (ADAM,))
    story.until(story.now + 20 * MINUTE)
    ringing = row(story.case)
    assert ringing is not None
    assert (ringing.urgent, ringing.next_step) == (True, "call")
    story.until(story.now + 5 * DAY)
    after = row(story.case)
    assert after is not None
    assert (after.urgent, after.unheld_at is None) == (False, False)


def test_a_closed_case_says_when_it_was_and_wakes_no_more() -> None:
    story = offered()
    story.until("2026-03-04 18:30")
    story.do(CloseCase, DEPUTY, "coordinator")
    assert row(story.case) == CaseRow("closed", *HEAD, None, CALM, ADAM, None, None, None, story.now, (ADAM,), NOTHING)


def test_the_row_says_what_a_case_needs_a_person_for_first() -> None:
    silent = offered()
    silent.until("2026-03-04 10:00")
    silent.do(RecordContact, ADAM, "day_1", 0, "no_answer", silent.now, PRECISE, "phone", None, "peer")
    silent.until("2026-03-06 13:00")
    silent.do(RecordContact, ADAM, "day_3", 0, "no_answer", silent.now, PRECISE, "phone", None, "peer")
    assert needs_of(silent.case) is Needs.SILENT
    handed = offered()
    handed.do(NameCompanion, MEMBER, BAKER)
    handed.do(HandOver, BAKER, DEPUTY)
    handed.until(handed.now + 20 * MINUTE)
    assert needs_of(handed.case) is Needs.HANDOVER
    handed.do(ConfirmHandover, DEPUTY)
    assert needs_of(handed.case) is Needs.NOTHING
    nobody = opened(part="partner")
    nobody.until(nobody.now + 5 * DAY)
    assert needs_of(nobody.case) is Needs.UNHELD
