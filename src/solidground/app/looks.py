"""Who looked at what of a member's: noted where somebody is shown something, and shown to the member himself.

What must never happen here: a look of command's that touches care, or a look at a concern: its member is not
told of it, and its source is protected.
"""

from collections.abc import Iterator
from typing import Any, Final

from solidground.app.asking.family import Shown
from solidground.app.asking.questions import (
    Board,
    MyDuties,
    MyMembers,
    OneCase,
    OneKept,
    Question,
    SharedWithMe,
    TheWeek,
    WhoCouldBeAsked,
)
from solidground.app.asking.reading import Reading
from solidground.app.ports import Looked, Unit
from solidground.core.kernel import HOUR, AgencyId, Instant, PersonId, Span

AGAIN_FOR: Final[Span] = HOUR
"""Looking again at the same within this time is the same look."""


def look_noted(reading: Reading, viewer: PersonId, question: Question, found: Any) -> None:  # noqa: ANN401 - any answer
    """Note that somebody was shown an answer about others. What concerns no other member's case writes nothing."""
    others = {(member, what) for member, what in _shown(reading, question, found) if member != viewer}
    if not others:
        return
    agency, now = reading.agency, reading.now
    if others <= reading.looked(viewer, now - AGAIN_FOR):
        return
    with reading.store.transaction() as unit:
        known = {(look.member, look.what) for look in unit.looked_since(agency, viewer, now - AGAIN_FOR)}
        unit.put_looked([Looked(agency, member, viewer, what, now) for member, what in sorted(others - known)])


def act_noted(unit: Unit, agency: AgencyId, member: PersonId, by: PersonId, what: str, at: Instant) -> None:
    """Note in the transaction of an act that somebody, such as an administrator, did something about a member.

    ``what`` is a word of ``ACTS``. Nothing is read, so that no answer to command depends on it.
    """
    assert what in ACTS, "the member reads in words what was done"
    if member != by:
        unit.put_looked([Looked(agency, member, by, what, at)])


ACTS: Final = frozenset({"account", "address", "entry", "role", "sessions"})
"""What somebody may do about a member without looking at his case."""


def _is_shown(one: Shown) -> bool:
    drafted = one.draft is not None and one.draft.is_there
    return (one.incident, one.answers, one.duty) != (None, None, None) or bool(one.known) or drafted


def _shown(reading: Reading, question: Question, found: Any) -> Iterator[tuple[PersonId, str]]:  # noqa: ANN401 - as above
    match question:
        case OneCase():
            yield found.member, "case"
        case OneKept():
            yield found.seen.member, "case"
        case MyMembers():
            yield from [(one.member, "list" if one.shared is None else "shared") for one in found]
        case MyDuties():
            yield from [(duty.member, "list") for duty in found if duty.member is not None]
        case Board():
            yield from [(row.member, "board") for row in found.rows]
        case TheWeek():
            yield from [(line.member, "week") for keeper in found for line in keeper.lines]
        case SharedWithMe():
            # Where a share has ended, or holds nothing that stands there, nothing of him was seen.
            yield from [(one.member, "shared") for one in found.shared if _is_shown(one)]
        case WhoCouldBeAsked():
            case_there = reading.case(question.case)
            assert case_there is not None, "it was answered"
            yield case_there.head.member, "choosing"
        case _:
            return
