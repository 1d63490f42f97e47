"""Two programs at the same instant: of sending and taking the signature back one wins, and a paper is taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

from solidground.app.decisions import CHANGED, acknowledge, act, send, take_back
from solidground.app.handle import Outcome
from solidground.core.desk.commands import SendDecision, TakeBackSignature
from solidground.core.duty.delivered.decider import TAKEN_BACK
from solidground.core.kernel import Refusal
from solidground.core.subjects import SUBJECTS
from solidground.store.postgresql import open_postgresql
from solidground.store.sqlite import open_sqlite
from tests.app.holdings import happened, viewer
from tests.app.papers import PAPER, delivered, desk, drafted, mine, paper, papers_named, signed
from tests.app.town import MEMBER, NOON, Town
from tests.web.headquarters import HR, staffed

WAIT_SECONDS = 10


@pytest.fixture(params=["sqlite", "postgresql"])
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Town, Town]]:
    """Open the same agency in two programs."""
    if request.param == "sqlite":
        first, second = (Town(open_sqlite(tmp_path, SUBJECTS, create=new)) for new in (True, False))
    else:
        url = request.getfixturevalue("postgresql_url")
        first, second = (Town(open_postgresql(url, tmp_path, SUBJECTS)) for _ in range(2))
    first.people()
    staffed(first)
    yield first, second
    first.store.close()
    second.store.close()


def at_once(*acts: Callable[[], Outcome]) -> list[Outcome]:
    """Do things at the same instant; return what became of each."""
    ready, came = Barrier(len(acts), timeout=WAIT_SECONDS), dict[int, Outcome]()

    def done(number: int, act: Callable[[], Outcome]) -> None:
        ready.wait()
        came[number] = act()

    going = [Thread(target=done, args=each) for each in enumerate(acts)]
    for one in going:
        one.start()
    for one in going:
        one.join()
    return [came[number] for number in range(len(acts))]


def test_of_sending_and_taking_the_signature_back_one_wins_and_the_other_is_told(towns: tuple[Town, Town]) -> None:
    first, second = towns
    drafted(first)
    happened(signed(first))
    seen_at = mine(first).changed_at
    sends, takes_back = at_once(
        lambda: send(desk(first), SendDecision(NOON + 1, MEMBER, PAPER), seen_at),
        lambda: act(desk(second), TakeBackSignature(NOON + 1, MEMBER), seen_at),
    )
    assert [sends, takes_back].count(CHANGED) == 1
    was_sent = not isinstance(sends, Refusal)
    assert mine(first).stage == ("sent" if was_sent else "draft")
    assert papers_named(first) == ([PAPER] if was_sent else [])


def test_taken_back_and_acknowledged_at_once_it_is_taken_back_and_hr_reads_it(towns: tuple[Town, Town]) -> None:
    first, second = towns
    delivered(first)
    hr = viewer(second, HR)
    takes_back, received = at_once(
        lambda: take_back(desk(first), PAPER, MEMBER, NOON + 1),
        lambda: acknowledge(desk(second), hr, PAPER, NOON + 1),
    )
    assert not isinstance(takes_back, Refusal)
    assert paper(first).taken_back_at is not None
    assert (paper(first).received_on is None) is (received == TAKEN_BACK), "or the receipt was there a moment before"
