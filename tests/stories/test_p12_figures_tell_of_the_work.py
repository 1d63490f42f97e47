"""P12: what the chief reads tells of the work, isolates nobody, and stays as it was released."""

from collections.abc import Iterator
from datetime import date

import pytest

from solidground.app.ask import ask
from solidground.app.asking.questions import NOT_RELEASED, Figures
from solidground.app.asking.reading import Reading
from solidground.app.figures import WAIT_DAYS, release_due
from solidground.core.care.offer.commands import DeclineOffer, MakeOffer
from solidground.core.counting import THRESHOLD, Figure
from solidground.core.kernel import DAY, MINUTE, Instant, PersonId, Refusal
from solidground.core.wall import Role, Viewer
from tests.app.town import AGENCY, MEMBER, NOON, ZONE, Town

CHIEF = Viewer(PersonId("chief"), frozenset({Role.CHIEF}))
NEW_YEAR = NOON + (date(2025, 1, 1) - date(2024, 3, 1)).days * DAY
RELEASED_AT: Instant = NEW_YEAR + WAIT_DAYS * DAY


@pytest.fixture
def town() -> Iterator[Town]:
    made = Town()
    made.people()
    yield made
    made.store.close()


def what_the_chief_reads(town: Town, at: Instant) -> object:
    reading = Reading(town.store, town.rosters, AGENCY, at)
    assert release_due(reading, ZONE) == []
    return ask(reading, CHIEF, Figures())


def crowd(town: Town) -> list[PersonId]:
    """Let eight people be in one incident, and everybody but the first be offered care in time."""
    members = [PersonId(f"m-{number}") for number in range(8)]
    cases = town.incident(*members)
    town.sweep_to(NOON)
    for case in cases[1:]:
        peer = town.case(case).peer
        assert peer is not None
        town.do(case, MakeOffer(NOON + MINUTE, peer, NOON + MINUTE, "phone", "peer"))
    return members


def test_the_chief_reads_nothing_live(town: Town) -> None:
    crowd(town)
    assert what_the_chief_reads(town, NOON + DAY) == NOT_RELEASED


def test_the_one_who_was_missed_cannot_be_told_from_the_figures(town: Town) -> None:
    members = crowd(town)
    released = what_the_chief_reads(town, RELEASED_AT)
    assert isinstance(released, tuple)
    figure: Figure = released[0]
    offers = figure.shown.cells[0]
    assert 1 not in offers, "one offer was missed, and one is not a figure"
    assert 7 not in offers, "nor what with the total would give it away"
    assert all(cell is None or cell == 0 or cell >= THRESHOLD for line in figure.shown.cells for cell in line)
    assert not [name for name in members if name in repr(figure)]


def test_what_a_member_chose_afterwards_changes_no_figure(town: Town) -> None:
    (case,) = town.incident(MEMBER, name="alone")
    crowd(town)
    before = repr(what_the_chief_reads(town, RELEASED_AT))
    assert not isinstance(town.do(case, DeclineOffer(RELEASED_AT, MEMBER)), Refusal)
    assert repr(what_the_chief_reads(town, RELEASED_AT + DAY)) == before
