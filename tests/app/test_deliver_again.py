"""What may have left already: sent again as it was, under its key, and never within another message."""

from collections import Counter

import pytest

from solidground.app.bundle import LATE_FOR
from solidground.core.care.companion.commands import DeclineCompanion
from solidground.core.kernel import HOUR, MINUTE, Instant
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import Outcome, TryAgain, Unknown
from tests.app.test_deliver import only
from tests.app.test_service import Hands, service
from tests.app.town import MEMBER, NOON, Spy, Town


def died_while_sending(town: Town, at: Instant) -> None:
    """Let a sender be killed after the provider took its first message, and before that was written down."""

    class KilledError(Exception):
        pass

    class Dying(Spy):
        def send(self, message: Message) -> Outcome:
            super().send(message)
            raise KilledError

    dying = Dying()
    town.channels = {"mail": dying}
    with pytest.raises(KilledError):
        town.deliver(at)
    town.channels = {"mail": town.spy}
    town.spy.sent += dying.sent


def test_what_a_sender_that_died_may_have_sent_comes_again_as_it_was_and_never_within_another(town: Town) -> None:
    town.incident()
    died_while_sending(town, NOON)
    (first,) = town.spy.sent
    # By then it is so late that what had not been sent yet would be gathered.
    assert only(town.deliver(NOON + LATE_FOR + MINUTE), handed_over=3)
    assert [message.key for message in town.spy.sent].count(first.key) == 2
    assert town.spy.asked == [message.key for message in town.spy.sent[1:]], "a provider who knows is asked first"
    assert all("things wait" not in message.body for message in town.spy.sent)


def test_what_was_gathered_keeps_its_key_though_less_is_wanted_of_it(town: Town) -> None:
    (case,) = town.incident()
    at = NOON + LATE_FOR + MINUTE
    died_while_sending(town, at)
    (first,) = town.spy.sent
    assert "3 things wait for you" in first.body
    town.do(case, DeclineCompanion(at, MEMBER))
    told = town.deliver(at + LATE_FOR + MINUTE)
    assert told.withdrawn > 0
    assert {message.key for message in town.spy.sent} == {first.key}


def test_what_may_have_arrived_is_gathered_with_nothing_new_and_stays_unknown_while_the_provider_is_down(
    town: Town,
) -> None:
    town.incident()
    town.spy.endings = [*[Unknown("The line broke.")] * 3, *[TryAgain("The server is down.", 0)] * 3]
    town.deliver(NOON)
    late = NOON + LATE_FOR + MINUTE
    assert only(town.deliver(late), again=3)
    assert town.outbox("DISTINCT status") == [("unknown",)]
    assert only(town.deliver(late + HOUR), handed_over=3)
    keys = [message.key for message in town.spy.sent]
    assert sorted(keys[:3]) == sorted(keys[3:6]) == sorted(keys[6:])


def test_what_certainly_did_not_leave_is_gathered_again(town: Town) -> None:
    town.incident()
    town.spy.endings = [TryAgain("The server is down.", 0)] * 3
    town.deliver(NOON)
    town.spy.sent.clear()
    assert only(town.deliver(NOON + LATE_FOR + MINUTE), handed_over=3)
    assert len(town.spy.sent) == 1


def test_a_sender_that_stood_still_leaves_to_the_other_what_it_had_in_its_hands(town: Town) -> None:
    town.incident()
    other = Town(town.store)
    town.spy.before = lambda: (other.deliver(NOON + HOUR), None)[1]
    assert only(town.deliver(NOON), handed_over=1, waiting=2)
    taken = Counter(message.key for message in (*town.spy.sent, *other.spy.sent))
    assert sorted(taken.values()) == [1, 1, 2], "the one mail under way, under its own key"
    assert town.outbox("DISTINCT status") == [("handed_over",)]


@pytest.mark.parametrize(("alone", "sent_again"), [(True, 3), (False, 0)])
def test_who_knows_that_no_other_sender_lives_sends_at_once_what_a_killed_one_had_in_its_hands(
    town: Town, *, alone: bool, sent_again: int
) -> None:
    town.incident()
    died_while_sending(town, NOON)
    (first,) = town.spy.sent
    clock = service(town, Hands(NOON + MINUTE))
    clock.alone = lambda: alone
    assert clock.turn().messages == sent_again
    assert [message.key for message in town.spy.sent].count(first.key) == 1 + alone, (
        "one may arrive twice, under its key"
    )
    assert clock.turn().messages == 0
