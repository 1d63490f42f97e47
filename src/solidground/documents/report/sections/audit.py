"""The audit: of those who fired, how many can be proved to have had each step."""

from solidground.core.figures import Audit, CityFigures, Proof
from solidground.documents.html import Markup
from solidground.documents.report.bars import Bar, bars
from solidground.documents.report.parts import both, card, note, table
from solidground.documents.report.words import figure

QUESTION = "Of those who fired, how many have proof of each step?"

NOTE = (
    "An audit of one large city looked at 52 officers who had fired. It found no proof of the first debrief for "
    "11, no required training for 10, and no individual training for any. The goal is 52 of 52."
)


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    audit = figures.audit
    if audit.fired == 0:
        return card("audit", QUESTION, "Nobody fired, so there is nothing to prove.")
    rows = [_bar(proof, audit.fired) for proof in audit.proofs]
    return card(
        "audit",
        QUESTION,
        sentence(audit),
        note(NOTE),
        both(lambda width, look: bars(width, look, (QUESTION, sentence(audit)), rows)),
        table(
            "Cases of those who fired, with proof in the log",
            ("Step", "Proved", "Of", "No proof"),
            [
                (proof.step, figure(proof.proved), figure(audit.fired), figure(audit.fired - proof.proved))
                for proof in audit.proofs
            ],
        ),
    )


def sentence(audit: Audit) -> str:
    """Return the answer: the step that is proved for the fewest."""
    fewest = min(audit.proofs, key=lambda proof: proof.proved, default=Proof("", audit.fired))
    if fewest.proved == audit.fired:
        return f"{figure(audit.fired)} of {figure(audit.fired)}: every step is proved for everybody who fired."
    return f"Least proved: {fewest.step}, {figure(fewest.proved)} of {figure(audit.fired)}."


def _bar(proof: Proof, fired: int) -> Bar:
    missing = fired - proof.proved
    numbers = f"{figure(proof.proved)} of {figure(fired)}"
    return Bar(proof.step, numbers, (("solid", proof.proved), ("none", missing)), warns=missing > 0)
