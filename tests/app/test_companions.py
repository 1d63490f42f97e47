"""Whom a member may have beside him: the rules see who serves command on the day, as the roster says (P4)."""

from solidground.app.founding import FOUNDERS
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.kernel import DAY, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import GrantRole, SetSupervisor
from tests.app.town import MEMBER, NOON, PEERS, Town

TODAY = 738_946
CAPTAIN = PersonId("captain")


def answer(town: Town, companion: PersonId, at: Instant = NOON) -> str:
    (case,) = town.incident(at=at, name=f"i-{at}-{companion}")
    outcome = town.do(case, NameCompanion(at, MEMBER, companion))
    return outcome.reason if isinstance(outcome, Refusal) else "named"


def test_nobody_names_a_companion_who_serves_command_that_day(town: Town) -> None:
    town.enter(CAPTAIN)
    assert answer(town, CAPTAIN) == "named"
    town.change(CAPTAIN, GrantRole(NOON, *FOUNDERS, "chief", TODAY + 2, TODAY + 3))
    assert answer(town, CAPTAIN, NOON + 2 * DAY) == "ServesCommand"
    assert answer(town, CAPTAIN, NOON + 9 * DAY) == "named"


def test_nobody_names_his_own_supervisor(town: Town) -> None:
    town.change(MEMBER, SetSupervisor(NOON, FOUNDERS[0], PEERS[0], TODAY))
    assert answer(town, PEERS[0], NOON + DAY) == "ServesCommand"
    assert answer(town, PEERS[1], NOON + DAY) == "named"
