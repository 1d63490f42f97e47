"""The one read path. Everything anybody is shown comes from here, and each field of it went through the wall.

What must never happen here: an answer that tells what is not there from what is not this viewer's; a question that
changes anything; and a question of command's that reads care.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from solidground.app.asking.ahead import cover_ahead, the_week
from solidground.app.asking.at_hand import case_at_hand
from solidground.app.asking.audit import audit_of_incident, audit_of_year
from solidground.app.asking.audit_paper import audit_on_paper
from solidground.app.asking.board import board, board_lines
from solidground.app.asking.candidates import who_could_be_asked
from solidground.app.asking.concerns import my_concerns, one_concern
from solidground.app.asking.consults import my_consults
from solidground.app.asking.decisions import beside_me, delivered, my_decision, papers_of, papers_sent
from solidground.app.asking.devices import my_devices
from solidground.app.asking.duties import my_duties
from solidground.app.asking.duty import duty_of, my_duty, on_duty
from solidground.app.asking.everything import everything
from solidground.app.asking.family import shared_with_me
from solidground.app.asking.happened import already_entered, inquiries, last_year, my_people
from solidground.app.asking.hats import my_hat
from solidground.app.asking.incidents import one_incident
from solidground.app.asking.kept import one_kept
from solidground.app.asking.looks import looks_counted, who_looked
from solidground.app.asking.machine import administration, machine
from solidground.app.asking.my_load import my_load, my_swaps
from solidground.app.asking.my_members import my_members
from solidground.app.asking.news import my_news, news_of
from solidground.app.asking.one_case import my_cases, one_case
from solidground.app.asking.owed import my_owed
from solidground.app.asking.own_words import my_words
from solidground.app.asking.paper_questions import (
    AuditOnPaper,
    LeavePaper,
    NoticePaper,
    PropertyPaper,
    ReturnPaper,
    SentPaper,
)
from solidground.app.asking.papers import leave_paper, notice_paper, property_paper, return_paper, sent_paper
from solidground.app.asking.proof import checkpoint_file, checkpoints
from solidground.app.asking.property import my_property, property_kept, property_of, serials_kept
from solidground.app.asking.protocols import protocol_draft, protocol_in_force
from solidground.app.asking.questions import (
    Administration,
    AgencyReport,
    AlreadyEntered,
    AuditOfIncident,
    AuditOfYear,
    BesideMe,
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
    MyAlong,
    MyCases,
    MyConcerns,
    MyConsults,
    MyDecision,
    MyDevices,
    MyDuties,
    MyDuty,
    MyHat,
    MyLoad,
    MyMembers,
    MyNews,
    MyOwed,
    MyPeople,
    MyProperty,
    MyReturn,
    MyShares,
    MyStorage,
    MySwaps,
    MyWords,
    NewsOf,
    OnDuty,
    OneCase,
    OneConcern,
    OneIncident,
    OneKept,
    PapersOf,
    PapersSent,
    PropertyKept,
    PropertyOf,
    ProtocolDraft,
    ProtocolInForce,
    Question,
    Returned,
    ReturnOf,
    SerialsKept,
    SharedWithMe,
    TheWeek,
    WhoCouldBeAsked,
    WhoLooked,
)
from solidground.app.asking.reading import Reading
from solidground.app.asking.released import released
from solidground.app.asking.report import agency_report
from solidground.app.asking.returning import my_along, my_return, return_of, returned
from solidground.app.asking.shares import could_share, my_shares
from solidground.app.asking.storage import my_storage
from solidground.core.kernel import Refusal
from solidground.core.wall import Viewer

Answer: TypeAlias = Any
"""What a question is answered with: the function that stands beside it says."""

ANSWERS: Final[Mapping[type, Callable[[Reading, Viewer, Any], Any]]] = MappingProxyType(
    {
        Administration: administration,
        AgencyReport: agency_report,
        AlreadyEntered: already_entered,
        AuditOfIncident: audit_of_incident,
        AuditOfYear: audit_of_year,
        AuditOnPaper: audit_on_paper,
        BesideMe: beside_me,
        Board: board,
        BoardLines: board_lines,
        CaseAtHand: case_at_hand,
        CheckpointFile: checkpoint_file,
        Checkpoints: checkpoints,
        CouldShare: could_share,
        CoverAhead: cover_ahead,
        Delivered: delivered,
        DutyOf: duty_of,
        Everything: everything,
        Figures: released,
        Inquiries: inquiries,
        LastYear: last_year,
        LeavePaper: leave_paper,
        LooksCounted: looks_counted,
        Machine: machine,
        MyAlong: my_along,
        MyCases: my_cases,
        MyConcerns: my_concerns,
        MyConsults: my_consults,
        MyDecision: my_decision,
        MyDevices: my_devices,
        MyDuties: my_duties,
        MyDuty: my_duty,
        MyHat: my_hat,
        MyLoad: my_load,
        MyMembers: my_members,
        MyNews: my_news,
        MyOwed: my_owed,
        MyPeople: my_people,
        MyProperty: my_property,
        MyReturn: my_return,
        MyShares: my_shares,
        MyStorage: my_storage,
        MySwaps: my_swaps,
        MyWords: my_words,
        NewsOf: news_of,
        NoticePaper: notice_paper,
        OnDuty: on_duty,
        OneCase: one_case,
        OneConcern: one_concern,
        OneIncident: one_incident,
        OneKept: one_kept,
        PapersOf: papers_of,
        PapersSent: papers_sent,
        PropertyKept: property_kept,
        PropertyOf: property_of,
        PropertyPaper: property_paper,
        ProtocolDraft: protocol_draft,
        ProtocolInForce: protocol_in_force,
        ReturnOf: return_of,
        ReturnPaper: return_paper,
        Returned: returned,
        SentPaper: sent_paper,
        SerialsKept: serials_kept,
        SharedWithMe: shared_with_me,
        TheWeek: the_week,
        WhoCouldBeAsked: who_could_be_asked,
        WhoLooked: who_looked,
    }
)
"""What answers each question."""


def ask(reading: Reading, viewer: Viewer, question: Question) -> Answer | Refusal:
    """Answer one question for one viewer."""
    return ANSWERS[type(question)](reading, viewer, question)
