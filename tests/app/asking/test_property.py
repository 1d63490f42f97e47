"""What each viewer may know of what was taken: the whole, the item, or nothing (S3)."""

import pytest

from solidground.app.ask import ask
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import LastYear, MyProperty, PropertyKept, PropertyOf, Question
from solidground.app.asking.reading import Reading
from solidground.core.duty.property.commands import (
    BeginHandover,
    ConfirmHandover,
    PutOffReplacement,
    TakeBackConfirmation,
)
from solidground.core.duty.property.serial import KEPT_FOR
from solidground.core.kernel import DAY, CaseId, Instant, PersonId, Refusal
from tests.app.holdings import BADGE, THING, TODAY, does, happened, taken, takes, viewer
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, OFFICER, SUPERVISOR, staffed


@pytest.fixture
def case(town: Town) -> CaseId:
    staffed(town)
    (case,) = town.incident()
    happened(taken(town))
    return case


def asked(town: Town, person: PersonId, question: Question, at: Instant = NOON) -> tuple[ThingSeen, ...] | Refusal:
    found = ask(Reading(town.store, town.rosters, AGENCY, at), viewer(town, person, at), question)
    assert isinstance(found, tuple | Refusal)
    return found


def seen(town: Town, person: PersonId, question: Question, at: Instant = NOON) -> tuple[ThingSeen, ...]:
    found = asked(town, person, question, at)
    assert not isinstance(found, Refusal), found
    return found


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("person", [OFFICER, CHIEF, COORDINATOR, SUPERVISOR])
def test_who_has_to_do_with_it_sees_the_whole(town: Town, person: PersonId) -> None:
    (one,) = seen(town, person, PropertyKept())
    assert one.whole is not None
    assert (one.thing, one.member, one.kind, one.whole.place, one.late) == (
        THING,
        MEMBER,
        "service_weapon",
        "property_room",
        False,
    )


@pytest.mark.usefixtures("case")
def test_the_liaison_sees_the_item_and_not_that_it_is_late(town: Town) -> None:
    assert seen(town, LIAISON, PropertyKept(), NOON + 9 * DAY) == (
        ThingSeen(THING, MEMBER, "service_weapon", late=False, whole=None),
    )


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("person", [MEMBER, PEERS[1], HR, ADMINISTRATOR, COSIGNER, PersonId("visitor")])
def test_for_everybody_else_there_is_no_such_list(town: Town, person: PersonId) -> None:
    assert isinstance(asked(town, person, PropertyKept()), Refusal)


@pytest.mark.usefixtures("case")
def test_a_supervisor_sees_his_own_people_and_nobody_what_is_his_own(town: Town) -> None:
    happened(taken(town, BADGE, takes(PEERS[2], kind="badge")))
    assert [one.thing for one in seen(town, SUPERVISOR, PropertyKept())] == [THING]
    happened(taken(town, "c" * 20, takes(CHIEF)))
    assert [one.thing for one in seen(town, CHIEF, PropertyKept())] == [THING, BADGE]
    assert [one.thing for one in seen(town, CHIEF, MyProperty())] == ["c" * 20]


def test_a_member_sees_his_own_and_his_peer_sees_it_with_him(town: Town, case: CaseId) -> None:
    happened(taken(town, BADGE, takes(PEERS[2], kind="badge")))
    assert [one.thing for one in seen(town, MEMBER, MyProperty())] == [THING]
    peer = town.case(case).peer
    assert peer is not None
    assert [one.thing for one in seen(town, peer, PropertyOf(case))] == [THING]
    assert [one.thing for one in seen(town, COORDINATOR, PropertyOf(case))] == [THING]
    others = {person for person in (*PEERS, HR) if person != peer}
    assert [seen(town, person, PropertyOf(case)) for person in sorted(others)] == [()] * 3
    assert seen(town, peer, PropertyOf(CaseId("none"))) == ()


@pytest.mark.usefixtures("case")
def test_what_is_late_comes_first_and_what_came_back_stays_for_a_while(town: Town) -> None:
    happened(taken(town, BADGE, takes(PEERS[2], kind="badge")))
    later = NOON + 4 * DAY
    happened(does(town, BeginHandover(later - 1, OFFICER, "returned", TODAY + 4)))
    happened(does(town, ConfirmHandover(later, MEMBER, "returned")))
    first, last = seen(town, OFFICER, PropertyKept(), later)
    assert (first.thing, first.late) == (BADGE, True)
    assert (last.thing, last.late) == (THING, False)
    assert [one.thing for one in seen(town, OFFICER, PropertyKept(), later + KEPT_FOR)] == [BADGE]


@pytest.mark.usefixtures("case")
def test_what_was_never_taken_after_all_is_on_no_list(town: Town) -> None:
    happened(does(town, TakeBackConfirmation(NOON, OFFICER, "taken")))
    assert seen(town, OFFICER, PropertyKept()) == ()


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(("days", "undecided"), [(1, False), (2, True), (9, True)])
def test_a_decision_is_owed_from_its_day_on_to_who_may_know_of_it(town: Town, days: int, *, undecided: bool) -> None:
    happened(does(town, PutOffReplacement(NOON, OFFICER, "none_ready", "chief", TODAY + 2)))
    at = NOON + days * DAY
    for person, question in ((CHIEF, PropertyKept()), (OFFICER, PropertyKept()), (MEMBER, MyProperty())):
        assert [one.undecided for one in seen(town, person, question, at)] == [undecided]
    assert not seen(town, LIAISON, PropertyKept(), at)[0].undecided


@pytest.mark.usefixtures("case")
def test_what_was_taken_is_no_incident(town: Town) -> None:
    assert len(seen(town, CHIEF, LastYear())) == 1
