"""An agency's own templates, checked before they are used: what each of them may read is the paper, and nothing else.

A template has no file within its reach, and cannot ask for a package: the words that would are refused before anything
is drawn. What must never happen here: a template used that was not checked, or one that could not be drawn.
"""

from pathlib import Path
from re import MULTILINE
from re import compile as pattern
from typing import Any, Final, NamedTuple, get_args

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
    Kind,
    LeaveLetter,
    LimitsNotice,
    Line,
    Paper,
    PropertyReceipt,
    ReturnRecord,
    Sheet,
    Stands,
)
from solidground.documents.papers.press import Press, typst

MOST_BYTES: Final = 64 * 1024
ENDING: Final = ".typ"
NEVER: Final = pattern(r"\b(?P<word>import|include|eval|plugin|sys)\b|(?P<package>@(?:preview|local)\b)", MULTILINE)
"""Words that could fetch something, wherever they stand: no other way leads out of a template."""

READS: Final = pattern(r"\b(?P<word>read|image|csv|json|toml|yaml|xml|cbor|bibliography|document|today)\s*\(")
"""What reads a file or the time, or says of the paper what it is, where it is called."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Own(NamedTuple):
    """An agency's own templates that may be used, and why others may not, in sentences."""

    templates: dict[str, str]
    refused: tuple[str, ...]


def own_templates(folder: Path, press: Press) -> Own:
    """Return the templates of a folder, each checked. What is refused is drawn by the template that is shipped."""
    try:
        files = sorted(one for one in folder.iterdir() if one.suffix == ENDING)
    except OSError as error:
        said = error.strerror or error
        return Own({}, (f'The templates in "{folder}" could not be read: {said}. Look at [papers] in settings.toml.',))
    found: dict[str, str] = {}
    refused = []
    for file in files:
        text, why = _read(file)
        why = why or flaw(file.stem, text, press)
        if why:
            refused.append(f'The template "{file}" is not used: {why}')
        else:
            found[file.stem] = text
    return Own(found, tuple(refused))


def _read(file: Path) -> tuple[str, str]:
    """Return the text of a template, and why it cannot be used."""
    if file.stem not in KINDS:
        return "", f"no paper is called so. Name it as one of: {', '.join(KINDS)}."
    try:
        text = file.read_bytes()
    except OSError as error:
        return "", f"it could not be read ({error.strerror or error}). Look at its permissions."
    if len(text) > MOST_BYTES:
        return "", f"it is larger than {MOST_BYTES >> 10} KB. Shorten it."
    try:
        return text.decode(), ""
    except UnicodeDecodeError:
        return "", "it is no text in UTF-8. Save it so."


def flaw(kind: str, text: str, press: Press) -> str:
    """Return why a template may not be used, with the line; nothing where it may."""
    for found in (NEVER.search(text), READS.search(text)):
        if found is not None:
            line = text.count("\n", 0, found.start()) + 1
            word = found.groupdict().get("package") or found["word"]
            return f'line {line} has "{word}": a template reads the paper alone, no file and no package. Take it out.'
    for sheet in get_args(Sheet):
        for paper in samples(kind, sheet):
            try:
                press.draw(paper, text)
            except typst().TypstError as error:
                return f"it cannot be drawn: {_said(error)}. It finds what is on the paper as paper, and nothing else."
    return ""


def _said(error: Any) -> str:  # noqa: ANN401 - the library's own
    return " ".join(str(error.message).split())


def samples(kind: str, sheet: Sheet) -> tuple[Paper, ...]:
    """Return papers to try a template on: one with everything on it, and one with next to nothing."""
    stands = Stands("property/0", "0" * 64, 0)
    whole = Face(AgencyId("agency"), "en-US", sheet, "Title", "Lead.", "Unsigned.", ("Foot.",), 1, stands)
    least = whole._replace(lead="", foot=(), stands=None, language="es")
    lines = (Line("Name", "Words."), Line("Name", "Words."))
    approvals = (Approval("taken", PersonId("1"), "member", 1, "Words."),)
    card = Card("Whom", "Says.", ("Do.",), ("Not.",), "Last.")
    done = AuditStep("Step", "Words.", open=False, stream="owed/0/1", hash="0" * 64, rows=2)
    person = AuditPerson(
        PersonId("1"), "part", (done, done._replace(rows=0), done._replace(open=True, stream="", rows=1))
    )
    pairs = (AuditIncident("Incident", (person, person)),)
    made: dict[str, tuple[Paper, ...]] = {
        "property_receipt": (
            PropertyReceipt(whole, lines, "Heading", approvals, "Says."),
            PropertyReceipt(least, (), "", (), ""),
        ),
        "leave_letter": (LeaveLetter(whole, lines, "Says."), LeaveLetter(least, (), "")),
        "return_record": (
            ReturnRecord(whole, lines, "Heading", approvals, "Says."),
            ReturnRecord(least, (), "", (), ""),
        ),
        "decision": (
            DecisionPaper(whole, "TAKEN BACK.", lines, "Heading", approvals, "Says."),
            DecisionPaper(least, "", (), "", (), ""),
        ),
        "audit": (
            AuditPaper(
                whole, 1, 1, ("",) * 5, (("Step", "1 of 1", "1", "0", "0"),), "Counted.", "H", ("",) * 4, pairs, "Says."
            ),
            AuditPaper(least, 1, 1, ("",) * 5, (), "", "", ("",) * 4, (), ""),
        ),
        "limits_notice": (LimitsNotice(whole, ("Says.",), lines), LimitsNotice(least, (), ())),
        "first_hour_cards": (
            FirstHourCards(whole, "Do", "Do not", (card, card)),
            FirstHourCards(least, "", "", (card._replace(do=(), avoid=(), last=""),)),
        ),
    }
    return made[kind]
