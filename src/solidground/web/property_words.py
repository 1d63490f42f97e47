"""What was taken from a member, in words: the same for himself and for whoever has to do with it.

What must never happen here: a word that sounds like guilt, or a promise of the day on which it comes back.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.bonds import towards
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import PropertyOf
from solidground.app.property import decides
from solidground.core.duty.property.state import Handover, State
from solidground.core.kernel import CaseId, Day, PersonId
from solidground.web.gate import Seat, answered

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "service_weapon": gettext_noop("Service weapon"),
        "badge": gettext_noop("Badge"),
        "other": gettext_noop("Something else"),
    }
)
WHYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "standard": gettext_noop("Standard after a shooting, not discipline."),
        "evidence": gettext_noop("It is evidence. That is standard after a shooting, not discipline."),
        "inspection": gettext_noop("It is looked over. That is standard after a shooting, not discipline."),
    }
)
WHY_CHOICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "standard": gettext_noop("Standard after a shooting"),
        "evidence": gettext_noop("It is evidence"),
        "inspection": gettext_noop("It is looked over"),
    }
)
PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "property_room": gettext_noop("In the property room"),
        "supervisor": gettext_noop("Locked away in the office of the supervisor"),
        "laboratory": gettext_noop("At the lab"),
        "prosecutor": gettext_noop("With the prosecutor, or at court"),
        "other_agency": gettext_noop("With another agency"),
    }
)
PUT_OFF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "none_ready": gettext_noop("None is ready"),
        "on_leave": gettext_noop("None is needed on leave"),
        "not_decided": gettext_noop("It is not decided yet"),
        "none_for_now": gettext_noop("It was decided: none for now"),
    }
)
DECIDES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "supervisor": gettext_noop("the supervisor"),
        "property_officer": gettext_noop("the property officer"),
        "chief": gettext_noop("the chief"),
    }
)
CONFIRMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "taken": gettext_noop("Yes, it was handed over so"),
        "replacement": gettext_noop("Yes, another one was given"),
        "returned": gettext_noop("Yes, it was given back"),
    }
)


class Pair(NamedTuple):
    """One line of what is known. ``late`` says that somebody has waited too long for it."""

    name: str
    words: str
    late: bool = False


def taken_of(seat: Seat, case: CaseId) -> tuple[str, ...]:
    """Return a line for each thing that was taken from the member of a case, to who may know of it."""
    found: tuple[ThingSeen, ...] = answered(seat, PropertyOf(case))
    return thing_lines(found)


def thing_lines(found: tuple[ThingSeen, ...]) -> tuple[str, ...]:
    """Return a line for each thing that somebody may know the whole of."""
    return tuple([_line(one.kind, one.whole) for one in found if one.whole is not None])


def _line(kind: str, state: State) -> str:
    said = {"kind": kind_of(kind), "place": gettext(PLACES[state.place]), "day": day_words(state.next_on)}
    words = gettext("%(kind)s: %(place)s. They hear more by %(day)s.")
    return (words if state.is_kept else gettext("%(kind)s: they have it back.")) % said


def to_decide(seat: Seat, found: tuple[ThingSeen, ...]) -> tuple[str, ...]:
    """Return a line for each thing of which whoever asks decides now whether there is another one."""
    words = gettext("%(person)s, %(kind)s: say by %(day)s whether there is another one, or why not yet.")
    return tuple([words % _deciding(one) for one in found if one.undecided and is_to_decide(seat, one)])


def is_to_decide(seat: Seat, one: ThingSeen) -> bool:
    """Return whether it is for whoever asks to decide about another one."""
    bond = towards(seat.viewer, one.member, seat.reading.people())
    return one.whole is not None and decides(seat.viewer, one.whole, bond)


def _deciding(one: ThingSeen) -> dict[str, str]:
    assert one.whole is not None, "who decides sees the whole"
    assert one.whole.put_off is not None, "what is not put off is not to be decided"
    return {"person": one.member, "kind": kind_of(one.kind), "day": day_words(one.whole.put_off.decides_on)}


def day_words(on: Day) -> str:
    """Return a day as it is said."""
    return date_format(date.fromordinal(on), "DATE_FORMAT")


def kind_of(kind: str) -> str:
    """Return what kind of thing it is."""
    return gettext(KINDS[kind])


def pairs(one: ThingSeen, *, mine: bool) -> tuple[Pair, ...]:
    """Return what is known of one thing; to whoever may know the item alone, nothing more. ``mine`` is its member's."""
    state = one.whole
    if state is None:
        return ()
    reader = state.member if mine else None
    return (
        *_hears(one, state, mine=mine),
        *([Pair(gettext("Where it is"), gettext(PLACES[state.place]))] if state.is_kept else []),
        Pair(gettext("Why"), gettext(WHYS[state.why])),
        *[Pair(gettext("Taken"), _handed(given, reader)) for given in state.handovers if given.step == "taken"],
        *[Pair(gettext("Told"), _on_by(told.on, told.by)) for told in state.told[-1:]],
        *_replacement(one, state, reader),
        *[Pair(gettext("Given back"), _handed(given, reader)) for given in state.handovers if given.step == "returned"],
        *[Pair(gettext("Written down before"), _described(*was)) for was in state.corrected],
    )


def _hears(one: ThingSeen, state: State, *, mine: bool) -> list[Pair]:
    if not state.is_kept:
        return []
    on = {"day": day_words(state.next_on)}
    if mine:
        late = gettext("That was to be by %(day)s. Somebody is asked to tell you.")
        return [Pair(gettext("You hear more"), (late if one.late else gettext("By %(day)s")) % on, one.late)]
    late = gettext("That was to be by %(day)s. Tell them, even if there is nothing new.")
    return [Pair(gettext("They hear more"), (late if one.late else gettext("By %(day)s")) % on, one.late)]


def _handed(found: Handover, reader: PersonId | None) -> str:
    """Return a hand-over as it is said to a reader: on which day, with whom, and who is still to confirm it."""
    other = found.taker if found.step == "taken" else found.giver
    said = _on_by(found.on, other)
    waits = [person for person in (found.giver, found.taker) if person not in found.confirmed]
    if not waits:
        return gettext("%(said)s Both have confirmed it.") % {"said": said}
    if waits == [reader]:
        return gettext("%(said)s It waits for you.") % {"said": said}
    missing = " · ".join(waits)
    return gettext("%(said)s It waits for: %(people)s.") % {"said": said, "people": missing}


def _on_by(on: Day, by: PersonId) -> str:
    return gettext("%(day)s, by %(person)s.") % {"day": day_words(on), "person": by}


def _replacement(one: ThingSeen, state: State, reader: PersonId | None) -> list[Pair]:
    name, given = gettext("Another one"), state.handover("replacement")
    if given is not None:
        found = [Pair(name, _handed(given, reader))]
        if state.qualified_on is not None:
            found.append(Pair(gettext("Qualified with it"), day_words(state.qualified_on)))
        return found
    if state.put_off is not None:
        ahead = gettext("%(why)s. Who decides: %(who)s, by %(day)s.")
        said = {
            "why": gettext(PUT_OFF[state.put_off.why]),
            "who": gettext(DECIDES[state.put_off.decides]),
            "day": day_words(state.put_off.decides_on),
        }
        owed = gettext("%(why)s. To be decided by %(day)s. Who is asked: %(who)s.")
        return [Pair(name, (owed if one.undecided else ahead) % said, one.undecided)]
    return [Pair(name, gettext("It was offered.") if state.offered else gettext("Not offered yet."))]


def _described(kind: str, why: str, on: Day) -> str:
    said = {"kind": kind_of(kind), "why": gettext(WHY_CHOICES[why]), "day": day_words(on)}
    return gettext("%(kind)s, %(day)s: %(why)s.") % said
