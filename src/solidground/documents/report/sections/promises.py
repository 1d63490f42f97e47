"""Where promises were overdue, and what the system did."""

from solidground.core.figures import CityFigures, RungAsked, StepKept
from solidground.documents.html import Markup, el
from solidground.documents.report.bars import Bar, Look, bars
from solidground.documents.report.parts import both, card, key, note, swatch, table
from solidground.documents.report.words import figure, inside, many

QUESTION = "Where were promises overdue, and what did the system do?"

NOTE = "When a step lapses, the next person is asked, until one takes it or does what was owed."


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not figures.steps:
        return card("promises", QUESTION, "Nothing was owed, so nothing was overdue.")
    return card(
        "promises", QUESTION, sentence(figures), *_worst(figures.steps), _steps(figures.steps), *_rungs(figures.rungs)
    )


def sentence(figures: CityFigures) -> str:
    """Return the answer: how many were overdue, and how often that made the system ask somebody."""
    overdue = sum(_overdue(step) for step in figures.steps)
    if overdue == 0:
        return "No promise was overdue."
    asked = sum(rung.asked for rung in figures.rungs)
    owed = overdue + sum(step.on_time for step in figures.steps)
    was = "was" if overdue == 1 else "were"
    return f"{figure(overdue)} of {figure(owed)} {was} overdue; the system asked the next person {many(asked, 'time')}."


def _worst(steps: tuple[StepKept, ...]) -> list[Markup]:
    """Return which steps were overdue most often: by number, and by their share of those that came due."""
    there = [step for step in steps if _overdue(step)]
    if not there:
        return []
    number = max(there, key=_overdue)
    part = max(there, key=lambda step: _overdue(step) / (_overdue(step) + step.on_time))
    said = f"Most often: {_counted(number)}."
    return [note(said if number is part else f"{said} By their share: {_counted(part)}.")]


def _overdue(step: StepKept) -> int:
    return step.late + step.not_done


def _counted(step: StepKept) -> str:
    return f"{inside(step.step)}, {_numbers(step)}"


def _numbers(step: StepKept) -> str:
    return f"{figure(_overdue(step))} of {figure(_overdue(step) + step.on_time)}"


def _steps(steps: tuple[StepKept, ...]) -> Markup:
    """Return how each step went."""
    rows = [_step(step) for step in steps]
    says = ("How each step went.", "On time, late and not done, for each step of the protocol.")
    legend = key(("on time", swatch("solid")), ("late", swatch("late")), ("not done", swatch("none")))
    return el(
        "div",
        None,
        both(lambda width, look: bars(width, look, says, rows, "overdue, of those due"), legend),
        table(
            "Steps that came due, by how they went",
            ("Step", "On time", "Late", "Not done"),
            [(step.step, figure(step.on_time), figure(step.late), figure(step.not_done)) for step in steps],
        ),
    )


def _step(step: StepKept) -> Bar:
    if step.on_time + step.late + step.not_done == 0:
        return Bar(step.step, "never came due", ())
    parts: tuple[tuple[Look, int], ...] = (("solid", step.on_time), ("late", step.late), ("none", step.not_done))
    return Bar(step.step, _numbers(step), parts)


def _rungs(rungs: tuple[RungAsked, ...]) -> list[Markup]:
    """Return whom the ladders asked and who took it."""
    asked, answered = sum(rung.asked for rung in rungs), sum(rung.answered for rung in rungs)
    if asked == 0:
        return [note("No ladder was needed: nothing lapsed.")]
    most = max(rung.asked for rung in rungs)
    rows = [_rung(rung, most) for rung in rungs]
    answer = f"Somebody was asked {many(asked, 'time')}, and took it {many(answered, 'time')}."
    says = ("Who was asked.", answer)
    legend = key(("asked, and took it", swatch("solid")), ("asked in vain", swatch("hollow")))
    return [
        el("h3", None, answer),
        note(NOTE),
        both(lambda width, look: bars(width, look, says, rows, "took it, of times asked"), legend),
        table(
            "Rungs of the ladders, in their order",
            ("Who", "Asked", "Taken"),
            [(rung.rung, figure(rung.asked), figure(rung.answered)) for rung in rungs],
        ),
    ]


def _rung(rung: RungAsked, most: int) -> Bar:
    if rung.asked == 0:
        return Bar(rung.rung, "never needed", (), of=0)
    parts: tuple[tuple[Look, int], ...] = (("solid", rung.answered), ("hollow", rung.asked - rung.answered))
    return Bar(rung.rung, f"{figure(rung.answered)} of {figure(rung.asked)}", parts, of=rung.asked / most)
