"""The view of a day's people: who is there, and who cannot be known."""

from solidground.core.care.look import LINE, THE_LINE
from solidground.core.care.world import Asking
from solidground.core.kernel import HOUR
from tests.core.care.cast import ADAM, DAVID, MEMBER, PARTNER, PEERS, WIFE, Agency, at

NOON = at("2026-03-04 12:00")
ASKING = Asking(MEMBER, frozenset({PARTNER}), frozenset(), frozenset(), "partner", NOON)


def test_the_line_outside_is_always_there() -> None:
    look = Agency().look()
    assert look.keeper(LINE, ASKING) == look.role("line", ASKING) == THE_LINE
    assert look.may_keep(LINE, ASKING)


def test_nobody_unknown_keeps_anything_and_he_is_back_at_no_known_time() -> None:
    look = Agency().look()
    assert look.keeper(WIFE, ASKING) is None
    assert look.as_peer(WIFE, ASKING) is None
    assert look.away_until(WIFE, NOON) is None


def test_somebody_without_an_account_is_reached_by_text_at_any_hour() -> None:
    assert Agency().look().member(WIFE).ways == ("text",)
    assert Agency().look().member(MEMBER).person == MEMBER


def test_where_nobody_is_on_call_the_right_peer_is_asked() -> None:
    look = Agency(on_call=()).look()
    found = look.role("on_call", ASKING)
    assert found is not None
    assert found.person == ADAM
    assert look.role("chaplain", ASKING) is None
    assert look.role("on_call", ASKING._replace(ruled_out=frozenset(PEERS))) is None


def test_who_knows_what_it_is_like_is_asked_before_others() -> None:
    agency = Agency()
    agency.change(DAVID, experience=frozenset({"partner"}), load=3)
    look = agency.look()
    assert look.peer(ASKING).somebody == look.as_peer(DAVID, ASKING)
    assert look.peer(ASKING._replace(experience="witness")).somebody == look.as_peer(ADAM, ASKING)


def test_who_is_back_at_an_instant_is_away_no_more() -> None:
    agency = Agency()
    agency.leave(ADAM, NOON - HOUR, NOON)
    assert agency.look().away_until(ADAM, NOON) is None
    assert agency.look().away_until(ADAM, NOON - 1) == NOON


def test_who_was_there_holds_no_role_in_it() -> None:
    assert Agency(on_call=(PARTNER, ADAM)).look().role("on_call", ASKING) is not None
    assert (
        Agency().look().role("coordinator", ASKING._replace(tried=frozenset({Agency().staff["coordinator"]}))) is None
    )
