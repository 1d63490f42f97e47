"""What is a supervisor's own after an incident, by when, and what is nobody's to ask: in words, from what is known.

Where each comes from stands in docs/guides. What must never happen here: a step that asks how somebody is, or one that
depends on anything but the kind of the incident, the time, and the part somebody had.
"""

from typing import Final, NamedTuple

from django.utils.translation import gettext_noop

from solidground.core.hours import add_days
from solidground.core.kernel import HOUR, Instant

FIRED: Final = "discharged_weapon"


class Stretch(NamedTuple):
    """A stretch of time after an incident, and what is to be done in it. The second list is for who fired.

    It ends so many days of the calendar after the incident, at the same time of day; the first one after an hour.
    """

    name: str
    days: int
    steps: tuple[str, ...]
    fired: tuple[str, ...] = ()

    def until(self, occurred_at: Instant, zone: str) -> Instant:
        """Return when it ends, where the agency is."""
        return add_days(occurred_at, zone, self.days) if self.days else occurred_at + HOUR


STRETCHES: Final = (
    Stretch(
        gettext_noop("The first hour"),
        0,
        (
            gettext_noop("Go to them. First aid and a calm word come first."),
            gettext_noop(
                "See that they leave with somebody who is good for them. Back to the scene only if it must be."
            ),
            gettext_noop("They choose who stays beside them: somebody who was not part of it."),
        ),
        (
            gettext_noop("The weapon is taken in private, never before others."),
            gettext_noop("Offer another one at once, or say the reason why not and who decides when."),
        ),
    ),
    Stretch(
        gettext_noop("The first day"),
        1,
        (
            gettext_noop("Say it in these words: this is standard after such a day. It is not discipline."),
            gettext_noop("They tell their family themselves. If they are hurt, you bring the family to them."),
            gettext_noop("See that they can sleep at least one night before any interview."),
            gettext_noop("If somebody took part and is not on the list here, tell the coordinator."),
        ),
        (gettext_noop("Tell them until when they are off duties where they may have to fire: three days at least."),),
    ),
    Stretch(
        gettext_noop("The first week"),
        7,
        (
            gettext_noop("Call once. Say that you are there, and that nothing is owed."),
            gettext_noop("Make room for the first session with a clinician. Going may be required. Talking never is."),
            gettext_noop("Tell them by when they hear more, even if there is nothing new."),
        ),
        (gettext_noop("Tell them where the weapon is, and by when they hear more about it."),),
    ),
    Stretch(
        gettext_noop("The first month"),
        30,
        (
            gettext_noop(
                "Good news is told in person, at a place they choose: coffee, not the precinct. Never by mail."
            ),
            gettext_noop("They come back in steps, at their own pace. Two or three weeks are usual."),
            gettext_noop("“I do not want to talk” is an answer. Say that you heard it, and that the door stays open."),
        ),
    ),
)
"""In the order of time."""

NOT_TO_ASK: Final = (
    gettext_noop("What happened. Whoever must know it asks in an interview."),
    gettext_noop("Whether they see a peer or a clinician, or what was said there."),
    gettext_noop("Whether they are ready, or fine, or sleeping."),
    gettext_noop("Why they do not answer. Others see to that."),
)
