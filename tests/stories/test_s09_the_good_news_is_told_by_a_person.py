"""S9: the call that clears him reaches a man who cannot hear it. So a person of his choice tells him, over a coffee."""

from datetime import date

from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.duties import Duty
from solidground.app.asking.happened import Happened
from solidground.app.asking.news import NewsSeen
from solidground.app.asking.questions import Inquiries, MyDuties, MyNews, NewsOf
from solidground.app.demo.cast import AGENCY, DETECTIVE, FAMILY, LANTERN, LIAISON, PARTNER, ZONE
from solidground.app.importing.kinds import import_file
from solidground.app.importing.whole import Taking
from solidground.app.inquiries import record
from solidground.app.rosters import Rosters
from solidground.core.care.choice.commands import ChooseNotNow
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.news.commands import ChooseNews
from solidground.core.care.share.commands import GiveShare
from solidground.core.care.state import item_of
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.duty.investigation.decider import Word
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, PersonId, Refusal
from tests.stories.field import INCIDENT, Field

WORDS = (Word("criminal", "open", "open"), Word("criminal", "declined", "decided"))


def begun(field: Field) -> None:
    """Let him and his partner be in it; beforehand he chose his wife, and a coffee."""
    field.incident((DETECTIVE, "discharged_weapon"), (PARTNER, "partner"))
    field.first_hours_over()
    now = field.until(1, "10:00")
    field.do(GiveShare(now, DETECTIVE, FAMILY, "family", ("investigation",)))
    field.do(ChooseNews(now, DETECTIVE, "family", FAMILY, "coffee", 3))


def cleared(field: Field, status: str = "declined") -> None:
    """Let the liaison write down how the inquiry stands."""
    now, today = field.stage.now, local_day(field.stage.now, ZONE)
    next_on = today + 30 if status == "open" else None
    command = RecordStatus(now, LIAISON, INCIDENT, "criminal", status, today, next_on)
    with field.stage.store.transaction() as unit:
        viewer = viewer_of(Rosters().of(unit, AGENCY, now, carrying=False), LIAISON, now)
    assert not isinstance(record(field.stage.store, Rosters(), AGENCY, viewer, command, WORDS, now), Refusal)
    field.stage.hear()
    field.stage.until(field.stage.now)


def cleared_by_a_file(field: Field) -> None:
    """Let a file say how the inquiry stands."""
    on = date.fromordinal(local_day(field.stage.now, ZONE)).isoformat()
    text = f"incident_ref,inquiry,status,on\n{INCIDENT},criminal,declined,{on}\n"
    taking = Taking(AGENCY, field.stage.now, ZONE, "US-IL", bytes(32), words=WORDS)
    assert import_file("statuses", text.encode(), field.stage.store, taking).errors == ()
    field.stage.hear()
    field.stage.until(field.stage.now)


def read(field: Field, person: PersonId) -> list[str]:
    """Return the words that somebody reads of his case, or of his own."""
    question = MyNews() if person == DETECTIVE else NewsOf(field.stage.cases[DETECTIVE])
    found = field.stage.ask(person, question)
    assert isinstance(found, NewsSeen)
    return [one.heard.status for one in found.known]


def told(field: Field) -> list[PersonId]:
    found = field.stage.ask(LIAISON, Inquiries())
    assert isinstance(found, tuple)
    return [one.member for each in found if isinstance(each, Happened) for one in each.told]


def test_the_man_who_cannot_hear_it_is_told_over_a_coffee_and_his_page_is_silent_before(field: Field) -> None:
    begun(field)
    field.until(8, "22:30")
    field.sent()
    cleared(field)
    assert field.sent() == [], "nobody is asked in the night, and he is sent nothing"
    now = field.until(9, "08:00")
    assert (FAMILY, "keeper_asked") in field.sent(), "a message that says nothing of it"
    duties = field.stage.ask(FAMILY, MyDuties())
    assert isinstance(duties, tuple)
    assert [one.key for one in duties if isinstance(one, Duty)] == [NEWS]
    found = field.stage.ask(FAMILY, NewsOf(field.stage.cases[DETECTIVE]))
    assert isinstance(found, NewsSeen)
    assert ([one.heard.status for one in found.carried], found.spot) == (["declined"], "coffee")
    # He says that he does not want to talk. That is an answer: she tries again when he does.
    item = item_of(field.stage.case(DETECTIVE), NEWS)
    assert item is not None
    tried = RecordContact(now, FAMILY, NEWS, item.occurrence, "no_answer", now, True, None, None, "carrier")  # noqa: FBT003 - to the minute
    field.do(tried)
    assert [read(field, person) for person in (DETECTIVE, FAMILY, LANTERN)] == [[], [], []]
    now = field.until(9, "12:00")
    item = item_of(field.stage.case(DETECTIVE), NEWS)
    assert item is not None
    assert item.keeper == FAMILY
    field.do(RecordTask(now, FAMILY, NEWS, item.occurrence, now, "carrier"))
    assert [read(field, person) for person in (DETECTIVE, FAMILY, LANTERN)] == [["declined"]] * 3
    assert told(field) == [DETECTIVE], "command learns that he was told, and nothing of his partner"
    assert not [kind for person, kind in field.sent() if person == DETECTIVE and kind != "member_asked"]


def test_what_a_file_says_is_brought_to_him_by_the_same_person_and_at_no_other_hour(field: Field) -> None:
    begun(field)
    field.until(8, "22:30")
    field.sent()
    cleared_by_a_file(field)
    assert field.sent() == [], "nobody is asked in the night, and he is sent nothing"
    now = field.until(9, "08:00")
    assert (FAMILY, "keeper_asked") in field.sent()
    found = field.stage.ask(FAMILY, NewsOf(field.stage.cases[DETECTIVE]))
    assert isinstance(found, NewsSeen)
    assert ([one.heard.status for one in found.carried], found.spot) == (["declined"], "coffee")
    assert read(field, DETECTIVE) == [], "his page is silent until then"
    item = item_of(field.stage.case(DETECTIVE), NEWS)
    assert item is not None
    field.do(RecordTask(now, FAMILY, NEWS, item.occurrence, now, "carrier"))
    assert [read(field, person) for person in (DETECTIVE, FAMILY, LANTERN)] == [["declined"]] * 3
    assert told(field) == [DETECTIVE]
    assert not [kind for person, kind in field.sent() if person == DETECTIVE and kind != "member_asked"]


def test_where_nobody_tells_him_the_next_are_asked_and_after_his_limit_the_page_does(field: Field) -> None:
    begun(field)
    field.until(8, "10:00")
    cleared(field)
    field.until(10, "12:00")
    assert read(field, DETECTIVE) == []
    asked = {person for person, _ in field.sent()}
    assert LANTERN in asked, "the coordinator is asked where his wife and a peer did not say that they had it"
    field.until(11, "10:00")
    assert read(field, DETECTIVE) == ["declined"]
    assert told(field) == [], "nobody of command learns that the page showed it"


def test_not_now_is_an_answer_here_too(field: Field) -> None:
    begun(field)
    field.until(8, "10:00")
    cleared(field, "open")
    until_at = field.stage.now + 2 * DAY
    field.do(ChooseNotNow(field.stage.now, DETECTIVE, until_at))
    item = item_of(field.stage.case(DETECTIVE), NEWS)
    assert item is not None
    assert (item.stage, item.opens_at) == ("ahead", until_at)
