"""What stands on each paper, as plain values: whoever words it fills these, whoever draws it reads them.

What must never happen here: a name, a serial number, or where in a log an event stands: a position tells how much else
happened.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.core.kernel import AgencyId, Day, Instant, PersonId

Sheet: TypeAlias = Literal["us-letter", "a4"]
"""The two sizes of paper."""

Kind: TypeAlias = Literal[
    "property_receipt",
    "leave_letter",
    "return_record",
    "decision",
    "limits_notice",
    "first_hour_cards",
    "audit",
]
"""The papers there are, by the name of their template."""

LETTER: Final = frozenset({"US", "CA"})
"""The countries that print on Letter; every other one prints on A4."""


class Stands(NamedTuple):
    """The event that a paper stands for: its stream, its hash (the commitment, in hex), and when it was."""

    stream: str
    hash: str
    at: Instant


class Face(NamedTuple):
    """What every paper says of itself. ``mark`` says whether it is signed; ``foot`` is said small, on every page.

    ``on`` is the day of the event it stands for, and so the day of the paper: it is the same whenever it is drawn.
    """

    agency: AgencyId
    language: str
    sheet: Sheet
    title: str
    lead: str
    mark: str
    foot: tuple[str, ...]
    on: Day
    stands: Stands | None = None
    """None for a paper that is the same for everybody and stands for no event."""


class Line(NamedTuple):
    """One thing that is known, by its name."""

    name: str
    words: str


class Approval(NamedTuple):
    """That somebody confirmed something on a device of his own: what, as whom, and on which day.

    ``words`` say it on the page; the rest stands with a signature, where the agency has a certificate.
    """

    step: str
    person: PersonId
    role: str
    on: Day
    words: str


class PropertyReceipt(NamedTuple):
    """What was taken from a member: where it is, by when he hears more, and who has confirmed each hand-over."""

    face: Face
    lines: tuple[Line, ...]
    heading: str
    """What stands above the approvals."""
    approvals: tuple[Approval, ...]
    says: str


class LeaveLetter(NamedTuple):
    """How a member stands on duty, in writing: from when, on what terms, and by when he hears more."""

    face: Face
    lines: tuple[Line, ...]
    says: str


class ReturnRecord(NamedTuple):
    """The steps of a member's way back that are done, each with its day, and as whom somebody confirmed it with him."""

    face: Face
    lines: tuple[Line, ...]
    heading: str
    """What stands above the approvals."""
    approvals: tuple[Approval, ...]
    says: str


class DecisionPaper(NamedTuple):
    """A decision that its member delivered: exactly what he sent, who stood beside him, and what became of it."""

    face: Face
    banner: str
    """What is said large, before anything else; empty where the paper simply stands."""
    lines: tuple[Line, ...]
    heading: str
    """What stands above the approvals."""
    approvals: tuple[Approval, ...]
    says: str


class LimitsNotice(NamedTuple):
    """What a member was told before he answered the offer: what a peer is, and what cannot be kept."""

    face: Face
    says: tuple[str, ...]
    lines: tuple[Line, ...]


class Card(NamedTuple):
    """One card of the first hour: for whom, in one sentence, what to do, and what not."""

    whom: str
    says: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    last: str


class FirstHourCards(NamedTuple):
    """The cards for the sergeant, the companion and the family, each on a sheet of its own."""

    face: Face
    do: str
    avoid: str
    """What stands above what to do, and above what not to."""
    cards: tuple[Card, ...]


class AuditStep(NamedTuple):
    """One thing that was owed to one person, and what became of it. ``open`` says that nothing is written down of it.

    ``stream`` and ``hash`` are its proof, said in the first of as many steps as ``rows`` says; in the others that is 0.
    """

    name: str
    words: str
    open: bool
    stream: str
    hash: str
    rows: int


class AuditPerson(NamedTuple):
    """One person of an incident: by his reference, and the part he took."""

    member: PersonId
    part: str
    steps: tuple[AuditStep, ...]


class AuditIncident(NamedTuple):
    """One incident, and everybody to whom something is owed after it."""

    title: str
    people: tuple[AuditPerson, ...]


class AuditPaper(NamedTuple):
    """What command owed after the incidents of a year, as the log stood at an instant: counts, then every pair.

    It stands for no event. Drawn again as of that instant it is the same.
    """

    face: Face
    of_year: int
    at: Instant
    heads: tuple[str, ...]
    """What stands above the counts: what, done, on time, late, not done."""
    rows: tuple[tuple[str, ...], ...]
    counted: str
    """What is counted there."""
    heading: str
    """What stands above the pairs."""
    columns: tuple[str, ...]
    """What stands above each pair: who, what, what became of it, proof."""
    incidents: tuple[AuditIncident, ...]
    says: str


class Claim(NamedTuple):
    """What a paper says of itself, to be drawn again: the words of each keyword. All are texts of a foreign hand."""

    kind: str
    agency: AgencyId
    language: str
    sheet: str
    stream: str
    hash: str
    year: str = ""
    at: str = ""
    """Of an audit alone: of which year it is, and as of which instant."""


AGENCY_FIELD: Final = "agency"
"""The field of the agency's own signature."""

Approved: TypeAlias = PropertyReceipt | ReturnRecord | DecisionPaper
"""The papers that people approved."""

Paper: TypeAlias = Approved | LeaveLetter | LimitsNotice | FirstHourCards | AuditPaper


def sheet_of(jurisdiction: str) -> Sheet:
    """Return the size of paper that is printed on where an agency is."""
    return "us-letter" if jurisdiction.partition("-")[0] in LETTER else "a4"


def approvals_of(paper: Paper) -> tuple[Approval, ...]:
    """Return who approved what stands on a paper."""
    return paper.approvals if isinstance(paper, Approved) else ()


def approval_fields(approvals: Iterable[Approval]) -> tuple[str, ...]:
    """Return the field of the signature for each approval, in their order.

    A full stop would make a field within a field. What somebody approved more than once is numbered.
    """
    known: dict[str, int] = {}
    fields = []
    for one in approvals:
        field = f"{one.step}-{one.person}".replace(".", "_")
        known[field] = known.get(field, 0) + 1
        fields.append(field if known[field] == 1 else f"{field}-{known[field]}")
    return tuple(fields)


def fields_of(paper: Paper) -> tuple[str, ...]:
    """Return the fields of every signature on a paper, in the order in which they are made."""
    return (AGENCY_FIELD, *approval_fields(approvals_of(paper)))
