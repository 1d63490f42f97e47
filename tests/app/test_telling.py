"""Tell them for me: one message to many, which says nothing by itself, and whose words can be taken back (P3, P9)."""

import re

import pytest

from solidground.app.answers import answer
from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.own_words import WordsSeen, Written
from solidground.app.asking.questions import NOT_HERE, MyWords
from solidground.app.asking.reading import Reading
from solidground.app.asking.shares import UNKNOWN
from solidground.app.bundle import TOKEN_FOR
from solidground.app.handle import Outcome
from solidground.app.retention import purge_details
from solidground.app.telling import (
    CHARACTERS_MOST,
    GONE,
    MEANWHILE,
    NO_WORDS,
    TOO_LONG,
    Read,
    take_back,
    words_behind,
    write,
)
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.care.word.decider import KEPT_FOR
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, Instant, PersonId, Refusal
from solidground.core.notice.discreet import telling_words
from solidground.core.notice.token import MALFORMED
from tests.app.test_answers import KEYS, count, link_to, made_up
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, ZONE, Town

WORDS = "I am all right. I will tell you myself, later."
STRANGER = PersonId("nobody")


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case, whose first messages have left."""
    (found,) = town.incident()
    town.deliver(NOON)
    town.spy.sent.clear()
    return found


def told(town: Town, case: CaseId, *to: PersonId, text: str = WORDS, at: Instant = NOON, number: int = 1) -> Outcome:
    return write(town.store, town.rosters, AGENCY, case, WriteWord(at, MEMBER, number, to), text)


def read(town: Town, person: PersonId, at: Instant) -> Read | Refusal:
    return words_behind(town.store, KEYS, link_to(town, person).removeprefix("w/"), at)


def mine(town: Town, person: PersonId = MEMBER, at: Instant = NOON) -> object:
    reading = Reading(town.store, town.rosters, AGENCY, at)
    return ask(reading, viewer_of(reading.roster(), person, at), MyWords())


def test_each_is_told_once_that_there_is_something_to_read_and_reads_it_as_his(town: Town, case: CaseId) -> None:
    told(town, case, *PEERS, COORDINATOR)
    assert told(town, case, *PEERS) == (), "a second tap"
    assert told(town, case, *PEERS, text="Something else.") == MEANWHILE
    town.deliver(NOON + MINUTE - 1)
    assert town.spy.told == []
    town.deliver(NOON + MINUTE)
    assert sorted(town.spy.told) == sorted([*PEERS, COORDINATOR])
    for person in (*PEERS, COORDINATOR):
        assert link_to(town, person).startswith("w/")
        assert read(town, person, NOON + HOUR) == Read(MEMBER, WORDS)
    town.deliver(NOON + HOUR)
    assert len(town.spy.sent) == 4


def test_what_goes_out_and_what_is_logged_hold_none_of_it(town: Town, case: CaseId) -> None:
    told(town, case, PEERS[0], text="Sunflower, \n\n sunflower!")
    town.deliver(NOON + MINUTE)
    (message,) = town.spy.sent
    shown = re.sub(r"https\S+", "", message.body)
    assert "unflower" not in message.subject + message.body
    assert (message.subject, telling_words(shown), MEMBER in message.body) == ("Coffee?", (), False)
    assert all("unflower" not in event.body for event in town.store.log())
    assert read(town, PEERS[0], NOON + HOUR) == Read(MEMBER, "Sunflower, sunflower!")


def test_taken_back_in_its_minute_nobody_hears_of_it(town: Town, case: CaseId) -> None:
    told(town, case, *PEERS)
    assert take_back(town.store, town.rosters, AGENCY, case, TakeBackWord(NOON, MEMBER, 1))
    assert town.deliver(NOON + MINUTE).withdrawn == 3
    assert town.spy.told == []
    assert mine(town) == WordsSeen(case, (), 2, _near(town, case), ZONE)


def test_taken_back_later_the_link_says_that_it_is_no_longer_kept(town: Town, case: CaseId) -> None:
    told(town, case, PEERS[0])
    town.deliver(NOON + MINUTE)
    take_back(town.store, town.rosters, AGENCY, case, TakeBackWord(NOON + HOUR, MEMBER, 1))
    assert read(town, PEERS[0], NOON + HOUR) == GONE


def test_after_some_days_it_is_deleted_and_the_clock_and_the_link_go_on(town: Town, case: CaseId) -> None:
    told(town, case, PEERS[0])
    told(town, case, PEERS[1], number=2, at=NOON + DAY)
    town.deliver(NOON + MINUTE)
    at = NOON + KEPT_FOR
    assert read(town, PEERS[0], at - 1) == Read(MEMBER, WORDS)
    assert read(town, PEERS[0], at) == GONE
    purge_details(town.store, town.rosters, lambda _: 0, at)
    with town.store.transaction() as unit:
        assert unit.words(AGENCY, case, NOON) == {2: WORDS}
        unit.forget_words(at + DAY)
    town.deliver(at + DAY)
    assert PEERS[1] in town.spy.told
    assert read(town, PEERS[1], at + DAY) == GONE, "it was sent late, and is no longer there"


def test_what_waits_for_somebody_else_does_not_swallow_it(town: Town, case: CaseId) -> None:
    keeper = next(item.keeper for item in town.case(case).items if item.key == "offer")
    assert keeper is not None
    told(town, case, keeper)
    town.sweep_to(NOON + 5 * HOUR)
    town.deliver(NOON + 5 * HOUR)
    assert sum("/w/" in message.body for message in town.spy.sent) == 1
    assert len(town.spy.sent) > 1


def test_in_somebodys_night_it_waits_for_his_morning(town: Town, case: CaseId) -> None:
    late = NOON + 11 * HOUR
    told(town, case, PEERS[0], at=late)
    town.deliver(late + HOUR)
    assert PEERS[0] not in [message.recipient for message in town.spy.sent if "/w/" in message.body]
    town.deliver(late + 10 * HOUR)
    assert PEERS[0] in [message.recipient for message in town.spy.sent if "/w/" in message.body]


def test_whom_he_ruled_out_he_may_pick_himself(town: Town, case: CaseId) -> None:
    town.do(case, RuleOut(NOON, MEMBER, PEERS[0]))
    seen = mine(town)
    assert isinstance(seen, WordsSeen)
    assert PEERS[0] not in seen.near
    told(town, case, PEERS[0])
    town.deliver(NOON + MINUTE)
    assert PEERS[0] in town.spy.told


def test_he_sees_what_he_wrote_and_nobody_else_does(town: Town, case: CaseId) -> None:
    told(town, case, *PEERS[:2])
    written = Written(1, WORDS, PEERS[:2], NOON + KEPT_FOR, held=True)
    assert mine(town) == WordsSeen(case, (written,), 2, _near(town, case), ZONE)
    assert mine(town, at=NOON + MINUTE) == WordsSeen(case, (written._replace(held=False),), 2, _near(town, case), ZONE)
    assert mine(town, at=NOON + KEPT_FOR) == WordsSeen(case, (), 2, _near(town, case), ZONE)
    for person in (*PEERS, COORDINATOR):
        assert mine(town, person) == NOT_HERE


def _near(town: Town, case: CaseId) -> tuple[PersonId, ...]:
    peer = town.case(case).peer
    assert peer is not None
    return (peer,)


@pytest.mark.parametrize(
    ("text", "to", "refused"),
    [
        ("", PEERS, NO_WORDS),
        (" \n ", PEERS, NO_WORDS),
        ("x" * (CHARACTERS_MOST + 1), PEERS, TOO_LONG),
        (WORDS, (*PEERS, STRANGER), UNKNOWN),
    ],
)
def test_what_cannot_be_told_changes_nothing(
    town: Town, case: CaseId, text: str, to: tuple[PersonId, ...], refused: Refusal
) -> None:
    before = count(town)
    assert told(town, case, *to, text=text) == refused
    assert f" {CHARACTERS_MOST} " in TOO_LONG.text
    assert count(town) == before
    with town.store.transaction() as unit:
        assert unit.words(AGENCY, case, NOON) == {}


def test_nobody_else_writes_for_him_or_takes_back(town: Town, case: CaseId) -> None:
    told(town, case, PEERS[0])
    for person in (PEERS[0], COORDINATOR):
        command = WriteWord(NOON, person, 2, PEERS)
        assert write(town.store, town.rosters, AGENCY, case, command, WORDS) == NOT_HERE
        back = TakeBackWord(NOON, person, 1)
        assert take_back(town.store, town.rosters, AGENCY, case, back) == NOT_HERE
    assert write(town.store, town.rosters, AGENCY, CaseId("none"), WriteWord(NOON, MEMBER, 1, PEERS), WORDS) == NOT_HERE
    assert isinstance(told(town, case, MEMBER, number=2), Refusal)
    with town.store.transaction() as unit:
        assert unit.words(AGENCY, case, NOON) == {1: WORDS}


def test_a_link_that_is_not_for_this_shows_nothing(town: Town, case: CaseId) -> None:
    told(town, case, PEERS[0])
    town.deliver(NOON + MINUTE)
    token = link_to(town, PEERS[0]).removeprefix("w/")
    at = NOON + HOUR
    assert words_behind(town.store, KEYS, "nothing", at) == MALFORMED
    assert words_behind(town.store, KEYS, made_up(case, "offer", PEERS[0], "report"), at) == NOT_HERE
    assert words_behind(town.store, KEYS, made_up(case, "own_word", PEERS[1], "read", 1), at) == GONE, "not his"
    assert words_behind(town.store, KEYS, made_up(case, "offer", PEERS[0], "read"), at) == GONE
    assert isinstance(words_behind(town.store, KEYS, token, at + TOKEN_FOR), Refusal)
    assert answer(town.store, town.rosters, KEYS, token, "ok", at).did == "ChoiceUnclear", "there is nothing to answer"
    town.do(case, CloseCase(at, COORDINATOR, "coordinator"))
    assert words_behind(town.store, KEYS, token, at) == GONE
    assert VOICE.link in town.spy.sent[-1].body
