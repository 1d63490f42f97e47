"""What may be asked. Every question has one answer, and every field of an answer its row of the wall."""

from typing import NamedTuple, TypeAlias

from solidground.app.asking.paper_questions import PaperQuestion
from solidground.core.duty.terms import Terms
from solidground.core.kernel import CaseId, Day, Instant, PersonId, Refusal

NOT_HERE = Refusal("NotHere", "There is nothing here for you. If you followed a link, open it from the newest message.")
"""The one answer to what is not there and to what is not this viewer's: neither can be told from the other."""

NOT_RELEASED = Refusal("NotReleased", "No figures have been released yet. They come once a quarter, or once a year.")

BOARD_PAGE = 50
"""Cases on one page of the board."""


class OneCase(NamedTuple):
    """How does this case stand? The member, the peer and the coordinator ask the same, and see each their own."""

    case: CaseId


class MyCases(NamedTuple):
    """Which cases are mine?"""


class MyDevices(NamedTuple):
    """On which phones do I keep the night page?"""


class OneKept(NamedTuple):
    """What do I owe in this case, and how does its member want to be met?"""

    case: CaseId


class MyDuties(NamedTuple):
    """What do I owe, and by when?"""


class MyLoad(NamedTuple):
    """How much do I carry, when am I away, and when am I on call?"""


class MyHat(NamedTuple):
    """As what do I mostly stand here?"""


class MySwaps(NamedTuple):
    """Which swaps of turns wait for an answer, mine or another's?"""


class MyConsults(NamedTuple):
    """Which consults did I ask for, and which am I asked for?"""


class MyMembers(NamedTuple):
    """Which members chose me, and what do I owe them?"""


class CaseAtHand(NamedTuple):
    """What can be done about this case, by its coordinator?"""

    case: CaseId


class Board(NamedTuple):
    """Who needs somebody first? Pages count from 0."""

    page: int = 0


class BoardLines(NamedTuple):
    """How did these cases of a page of the board go so far?"""

    cases: tuple[CaseId, ...]


class CoverAhead(NamedTuple):
    """When will somebody be missing, and whose turn is it?"""


class TheWeek(NamedTuple):
    """What is owed this week, and by whom?"""


class OneIncident(NamedTuple):
    """What is known of this incident, and who took part?"""

    incident: str


class OneConcern(NamedTuple):
    """What became of this concern?"""

    concern: str


class MyConcerns(NamedTuple):
    """Which concerns wait for me?"""


class MyShares(NamedTuple):
    """What do I share of my newest case that is open, with whom, and until when?"""


class CouldShare(NamedTuple):
    """What of that case could I share with this person?"""

    person: PersonId


class SharedWithMe(NamedTuple):
    """What does somebody share with me as family, and who is there for me?"""


class MyWords(NamedTuple):
    """What did I write to others, and who could I write to?"""


class WhoCouldBeAsked(NamedTuple):
    """Who could be this member's peer today, and why not the others?"""

    case: CaseId


class AgencyReport(NamedTuple):
    """Was the work done, and where will somebody be missing?"""


class Figures(NamedTuple):
    """Which figures about the work have been released?"""


class ProtocolInForce(NamedTuple):
    """What is owed to somebody after an incident? ``written`` is the protocol that the settings name."""

    written: str


class ProtocolDraft(NamedTuple):
    """What would the next protocol change, and can it be kept?

    ``looked`` are edition and version of the draft that somebody looked at before: what others changed since is said.
    """

    written: str
    today_on: Day
    looked: tuple[int, int] | None = None


class WhoLooked(NamedTuple):
    """Who looked at what of mine, and when?"""


class LooksCounted(NamedTuple):
    """How many looks were noted?"""


class Everything(NamedTuple):
    """What is kept about me?"""


class MyPeople(NamedTuple):
    """What happened, in the last year, to those I supervise?"""


class MyOwed(NamedTuple):
    """What do I owe those I supervise, after the incidents of the last year?"""


class AuditOfYear(NamedTuple):
    """Did command do what it owed after the incidents of this year? ``terms`` are the agency's own."""

    year: int
    terms: Terms


class AuditOfIncident(NamedTuple):
    """Did command do what it owed everybody who took part in this incident?"""

    incident: str
    terms: Terms


class LastYear(NamedTuple):
    """Which incidents were there in the last year?"""


class Inquiries(NamedTuple):
    """How do the inquiries stand, after the incidents of the last year and wherever one has not ended?"""


class PropertyKept(NamedTuple):
    """What was taken from others, and by when does each of them hear more?"""


class SerialsKept(NamedTuple):
    """Which number stands on each thing that I keep?"""


class MyProperty(NamedTuple):
    """What was taken from me, where is it, and when do I hear more?"""


class MyStorage(NamedTuple):
    """Where do I keep something of my own outside the agency?"""


class PropertyOf(NamedTuple):
    """What was taken from the member of this case?"""

    case: CaseId


class OnDuty(NamedTuple):
    """How do others stand on duty, who of them is to be told, and what was written down of their fitness?"""


class MyDuty(NamedTuple):
    """How do I stand on duty, by when do I hear more, and what was passed on of me?"""


class DutyOf(NamedTuple):
    """How does the member of this case stand on duty?"""

    case: CaseId


class MyReturn(NamedTuple):
    """How far is my way back to work, and what did I plan of it?"""


class MyAlong(NamedTuple):
    """At which steps of whose way back do I go along?"""


class ReturnOf(NamedTuple):
    """What did the member of this case plan of his way back, and what is done?"""

    case: CaseId


class MyNews(NamedTuple):
    """How do the inquiries stand after what I took part in, as far as I was told?"""


class NewsOf(NamedTuple):
    """How do they stand for the member of this case, as far as he knows, and what am I to bring him?"""

    case: CaseId


class Returned(NamedTuple):
    """Which steps back to work did members let command know of?"""


class AlreadyEntered(NamedTuple):
    """Does one of these people stand in another incident of about that time?"""

    incident: str
    people: tuple[PersonId, ...]
    at: Instant


class Delivered(NamedTuple):
    """Which decisions were delivered? For HR."""


class PapersSent(NamedTuple):
    """Which decisions were delivered by those of whom I may know it?"""


class PapersOf(NamedTuple):
    """Which decisions did the member of this case deliver?"""

    case: CaseId


class MyDecision(NamedTuple):
    """How does my own decision stand, and what did I deliver?"""


class BesideMe(NamedTuple):
    """Beside whom do I stand, and what is signed there?"""


class Machine(NamedTuple):
    """Does the clock run?"""


class Administration(NamedTuple):
    """Is it mine to look after this installation?"""


class Checkpoints(NamedTuple):
    """What proves the logs that I may know of, and does it hold?"""


class CheckpointFile(NamedTuple):
    """The same as a file to keep and to sign."""


Question: TypeAlias = (
    OneCase
    | OneKept
    | CaseAtHand
    | MyCases
    | MyDevices
    | MyDuties
    | MyConcerns
    | MyLoad
    | MyHat
    | MySwaps
    | MyConsults
    | MyMembers
    | MyShares
    | CouldShare
    | SharedWithMe
    | MyWords
    | Board
    | BoardLines
    | CoverAhead
    | TheWeek
    | OneIncident
    | OneConcern
    | WhoCouldBeAsked
    | AgencyReport
    | Figures
    | ProtocolInForce
    | ProtocolDraft
    | WhoLooked
    | LooksCounted
    | Everything
    | MyPeople
    | MyOwed
    | AuditOfYear
    | AuditOfIncident
    | LastYear
    | Inquiries
    | PropertyKept
    | SerialsKept
    | MyProperty
    | MyStorage
    | PropertyOf
    | OnDuty
    | MyDuty
    | DutyOf
    | MyReturn
    | MyAlong
    | ReturnOf
    | Returned
    | PaperQuestion
    | MyNews
    | NewsOf
    | AlreadyEntered
    | Delivered
    | PapersSent
    | PapersOf
    | MyDecision
    | BesideMe
    | Machine
    | Administration
    | Checkpoints
    | CheckpointFile
)
