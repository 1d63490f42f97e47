"""A running case goes over to a newer protocol only as it was shown."""

from solidground.app.english import english
from solidground.app.moving import difference, move_case, newer_plan
from solidground.core.kernel import DAY, Refusal
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import Protocol
from solidground.core.words import phrased
from solidground.protocols import text
from tests.app.town import AGENCY, COORDINATOR, NOON, Town

AT = NOON + 2 * DAY


def newer() -> Protocol:
    """Return the shipped protocol with its first month's talk a week earlier."""
    found = read(text("default").replace('version = "1"', 'version = "2"', 1).replace('due = "P2W"', 'due = "P17D"'))
    assert isinstance(found, Protocol)
    return found


def test_the_difference_is_shown_in_sentences_and_then_done(town: Town) -> None:
    (case,) = town.incident()
    town.sweep_to(AT)
    shown = difference(town.case(case), newer_plan(town.case(case), newer()), AT)
    assert any("week 2" in english(line) for line in shown)

    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, AT)
        assert not isinstance(move_case(unit, roster, town.stream(case), newer(), shown, COORDINATOR, AT), Refusal)

    assert town.case(case).plan.version == "2"


def test_what_was_not_shown_is_not_done(town: Town) -> None:
    (case,) = town.incident()
    town.sweep_to(AT)
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, AT)
        refused = move_case(unit, roster, town.stream(case), newer(), (phrased("Nothing changes."),), COORDINATOR, AT)

    assert isinstance(refused, Refusal)
    assert refused.reason == "DifferenceChanged"
    assert town.case(case).plan.version == "1"


def test_where_nothing_differs_nothing_is_written(town: Town) -> None:
    (case,) = town.incident()
    found = read(text("default"))
    assert isinstance(found, Protocol)
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
        assert move_case(unit, roster, town.stream(case), found, (), COORDINATOR, NOON) == ()
