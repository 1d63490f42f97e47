"""The whole page: what stands first, the sections in their order, and everything it needs within itself.

What must never happen here: an address of another machine, or a script.
"""

from functools import cache
from importlib.resources import files
from typing import Final

from solidground.core.figures import CityFigures
from solidground.documents.html import Markup, el, joined
from solidground.documents.report.parts import note, patterns
from solidground.documents.report.sections import again, audit, gallery, leaving, load, oddities, promises, reach
from solidground.documents.report.words import day, figure, many, share, start
from solidground.documents.typeface import faces

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
"""Holds a browser to what the page is: it loads nothing and runs nothing."""

SECTIONS: Final = (reach, promises, gallery, audit, load, again, leaving, oddities)

CONTENTS: Final = (
    ("reach", "Reached when"),
    ("promises", "Overdue"),
    ("lines", "Single cases"),
    ("audit", "Proof"),
    ("load", "Load of peers"),
    ("again", "Second incidents"),
    ("leaving", "After leaving"),
    ("odd", "The file"),
)
"""The sections by their key, in their order, each in a word or two."""


def render(figures: CityFigures) -> str:
    """Return the report as one HTML file."""
    page = el(
        "html",
        {"lang": "en"},
        el(
            "head",
            None,
            el("meta", {"charset": "utf-8"}),
            el("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
            el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            el("meta", {"name": "referrer", "content": "no-referrer"}),
            el("meta", {"name": "color-scheme", "content": "light dark"}),
            el("title", None, "Solid Ground: report"),
            el("style", None, Markup(faces()), _style()),
        ),
        el("body", None, patterns(), _header(figures), _main(figures), _footer(figures)),
    )
    return f"<!doctype html>\n{page}\n"


def _header(figures: CityFigures) -> Markup:
    """Return how things stand, in one sentence and four numbers."""
    sums = (
        (figure(figures.incidents), "incidents" if figures.incidents != 1 else "incident"),
        (figure(figures.people), "people in them" if figures.people != 1 else "person in them"),
        (figure(figures.cases), "cases" if figures.cases != 1 else "case"),
        (figure(figures.owed), "promises came due" if figures.owed != 1 else "promise came due"),
    )
    return el(
        "header",
        None,
        el(
            "p",
            {"class": "whose"},
            el("bdi", None, figures.title),
            f", {_span(figures)}" * (figures.incidents > 0),
        ),
        el("h1", None, headline(figures)),
        note(missed(figures) + _unheld(figures)),
        el(
            "dl",
            {"class": "sums"},
            *(el("div", None, el("dt", None, says), el("dd", None, sum_)) for sum_, says in sums),
        ),
        _contents(),
    )


def _contents() -> Markup:
    """Return the way to each section: on a phone the page is long."""
    ways = (el("li", None, el("a", {"href": f"#{key}"}, says)) for key, says in CONTENTS)
    return el("nav", {"aria-label": "On this page"}, el("ul", None, *ways))


def _span(figures: CityFigures) -> str:
    """Return the days that the report is about."""
    first, last = day(figures.from_on), day(figures.until_on)
    return first if first == last else f"{first} to {last}"


def headline(figures: CityFigures) -> str:
    """Return the first sentence of the page."""
    if figures.incidents == 0:
        return (
            "Not one line of the file could be read." if figures.refused_rows else "There is no incident in the file."
        )
    if figures.owed == 0:
        return "Nothing has come due yet."
    if figures.on_time == figures.owed:
        return f"Every promise was kept on time: {figure(figures.on_time)} of {figure(figures.owed)}."
    return f"{share(figures.on_time, figures.owed)} of promises were kept on time."


def missed(figures: CityFigures) -> str:
    """Return what was not kept on time; nothing where all was."""
    if figures.on_time == figures.owed:
        return ""
    late, undone = figures.late, figures.not_done
    return (
        f"{start(many(late, 'promise was', 'promises were'))} kept late, and {many(undone, 'was', 'were')} not done. "
    )


def _unheld(figures: CityFigures) -> str:
    """Return for how long somebody was without a person who had it."""
    if figures.cases == 0:
        return "So there was no case, and nothing was owed."
    if figures.unheld_cases == 0:
        return "At every moment somebody held every open case."
    held = share(figures.case_minutes - figures.unheld_minutes, figures.case_minutes)
    cases = start(many(figures.unheld_cases, "case was", "cases were"))
    return f"{cases} without anybody for a while. Over all cases together, somebody held them {held} of the time."


def _main(figures: CityFigures) -> Markup:
    # Where nothing could be read, why it could not comes first.
    first = (oddities,) if figures.incidents == 0 and figures.refused_rows else ()
    order = (*first, *(section for section in SECTIONS if section not in first))
    return el("main", None, *(section.section(figures) for section in order))


def _footer(figures: CityFigures) -> Markup:
    until = f" Up to {day(figures.until_on)}." * (figures.incidents > 0)
    return el(
        "footer",
        None,
        el("p", None, "For the coordinator. It holds exact counts and single cases, so it is not for publication."),
        el("p", None, f"Solid Ground. It shows the work, never the people.{until}"),
    )


@cache
def _style() -> Markup:
    """Return the stylesheet of the report, which is the project's own and so markup already."""
    return joined(Markup(files(__package__).joinpath("style.css").read_text(encoding="utf-8")))
