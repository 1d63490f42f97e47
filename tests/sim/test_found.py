"""What the simulator has found: each bug keeps the shortest story that showed it."""

import pytest

from solidground.app.protocols import load_protocol, plans
from solidground.app.simulate.faults import FAULTS
from solidground.app.simulate.story import Story
from solidground.app.simulate.told import told

FOUND = {
    "a provider that was down until the night was sent everything at once, in quiet hours": Story(
        15, 1, 6, 45, ("provider_down",)
    ),
    "a clock that had been ahead wrote of people before what was there, once it was right": Story(
        10, 2, 500, 400, tuple(FAULTS)
    ),
    "a case that stood for a year kept a peer whom the member ruled out then": Story(
        20, 1, 40, 840, ("duplicate",), frozenset({"agency-1-00002", "agency-1-00003"})
    ),
    "the first again, with other faults beside it": Story(1, 2, 50, 240, ("provider_down", "clock_steps", "crash")),
}


@pytest.mark.parametrize("bug", FOUND)
def test_what_was_found_once_is_mended(bug: str) -> None:
    ended = told(FOUND[bug], plans(load_protocol("default")))
    assert ended.broken_promises == {}, ended.examples
    assert min(ended.faults.values()) > 0
