"""What a viewer sees: conditions open a cell only when their fact is there, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.kernel import DAY, PersonId
from solidground.core.wall import (
    CARE_ROLES,
    COMMAND_ROLES,
    SHARE_ENDS_FOR,
    Bond,
    Piece,
    Role,
    Rule,
    Viewer,
    What,
    may,
    sees,
    shares,
    standing,
)

WHO = PersonId("7")
NOBODY = Viewer(WHO)
MEMBER = Bond(is_member=True)
PEER = Bond(is_assigned_peer=True)
FAMILY = Bond(is_family_contact=True)


def someone(*roles: Role) -> Viewer:
    return Viewer(WHO, frozenset(roles))


OPENED_BY_A_FACT: list[tuple[What, Viewer, Bond, Bond]] = [
    (What.INCIDENT, someone(Role.ON_CALL), Bond(), Bond(is_called=True)),
    (What.ANSWER, someone(Role.COORDINATOR), Bond(), Bond(nobody_answered=True)),
    (What.CIRCLE, NOBODY, PEER, PEER._replace(is_own=True)),
    (What.CONCERN, NOBODY, PEER, PEER._replace(is_handler=True)),
    (What.CONCERN, NOBODY, FAMILY, FAMILY._replace(is_own=True)),
    (What.CONCERN, NOBODY, MEMBER, MEMBER._replace(law_gives_access=True)),
    (What.CONCERN_SOURCE, NOBODY, PEER._replace(is_handler=True), PEER._replace(is_handler=True, source_agrees=True)),
    (What.SEALED_NOTE, NOBODY, MEMBER, MEMBER._replace(is_recipient=True)),
    (What.RULED_OUT, someone(Role.DEPUTY), Bond(), Bond(is_enforcing=True)),
    (What.INVESTIGATION, NOBODY, MEMBER, MEMBER._replace(told=True)),
    (What.RETURN_PLANNED, NOBODY, PEER, PEER._replace(is_involved=True)),
    (What.DECISION_HELD, NOBODY, PEER, PEER._replace(is_beside=True)),
    (What.DECISION_DRAFT, NOBODY, PEER, PEER._replace(shared=frozenset({What.DECISION_DRAFT}))),
    (What.DISCLOSURES, someone(Role.COORDINATOR), Bond(), Bond(is_own=True)),
    (What.SESSION_ATTENDED, NOBODY, Bond(is_chosen_clinician=True), Bond(is_chosen_clinician=True, is_own=True)),
    (What.OWED_AND_CONTACTS, NOBODY, Bond(is_supervisor=True), Bond(is_supervisor=True, is_own=True)),
    (What.OWED_AND_CONTACTS, NOBODY, PEER, PEER._replace(is_own=True)),
    (What.ACCOUNTS, someone(Role.CHIEF), Bond(), Bond(is_own=True)),
    (What.OUTCOME, NOBODY, Bond(), Bond(is_companion_now=True)),
]


@pytest.mark.parametrize(("what", "viewer", "without", "with_it"), OPENED_BY_A_FACT)
def test_a_conditional_cell_opens_with_its_fact_and_not_before(
    what: What, viewer: Viewer, without: Bond, with_it: Bond
) -> None:
    assert not sees(what, viewer, without)
    assert sees(what, viewer, with_it)


def test_the_member_sees_his_own_case_and_not_who_raised_a_concern() -> None:
    assert sees(What.OWED_AND_CONTACTS, NOBODY, MEMBER)
    assert not sees(What.CONCERN_SOURCE, NOBODY, MEMBER._replace(is_handler=True, source_agrees=True))


def test_a_coordinator_before_his_own_case_is_the_member_alone() -> None:
    own = MEMBER._replace(is_handler=True, source_agrees=True)
    assert sees(What.CONCERN, someone(Role.COORDINATOR), own._replace(is_member=False))
    assert not sees(What.CONCERN, someone(Role.COORDINATOR), own)


def test_a_disclosure_that_a_law_keeps_quiet_is_not_shown_to_the_member() -> None:
    assert sees(What.DISCLOSURES, NOBODY, MEMBER)
    assert not sees(What.DISCLOSURES, NOBODY, MEMBER._replace(law_forbids=True))


def test_nobody_is_shown_what_stays_in_the_members_browser() -> None:
    assert not sees(What.SELF_CHECK, NOBODY, MEMBER)


def test_a_share_with_the_family_ends_after_ninety_days() -> None:
    shared, lapsed = shares({What.PROPERTY: 0, What.DUTY_STATUS: 5 * DAY}, SHARE_ENDS_FOR)
    bond = FAMILY._replace(shared=shared, lapsed=lapsed)
    assert not sees(What.PROPERTY, NOBODY, bond)
    assert sees(What.DUTY_STATUS, NOBODY, bond)


def test_the_family_hears_of_the_investigation_when_it_is_shared_and_the_member_was_told() -> None:
    shared = FAMILY._replace(shared=frozenset({What.INVESTIGATION}))
    assert not sees(What.INVESTIGATION, NOBODY, FAMILY._replace(told=True))
    assert not sees(What.INVESTIGATION, NOBODY, shared)
    assert sees(What.INVESTIGATION, NOBODY, shared._replace(told=True))


def test_who_brings_the_news_knows_it_before_the_member_and_nobody_of_command_does_so() -> None:
    carries = Bond(is_carrier=True)
    assert sees(What.INVESTIGATION, NOBODY, carries)
    assert sees(What.OWED_AND_CONTACTS, NOBODY, carries._replace(is_own=True))
    assert not sees(What.OWED_AND_CONTACTS, NOBODY, carries)
    assert not sees(What.INVESTIGATION, someone(Role.HR), carries)
    assert standing(What.INVESTIGATION, NOBODY, carries._replace(is_supervisor=True)) == {Role.SUPERVISOR}


@pytest.mark.parametrize(
    ("what", "viewer", "bond", "piece"),
    [
        (What.OWED_AND_CONTACTS, NOBODY, PEER, Piece.SUMMARY),
        (What.PROPERTY, someone(Role.LIAISON), Bond(), Piece.ITEM),
        (What.WHO_LOOKED, someone(Role.COSIGNER), Bond(), Piece.COUNTS),
    ],
)
def test_where_only_a_piece_is_open_the_whole_stays_shut(what: What, viewer: Viewer, bond: Bond, piece: Piece) -> None:
    assert sees(what, viewer, bond, piece)
    assert not sees(what, viewer, bond)


def test_a_role_towards_one_member_is_not_held_in_general() -> None:
    assert not sees(What.OUTCOME, someone(Role.PEER, Role.SUPERVISOR, Role.MEMBER), Bond())


def test_a_supervisor_assigned_as_peer_by_mistake_sees_as_the_supervisor() -> None:
    both = PEER._replace(is_supervisor=True)
    assert standing(What.OUTCOME, someone(Role.COORDINATOR), both) == {Role.SUPERVISOR}
    assert not sees(What.OUTCOME, someone(Role.COORDINATOR), both)


def test_a_chief_who_was_granted_a_role_of_care_all_the_same_sees_as_the_chief() -> None:
    both = someone(Role.CHIEF, Role.COORDINATOR)
    assert standing(What.OUTCOME, both, PEER) == {Role.CHIEF}
    assert not sees(What.OUTCOME, both, PEER)


def test_everybody_sees_the_figures_but_a_family_contact() -> None:
    assert sees(What.FIGURES, someone(Role.CHIEF), Bond())
    assert not sees(What.FIGURES, someone(Role.FAMILY_CONTACT), Bond())


def test_a_chief_who_is_also_a_member_is_not_shown_how_long_the_care_log_is() -> None:
    assert sees(What.CARE_CHECKPOINTS, someone(Role.MEMBER), Bond())
    assert not sees(What.CARE_CHECKPOINTS, someone(Role.MEMBER, Role.CHIEF), MEMBER)


BONDS = st.builds(
    Bond,
    **{name: st.booleans() for name in Bond._fields if name not in {"shared", "lapsed"}},
    shared=st.frozensets(st.sampled_from(What)),
    lapsed=st.frozensets(st.sampled_from(What)),
)
ROLES = st.frozensets(st.sampled_from(Role))
SHUT_TO_COMMAND = {
    what for what in What if all(may(what, role) in {Rule.NO, Rule.NEVER} for role in COMMAND_ROLES | {Role.SUPERVISOR})
}


@given(
    ROLES,
    BONDS,
    st.sampled_from(sorted(COMMAND_ROLES)),
    st.sampled_from(sorted(SHUT_TO_COMMAND)),
    st.sampled_from(Piece),
)
def test_no_fact_of_the_care_side_changes_what_command_sees(
    granted: frozenset[Role], bond: Bond, role: Role, what: What, piece: Piece
) -> None:
    viewer = Viewer(WHO, granted - {Role.COSIGNER} | {role})
    chosen = bond.is_member or bond.is_chosen_clinician or bond.is_family_contact or bond.is_carrier
    assert chosen or not sees(what, viewer, bond, piece)
    assert not standing(what, viewer, bond) & CARE_ROLES


@given(ROLES, BONDS, st.sampled_from(What))
def test_a_viewer_sees_nothing_that_no_cell_of_his_opens(roles: frozenset[Role], bond: Bond, what: What) -> None:
    viewer = Viewer(WHO, roles)
    cells = {may(what, role) for role in standing(what, viewer, bond)}
    if cells <= {Rule.NO, Rule.NEVER}:
        assert not sees(what, viewer, bond)
    if Rule.YES in cells:
        assert sees(what, viewer, bond)
