"""What a paper costs that is drawn and signed, beside the call alone that sets its type."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from solidground.app.bench.rounds import MILLISECONDS, Row, Timed, p99, timed
from solidground.app.printing import Printing, certified
from solidground.app.wiring import CLOCK
from solidground.core.kernel import AgencyId, PersonId
from solidground.core.papers import Approval, Face, Line, PropertyReceipt, Stands

PAPERS, QUICK_PAPERS = 200, 20
ON = 739_600
SIGNERS = ("p-1", "p-2")
"""As of a hand-over: both have confirmed it, and the agency signs first."""


def measure(*, quick: bool = False, papers: int = 0) -> Iterator[Row]:
    """Draw and sign so many receipts, no two of them alike, each in turn with one that is only drawn."""
    papers, now = papers or (QUICK_PAPERS if quick else PAPERS), CLOCK.now()
    with TemporaryDirectory(prefix="solidground-") as folder:
        printing = Printing(certified(Path(folder), "agency", now))
        printing.printed(receipt(-1), now)  # what is loaded with the first one is not measured
        ours, bare = list[Timed](), list[float]()
        for number in range(papers):
            ours.append(timed(partial(printing.printed, receipt(2 * number), now)))
            bare.append(timed(partial(printing.drawn, receipt(2 * number + 1), signed=False)).seconds * MILLISECONDS)
    took = [one.seconds * MILLISECONDS for one in ours]
    value, limit = sum(took) / papers, sum(bare) / papers
    cpu = sum(one.cpu_seconds for one in ours) * MILLISECONDS / papers
    more = {"p99_ms": round(p99(took), 1), "cpu_ms": round(cpu, 1), "signatures": 1 + len(SIGNERS)}
    yield Row(
        "paper",
        papers,
        round(value, 1),
        "ms/paper",
        round(limit, 1),
        round(limit / value, 3),
        round(sum(one.seconds for one in ours), 3),
        more,
    )


def receipt(number: int) -> PropertyReceipt:
    """Return a receipt, as its number says."""
    stands = Stands(f"property/{number:020x}", "c6" * 32, 0)
    face = Face(
        AgencyId("agency"), "en-US", "us-letter", "Receipt", "It is standard.", "Signed.", ("Foot.",), ON, stands
    )
    lines = tuple([Line(f"What is known ({nth})", f"Words of number {number}.") for nth in range(8)])
    approvals = tuple([Approval("taken", PersonId(one), "the member", ON, f"{one} confirmed it.") for one in SIGNERS])
    return PropertyReceipt(face, lines, "Confirmed", approvals, "A day that passes gives nothing back.")
