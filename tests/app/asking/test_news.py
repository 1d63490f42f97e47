"""What each may know of how an inquiry stands, before the member was told and after (wall.csv)."""

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.duties import my_duties
from solidground.app.asking.happened import Happened, Interviewed
from solidground.app.asking.news import NOTHING, NewsSeen
from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import Inquiries, LastYear, MyDuties, MyNews, MyPeople, NewsOf, OneCase
from solidground.app.asking.reading import Reading
from solidground.app.exporting import everything_about
from solidground.app.inquiries import plan_interview
from solidground.app.taps import Tap, command_of
from solidground.app.wiring import draw_line
from solidground.core.care.choice.commands import StopContact
from solidground.core.care.commands import CloseCase
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.news.commands import ChooseNews
from solidground.core.care.share.commands import GiveShare
from solidground.core.care.state import item_of
from solidground.core.duty.investigation.commands import PlanInterview
from solidground.core.hours import at_minute
from solidground.core.kernel import DAY, HOUR, CaseId, PersonId, Refusal
from tests.app.test_inquiries import OF_LIAISON, TODAY, WIFE, WITNESS, entered, hears, tells, writes
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, ZONE, Town
from tests.web.headquarters import CHIEF, LIAISON, SUPERVISOR

LIMIT = NOON + 3 * DAY


def asked(town: Town, person: PersonId, question: object, at: int = NOON) -> object:
    reading = Reading(town.store, town.rosters, AGENCY, at)
    return ask(reading, viewer_of(reading.people(), person, at), question)  # type: ignore[arg-type]  # any question


def news(town: Town, person: PersonId, case: CaseId | None = None, at: int = NOON) -> NewsSeen:
    found = asked(town, person, MyNews() if case is None else NewsOf(case), at)
    assert isinstance(found, NewsSeen)
    return found


def known(town: Town, person: PersonId, case: CaseId | None = None, at: int = NOON) -> list[str]:
    return [one.heard.status for one in news(town, person, case, at).known]


def happened(town: Town, person: PersonId, question: object) -> Happened:
    found = asked(town, person, question)
    assert isinstance(found, tuple)
    (one,) = found
    assert isinstance(one, Happened)
    return one


def untold(town: Town) -> CaseId:
    """Return the member's case when news of it has come and nobody has told him."""
    case, _ = entered(town)
    writes(town)
    hears(town)
    return case


def keeper(town: Town, case: CaseId) -> PersonId:
    item = item_of(town.case(case), NEWS)
    assert item is not None
    assert item.keeper is not None
    return item.keeper


def test_before_he_was_told_nobody_who_cares_for_him_sees_it_but_who_is_to_bring_it(town: Town) -> None:
    case = untold(town)
    carrier = keeper(town, case)
    for person in (MEMBER, COORDINATOR, DEPUTY, WIFE):
        assert (news(town, person, case), known(town, person)) == (NOTHING, [])
    seen = news(town, carrier, case)
    assert (seen.known, [one.heard.status for one in seen.carried], seen.spot) == ((), ["open"], None)


def test_after_he_was_told_he_and_his_people_see_the_word_its_days_and_when_he_was_told(town: Town) -> None:
    case = untold(town)
    carrier = keeper(town, case)
    tells(town, case)
    for person in (MEMBER, COORDINATOR, carrier):
        (one,) = news(town, person, case).known
        assert (one.inquiry, one.heard.status, one.heard.on, one.told_on) == ("criminal", "open", TODAY, TODAY)
    assert news(town, carrier, case).carried == ()
    (mine,) = news(town, MEMBER).known
    assert (mine.heard.next_on, mine.told_on) == (TODAY + 30, TODAY)


def test_after_his_limit_the_page_shows_it_and_it_is_still_to_be_brought(town: Town) -> None:
    case = untold(town)
    assert known(town, MEMBER, at=LIMIT - 1) == []
    assert known(town, MEMBER, at=LIMIT) == known(town, COORDINATOR, case, at=LIMIT) == ["open"]
    assert news(town, MEMBER, at=LIMIT).known[0].told_on is None
    assert news(town, keeper(town, case), case, at=LIMIT).carried != ()


def test_while_another_word_waits_he_goes_on_seeing_the_one_he_knows(town: Town) -> None:
    case = untold(town)
    tells(town, case)
    writes(town, "charged", at=NOON + 2 * HOUR)
    writes(town, "declined", at=NOON + 3 * HOUR)
    hears(town, NOON + 3 * HOUR)
    assert known(town, MEMBER, at=NOON + 4 * HOUR) == ["open"]
    (carried,) = news(town, keeper(town, case), case, NOON + 4 * HOUR).carried
    assert (carried.heard.status, [one.status for one in carried.before]) == ("declined", ["charged"])
    tells(town, case, NOON + 5 * HOUR)
    (one,) = news(town, MEMBER, at=NOON + 5 * HOUR).known
    assert (one.heard.status, [before.status for before in one.before]) == ("declined", ["charged"])


def test_the_family_sees_it_where_he_shares_it_and_was_told(town: Town) -> None:
    town.enter(WIFE)
    case = untold(town)
    town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", ("investigation",)))
    assert known(town, WIFE, case) == []
    tells(town, case)
    assert known(town, WIFE, case) == ["open"]


def test_whom_he_named_sees_that_one_duty_and_what_to_bring_and_nothing_else_of_him(town: Town) -> None:
    town.enter(WIFE)
    case, _ = entered(town)
    town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", ("incident",)))
    town.do(case, ChooseNews(NOON, MEMBER, "family", WIFE, "coffee", 3))
    writes(town)
    hears(town)
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    (duty,) = my_duties(reading, viewer_of(reading.people(), WIFE, NOON), MyDuties())
    assert (duty.key, duty.member) == (NEWS, MEMBER)
    assert (news(town, WIFE, case).spot, len(news(town, WIFE, case).carried)) == ("coffee", 1)
    seen = asked(town, WIFE, OneCase(case))
    assert isinstance(seen, CaseSeen)
    assert (len(seen.owed), seen.contacts, seen.circle, seen.ground) == (1, None, None, None)
    tap = Tap("made", duty.obligation, WIFE, NOON + HOUR, NOON + HOUR)
    town.do(case, command_of(town.case(case), tap))
    assert news(town, WIFE, case) == NOTHING, "what she brought is his; it is shared where he shares it"
    assert known(town, MEMBER) == ["open"]


def test_the_members_own_page_says_nowhere_that_somebody_is_to_bring_him_anything(town: Town) -> None:
    case, _ = entered(town)
    town.do(case, StopContact(NOON, MEMBER))
    before = asked(town, MEMBER, OneCase(case))
    writes(town)
    hears(town)
    after = asked(town, MEMBER, OneCase(case))
    assert isinstance(before, CaseSeen)
    assert isinstance(after, CaseSeen)
    assert (before.owed, before.sentence, before.asks) == (after.owed, after.sentence, after.asks)
    assert before.ground is not None
    assert after.ground is not None
    assert draw_line(before.ground, "", 320, str) == draw_line(after.ground, "", 320, str)


def test_in_the_file_of_everything_about_him_it_stands_when_he_was_told(town: Town) -> None:
    case = untold(town)
    item = item_of(town.case(case), NEWS)
    assert item is not None
    by = keeper(town, case)
    town.do(case, RecordContact(NOON, by, NEWS, None, "no_answer", NOON, True, None, None, "peer"))  # noqa: FBT003 - to the minute
    found = everything_about(town.store, AGENCY, MEMBER, NOON + HOUR)
    assert found is not None
    kinds = [event["type"] for event in found["events"]]
    assert "NewsReceived" not in kinds
    assert NEWS not in str([event["body"] for event in found["events"]])
    town.sweep_to(NOON + 5 * HOUR)
    tells(town, case, NOON + 5 * HOUR)
    found = everything_about(town.store, AGENCY, MEMBER, NOON + 6 * HOUR)
    assert found is not None
    kinds = [event["type"] for event in found["events"]]
    assert {"NewsReceived", "NewsTold", "StatusTold"} <= set(kinds)
    other = everything_about(town.store, AGENCY, WITNESS, NOON + 6 * HOUR)
    assert other is not None
    assert "StatusTold" not in [event["type"] for event in other["events"]], "each his own"


def test_where_no_case_is_open_he_sees_it_after_the_limit_everybody_has(town: Town) -> None:
    case, _ = entered(town)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    writes(town)
    hears(town)
    assert [known(town, MEMBER, at=at) for at in (LIMIT - 1, LIMIT)] == [[], ["open"]]
    writes(town, "closed", at=LIMIT)
    assert known(town, MEMBER, at=LIMIT + 3 * DAY) == ["closed"]
    assert known(town, MEMBER, at=LIMIT + 400 * DAY) == []
    assert news(town, WIFE) == NOTHING


def test_a_case_that_closed_before_he_was_told_shows_what_it_had_heard_and_what_came_since(town: Town) -> None:
    case = untold(town)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    assert known(town, MEMBER, at=LIMIT) == ["open"]
    writes(town, "declined", at=NOON + HOUR)
    hears(town, NOON + HOUR)
    assert [known(town, MEMBER, at=at) for at in (LIMIT, LIMIT + HOUR)] == [["open"], ["declined"]]
    assert news(town, MEMBER, CaseId("none")) == NOTHING


def test_what_no_clock_has_taken_in_he_sees_after_the_limit_too(town: Town) -> None:
    entered(town)
    writes(town)
    assert known(town, WITNESS, at=LIMIT) == ["open"]


def test_command_sees_who_was_told_on_which_day(town: Town) -> None:
    case = untold(town)
    tells(town, case)
    for person, question in ((CHIEF, LastYear()), (SUPERVISOR, MyPeople())):
        assert [(told.member, told.on) for told in happened(town, person, question).told] == [(MEMBER, TODAY)]
    writes(town, "declined", at=NOON + 2 * HOUR)
    assert happened(town, CHIEF, LastYear()).told == (), "the next status is told anew"


def test_of_an_interview_the_liaison_sees_the_hour_and_the_supervisor_the_day(town: Town) -> None:
    entered(town)
    command = PlanInterview(NOON, LIAISON, "i-1", MEMBER, TODAY + 1, 9 * 60, "member_asked")
    assert plan_interview(town.store, town.rosters, AGENCY, OF_LIAISON, command, NOON)
    (planned,) = happened(town, LIAISON, Inquiries()).interviews
    assert (planned.on, planned.starts_at, planned.why) == (
        TODAY + 1,
        at_minute(TODAY + 1, 9 * 60, ZONE),
        "member_asked",
    )
    for person, question in ((SUPERVISOR, MyPeople()), (CHIEF, LastYear())):
        assert happened(town, person, question).interviews == (Interviewed(MEMBER, TODAY + 1),)


def test_nobody_of_command_is_told_anything_of_a_case(town: Town) -> None:
    case = untold(town)
    for person in (CHIEF, LIAISON, SUPERVISOR):
        assert news(town, person, case).carried == ()
    assert isinstance(asked(town, CHIEF, OneCase(case)), Refusal)
