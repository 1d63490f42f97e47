"""A critical incident: what, when, who and how; each of them gets care of his own (S2), and nothing is told of it."""

import pytest

from solidground.core.incident.commands import Command, InvolvePerson, ReportIncident
from solidground.core.incident.decider import INITIAL, PEOPLE_MOST, CareWanted, State, decide, due, evolve, react
from solidground.core.incident.events import Event, IncidentReported, PersonInvolved
from solidground.core.kernel import HOUR, LATEST, PersonId, Refusal, fold
from tests.core.sentences import is_sentences
from tests.core.written import check_written

AT = 1_700_000_000_000_000
TIME_KNOWN = True
CLERK, SHOOTER, PARTNER, DISPATCHER = (PersonId(name) for name in ("0009", "4417", "4418", "5501"))
BOTH = ((SHOOTER, "discharged_weapon"), (PARTNER, "partner"))


def report(*, occurred_at: int = AT, zone: str = "America/Chicago", people: tuple = BOTH) -> ReportIncident:  # type: ignore[type-arg]  # pairs of a person and a part
    return ReportIncident(
        AT,
        CLERK,
        "i1",
        "officer_involved_shooting",
        occurred_at,
        "2023-11-14T16:13",
        zone,
        TIME_KNOWN,
        "US-IL",
        people,
    )


def refused(state: State, command: Command) -> str:
    answer = decide(state, command, None)
    assert isinstance(answer, Refusal)
    assert is_sentences(answer.text), "a person reads a sentence"
    return answer.reason


def when(state: State, command: Command) -> tuple[Event, ...]:
    events = decide(state, command, None)
    assert not isinstance(events, Refusal), events
    check_written("incident/i1", events, command.by)
    return events


def reported() -> State:
    return fold(evolve, INITIAL, when(INITIAL, report()))


def test_an_incident_is_entered_with_everybody_who_took_part() -> None:
    events = when(INITIAL, report())
    assert [type(event) for event in events] == [IncidentReported, PersonInvolved, PersonInvolved]
    assert reported().involved == BOTH
    assert due(reported()) == ()


def test_each_of_them_gets_care_of_his_own_by_his_part() -> None:
    state = reported()
    events = when(INITIAL, report())
    wanted = [care for event in events for care in react(state, event)]
    assert wanted == [
        CareWanted("i1", "officer_involved_shooting", me, part, (other,), AT, "America/Chicago", "US-IL")
        for (me, part), other in zip(BOTH, (PARTNER, SHOOTER), strict=True)
    ]


def test_somebody_named_twice_is_there_once() -> None:
    assert len(when(INITIAL, report(people=(*BOTH, (SHOOTER, "present"))))) == 3


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (report(zone="Mars/Base"), "ZoneUnknown"),
        (report(occurred_at=AT + 1), "DayImpossible"),
        (report(occurred_at=-1), "DayImpossible"),
        (report(occurred_at=LATEST + 1), "DayImpossible"),
        (report(people=tuple((PersonId(str(n)), "present") for n in range(PEOPLE_MOST + 1))), "TooMany"),
    ],
)
def test_what_cannot_be_is_refused(wrong: ReportIncident, reason: str) -> None:
    assert refused(INITIAL, wrong) == reason


def test_it_is_entered_once() -> None:
    assert refused(reported(), report()) == "IncidentKnown"


def test_the_dispatcher_is_added_later_and_once() -> None:
    state = reported()
    events = when(state, InvolvePerson(AT - HOUR, CLERK, DISPATCHER, "dispatcher"))
    assert events == (PersonInvolved(AT, CLERK, DISPATCHER, "dispatcher"),), "time never goes back"
    state = fold(evolve, state, events)
    assert when(state, InvolvePerson(AT, CLERK, DISPATCHER, "dispatcher")) == ()


def test_nobody_is_added_to_what_was_never_entered_nor_beyond_the_bound() -> None:
    late = InvolvePerson(AT, CLERK, DISPATCHER, "dispatcher")
    assert refused(INITIAL, late) == "IncidentUnknown"
    full = reported()._replace(involved=tuple((PersonId(str(n)), "present") for n in range(PEOPLE_MOST)))
    assert refused(full, late) == "TooMany"
