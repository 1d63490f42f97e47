"""Words of the member's own: to whom he picks, at their hours, and taken back while nobody was told (P9, P10)."""

import pytest

from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.views import still_wanted
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.care.word.decider import (
    HELD_FOR,
    KEPT_FOR,
    PEOPLE_MOST,
    TOO_MANY_PEOPLE,
    WORDS_MOST,
    held_until,
    word_of,
)
from solidground.core.care.word.events import WordAddressed, WordTakenBack, WordWritten
from solidground.core.care.world import Somebody
from solidground.core.kernel import MINUTE, PersonId
from tests.core.care.cast import ADAM, BAKER, CHARLES, COORDINATOR, MEMBER, NIGHTS, WIFE, Agency, Story, at, opened

NOBODYS = PersonId("no-way")


def told(*to: PersonId, now: str = "2026-03-04 12:00") -> Story:
    agency = Agency()
    agency.members |= {person: Somebody(person, ("text",), NIGHTS, None) for person in (ADAM, BAKER, WIFE)}
    agency.members[NOBODYS] = Somebody(NOBODYS, (), NIGHTS, None)
    story = opened(agency)
    story.until(now)
    story.sent()
    story.do(WriteWord, MEMBER, 1, to)
    return story


def test_each_of_those_he_picked_is_told_once_after_a_minute() -> None:
    story = told(BAKER, ADAM, BAKER)
    assert story.sent() == [("word_waits", ADAM, "2026-03-04 12:01"), ("word_waits", BAKER, "2026-03-04 12:01")]
    word = word_of(story.case, 1)
    assert word is not None
    assert (word.to, word.until_at, held_until(word)) == ((ADAM, BAKER), story.now + KEPT_FOR, story.now + HELD_FOR)
    assert HELD_FOR == MINUTE
    assert story.do(WriteWord, MEMBER, 1, (CHARLES,)) == (), "a second tap"
    assert story.do(WriteWord, MEMBER, 7, (CHARLES,)) == (), "no number but the next"


def test_nobody_is_told_in_his_night() -> None:
    story = told(ADAM, now="2026-03-04 23:30")
    assert story.sent() == [("word_waits", ADAM, "2026-03-05 08:00")]


def test_who_cannot_be_reached_is_noted_and_the_others_are_told() -> None:
    story = told(NOBODYS, ADAM)
    assert [person for _, person, _ in story.sent()] == [ADAM]
    assert {event.to: event.way for event in story.happened(WordAddressed)} == {NOBODYS: None, ADAM: "text"}
    word = word_of(story.case, 1)
    assert word is not None
    assert (word.to, word.unreached) == ((ADAM,), (NOBODYS,))


def test_taken_back_nobody_else_is_told() -> None:
    story = told(ADAM)
    (notice,) = story.notices
    assert still_wanted(story.case, notice)
    assert not still_wanted(story.case, notice._replace(recipient=BAKER))
    assert [type(event) for event in story.do(TakeBackWord, MEMBER, 1)] == [WordTakenBack]
    assert not still_wanted(story.case, notice)
    assert story.do(TakeBackWord, MEMBER, 1) == ()
    story.do(WriteWord, MEMBER, 2, (ADAM,))
    assert [event.number for event in story.happened(WordWritten)] == [1, 2]


def test_whom_he_ruled_out_is_told_only_if_he_picked_him_after_that() -> None:
    story = told(ADAM, BAKER)
    first = {notice.recipient: notice for notice in story.notices}
    story.sent()
    story.do(RuleOut, MEMBER, ADAM)
    assert not still_wanted(story.case, first[ADAM])
    assert still_wanted(story.case, first[BAKER])
    story.do(WriteWord, MEMBER, 2, (ADAM,))
    (picked,) = [notice for notice in story.notices if notice.kind == "word_waits"]
    assert picked.recipient == ADAM
    assert still_wanted(story.case, picked), "his own choice"


def test_a_case_that_has_closed_tells_nobody() -> None:
    story = told(ADAM)
    (notice,) = story.notices
    story.do(CloseCase, COORDINATOR, "coordinator")
    assert story.case.choices.words == ()
    assert not still_wanted(story.case, notice)


@pytest.mark.parametrize("somebody", [WIFE, ADAM, COORDINATOR])
def test_nobody_else_writes_or_takes_back(somebody: PersonId) -> None:
    story = told(ADAM)
    assert story.refused(WriteWord, somebody, 2, (BAKER,)) == "MembersAlone"
    assert story.refused(TakeBackWord, somebody, 1) == "MembersAlone"


def test_some_people_and_not_himself_and_not_everybody() -> None:
    story = told(ADAM)
    assert story.refused(WriteWord, MEMBER, 2, ()) == "NobodyPicked"
    assert story.refused(WriteWord, MEMBER, 2, (MEMBER, ADAM)) == "Self"
    many = tuple(PersonId(f"c-{number}") for number in range(PEOPLE_MOST + 1))
    assert story.refused(WriteWord, MEMBER, 2, many) == "PeopleTooMany"
    story.do(WriteWord, MEMBER, 2, many[1:])
    assert f" {PEOPLE_MOST} " in TOO_MANY_PEOPLE.text


def test_a_few_a_week_and_what_is_over_makes_room() -> None:
    story = told(ADAM)
    for number in range(2, WORDS_MOST + 1):
        story.do(WriteWord, MEMBER, number, (ADAM,))
    assert story.refused(WriteWord, MEMBER, WORDS_MOST + 1, (ADAM,)) == "WordsTooMany"
    story.until(at("2026-03-04 12:00") + KEPT_FOR)
    story.do(WriteWord, MEMBER, WORDS_MOST + 1, (ADAM,))
    assert [word.number for word in story.case.choices.words] == [WORDS_MOST + 1]
