from typing import assert_never

import pytest

from solidground.core.kernel import MINUTE
from solidground.core.notice.outcome import HandedOver, Outcome, RefusedForGood, TryAgain, Unknown


def is_sent(outcome: Outcome) -> bool | None:
    """Return whether a message counts as sent; None while nobody knows."""
    match outcome:
        case HandedOver():
            return True
        case RefusedForGood() | TryAgain():
            return False
        case Unknown():
            return None
        case _:
            assert_never(outcome)


@pytest.mark.parametrize(
    ("outcome", "sent"),
    [
        (HandedOver("250 queued"), True),
        (RefusedForGood("250 queued"), False),
        (TryAgain("250 queued", MINUTE), False),
        (Unknown("250 queued"), None),
    ],
)
def test_the_four_endings_are_told_apart_by_their_kind_and_never_by_their_words(
    outcome: Outcome,
    sent: bool | None,
) -> None:
    assert is_sent(outcome) is sent
