"""The four ways sending can end.

What must never happen here: a fifth way, a sentence that holds an address or a name, or an unknown counted as sent.
"""

from typing import NamedTuple, TypeAlias

from solidground.core.kernel import Span


class HandedOver(NamedTuple):
    """The provider has taken the message; ``receipt`` is what it said, without addresses."""

    receipt: str


class RefusedForGood(NamedTuple):
    """This message will never reach this address; ``why`` is a sentence for the coordinator."""

    why: str


class TryAgain(NamedTuple):
    """Nothing was taken; it is worth trying again after ``after_for``. ``why`` names the place and the remedy."""

    why: str
    after_for: Span


class Unknown(NamedTuple):
    """The line broke between handing over and the answer: sent again under the same key, never counted as sent."""

    why: str


Outcome: TypeAlias = HandedOver | RefusedForGood | TryAgain | Unknown
