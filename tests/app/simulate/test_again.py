"""What was seen long ago, and is edited by hand since, is noticed although nothing has touched it."""

import pytest

from solidground.app.promises import FOLDED, UNALTERED
from solidground.app.simulate import holding
from tests.app.simulate.stories import SMALL, by_hand, statement, tell

NEVER = 1 << 30
EXCHANGED = (
    "UPDATE snapshot SET state = (SELECT max(state) FROM snapshot WHERE stream LIKE 'person/m%')"
    " WHERE stream LIKE 'person/m%'"
)
CUT = "DELETE FROM event WHERE side = 'command' AND position >= (SELECT size FROM head WHERE side = 'command')"


@pytest.mark.parametrize(
    ("said", "promise", "why"),
    [
        ("UPDATE event SET by = 'x' WHERE side = 'care' AND position = 1", UNALTERED, "1 is not what was read there"),
        (CUT, UNALTERED, "has another end than the one"),
        ("DELETE FROM keeping", FOLDED, "is kept by others than its row says"),
        (EXCHANGED, FOLDED, "a state its events do not give"),
        ("UPDATE case_row SET part = 'witness'", FOLDED, "has a row its events do not give"),
    ],
)
def test_what_nothing_touches_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, said: str, promise: str, why: str
) -> None:
    monkeypatch.setattr(holding, "WHOLE_DAYS", 2)
    monkeypatch.setattr(holding, "GROWN", NEVER)
    ended = tell(SMALL, to_first=True, by_hand=by_hand(statement(said)))
    assert promise in ended.broken_promises
    assert any(why in broken.why for broken, _ in ended.examples)


def test_a_log_that_has_grown_is_verified_and_folded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "WHOLE_DAYS", 2)
    # One that is not the last of its side: the next seal holds itself against that one alone, and would stop there.
    first = "(SELECT min(size) FROM checkpoint) AND (SELECT count(*) FROM checkpoint) > 3"
    said = f"UPDATE checkpoint SET root = x'00' WHERE size = {first}"  # noqa: S608 - our own words
    ended = tell(SMALL, to_first=True, by_hand=by_hand(statement(said)))
    assert set(ended.broken_promises) == {UNALTERED}
