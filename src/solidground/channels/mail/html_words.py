"""The words of an HTML mail, line by line, without what it quotes.

Each letter is looked at once: the standard parser needs seconds for twenty thousand characters made to stall it.
What must never happen here: words taken from a quote, a comment or a style.
"""

import re
from html import unescape

_TAG = re.compile(r"<([^<>]*)>")
_NAME = re.compile(r"\s*(/?)\s*([a-zA-Z]*)")
_BREAKS = frozenset({"br", "p", "div", "tr", "li"})
_HIDDEN = frozenset({"blockquote", "style", "script", "head", "title"})


def words_of(html: str) -> str:
    """Return the words a reader would see, a line for each block."""
    pieces = _TAG.split(_without_comments(html))
    words = [pieces[0]]
    hidden = 0
    for tag, text in zip(pieces[1::2], pieces[2::2], strict=True):
        name = _NAME.match(tag)
        assert name is not None, "the pattern matches the empty text"
        word = name[2].casefold()
        if word in _HIDDEN:
            hidden = max(0, hidden - 1) if name[1] else hidden + 1
        if word in _BREAKS:
            words.append("\n")
        if not hidden:
            words.append(text)
    return unescape("".join(words))


def _without_comments(html: str) -> str:
    before, *comments = html.split("<!--")
    return before + "".join(comment.partition("-->")[2] for comment in comments)
