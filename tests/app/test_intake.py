from typing import Any, cast

from solidground.app.handle import handle, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.app.ports import InboxRow, Unit
from solidground.core.care.choice.commands import LetBackIn, RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.incident.commands import InvolvePerson
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import MINUTE, PersonId
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town, plan_for

WITNESS, PARTNER = PersonId("w-1"), PersonId("w-2")


class Counted:
    """A unit that counts how often the cases of an incident are looked up."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.looks = 0

    def cases_of(self, *agency: Any, **which: Any) -> Any:  # noqa: ANN401 - passed on as it came
        """Count a look, and pass it on."""
        self.looks += "incident" in which
        return self._unit.cases_of(*agency, **which)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a unit has
        return getattr(self._unit, name)


def test_each_person_of_an_incident_gets_one_case_in_order_and_knows_who_was_in_it(town: Town) -> None:
    first, second = town.incident(MEMBER, WITNESS)
    assert [town.case(case).head.member for case in (first, second)] == [MEMBER, WITNESS]
    assert town.case(second).head.involved >= {MEMBER}
    with town.store.transaction() as unit:
        assert take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON) == []


def test_somebody_of_the_same_incident_is_nobodys_peer_in_it(town: Town) -> None:
    cases = town.incident(MEMBER, PEERS[0])
    assert all(town.case(case).peer not in (None, PEERS[0]) for case in cases)


def test_somebody_who_is_added_later_gets_his_case_then(town: Town) -> None:
    town.incident()
    added = InvolvePerson(NOON + MINUTE, COORDINATOR, WITNESS, "discharged_weapon")
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, "incident/i-1"), added, None)
        (case,) = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + MINUTE, 1)
    assert town.case(case).head.member == WITNESS
    assert town.case(case).head.opened_at == NOON + MINUTE


def test_two_who_are_added_later_and_taken_in_at_once_are_known_to_the_case_before_them_and_to_each_other(
    town: Town,
) -> None:
    (first,) = town.incident()
    with town.store.transaction() as unit:
        for person in (WITNESS, PARTNER):
            added = InvolvePerson(NOON + MINUTE, COORDINATOR, person, "discharged_weapon")
            handle(unit, stream_of(AGENCY, "incident/i-1"), added, None)
        cases = [first, *take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + MINUTE)]
    told = [
        type(event).__name__ for case in cases[1:] for event in town.store.events(stream_of(AGENCY, f"case/{case}"))
    ]
    assert "InvolvedPersonAdded" not in told, "who comes together knows of each other from the beginning"
    everybody = {MEMBER, WITNESS, PARTNER}
    assert [town.case(case).head.involved | {town.case(case).head.member} for case in cases] == [everybody] * 3


def test_the_cases_of_one_incident_are_looked_up_once_however_many_were_in_it(town: Town) -> None:
    involved = [PersonId(f"w-{number}") for number in range(9)]
    town.incident()
    with town.store.transaction() as unit:
        for person in involved:
            added = InvolvePerson(NOON + MINUTE, COORDINATOR, person, "discharged_weapon")
            handle(unit, stream_of(AGENCY, "incident/i-1"), added, None)
        counted = Counted(unit)
        opened = take_in(cast("Unit", counted), town.rosters, DerivedIds(1), plan_for, NOON + MINUTE)
    assert (len(opened), counted.looks) == (9, 1)


def test_cases_without_an_incident_have_nothing_to_tell_each_other(town: Town) -> None:
    with town.store.transaction() as unit:
        for person in (WITNESS, PARTNER):
            wanted = CareWanted("", "officer_involved_shooting", person, "discharged_weapon", (), NOON, ZONE, "any")
            unit.put_inbox([InboxRow(AGENCY, f"case/{person}", "case/c-0", wanted, NOON)])
        cases = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON)
    assert [town.case(case).head.involved for case in cases] == [frozenset(), frozenset()]


def test_whom_he_ruled_out_before_is_not_asked_after_the_next_incident_either(town: Town) -> None:
    """Also where the case before is closed by then; where he let somebody back in, that one may be asked."""
    (case,) = town.incident()
    peer = town.case(case).peer
    assert peer is not None
    others = [person for person in PEERS if person != peer]
    for person in others:
        town.do(case, RuleOut(NOON, MEMBER, person))
    town.do(case, LetBackIn(NOON, MEMBER, others[0]))
    (second,) = [one for one in town.incident(name="i-2") if one != case]
    assert town.case(second).choices.ruled_out == set(others[1:])
    assert town.case(second).peer not in others[1:]
    for one in (case, second):
        town.do(one, CloseCase(NOON, COORDINATOR, "coordinator"))
    third = town.incident(name="i-3")[-1]
    assert town.case(third).choices.ruled_out == set(others[1:])
