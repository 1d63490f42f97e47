"""The audit of a year (S22), from the command side alone: what was owed to everybody, and what became of it."""

from solidground.app.auditing import Audit, audit
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import handle, stream_of
from solidground.app.owed import owed_name
from solidground.core.duty.audit import STEPS, how
from solidground.core.duty.investigation.commands import RecordStatus, RecordTold
from solidground.core.duty.investigation.decider import Word
from solidground.core.duty.investigation.decider import World as OfInquiry
from solidground.core.duty.owed.commands import RecordDuty
from solidground.core.duty.property.commands import OfferReplacement
from solidground.core.kernel import CLOCK, DAY, HOUR, Refusal
from tests.app.holdings import TODAY, does, taken
from tests.app.leaves import left
from tests.app.test_owed import VISITED, happen, says
from tests.app.town import AGENCY, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.headquarters import LIAISON, OFFICER, SUPERVISOR, staffed
from tests.web.query_log import QueryLog, names_care

NOW = NOON + 30 * DAY
WORDS = (Word("criminal", "open", "open"), Word("criminal", "declined", "decided"))


def audited(town: Town, year: int = 2024) -> Audit:
    return audit(town.store, AGENCY, year, shipped_terms(), NOW)


def test_pairs_of_the_year_are_counted_by_the_local_date_of_their_incident(town: Town) -> None:
    staffed(town)
    happen(town)
    says(town, VISITED)
    says(town, RecordDuty(NOON + 9 * DAY, SUPERVISOR, "call", TODAY + 8, "supervisor"))
    says(town, RecordDuty(NOON, SUPERVISOR, "visit", TODAY, "supervisor"), name=owed_name("i-1", PEERS[0]))
    assert not isinstance(taken(town), Refusal)
    assert not isinstance(does(town, OfferReplacement(NOON, OFFICER)), Refusal)
    found = audited(town).figures()
    assert found == {
        "year": 2024,
        "incidents": 1,
        "involved": 3,
        "fired": 1,
        "steps": {
            "replacement": {"owed": 1, "done_on_time": 1, "done_late": 0, "not_done": 0},
            "visit": {"owed": 2, "done_on_time": 2, "done_late": 0, "not_done": 0},
            "call": {"owed": 2, "done_on_time": 0, "done_late": 1, "not_done": 1},
            "leave": {"owed": 1, "done_on_time": 0, "done_late": 0, "not_done": 1},
            "session": {"owed": 2, "done_on_time": 0, "done_late": 0, "not_done": 2},
            "status_told": {"owed": 0, "done_on_time": 0, "done_late": 0, "not_done": 0},
            "return": {"owed": 0, "done_on_time": 0, "done_late": 0, "not_done": 0},
        },
    }
    assert set(found["steps"]) == set(STEPS)


def test_new_years_eve_is_of_the_year_it_was_where_it_happened(town: Town) -> None:
    staffed(town)
    happen(town, NOON - 61 * DAY + 11 * HOUR)
    assert [audited(town, year).incidents for year in (2023, 2024, 2025)] == [1, 0, 0]
    nothing = audited(town, 2025).figures()
    assert nothing["involved"] == 0
    assert set(nothing["steps"]["visit"].values()) == {0}


def test_what_was_never_written_down_is_owed_by_the_list_and_not_done(town: Town) -> None:
    """An incident of before command wrote down what it owes is owed by the list of now."""
    staffed(town)
    town.incident(MEMBER)
    (line,) = audited(town).lines
    assert {how(one, ZONE) for one in line.steps.values()} == {"not_done"}
    assert len(line.steps) == 5


def test_a_leave_in_writing_and_each_word_of_an_inquiry_are_read_from_commands_own_streams(town: Town) -> None:
    staffed(town)
    happen(town)
    assert not isinstance(left(town), Refusal)
    stream = stream_of(AGENCY, "investigation/i-1")
    with town.store.transaction() as unit:
        for number, word in enumerate(("open", "declined")):
            status = RecordStatus(NOON + number * DAY, LIAISON, "i-1", "criminal", word, TODAY, TODAY + 30)
            assert not isinstance(handle(unit, stream, status, OfInquiry(NOON, ZONE, WORDS)), Refusal)
        told = RecordTold(NOON + DAY, CLOCK, "i-1", MEMBER, "criminal", NOON, TODAY, "care")
        assert not isinstance(handle(unit, stream, told, OfInquiry(NOON, ZONE)), Refusal)
    steps = audited(town).figures()["steps"]
    assert steps["leave"] == {"owed": 1, "done_on_time": 1, "done_late": 0, "not_done": 0}
    assert steps["status_told"]["not_done"] == 2, "the second word waits for the member, and both for the witness"


def test_it_reads_no_care() -> None:
    log = QueryLog()
    other = Town(log.store)
    other.people()
    staffed(other)
    other.incident(MEMBER, PEERS[0])
    other.sweep_to(NOON + DAY)
    with log.listening() as said:
        assert audited(other).incidents == 1
    assert said
    assert [one for one in said if names_care(one)] == []
    log.store.close()
