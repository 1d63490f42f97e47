"""Figures about the work: released once a period, frozen, and with no small count in them."""

from datetime import date

import pytest

from solidground.app.ask import ask
from solidground.app.asking.questions import NOT_HERE, NOT_RELEASED, Figures
from solidground.app.asking.reading import Reading
from solidground.app.asking.report import Work, tallied, work
from solidground.app.figures import COLUMNS, NAME, ROWS, WAIT_DAYS, _tables, release_due
from solidground.app.retention import purge_details
from solidground.core.care.choice.commands import CallMe
from solidground.core.care.commands import CloseCase
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.counting import SMALL_AGENCY, THRESHOLD, Figure
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, PersonId, Refusal
from solidground.core.wall import Role, Viewer
from solidground.store.purge import purge
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, ZONE, Town

CHIEF = Viewer(PersonId("chief"), frozenset({Role.CHIEF}))
QUARTER, YEAR = (date(2024, 1, 1), date(2024, 4, 1)), (date(2024, 1, 1), date(2025, 1, 1))


def reading(town: Town, at: Instant) -> Reading:
    return Reading(town.store, town.rosters, AGENCY, at)


def on(day: date, after: int = WAIT_DAYS) -> Instant:
    """Return noon some days after a day."""
    return NOON + (day - date(2024, 3, 1)).days * DAY + after * DAY


def released(town: Town, at: Instant) -> tuple[Figure, ...]:
    """Release what is due, and return what the chief sees."""
    assert release_due(reading(town, at), ZONE) == []
    seen: tuple[Figure, ...] | Refusal = ask(reading(town, at), CHIEF, Figures())
    if isinstance(seen, Refusal):
        assert seen == NOT_RELEASED
        return ()
    return seen


def crowd(town: Town) -> None:
    """Make the agency large enough for quarters."""
    for number in range(SMALL_AGENCY):
        town.enter(PersonId(f"x-{number}"))


def test_nothing_is_released_before_anything_happened_or_within_a_month_of_its_period(town: Town) -> None:
    assert released(town, NOON) == ()
    town.incident()
    assert released(town, on(YEAR[1], WAIT_DAYS - 1)) == ()


def test_a_small_agency_releases_once_a_year_and_a_larger_one_each_quarter(town: Town) -> None:
    town.incident()
    (year,) = released(town, on(YEAR[1]))
    assert (year.name, year.from_on, year.until_on) == (NAME, *(day.toordinal() for day in YEAR))
    larger = Town()
    larger.people()
    crowd(larger)
    larger.incident()
    (quarter,) = released(larger, on(QUARTER[1]))
    assert (quarter.from_on, quarter.until_on) == tuple(day.toordinal() for day in QUARTER)
    assert len(released(larger, on(YEAR[1]))) == 4
    larger.store.close()


def test_counts_are_of_the_work_and_small_ones_are_withheld(town: Town) -> None:
    town.incident(*(PersonId(f"m-{number}") for number in range(8)))
    town.sweep_to(NOON + 300 * DAY)
    (figure,) = released(town, on(YEAR[1]))
    assert figure.shown.rows == tuple(ROWS.values())
    assert figure.shown.columns == tuple(COLUMNS.values())
    cells = [cell for line in figure.shown.cells for cell in line if cell is not None]
    assert max(cells) >= 8
    assert not [cell for cell in cells if 0 < cell < THRESHOLD]


def test_what_lies_open_past_its_lapse_was_not_done_and_what_may_still_be_done_is_not_counted(town: Town) -> None:
    town.incident(*(PersonId(f"m-{number}") for number in range(8)))
    town.sweep_to(NOON)
    not_done = list(COLUMNS).index("not_done")
    for at in (NOON, on(YEAR[1])):
        counts = _tables(reading(town, at), ZONE, [(YEAR[0].toordinal(), YEAR[1].toordinal())])[0].counts
        assert sum(line[not_done] for line in counts.cells) == (0 if at == NOON else 24)


def test_what_was_done_by_its_lapse_was_on_time(town: Town) -> None:
    cases = town.incident(*(PersonId(f"m-{number}") for number in range(8)))
    town.sweep_to(NOON)
    for case in cases:
        peer = town.case(case).peer
        assert peer is not None
        town.do(case, MakeOffer(NOON + MINUTE, peer, NOON + MINUTE, "phone", "peer"))
    (figure,) = released(town, on(YEAR[1]))
    assert figure.shown.cells[0] == (8, 0, 0, 8), "the offers"


def test_one_case_alone_leaves_nothing_but_blanks_and_noughts(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, CallMe(NOON + HOUR, MEMBER))
    (figure,) = released(town, on(YEAR[1]))
    small = [cell for line in figure.shown.cells for cell in line if cell is not None and 0 < cell < THRESHOLD]
    assert small == []


def test_what_has_left_is_frozen_whatever_is_recorded_afterwards(town: Town) -> None:
    town.incident(*(PersonId(f"m-{number}") for number in range(8)))
    first = released(town, on(YEAR[1]))
    town.sweep_to(on(YEAR[1]))
    town.incident(PersonId("m-9"), at=NOON + DAY, name="i-2")
    assert released(town, on(YEAR[1])) == first
    assert released(town, on(date(2026, 1, 1)))[:1] == first


def test_an_agency_that_shrinks_begins_its_years_after_its_quarters(town: Town) -> None:
    crowd(town)
    town.incident()
    released(town, on(QUARTER[1]))
    for number in range(SMALL_AGENCY):
        with town.store.session() as session:
            session.change("DELETE FROM snapshot WHERE stream = ?", (f"person/x-{number}",))
    after = released(town, on(date(2026, 1, 1)))
    assert [one.from_on for one in after] == [QUARTER[0].toordinal(), date(2025, 1, 1).toordinal()]


def test_a_period_that_cannot_be_released_is_said(town: Town) -> None:
    town.incident()
    released(town, on(YEAR[1]))
    with town.store.session() as session:
        session.change("UPDATE counted SET frozen = replace(frozen, 'not done', 'undone')")
    (refused,) = release_due(reading(town, on(date(2026, 1, 1))), ZONE)
    assert refused.reason == "TableChanged"


def test_a_case_whose_details_are_purged_is_passed_over(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, CloseCase(NOON + DAY, COORDINATOR, "mistake"))
    purge_details(town.store, town.rosters, lambda stream: purge(town.store, stream), NOON + 2 * DAY, 0)
    assert tallied(reading(town, on(YEAR[1])), case) is None
    assert work(reading(town, on(YEAR[1])), [case]) == Work(0, 0, 0, 0)
    assert released(town, on(YEAR[1])) == (), "nothing is left to count"
    town.incident(PersonId("m-2"), name="i-2")
    assert len(released(town, on(YEAR[1]))) == 1


@pytest.mark.parametrize("role", [None, *Role])
def test_figures_are_for_everybody_but_family_a_carrier_and_a_property_officer(town: Town, role: Role | None) -> None:
    town.incident()
    released(town, on(YEAR[1]))
    viewer = Viewer(MEMBER, frozenset({role} if role else ()))
    seen = ask(reading(town, on(YEAR[1])), viewer, Figures())
    assert (seen == NOT_HERE) == (role in {Role.FAMILY_CONTACT, Role.CARRIER, Role.PROPERTY_OFFICER})


def test_what_command_sees_is_the_same_to_the_byte_whatever_care_does_afterwards(town: Town) -> None:
    (case,) = town.incident()
    released(town, on(YEAR[1]))
    before = repr(ask(reading(town, on(YEAR[1])), CHIEF, Figures()))
    town.do(case, CloseCase(on(YEAR[1]), COORDINATOR, "mistake"))
    assert repr(ask(reading(town, on(YEAR[1])), CHIEF, Figures())) == before
