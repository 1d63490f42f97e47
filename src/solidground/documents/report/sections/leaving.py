"""Care that goes on after somebody has left the agency."""

from solidground.core.figures import AfterLeaving, CityFigures
from solidground.documents.html import Markup
from solidground.documents.report.bars import Bar, Look, bars
from solidground.documents.report.parts import both, card, key, note, swatch, table
from solidground.documents.report.words import figure, many, start

QUESTION = "Did care go on for those who left?"


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    left = figures.after_leaving
    if left.cases == 0:
        return card("leaving", QUESTION, "Nobody left the agency while their case was active.")
    says = (QUESTION, sentence(left))
    outcomes = _outcomes(left)
    rows = [_bar(name, count, left.cases, look) for name, count, look in outcomes] + _owed(left)
    return card(
        "leaving",
        QUESTION,
        sentence(left),
        note("Leaving the agency does not end care. It goes on for as long as the member wants it."),
        both(lambda width, look: bars(width, look, says, rows), _legend(left)),
        table(
            "Cases of people who left while their case was active, and what was owed to them afterwards",
            ("What", "Count"),
            [
                *((name, figure(count)) for name, count, _ in outcomes),
                ("Steps owed after leaving: on time", figure(left.on_time)),
                ("Steps owed after leaving: late", figure(left.late)),
                ("Steps owed after leaving: not done", figure(left.not_done)),
            ],
        ),
    )


def sentence(left: AfterLeaving) -> str:
    """Return the answer: for how many it went on."""
    who = many(left.cases, "person", "people")
    if left.nothing_due == left.cases:
        return f"{start(who)} left while their case was active; nothing came due after that."
    on = "all" if left.went_on == left.cases else figure(left.went_on) if left.went_on else "none"
    return f"{start(who)} left while their case was active; care went on for {on} of them."


def _outcomes(left: AfterLeaving) -> list[tuple[str, int, Look]]:
    """Return what became of those cases; those left over were owed something that nobody did."""
    nobody = max(left.cases - left.went_on - left.stopped - left.nothing_due, 0)
    return [
        ("Care went on", left.went_on, "solid"),
        ("Stopped by the member", left.stopped, "hollow"),
        ("Nothing more came due", left.nothing_due, "hollow"),
        ("Owed, and nobody came", nobody, "none"),
    ]


def _bar(name: str, count: int, cases: int, look: Look) -> Bar:
    if count == 0:
        return Bar(name, "none", ())
    return Bar(name, f"{figure(count)} of {figure(cases)}", ((look, count),), of=count / cases, warns=look == "none")


def _owed(left: AfterLeaving) -> list[Bar]:
    """Return how what was owed after leaving went, as one bar."""
    owed = left.on_time + left.late + left.not_done
    if owed == 0:
        return []
    numbers = f"{figure(left.on_time)} of {figure(owed)} on time"
    parts: tuple[tuple[Look, int], ...] = (("solid", left.on_time), ("late", left.late), ("none", left.not_done))
    return [Bar("Owed after leaving", numbers, parts)]


def _legend(left: AfterLeaving) -> Markup | str:
    """Return what the parts of the last bar mean, where it is there."""
    if not _owed(left):
        return ""
    return key(("on time", swatch("solid")), ("late", swatch("late")), ("not done", swatch("none")))
