"""Where promises were overdue, and what the system did."""

from solidground.core.figures import CityFigures, RungAsked, StepKept
from solidground.documents.html import Markup, el
from solidground.documents.report.bars import Bar, bars
from solidground.documents.report.parts import both, card, key, note, swatch, table
from solidground.documents.report.words import figure, many

QUESTION = "Where were promises overdue, and what did the system do?"

NOTE = (
    "When a step lapses, the next person is asked until one takes it. Solid: taken. Hollow: asked in vain, so "
    "the next was asked."
)


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not figures.steps:
        return card("promises", QUESTION, "Nothing was owed, so nothing was overdue.")
    return card("promises", QUESTION, sentence(figures), _steps(figures.steps), *_rungs(figures.rungs))


def sentence(figures: CityFigures) -> str:
    """Return the answer: the step that was overdue most often."""
    worst = max(figures.steps, key=lambda step: step.late + step.not_done)
    overdue = worst.late + worst.not_done
    if overdue == 0:
        return "No promise was overdue."
    return f"Most often overdue: {worst.step}, {figure(overdue)} of {figure(overdue + worst.on_time)}."


def _steps(steps: tuple[StepKept, ...]) -> Markup:
    """Return how each step went."""
    rows = [_step(step) for step in steps]
    says = ("How each step went.", "On time, late and not done, for each step of the protocol.")
    legend = key(("on time", swatch("solid")), ("late", swatch("late")), ("not done", swatch("none")))
    return el(
        "div",
        None,
        both(lambda width, look: bars(width, look, says, rows), legend),
        table(
            "Steps that came due, by how they went",
            ("Step", "On time", "Late", "Not done"),
            [(step.step, figure(step.on_time), figure(step.late), figure(step.not_done)) for step in steps],
        ),
    )


def _step(step: StepKept) -> Bar:
    if step.on_time + step.late + step.not_done == 0:
        return Bar(step.step, "never came due", ())
    numbers = [f"{figure(step.on_time)} on time"]
    numbers += [f"{figure(step.late)} late"] * (step.late > 0)
    numbers += [f"{figure(step.not_done)} not done"] * (step.not_done > 0)
    return Bar(step.step, ", ".join(numbers), (("solid", step.on_time), ("late", step.late), ("none", step.not_done)))


def _rungs(rungs: tuple[RungAsked, ...]) -> list[Markup]:
    """Return whom the ladders asked and who took it."""
    asked, answered = sum(rung.asked for rung in rungs), sum(rung.answered for rung in rungs)
    if asked == 0:
        return [note("No ladder was needed: nothing lapsed.")]
    most = max(rung.asked for rung in rungs)
    rows = [_rung(rung, most) for rung in rungs]
    answer = f"The ladders asked {many(asked, 'time')}, and {many(answered, 'time')} somebody took it."
    return [
        el("h3", None, answer),
        note(NOTE),
        both(lambda width, look: bars(width, look, ("Who was asked.", answer), rows)),
        table(
            "Rungs of the ladders, in their order",
            ("Who", "Asked", "Taken"),
            [(rung.rung, figure(rung.asked), figure(rung.answered)) for rung in rungs],
        ),
    ]


def _rung(rung: RungAsked, most: int) -> Bar:
    numbers = f"asked {figure(rung.asked)}, taken {figure(rung.answered)}" if rung.asked else "never needed"
    parts = (("solid", rung.answered), ("hollow", rung.asked - rung.answered)) if rung.asked else ()
    return Bar(rung.rung, numbers, parts, of=rung.asked / most)  # type: ignore[arg-type]  # the literals are looks
