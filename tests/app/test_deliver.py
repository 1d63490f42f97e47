from collections.abc import Iterator
from contextlib import contextmanager

from solidground.app.bundle import LATE_FOR
from solidground.app.deliver import SENDING_SECONDS_MOST, Delivered, deliver
from solidground.app.founding import FOUNDERS
from solidground.app.registry import add_address
from solidground.app.throttle import Throttle
from solidground.core.care.choice.commands import CallMe, RuleOut, UndoCall
from solidground.core.care.concern.events import ConcernEnded
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.views import URGENT_TIMES
from solidground.core.kernel import DAY, HOUR, MINUTE, AgencyId, PersonId, Stream
from solidground.core.notice.outcome import HandedOver, RefusedForGood, TryAgain, Unknown
from solidground.core.notice.token import Opened, open_token, recipient_of
from solidground.core.record import Change
from solidground.core.roster.reach.commands import RemoveRoute
from solidground.core.subject import Notice
from tests.app.town import AGENCY, DEPUTY, FOUNDING, MEMBER, NOON, PEERS, VOICE, Spy, Town, address

ENDINGS = ("handed_over", "refused", "again", "unknown", "withdrawn", "waiting")
GONE = RefusedForGood("No such address.")


def only(told: Delivered, **expected: int) -> bool:
    return {name: getattr(told, name) for name in ENDINGS} == dict.fromkeys(ENDINGS, 0) | expected


def by_text(town: Town) -> Spy:
    """Give every peer a second way, and return its channel."""
    other = Spy()
    with town.store.transaction() as unit:
        for peer in PEERS:
            add_address(unit, VOICE.commitment, address(peer, "text"), *FOUNDERS, NOON, FOUNDING)
    town.channels = {"mail": town.spy, "text": other}
    return other


def write_notice(town: Town, agency: AgencyId, notice: Notice) -> None:
    """Put a notification that is about no case into the outbox."""
    at = notice.send_at
    event = ConcernEnded(at, MEMBER, "aged")
    with town.store.transaction() as unit:
        stream = Stream(agency, "care", "concern/c-1")
        state = unit.load([stream])[0].state
        unit.append([Change(stream, 0, (event,), state, state, None, (notice,))])


def test_what_is_due_is_handed_over_once(town: Town) -> None:
    town.incident()
    told = town.deliver(NOON)
    assert only(told, handed_over=3)
    assert told.rows == told.messages == 3
    assert set(town.spy.told) == {PEERS[0]}
    assert {message.to for message in town.spy.sent} == {"p-1.mail@harbor.example"}
    assert town.deliver(NOON).rows == 0


def test_a_message_tells_nothing_and_each_links_to_one_answer(town: Town) -> None:
    town.incident()
    town.deliver(NOON)
    for message in town.spy.sent:
        assert message.subject == "Coffee?"
        assert "https://ground.example/a/" in message.body
        assert MEMBER not in message.body
    assert len({message.key for message in town.spy.sent}) == 3


def test_a_talk_is_asked_for_with_three_answers_and_something_to_do_with_two(town: Town) -> None:
    town.incident()
    town.deliver(NOON)
    # The offer is a talk; seeing to a companion and to the family is something to do.
    asked = sorted(message.body.partition("Reply ")[2].partition(", or")[0] for message in town.spy.sent)
    assert asked == ["1 done, 3 hand off", "1 done, 3 hand off", "1 made, 2 no answer, 3 hand off"]


def test_a_step_that_was_done_is_not_asked_for_any_more(town: Town) -> None:
    (case,) = town.incident()
    at = NOON + MINUTE
    town.do(
        case,
        RecordContact(at, PEERS[0], "offer", 0, "made", at, precise=True, way="phone", until_at=None, role="peer"),
    )
    assert only(town.deliver(at), withdrawn=1, handed_over=2)


def test_whoever_was_ruled_out_is_never_told(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, RuleOut(NOON, MEMBER, PEERS[0]))
    town.deliver(NOON)
    assert set(town.spy.told) == {PEERS[1]}


def test_a_refused_address_fails_and_somebody_else_is_asked_at_once(town: Town) -> None:
    town.incident()
    town.spy.endings = [GONE]
    told = town.deliver(NOON)
    assert only(told, refused=1, handed_over=2)
    assert told.sentences == ("No such address.",)
    assert town.store.next_wake() == NOON, "his cases are woken in the same transaction"
    town.sweep_to(NOON)
    town.deliver(NOON)
    assert set(town.spy.told[3:]) == {PEERS[1]}
    with town.store.transaction() as unit:
        assert [route.working for route in unit.routes(AGENCY, PEERS[0])] == [False]


def test_where_one_way_fails_for_good_the_same_row_goes_by_another(town: Town) -> None:
    other = by_text(town)
    town.incident()
    town.spy.endings = [GONE, GONE, GONE]
    assert only(town.deliver(NOON), again=3)
    assert only(town.deliver(NOON), handed_over=3)
    assert other.told == [PEERS[0]] * 3
    assert {message.to for message in other.sent} == {"p-1.text@harbor.example"}
    assert len(town.outbox()) == 3


def test_nothing_is_sent_to_an_address_that_was_swapped(town: Town) -> None:
    town.incident()
    with town.store.transaction() as unit:
        unit.put_route(address(PEERS[0])._replace(address="thief@elsewhere.example"))
    assert only(town.deliver(NOON), refused=3)
    assert town.spy.sent == []
    town.sweep_to(NOON)
    town.deliver(NOON)
    assert set(town.spy.told) == {PEERS[1]}


def test_somebody_without_any_address_empties_his_rung_and_one_unknown_is_reached_by_his_id(town: Town) -> None:
    (case,) = town.incident()
    town.change(PEERS[0], RemoveRoute(NOON, PEERS[0], "p-1-mail"))
    assert only(town.deliver(NOON), refused=3)
    at = NOON + MINUTE
    notice = Notice("0" * 32, 0, 0, PersonId("elsewhere"), "mail", "standing", at)
    write_notice(town, AGENCY, notice)
    town.rosters.drop()
    assert town.deliver(at).handed_over == 1
    assert (town.spy.sent[-1].recipient, town.spy.sent[-1].to) == ("elsewhere", "")
    assert town.case(case).status == "active"


def test_what_has_no_channel_waits_and_is_not_lost(town: Town) -> None:
    town.incident()
    town.channels = {}
    at, waits = NOON, []
    for _ in range(8):
        assert only(town.deliver(at), waiting=3)
        ((next_at,),) = town.outbox("DISTINCT next_try_at")
        waits.append((next_at - at) // MINUTE)
        at = next_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60], "who mends the settings at once need not wait an hour"
    town.channels = {"mail": town.spy}
    assert town.deliver(at).handed_over == 3


def test_try_again_waits_twice_as_long_each_time_and_never_more_than_an_hour(town: Town) -> None:
    town.incident()
    waits = []
    at = NOON
    for _ in range(9):
        town.spy.endings = [TryAgain("The server is down.", 0)] * 3
        told = town.deliver(at)
        assert only(told, again=3)
        assert told.messages == 0, "what did not leave is not called sent"
        ((next_at,),) = town.outbox("DISTINCT next_try_at")
        waits.append((next_at - at) // MINUTE)
        at = next_at
    town.spy.endings = []
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert town.deliver(at).handed_over == 3


def test_what_is_urgent_is_tried_again_within_minutes_and_never_gathered(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    town.do(case, CallMe(NOON, MEMBER))
    at = NOON
    for _ in range(4):
        town.spy.endings = [TryAgain("The server is down.", HOUR)]
        assert only(town.deliver(at), again=1)
        (waits_until,) = [row[1] for row in town.outbox("urgent, next_try_at") if row[0]]
        assert waits_until - at == 5 * MINUTE
        at = waits_until
    town.deliver(at)
    assert town.spy.sent[-1].subject == "Coffee? Now"


def test_a_call_taken_back_is_told_to_whoever_was_rung(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    town.do(case, CallMe(NOON, MEMBER))
    town.deliver(NOON)
    rung = town.spy.sent[-1]
    town.do(case, UndoCall(NOON + MINUTE, MEMBER))
    town.deliver(NOON + MINUTE)
    assert (town.spy.sent[-1].recipient, "taken back" in town.spy.sent[-1].body) == (rung.recipient, True)


def test_what_may_have_arrived_is_asked_of_the_provider_and_never_counted_as_sent(town: Town) -> None:
    town.incident()
    town.spy.endings = [Unknown("The line broke.")] * 3
    assert only(town.deliver(NOON), unknown=3)
    keys = [message.key for message in town.spy.sent]
    assert town.spy.asked == keys
    town.spy.became = HandedOver("it did arrive")
    assert only(town.deliver(NOON + MINUTE), handed_over=3)
    assert len(town.spy.sent) == 3, "what had arrived is not sent again"


def test_where_nobody_knows_it_is_sent_again_under_the_same_key(town: Town) -> None:
    town.incident()
    town.spy.endings = [Unknown("The line broke.")] * 3
    town.deliver(NOON)
    assert only(town.deliver(NOON + MINUTE), handed_over=3)
    keys = [message.key for message in town.spy.sent]
    assert sorted(keys[:3]) == sorted(keys[3:])


def test_a_provider_that_knows_at_once_settles_it(town: Town) -> None:
    town.incident()
    town.spy.endings = [Unknown("The line broke.")] * 3
    town.spy.became = HandedOver("it did arrive")
    assert only(town.deliver(NOON), handed_over=3)


def test_a_throttle_delays_and_drops_nothing(town: Town) -> None:
    town.throttle = Throttle(most=2)
    town.incident()
    assert only(town.deliver(NOON), handed_over=2, waiting=1)
    assert town.deliver(NOON + MINUTE).rows == 0
    assert town.deliver(NOON + HOUR).handed_over == 1
    assert len(town.spy.sent) == 3


def test_what_did_not_go_out_takes_no_room_from_what_does(town: Town) -> None:
    town.throttle = Throttle(most=3)
    town.incident()
    town.spy.endings = [TryAgain("The server is down.", 0)] * 3
    town.deliver(NOON)
    assert only(town.deliver(NOON + MINUTE), handed_over=3)


def test_catching_up_sends_one_message_for_each_case_and_keeper(town: Town) -> None:
    town.incident()
    town.incident(PersonId("m-2"), name="i-2")
    assert {row[0] for row in town.outbox()} == {PEERS[0], PEERS[1]}
    assert only(town.deliver(NOON + LATE_FOR + MINUTE), handed_over=6)
    assert sorted(town.spy.told) == [PEERS[0], PEERS[1]]
    assert all("3 things wait for you" in message.body for message in town.spy.sent)
    assert town.outbox("DISTINCT status") == [("handed_over",)]


def test_reminders_for_one_keeper_are_one_message() -> None:
    town = Town()
    town.people(peers=PEERS[:1])
    for number in range(3):
        town.incident(PersonId(f"m-{number}"), name=f"i-{number}")
    town.deliver(NOON)
    town.spy.sent.clear()
    town.sweep_to(NOON + 30 * MINUTE)
    assert only(town.deliver(NOON + 30 * MINUTE), handed_over=3)
    assert town.spy.told == [PEERS[0]]
    assert "3 things wait for you" in town.spy.sent[0].body
    assert "open https://ground.example/a\n" in town.spy.sent[0].body


def test_repeats_say_how_many_wait_also_one(town: Town) -> None:
    town.incident()
    town.sweep_to(NOON + 3 * DAY)
    town.deliver(NOON + 3 * DAY)
    assert any("1 thing waits for you" in m.body for m in town.spy.sent if m.recipient == DEPUTY)


def test_a_sender_too_slow_puts_the_rest_back(town: Town) -> None:
    town.incident()
    clock = iter([0.0, 0.0, SENDING_SECONDS_MOST + 1, SENDING_SECONDS_MOST + 1])
    assert only(deliver(town.post(lambda: next(clock)), NOON), handed_over=1, waiting=2)
    assert only(town.deliver(NOON), handed_over=2)


def test_a_line_is_kept_open_for_a_delivery_and_opened_for_nothing_else(town: Town) -> None:
    class Line(Spy):
        lines = 0

        @contextmanager
        def session(self) -> Iterator[None]:
            self.lines += 1
            yield

    line = Line()
    town.channels = {"mail": line, "text": line}
    town.deliver(NOON)
    assert line.lines == 0
    town.incident()
    town.deliver(NOON)
    assert (line.lines, len(line.sent)) == (1, 3)


def test_a_sender_that_died_leaves_its_rows_to_the_next_under_the_same_keys(town: Town) -> None:
    town.incident()
    with town.store.transaction() as unit:
        keys = {row.key for row in unit.outbox_due(NOON, 10)}
    assert town.deliver(NOON + MINUTE).rows == 0
    town.deliver(NOON + 10 * MINUTE)
    assert {message.key for message in town.spy.sent} <= keys
    assert town.outbox("DISTINCT status") == [("handed_over",)]


def test_what_cannot_be_worded_is_set_apart_and_stops_nothing_else(town: Town) -> None:
    (case,) = town.incident()
    notice = Notice("0" * 32, 0, 0, MEMBER, "mail", "unheld", NOON)
    flawed = VOICE._replace(phrase="Your trauma support")
    write_notice(town, AgencyId("bay"), notice)
    post = town.post()._replace(voices=lambda agency: VOICE if agency == AGENCY else flawed)
    assert only(deliver(post, NOON), handed_over=3, waiting=1)
    assert town.case(case).status == "active"


def test_a_member_who_is_rung_again_has_somebody_whose_link_says_how_it_went(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    town.do(case, CallMe(NOON, MEMBER))
    at = NOON + MINUTE
    rung = next(raised.asked for raised in town.case(case).raised if raised.ladder == "urgent")
    assert rung is not None
    told = RecordContact(
        at, rung, "call", None, "no_answer", at, precise=True, way="phone", until_at=None, role="on_call"
    )
    town.do(case, told)
    town.spy.sent.clear()
    town.sweep_to(at + 15 * MINUTE)
    town.deliver(at + 15 * MINUTE)
    (call,) = [message for message in town.spy.sent if message.subject == "Coffee? Now"]
    claim = open_token({1: VOICE.signing}, call.body.split("/a/")[1].split()[0], at)
    assert isinstance(claim, Opened)
    assert (claim.purpose, recipient_of(claim, [MEMBER, *PEERS, call.recipient])) == ("report", call.recipient)


def test_somebody_the_roster_does_not_know_is_refused_once(town: Town) -> None:
    notice = Notice("0" * 32, 0, 0, PersonId("elsewhere"), "mail", "standing", NOON)
    write_notice(town, AGENCY, notice)
    town.spy.endings = [GONE]
    assert only(town.deliver(NOON), refused=1)
    assert town.deliver(NOON + DAY).rows == 0


def test_what_was_kept_back_into_the_night_waits_for_the_morning(town: Town) -> None:
    # Given a provider that takes nothing from the afternoon until three at night
    town.incident()
    town.spy.endings = [TryAgain("down", 0)] * 200
    at = NOON
    while at < NOON + 15 * HOUR:
        town.sweep_to(at)
        town.deliver(at)
        at += 10 * MINUTE
    # When it takes messages again
    town.spy.endings, town.spy.sent = [], []
    night = NOON + 15 * HOUR
    town.deliver(night)
    # Then only what may come through the night does, and the rest once people are awake
    rows = town.outbox("kind, status, next_try_at, send_at")
    kept = {(kind, at) for kind, status, at, send_at in rows if status == "waiting" and send_at <= night}
    assert kept == {("rung_asked", NOON + 20 * HOUR)}
    assert town.deliver(NOON + 20 * HOUR).handed_over > 0


def test_a_call_that_is_repeated_daily_waits_for_the_morning_where_it_is_late(town: Town) -> None:
    # Given a call that nobody has taken for days, and a provider that takes nothing for an afternoon
    (case,) = town.incident()
    town.do(case, CallMe(NOON, MEMBER))
    town.sweep_to(NOON + 4 * DAY)
    town.deliver(NOON + 4 * DAY)
    town.sweep_to(NOON + 4 * DAY + 23 * HOUR)
    ((repeat, send_at),) = town.outbox("DISTINCT repeat, send_at")[-1:]
    assert (repeat > URGENT_TIMES, send_at > NOON + 4 * DAY) == (True, True)
    # When it takes messages again at three at night, then whoever is asked daily is let sleep
    night = NOON + 5 * DAY + 15 * HOUR
    late = "kind = 'rung_repeated' AND status = 'waiting'"
    town.deliver(night)
    assert town.outbox(f"sum({late}), min(CASE WHEN {late} THEN next_try_at END)") == [(1, NOON + 5 * DAY + 20 * HOUR)]
