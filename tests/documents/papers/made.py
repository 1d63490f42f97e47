"""Papers that are drawn once for all tests, and a certificate to sign them with."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from solidground.core.kernel import AgencyId, PersonId
from solidground.core.papers import (
    Approval,
    AuditIncident,
    AuditPaper,
    AuditPerson,
    AuditStep,
    Card,
    DecisionPaper,
    Face,
    FirstHourCards,
    LimitsNotice,
    Line,
    PropertyReceipt,
    ReturnRecord,
    Stands,
)
from solidground.documents.papers.press import Press
from solidground.documents.papers.sign import Signer, make_certificate

AT: Final = 1_795_000_000_000_000
PASSWORD: Final = b"a password of the tests"
ON: Final = 739_600
STANDS: Final = Stands("property/" + "a" * 20, "c6" * 32, AT)
FACE: Final = Face(AgencyId("harbor, north"), "en-US", "us-letter", "Title", "Lead.", "Mark.", ("Foot.",), ON, STANDS)
APPROVALS: Final = (
    Approval("taken", PersonId("4121"), "the member", ON, "4121 confirmed it."),
    Approval("taken", PersonId("keys.2"), "for the agency", ON, "keys confirmed it."),
)
RECEIPT: Final = PropertyReceipt(FACE, (Line("Where it is", "In the property room"),), "Confirmed", APPROVALS, "Says.")
RECORD: Final = ReturnRecord(FACE, (Line("Range", "Done."),), "Confirmed", APPROVALS, "Says.")
DECISION: Final = DecisionPaper(FACE._replace(sheet="a4"), "TAKEN BACK.", RECORD.lines, "Confirmed", (), "Says.")
NOTICE: Final = LimitsNotice(FACE._replace(language="es", sheet="a4"), ("Uno.", "Dos."), (Line("Versión", "1"),))
CARD: Final = Card("For the companion", "You stay.", ("Stay.",), ("Do not promise.",), "Danger: stay.")
CARDS: Final = FirstHourCards(FACE._replace(stands=None), "Do", "Do not", (CARD, CARD))

STEP: Final = AuditStep(
    "The visit", "Done on March 1, 2024, by a supervisor.", open=False, stream="owed/i/1", hash="c6" * 32, rows=3
)
STEPS: Final = (
    STEP,
    STEP._replace(name="The call", stream="", hash="", rows=0),
    STEP._replace(name="The dates", stream="", hash="", rows=0),
    AuditStep("Session", "Nothing is written down.", open=True, stream="", hash="", rows=1),
)


def audited(people: int) -> AuditPaper:
    """Return the audit of a year with one incident, and so many people in it."""
    found = tuple([AuditPerson(PersonId(f"41{number:02}"), "fired", STEPS) for number in range(people)])
    heads, columns = ("What", "Done", "On time", "Late", "Not done"), ("Who", "What", "What became of it", "Proof")
    rows = (("The visit", "52 of 52", "52", "0", "0"),)
    incidents = (AuditIncident("A shooting", found),) if found else ()
    face = FACE._replace(title="The audit of 2024", stands=None)
    return AuditPaper(
        face, 2024, AT, heads, rows if found else (), "Counted.", "One by one", columns, incidents, "Says."
    )


@cache
def press() -> Press:
    """Return what draws papers: setting up the type once is enough."""
    return Press()


@cache
def drawn() -> bytes:
    """Return the receipt before anybody has signed it."""
    return press().draw(RECEIPT, signed=True)


@cache
def signer() -> Signer:
    """Return an agency's certificate."""
    return Signer(Path("papers.p12"), make_certificate("harbor", PASSWORD, AT), PASSWORD)


@cache
def signed() -> bytes:
    """Return the receipt with its three signatures."""
    return signer().signed(drawn(), APPROVALS)


def pdfsig(file: Path) -> str:
    """Return what Debian's own tool says of the signatures on a file; where it is not installed, nothing."""
    tool = shutil.which("pdfsig")
    if tool is None:
        return ""
    return subprocess.run([tool, "-nocert", file], capture_output=True, text=True, check=False).stdout


def words_of(file: Path) -> list[str]:
    """Return what stands on each page of a file, as Debian's own tool reads it; where it is not installed, nothing."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return []
    found = subprocess.run([tool, "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return found.removesuffix("\f").split("\f")
