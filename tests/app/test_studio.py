"""The protocol studio: a draft, and the edition in force for the cases to come."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.protocols import DraftSeen, ProtocolSeen
from solidground.app.asking.questions import NOT_HERE, ProtocolDraft, ProtocolInForce
from solidground.app.asking.reading import Reading
from solidground.app.editions import IN_FORCE, edition_of, notice_of_edition, protocol_in_force
from solidground.app.english import english
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.app.ports import ConflictError
from solidground.app.studio import (
    CANNOT_BE_KEPT,
    DRAFT_CHANGED,
    NO_VERSION,
    NOT_READ,
    SAME_VERSION,
    VERSION_MOST,
    Desk,
    Looked,
    put_in_force,
    save,
    throw_away,
)
from solidground.core.kernel import HOUR, PersonId, Refusal
from solidground.core.protocol.compare import Changes
from solidground.core.protocol.edit import BY_HAND, with_values
from solidground.core.protocol.edition.decider import CHANGED
from solidground.core.wall import Role
from solidground.protocols import text
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town

TODAY = date(2026, 11, 28)
NONE, FIRST = Looked(0, 0), Looked(0, 1)


def desk(town: Town, person: PersonId = COORDINATOR, written: str = "") -> Desk:
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    return Desk(town.store, town.rosters, AGENCY, viewer_of(reading.roster(), person, NOON), written, NOON)


def taken(span: str) -> Callable[[str], str | Refusal]:
    return lambda found: with_values(found, "limits", 0, {"taken": span})


def seen(town: Town, person: PersonId = COORDINATOR, written: str = "") -> ProtocolSeen:
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    found = ask(reading, desk(town, person).viewer, ProtocolInForce(written))
    assert isinstance(found, ProtocolSeen)
    return found


def draft(town: Town, looked: Looked | None = None) -> DraftSeen:
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    found = ask(reading, desk(town).viewer, ProtocolDraft("", TODAY.toordinal(), looked))
    assert isinstance(found, DraftSeen)
    return found


def adopted(town: Town, span: str, version: str, looked: Looked = NONE) -> None:
    assert save(desk(town), looked, taken(span)) == ()
    assert put_in_force(desk(town), looked._replace(number=looked.number + 1), version, TODAY)


def test_until_somebody_puts_one_in_force_the_protocol_of_the_settings_counts(town: Town) -> None:
    assert seen(town) == (0, text("default"), seen(town).protocol, None, None)
    assert seen(town, written=text("small_agency")).protocol.name == "small_agency"
    with town.store.transaction() as unit:
        assert protocol_in_force(unit, AGENCY) is None


def test_what_was_put_in_force_counts_for_the_next_case_and_for_no_other(town: Town) -> None:
    (before,) = town.incident()
    adopted(town, "PT5H", "2")
    (after,) = town.incident(PEERS[0], name="i-2", at=NOON + HOUR)
    assert (town.case(before).plan.version, town.case(after).plan.version) == ("1", "2")
    assert (town.case(before).plan.limits.taken_for, town.case(after).plan.limits.taken_for) == (24 * HOUR, 5 * HOUR)


def test_it_is_written_down_who_put_which_in_force_and_when(town: Town) -> None:
    assert notice_of_edition(town.store, AGENCY) == ""
    adopted(town, "PT5H", "2")
    assert notice_of_edition(town.store, AGENCY).startswith("New cases open by edition 1 of the protocol")
    (event,) = town.store.events(edition_of(AGENCY))
    assert (event.by, event.at, event.edition) == (COORDINATOR, NOON, 1)
    assert seen(town)[2:] == (seen(town).protocol, NOON, COORDINATOR)
    assert seen(town, MEMBER).by is None
    assert draft(town).looked == Looked(1, 0)


def said(changes: Changes | None) -> list[str]:
    return [english(change) for change in changes or ()]


def test_a_draft_is_kept_and_says_what_it_changes(town: Town) -> None:
    assert save(desk(town), NONE, taken("PT5H")) == ()
    found = draft(town)
    assert (found.looked, found.in_force.edition) == (FIRST, 0)
    assert said(found.changes) == ["Changed: the time to keep an “I have it”, from 1 day to 5 hours."]
    assert found.meanwhile == ()
    assert seen(town).protocol.limits.taken_for == 24 * HOUR


def test_what_changes_nothing_begins_no_draft(town: Town) -> None:
    assert save(desk(town), NONE, lambda found: found) == ()
    assert draft(town).looked == NONE


def test_who_comes_second_is_told_and_shown_what_changed(town: Town) -> None:
    save(desk(town), NONE, taken("PT5H"))
    assert save(desk(town, DEPUTY), NONE, taken("PT6H")) == DRAFT_CHANGED
    assert draft(town, NONE).meanwhile == draft(town).changes
    assert throw_away(desk(town, DEPUTY), NONE) == DRAFT_CHANGED
    assert put_in_force(desk(town, DEPUTY), NONE, "2", TODAY) == DRAFT_CHANGED
    assert save(desk(town, DEPUTY), FIRST, taken("PT6H")) == ()
    assert said(draft(town, FIRST).meanwhile) == ["Changed: the time to keep an “I have it”, from 5 hours to 6 hours."]


def test_who_looked_at_an_older_edition_is_told_so_too(town: Town) -> None:
    adopted(town, "PT5H", "2")
    for act in (
        partial(save, change=taken("PT7H")),
        throw_away,
        partial(put_in_force, version="3", today=TODAY),
    ):
        assert act(desk(town, DEPUTY), looked=FIRST) == CHANGED
    assert draft(town, FIRST).meanwhile is None
    assert draft(town, NONE).meanwhile is None


def test_a_draft_is_thrown_away(town: Town) -> None:
    save(desk(town), NONE, taken("PT5H"))
    assert throw_away(desk(town), FIRST) == ()
    assert (draft(town).is_draft, draft(town).text) == (False, text("default"))
    assert save(desk(town), FIRST, taken("PT6H")) == DRAFT_CHANGED
    assert save(desk(town), draft(town).looked, taken("PT6H")) == ()


def test_a_draft_that_was_left_over_from_an_older_edition_goes_on(town: Town) -> None:
    adopted(town, "PT5H", "2")
    with town.store.transaction() as unit:
        unit.put_draft(AGENCY, 0, 1, text("small_agency"), NOON)
    assert (draft(town).is_draft, draft(town).looked) == (True, Looked(1, 1))
    assert save(desk(town), Looked(1, 1), taken("PT6H")) == ()
    assert said(draft(town, Looked(1, 1)).meanwhile) == [
        "Changed: the time to keep an “I have it”, from 1 day to 6 hours."
    ]
    assert put_in_force(desk(town), Looked(1, 2), "3", TODAY)
    assert seen(town).edition == 2


def test_what_cannot_be_kept_is_a_draft_and_never_in_force(town: Town) -> None:
    assert save(desk(town), NONE, taken("P100D")) == ()
    assert [english(fault.what) for fault in draft(town).faults] == [
        "limits: retry or taken is longer than longest_silence."
    ]
    assert put_in_force(desk(town), FIRST, "2", TODAY) == CANNOT_BE_KEPT
    assert seen(town).edition == 0


def test_what_cannot_be_read_is_not_even_a_draft(town: Town) -> None:
    assert save(desk(town), NONE, lambda _: "no protocol") == NOT_READ
    assert save(desk(town), NONE, lambda _: BY_HAND) == BY_HAND
    assert draft(town).looked == NONE


def test_whoever_was_overtaken_in_the_middle_of_it_writes_nothing(town: Town) -> None:
    save(desk(town), NONE, taken("PT5H"))
    with town.store.transaction() as unit:
        unit.put_protocol(AGENCY, IN_FORCE, "somebody else's, whose event is not seen yet", NOON)
    with pytest.raises(ConflictError):
        put_in_force(desk(town), FIRST, "2", TODAY)
    assert town.store.events(edition_of(AGENCY)) == []


def test_each_edition_has_a_name_of_its_own(town: Town) -> None:
    save(desk(town), NONE, taken("PT5H"))
    assert put_in_force(desk(town), FIRST, " 1 ", TODAY) == SAME_VERSION
    assert put_in_force(desk(town), FIRST, "  ", TODAY) == NO_VERSION
    assert put_in_force(desk(town), FIRST, "v" * (VERSION_MOST + 1), TODAY) == NO_VERSION


def test_a_file_whose_version_no_form_can_change_is_left_to_its_people(town: Town) -> None:
    head = text("default").replace("[protocol]", "").replace('name = "default"', 'protocol.name = "default"')
    dotted = head.replace('version = "1"', 'protocol.version = "1"', 1).replace("about = ", "protocol.about = ", 1)
    assert save(desk(town), NONE, lambda _: dotted) == ()
    assert put_in_force(desk(town), FIRST, "2", TODAY) == BY_HAND


@pytest.mark.parametrize("person", [MEMBER, *PEERS[:1], PersonId("stranger")])
def test_nobody_else_changes_it_or_sees_the_draft(town: Town, person: PersonId) -> None:
    asking = desk(town, person)
    assert save(asking, NONE, taken("PT5H")) == NOT_HERE
    assert throw_away(asking, NONE) == NOT_HERE
    assert put_in_force(asking, NONE, "2", TODAY) == NOT_HERE
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    assert ask(reading, asking.viewer, ProtocolDraft("", TODAY.toordinal())) == NOT_HERE
    assert Role.COORDINATOR not in asking.viewer.roles


def test_each_agency_has_its_own(town: Town) -> None:
    adopted(town, "PT5H", "2")
    with town.store.transaction() as unit:
        assert protocol_in_force(unit, AGENCY) is not None
        assert protocol_in_force(unit, type(AGENCY)("elsewhere")) is None
        assert take_in(unit, town.rosters, DerivedIds(1), lambda *_: None, NOON) == []  # type: ignore[arg-type]  # nothing waits
