"""What a notification may not say, and the check that holds an agency's own words to it.

Whoever glances at the phone on the table learns nothing: neither what happened nor why somebody writes.
What must never happen here: a word taken off the list to let a text through.
"""

import re

from solidground.core.kernel import Refusal, filled

PHRASE_CHARACTERS_MOST = 20
LINK_CHARACTERS_MOST = 120

# fmt: off
TELLING: tuple[str, ...] = (
    "accident", "arrest", "assault", "bereave", "body", "case", "casualt", "chaplain", "child", "clinic", "cope",
    "counsel", "crisis", "critical", "dead", "death", "debrief", "deceased", "detective", "died", "duty", "emergency",
    "emotion", "fatal", "fire", "firing", "grief", "gun", "harm", "health", "hurt", "incident", "injur", "investigat",
    "kill", "lawyer", "member", "mental", "name", "officer", "ois", "patient", "peer", "police", "psych", "ptsd",
    "resilien", "respond", "scene", "sergeant", "shoot", "shot", "stress", "suffer", "suicid", "support", "therap",
    "trauma", "trim", "victim", "violen", "weapon", "welfare", "wellbeing", "wellness", "worried", "wound",
)
# fmt: on
"""Beginnings of words that tell of the incident, the reason or the role. "name" stands for every text that uses one."""

_LETTERS = re.compile(r"[a-z]+")


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that tell too much, in order; joined words are taken apart first."""
    words = _LETTERS.findall(text.casefold())
    return tuple(word for word in words if word.startswith(TELLING))


def phrase_refused(phrase: str) -> Refusal | None:
    """Return why an agency's code phrase cannot be used, or None."""
    if not phrase.strip() or len(phrase) > PHRASE_CHARACTERS_MOST:
        return Refusal(
            "PhraseUnfit", f"The code phrase needs 1 to {PHRASE_CHARACTERS_MOST} characters, such as “Coffee?”."
        )
    if not (phrase.isascii() and phrase.isprintable()) or phrase != phrase.strip():
        return Refusal(
            "PhraseUnfit", "The code phrase takes plain letters, digits and signs only, without spaces around it."
        )
    telling = telling_words(phrase)
    if telling:
        return Refusal(
            "PhraseTelling",
            filled(
                "The code phrase says too much (%(word)s). Choose everyday words, such as “Coffee?”.",
                word=f"“{telling[0]}”",
            ),
        )
    return None


def link_refused(link: str) -> Refusal | None:
    """Return why the fixed part of a link cannot be used in a notification, or None; the token after it is no word."""
    telling = telling_words(link)
    if telling:
        return Refusal(
            "LinkTelling",
            filled(
                "The address of the pages says too much (%(word)s). Choose a neutral host and path.",
                word=f"“{telling[0]}”",
            ),
        )
    return None
