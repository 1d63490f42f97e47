"""The demo as values: every scene is there, and what it shows is what the program said."""

import pytest

from solidground.app.asking.concerns import ConcernSeen
from solidground.app.demo.beats import Done, Ended, Panes, Said, Scene, Sent
from solidground.app.demo.cast import AGENCY, CEDAR, DETECTIVE, LANTERN, local
from solidground.app.demo.conduct import Steady
from solidground.app.demo.panes import lines
from solidground.app.demo.script import play
from solidground.app.demo.stage import Happened, Stage
from solidground.app.demo.telling import told
from solidground.core.care.choice.events import AnniversaryChosen
from solidground.core.care.companion.events import CompanionDeclined
from solidground.core.care.concern.decider import INITIAL as CONCERN
from solidground.core.care.concern.events import ConcernDescribed, ConcernHandlerAsked
from solidground.core.care.contact.commands import AddDate
from solidground.core.care.contact.events import StepReminded
from solidground.core.care.state import INITIAL
from solidground.core.kernel import CLOCK, CaseId, PersonId
from solidground.core.notice.discreet import telling_words
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.stories.field import Field, default_protocol, founded

ROWS = ("S2 S13 S21 S3 S1 S4 S5 S21 S17 S6 S14 S9 S12 S14 S11 S15 S20 S14 S19 S22 S20").split()
"""What the captain does, papers and dates come back: the others are played once."""


@pytest.fixture(scope="module")
def beats() -> list[object]:
    return list(play(MemoryStore(SUBJECTS), default_protocol()))


def test_every_row_of_the_story_is_played_in_its_order(beats: list[object]) -> None:
    assert [beat.row for beat in beats if isinstance(beat, Scene)] == ROWS


def test_the_same_story_comes_out_every_time(beats: list[object]) -> None:
    again = list(play(MemoryStore(SUBJECTS), default_protocol()))
    assert [b for b in again if not isinstance(b, Sent)] == [b for b in beats if not isinstance(b, Sent)]


def test_the_clock_and_people_both_act_in_it(beats: list[object]) -> None:
    who = {beat.who for beat in beats if isinstance(beat, Done)}
    assert {None, LANTERN, PersonId("2207"), PersonId("Cedar")} <= who


def test_command_is_shown_the_incident_and_nothing_else(beats: list[object]) -> None:
    shown = {
        pane.lines for beat in beats if isinstance(beat, Panes) for pane in beat.panes if pane.title == "Command sees"
    }
    assert all(each in (NOTHING, PAPER) or each[1:] == COMMAND_SEES for each in shown)
    assert len(shown) > 1


NOTHING = ("Nothing here.",)
PAPER = ("2207 sent: resign, last day October 7", "Signed September 30, with 2214 beside him")
COMMAND_SEES = ("4 people took part; a case follows for each.", "Nothing else.")


def test_every_notification_is_discreet(beats: list[object]) -> None:
    sent = [beat for beat in beats if isinstance(beat, Sent)]
    assert len(sent) >= 8
    for beat in sent:
        assert beat.text.startswith("Coffee?")
        assert telling_words(beat.text) == ()


def test_it_ends_with_five_years_on_solid_ground_and_the_report(beats: list[object]) -> None:
    ended = beats[-1]
    assert isinstance(ended, Ended)
    work = ended.report.work
    assert work.owed == work.on_time + work.late + work.not_done
    assert work.owed > 50
    assert 0.85 < work.on_time / work.owed < 1
    assert ended.report.unheld == 0
    assert [gap.why for gap in ended.report.gaps] == ["training_runs_out"]
    assert {mark.kind for mark in ended.ground.marks} == {"reached", "tried", "not_now", "promised"}


def test_times_in_a_scene_never_go_back(beats: list[object]) -> None:
    last_at = 0
    for beat in beats:
        if isinstance(beat, Said | Done | Sent):
            assert beat.at >= last_at, beat
            last_at = beat.at


def test_a_concern_that_nobody_read_goes_on_in_words() -> None:
    asked = ConcernHandlerAsked(1, CLOCK, LANTERN, "text", 1, 0, 1, 2, danger=False)
    assert told(Happened("concern/c-1", asked, CONCERN)) == Done(1, None, "asks Lantern to read it")
    assert told(Happened("concern/c-1", ConcernDescribed(1, LANTERN, "other"), CONCERN)) is None


def test_what_has_no_words_is_not_told() -> None:
    person = PersonId("2207")
    reminded = StepReminded(1, person, "day_1", 0, 1, person, "text", 1)
    assert told(Happened("case/1", reminded, INITIAL)) is None
    assert told(Happened("case/1", CompanionDeclined(1, person), INITIAL)) is None
    no = told(Happened("case/1", AnniversaryChosen(1, person, wanted=False), INITIAL))
    assert no == Done(1, person, "does not want the day kept")


def test_answers_without_anything_in_them_have_lines_too() -> None:
    assert lines((), 0) == ("Nothing here.",)
    over = ConcernSeen("c-1", PersonId("1951"), "followed up", None, PersonId("2214"), None)
    assert lines(over, 0) == ("About 1951: followed up",)


def test_nobody_is_told_of_what_was_done_before_his_morning() -> None:
    field = Field(founded(MemoryStore(SUBJECTS)))
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    now = field.until(1, "11:00")
    field.contact(CEDAR, "day_1", "made")
    field.do(AddDate(now, LANTERN, "hearing", local(3, "23:00"), "2024-03-08T23:00"))
    field.until(1, "23:00")
    field.sent()
    field.contact(CEDAR, "hearing", "made")
    field.until(2, "09:59")
    assert field.sent() == [], "the notification waited for the morning, and is wanted no more"


def test_people_of_themselves_do_nothing_where_nobody_is_asked() -> None:
    assert Steady()(CaseId("1"), CompanionDeclined(1, PersonId("2207")), INITIAL) == ()


def test_an_empty_stage_has_nothing_to_do() -> None:
    stage = Stage(MemoryStore(SUBJECTS), AGENCY, default_protocol(), 0)
    stage.until(10)
    assert (stage.now, stage.happened, stage.sent) == (10, [], [])
