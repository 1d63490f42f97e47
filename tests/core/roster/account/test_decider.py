"""Who may ask somebody in, and by what."""

from dataclasses import replace

from solidground.core.hours import Quiet
from solidground.core.kernel import HOUR
from solidground.core.roster.account.commands import EndAccount, InvitePerson, OpenAccount
from solidground.core.roster.account.decider import AGAIN_FOR, invitation, notices
from solidground.core.roster.account.events import AccountEnded, AccountOpened, PersonInvited
from solidground.core.roster.reach.commands import SetHours
from solidground.core.roster.state import State
from tests.core.roster.people import (
    ADMIN,
    CHICAGO,
    COORDINATOR,
    NOW,
    PEER,
    SERGEANT,
    given,
    joined,
    refused,
    route,
    when,
)

SENT = InvitePerson(NOW, COORDINATOR, "phone")
BY_LETTER = InvitePerson(NOW, COORDINATOR, None, ADMIN)


def reached() -> State:
    return given(route(), state=joined())


def test_one_person_asks_in_by_a_way_that_only_its_receiver_reads() -> None:
    (event,) = when(reached(), SENT)
    assert event == PersonInvited(NOW, COORDINATOR, None, 1, "phone", NOW)
    (notice,) = notices(PEER, event)
    assert (notice.recipient, notice.way, notice.kind) == (PEER, "phone", "invited")
    assert notice.obligation == invitation(PEER, 1) != invitation(PEER, 2)
    assert notices(PEER, replace(event, way=None)) == notices(PEER, AccountEnded(NOW, PEER)) == ()


def test_an_invitation_waits_for_the_morning() -> None:
    asleep = given(SetHours(NOW, ADMIN, Quiet(CHICAGO, 8 * 60, 10 * 60)), state=reached())
    (event,) = when(asleep, SENT)
    assert isinstance(event, PersonInvited)
    assert event.send_at == NOW + HOUR


def test_a_way_that_does_not_work_and_people_who_may_not_ask_anybody_in_are_refused() -> None:
    assert refused(reached(), replace(SENT, way="mail")) == "WayNotWorking"
    assert refused(reached(), replace(SENT, by=SERGEANT)) == "NotTheirsToInvite"


def test_a_letter_takes_two_people_and_so_does_asking_in_anew() -> None:
    assert refused(joined(), replace(BY_LETTER, seconded_by=None)) == "SecondPersonMissing"
    assert refused(joined(), replace(BY_LETTER, seconded_by=COORDINATOR)) == "SecondPersonMissing"
    assert refused(joined(), replace(BY_LETTER, seconded_by=SERGEANT)) == "NotTheirsToGrant"
    state = given(BY_LETTER, state=joined())
    assert (state.account.letter_by, state.account.code_by) == (COORDINATOR, ADMIN)
    inside = given(SENT, OpenAccount(NOW, PEER, 1), state=reached())
    later = NOW + AGAIN_FOR
    assert refused(inside, replace(SENT, at=later)) == "SecondPersonMissing"
    again = given(replace(SENT, at=later, seconded_by=ADMIN), state=inside)
    assert (again.account.invited, again.account.has, again.account.letter_by) == (2, True, None)


def test_a_second_tap_asks_nobody_in_twice_and_later_it_does() -> None:
    state = given(SENT, state=reached())
    soon, later = replace(SENT, at=NOW + AGAIN_FOR - 1), replace(SENT, at=NOW + AGAIN_FOR)
    assert given(soon, state=state).account.invited == 1
    assert given(later, state=state).account.invited == 2
    assert given(replace(BY_LETTER, at=NOW + 1), state=state).account.invited == 2, "by another way it is another"


def test_he_comes_in_once_by_the_newest_invitation_and_nobody_for_him() -> None:
    state = given(SENT, replace(SENT, at=NOW + AGAIN_FOR), state=reached())
    assert refused(state, OpenAccount(NOW, PEER, 1)) == "InvitationPast"
    assert refused(state, OpenAccount(NOW, SERGEANT, 2)) == "InvitationPast"
    assert when(state, OpenAccount(NOW + AGAIN_FOR, PEER, 2)) == (AccountOpened(NOW + AGAIN_FOR, PEER, 2),)


def test_an_account_is_ended_by_its_own_or_by_who_may_grant_and_its_invitation_with_it() -> None:
    inside = given(SENT, OpenAccount(NOW, PEER, 1), state=reached())
    assert refused(inside, EndAccount(NOW, SERGEANT)) == "NotTheirsToInvite"
    for by in (PEER, ADMIN):
        assert when(inside, EndAccount(NOW, by)) == (AccountEnded(NOW, by),)
    ended = given(SENT, EndAccount(NOW, ADMIN), state=reached())
    assert refused(ended, OpenAccount(NOW, PEER, 1)) == "InvitationPast"
