"""What the member shares: he alone decides, it ends by itself, and never with command or whom he ruled out (P10)."""

from dataclasses import replace

import pytest

from solidground.core.care.choice.commands import LetBackIn, RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.decider import decide
from solidground.core.care.share.commands import EndShare, GiveShare, RenewShare
from solidground.core.care.share.decider import SHARES_MOST, TOO_MANY, ends_at, is_left, share_with
from solidground.core.care.share.events import ShareEnded, ShareGiven, ShareRenewed
from solidground.core.care.share.things import ON_A_SHARE, ROLE, THINGS, WHAT, SharedAs, shareable
from solidground.core.care.state import Share
from solidground.core.kernel import DAY, HOUR, PersonId, Refusal
from solidground.core.wall import SHARE_ENDS_FOR, What, may
from tests.core.care.cast import ADAM, CLINICIAN, COORDINATOR, MEMBER, PARTNER, WIFE, Field, Story, opened

CHIEF = PersonId("0001")
GIVEN: Field = (WIFE, "family", ("answers", "incident"))


def shared() -> Story:
    story = opened()
    story.do(GiveShare, MEMBER, *GIVEN)
    return story


def test_what_he_gives_is_noted_in_one_order_and_a_second_tap_gives_nothing() -> None:
    story = shared()
    share = share_with(story.case, WIFE)
    assert share == Share(WIFE, "family", ("incident", "answers"), story.now)
    assert ends_at(share) == story.now + SHARE_ENDS_FOR
    assert story.do(GiveShare, MEMBER, *GIVEN) == ()
    assert story.sent() != [], "what the case asked for when it opened"
    story.do(GiveShare, MEMBER, WIFE, "family", ("answers",))
    assert [one.things for one in story.case.choices.shares] == [("answers",)], "in place of what she saw"
    assert story.sent() == [], "nobody is told"


def test_after_its_time_the_same_is_given_again_and_renewed_from_that_day() -> None:
    story = shared()
    assert story.do(RenewShare, MEMBER, WIFE) == (), "a second tap on the same day"
    story.until(story.now + SHARE_ENDS_FOR)
    assert [type(event) for event in story.do(GiveShare, MEMBER, *GIVEN)] == [ShareGiven]
    story.do(GiveShare, MEMBER, CLINICIAN, "clinician", ("contacts",))
    story.until(story.now + DAY)
    assert [type(event) for event in story.do(RenewShare, MEMBER, WIFE)] == [ShareRenewed]
    share = share_with(story.case, WIFE)
    assert share is not None
    assert (share.things, share.given_at) == (("incident", "answers"), story.now)
    assert len(story.case.choices.shares) == 2
    assert story.refused(RenewShare, MEMBER, ADAM) == "NotShared"


def test_it_ends_when_he_says_so_and_nobody_is_told() -> None:
    story = shared()
    story.sent()
    assert [type(event) for event in story.do(EndShare, MEMBER, WIFE)] == [ShareEnded]
    assert story.do(EndShare, MEMBER, WIFE) == ()
    assert (story.case.choices.shares, story.sent()) == ((), [])


@pytest.mark.parametrize("somebody", [WIFE, ADAM, COORDINATOR])
def test_nobody_else_decides_what_is_shared(somebody: PersonId) -> None:
    story = shared()
    assert story.refused(GiveShare, somebody, *GIVEN) == "MembersAlone"
    assert story.refused(RenewShare, somebody, WIFE) == "MembersAlone"
    assert story.refused(EndShare, somebody, WIFE) == "MembersAlone"


def test_who_was_ruled_out_sees_nothing_more_and_nothing_can_be_shared_with_him() -> None:
    story = shared()
    story.do(RuleOut, MEMBER, WIFE)
    assert story.case.choices.shares == ()
    assert story.refused(GiveShare, MEMBER, *GIVEN) == "RuledOut"
    story.do(LetBackIn, MEMBER, WIFE)
    assert story.case.choices.shares == (), "what ended does not come back by itself"
    story.do(GiveShare, MEMBER, *GIVEN)


def test_nothing_is_shared_with_command_nor_with_himself() -> None:
    story = shared()
    story.agency.command = frozenset({CHIEF})
    assert story.refused(GiveShare, MEMBER, CHIEF, "family", ("answers",)) == "ServesCommand"
    assert story.refused(GiveShare, MEMBER, MEMBER, "family", ("answers",)) == "Self"
    story.agency.command = frozenset({WIFE})
    assert story.refused(RenewShare, MEMBER, WIFE) == "ServesCommand", "she works for command since"
    assert [type(event) for event in story.do(EndShare, MEMBER, WIFE)] == [ShareEnded]


def test_only_what_the_wall_lets_somebody_see_can_be_shared_and_at_least_one_thing() -> None:
    story = opened()
    assert story.refused(GiveShare, MEMBER, WIFE, "family", ()) == "NothingChosen"
    assert story.refused(GiveShare, MEMBER, WIFE, "family", ("answers", "contacts")) == "NotShareable"
    story.do(GiveShare, MEMBER, CLINICIAN, "clinician", ("answers", "contacts"))


def test_a_bounded_number_of_people_see_something() -> None:
    story = opened()
    for number in range(SHARES_MOST):
        story.do(GiveShare, MEMBER, PersonId(f"friend-{number}"), "family", ("answers",))
    assert story.refused(GiveShare, MEMBER, WIFE, "family", ("answers",)) == "SharesTooMany"
    assert f" {SHARES_MOST} " in TOO_MANY.text
    story.do(GiveShare, MEMBER, PersonId("friend-1"), "family", ("incident",))
    story.do(EndShare, MEMBER, PersonId("friend-2"))
    story.do(GiveShare, MEMBER, WIFE, "family", ("answers",))


def test_nothing_is_shared_of_a_case_that_has_closed() -> None:
    story = shared()
    story.do(CloseCase, COORDINATOR, "coordinator")
    assert story.case.choices.shares == ()
    assert story.refused(GiveShare, MEMBER, *GIVEN) == "CaseClosed"


@pytest.mark.parametrize("seen_as", ["family", "clinician", "peer"])
def test_every_row_of_the_wall_that_says_if_shared_can_be(seen_as: SharedAs) -> None:
    rows = {what for what in What if may(what, ROLE[seen_as]) in ON_A_SHARE}
    assert {WHAT[thing] for thing in shareable(seen_as)} == rows
    assert set(WHAT) == set(THINGS)


def test_with_his_peer_he_shares_what_a_peer_sees_only_then_for_as_long_as_he_is_that() -> None:
    story = opened()
    peer = story.case.peer
    assert peer is not None
    assert story.refused(GiveShare, MEMBER, peer, "peer", ("incident",)) == "NotShareable", "he sees that anyway"
    story.do(GiveShare, MEMBER, peer, "peer", ("storage",))
    share = share_with(story.case, peer)
    assert share is not None
    assert not is_left(story.case, share)
    assert story.refused(GiveShare, MEMBER, WIFE, "peer", ("storage",)) == "NotYourPeer"
    left = story.case._replace(peer=None)
    assert is_left(left, share)
    assert not is_left(left, share._replace(seen_as="family"))
    refused = decide(left, RenewShare(story.now, MEMBER, peer), story.agency.look())
    assert isinstance(refused, Refusal)
    assert refused.reason == "NotYourPeer"
    story.until(story.now + DAY)
    assert [type(event) for event in story.do(RenewShare, MEMBER, peer)] == [ShareRenewed]


def test_a_share_of_somebody_who_was_part_of_it_too_is_the_member_s_choice() -> None:
    story = opened()
    story.do(GiveShare, MEMBER, PARTNER, "family", ("answers",))
    given = story.happened(ShareGiven)[0]
    assert replace(given, at=0) == ShareGiven(0, MEMBER, PARTNER, "family", ("answers",))
    assert story.now - given.at < HOUR
