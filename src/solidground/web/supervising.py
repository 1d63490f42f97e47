"""What is a supervisor's own after an incident, by when, and what is nobody's to ask: in words, from what is known.

Where each comes from stands in docs/guides; what the agency's list of duties has an interval for follows it. What must
never happen here: a step that asks how somebody is, or one that depends on anything but the kind of the incident, the
time, and the part somebody had.
"""

from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.core.duty.terms import Least, Terms, Within
from solidground.core.hours import add_days
from solidground.core.kernel import HOUR, Instant


class Step(NamedTuple):
    """One thing to do. ``follows`` names what it follows from in the agency's list, where that says it too.

    ``fired`` says that it is for those who fired.
    """

    words: str
    follows: str = ""
    fired: bool = False

    def said(self, terms: Terms) -> str:
        """Return it as it is read, with the agency's own number in it."""
        owed = _owed(self, terms)
        return gettext(self.words) % {"number": owed.number} if isinstance(owed, Least) else gettext(self.words)


class Stretch(NamedTuple):
    """A stretch of time after an incident, and what is to be done in it.

    It ends so many days of the calendar after the incident, at the same time of day; the first one after an hour.
    """

    name: str
    days: int
    steps: tuple[Step, ...]

    def until(self, occurred_at: Instant, zone: str) -> Instant:
        """Return when it ends, where the agency is."""
        return add_days(occurred_at, zone, self.days) if self.days else occurred_at + HOUR


_STRETCHES: Final = (
    Stretch(
        gettext_noop("The first hour"),
        0,
        (
            Step(gettext_noop("Go to them. First aid and a calm word come first.")),
            Step(
                gettext_noop(
                    "See that they leave with somebody who is good for them. Back to the scene only if it must be."
                )
            ),
            Step(gettext_noop("They choose who stays beside them: somebody who was not part of it.")),
            Step(gettext_noop("The weapon is taken in private, never before others."), fired=True),
            Step(
                gettext_noop("Offer another one at once, or say the reason why not and who decides when."),
                "replacement_within",
            ),
        ),
    ),
    Stretch(
        gettext_noop("The first day"),
        1,
        (
            Step(gettext_noop("Speak to them yourself, in person. Where that cannot be, call them."), "visit_within"),
            Step(gettext_noop("Say it in these words: this is standard after such a day. It is not discipline.")),
            Step(gettext_noop("They tell their family themselves. If they are hurt, you bring the family to them.")),
            Step(
                gettext_noop("See that they can sleep before any interview. Nights at least: %(number)s."),
                "rest_before_interview",
            ),
            Step(gettext_noop("If somebody took part and is not on the list here, tell the coordinator.")),
            Step(
                gettext_noop("Tell them until when they are off duties where they may have to fire."),
                "leave_said_within",
            ),
            Step(gettext_noop("Days off such duties at least: %(number)s."), "leave_least_days"),
        ),
    ),
    Stretch(
        gettext_noop("The first week"),
        7,
        (
            Step(gettext_noop("Call once. Say that you are there, and that nothing is owed."), "call_within"),
            Step(
                gettext_noop(
                    "Make room for the first session with a clinician. Going may be required. Talking never is."
                ),
                "session_within",
            ),
            Step(gettext_noop("Tell them by when they hear more, even if there is nothing new.")),
            Step(gettext_noop("Tell them where the weapon is, and by when they hear more about it."), fired=True),
        ),
    ),
    Stretch(
        gettext_noop("The first month"),
        30,
        (
            Step(
                gettext_noop(
                    "Good news is told in person, at a place they choose: coffee, not the precinct. Never by mail."
                )
            ),
            Step(gettext_noop("They come back in steps, at their own pace. Two or three weeks are usual.")),
            Step(
                gettext_noop(
                    "“I do not want to talk” is an answer. Say that you heard it, and that the door stays open."
                )
            ),
        ),
    ),
)
"""In the order of time, each step where it stands unless the agency's list says otherwise."""


def stretches(terms: Terms) -> tuple[Stretch, ...]:
    """Return them with every step that has an interval in the stretch in which the interval ends."""
    placed: list[list[Step]] = [[] for _ in _STRETCHES]
    for number, stretch in enumerate(_STRETCHES):
        for step in stretch.steps:
            owed = _owed(step, terms)
            found = step if owed is None else step._replace(fired=owed.whom == "fired")
            placed[_place(owed) if isinstance(owed, Within) else number].append(found)
    return tuple([one._replace(steps=tuple(steps)) for one, steps in zip(_STRETCHES, placed, strict=True)])


def _owed(step: Step, terms: Terms) -> Within | Least | None:
    found: Within | Least | None = getattr(terms, step.follows) if step.follows else None
    return found


def _place(owed: Within) -> int:
    """Return the number of the first stretch that does not end before an interval does; else the last."""
    ends_at = owed.until(0, "UTC")
    last = len(_STRETCHES) - 1
    return next((number for number, one in enumerate(_STRETCHES) if ends_at <= one.until(0, "UTC")), last)


def ends(occurred_at: Instant, zone: str) -> Instant:
    """Return when the last stretch ends."""
    return _STRETCHES[-1].until(occurred_at, zone)


NOT_TO_ASK: Final = (
    gettext_noop("What happened. Whoever must know it asks in an interview."),
    gettext_noop("Whether they see a peer or a clinician, or what was said there."),
    gettext_noop("Whether they are ready, or fine, or sleeping."),
    gettext_noop("Why they do not answer. Others see to that."),
)
