"""News of an inquiry: a person of his choice tells him, where he chose, and no page says it before (S4, S9, P10)."""

import pytest

from solidground.core.care.choice.commands import (
    AdviseNoContact,
    ChooseNotNow,
    ResumeContact,
    RuleOut,
    StopContact,
    TakeBackNotNow,
)
from solidground.core.care.commands import CloseCase
from solidground.core.care.companion.commands import DeclineCompanion, NameCompanion
from solidground.core.care.contact.commands import HandOn, RecordContact, RecordTask
from solidground.core.care.contact.events import StepCancelled, StepReminded
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import RungAsked
from solidground.core.care.news.commands import ChooseNews, ReceiveNews
from solidground.core.care.news.decider import WAITS_MOST, visible, waiting
from solidground.core.care.news.events import NewsReceived, NewsTold
from solidground.core.care.news.telling import by_day
from solidground.core.care.offer.commands import AcceptOffer, MakeOffer
from solidground.core.care.share.commands import GiveShare
from solidground.core.care.state import Case, Heard, Item, item_of
from solidground.core.care.world import Somebody
from solidground.core.hours import local_day
from solidground.core.kernel import CLOCK, DAY, HOUR, MINUTE, PersonId, Refusal
from tests.core.care.cast import (
    ADAM,
    BAKER,
    CHICAGO,
    CLINICIAN,
    COORDINATOR,
    DEPUTY,
    MEMBER,
    NIGHTS,
    PARTNER,
    PRECISE,
    WIFE,
    Agency,
    Story,
    at,
    opened,
    wall,
)

DAY_8 = "2026-03-11 10:00"
SINCE = local_day(at(DAY_8), CHICAGO)
CAPTAIN = PersonId("captain")


def begun(when: str = DAY_8) -> Story:
    """Return a case that has run for a while, with a peer; nothing sent counts as new."""
    agency = Agency()
    agency.members[WIFE] = Somebody(WIFE, ("text",), NIGHTS, None)
    story = opened(agency)
    story.do(MakeOffer, ADAM, story.now, "person", "on_call")
    story.do(AcceptOffer)
    story.do(DeclineCompanion)
    story.until(when)
    story.sent()
    return story


def comes(story: Story, status: str = "declined", inquiry: str = "criminal", stands: str = "decided") -> None:
    """Let command write down how an inquiry stands."""
    on = local_day(story.now, CHICAGO)
    story.do(ReceiveNews, CLOCK, inquiry, status, stands, on, None, story.now)


def keeper_of(story: Story) -> PersonId:
    keeper = owed(story).keeper
    assert keeper is not None
    return keeper


def owed(story: Story) -> Item:
    item = item_of(story.case, NEWS)
    assert item is not None
    return item


def tells(story: Story, by: PersonId | None = None) -> None:
    item = owed(story)
    story.do(RecordTask, by or item.keeper or ADAM, NEWS, item.occurrence, story.now, item.who)


def seen(case: Case, now: int, inquiry: str = "criminal") -> str | None:
    """Return the word that his page shows."""
    news = next(one for one in case.news if one.inquiry == inquiry)
    found = visible(news, case.choices.news.days, now)
    return found.status if found is not None else None


def test_his_peer_is_asked_and_the_page_is_silent_until_he_was_told() -> None:
    story = begun()
    comes(story)
    item = owed(story)
    assert (item.keeper, item.stage, item.who) == (story.case.peer, "open", "peer")
    assert story.sent() == [("keeper_asked", story.case.peer, wall(story.now))], "and nothing goes to the member"
    assert seen(story.case, story.now) is None
    story.until("2026-03-11 12:00")
    tells(story)
    assert seen(story.case, story.now) == "declined"
    (told,) = story.happened(NewsTold)
    assert (told.on, told.told, told.step) == (SINCE, (("criminal", at(DAY_8)),), NEWS)
    assert waiting(story.case) == ()
    assert item_of(story.case, NEWS) is None
    assert story.refused(RecordTask, ADAM, NEWS, None, story.now, "peer") == "NothingOwed"


@pytest.mark.parametrize(("days", "shows_on"), [(0, 0), (3, 3), (7, 7)])
def test_after_the_limit_he_set_the_page_shows_it_and_somebody_is_still_to_tell_him(days: int, shows_on: int) -> None:
    story = begun()
    story.do(ChooseNews, MEMBER, "peer", None, "coffee", days)
    comes(story)
    at_last = at(DAY_8) + shows_on * DAY
    assert seen(story.case, at_last - 1) is None
    assert seen(story.case, at_last) == "declined"
    story.until(at_last + DAY)
    assert item_of(story.case, NEWS) is not None, "that a page shows it is not telling him"


def test_what_the_page_has_shown_it_goes_on_showing_whatever_he_chooses_then() -> None:
    story = begun()
    comes(story)
    story.until("2026-03-15 10:00")
    story.do(ChooseNews, MEMBER, "peer", None, None, 7)
    assert seen(story.case, story.now) == "declined"
    comes(story, "closed", stands="closed")
    assert seen(story.case, story.now) == "declined", "the next one waits for its own telling"
    story.until("2026-03-16 12:00")
    tells(story)
    assert seen(story.case, story.now) == "closed"


def test_by_night_nobody_is_asked_and_in_the_morning_whoever_carries_it_is() -> None:
    story = begun("2026-03-11 23:10")
    comes(story)
    assert (wall(owed(story).opens_at), owed(story).stage) == ("2026-03-12 08:00", "ahead")
    assert story.sent() == []
    story.until("2026-03-12 08:00")
    assert owed(story).stage == "open"
    assert (wall(owed(story).due_at), wall(owed(story).lapses_at)) == ("2026-03-12 12:00", "2026-03-12 16:00")


@pytest.mark.parametrize(
    ("begins", "hours", "ends"),
    [
        ("2026-03-11 05:00", 0, "2026-03-11 08:00"),
        ("2026-03-11 10:30", 0, "2026-03-11 10:30"),
        ("2026-03-11 20:00", 0, "2026-03-12 08:00"),
        ("2026-03-11 16:00", 4, "2026-03-11 20:00"),
        ("2026-03-11 19:00", 4, "2026-03-12 11:00"),
        ("2026-03-07 19:30", 8, "2026-03-08 15:30"),
    ],
)
def test_hours_of_the_day_leave_the_night_out_also_where_the_clocks_change(begins: str, hours: int, ends: str) -> None:
    assert wall(by_day(at(begins), hours * HOUR, CHICAGO)) == ends


def test_where_nobody_tells_him_the_next_people_are_asked_by_day_up_to_the_deputy() -> None:
    story = begun()
    story.do(StopContact)
    comes(story)
    story.until("2026-03-12 10:00")
    assert story.happened(StepReminded)[-1].key == NEWS
    story.until("2026-03-14 12:00")
    asked = [event for event in story.happened(RungAsked) if event.at >= at(DAY_8) and event.ladder == "helper"]
    assert [event.role for event in asked][:3] == ["next_peer", "coordinator", "deputy"]
    story.do(Acknowledge, DEPUTY, "helper", "deputy")
    assert owed(story).keeper == DEPUTY
    tells(story)
    assert seen(story.case, story.now) == "declined"


def test_whom_he_named_carries_it_though_she_is_family() -> None:
    story = begun()
    story.do(GiveShare, MEMBER, WIFE, "family", ("incident",))
    story.do(ChooseNews, MEMBER, "family", WIFE, "home", 2)
    comes(story)
    assert (owed(story).keeper, owed(story).who) == (WIFE, "carrier")
    story.until("2026-03-11 14:00")
    assert story.happened(StepReminded)[-1].keeper == WIFE
    tells(story, WIFE)
    assert seen(story.case, story.now) == "declined"


def test_another_choice_asks_somebody_else_at_once() -> None:
    story = begun()
    comes(story)
    story.do(ChooseNews, MEMBER, "coordinator", None, None, 3)
    assert (owed(story).keeper, owed(story).who) == (COORDINATOR, "coordinator")
    story.do(ChooseNews, MEMBER, "clinician", None, "walk", 3)
    assert owed(story).keeper == CLINICIAN
    before = owed(story)
    story.do(ChooseNews, MEMBER, "clinician", None, "coffee", 5)
    assert owed(story) == before, "another place, the same person"
    assert story.do(ChooseNews, MEMBER, "clinician", None, "coffee", 5) == ()


def test_who_is_ruled_out_carries_nothing_and_his_peer_does() -> None:
    story = begun()
    story.do(GiveShare, MEMBER, WIFE, "family", ("incident",))
    story.do(ChooseNews, MEMBER, "family", WIFE, None, 3)
    comes(story)
    story.do(RuleOut, MEMBER, WIFE)
    assert owed(story).keeper == story.case.peer
    assert story.case.choices.news[:2] == ("peer", None)
    peer = story.case.peer
    assert peer is not None
    story.do(RuleOut, MEMBER, peer)
    assert owed(story).keeper not in (peer, WIFE, None)
    assert story.refused(ChooseNews, MEMBER, "family", WIFE, None, 3) == "CarrierUnknown"


def test_the_one_beside_him_carries_it_unless_she_is_away() -> None:
    story = begun()
    story.do(NameCompanion, MEMBER, BAKER)
    story.agency.members[BAKER] = Somebody(BAKER, ("text",), NIGHTS, None)
    story.do(ChooseNews, MEMBER, "companion", BAKER, None, 3)
    comes(story)
    assert (owed(story).keeper, owed(story).who) == (BAKER, "carrier")
    story.agency.leave(BAKER, story.now, story.now + 9 * DAY)
    story.tick()
    assert owed(story).keeper == story.case.peer != BAKER


@pytest.mark.parametrize(
    ("carrier", "person", "days", "by", "reason"),
    [
        ("family", WIFE, 3, MEMBER, "CarrierUnknown"),
        ("family", None, 3, MEMBER, "CarrierUnknown"),
        ("companion", ADAM, 3, MEMBER, "CarrierUnknown"),
        ("chaplain", ADAM, 3, MEMBER, "CarrierUnknown"),
        ("peer", None, 4, MEMBER, "DaysUnknown"),
        ("coordinator", None, 3, ADAM, "MembersAlone"),
    ],
)
def test_nobody_but_the_member_chooses_and_only_from_what_there_is(
    carrier: str, person: PersonId | None, days: int, by: PersonId, reason: str
) -> None:
    assert begun().refused(ChooseNews, by, carrier, person, None, days) == reason


def test_who_came_to_serve_command_since_is_no_carrier() -> None:
    story = begun()
    story.do(GiveShare, MEMBER, WIFE, "family", ("incident",))
    story.agency.command = frozenset({WIFE})
    assert story.refused(ChooseNews, MEMBER, "family", WIFE, None, 3) == "ServesCommand"
    story.agency.command = frozenset()
    story.do(ChooseNews, MEMBER, "family", WIFE, None, 3)
    story.agency.command = frozenset({WIFE})
    comes(story)
    assert owed(story).keeper == story.case.peer


def test_two_changes_are_one_telling_of_the_newest_and_both_days_stay() -> None:
    story = begun()
    comes(story, "open", stands="open")
    story.until("2026-03-12 10:00")
    comes(story)
    comes(story, "open", inquiry="civil", stands="open")
    assert sum(item.key == NEWS for item in story.case.items) == 1
    waits = story.case.news[0].waits
    assert [one.status for one in waits] == ["open", "declined"]
    assert waits[1].on - waits[0].on == 1
    assert seen(story.case, at(DAY_8) + 3 * DAY) == "declined", "the limit runs from what came first"
    tells(story)
    assert [seen(story.case, story.now, one) for one in ("criminal", "civil")] == ["declined", "open"]
    story.do(ReceiveNews, CLOCK, "criminal", "open", "open", SINCE, None, at(DAY_8))
    assert waiting(story.case) == (), "what command wrote down before is known"


def test_a_mistake_that_is_corrected_before_anybody_told_him_is_not_brought_to_him() -> None:
    story = begun()
    comes(story)
    tells(story)
    on = story.case.news[0].known
    assert isinstance(on, Heard)
    story.until("2026-03-12 10:00")
    comes(story, "charged", stands="decided")
    assert owed(story).stage == "open"
    story.until("2026-03-12 10:05")
    story.do(ReceiveNews, CLOCK, "criminal", *on[:4], story.now)
    assert item_of(story.case, NEWS) is None
    assert story.happened(StepCancelled)[-1].why == "corrected"
    story.until("2026-03-12 10:10")
    comes(story, "charged", stands="decided")
    story.until("2026-03-16 12:00")
    story.do(ReceiveNews, CLOCK, "criminal", *on[:4], story.now)
    assert item_of(story.case, NEWS) is not None, "what the page has shown a person takes back"


def test_more_changes_than_a_state_holds_lose_the_oldest_alone() -> None:
    story = begun()
    for number in range(WAITS_MOST + 2):
        story.do(ReceiveNews, CLOCK, "criminal", f"w{number}", "open", SINCE, None, story.now + number)
    assert [one.status for one in story.case.news[0].waits] == [f"w{n}" for n in range(2, WAITS_MOST + 2)]
    assert len(story.happened(NewsReceived)) == WAITS_MOST + 2


def test_while_he_said_not_now_nobody_brings_it_and_then_somebody_does() -> None:
    story = begun()
    comes(story)
    story.do(ChooseNotNow, MEMBER, at("2026-03-13 15:00"))
    assert (owed(story).stage, wall(owed(story).opens_at)) == ("ahead", "2026-03-13 15:00")
    assert story.happened(StepCancelled)[-1].why == "not_now"
    story.do(TakeBackNotNow)
    assert owed(story).stage == "open"
    story.do(ChooseNotNow, MEMBER, at("2026-03-13 15:00"))
    comes(story, "closed", stands="closed")
    story.until("2026-03-13 15:00")
    assert owed(story).stage == "open"


def test_while_a_lawyer_says_no_contact_the_page_alone_tells_him() -> None:
    story = begun()
    comes(story)
    story.do(AdviseNoContact)
    assert item_of(story.case, NEWS) is None
    assert seen(story.case, at(DAY_8) + 3 * DAY) == "declined"
    story.do(ResumeContact)
    assert owed(story).stage == "open"


def test_who_was_not_reached_is_tried_again_after_hours_of_the_day_and_his_silence_counts() -> None:
    story = begun()
    comes(story)
    keeper = keeper_of(story)
    before = story.case.unanswered
    story.do(RecordContact, keeper, NEWS, None, "no_answer", story.now, PRECISE, None, None, "peer")
    assert (wall(owed(story).opens_at), owed(story).stage) == ("2026-03-11 14:00", "ahead")
    assert story.case.unanswered == before + 1
    assert story.refused(RecordContact, keeper, NEWS, None, "no_answer", story.now, PRECISE, None, None, "peer")
    story.until("2026-03-11 14:00")
    assert owed(story).keeper == keeper
    assert story.refused(RecordContact, keeper, NEWS, None, "made", story.now, PRECISE, None, None, "p") == "ToldOrNot"


def test_a_carrier_hands_it_on_and_nobody_says_it_was_before_it_was_known() -> None:
    story = begun()
    comes(story)
    first, item = keeper_of(story), owed(story)
    early = story.now - 2 * DAY
    assert story.refused(RecordTask, first, NEWS, item.occurrence, early, "peer") == "DayImpossible"
    story.do(HandOn, first, NEWS, item.occurrence)
    assert owed(story).stage == "lapsed"
    asked = story.happened(RungAsked)[-1].asked
    assert asked not in (None, first)


def test_a_case_that_stands_has_somebody_who_tells_him_and_a_closed_one_nobody() -> None:
    story = begun()
    story.do(StopContact)
    comes(story)
    assert story.case.status == "standing"
    assert owed(story).keeper == story.case.peer is not None
    story.do(StopContact)
    assert owed(story).stage == "open", "what somebody owes him is on no schedule"
    story.do(CloseCase, COORDINATOR, "coordinator")
    assert item_of(story.case, NEWS) is None
    assert isinstance(story.give(ReceiveNews(story.now, CLOCK, "civil", "open", "open", SINCE, None, 1)), Refusal)
    assert seen(story.case, at(DAY_8) + 3 * DAY) == "declined", "the limit counts on"


def test_somebody_of_the_same_incident_carries_nothing() -> None:
    story = begun()
    story.do(GiveShare, MEMBER, PARTNER, "family", ("incident",))
    story.do(ChooseNews, MEMBER, "family", PARTNER, None, 3)
    comes(story)
    assert owed(story).keeper == story.case.peer
    story.until(story.now + MINUTE)
