"""Consults on their way: who may ask, that nothing lies, and that nobody else sees any of it."""

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.consults import ConsultSeen
from solidground.app.asking.questions import NOT_HERE, MyConsults
from solidground.app.asking.reading import Reading
from solidground.app.consults import Advisers, answer_consult, ask_consult, asked_for, next_consult_wake, sweep_consults
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.consult.commands import AskConsult, EndConsult, TakeConsult
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, Instant, PersonId, Refusal
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town

CLINIC = PersonId("clinic")
AT = NOON + 2 * HOUR


def held(town: Town) -> tuple[CaseId, PersonId]:
    """Bring a case to where it has a peer; the agency has a clinician."""
    town.enter(CLINIC, ("clinician",))
    (case,) = town.incident()
    keeper = next(item.keeper for item in town.case(case).items if item.key == "offer")
    assert keeper is not None
    town.do(case, MakeOffer(NOON, keeper, NOON, "phone", "peer"))
    town.sweep_to(NOON + HOUR)
    peer = town.case(case).peer
    assert peer is not None
    return case, peer


def asks(town: Town, by: PersonId, case: CaseId, at: Instant = AT) -> object:
    return ask_consult(town.store, town.rosters, AGENCY, AskConsult(at, by, case, "today"))


def seen(town: Town, who: PersonId, at: Instant = AT) -> tuple[ConsultSeen, ...]:
    reading = Reading(town.store, town.rosters, AGENCY, at)
    found = ask(reading, viewer_of(reading.roster(), who, at), MyConsults())
    assert isinstance(found, tuple)
    return tuple(one for one in found if isinstance(one, ConsultSeen))


def test_a_peer_asks_about_his_own_case_once_however_often_he_taps(town: Town) -> None:
    case, peer = held(town)
    assert len(asks(town, peer, case)) == 1  # type: ignore[arg-type]  # events
    assert asks(town, peer, case, AT + MINUTE) == ()
    (mine,) = seen(town, peer)
    assert (mine.mine, mine.case, mine.soon, mine.taken_by) == (True, case, "today", None)
    (asked,) = seen(town, CLINIC)
    assert (asked.mine, asked.asker) == (False, peer)
    for other in {*PEERS, COORDINATOR, DEPUTY, MEMBER} - {peer}:
        assert seen(town, other) == ()


def test_who_keeps_nothing_there_cannot_ask_nor_who_was_ruled_out(town: Town) -> None:
    case, peer = held(town)
    other = next(one for one in PEERS if one not in {peer, *(item.keeper for item in town.case(case).items)})
    assert asks(town, other, case) == NOT_HERE == asks(town, peer, CaseId("none"))
    town.do(case, RuleOut(AT, MEMBER, peer))
    assert asks(town, peer, case) == NOT_HERE


def test_a_clinician_who_does_not_answer_is_followed_by_the_coordinator(town: Town) -> None:
    case, peer = held(town)
    asks(town, peer, case)
    town.deliver(AT)
    assert town.spy.told[-1] == CLINIC
    wakes_at = next_consult_wake(town.store, AGENCY)
    assert wakes_at is not None
    assert sweep_consults(town.store, town.rosters, AGENCY, wakes_at - 1) == 0
    assert sweep_consults(town.store, town.rosters, AGENCY, wakes_at) == 1
    assert [one.asker for one in seen(town, COORDINATOR)] == [peer]
    town.deliver(wakes_at)
    assert town.spy.told[-1] == COORDINATOR
    assert "Coffee?" in town.spy.sent[-1].body
    assert peer not in town.spy.sent[-1].body


def test_it_is_taken_by_one_seen_by_who_asked_and_over_when_they_have_talked(town: Town) -> None:
    case, peer = held(town)
    asks(town, peer, case)
    (one,) = seen(town, CLINIC)
    stranger = answer_consult(town.store, town.rosters, AGENCY, one.consult, TakeConsult(AT, DEPUTY))
    assert isinstance(stranger, Refusal)
    answer_consult(town.store, town.rosters, AGENCY, one.consult, TakeConsult(AT, CLINIC))
    assert [each.taken_by for each in seen(town, peer)] == [CLINIC]
    answer_consult(town.store, town.rosters, AGENCY, one.consult, EndConsult(AT + DAY, CLINIC))
    assert seen(town, peer) == seen(town, CLINIC) == ()
    assert next_consult_wake(town.store, AGENCY) is None


def test_what_ended_before_it_was_sent_is_not_sent(town: Town) -> None:
    case, peer = held(town)
    night = NOON + 11 * HOUR
    asks(town, peer, case, night)
    (one,) = seen(town, peer, night)
    answer_consult(town.store, town.rosters, AGENCY, one.consult, EndConsult(night, peer))
    town.deliver(NOON + DAY)
    assert CLINIC not in town.spy.told


def test_where_nobody_is_left_it_waits(town: Town) -> None:
    _, peer = held(town)
    with town.store.transaction() as unit:
        advisers = Advisers(town.rosters.of(unit, AGENCY, AT), AT)
    assert advisers.adviser(peer, frozenset({CLINIC, COORDINATOR, DEPUTY})) is None


def test_a_word_stands_for_one_question_or_none(town: Town) -> None:
    case, peer = held(town)
    assert asked_for(peer, AT, case, "today") == AskConsult(AT, peer, case, "today")
    assert asked_for(peer, AT, case, "week") == AskConsult(AT, peer, case, "week")
    assert asked_for(peer, AT, case, "never") is None
    asks(town, COORDINATOR, case)
    assert seen(town, COORDINATOR) == ()
