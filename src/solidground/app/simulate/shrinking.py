"""From a story that breaks a promise to the shortest one that still does.

First faults are left out, then members, then years, then incidents: whatever can go while the story still fails.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from solidground.app.simulate.story import Story

TRIES_MOST = 60
"""Stories told while one is made shorter."""

Fails = Callable[[Story], bool]
"""Tells a story, and whether it breaks the promise in question."""


@dataclass
class _Tries:
    """How many stories may still be told."""

    left: int = TRIES_MOST


def shrunk(story: Story, fails: Fails, incidents: Callable[[Story], list[str]]) -> Story:
    """Return the shortest story found that fails, which the first one must. ``incidents`` names those of a story."""
    tries = _Tries()

    def still(shorter: Story) -> bool:
        tries.left -= 1
        return tries.left >= 0 and fails(shorter)

    before = None
    while before != story:
        before = story
        for way in (_fewer_faults, _fewer_agencies, _fewer_members, _fewer_days):
            story = _shortened(story, way, still)
        story = _fewer_incidents(story, incidents(story), still)
    return story


def _shortened(story: Story, way: Callable[[Story], Iterator[Story]], still: Fails) -> Story:
    """Take the first shorter story that fails, again and again, until none does."""
    while True:
        shorter = next((each for each in way(story) if still(each)), None)
        if shorter is None:
            return story
        story = shorter


def _fewer_faults(story: Story) -> Iterator[Story]:
    if len(story.faults) > 1:
        yield story._replace(faults=())
        for fault in story.faults:
            yield story._replace(faults=(fault,))
    for fault in story.faults:
        yield story._replace(faults=tuple(name for name in story.faults if name != fault))


def _fewer_agencies(story: Story) -> Iterator[Story]:
    if story.agencies > 1:
        yield story._replace(agencies=1)
        yield story._replace(agencies=story.agencies - 1)


def _fewer_members(story: Story) -> Iterator[Story]:
    yield from (story._replace(members=fewer) for fewer in _less(story.members))


def _fewer_days(story: Story) -> Iterator[Story]:
    yield from (story._replace(days=fewer) for fewer in _less(story.days))


def _less(number: int) -> Iterator[int]:
    """Return smaller numbers, the much smaller ones first."""
    for part in (4, 2):
        if number // part:
            yield number // part
    if number - number // 8 < number:
        yield number - number // 8


def _fewer_incidents(story: Story, incidents: list[str], still: Fails) -> Story:
    """Leave out halves of the incidents, then quarters, then one after another."""
    part = max(len(incidents) // 2, 1)
    while incidents:
        for first in range(0, len(incidents), part):
            out = incidents[first : first + part]
            shorter = story._replace(without=story.without | set(out))
            if len(out) < len(incidents) and still(shorter):
                story, incidents = shorter, [name for name in incidents if name not in out]
                break
        else:
            if part == 1:
                break
            part = max(part // 2, 1)
    return story
