"""What is asked wrongly: the place, what is wrong and the remedy, in plain words and one line."""

import pytest

from solidground.config.faults import BAD
from tests.config.conftest import Solidground

REPLAY = ["replay", "--incidents", "city.csv"]
FOREIGN = ("Invalid value", "Input should", "Value error", "valid integer", "No such", "Missing", "Got unexpected")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([*REPLAY, "--peers", "x"], '--peers: "x" is no whole number. Write one in digits, such as --peers 12.'),
        ([*REPLAY, "--peers", "1" * 5000], '1111…" is no whole number.'),
        ([*REPLAY, "--peers", "-1"], '--peers: "-1" is too small. Write a whole number of 0 or more.'),
        ([*REPLAY, "--peers", "10001"], '--peers: "10001" is too large. Write a whole number of 10,000 or less.'),
        ([*REPLAY, "--seed", "1.5"], '--seed: "1.5" is no whole number.'),
        ([*REPLAY, "--answers", "maybe"], '--answers: "maybe" is not known. Write one of: everybody, nobody, mixed.'),
        ([*REPLAY, "--store", "x"], '--store: "x" is not known. Write one of: memory, sqlite, postgresql.'),
        ([*REPLAY, "--peers"], "--peers lacks its value. Write it after --peers."),
        ([*REPLAY, "--json=yes"], "--json stands alone. Take out what follows its equals sign."),
        ([*REPLAY, "--peeers", "3"], "--peeers is no option. Perhaps it is --peers or --people."),
        ([*REPLAY, "--zz"], '--zz is no option. "solidground replay --help" says'),
        ([*REPLAY, "one", "two"], '"one two" stands where nothing more is asked. Take it out, or write the option'),
        (["repla"], '"repla" is no command. Perhaps it is replay.'),
        (["protocol", "sho"], '"sho" is no command. Perhaps it is show. "solidground protocol --help" says'),
        (["import", "members"], "FILE is missing. Write it after the command."),
        (["protocol", "show", "default"], "--at is missing. Write --at TIME."),
    ],
    ids=lambda given: given[:24] if isinstance(given, str) else "",
)
def test_what_is_asked_wrongly_is_told_in_plain_words(
    solidground: Solidground, arguments: list[str], says: str
) -> None:
    found = solidground(*arguments)
    assert (found.code, found.out) == (BAD, "")
    assert says in found.err
    assert found.err.endswith(' --help" says what can be asked.\n')
    assert found.err.count("\n") == 1
    assert "?" not in found.err
    assert not any(word in found.err for word in FOREIGN)
