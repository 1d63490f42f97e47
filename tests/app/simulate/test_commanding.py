"""Those of command act in a simulation too, and members decide; what they do holds the same promises as all else."""

from collections import Counter
from collections.abc import Iterator

import pytest

from solidground.app.death import record_death
from solidground.app.decisions import decision_of
from solidground.app.founding import FOUNDERS, enter
from solidground.app.handle import stream_of
from solidground.app.ids import DerivedIds
from solidground.app.measuring import open_rig
from solidground.app.promises import DECIDES, LAPSED, WALLED
from solidground.app.replay.chance import Chance
from solidground.app.simulate import deciding, running
from solidground.app.simulate.commanding import due_after, terms_duties, told
from solidground.app.simulate.deciding import COURSE, Step, decide, decisions
from solidground.app.simulate.faults.fault import Stricken
from solidground.app.simulate.machine import Program, started
from solidground.app.simulate.outside import Hands, Provider
from solidground.app.simulate.owing import Owing
from solidground.app.simulate.running import Running
from solidground.app.simulate.story import Story
from solidground.app.simulate.town import FROM_AT, town
from solidground.app.simulate.witness import Seen
from solidground.core.desk.state import State as Draft
from solidground.core.duty.delivered.decider import State as Paper
from solidground.core.duty.property import state as of_things
from solidground.core.duty.property.events import TellingAsked
from solidground.core.duty.status import state as of_status
from solidground.core.duty.status.events import TellingAsked as AskedOfStatus
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, HOUR, MINUTE, AgencyId, PersonId, Stream
from tests.app.simulate.stories import PLAN_FOR, SMALL, by_hand, tell

AGENCY = town(SMALL)[0]
NOW = FROM_AT + 9 * DAY
HR = PersonId("hr-1")


def seen_in(story: Story) -> Counter[str]:
    """Return what happened on command's side of a story, and on the desk, by what it is called."""
    with open_rig(on_file=False) as rig:
        ended = Running(story, rig, PLAN_FOR, {})
        ended.play()
        assert ended.holding.counted == {}
        return Counter(row.type for row in rig.eye.log())


def test_command_takes_tells_writes_down_and_passes_on_and_care_tells_what_it_hears() -> None:
    found = seen_in(SMALL._replace(members=300, days=300))
    assert found.keys() >= {
        *("DutyOpened", "DutyDone", "DutyReminded"),
        *("PropertyTaken", "ReplacementOffered", "PropertyHandoverConfirmed", "TellingAsked", "MemberTold"),
        *("DutyStatusRecorded", "AttendanceDisclosed", "ReturnCompleted"),
        *("StatusRecorded", "NewsReceived", "NewsTold", "StatusTold"),
    }


def test_what_is_due_after_an_incident_comes_after_it_has_become_known() -> None:
    befallen = AGENCY.incidents[0]
    late = befallen._replace(known_at=befallen.command.occurred_at + 400 * DAY)
    for one in (befallen, late):
        found = list(due_after(terms_duties(1), one))
        assert found
        assert min(errand.at for errand in found) >= one.known_at + MINUTE


def asked(stream: str, *, keeper: PersonId | None = HR, repeat: int = 0) -> Seen:
    """Return that somebody was asked to tell a member of a thing, or of his leave."""
    which = Stream(AGENCY.name, "command", stream)
    if stream.startswith("property/"):
        event = TellingAsked(NOW, HR, keeper, "mail", repeat, NOW, NOW + DAY)
        return Seen(which, None, event, of_things.State(PersonId("m-1"), zone=AGENCY.zone))
    of_leave = AskedOfStatus(NOW, HR, keeper, "mail", repeat, NOW, NOW + DAY)
    return Seen(which, None, of_leave, of_status.State(PersonId("m-1"), AGENCY.zone))


@pytest.mark.parametrize("stream", ["property/t1", "status/m-1"])
def test_whoever_is_asked_to_tell_a_member_mostly_does(stream: str) -> None:
    done = [errand for turn in range(200) for errand in told(Chance(1), asked(stream, repeat=turn))]
    assert 130 < len(done) < 170
    for errand in done:
        assert NOW <= errand.at < NOW + DAY
        assert (errand.stream, errand.command.by) == (stream, HR)
        assert 0 < errand.command.next_on - errand.command.on <= 20
    assert list(told(Chance(1), asked(stream, keeper=None))) == []
    assert list(told(Chance(1), asked(stream)._replace(event=object()))) == []


def test_a_day_that_passes_without_anybody_asked_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solidground.app.service.sweep_property", lambda *_: 0)
    ended = tell(SMALL)
    assert set(ended.broken_promises) == {LAPSED}
    assert all("nobody was asked" in broken.why for broken, _ in ended.examples)


def drafting() -> Story:
    """Return a small story in which somebody decides."""
    return next(story for seed in range(50) if list(decisions(story := SMALL._replace(seed=seed), town(story)[0])))


def test_a_decision_in_a_story_is_signed_and_sent_or_taken_back() -> None:
    found = seen_in(drafting())
    assert found["DecisionSigned"] > 0
    assert found["DecisionSent"] == found["DecisionDelivered"]
    assert found["DecisionSent"] + found["SignatureTakenBack"] > 0


def test_some_decide_and_each_does_all_of_it_in_order() -> None:
    story = drafting()
    steps = list(decisions(story, town(story)[0]))
    assert [step.what for step in steps[: len(COURSE)]] == [what for what, _ in COURSE]
    assert [step.at for step in steps[: len(COURSE)]] == sorted(step.at for step in steps[: len(COURSE)])
    large = story._replace(members=4000, days=720)
    people = sum(len(each.command.involved) for each in town(large)[0].incidents)
    assert 0.1 * people < len(list(decisions(large, town(large)[0]))) / len(COURSE) < 0.4 * people


@pytest.fixture
def program() -> Iterator[Program]:
    """Give a program in which the agency is founded."""
    with open_rig(on_file=False) as rig:
        hands = Hands(NOW)
        made = started(rig, hands, Provider(hands, lambda _: None), DerivedIds(1), PLAN_FOR)
        with made.store.transaction() as unit:
            for person in AGENCY.people:
                enter(unit, AGENCY.name, person, FROM_AT - DAY)
        yield made


MEMBER, PAPER = PersonId("m-1-00001"), "d" * 20


def done(made: Program, *whats: deciding.What, first: float = 0.0, at: int = NOW) -> list[str]:
    return [decide(made, AGENCY, Step(at, MEMBER, what, first, PAPER), at + n) for n, what in enumerate(whats)]


def stands(made: Program) -> tuple[Draft, Paper]:
    with made.store.transaction() as unit:
        name = decision_of(AGENCY.name, MEMBER)
        draft, paper = unit.load([stream_of(AGENCY.name, name), stream_of(AGENCY.name, f"delivered/{PAPER}")])
    return draft.state, paper.state


def test_of_sending_and_taking_the_signature_back_one_wins(program: Program) -> None:
    assert done(program, "both") == [""], "where nothing is signed nobody wins"
    assert done(program, "begin", "choose", "sign", "both", first=0.9) == [""] * 4
    draft, paper = stands(program)
    assert (draft.stage, paper.member) == ("draft", "")
    assert done(program, "sign", "both", "receive", "take_back", at=NOW + HOUR) == [""] * 4
    draft, paper = stands(program)
    assert (draft.stage, draft.delivered, paper.member) == ("sent", PAPER, MEMBER)
    assert paper.received_on == local_day(NOW, AGENCY.zone)
    assert paper.taken_back_at is not None


def test_that_both_won_would_be_said(monkeypatch: pytest.MonkeyPatch, program: Program) -> None:
    done(program, "begin", "choose", "sign")
    monkeypatch.setattr(deciding, "act", lambda *_: ("taken back",))
    (why,) = done(program, "both")
    assert "2 of the two won" in why
    monkeypatch.setattr(running, "decide", lambda *_: why)
    assert set(tell(drafting()).broken_promises) == {DECIDES}


def test_what_a_step_breaks_on_commands_side_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(AgencyId("a"), "command", "incident/i1")
    monkeypatch.setattr(Owing, "after", lambda *_: [(stream, WALLED, "names a case")])
    assert WALLED in tell(SMALL, to_first=True).broken_promises


def test_for_whoever_has_died_nobody_of_command_acts_and_nothing_is_decided() -> None:
    story = drafting()
    members = {step.member for step in decisions(story, town(story)[0])}
    died_at: list[int] = []

    def dies(stricken: Stricken, program: Program) -> bool:
        now, agency = stricken.hands.now(), stricken.agencies[0]
        with stricken.machine.calm(), program.store.transaction() as unit:
            for member in sorted(members):
                record_death(
                    unit, program.rosters, agency.name, member, local_day(now, agency.zone), FOUNDERS[0], None, now
                )
        died_at.append(now)
        return True

    with open_rig(on_file=False) as rig:
        ended = Running(story._replace(faults=("by_hand",)), rig, PLAN_FOR, {"by_hand": by_hand(dies)})
        ended.play()
        assert ended.holding.counted == {}
        after = [row for row in rig.eye.log() if row.at > died_at[0] and row.by in members]
    assert after == []
