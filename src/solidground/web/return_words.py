"""The way back to work, in words: the steps as the agency calls them, how each stands, and who learns what.

What must never happen here: a word that hurries, counts or compares, or one that sounds like a test he could lose.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.papers import called
from solidground.app.asking.questions import Returned as AskReturned
from solidground.app.asking.questions import ReturnOf
from solidground.app.asking.returning import ReturnedSeen, WayBackOf
from solidground.core.care.state import ReturnStep
from solidground.core.duty.returned.decider import Done
from solidground.core.duty.terms import Terms
from solidground.core.kernel import CaseId, PersonId
from solidground.web.gate import Seat, answered
from solidground.web.property_words import day_words

GOES_AS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "partner": gettext_noop("as my partner"),
        "peer": gettext_noop("as a peer"),
        "trainer": gettext_noop("as a trainer"),
    }
)


def steps_of(seat: Seat) -> tuple[str, ...]:
    """Return the steps of the agency's list, in its order."""
    return tuple([one.key for one in seat.house.duty.return_steps])


def is_followed(seat: Seat, step: str) -> bool:
    """Tell whether a step is a return to duty by the agency's list."""
    return any(one.followed for one in seat.house.duty.return_steps if one.key == step)


def step_words(seat: Seat, step: str) -> str:
    """Return a step as the agency calls it."""
    return step_called(seat.house.duty, step)


def step_called(terms: Terms, step: str) -> str:
    """Return a step as an agency's list calls it; of one that has left the list, its name in the log."""
    says = next((one.says for one in terms.return_steps if one.key == step), "")
    return gettext(says) if says else step.replace("_", " ")


def plan_words(step: ReturnStep | None, *, gone: bool) -> str:
    """Return how a step of somebody's stands, to himself."""
    if step is None or step.taken_back:
        return gettext("Not planned. There is no hurry.")
    if step.completed and not step.is_done:
        return _corrects(step)
    if step.confirmed:
        return _by_one(step)
    on = gettext("On %(day)s.") % {"day": day_words(step.on)} if step.on is not None else gettext("No day yet.")
    return f"{on} {_with(step, gone=gone)}"


def _with(step: ReturnStep, *, gone: bool) -> str:
    said = {"person": step.person}
    if step.person is None:
        return gettext("Nobody goes with you yet.")
    if gone:
        return gettext("%(person)s cannot go with you any more. Choose somebody else.") % said
    if step.agreed:
        return gettext("%(person)s goes with you.") % said
    if step.unreached:
        return gettext("No message can reach %(person)s here. Ask them yourself; they say yes on their page.") % said
    return gettext("%(person)s is asked, and has not said yes yet.") % said


def _by_one(step: ReturnStep) -> str:
    assert step.done_on is not None, "who confirms says a day"
    said = {"person": step.person, "day": day_words(step.done_on)}
    if step.person in step.confirmed:
        return gettext("%(person)s says: done on %(day)s. It waits for you.") % said
    return gettext("You say: done on %(day)s. It waits for %(person)s.") % said


def _corrects(step: ReturnStep) -> str:
    assert step.done_on is not None, "as above"
    said = {"person": step.person, "day": day_words(step.done_on), "was": day_words(step.completed[-1])}
    return gettext("Done on %(was)s. You say now: on %(day)s. It waits for %(person)s.") % said


def along_words(step: ReturnStep, member: PersonId) -> str:
    """Return how a step stands, to whoever goes along."""
    said = {"member": member}
    if step.taken_back:
        return gettext("%(member)s took this step back. Nothing is left for you to do.") % said
    if step.is_done:
        return gettext("Done on %(day)s. Both of you have confirmed it.") % {"day": day_words(step.completed[-1])}
    if step.confirmed:
        assert step.done_on is not None, "as above"
        day = {**said, "day": day_words(step.done_on)}
        mine = gettext("You say: done on %(day)s. It waits for %(member)s.")
        return (gettext("%(member)s says: done on %(day)s.") if member in step.confirmed else mine) % day
    on = gettext("On %(day)s.") % {"day": day_words(step.on)} if step.on is not None else gettext("No day yet.")
    asks = gettext("%(member)s asks whether you go along.") % said
    return f"{on} {gettext('You go along.') if step.agreed else asks}"


def learns(step: ReturnStep) -> str:
    """Return who learns of a step once both have confirmed it: read before it is said."""
    if step.goes_as == "trainer":
        return gettext(
            "Once both of you have said so, your supervisor and the chief learn this step, its day, and that a "
            "trainer was there. Nothing else."
        )
    return gettext(
        "Once both of you have said so, your supervisor and the chief learn this step, its day, and that a "
        "colleague was there. Nothing else."
    )


def done_words(seat: Seat, done: Done) -> str:
    """Return a step that is done, with its day, and the days that were said before."""
    said = {"step": step_words(seat, done.step), "day": day_words(done.on)}
    if not done.corrected:
        return gettext("%(step)s: %(day)s.") % said
    before = {**said, "was": ", ".join(day_words(on) for on in done.corrected)}
    return gettext("%(step)s: %(day)s. Said before: %(was)s.") % before


class Returned(NamedTuple):
    """What one member let command know, a line for each step, and where the paper of it is."""

    member: PersonId
    lines: tuple[str, ...]
    paper: str


def returned_lines(seat: Seat, own: frozenset[PersonId] | None = None) -> list[Returned]:
    """Return what members let command know of their way back: of everybody, or of some."""
    found: tuple[ReturnedSeen, ...] = answered(seat, AskReturned())
    return [
        Returned(
            one.member,
            tuple([f"{one.member}: {done_words(seat, done)}" for done in one.done]),
            f"/returned/{called(seat.house.agency, 'returned', one.member)}/paper",
        )
        for one in found
        if own is None or one.member in own
    ]


def return_lines(seat: Seat, case: CaseId) -> list[str]:
    """Return the way back of the member of a case in lines, to who cares for him and may know."""
    found: WayBackOf = answered(seat, ReturnOf(case))
    planned = [one for one in found.steps if not one.completed]
    return [*(_planned(seat, one) for one in planned), *(done_words(seat, one) for one in found.done)]


def _planned(seat: Seat, step: ReturnStep) -> str:
    said: dict[str, str] = {"step": step_words(seat, step.step), "person": step.person or ""}
    if step.taken_back:
        return gettext("%(step)s: taken back.") % said
    said["day"] = day_words(step.on) if step.on is not None else gettext("no day yet")
    if step.person is None:
        return gettext("%(step)s: planned, %(day)s.") % said
    return gettext("%(step)s: planned, %(day)s, with %(person)s.") % said
