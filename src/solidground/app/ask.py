"""The one read path. Everything anybody is shown comes from here, and each field of it went through the wall.

What must never happen here: an answer that tells what is not there from what is not this viewer's; a question that
changes anything; and a question of command's that reads care.
"""

from typing import TypeAlias, assert_never

from solidground.app.asking.board import BoardSeen, board
from solidground.app.asking.candidates import Candidate, who_could_be_asked
from solidground.app.asking.concerns import ConcernSeen, one_concern
from solidground.app.asking.duties import Duty, my_duties
from solidground.app.asking.family import FamilySeen, shared_with_me
from solidground.app.asking.happened import Happened, inquiries, last_year, my_people
from solidground.app.asking.incidents import IncidentSeen, one_incident
from solidground.app.asking.machine import Health, administration, delivered, machine
from solidground.app.asking.one_case import CaseSeen, my_cases, one_case
from solidground.app.asking.own_words import WordsSeen, my_words
from solidground.app.asking.proof import LogSeen, checkpoint_file, checkpoints
from solidground.app.asking.questions import (
    Administration,
    AgencyReport,
    Board,
    CheckpointFile,
    Checkpoints,
    CouldShare,
    Delivered,
    Figures,
    Inquiries,
    LastYear,
    Machine,
    MyCases,
    MyDuties,
    MyPeople,
    MyShares,
    MyWords,
    OneCase,
    OneConcern,
    OneIncident,
    Question,
    SharedWithMe,
    WhoCouldBeAsked,
)
from solidground.app.asking.reading import Reading
from solidground.app.asking.released import released
from solidground.app.asking.report import ReportSeen, agency_report
from solidground.app.asking.shares import CouldSee, SharesSeen, could_share, my_shares
from solidground.core.counting import Figure
from solidground.core.kernel import CaseId, Refusal
from solidground.core.wall import Viewer

Answer: TypeAlias = (
    CaseSeen
    | tuple[CaseId, ...]
    | tuple[Duty, ...]
    | SharesSeen
    | CouldSee
    | FamilySeen
    | WordsSeen
    | BoardSeen
    | IncidentSeen
    | ConcernSeen
    | tuple[Candidate, ...]
    | ReportSeen
    | tuple[Figure, ...]
    | tuple[Happened, ...]
    | tuple[LogSeen, ...]
    | Health
    | bytes
)

OfCommand: TypeAlias = MyPeople | LastYear | Inquiries | Delivered | Machine | Administration


def ask(reading: Reading, viewer: Viewer, question: Question) -> Answer | Refusal:
    """Answer one question for one viewer."""
    match question:
        case MyPeople() | LastYear() | Inquiries() | Delivered() | Machine() | Administration():
            return _of_command(reading, viewer, question)
        case Checkpoints():
            return checkpoints(reading, viewer, question)
        case CheckpointFile():
            return checkpoint_file(reading, viewer, question)
        case OneCase():
            return one_case(reading, viewer, question)
        case MyCases():
            return my_cases(reading, viewer, question)
        case MyDuties():
            return my_duties(reading, viewer, question)
        case MyShares():
            return my_shares(reading, viewer, question)
        case CouldShare():
            return could_share(reading, viewer, question)
        case SharedWithMe():
            return shared_with_me(reading, viewer, question)
        case MyWords():
            return my_words(reading, viewer, question)
        case Board():
            return board(reading, viewer, question)
        case OneIncident():
            return one_incident(reading, viewer, question)
        case OneConcern():
            return one_concern(reading, viewer, question)
        case WhoCouldBeAsked():
            return who_could_be_asked(reading, viewer, question)
        case AgencyReport():
            return agency_report(reading, viewer, question)
        case Figures():
            return released(reading, viewer, question)
        case _:
            assert_never(question)


def _of_command(reading: Reading, viewer: Viewer, question: OfCommand) -> Answer | Refusal:
    """Answer from the command side alone: nothing here reads care."""
    match question:
        case MyPeople():
            return my_people(reading, viewer, question)
        case LastYear():
            return last_year(reading, viewer, question)
        case Inquiries():
            return inquiries(reading, viewer, question)
        case Delivered():
            return delivered(reading, viewer, question)
        case Machine():
            return machine(reading, viewer, question)
        case Administration():
            return administration(reading, viewer, question)
        case _:
            assert_never(question)
