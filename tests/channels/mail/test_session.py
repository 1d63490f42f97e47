"""A batch on one line: what the line's faults do to the messages around them."""

from dataclasses import replace

import pytest

from solidground.channels.mail.send import BREAKS_A_SESSION_MOST, MAILS_A_LINE_MOST, Mail
from solidground.core.notice.outcome import HandedOver, RefusedForGood, TryAgain
from tests.channels.made_up import TO, Start, account, message, noon

GREETINGS_A_LINE = 2
"""One in the clear and one after STARTTLS."""


def test_a_batch_goes_over_one_line(start: Start) -> None:
    server = start()
    with Mail(account(server), noon).session() as line:
        assert all(isinstance(line.send(message()), HandedOver) for _ in range(20))
    assert server.mail.lines == GREETINGS_A_LINE
    assert server.taken == [TO] * 20


def test_without_a_session_every_message_has_its_own_line(start: Start) -> None:
    server = start()
    mail = Mail(account(server), noon)
    assert [type(mail.send(message())) for _ in range(3)] == [HandedOver] * 3
    assert server.mail.lines == 3 * GREETINGS_A_LINE


def test_a_line_carries_a_bounded_number_of_mails(start: Start) -> None:
    server = start("tls")
    with Mail(account(server), noon).session() as line:
        for _ in range(MAILS_A_LINE_MOST + 1):
            assert isinstance(line.send(message()), HandedOver)
    assert server.mail.lines == 2


def test_a_line_the_server_closed_between_two_mails_is_dialled_anew_and_nothing_is_sent_twice(start: Start) -> None:
    server = start()
    server.faults.mails_a_line = 1
    with Mail(account(server), noon).session() as line:
        outcomes = [line.send(message(f"call-sign-{number}@harbor.example")) for number in range(6)]
    assert [type(outcome) for outcome in outcomes] == [HandedOver] * 6
    assert server.taken == [f"call-sign-{number}@harbor.example" for number in range(6)]


def test_a_server_that_is_down_is_dialled_once_a_session(start: Start) -> None:
    server = start()
    server.faults.replies["greeting"] = "421 too busy"
    with Mail(account(server), noon).session() as line:
        outcomes = [line.send(message()) for _ in range(50)]
    assert all(isinstance(outcome, TryAgain) for outcome in outcomes)
    assert server.mail.lines == 1


def test_the_next_session_dials_again(start: Start) -> None:
    server = start()
    mail = Mail(account(server), noon)
    server.faults.replies["greeting"] = "421 too busy"
    with mail.session() as line:
        line.send(message())
    del server.faults.replies["greeting"]
    with mail.session() as line:
        assert isinstance(line.send(message()), HandedOver)


def test_a_line_that_keeps_breaking_is_given_up_for_the_rest_of_the_batch(start: Start) -> None:
    server = start()
    server.faults.breaks_at = "recipient"
    with Mail(account(server), noon).session() as line:
        outcomes = [line.send(message()) for _ in range(30)]
    assert all(isinstance(outcome, TryAgain) for outcome in outcomes)
    assert server.mail.lines == BREAKS_A_SESSION_MOST * GREETINGS_A_LINE


def test_mails_refused_for_their_words_do_not_cost_the_line(start: Start) -> None:
    server = start()
    server.faults.replies["dot"] = "554 5.6.0 no"
    with Mail(account(server), noon).session() as line:
        outcomes = [line.send(message()) for _ in range(10)]
    assert [type(outcome) for outcome in outcomes] == [RefusedForGood] * 10
    assert server.mail.lines == GREETINGS_A_LINE


def test_a_session_inside_a_session_is_a_defect(start: Start) -> None:
    mail = Mail(account(start()), noon)
    with mail.session(), pytest.raises(AssertionError):
        mail.session().__enter__()


def test_an_address_beyond_plain_letters_goes_where_the_server_takes_it(start: Start) -> None:
    server = start(international=True)
    assert isinstance(Mail(account(server), noon).send(message("zoë@harbor.example")), HandedOver)
    assert server.taken == ["zoë@harbor.example"]


def test_an_address_beyond_plain_letters_is_refused_with_a_sentence_where_it_does_not(start: Start) -> None:
    server = start()
    with Mail(account(server), noon).session() as line:
        outcome = line.send(message("zoë@harbor.example"))
        assert isinstance(outcome, RefusedForGood)
        assert "plain letters" in outcome.why
        assert isinstance(line.send(message()), HandedOver)
    assert server.taken == [TO]


def test_a_short_code_stands_in_the_subject_only_where_it_was_asked_for(start: Start) -> None:
    server = start()
    Mail(replace(account(server), code_in_subject=True), noon).send(message())
    assert b"\nSubject: Coffee? #3f3f3f3f3f3f\r\n" in server.contents[0]
