"""A peer who is away is covered and comes back: what is known ahead, what changes, and who finishes what he began."""

from solidground.core.care.contact.events import KeeperChanged
from solidground.core.care.keeping.events import PeerAssigned
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import item_of
from solidground.core.kernel import DAY
from tests.core.care.cast import ADAM, BAKER, Agency, Story, at, opened, wall


def offered(agency: Agency | None = None) -> Story:
    story = opened(agency, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.sent()
    return story


def test_a_peer_on_leave_is_covered_and_comes_back() -> None:
    agency = Agency()
    agency.leave(ADAM, at("2026-03-10 12:00"), at("2026-03-20 12:00"))
    story = offered(agency)
    story.until("2026-03-25 12:00")
    told = [(event.peer, event.why, wall(event.at)) for event in story.happened(PeerAssigned)]
    assert told == [
        (ADAM, "matched", "2026-03-03 23:15"),
        (BAKER, "cover", "2026-03-10 12:00"),
        (ADAM, "back", "2026-03-20 12:00"),
    ]
    assert (story.case.peer, story.case.regular) == (ADAM, ADAM)


def test_what_he_was_asked_for_passes_to_the_cover_at_once() -> None:
    story = offered()
    story.until("2026-03-06 10:00").sent()
    story.agency.leave(ADAM, story.now, story.now + 9 * DAY)
    story.tick()
    moved = [(event.key, event.keeper) for event in story.happened(KeeperChanged)]
    assert moved == [("day_3", BAKER)]
    assert ("keeper_asked", BAKER, "2026-03-06 10:00") in story.sent()
    story.agency.come_back(ADAM)
    story.tick()
    item = item_of(story.case, "day_3")
    assert item is not None
    assert item.keeper == BAKER, "who was asked may finish it"


def test_a_leave_that_is_made_longer_keeps_the_cover() -> None:
    agency = Agency()
    agency.leave(ADAM, at("2026-03-10 12:00"), at("2026-03-20 12:00"))
    story = offered(agency)
    story.until("2026-03-15 12:00")
    agency.leave(ADAM, at("2026-03-10 12:00"), at("2026-03-30 12:00"))
    story.until("2026-03-25 12:00")
    assert (story.case.peer, story.case.regular) == (BAKER, ADAM)
    assert story.happened(PeerAssigned)[-1].why == "cover"
    assert story.case.relook_at == at("2026-03-30 12:00")
    story.until("2026-03-30 12:00")
    assert story.case.peer == ADAM


def test_a_cover_who_goes_away_himself_passes_on_what_he_was_finishing() -> None:
    story = offered()
    story.until("2026-03-06 10:00")
    story.agency.leave(ADAM, story.now, story.now + 9 * DAY)
    story.tick()
    story.agency.come_back(ADAM)
    story.tick()
    story.sent()
    story.agency.leave(BAKER, story.now, story.now + 9 * DAY)
    story.tick()
    assert ("keeper_asked", ADAM, "2026-03-06 10:00") in story.sent()
    assert [(event.keeper, event.turn) for event in story.happened(KeeperChanged)] == [(BAKER, 1), (ADAM, 2)]


def test_an_absence_that_becomes_known_later_wakes_the_case_when_it_begins() -> None:
    story = offered()
    story.agency.leave(ADAM, at("2026-03-15 12:00"), at("2026-03-20 12:00"))
    story.tick()
    assert story.case.relook_at == at("2026-03-15 12:00")


def test_an_absence_that_is_called_off_changes_nothing_when_its_day_comes() -> None:
    story = offered()
    story.agency.leave(ADAM, at("2026-03-15 12:00"), at("2026-03-20 12:00"))
    story.tick()
    story.agency.come_back(ADAM)
    story.until("2026-03-15 12:00")
    told = [(event.peer, event.why, event.instead_of) for event in story.happened(PeerAssigned)]
    assert told == [(ADAM, "matched", None), (ADAM, "back", ADAM), (ADAM, "back", ADAM)]
    assert (story.case.regular, story.case.relook_at) == (ADAM, None)
