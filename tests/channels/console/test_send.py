import io

from solidground.channels.console.send import LINE_CHARACTERS_MOST, Console
from solidground.core.notice.outcome import HandedOver
from tests.channels.made_up import KEY, TO, message


def test_a_message_is_one_line_with_the_recipient_by_id_and_no_address() -> None:
    stream = io.StringIO()
    outcome = Console(stream).send(message(body="Coffee? Someone would be glad to hear from you.\n\nReply 1"))
    assert isinstance(outcome, HandedOver)
    assert stream.getvalue() == "mail to call-sign-12: Coffee? Someone would be glad to hear from you.\n"
    assert TO not in stream.getvalue()


def test_a_message_can_neither_colour_the_screen_nor_fill_it() -> None:
    stream = io.StringIO()
    Console(stream).send(message(body="\x1b[31mCoffee?\r\x07 " + "x" * 5000))
    line = stream.getvalue()
    assert line.startswith("mail to call-sign-12: [31mCoffee? xxx")
    assert line.endswith("…\n")
    assert len(line) == LINE_CHARACTERS_MOST + 1


def test_what_was_printed_has_arrived() -> None:
    assert isinstance(Console(io.StringIO()).ask(KEY), HandedOver)
