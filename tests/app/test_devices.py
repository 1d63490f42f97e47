"""Phones that keep the night page: by a link or by who is signed in, for a while, and ended by their own."""

import pytest

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.devices import DeviceSeen
from solidground.app.asking.questions import NOT_HERE, MyDevices
from solidground.app.asking.reading import Reading
from solidground.app.devices import (
    DEVICES_MOST,
    KEPT_FOR,
    NO_LINK,
    end,
    holder,
    keep,
    keep_by_link,
    mark_of,
    signed_in,
)
from solidground.core.hours import to_local
from solidground.core.kernel import HOUR, MINUTE, AgencyId, Instant, PersonId, Refusal
from solidground.core.notice.token import Purpose
from tests.app.test_answers import KEYS, PEER, asked, made_up, was_asked
from tests.app.town import AGENCY, MEMBER, NOON, PEERS, ZONE, Town

ELSEWHERE = "Europe/London"


def whose(town: Town, token: str, at: Instant = NOON) -> PersonId | None:
    found = holder(town.store, AGENCY, token, at, ELSEWHERE)
    return None if found is None else found.person


def test_a_link_of_a_member_keeps_the_page_on_his_phone(town: Town) -> None:
    _, link, at = asked(town)
    token = keep_by_link(town.store, KEYS, AGENCY, link, at)
    assert isinstance(token, str)
    assert whose(town, token, at) == MEMBER
    assert whose(town, token, at + KEPT_FOR - 1) == MEMBER
    assert whose(town, token, at + KEPT_FOR) is None, "it is kept anew then"
    with town.store.reading() as session:
        assert session.run("SELECT device FROM device") == [(mark_of(token),)], "never the token itself"


@pytest.mark.parametrize("purpose", ["report", "take", "ok", "call_me"])
def test_a_link_that_is_no_question_to_a_member_keeps_nothing(town: Town, purpose: Purpose) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    link = made_up(case, "offer", PEER, purpose)
    assert keep_by_link(town.store, KEYS, AGENCY, link, NOON + MINUTE) == NO_LINK


def test_a_link_of_somebody_else_of_nobody_or_of_another_agency_keeps_nothing(town: Town) -> None:
    case, link, at = asked(town)
    was_asked(town, PEERS[1], case, "day_2_ask", 1)
    assert keep_by_link(town.store, KEYS, AGENCY, made_up(case, "day_2_ask", PEERS[1], "answer", 1), at) == NO_LINK
    assert keep_by_link(town.store, KEYS, AGENCY, made_up(case, "nothing", MEMBER, "answer"), at) == NO_LINK
    assert keep_by_link(town.store, KEYS, AgencyId("other"), link, at) == NO_LINK
    assert isinstance(keep_by_link(town.store, KEYS, AGENCY, "x" * 60, at), Refusal)


def test_the_hours_are_his_own_whoever_tells_them(town: Town) -> None:
    at = NOON
    while to_local(at, ZONE).hour != 3:
        at += HOUR
    token = keep(town.store, AGENCY, MEMBER, NOON)
    found = holder(town.store, AGENCY, token, at, ELSEWHERE)
    assert found is not None
    assert (found.night.is_now, to_local(found.night.ends_at, ZONE).hour) == (True, 8)
    day = signed_in(town.store, AGENCY, MEMBER, NOON, ELSEWHERE)
    assert (day.device, day.night.is_now, to_local(day.night.ends_at, ZONE).hour) == ("", False, 8)
    stranger = signed_in(town.store, AGENCY, PersonId("stranger"), NOON, ELSEWHERE)
    assert stranger.night.zone == ELSEWHERE, "who is not known has the hours of the agency"


def test_nobody_holds_what_was_never_given(town: Town) -> None:
    assert whose(town, "") is None
    assert whose(town, "guessed") is None


def test_one_keeps_it_on_a_few_phones_and_the_oldest_makes_room(town: Town) -> None:
    tokens = [keep(town.store, AGENCY, MEMBER, NOON + number) for number in range(DEVICES_MOST + 1)]
    assert [whose(town, token) for token in tokens] == [None, *[MEMBER] * DEVICES_MOST]


def seen(town: Town, person: PersonId, at: Instant = NOON) -> object:
    reading = Reading(town.store, town.rosters, AGENCY, at)
    return ask(reading, viewer_of(reading.roster(), person, at), MyDevices())


def test_everybody_sees_his_own_phones_and_ends_them(town: Town) -> None:
    first, second = keep(town.store, AGENCY, MEMBER, NOON), keep(town.store, AGENCY, MEMBER, NOON + 1)
    keep(town.store, AGENCY, PEER, NOON)
    both = tuple(DeviceSeen(mark_of(t), NOON + n, NOON + n + KEPT_FOR) for t, n in ((second, 1), (first, 0)))
    assert seen(town, MEMBER) == both
    assert seen(town, MEMBER, NOON + KEPT_FOR) == both[:1], "what has ended is no phone any more"
    assert not end(town.store, AGENCY, PEER, mark_of(first))
    assert end(town.store, AGENCY, MEMBER, mark_of(first))
    assert whose(town, first) is None
    assert seen(town, MEMBER) == both[:1]


def test_a_role_of_command_is_answered_without_a_look(town: Town) -> None:
    chief = PersonId("chief")
    town.enter(chief, ("chief",))
    assert seen(town, chief) == NOT_HERE
