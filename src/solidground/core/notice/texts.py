"""``say``: the one function that words a notification.

What must never happen here: a field that holds a person's name, or a text that is not in the catalogue.
"""

from typing import NamedTuple

from solidground.core.notice.catalogue import TEMPLATES, VARIANTS, Kind
from solidground.core.notice.discreet import LINK_CHARACTERS_MOST, phrase_refused
from solidground.core.notice.message import Language
from solidground.core.protocol.plan import Way

SHORT_CHARACTERS_MOST = 159
"""One text message. Everything in a short text is plain ASCII, so that a character is a character."""

BY_CHARACTERS_MOST = 24
COUNT_MOST = 999

_SHORT_WAYS: frozenset[Way] = frozenset({"text", "push"})


class Said(NamedTuple):
    """One notification in words: ``body`` for ways with room, ``short`` for those without."""

    subject: str
    body: str
    short: str

    def by(self, way: Way) -> str:
        """Return the text that fits a way."""
        return self.short if way in _SHORT_WAYS else self.body


def say(kind: Kind, language: Language, *, phrase: str, link: str, by: str = "", count: int = 0) -> Said:
    """Return the words for a notification. ``by`` is a time as ``spoken`` gives it; ``count`` how many things wait.

    The bounds are the caller's to keep: the phrase was checked when it was set, links and times are made here.
    """
    template = TEMPLATES[kind]
    assert phrase_refused(phrase) is None, "the code phrase is checked when the agency sets it"
    assert 0 < len(link) <= LINK_CHARACTERS_MOST, f"a link has at most {LINK_CHARACTERS_MOST} characters"
    assert bool(by) == ("{by}" in template.body), f"{kind} says a time exactly if it has one"
    assert len(by) <= BY_CHARACTERS_MOST, f"a time has at most {BY_CHARACTERS_MOST} characters"
    assert bool(count) == ("{count}" in template.body), f"{kind} says a count exactly if it has one"
    body, short = template.one if count == 1 and template.one else (template.body, template.short)
    fields = {**VARIANTS[language], "phrase": phrase, "link": link, "by": by, "count": _counted(count)}
    return Said(template.subject.format_map(fields), body.format_map(fields), short.format_map(fields))


def _counted(count: int) -> str:
    return str(count) if count <= COUNT_MOST else f"{COUNT_MOST}+"
