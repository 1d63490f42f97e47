"""What stands on the cards of the first hour: the same on the page and on paper.

What must never happen here: a name, or anything of what happened. A card is the same for everybody.
"""

from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.core.papers import Card

DANGER: Final = gettext_noop("Danger to life now: stay, and call the staffed line or emergency services.")
DO, AVOID = gettext_noop("Do"), gettext_noop("Do not")


class Words(NamedTuple):
    """One card in English: for whom, its sentence, what to do, what not, and what stands last."""

    whom: str
    says: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    last: str


SERGEANT: Final = Words(
    gettext_noop("For the sergeant at the scene"),
    gettext_noop("Get them away, and not alone."),
    (
        gettext_noop("First aid, and a calm word: you are safe, I am here."),
        gettext_noop(
            "Let them leave the scene with somebody they choose, who was not part of it. Back only if it must be."
        ),
        gettext_noop(
            "Take the weapon in private, as evidence. Say that this is always done."
            " Offer another at once, or say why not."
        ),
        gettext_noop("Name everybody who was there: the partner, who saw it, the dispatcher."),
        gettext_noop("Enter it, or call the coordinator. That takes two minutes."),
        gettext_noop("Hand them over in words: “You have them now?” “Yes.”"),
    ),
    (
        gettext_noop("Do not ask what happened, beyond what safety needs now."),
        gettext_noop("Do not say how it will end, or that it was right or wrong."),
        gettext_noop("Do not leave anybody alone in a car or an office."),
        gettext_noop("Do not ask how they are in front of others."),
    ),
    "",
)
COMPANION: Final = Words(
    gettext_noop("For the companion"),
    gettext_noop("You stay. That is all of it."),
    (
        gettext_noop("Stay until the next person says: I have them."),
        gettext_noop("Water, food, a coat, a quiet room, a drive home."),
        gettext_noop(
            "Let them tell their family themselves, soon, and sit beside them."
            " After an injury the agency brings the family."
        ),
        gettext_noop("Say who will be in touch, and that no answer is owed."),
        gettext_noop("When they are home with their own people, say so to the coordinator."),
    ),
    (
        gettext_noop("Do not talk about what happened. A court may ask you what was said."),
        gettext_noop("Do not buy the next round."),
        gettext_noop("Do not write anything down."),
        gettext_noop("Do not promise how it will end."),
    ),
    DANGER,
)
FAMILY: Final = Words(
    gettext_noop("For the husband, wife or partner at home"),
    gettext_noop("They are coming home. You need not know what to say."),
    (
        gettext_noop("Be there. Ordinary things help: food, a shower, a walk, sleep."),
        gettext_noop("Expect little sleep, few words, or many. Days like this differ."),
        gettext_noop("Keep the phone and the news away for a while, if they want that."),
        gettext_noop("Take the person who is offered to you. You may have one of your own."),
        gettext_noop("If you worry, say so: there is a page for it, and command is not told."),
    ),
    (
        gettext_noop("Do not ask for the story. It can wait, and others may have to ask you about it."),
        gettext_noop("Do not ask “Are you OK?” over and over. Sit beside them."),
        gettext_noop("Do not carry it alone."),
    ),
    DANGER,
)


def cards_in_words() -> tuple[Card, ...]:
    """Return the cards in the language of who reads them."""
    return tuple([_said(one) for one in (SERGEANT, COMPANION, FAMILY)])


def _said(one: Words) -> Card:
    do, avoid = (tuple([gettext(line) for line in lines]) for lines in (one.do, one.avoid))
    return Card(gettext(one.whom), gettext(one.says), do, avoid, gettext(one.last) if one.last else "")
