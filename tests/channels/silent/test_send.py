from solidground.channels.silent.send import Silent
from solidground.core.notice.outcome import HandedOver
from tests.channels.made_up import KEY, message


def test_everything_is_handed_over_at_once_and_counted_by_its_way() -> None:
    silent = Silent()
    outcomes = [silent.send(message()._replace(way=way)) for way in ("mail", "text", "mail")]
    assert [type(outcome) for outcome in outcomes] == [HandedOver] * 3
    assert silent.counted == {"mail": 2, "text": 1}
    assert silent.counted.total() == 3


def test_what_was_counted_has_arrived() -> None:
    assert isinstance(Silent().ask(KEY), HandedOver)
