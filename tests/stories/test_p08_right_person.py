"""P8: nobody is asked to be the peer of somebody he is tied to, was there with, or while he needs one himself."""

from typing import Any

import pytest

from solidground.core.care.keeping.commands import AssignPeer
from tests.core.care.cast import ADAM, BAKER, CHARLES, COORDINATOR, DAVID, MEMBER, Agency, at, opened

YEAR = at("2027-03-03 00:00")


@pytest.mark.parametrize(
    "tie",
    [
        {"supervises": frozenset({MEMBER})},
        {"reports_to": frozenset({MEMBER})},
        {"kin": frozenset({MEMBER})},
        {"near": frozenset({MEMBER})},
        {"own_case": True},
        {"designated": ((0, at("2026-03-03 00:00")),)},
        {"trained": ()},
        {"designated": ((at("2026-03-04 00:00"), YEAR),)},
    ],
)
def test_whoever_may_not_be_it_is_never_asked_whatever_happens(tie: dict[str, Any]) -> None:
    agency = Agency()
    agency.change(ADAM, **tie)
    story = opened(agency)
    assert story.case.peer == BAKER
    story.until("2026-03-03 23:59")
    assert ADAM not in {to for _, to, _ in story.sent()}
    assert story.refused(AssignPeer, COORDINATOR, ADAM) == "PeerInConflict"


def test_who_was_there_too_is_never_asked_in_twenty_years() -> None:
    story = opened(involved=(ADAM, BAKER))
    story.until("2046-03-03 00:00")
    assert {ADAM, BAKER}.isdisjoint({to for _, to, _ in story.sent()})
    assert story.case.peer == CHARLES


def test_a_peer_whose_designation_runs_out_hands_over_that_day() -> None:
    agency = Agency()
    agency.change(ADAM, designated=((0, at("2026-03-10 00:00")),))
    story = opened(agency, "partner")
    story.until("2026-03-09 23:59")
    assert story.case.peer == ADAM
    story.until("2026-03-10 00:00")
    assert story.case.peer == BAKER


def test_whoever_shares_the_experience_is_asked_first() -> None:
    agency = Agency()
    agency.change(DAVID, experience=frozenset({"discharged_weapon"}))
    assert opened(agency).case.peer == DAVID
