"""A decision is its member's alone until he sends it, and then the agency has exactly the paper (S14, P4, P10)."""

import re

import pytest

from solidground.app.decisions import (
    CHANGED,
    acknowledge,
    decision_of,
    leave,
    paper_stream,
    send,
    take_back,
)
from solidground.app.decisions import (
    NAME as NAME_DIFFERS,
)
from solidground.app.exporting import everything_about
from solidground.app.registry import forget
from solidground.core.desk.commands import BeginDraft, ChooseOption, DropDraft, SendDecision, TakeBackSignature
from solidground.core.desk.decider import NOT_FITTING
from solidground.core.desk.signature import Signature
from solidground.core.duty.delivered.decider import TAKEN_BACK, UNKNOWN
from solidground.core.duty.delivered.events import DecisionDelivered
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.store.signing import ASKED_TOGETHER
from tests.app.holdings import happened, viewer
from tests.app.papers import (
    DRAWN,
    NAME,
    PAPER,
    TODAY,
    asked_beside,
    delivered,
    desk,
    does,
    drafted,
    joined,
    mine,
    paper,
    papers_named,
    sent,
    signed,
)
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, Town
from tests.web.headquarters import CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, staffed

PARTNER = PEERS[2]


@pytest.fixture
def staff(town: Town) -> Town:
    town.people()
    staffed(town)
    return town


def names(town: Town, *streams: str) -> dict[str, str]:
    with town.store.moment() as unit:
        return {stream: one.name for stream, one in unit.signed(AGENCY, streams).items()}


def test_a_draft_writes_nothing_on_the_command_side_and_no_name(staff: Town) -> None:
    with staff.store.moment() as unit:
        before = unit.log_size(AGENCY, "command")
    drafted(staff)
    happened(signed(staff))
    with staff.store.moment() as unit:
        assert unit.log_size(AGENCY, "command") == before
    assert papers_named(staff) == []
    assert all(NAME not in row.body for row in staff.store.log(AGENCY, "care"))


def test_sending_gives_command_the_paper_and_moves_the_name_with_it(staff: Town) -> None:
    drafted(staff)
    happened(joined(staff, PARTNER, asked_beside(staff)))
    happened(signed(staff))
    assert names(staff, decision_of(AGENCY, MEMBER)) == {decision_of(AGENCY, MEMBER): NAME}
    happened(sent(staff, NOON + HOUR))
    written = [row for row in staff.store.log(AGENCY, "command") if row.stream == paper_stream(PAPER)]
    assert [row.type for row in written] == ["DecisionDelivered", "ReadersTold"]
    assert paper(staff).beside == (PARTNER,)
    assert names(staff, decision_of(AGENCY, MEMBER), paper_stream(PAPER)) == {paper_stream(PAPER): NAME}
    assert papers_named(staff) == [PAPER]
    assert sent(staff, NOON + HOUR, name="e" * 20) == (), "sent twice it is one paper"
    assert papers_named(staff) == [PAPER]


def test_what_changed_after_the_page_was_opened_is_looked_at_first_and_the_same_twice_is_once(staff: Town) -> None:
    drafted(staff, NOON)
    assert does(staff, BeginDraft(NOON, MEMBER), 0) == ()
    assert does(staff, ChooseOption(NOON, MEMBER, "retire", TODAY), 0) == CHANGED
    assert does(staff, ChooseOption(NOON, MEMBER, "resign", TODAY + 14), 0) == ()


def test_of_sending_and_taking_the_signature_back_exactly_one_wins(staff: Town) -> None:
    drafted(staff)
    happened(signed(staff))
    seen_at = mine(staff).changed_at
    happened(sent(staff, NOON + HOUR))
    assert does(staff, TakeBackSignature(NOON + HOUR, MEMBER), seen_at) == CHANGED
    assert mine(staff).stage == "sent"


def test_the_name_is_the_one_the_registry_knows_loosely_and_any_where_none_is_known(staff: Town) -> None:
    drafted(staff)
    with staff.store.transaction() as unit:
        unit.put_person(AGENCY, MEMBER, "María José López")
    assert signed(staff, name="Somebody Else") == NAME_DIFFERS
    assert signed(staff, name="  ") == NAME_DIFFERS
    happened(signed(staff))
    happened(does(staff, TakeBackSignature(NOON, MEMBER)))
    assert names(staff, decision_of(AGENCY, MEMBER)) == {}, "no name stays under what is not signed"


def test_the_names_under_many_papers_are_asked_for_together(staff: Town) -> None:
    papers = [f"delivered/{number:020x}" for number in range(ASKED_TOGETHER + 1)]
    with staff.store.transaction() as unit:
        for number, stream in enumerate(papers):
            unit.put_signed(AGENCY, stream, MEMBER, Signature(f"{NAME} {number}", DRAWN if number else ()))
        found = unit.signed(AGENCY, [*papers, "delivered/none"])
        assert unit.signed(AGENCY, []) == {}
    assert [found[stream].name for stream in papers] == [f"{NAME} {number}" for number in range(len(papers))]
    assert [found[stream].strokes for stream in papers] == [(), *[DRAWN] * ASKED_TOGETHER]
    assert len(found) == len(papers)


def test_who_is_forgotten_has_no_name_under_any_paper(staff: Town) -> None:
    delivered(staff)
    with staff.store.transaction() as unit:
        forget(unit, AGENCY, MEMBER, COORDINATOR, NOON + DAY)
    assert names(staff, paper_stream(PAPER)) == {}


def test_somebody_comes_beside_him_by_his_code_and_goes_again(staff: Town) -> None:
    drafted(staff)
    code = asked_beside(staff)
    wrong = str((int(code) + 1) % 10**6).zfill(6)
    assert joined(staff, PARTNER, wrong) == NOT_FITTING
    assert joined(staff, PARTNER, code, member=PersonId("no-77")) == NOT_FITTING
    happened(joined(staff, PARTNER, code))
    assert joined(staff, PARTNER, code) == ()
    with staff.store.moment() as unit:
        assert unit.shared_with(AGENCY, PARTNER) == {decision_of(AGENCY, MEMBER): "beside"}
    assert leave(desk(staff), MEMBER, PARTNER, NOON)
    assert leave(desk(staff), MEMBER, PARTNER, NOON) == ()
    with staff.store.moment() as unit:
        assert unit.shared_with(AGENCY, PARTNER) == {}


@pytest.mark.parametrize("person", [SUPERVISOR, HR, CHIEF, LIAISON, OFFICER, MEMBER])
def test_nobody_of_command_nor_his_supervisor_nor_he_himself_stands_beside_him(staff: Town, person: PersonId) -> None:
    drafted(staff)
    assert joined(staff, person, asked_beside(staff)) == NOT_FITTING
    assert mine(staff).beside == ()


def test_whoever_guesses_may_soon_guess_no_more(staff: Town) -> None:
    drafted(staff)
    code = asked_beside(staff)
    for _ in range(8):
        assert joined(staff, PARTNER, "000000" if code != "000000" else "000001") == NOT_FITTING
    assert joined(staff, PARTNER, code) == NOT_FITTING, "also the right one, from who has guessed so often"
    happened(joined(staff, PEERS[1], code))


def test_a_paper_is_taken_back_and_a_receipt_is_hr_s_alone(staff: Town) -> None:
    delivered(staff)
    on_desk = desk(staff)
    assert acknowledge(on_desk, viewer(staff, CHIEF), PAPER, NOON) == UNKNOWN
    assert acknowledge(on_desk, viewer(staff, HR), "?", NOON) == UNKNOWN
    happened(acknowledge(on_desk, viewer(staff, HR), PAPER, NOON + HOUR))
    assert take_back(on_desk, PAPER, PEERS[0], NOON + HOUR) == UNKNOWN
    assert take_back(on_desk, "e" * 20, MEMBER, NOON + HOUR) == UNKNOWN
    happened(take_back(on_desk, PAPER, MEMBER, NOON + HOUR))
    assert acknowledge(on_desk, viewer(staff, HR), PAPER, NOON + HOUR) == TAKEN_BACK
    assert paper(staff).taken_back_at == NOON + HOUR


def test_whoever_works_for_hr_acknowledges_no_paper_of_his_own(staff: Town) -> None:
    delivered(staff, person=HR)
    assert acknowledge(desk(staff), viewer(staff, HR), PAPER, NOON) == UNKNOWN


def test_no_clock_sends_anything_nor_asks_anybody(staff: Town) -> None:
    (case,) = staff.incident()
    drafted(staff)
    happened(signed(staff))
    staff.sweep_to(NOON + 5 * DAY)
    assert mine(staff).stage == "held"
    assert papers_named(staff) == []
    happened(sent(staff, NOON + 5 * DAY))
    assert staff.case(case).status == "active", "what is sent closes no case"


def test_what_he_drew_goes_with_the_paper_and_with_him_and_never_into_the_log(staff: Town) -> None:
    drafted(staff)
    happened(signed(staff, strokes=DRAWN))
    happened(does(staff, TakeBackSignature(NOON, MEMBER)))
    happened(signed(staff, strokes=DRAWN))
    happened(sent(staff))
    with staff.store.moment() as unit:
        assert unit.signed(AGENCY, [paper_stream(PAPER)]) == {paper_stream(PAPER): Signature(NAME, DRAWN)}
    found = everything_about(staff.store, AGENCY, MEMBER, NOON)
    assert found is not None
    assert found["drawn"] == [DRAWN]
    logs = [row.body for side in ("care", "command") for row in staff.store.log(AGENCY, side)]
    assert not any("40,150" in body or "strokes" in body for body in logs)
    with staff.store.transaction() as unit:
        forget(unit, AGENCY, MEMBER, COORDINATOR, NOON + DAY)
        assert unit.signed(AGENCY, [paper_stream(PAPER)]) == {}


def test_who_reads_it_is_told_that_something_waits_when_it_comes_and_when_it_is_taken_back(staff: Town) -> None:
    drafted(staff)
    happened(signed(staff))
    staff.deliver(NOON)
    assert staff.spy.told == []
    happened(sent(staff))
    staff.deliver(NOON)
    assert sorted(staff.spy.told) == sorted((HR, CHIEF, SUPERVISOR))
    for mail in staff.spy.sent:
        assert mail.body.startswith(f"{VOICE.phrase} Something waits for you to read.")
        assert f"open {VOICE.link}\n" in mail.body, "his own page says the rest, once he is signed in"
        assert not {MEMBER, NAME, "resign", PAPER} & set(re.split(r"[^\w-]+", f"{mail.subject} {mail.body}".casefold()))
    happened(take_back(desk(staff), PAPER, MEMBER, NOON + DAY))
    assert take_back(desk(staff), PAPER, MEMBER, NOON + DAY) == (), "tapped twice it is told once"
    staff.deliver(NOON + DAY)
    assert sorted(staff.spy.told) == sorted((HR, CHIEF, SUPERVISOR) * 2)


def test_who_has_two_papers_to_read_gets_one_message_and_nobody_one_about_his_own(staff: Town) -> None:
    delivered(staff)
    delivered(staff, person=HR, name="e" * 20)
    staff.deliver(NOON)
    assert (staff.spy.told.count(CHIEF), HR in staff.spy.told) == (1, True)
    assert ["2 things wait for you" in m.body for m in staff.spy.sent if m.recipient == CHIEF] == [True]
    assert ["2 things" in m.body for m in staff.spy.sent if m.recipient == HR] == [False]


def test_another_is_begun_when_one_was_thrown_away_or_sent(staff: Town) -> None:
    drafted(staff)
    happened(does(staff, DropDraft(NOON, MEMBER)))
    delivered(staff)
    delivered(staff, NOON + DAY, name="e" * 20)
    assert papers_named(staff) == [PAPER, "e" * 20]


def test_all_of_it_is_in_what_its_member_keeps_and_in_nobody_else_s(staff: Town) -> None:
    delivered(staff)
    delivered(staff, person=PEERS[0], name="e" * 20)
    found = everything_about(staff.store, AGENCY, MEMBER, NOON)
    assert found is not None
    kinds = [event["type"] for event in found["events"]]
    assert [kinds.count(kind) for kind in ("DecisionSigned", "DecisionSent", "DecisionDelivered")] == [1, 1, 1]
    assert found["signed"] == [NAME]
    assert DecisionDelivered.__name__ in kinds


def test_where_the_clock_went_back_nothing_is_sent_that_was_not_on_the_page(staff: Town) -> None:
    """He reads on one phone what he signed; on another he changes it, by a clock that was put back."""
    drafted(staff)
    happened(signed(staff))
    page, back = mine(staff).changed_at, NOON - HOUR
    happened(does(staff, TakeBackSignature(back, MEMBER)))
    happened(does(staff, ChooseOption(back, MEMBER, "retire", TODAY + 30)))
    happened(signed(staff, back))
    assert send(desk(staff), SendDecision(back, MEMBER, PAPER), page) == CHANGED
    assert papers_named(staff) == []
    happened(sent(staff, back))
    assert paper(staff).option == "retire"
