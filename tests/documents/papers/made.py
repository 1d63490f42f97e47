"""Papers that are drawn once for all tests, and a certificate to sign them with."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from solidground.core.kernel import AgencyId, PersonId
from solidground.core.papers import Approval, Card, Face, FirstHourCards, LimitsNotice, Line, PropertyReceipt, Stands
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
NOTICE: Final = LimitsNotice(FACE._replace(language="es", sheet="a4"), ("Uno.", "Dos."), (Line("Versión", "1"),))
CARD: Final = Card("For the companion", "You stay.", ("Stay.",), ("Do not promise.",), "Danger: stay.")
CARDS: Final = FirstHourCards(FACE._replace(stands=None), "Do", "Do not", (CARD, CARD))


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
