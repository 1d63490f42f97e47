"""The audit: of those who fired, how many can be proved to have had each step."""

from solidground.core.figures import Audit, CityFigures, Proof
from solidground.documents.html import Markup
from solidground.documents.report.bars import Bar, Look, bars
from solidground.documents.report.parts import both, card, key, note, swatch, table
from solidground.documents.report.words import figure, inside

QUESTION = "Of those who fired, how many have proof of each step?"

OWED = (
    "Not owed: the member had declined or stopped, had said “not now”, his case had ended, or it was not due yet. "
    "The log has that too."
)

NOTE = (
    "Why this is asked: an audit of one large city looked at 52 officers who had fired. It found no proof of the "
    "first debrief for 11, no required training for 10, and no individual training for any. The goal is 52 of 52."
)


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    audit = figures.audit
    if audit.fired == 0:
        return card("audit", QUESTION, "Nobody fired, so there is nothing to prove.")
    rows = [_bar(proof, audit.fired) for proof in audit.proofs]
    if not rows:
        return card("audit", QUESTION, "No step was owed yet to those who fired.")
    says = (QUESTION, sentence(audit))
    legend = key(("proved", swatch("solid")), ("no proof", swatch("none")), ("not owed", swatch("track")))
    return card(
        "audit",
        QUESTION,
        sentence(audit),
        note(f"{least(audit)}{OWED}"),
        both(lambda width, look: bars(width, look, says, rows, "proved, of those owed"), legend),
        table(
            "Cases of those who fired, with proof in the log of each step",
            ("Step", "Proved", "No proof", "Not owed"),
            [
                (
                    proof.step,
                    figure(proof.proved),
                    figure(proof.missing),
                    figure(audit.fired - proof.proved - proof.missing),
                )
                for proof in audit.proofs
            ],
        ),
        note(NOTE),
    )


def sentence(audit: Audit) -> str:
    """Return the answer: for how many everything is proved."""
    verb = "has" if audit.whole == 1 else "have"
    return f"{figure(audit.whole)} of {figure(audit.fired)} {verb} proof of every step they were owed."


def least(audit: Audit) -> str:
    """Return the step that lacks proof most often; nothing where none does."""
    worst = max(audit.proofs, key=lambda proof: proof.missing)
    if worst.missing == 0:
        return ""
    owed = worst.proved + worst.missing
    return f"Proof lacks most often for {inside(worst.step)}: {figure(worst.missing)} of {figure(owed)}. "


def _bar(proof: Proof, fired: int) -> Bar:
    owed = proof.proved + proof.missing
    parts: tuple[tuple[Look, int], ...] = (
        ("solid", proof.proved),
        ("none", proof.missing),
        ("track", fired - owed),
    )
    return Bar(proof.step, f"{figure(proof.proved)} of {figure(owed)}", parts, warns=proof.missing > 0)
