"""Each fault is met where it is asked for, and breaks no promise."""

from types import SimpleNamespace
from typing import Any

import pytest

from solidground.app.measuring import open_rig
from solidground.app.simulate.faults import FAULTS
from solidground.app.simulate.running import Running
from solidground.app.simulate.told import told
from solidground.app.wiring import digest_of
from tests.app.simulate.stories import PLAN_FOR, SMALL


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_met_and_breaks_nothing(name: str) -> None:
    ended = told(SMALL._replace(faults=(name,)), PLAN_FOR)
    assert ended.faults[name] > 0
    assert ended.broken_promises == {}
    assert ended.cases == 3


def test_all_of_them_at_once_break_nothing_and_the_same_seed_ends_the_same() -> None:
    story = SMALL._replace(agencies=2, days=365, faults=tuple(FAULTS))
    year = told(story, PLAN_FOR)
    assert min(year.faults.values()) > 0
    assert year.broken_promises == {}
    quarter = story._replace(days=90)
    first, again = told(quarter, PLAN_FOR), told(quarter, PLAN_FOR)
    assert first._replace(seconds=0) == again._replace(seconds=0)
    assert told(quarter._replace(seed=7), PLAN_FOR).digest != first.digest


def test_where_nothing_happens_each_fault_is_met_all_the_same() -> None:
    ended = told(SMALL._replace(seed=1, members=1, days=365, faults=tuple(FAULTS)), PLAN_FOR)
    assert min(ended.faults.values()) > 0
    assert ended.broken_promises == {}


def test_in_memory_and_on_a_file_the_same_happens() -> None:
    digests = []
    for on_file in (False, True):
        with open_rig(on_file=on_file) as rig:
            Running(SMALL, rig, PLAN_FOR, FAULTS).play()
            digests.append(digest_of(rig.eye))
    assert digests[0] == digests[1] == told(SMALL, PLAN_FOR).digest


def test_a_database_that_has_not_gone_yet_is_brought_back_once_it_has() -> None:
    waits: list[Any] = []
    trap, gone = SimpleNamespace(arm=lambda *_, **__: None, lost=True), [0]
    stricken: Any = SimpleNamespace(
        machine=SimpleNamespace(trap=trap),
        hands=SimpleNamespace(true_at=0),
        count=lambda _: gone[0],
        later=lambda _, act: waits.append(act),
    )
    FAULTS["database_dropped"].bring(stricken, (0.0, 0.0, 0.0, 0.0))
    waits.pop()(None)
    assert (trap.lost, len(waits)) == (True, 1), "nothing was asked of it meanwhile: it goes at the next statement"
    gone[0] = 1
    waits.pop()(None)
    assert (trap.lost, waits) == (False, [])


def test_every_fault_says_what_it_is() -> None:
    assert all(fault.said.endswith(".") for fault in FAULTS.values())
    assert {name for name, fault in FAULTS.items() if fault.needs_file} == {"two_clocks", "disk_full"}
