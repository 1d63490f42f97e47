"""Nobody stands on both sides of the wall."""

import pytest

from solidground.core.wall import CARE_ROLES, COMMAND_ROLES, Role, refused_together
from tests.core.sentences import is_sentences


@pytest.mark.parametrize("caring", sorted(CARE_ROLES))
@pytest.mark.parametrize("commanding", sorted(COMMAND_ROLES))
def test_a_role_of_care_and_a_role_of_command_are_refused_together(caring: Role, commanding: Role) -> None:
    refusal = refused_together({caring, commanding})
    assert refusal is not None
    assert refusal.reason == "RolesUndoWall"
    assert is_sentences(refusal.text), "a person reads a sentence"
    assert "lend" in refusal.text


@pytest.mark.parametrize("caring", sorted(CARE_ROLES))
def test_a_supervisor_of_the_member_is_refused_every_role_of_care_towards_him(caring: Role) -> None:
    refusal = refused_together({caring}, supervises_member=True)
    assert refusal is not None
    assert refusal.reason == "SupervisorOfMember"
    assert is_sentences(refusal.text), "a person reads a sentence"
    assert "from elsewhere" in refusal.text


@pytest.mark.parametrize(
    "roles",
    [set(), {Role.PEER, Role.ON_CALL, Role.DEPUTY}, {Role.PEER, Role.SUPERVISOR}, {Role.CHIEF, Role.SUPERVISOR}],
)
def test_roles_of_one_side_may_be_held_together(roles: set[Role]) -> None:
    assert refused_together(roles) is None


def test_supervising_the_member_alone_is_no_reason_to_refuse() -> None:
    assert refused_together({Role.CHIEF}, supervises_member=True) is None
