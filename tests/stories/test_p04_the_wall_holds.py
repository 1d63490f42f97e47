"""P4: for two histories equal on the command side, everything command can get is equal to the byte."""

import ast
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import solidground.core.incident
from solidground.app.asking.questions import (
    AgencyReport,
    Board,
    MyCases,
    MyDuties,
    OneCase,
    OneConcern,
    OneIncident,
    Question,
    WhoCouldBeAsked,
)
from solidground.app.demo.cast import (
    ADMINISTRATOR,
    AGENCY,
    CAPTAIN,
    CEDAR,
    CHIEF,
    CLINIC,
    COLLEAGUE,
    COMPANION,
    DETECTIVE,
    HARBOR,
    HR,
    LANTERN,
    LIAISON,
    MARLOW,
    MEMBERS,
    PARTNER,
)
from solidground.core.care.choice.commands import AdviseNoContact, CallMe, ChooseNotNow, RuleOut, StopContact
from solidground.core.care.commands import CloseCase, RecordDeath, RecordHold, RecordSeparation
from solidground.core.care.companion.commands import EndCompanion, HandOver, NameCompanion
from solidground.core.care.concern.commands import RaiseConcern
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.keeping.commands import Acknowledge, ChangePeer
from solidground.core.care.offer.commands import DeclineOffer, MakeOffer
from solidground.core.kernel import DAY, HOUR, CaseId, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.stories.field import INCIDENT, Field, founded

COMMAND = (CHIEF, LIAISON, HR, ADMINISTRATOR, CAPTAIN)
KEYS = ("offer", "companion", "family_told", "day_1", "day_3", "clinician_first", "week_1", "silence", "again", "call")
Act = tuple[int, int, PersonId]
"""Hours since the act before, which act, and whose case."""

acts = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.integers(0, 17),
        st.sampled_from([member for member, _ in MEMBERS]),
    ),
    max_size=25,
)


def command_of(number: int, key: str, now: int, member: PersonId) -> object:
    whole: tuple[object, ...] = (
        NameCompanion(now, member, COMPANION),
        HandOver(now, COMPANION, COLLEAGUE),
        EndCompanion(now, member),
        MakeOffer(now, MARLOW, now, "person", "on_call"),
        DeclineOffer(now, member),
        RecordContact(now, CEDAR, key, None, "made", now, True, "phone", None, "peer"),  # noqa: FBT003 - to the minute
        RecordContact(now, CEDAR, key, None, "no_answer", now, True, "phone", None, "peer"),  # noqa: FBT003 - to the minute
        RecordTask(now, CLINIC, key, None, now, "clinician"),
        ChooseNotNow(now, member, now + 3 * DAY),
        RuleOut(now, member, HARBOR),
        AdviseNoContact(now, member),
        CallMe(now, member),
        Acknowledge(now, LANTERN, "helper", "coordinator"),
        ChangePeer(now, member),
        StopContact(now, member),
        CloseCase(now, member, "member"),
        RecordHold(now, LANTERN, "grave_injury"),
        RecordDeath(now, LANTERN, None) if now % 2 else RecordSeparation(now, LANTERN, 738_000),
    )
    return whole[number]


def lived(history: Sequence[Act], until_days: int = 20) -> Field:
    """Live one history of care; the command side is the same in all of them."""
    field = Field(founded(MemoryStore(SUBJECTS)))
    field.incident(*MEMBERS)
    at = field.stage.now
    for place, (hours, number, member) in enumerate(history):
        at += hours * HOUR
        field.stage.until(at)
        # Refused or not: what a rule refuses is part of the history too.
        field.stage.do(member, command_of(number, KEYS[place % len(KEYS)], at, member))
        if number == 0:
            concern = RaiseConcern(at, PARTNER, member, PARTNER, source_agrees=True, danger=place % 2 == 0)
            field.stage.worry(f"c-{place}", concern)
    field.stage.until(max(at, field.stage.now) + until_days * DAY)
    return field


def questions(cases: Sequence[CaseId]) -> list[Question]:
    asked: list[Question] = [MyDuties(), MyCases(), Board(), Board(1), OneIncident(INCIDENT), OneIncident("none")]
    asked += [AgencyReport(), OneConcern("none"), *(OneConcern(f"c-{place}") for place in range(4))]
    for case in (*cases, CaseId("none")):
        asked += [OneCase(case), WhoCouldBeAsked(case)]
    return asked


def all_that_command_gets(field: Field) -> bytes:
    cases = [field.stage.cases[member] for member, _ in MEMBERS]
    answers = [repr(field.stage.ask(viewer, question)) for viewer in COMMAND for question in questions(cases)]
    log = [repr(one) for one in field.stage.store.log(AGENCY, "command")]
    return "\n".join([*answers, *log]).encode()


@settings(max_examples=20)
@given(acts, acts)
def test_what_command_gets_and_its_log_are_the_same_whatever_care_did(one: list[Act], other: list[Act]) -> None:
    first, second = lived(one), lived(other)
    # Asked at the same instant: time itself is no secret.
    first.stage.until(max(first.stage.now, second.stage.now))
    second.stage.until(first.stage.now)
    assert all_that_command_gets(first) == all_that_command_gets(second)


def test_the_histories_do_differ_on_the_care_side() -> None:
    quiet, busy = lived([]), lived([(2, 3, DETECTIVE), (20, 6, DETECTIVE), (50, 8, DETECTIVE)])
    case = OneCase(quiet.stage.cases[DETECTIVE])
    assert quiet.stage.cases == busy.stage.cases
    assert quiet.stage.ask(LANTERN, case) != busy.stage.ask(LANTERN, case)
    assert len(list(quiet.stage.store.log(AGENCY, "care"))) != len(list(busy.stage.store.log(AGENCY, "care")))


def test_nothing_is_ever_sent_to_command() -> None:
    field = lived([(1, 11, DETECTIVE), (30, 6, DETECTIVE), (30, 6, PARTNER)], until_days=400)
    assert not {letter.row.notice.recipient for letter in field.stage.sent} & set(COMMAND)


def test_the_rules_of_command_import_nothing_of_care() -> None:
    folder = Path(solidground.core.incident.__file__).parent
    files = sorted(folder.glob("*.py"))
    assert len(files) >= 4
    named = [
        module
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for module in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
    ]
    theirs = [module for module in named if module.startswith("solidground.")]
    assert theirs
    assert {module.split(".")[2] for module in theirs} <= {"kernel", "hours", "incident"}
