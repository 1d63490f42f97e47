"""Who can see what, by name: the table of a member is what the wall says of the people there are."""

import pytest

from solidground.app.asking.sights import ABOUT_A_CASE, AFTER_AN_INCIDENT, Holder, Sight, sights
from solidground.core.care.choice.commands import CallMe, RuleOut
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.care.share.commands import GiveShare
from solidground.core.kernel import HOUR, CaseId, Instant, PersonId
from solidground.core.roster.person.commands import SetSupervisor
from solidground.core.wall import SHARE_ENDS_FOR, Role, Rule, What
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import CHIEF, HR, LIAISON, OFFICER

CLINIC = PersonId("clinic")


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case with a peer."""
    (found,) = town.incident()
    return found


def table(town: Town, case: CaseId, *, incident: bool = True, now: Instant = NOON) -> dict[What, Sight]:
    state = town.case(case)
    if not incident:
        state = state._replace(head=state.head._replace(incident=None))
    with town.store.transaction() as unit:
        found = sights(state, town.rosters.of(unit, AGENCY, now), now)
    return {sight.what: sight for sight in found}


def test_an_outcome_is_known_to_the_peer_and_the_coordinator_by_name(town: Town, case: CaseId) -> None:
    found = table(town, case)
    assert tuple(found) == ABOUT_A_CASE
    assert found[What.OUTCOME] == Sight(
        What.OUTCOME,
        (
            Holder(Role.PEER, (PEERS[0],), Rule.YES),
            Holder(Role.COORDINATOR, (COORDINATOR,), Rule.YES),
            Holder(Role.DEPUTY, (DEPUTY,), Rule.YES),
        ),
        (Holder(Role.ON_CALL, (), Rule.WHEN_CALLED),),
    )
    assert [holder.role for holder in found[What.RULED_OUT].sometimes] == [Role.COORDINATOR, Role.DEPUTY]
    assert found[What.RULED_OUT].now == ()


def test_a_companion_is_in_it_while_he_is_beside_him(town: Town, case: CaseId) -> None:
    town.do(case, NameCompanion(NOON, MEMBER, PEERS[1]))
    beside = Holder(Role.COMPANION, (PEERS[1],), Rule.OWN_AND_SUMMARY)
    assert beside in table(town, case)[What.OWED_AND_CONTACTS].now


def test_with_whom_he_shares_is_named_for_that_alone_and_until_it_ends(town: Town, case: CaseId) -> None:
    wife, clinician = PersonId("wife"), PersonId("clinic")
    for person in (wife, clinician):
        town.enter(person)
    town.do(case, GiveShare(NOON, MEMBER, wife, "family", ("answers",)))
    town.do(case, GiveShare(NOON, MEMBER, clinician, "clinician", ("contacts",)))
    found = table(town, case)
    family = Holder(Role.FAMILY_CONTACT, (wife,), Rule.IF_SHARED)
    assert family in found[What.ANSWER].now
    assert Holder(Role.CLINICIAN, (clinician,), Rule.IF_SHARED) in found[What.OWED_AND_CONTACTS].now
    assert family in found[What.INCIDENT].sometimes, "what he does not share she would see if he did"
    assert not [holder for holder in found[What.ANSWER].now if holder.role is Role.CLINICIAN]
    ended = table(town, case, now=NOON + SHARE_ENDS_FOR)
    assert {wife, clinician}.isdisjoint(
        who for sight in ended.values() for holder in sight.now for who in holder.people
    )


def test_who_was_ruled_out_is_in_it_no_more(town: Town, case: CaseId) -> None:
    town.do(case, RuleOut(NOON, MEMBER, PEERS[0]))
    named = {person for sight in table(town, case).values() for holder in sight.now for person in holder.people}
    assert PEERS[0] not in named


def test_a_coordinator_whom_a_call_reaches_knows_what_was_tapped(town: Town, case: CaseId) -> None:
    before = table(town, case)[What.ANSWER]
    assert Role.COORDINATOR in {holder.role for holder in before.sometimes}
    town.do(case, CallMe(NOON, MEMBER))
    town.sweep_to(NOON + HOUR)
    after = table(town, case)[What.ANSWER]
    assert Holder(Role.COORDINATOR, (COORDINATOR,), Rule.IF_NOBODY_ANSWERS) in after.now


def test_his_supervisor_is_named_and_as_that_alone(town: Town, case: CaseId) -> None:
    town.change(MEMBER, SetSupervisor(NOON, COORDINATOR, DEPUTY, 1))
    found = table(town, case)
    assert Holder(Role.SUPERVISOR, (DEPUTY,), Rule.OWN_DUTIES) in found[What.OWED_AND_CONTACTS].now
    deputies = [holder for sight in found.values() for holder in sight.now if holder.role is Role.DEPUTY]
    assert deputies == [], "before his own people his work for others falls away"


def test_a_case_that_began_otherwise_has_no_row_about_an_incident(town: Town, case: CaseId) -> None:
    assert not set(table(town, case, incident=False)) & AFTER_AN_INCIDENT


def test_what_was_taken_is_known_to_who_keeps_it_and_the_item_alone_to_the_liaison(town: Town, case: CaseId) -> None:
    town.enter(OFFICER, ("property_officer",))
    town.enter(LIAISON, ("liaison",))
    found = table(town, case)[What.PROPERTY]
    assert found.now == (
        Holder(Role.PEER, (PEERS[0],), Rule.YES),
        Holder(Role.COORDINATOR, (COORDINATOR,), Rule.YES),
        Holder(Role.DEPUTY, (DEPUTY,), Rule.YES),
        Holder(Role.PROPERTY_OFFICER, (OFFICER,), Rule.YES),
        Holder(Role.LIAISON, (LIAISON,), Rule.ITEM_ONLY),
    )
    assert [one.role for one in found.sometimes] == [Role.FAMILY_CONTACT]


def test_duty_is_known_to_command_and_an_exam_to_nobody_of_care(town: Town, case: CaseId) -> None:
    for person, role in ((HR, "hr"), (CHIEF, "chief"), (LIAISON, "liaison"), (CLINIC, "clinician")):
        town.enter(person, (role,))  # type: ignore[arg-type]  # the pairs name roles
    town.do(case, GiveShare(NOON, MEMBER, CLINIC, "clinician", ("contacts",)))
    found = table(town, case)
    assert [holder.people for holder in found[What.DUTY_STATUS].now] == [
        (PEERS[0],),
        (COORDINATOR,),
        (DEPUTY,),
        (HR,),
        (CHIEF,),
    ]
    assert [holder.people for holder in found[What.FITNESS].now] == [(HR,), (CHIEF,)]
    session = found[What.SESSION_ATTENDED].now
    assert Holder(Role.CLINICIAN, (CLINIC,), Rule.OWN_SESSIONS) in session
    assert HR not in {person for holder in session for person in holder.people}
    passed_on = {holder.role for holder in found[What.DISCLOSURES].now}
    assert passed_on == {Role.PEER, Role.COORDINATOR, Role.DEPUTY, Role.CLINICIAN}
