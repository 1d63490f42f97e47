"""What a planted defect is: one small change of the source that breaks a promise, and the test that must see it."""

from typing import Literal, NamedTuple, TypeAlias

Promise: TypeAlias = Literal["P1", "P2", "P3", "P4", "P6", "P7", "P8", "P9", "P10", "P11", "P12"]
"""The promises kept so far, as the stories number them."""


class Defect(NamedTuple):
    """One change. ``old`` stands in ``module`` exactly once; ``caught_by`` is a test's id as pytest writes it."""

    name: str
    promise: Promise
    says: str
    """What goes wrong for somebody, in a sentence."""
    module: str
    """The path under ``src/solidground``."""
    old: str
    new: str
    caught_by: str
