"""What is done at its time in the made-up agency, and what is not where somebody has done otherwise."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import (
    AuditOfYear,
    Delivered,
    Inquiries,
    MyDecision,
    MyDuty,
    MyNews,
    MyProperty,
    MyReturn,
    MyStorage,
    PapersSent,
    Question,
    Returned,
)
from solidground.app.asking.reading import Reading
from solidground.app.decisions import Desk, act, take_back
from solidground.app.demo.cast import AGENCY, CAPTAIN, CHIEF, CLINIC, DETECTIVE, HR, LIAISON, MARLOW, PARTNER, ZONE
from solidground.app.demo.living import Living, living
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import handle_case, stream_of
from solidground.app.options import read_options
from solidground.app.rosters import Rosters
from solidground.app.wiring import open_store
from solidground.core.care.returning.commands import PlanReturnStep
from solidground.core.care.state import Case
from solidground.core.desk.commands import DropDraft
from solidground.core.duty.audit import counted
from solidground.core.kernel import DAY, PersonId, Refusal
from tests.stories.field import default_protocol


@pytest.fixture
def told() -> Iterator[Living]:
    with closing(open_store("memory")) as store:
        yield living(store, default_protocol())


def seen(told: Living, person: PersonId, question: Question) -> Any:  # noqa: ANN401 - any answer
    reading = Reading(told.store, Rosters(), AGENCY, told.now())
    return ask(reading, viewer_of(reading.people(), person, told.now()), question)


def stage(told: Living) -> str:
    found: str = seen(told, DETECTIVE, MyDecision()).state.stage
    return found


def steps(told: Living) -> dict[str, bool]:
    return {one.step: bool(one.completed) for one in seen(told, DETECTIVE, MyReturn()).steps}


def test_when_the_pages_open_command_has_done_its_part_and_a_draft_lies_on_the_table(told: Living) -> None:
    things = seen(told, DETECTIVE, MyProperty())
    assert [one.kind for one in things] == ["service_weapon", "badge"]
    assert all(one.whole.counted("taken") and len(one.whole.told) == 2 and not one.late for one in things)
    (duty,) = seen(told, DETECTIVE, MyDuty())
    assert (duty.status.newest.status, duty.status.newest.assured) == ("administrative_leave", True)
    assert [one.by for one in duty.passed_on] == [CLINIC]
    assert [one.heard.status for one in seen(told, DETECTIVE, MyNews()).known] == ["open"]
    assert [one.holder for one in seen(told, DETECTIVE, MyStorage())] == ["range"]
    decision = seen(told, DETECTIVE, MyDecision()).state
    assert (decision.stage, decision.option) == ("draft", "resign")


def test_a_week_later_it_is_signed_and_with_nobody_and_then_it_is_taken_back(told: Living) -> None:
    told.move(7 * DAY)
    assert stage(told) == "held"
    assert [seen(told, HR, Delivered()), seen(told, CHIEF, PapersSent())] == [(), ()]
    told.move(3 * DAY)
    assert stage(told) == "draft"


def test_news_is_brought_by_whom_he_chose_and_his_page_is_silent_before(told: Living) -> None:
    told.move(DAY)
    (happened,) = seen(told, LIAISON, Inquiries())
    assert [one.status for one in happened.standing] == ["declined"]
    assert DETECTIVE not in [one.member for one in happened.told]
    assert [one.heard.status for one in seen(told, DETECTIVE, MyNews()).known] == ["open"]
    told.move(DAY)
    assert [one.heard.status for one in seen(told, DETECTIVE, MyNews()).known] == ["declined"]


def test_in_three_months_he_is_back_by_steps_and_command_learns_each_when_both_said_it(told: Living) -> None:
    told.move(30 * DAY)
    assert steps(told) == {"scene_visit": True, "range": False}
    (returned,) = seen(told, CAPTAIN, Returned())
    assert [one.step for one in returned.done] == ["scene_visit"]
    told.move(60 * DAY)
    assert steps(told) == dict.fromkeys(("scene_visit", "range", "first_shift", "full_duty"), True)
    assert all(one.whole.counted("returned") for one in seen(told, DETECTIVE, MyProperty()))
    assert counted(seen(told, CHIEF, AuditOfYear(2024, shipped_terms())).lines)["visit"].done_on_time == 4


def test_in_autumn_he_sends_it_himself_with_his_partner_beside_him_and_leaves(told: Living) -> None:
    told.move(198 * DAY)
    assert (stage(told), seen(told, HR, Delivered())) == ("held", ())
    told.move(10 * DAY)
    (paper,) = seen(told, HR, Delivered())
    assert (paper.state.option, paper.state.beside, paper.name) == ("resign", (PARTNER,), "Detective 2207")
    assert paper.state.received_on is not None
    assert paper.state.taken_back_at is None


def test_a_paper_that_was_taken_back_makes_nobody_leave(told: Living) -> None:
    told.move(200 * DAY)
    (paper,) = seen(told, HR, Delivered())
    assert take_back(_desk(told), paper.paper, DETECTIVE, told.now())
    told.move(5 * DAY)
    with told.store.transaction() as unit:
        assert unit.load([stream_of(AGENCY, f"person/{DETECTIVE}")])[0].state.separated_at is None


def _desk(told: Living) -> Desk:
    return Desk(told.store, told.rosters, AGENCY, ZONE, read_options("", "", "US-IL"))


def test_what_somebody_did_otherwise_on_the_pages_stays_so(told: Living) -> None:
    assert act(_desk(told), DropDraft(told.now(), DETECTIVE), told.now())
    with told.store.transaction() as unit:
        stream = next(
            one
            for one in unit.streams(AGENCY, "case")
            if isinstance(state := unit.load([one])[0].state, Case) and state.head.member == DETECTIVE
        )
        plan = PlanReturnStep(told.now(), DETECTIVE, "scene_visit", ("scene_visit",), None, MARLOW, "peer")
        assert not isinstance(handle_case(unit, stream, plan, Rosters().of(unit, AGENCY, told.now())), Refusal)
    told.move(7 * DAY)
    assert stage(told) == "none", "nothing is signed that is not there"
    told.move(30 * DAY)
    (scene,) = [one for one in seen(told, DETECTIVE, MyReturn()).steps if one.step == "scene_visit"]
    assert (scene.person, scene.completed) == (MARLOW, ())
