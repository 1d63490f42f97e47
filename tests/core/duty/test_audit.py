"""Whether command did what it owed (S22): each step from its own states alone; by its day, late, or not and why."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from solidground.core.duty.audit import Counts, Found, Kept, counted, fired, how, line
from solidground.core.duty.investigation.state import Standing, Told
from solidground.core.duty.investigation.state import State as Investigation
from solidground.core.duty.owed.commands import ExcuseDuty, RecordDuty
from solidground.core.duty.owed.state import INITIAL
from solidground.core.duty.property.commands import (
    BeginHandover,
    Command,
    OfferReplacement,
    PutOffReplacement,
    TakeBackConfirmation,
)
from solidground.core.duty.property.state import State as Thing
from solidground.core.duty.returned.decider import Done
from solidground.core.duty.returned.decider import State as Returned
from solidground.core.duty.session.decider import Attended
from solidground.core.duty.session.decider import State as Session
from solidground.core.duty.status.commands import GiveAssurance
from solidground.core.duty.status.state import State as Status
from solidground.core.duty.terms import FIRED
from solidground.core.kernel import DAY, HOUR
from tests.core.duty import property_town as store_room
from tests.core.duty import status_town as hr_office
from tests.core.duty.test_owed import AT, CAPTAIN, MEMBER, OPENED, TERMS, TODAY, VISITED, ZONE, after

LATER = AT + 30 * DAY
KEPT = Kept("i1", MEMBER, FIRED, AT, ZONE, TERMS)


def found(kept: Kept, step: str, now: int = LATER) -> Found:
    return line(kept, now).steps[step]


def taken(*commands: Command) -> Thing:
    return store_room.after(store_room.TAKEN, *commands)


def with_things(*things: Thing) -> Kept:
    return KEPT._replace(things=tuple([(f"property/t{number}", one) for number, one in enumerate(things)]))


def test_where_nothing_was_ever_written_it_was_owed_and_is_not_done() -> None:
    all_ = line(KEPT, LATER)
    assert set(all_.steps) == {"replacement", "visit", "call", "leave", "session"}
    assert {how(one, ZONE) for one in all_.steps.values()} == {"not_done"}
    witness = line(KEPT._replace(part="witness"), LATER)
    assert set(witness.steps) == {"visit", "call", "session"}
    assert line(KEPT._replace(part="family"), LATER).steps == {}


def test_what_is_written_down_as_owed_counts_whatever_the_list_says_by_now() -> None:
    written = KEPT._replace(owed=OPENED, terms=TERMS._replace(visit_within=TERMS.visit_within._replace(whom="fired")))
    assert "visit" in line(written._replace(part="witness"), LATER).steps


@pytest.mark.parametrize(("on", "went"), [(TODAY, "on_time"), (TODAY + 1, "late")])
def test_done_by_the_end_of_its_day_is_on_time(on: int, went: str) -> None:
    owed = after(RecordDuty(AT + 3 * DAY, CAPTAIN, "visit", on, "supervisor"), state=OPENED)
    one = found(KEPT._replace(owed=owed), "visit")
    assert (one.on, one.role, one.stream) == (on, "supervisor", f"owed/i1/{MEMBER}")
    assert how(one, ZONE) == went


def test_a_reason_stands_beside_what_was_not_done() -> None:
    owed = after(ExcuseDuty(AT + HOUR, CAPTAIN, "call", "asked_for_none", "supervisor"), state=OPENED)
    one = found(KEPT._replace(owed=owed), "call", AT + HOUR)
    assert (one.on, one.why) == (None, "asked_for_none")
    assert how(one, ZONE) == "not_done"


def test_what_is_not_due_yet_counts_only_where_it_is_done() -> None:
    assert line(KEPT, AT + HOUR - 1).steps == {}
    done = KEPT._replace(owed=after(VISITED, state=OPENED))
    assert set(line(done, AT + 6 * HOUR).steps) == {"visit", "replacement"}


def test_a_replacement_is_offered_or_given_and_a_reason_is_no_offer() -> None:
    at = store_room.AT
    offered = taken(OfferReplacement(at + HOUR, store_room.OFFICER))
    one = found(with_things(offered), "replacement")
    assert (one.on, one.role, one.stream) == (TODAY, "property_officer", "property/t0")
    given = taken(BeginHandover(store_room.at(2), store_room.OFFICER, "replacement", store_room.TODAY + 2))
    assert how(found(with_things(given), "replacement"), ZONE) == "late"
    put_off = PutOffReplacement(at, store_room.OFFICER, "none_ready", "chief", store_room.TODAY + 3)
    one = found(with_things(taken(put_off), offered), "replacement")
    assert (one.on, one.why, one.stream) == (None, "none_ready", "property/t0")
    again = store_room.after(put_off, OfferReplacement(store_room.at(1), store_room.OFFICER), state=offered)
    assert found(with_things(again), "replacement").on == TODAY, "it was offered then, whatever was said since"
    assert found(with_things(taken()), "replacement") == Found(AT + HOUR, stream="property/t0")


def test_only_a_weapon_that_was_taken_because_of_it_counts() -> None:
    offered = taken(OfferReplacement(store_room.AT + HOUR, store_room.OFFICER))
    nothing = Found(AT + HOUR)
    void = taken(TakeBackConfirmation(store_room.AT, store_room.OFFICER, "taken"))
    for thing in (offered._replace(kind="badge"), offered._replace(incident="i2"), void):
        assert found(with_things(thing), "replacement") == nothing
    unnamed = offered._replace(incident="")
    assert found(with_things(unnamed), "replacement").on == TODAY
    long_before = KEPT._replace(things=(("property/t0", unnamed),), occurred_at=AT - 60 * DAY)
    assert found(long_before, "replacement").on is None


def told_until(on: int) -> Kept:
    """Return that a supervisor told him on a day until when he is off."""
    said = RecordDuty(AT + 9 * DAY, CAPTAIN, "leave", on, "supervisor")
    return KEPT._replace(owed=after(said, state=OPENED))


def leave(kept: Kept, status: Status) -> tuple[int | None, str, str]:
    one = found(kept._replace(status=status), "leave")
    return one.on, one.role, one.stream


def test_a_leave_in_writing_is_told_by_hr_and_the_first_to_tell_him_counts() -> None:
    written, said = (TODAY, "hr", f"status/{MEMBER}"), f"owed/i1/{MEMBER}"
    assert leave(KEPT, hr_office.ON_LEAVE) == written
    assert leave(told_until(TODAY + 1), hr_office.ON_LEAVE) == written
    assert leave(told_until(TODAY), hr_office.ON_LEAVE) == (TODAY, "supervisor", said)
    excused = after(ExcuseDuty(AT + HOUR, CAPTAIN, "leave", "took_part", "supervisor"), state=OPENED)
    assert leave(KEPT._replace(owed=excused), hr_office.ON_LEAVE) == written
    bare = hr_office.after(replace(hr_office.LEAVE, assured=False))
    assert leave(KEPT, bare) == (None, "", ""), "nothing says that he knows it"
    later = hr_office.after(GiveAssurance(hr_office.at(2), hr_office.HR), state=bare)
    assert leave(KEPT, later) == (TODAY + 2, "hr", f"status/{MEMBER}")
    assert how(found(KEPT._replace(status=later), "leave"), ZONE) == "late"
    witness = KEPT._replace(part="witness", status=hr_office.ON_LEAVE)
    assert "leave" not in line(witness, LATER).steps, "it is not owed to him"


def test_of_leaves_in_writing_that_of_the_incident_counts_and_what_was_never_so_does_not() -> None:
    longer = hr_office.after(
        replace(hr_office.LEAVE, at=hr_office.at(2), until_on=TODAY + 20), state=hr_office.ON_LEAVE
    )
    assert leave(KEPT, longer)[0] == TODAY, "he knew it from the first one on"
    never = hr_office.after(replace(hr_office.FULL, at=hr_office.at(1), corrects=True), state=hr_office.ON_LEAVE)
    assert leave(KEPT, never)[0] is None
    assert leave(KEPT._replace(occurred_at=AT + 3 * DAY), hr_office.ON_LEAVE)[0] is None, "it was before"
    far = hr_office.after(replace(hr_office.LEAVE, on=TODAY + 40, until_on=TODAY + 50, next_on=TODAY + 45))
    assert leave(KEPT, far)[0] is None
    near = hr_office.after(replace(hr_office.LEAVE, on=TODAY + 2))
    planned = KEPT._replace(occurred_at=AT + DAY, status=near)
    assert found(planned, "leave").on is None, "it was in writing before anything happened"


def test_a_session_counts_by_the_day_that_was_passed_on() -> None:
    days = (TODAY - 1, TODAY + 5, TODAY + 20)
    session = Session(MEMBER, tuple([Attended(on, CAPTAIN, AT) for on in days]))
    one = found(KEPT._replace(session=session), "session")
    assert (one.on, one.role, one.stream) == (TODAY + 5, "care", f"session/{MEMBER}")
    assert how(one, ZONE) == "on_time"
    long_after = Session(MEMBER, (Attended(TODAY + 200, CAPTAIN, AT),))
    assert found(KEPT._replace(session=long_after), "session").on is None


def test_that_he_was_told_how_each_inquiry_stands_counts_from_when_it_was_written_down() -> None:
    assert "status_told" not in line(KEPT, LATER).steps
    stands = tuple([Standing(one, "open", "open", TODAY, TODAY + 30, AT) for one in ("criminal", "civil")])
    told = (Told(MEMBER, "criminal", AT, TODAY + 9, "care"), Told(CAPTAIN, "civil", AT, TODAY, "care"))
    kept = KEPT._replace(investigation=Investigation("i1", stands, told))
    one = found(kept, "status_told")
    assert (one.on, one.due_at, one.stream) == (None, AT + 7 * DAY, "investigation/i1")
    both = (*told, Told(MEMBER, "civil", AT, TODAY + 1, "care"))
    one = found(kept._replace(investigation=Investigation("i1", stands, both)), "status_told")
    assert (one.on, one.role, how(one, ZONE)) == (TODAY + 9, "care", "late")
    assert "status_told" not in line(kept._replace(part="family"), LATER).steps


def test_of_every_word_of_an_inquiry_what_went_worst_counts() -> None:
    first, second = (Standing("criminal", word, "open", TODAY, TODAY + 60, at) for word, at in WORDS)
    told = (Told(MEMBER, "criminal", AT, TODAY + 9, "care"), Told(MEMBER, "criminal", second.at, TODAY + 10, "care"))
    late = found(with_words((second,), (first,), told), "status_told", second.at + DAY)
    assert (late.on, how(late, ZONE)) == (TODAY + 9, "late"), "that the second one was in time mends nothing"
    waits = with_words((second,), (first,), told[:1])
    assert found(waits, "status_told", second.at + DAY).on == TODAY + 9, "the second one is not due yet"
    assert found(waits, "status_told") == Found(second.at + 7 * DAY, stream="investigation/i1")
    one = found(with_words((second,), (first,), ()), "status_told")
    assert (one.on, one.due_at) == (None, AT + 7 * DAY), "the one that waits longest"


WORDS = (("open", AT), ("referred", AT + 9 * DAY))


def with_words(standing: tuple[Standing, ...], before: tuple[Standing, ...], told: tuple[Told, ...]) -> Kept:
    return KEPT._replace(investigation=Investigation("i1", standing, told, before=before))


def test_of_the_way_back_only_what_is_done_stands_here_and_nothing_of_it_is_late() -> None:
    assert "return" not in line(KEPT, LATER).steps
    returned = Returned(MEMBER, (Done("range", TODAY + 9, "colleague"),))
    one = found(KEPT._replace(returned=returned), "return")
    assert (one.on, one.role, how(one, ZONE)) == (TODAY + 9, "member", "on_time")


def counts(kepts: Iterable[Kept]) -> dict[str, Counts]:
    return counted([line(one, LATER) for one in kepts])


def test_pairs_of_incident_and_person_are_counted() -> None:
    done = KEPT._replace(owed=after(VISITED, state=OPENED))
    late = after(RecordDuty(AT + 3 * DAY, CAPTAIN, "visit", TODAY + 1, "supervisor"), state=OPENED)
    all_ = [done, KEPT._replace(owed=late), KEPT, KEPT._replace(part="witness", owed=INITIAL)]
    assert counts(all_)["visit"] == Counts(4, 1, 1, 2)
    assert counts(all_)["leave"] == Counts(3, 0, 0, 3)
    assert counts([])["call"] == Counts()
    assert fired([line(one, LATER) for one in all_]) == 3
