"""The shortest story that fails is found, by leaving out whatever can go."""

from solidground.app.simulate.shrinking import TRIES_MOST, shrunk
from solidground.app.simulate.story import Story
from solidground.app.simulate.told import incidents_of, shortest
from tests.app.simulate.stories import PLAN_FOR, SMALL, by_hand, statement

LONG = Story(1, 3, 400, 2000, ("crash", "disk_full", "duplicate"))
NAMES = [f"i-{number}" for number in range(9)]


def left(story: Story) -> list[str]:
    return [name for name in NAMES if name not in story.without]


def test_whatever_the_failure_does_not_need_is_left_out() -> None:
    def fails(story: Story) -> bool:
        needed = "disk_full" in story.faults and story.members >= 30 and story.days >= 90
        return needed and "i-5" not in story.without

    found = shrunk(LONG, fails, left)
    assert found.faults == ("disk_full",)
    assert found.agencies == 1
    assert 30 <= found.members < 40
    assert 90 <= found.days < 120
    assert left(found) == ["i-5"]


def test_what_needs_two_faults_and_two_agencies_keeps_them() -> None:
    def fails(story: Story) -> bool:
        return {"crash", "duplicate"} <= set(story.faults) and story.agencies >= 2

    found = shrunk(LONG._replace(members=1, days=1), fails, lambda _: [])
    assert found == LONG._replace(members=1, days=1, faults=("crash", "duplicate"), agencies=2)


def test_a_story_of_which_nothing_can_go_stays_as_it_is_and_the_tries_are_bounded() -> None:
    told: list[Story] = []

    def never(story: Story) -> bool:
        told.append(story)
        return False

    assert shrunk(LONG, never, left) == LONG
    assert 0 < len(told) <= TRIES_MOST
    told.clear()

    def always(story: Story) -> bool:
        told.append(story)
        return True

    assert shrunk(LONG._replace(members=10**30), always, left).members < 10**30
    assert len(told) <= TRIES_MOST


def test_a_story_that_breaks_a_promise_is_told_shorter() -> None:
    known = {"by_hand": by_hand(statement("DELETE FROM case_row"), every_time=True)}
    story = SMALL._replace(faults=("by_hand",))
    found = shortest(story, "P6 same log, same state", PLAN_FOR, known)
    assert found.members < story.members
    assert found.days < story.days
    assert found.faults == ("by_hand",)
    assert incidents_of(found)
