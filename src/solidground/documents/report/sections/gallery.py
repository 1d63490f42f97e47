"""Ground lines of a dozen cases, those who need somebody first."""

from solidground.core.figures import CityFigures, GroundCase
from solidground.documents.html import Markup, el
from solidground.documents.report.ground_line import facts, ground_line, legend
from solidground.documents.report.parts import both, card, note, table
from solidground.documents.report.words import many, since, start

QUESTION = "What did it look like for single people?"

NOTE = (
    "Time runs from the incident on the left to a year on the right, with more room for the first hours. The "
    "line is solid where what was promised was kept and hollow where it was overdue. It shows the work, never "
    "the person. Those that went worst come first; the others are some under way, some that ended early, and some as "
    "chance drew them."
)


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not figures.gallery:
        return card("lines", QUESTION, "There is no case to show.")
    return card(
        "lines",
        QUESTION,
        sentence(figures.gallery),
        note(NOTE),
        legend(),
        el("ul", {"class": "cases"}, *(_case(case) for case in figures.gallery)),
    )


def sentence(gallery: tuple[GroundCase, ...]) -> str:
    """Return the answer: how many of these need somebody."""
    needy = sum(case.is_needy for case in gallery)
    if needy == 0:
        return "Nobody here needs somebody now."
    return start(f"{many(needy, 'person needs', 'people need')} somebody now.")


def _after(age: str) -> str:
    """Return an age as the time of an end: "on day 8", "in month 5", "after three hours"."""
    preposition = {"day": "on", "month": "in", "year": "in", "the": "in"}.get(age.partition(" ")[0], "after")
    return f"{preposition} {age}"


def _case(case: GroundCase) -> Markup:
    """Return one case: its number and age, what it needs, its line and its table."""
    today = case.ended or "today"
    age = since(case.ground.now_at - case.ground.began_at)
    when = f"{case.ended} {_after(age)}" if case.ended else f"active, {age}"
    title = f"Case {case.number}"
    return el(
        "li",
        {"class": "needy"} if case.is_needy else None,
        el("h3", None, case.needs),
        note(f"{title}, {when}"),
        both(lambda width, look: ground_line(width, look, f"{title}.", case.ground, today)),
        table(
            f"{title}: everything on its line",
            ("What", "After", "When (UTC)"),
            facts(case.ground, today),
            counts=False,
        ),
    )
