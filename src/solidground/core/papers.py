"""What stands on each paper, as plain values: whoever words it fills these, whoever draws it reads them.

What must never happen here: a name, a serial number, or where in a log an event stands: a position tells how much else
happened.
"""

from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.core.kernel import AgencyId, Day, Instant, PersonId

Sheet: TypeAlias = Literal["us-letter", "a4"]
"""The two sizes of paper."""

Kind: TypeAlias = Literal["property_receipt", "leave_letter", "limits_notice", "first_hour_cards"]
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


AGENCY_FIELD: Final = "agency"
"""The field of the agency's own signature."""

Paper: TypeAlias = PropertyReceipt | LeaveLetter | LimitsNotice | FirstHourCards


def sheet_of(jurisdiction: str) -> Sheet:
    """Return the size of paper that is printed on where an agency is."""
    return "us-letter" if jurisdiction.partition("-")[0] in LETTER else "a4"


def approvals_of(paper: Paper) -> tuple[Approval, ...]:
    """Return who approved what stands on a paper."""
    return paper.approvals if isinstance(paper, PropertyReceipt) else ()


def field_of(one: Approval) -> str:
    """Return the field of the signature for an approval. A full stop would make a field within a field."""
    return f"{one.step}-{one.person}".replace(".", "_")


def fields_of(paper: Paper) -> tuple[str, ...]:
    """Return the fields of every signature on a paper, in the order in which they are made."""
    return (AGENCY_FIELD, *[field_of(one) for one in approvals_of(paper)])
