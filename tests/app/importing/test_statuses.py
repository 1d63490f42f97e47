"""A file of how inquiries stand: whole or not at all, no column for what was found, and told by a person (S4, S9)."""

import pytest

from solidground.app.english import english
from solidground.app.importing.fault import FileFault
from solidground.app.importing.kinds import import_file
from solidground.app.importing.statuses import StatusRow, parse_status
from solidground.app.importing.whole import UPLOAD_BYTES_MOST, Imported, Taking
from solidground.app.inquiries import take_in
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.news.decider import waiting
from solidground.core.care.state import item_of
from solidground.core.duty.investigation.events import StatusRecorded
from solidground.core.kernel import MINUTE, CaseId, PersonId, Stream
from solidground.core.wall import Role, Viewer
from tests.app.test_inquiries import entered, hears, standing, writes
from tests.app.town import AGENCY, MEMBER, NOON, VOICE, ZONE, Town
from tests.web.headquarters import CHIEF, LIAISON, staffed, statuses

HEAD = "incident_ref,inquiry,status,on,next_on\n"
OPEN = "i-1,criminal,open,2024-03-01,2024-03-31\n"
DECLINED = "i-1,criminal,declined,2024-03-01,\n"
OF_LIAISON = Viewer(LIAISON, frozenset({Role.LIAISON}))


def take(town: Town, text: str, at: int = NOON) -> Imported:
    """Take a file in on the machine itself."""
    taking = Taking(AGENCY, at, ZONE, "US-IL", VOICE.commitment, words=statuses().words)
    return import_file("statuses", text.encode(), town.store, taking)


def hand_in(town: Town, text: str, viewer: Viewer = OF_LIAISON) -> Imported:
    """Let somebody hand a file in on his page."""
    return take_in(town.store, town.rosters, AGENCY, viewer, text.encode(), statuses().words, NOON)


def wrong(found: Imported) -> list[tuple[int, str, str]]:
    assert found.imported == 0
    return [(error.line, error.column, english(error.why)) for error in found.errors]


def warned(found: Imported) -> list[tuple[int, str]]:
    assert found.errors == ()
    return [(line, english(words)) for line, words in found.warnings]


def recorded(town: Town) -> list[StatusRecorded]:
    stream = Stream(AGENCY, "command", "investigation/i-1")
    return [one for one in town.store.events(stream) if isinstance(one, StatusRecorded)]


def test_a_row_is_an_incident_an_inquiry_a_word_and_its_days() -> None:
    row = {"incident_ref": "i-1", "inquiry": "civil", "status": "closed", "on": "2024-03-01"}
    found = parse_status(row)
    assert isinstance(found, StatusRow)
    assert (found.incident, found.inquiry, found.status, found.next_on) == ("i-1", "civil", "closed", None)
    bad = parse_status({"incident_ref": "=i", "inquiry": "divine", "status": "", "on": "soon", "next_on": "later"})
    assert isinstance(bad, list)
    assert [one.column for one in bad] == ["incident_ref", "inquiry", "on", "next_on"]


def test_what_a_file_says_opens_the_same_as_by_hand_and_sends_nothing_to_him(town: Town) -> None:
    case, other = entered(town)
    found = take(town, HEAD + OPEN + "i-1,civil,open,2024-03-01,2024-04-30\n")
    assert (found.rows, found.imported, found.errors, found.warnings) == (2, 2, (), ())
    assert waiting(town.case(case)) == (), "command waits for nothing"
    assert hears(town) == 4, "two inquiries, for each of the two who took part"
    for one in (case, other):
        assert {news.inquiry for news in waiting(town.case(one))} == {"criminal", "civil"}
        item = item_of(town.case(one), NEWS)
        assert item is not None
        assert (item.stage, item.keeper) == ("open", town.case(one).peer)
    town.deliver(NOON)
    messages = [(one.recipient, one.subject + one.body) for one in town.spy.sent]
    assert town.case(case).peer in [person for person, _ in messages]
    assert MEMBER not in [person for person, _ in messages], "he is told by a person, and never by mail first"
    assert not [text for _, text in messages if "criminal" in text or "inquiry" in text]


def test_by_hand_and_from_a_file_write_the_same_events(town: Town) -> None:
    entered(town)
    writes(town)
    (by_hand,) = recorded(town)
    take(town, HEAD + "i-1,civil,open,2024-03-01,2024-03-31\n")
    hand_in(town, HEAD + "i-1,licensing,open,2024-03-01,2024-03-31\n")
    of_machine, of_liaison = recorded(town)[1:]
    assert [type(one) for one in (of_machine, of_liaison)] == [type(by_hand)] * 2
    assert (of_machine.by, of_liaison.by) == (PersonId("founder-1"), LIAISON)
    assert {one.on for one in recorded(town)} == {by_hand.on}


def test_what_stands_so_already_is_no_change_and_is_said_also_where_its_day_has_passed_since(town: Town) -> None:
    entered(town)
    take(town, HEAD + OPEN)
    later = NOON + 400 * 86_400_000_000
    assert warned(take(town, HEAD + OPEN, at=later)) == [(2, "It stands so already; nothing was changed.")]
    assert warned(take(town, HEAD + OPEN + OPEN)) == [
        (2, "It stands so already; nothing was changed."),
        (3, "The same stands on line 2."),
    ]
    assert len(recorded(town)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [(DECLINED, OPEN), ("i-1,criminal,closed,2024-03-01,\n", DECLINED), (OPEN, OPEN.replace("03-31", "04-30"))],
)
def test_one_that_goes_backwards_is_a_correction_and_both_stay(town: Town, before: str, after: str) -> None:
    case: CaseId = entered(town)[0]
    take(town, HEAD + before)
    found = take(town, HEAD + after)
    back = before != OPEN
    said = "It stood as %s since 2024-03-01. This corrects it; both stay in the log." % before.split(",")[2]  # noqa: UP031 - a sentence
    assert warned(found) == ([(2, said)] if back else [])
    assert [one.status for one in recorded(town)] == [before.split(",")[2], after.split(",")[2]]
    assert [one.status for one in standing(town).standing] == [after.split(",")[2]]
    hears(town, NOON + MINUTE)
    (news,) = town.case(case).news
    assert len(news.waits) == 2, "what was between is kept beside it"


def test_one_of_an_earlier_day_goes_back_too(town: Town) -> None:
    entered(town)
    later = NOON + 5 * 86_400_000_000
    take(town, HEAD + "i-1,criminal,declined,2024-03-04,\n", at=later)
    assert "It stood as declined since 2024-03-04." in warned(take(town, HEAD + DECLINED, at=later))[0][1]


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (
            "i-9,criminal,open,2024-03-01,2024-03-31",
            "incident_ref",
            'No incident is entered as "i-9". Check it, or have',
        ),
        ("i-1,criminal,guilty,2024-03-01,", "status", '"guilty" is no word of your agency\'s list for this inquiry.'),
        ("i-1,criminal,,2024-03-01,", "status", "Write one of: open, referred, declined, charged, closed."),
        ("i-1,criminal,open,2024-02-28,2024-03-31", "on", "a day from the incident until today"),
        ("i-1,criminal,open,2024-03-02,2024-03-31", "on", "a day from the incident until today"),
        ("i-1,criminal,open,2024-03-01,", "next_on", "Say when more is heard"),
        ("i-1,criminal,open,2024-03-01,2024-03-01", "next_on", "More is heard from tomorrow on"),
        ("i-1,criminal,closed,2024-03-01,2024-03-31", "next_on", "It has ended."),
        ("i-1,criminal,open,,2024-03-31", "on", "The cell is empty."),
        ("i-1,divine,open,2024-03-01,2024-03-31", "inquiry", "criminal, administrative, civil, licensing"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line_its_column_and_a_remedy(
    town: Town, row: str, column: str, says: str
) -> None:
    entered(town)
    found = take(town, HEAD + "i-1,civil,closed,2024-03-01,\n" + row + "\n")
    ((line, where, why),) = wrong(found)
    assert (line, where) == (3, column)
    assert says in why
    assert recorded(town) == [], "one bad row undoes the whole file"
    assert hears(town) == 0


def test_two_words_for_one_inquiry_contradict_each_other(town: Town) -> None:
    entered(town)
    ((line, column, why),) = wrong(take(town, HEAD + OPEN + DECLINED))
    assert (line, column) == (3, "inquiry")
    assert why == "The same inquiry stands otherwise on line 2. Keep how it stands now."


def test_an_inquiry_without_a_word_in_the_list_says_where_to_write_one(town: Town) -> None:
    entered(town)
    taking = Taking(AGENCY, NOON, ZONE, "US-IL", VOICE.commitment)
    found = import_file("statuses", (HEAD + OPEN).encode(), town.store, taking)
    assert "has no word for this inquiry. Write some into it first." in wrong(found)[0][2]


@pytest.mark.parametrize("extra", ["findings", "Notes", "", "what was found, in full"])
def test_there_is_no_column_for_what_was_found(town: Town, extra: str) -> None:
    entered(town)
    text = f'incident_ref,inquiry,status,"{extra}",on\ni-1,criminal,declined,he did nothing wrong,2024-03-01\n'
    for act in (take, hand_in):
        with pytest.raises(FileFault) as met:
            act(town, text)
        assert f'line 1: column 4 is "{extra}", and no such column is taken.' in met.value.sentence
        assert "Take it out. All that is taken is: incident_ref, inquiry, status, on, next_on." in met.value.sentence
        assert "nothing wrong" not in met.value.sentence
    assert recorded(town) == []


def test_the_day_by_which_more_is_heard_may_be_left_out_where_it_has_ended(town: Town) -> None:
    entered(town)
    head = "incident_ref,inquiry,status,on\n"
    assert take(town, head + "i-1,criminal,closed,2024-03-01\n").imported == 1
    ((_, column, _),) = wrong(take(town, head + "i-1,civil,open,2024-03-01\n"))
    assert column == "next_on"


def test_on_a_page_the_liaison_alone_hands_one_in_and_of_his_own_incident_none(town: Town) -> None:
    staffed(town)
    town.incident(LIAISON)
    ((_, column, why),) = wrong(hand_in(town, HEAD + OPEN))
    assert column == "incident_ref"
    assert why == 'No incident is entered as "i-1". Check it, or have the incident entered first.', (
        "as of one that is not"
    )
    with pytest.raises(FileFault) as met:
        hand_in(town, HEAD + OPEN, Viewer(CHIEF, frozenset({Role.CHIEF})))
    assert met.value.sentence == "The liaison alone passes on how an inquiry stands."
    with pytest.raises(FileFault) as met:
        hand_in(town, HEAD + "x" * UPLOAD_BYTES_MOST)
    assert "larger than 256 KB" in met.value.sentence
    assert recorded(town) == []
