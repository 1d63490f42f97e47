"""What a member gets of himself says nothing of the others who could have been asked."""

import json

from solidground.app.exporting import everything_about
from tests.app.town import AGENCY, MEMBER, NOON, PEERS, Town


def test_a_member_does_not_read_that_one_of_the_peers_has_a_case_of_his_own() -> None:
    town = Town()
    town.people()
    town.incident(PEERS[0], name="i-0")
    town.incident(MEMBER, at=NOON + 1)
    assert any("own_case" in row.body for row in town.store.log(AGENCY, "care"))
    told = json.dumps(everything_about(town.store, AGENCY, MEMBER))
    assert "PeerAssigned" in told
    assert "own_case" not in told
