"""What belongs to those who help is not there for command, and nothing of care is read for it."""

import pytest

from solidground.app.ask import ask
from solidground.app.asking.questions import NOT_HERE, MyConsults, MyDuties, MyHat, MyLoad, MyMembers, MySwaps, OneKept
from solidground.app.asking.reading import Reading
from solidground.core.kernel import HOUR
from solidground.core.wall import Role, Viewer
from tests.app.test_consults import held
from tests.app.town import AGENCY, NOON, PEERS, Town


@pytest.mark.parametrize("role", [Role.CHIEF, Role.HR, Role.LIAISON, Role.ADMINISTRATOR])
def test_a_peer_who_serves_command_too_is_shown_nothing_of_his_work(town: Town, role: Role) -> None:
    case, peer = held(town)
    reading = Reading(town.store, town.rosters, AGENCY, NOON + HOUR)
    viewer = Viewer(peer, frozenset({role}))
    for question in (MyConsults(), MyDuties(), MyMembers(), MySwaps()):
        assert ask(reading, viewer, question) == ()
    for hidden in (MyLoad(), OneKept(case)):
        assert ask(reading, viewer, hidden) == NOT_HERE
    assert ask(reading, viewer, MyHat()) == role


def test_who_is_no_cosigner_but_a_peer_stands_as_a_peer(town: Town) -> None:
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    assert ask(reading, Viewer(PEERS[0]), MyHat()) is Role.PEER
    assert ask(reading, Viewer(PEERS[0], frozenset({Role.COSIGNER})), MyHat()) is Role.COSIGNER
