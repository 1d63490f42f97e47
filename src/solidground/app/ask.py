"""The one read path. Everything anybody is shown comes from here, and each field of it went through the wall.

What must never happen here: an answer that tells what is not there from what is not this viewer's; a question that
changes anything; and a question of command's that reads care.
"""

from typing import Any, TypeAlias, assert_never

from solidground.app.asking.ahead import CoverSeen, Keeper, cover_ahead, the_week
from solidground.app.asking.at_hand import AtHand, case_at_hand
from solidground.app.asking.board import BoardSeen, board, board_lines
from solidground.app.asking.candidates import Candidate, who_could_be_asked
from solidground.app.asking.concerns import ConcernSeen, my_concerns, one_concern
from solidground.app.asking.consults import ConsultSeen, my_consults
from solidground.app.asking.devices import DeviceSeen, my_devices
from solidground.app.asking.duties import Duty, my_duties
from solidground.app.asking.duty import DutySeen, duty_of, my_duty, on_duty
from solidground.app.asking.everything import everything
from solidground.app.asking.family import FamilySeen, shared_with_me
from solidground.app.asking.happened import Happened, already_entered, inquiries, last_year, my_people
from solidground.app.asking.hats import my_hat
from solidground.app.asking.incidents import IncidentSeen, one_incident
from solidground.app.asking.kept import KeptSeen, one_kept
from solidground.app.asking.looks import LooksCount, LookSeen, looks_counted, who_looked
from solidground.app.asking.machine import Health, administration, delivered, machine
from solidground.app.asking.my_load import LoadSeen, Swapping, my_load, my_swaps
from solidground.app.asking.my_members import ChosenBy, my_members
from solidground.app.asking.one_case import CaseSeen, my_cases, one_case
from solidground.app.asking.owed import OwedSeen, my_owed
from solidground.app.asking.own_words import WordsSeen, my_words
from solidground.app.asking.proof import LogSeen, checkpoint_file, checkpoints
from solidground.app.asking.property import ThingSeen, my_property, property_kept, property_of
from solidground.app.asking.protocols import DraftSeen, ProtocolSeen, protocol_draft, protocol_in_force
from solidground.app.asking.questions import (
    Administration,
    AgencyReport,
    AlreadyEntered,
    Board,
    BoardLines,
    CaseAtHand,
    CheckpointFile,
    Checkpoints,
    CouldShare,
    CoverAhead,
    Delivered,
    DutyOf,
    Everything,
    Figures,
    Inquiries,
    LastYear,
    LooksCounted,
    Machine,
    MyCases,
    MyConcerns,
    MyConsults,
    MyDevices,
    MyDuties,
    MyDuty,
    MyHat,
    MyLoad,
    MyMembers,
    MyOwed,
    MyPeople,
    MyProperty,
    MyShares,
    MyStorage,
    MySwaps,
    MyWords,
    OnDuty,
    OneCase,
    OneConcern,
    OneIncident,
    OneKept,
    PropertyKept,
    PropertyOf,
    ProtocolDraft,
    ProtocolInForce,
    Question,
    SharedWithMe,
    TheWeek,
    WhoCouldBeAsked,
    WhoLooked,
)
from solidground.app.asking.reading import Reading
from solidground.app.asking.released import released
from solidground.app.asking.report import ReportSeen, agency_report
from solidground.app.asking.shares import CouldSee, SharesSeen, could_share, my_shares
from solidground.app.asking.storage import my_storage
from solidground.core.care.storage import Stored
from solidground.core.counting import Figure
from solidground.core.ground import Ground
from solidground.core.kernel import CaseId, Refusal
from solidground.core.wall import Role, Viewer

Answer: TypeAlias = (
    CaseSeen
    | KeptSeen
    | LoadSeen
    | tuple[ConsultSeen, ...]
    | Role
    | tuple[Swapping, ...]
    | tuple[ChosenBy, ...]
    | AtHand
    | CoverSeen
    | tuple[Keeper, ...]
    | tuple[CaseId, ...]
    | tuple[DeviceSeen, ...]
    | tuple[Duty, ...]
    | SharesSeen
    | CouldSee
    | FamilySeen
    | WordsSeen
    | BoardSeen
    | dict[CaseId, Ground]
    | IncidentSeen
    | ConcernSeen
    | tuple[ConcernSeen, ...]
    | tuple[Candidate, ...]
    | ReportSeen
    | tuple[Figure, ...]
    | ProtocolSeen
    | DraftSeen
    | tuple[LookSeen, ...]
    | LooksCount
    | dict[str, Any]
    | tuple[Happened, ...]
    | tuple[OwedSeen, ...]
    | tuple[ThingSeen, ...]
    | tuple[Stored, ...]
    | tuple[DutySeen, ...]
    | tuple[LogSeen, ...]
    | Health
    | bytes
)

OfMember: TypeAlias = (
    MyCases | MyDevices | MyProperty | MyDuty | MyStorage | MyShares | CouldShare | MyWords | WhoLooked | Everything
)

OfCommand: TypeAlias = (
    MyPeople
    | MyOwed
    | LastYear
    | Inquiries
    | PropertyKept
    | OnDuty
    | AlreadyEntered
    | Delivered
    | Machine
    | Administration
)

OfCoordinator: TypeAlias = Board | BoardLines | CoverAhead | TheWeek | WhoCouldBeAsked


def ask(reading: Reading, viewer: Viewer, question: Question) -> Answer | Refusal:
    """Answer one question for one viewer."""
    match question:
        case MyPeople() | MyOwed() | LastYear() | Inquiries() | PropertyKept() | OnDuty() | AlreadyEntered():
            return _of_command(reading, viewer, question)
        case Delivered() | Machine() | Administration():
            return _of_command(reading, viewer, question)
        case MyCases() | MyDevices() | MyProperty() | MyDuty() | MyStorage() | MyShares() | CouldShare() | MyWords():
            return _of_member(reading, viewer, question)
        case WhoLooked() | Everything():
            return _of_member(reading, viewer, question)
        case Board() | BoardLines() | CoverAhead() | TheWeek() | WhoCouldBeAsked():
            return _of_coordinator(reading, viewer, question)
        case Checkpoints():
            return checkpoints(reading, viewer, question)
        case CheckpointFile():
            return checkpoint_file(reading, viewer, question)
        case OneCase():
            return one_case(reading, viewer, question)
        case OneKept():
            return one_kept(reading, viewer, question)
        case CaseAtHand():
            return case_at_hand(reading, viewer, question)
        case MyDuties():
            return my_duties(reading, viewer, question)
        case MyLoad():
            return my_load(reading, viewer, question)
        case MyConsults():
            return my_consults(reading, viewer, question)
        case MyMembers():
            return my_members(reading, viewer, question)
        case MySwaps():
            return my_swaps(reading, viewer, question)
        case MyHat():
            return my_hat(reading, viewer, question)
        case PropertyOf():
            return property_of(reading, viewer, question)
        case DutyOf():
            return duty_of(reading, viewer, question)
        case SharedWithMe():
            return shared_with_me(reading, viewer, question)
        case OneIncident():
            return one_incident(reading, viewer, question)
        case OneConcern():
            return one_concern(reading, viewer, question)
        case MyConcerns():
            return my_concerns(reading, viewer, question)
        case AgencyReport():
            return agency_report(reading, viewer, question)
        case Figures():
            return released(reading, viewer, question)
        case ProtocolInForce():
            return protocol_in_force(reading, viewer, question)
        case ProtocolDraft():
            return protocol_draft(reading, viewer, question)
        case LooksCounted():
            return looks_counted(reading, viewer, question)
        case _:
            assert_never(question)


def _of_command(reading: Reading, viewer: Viewer, question: OfCommand) -> Answer | Refusal:
    """Answer from the command side alone: nothing here reads care."""
    match question:
        case MyPeople():
            return my_people(reading, viewer, question)
        case MyOwed():
            return my_owed(reading, viewer, question)
        case LastYear():
            return last_year(reading, viewer, question)
        case Inquiries():
            return inquiries(reading, viewer, question)
        case PropertyKept():
            return property_kept(reading, viewer, question)
        case OnDuty():
            return on_duty(reading, viewer, question)
        case AlreadyEntered():
            return already_entered(reading, viewer, question)
        case Delivered():
            return delivered(reading, viewer, question)
        case Machine():
            return machine(reading, viewer, question)
        case Administration():
            return administration(reading, viewer, question)
        case _:
            assert_never(question)


def _of_member(reading: Reading, viewer: Viewer, question: OfMember) -> Answer | Refusal:
    """Answer what somebody asks about himself."""
    match question:
        case MyCases():
            return my_cases(reading, viewer, question)
        case MyDevices():
            return my_devices(reading, viewer, question)
        case MyProperty():
            return my_property(reading, viewer, question)
        case MyStorage():
            return my_storage(reading, viewer, question)
        case MyDuty():
            return my_duty(reading, viewer, question)
        case MyShares():
            return my_shares(reading, viewer, question)
        case CouldShare():
            return could_share(reading, viewer, question)
        case MyWords():
            return my_words(reading, viewer, question)
        case WhoLooked():
            return who_looked(reading, viewer, question)
        case Everything():
            return everything(reading, viewer, question)
        case _:
            assert_never(question)


def _of_coordinator(reading: Reading, viewer: Viewer, question: OfCoordinator) -> Answer | Refusal:
    """Answer what is asked about everybody's cases."""
    match question:
        case Board():
            return board(reading, viewer, question)
        case BoardLines():
            return board_lines(reading, viewer, question)
        case CoverAhead():
            return cover_ahead(reading, viewer, question)
        case TheWeek():
            return the_week(reading, viewer, question)
        case WhoCouldBeAsked():
            return who_could_be_asked(reading, viewer, question)
        case _:
            assert_never(question)
