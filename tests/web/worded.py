"""In the place of what draws papers: what stands on one as a page of text, so that a test can read it."""

from collections.abc import Iterator
from html import escape

from solidground.core.kernel import Instant
from solidground.core.papers import Paper


class Worded:
    """Says what stands on a paper; nothing is signed."""

    def signs(self, _now: Instant) -> bool:
        """Tell that nothing is signed."""
        return False

    def printed(self, paper: Paper, _now: Instant) -> bytes:
        """Return every word on a paper, and nothing of what it says to a program."""
        face = paper.face
        said = (face.title, face.lead, face.mark, *face.foot, *_words(paper[1:]))
        return "\n".join(f"<p>{escape(one)}</p>" for one in said).encode()


def _words(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif hasattr(values, "words"):
        yield from (getattr(values, name, "") for name in ("name", "words", "stream", "hash"))
    elif isinstance(values, tuple):
        for one in values:
            yield from _words(one)
