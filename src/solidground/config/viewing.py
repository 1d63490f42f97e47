"""Asking as somebody, in the terminal: for whoever runs the machine.

What must never happen here: an answer that did not come from the one read path, or a choice of what somebody may see.
"""

import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from solidground.app.importing.fault import FileFault
from solidground.core.kernel import Instant, PersonId, Refusal

AsOption = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who is looking.", show_default=False)]

LINE_MOST = 79


class Viewing(NamedTuple):
    """One agency as one person sees it now."""

    reading: Any
    viewer: Any
    zone: str
    now: Instant

    def ask(self, question: Any) -> Any:  # noqa: ANN401 - every question has an answer of its own
        """Ask one question, as this person."""
        from solidground.app.ask import ask  # noqa: PLC0415 - what a command needs is loaded when it runs

        return ask(self.reading, self.viewer, question)


@contextmanager
def viewing(directory: Path, person: str) -> Iterator[Viewing]:
    """Look at a data directory as somebody of its roster; a stranger is a fault."""
    from solidground.app.asking.bonds import viewer_of  # noqa: PLC0415 - as above
    from solidground.app.asking.reading import Reading  # noqa: PLC0415 - as above
    from solidground.app.rosters import Rosters  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, agency_of, open_directory, settings_of  # noqa: PLC0415 - as above

    zone, now = settings_of(directory).zone, CLOCK.now()
    with closing(open_directory(directory)) as store:
        reading = Reading(store, Rosters(), agency_of(directory, store), now)
        roster = reading.roster()
        if person not in roster.people:
            sentence = f'Nobody with the reference "{person}" is known. Check it; letters large and small differ.'
            raise FileFault(sentence)
        yield Viewing(reading, viewer_of(roster, PersonId(person), now), zone, now)


def allowed(answer: Any, sentence: str) -> Any:  # noqa: ANN401 - whatever was asked
    """Return an answer; a refusal is a fault, said in the words of the terminal."""
    if isinstance(answer, Refusal):
        raise FileFault(sentence)
    return answer


def folded(text: str, indent: int = 0) -> str:
    """Return a text that breaks at words, before the terminal would."""
    return textwrap.fill(
        text, LINE_MOST, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2), break_on_hyphens=False
    )
