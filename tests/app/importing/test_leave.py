"""A file of leave from a system of HR's: what HR writes by hand, with no column for why somebody is unwell (S14)."""

from collections.abc import Iterator
from datetime import date

import pytest

from solidground.app.english import english
from solidground.app.importing.fault import FileFault
from solidground.app.importing.kinds import import_file
from solidground.app.importing.leave import LeaveRow, parse_leave
from solidground.app.importing.whole import Imported, Taking
from solidground.core.kernel import DAY
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.app.holdings import TODAY
from tests.app.leaves import stands
from tests.app.town import AGENCY, MEMBER, NOON, PEERS, VOICE, ZONE, Town

HEAD = "person_ref,status,on,until_on,next_on\n"
LEAVE = f"{MEMBER},administrative_leave,2024-03-01,2024-03-10,2024-03-05\n"
AFTER = f"{MEMBER},modified,2024-03-11,,2024-03-20\n"


@pytest.fixture
def town() -> Iterator[Town]:
    made = Town(MemoryStore(SUBJECTS))
    made.people()
    yield made
    made.store.close()


def take(town: Town, text: str, at: int = NOON) -> Imported:
    taking = Taking(AGENCY, at, ZONE, "US-IL", VOICE.commitment)
    return import_file("leave", text.encode(), town.store, taking)


def warned(found: Imported) -> list[tuple[int, str]]:
    assert found.errors == ()
    return [(line, english(words)) for line, words in found.warnings]


def recorded(town: Town) -> int:
    return sum(row.type == "DutyStatusRecorded" for row in town.store.log(AGENCY, "command"))


def test_a_row_is_a_person_a_status_and_its_days() -> None:
    row = {"person_ref": "m-1", "status": "medical_leave", "on": "2024-03-01", "until_on": "", "next_on": "2024-03-08"}
    found = parse_leave(row)
    assert isinstance(found, LeaveRow)
    assert (found.pay, found.calls, found.assured, found.short) == ("as_before", "usual", False, None)
    all_of_it = parse_leave(row | {"pay": "part", "calls": "dates_only", "assured": "true", "short": "agreement"})
    assert isinstance(all_of_it, LeaveRow)
    assert all_of_it[5:] == ("part", "dates_only", True, "agreement")
    bad = parse_leave({"person_ref": "", "status": "ill", "on": "", "pay": "x", "calls": "one_weekly", "short": "y"})
    assert isinstance(bad, list)
    assert [one.column for one in bad] == ["person_ref", "status", "on", "pay", "calls", "short"]


def test_what_hr_has_is_written_down_with_a_next_word_and_nobody_is_sent_anything_by_it(town: Town) -> None:
    assert take(town, HEAD + AFTER + LEAVE).warnings == ()
    state = stands(town, MEMBER)
    assert [(one.status, one.on) for one in state.standing] == [
        ("administrative_leave", TODAY),
        ("modified", TODAY + 10),
    ]
    assert state.promised is not None
    assert town.outbox() == []


def test_the_same_file_again_changes_nothing_and_a_changed_row_stands_in_place_of_the_old(town: Town) -> None:
    take(town, HEAD + LEAVE + AFTER)
    again = warned(take(town, HEAD + LEAVE + AFTER + AFTER))
    assert again == [
        (4, "The same stands on line 3."),
        (2, "It stands so already; nothing was changed."),
        (3, "It stands so already; nothing was changed."),
    ]
    assert recorded(town) == 2
    longer = LEAVE.replace("2024-03-10", "2024-03-09")
    said = "It stands in place of what was written down from 2024-03-11; both stay in the log."
    assert warned(take(town, HEAD + longer + AFTER)) == [(2, said)]
    assert [one.until_on for one in stands(town, MEMBER).standing] == [date(2024, 3, 9).toordinal(), None]
    assert len(stands(town, MEMBER).entries) == 4, "what was wrong stays beside what is right"
    assured = "person_ref,status,on,until_on,next_on,assured\n" + AFTER.replace("\n", ",true\n")
    assert take(town, assured).errors == ()
    newest = stands(town, MEMBER).newest
    assert newest is not None
    assert newest.assured


def test_whom_a_file_does_not_name_stays_as_he_is_and_who_works_again_is_said_so(town: Town) -> None:
    take(town, HEAD + LEAVE + LEAVE.replace(MEMBER, PEERS[0]))
    take(town, HEAD + f"{MEMBER},full,2024-03-08,,\n", at=NOON + 7 * DAY)
    newest, other = stands(town, MEMBER).newest, stands(town, PEERS[0]).newest
    assert newest is not None
    assert other is not None
    assert (newest.status, other.status) == ("full", "administrative_leave")


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("nobody,modified,2024-03-01,,2024-03-08", "person_ref", 'Nobody is known as "nobody".'),
        (f"{MEMBER},modified,2022-03-01,,2024-03-08", "on", "one within a year of today"),
        (f"{MEMBER},full,2024-03-01,2024-03-08,", "until_on", "Full duty has no last day."),
        (f"{MEMBER},modified,2024-03-08,2024-03-01,", "until_on", "The last day is the first one or later"),
        (f"{MEMBER},modified,2024-03-01,,", "next_on", "Say until when"),
        (f"{MEMBER},modified,2024-03-01,2024-03-05,2024-03-08", "next_on", "by the last day at the latest"),
        (f"{MEMBER},modified,2024-03-01,,2024-03-01", "next_on", "from tomorrow on"),
        (f"{MEMBER},administrative_leave,2024-03-01,2024-03-02,", "short", "shorter than your agency's own least"),
    ],
)
def test_a_row_that_cannot_be_undoes_the_file_and_says_where(town: Town, row: str, column: str, says: str) -> None:
    found = take(town, HEAD + LEAVE.replace(MEMBER, PEERS[0]) + row + "\n")
    ((line, where, why),) = [(error.line, error.column, english(error.why)) for error in found.errors]
    assert (found.imported, line, where, recorded(town)) == (0, 3, column, 0)
    assert says in why


def test_two_words_for_one_day_contradict_each_other(town: Town) -> None:
    found = take(town, HEAD + LEAVE + f"{MEMBER},modified,2024-03-01,,2024-03-08\n")
    ((line, column, why),) = [(error.line, error.column, english(error.why)) for error in found.errors]
    assert (line, column) == (3, "on")
    assert why == "The same person stands otherwise from that day on line 2. Keep one of them."


def test_there_is_no_column_for_why(town: Town) -> None:
    with pytest.raises(FileFault, match='column 6 is "diagnosis", and no such column is taken'):
        take(town, HEAD.replace("\n", ",diagnosis\n") + LEAVE.replace("\n", ",x\n"))
    assert recorded(town) == 0
