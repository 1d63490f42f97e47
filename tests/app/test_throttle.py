from solidground.app.throttle import Throttle
from solidground.core.kernel import DAY, HOUR, MINUTE
from tests.app.town import AGENCY, NOON, PEERS

PEER, OTHER = PEERS[0], PEERS[1]


def test_one_more_than_the_bound_waits_until_the_first_is_an_hour_old() -> None:
    throttle = Throttle(most=2, within_for=HOUR)
    assert throttle.wait_until(AGENCY, PEER, NOON) is None
    assert throttle.wait_until(AGENCY, PEER, NOON + MINUTE) is None
    assert throttle.wait_until(AGENCY, PEER, NOON + 2 * MINUTE) == NOON + HOUR
    assert throttle.wait_until(AGENCY, OTHER, NOON + 2 * MINUTE) is None
    assert throttle.wait_until(AGENCY, PEER, NOON + HOUR) is None


def test_what_was_sent_by_a_time_that_lay_ahead_keeps_nothing_back_once_the_time_is_right() -> None:
    throttle = Throttle(most=1)
    assert throttle.wait_until(AGENCY, PEER, NOON + 13 * DAY) is None
    assert throttle.wait_until(AGENCY, PEER, NOON) is None
    assert throttle.wait_until(AGENCY, PEER, NOON) == NOON + HOUR


def test_what_did_not_go_out_takes_no_place() -> None:
    throttle = Throttle(most=1)
    throttle.wait_until(AGENCY, PEER, NOON)
    throttle.give_back(AGENCY, PEER, NOON)
    throttle.give_back(AGENCY, OTHER, NOON)
    assert throttle.wait_until(AGENCY, PEER, NOON) is None


def test_people_with_room_again_are_let_go_and_the_others_are_not() -> None:
    throttle = Throttle(most=1, within_for=HOUR, people_most=1)
    throttle.wait_until(AGENCY, PEER, NOON)
    throttle.wait_until(AGENCY, OTHER, NOON + MINUTE)
    assert throttle.wait_until(AGENCY, PEER, NOON + MINUTE) == NOON + HOUR
    throttle.wait_until(AGENCY, PEERS[2], NOON + HOUR)
    assert throttle.wait_until(AGENCY, OTHER, NOON + HOUR) == NOON + HOUR + MINUTE
