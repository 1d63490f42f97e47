"""Every subject there is, by the first word of its streams."""

from typing import Any, get_args

from solidground.core.care import decider as care
from solidground.core.care import views
from solidground.core.care.concern import decider as concern
from solidground.core.care.concern.events import Event as ConcernEvent
from solidground.core.care.consult import decider as consult
from solidground.core.care.consult.events import Event as ConsultEvent
from solidground.core.care.state import Case
from solidground.core.desk import decider as desk
from solidground.core.desk import state as desk_state
from solidground.core.desk.events import Event as DeskEvent
from solidground.core.duty.delivered import decider as delivered
from solidground.core.duty.delivered.events import Event as DeliveredEvent
from solidground.core.duty.fitness import decider as fitness
from solidground.core.duty.fitness.events import Event as FitnessEvent
from solidground.core.duty.investigation import decider as investigation
from solidground.core.duty.investigation import state as investigation_state
from solidground.core.duty.investigation.events import Event as InvestigationEvent
from solidground.core.duty.owed import decider as owed
from solidground.core.duty.owed import state as owed_state
from solidground.core.duty.owed.events import Event as OwedEvent
from solidground.core.duty.property import decider as property_kept
from solidground.core.duty.property import state as property_state
from solidground.core.duty.property.events import Event as PropertyEvent
from solidground.core.duty.returned import decider as returned
from solidground.core.duty.returned.events import Event as ReturnedEvent
from solidground.core.duty.session import decider as session
from solidground.core.duty.session.events import Event as SessionEvent
from solidground.core.duty.status import decider as duty_status
from solidground.core.duty.status import state as status_state
from solidground.core.duty.status.events import Event as StatusEvent
from solidground.core.incident import decider as incident
from solidground.core.incident.events import Event as IncidentEvent
from solidground.core.protocol.edition import decider as edition
from solidground.core.protocol.edition.events import Event as EditionEvent
from solidground.core.roster import decider as person
from solidground.core.roster import state as roster_state
from solidground.core.roster.account import decider as account
from solidground.core.roster.events import Event as PersonEvent
from solidground.core.roster.rota import decider as rota
from solidground.core.roster.rota import state as rota_state
from solidground.core.roster.rota.events import Event as RotaEvent
from solidground.core.subject import Subject


def _types(union: Any) -> tuple[type, ...]:  # noqa: ANN401 - a union of event classes is no class itself
    return tuple(get_args(union)) or (union,)


SUBJECTS: dict[str, Subject] = {
    "incident": Subject(
        "incident",
        "command",
        incident.INITIAL,
        incident.decide,
        incident.evolve,
        _types(IncidentEvent),
        incident.State,
        commands=(incident.CareWanted,),
    ),
    "investigation": Subject(
        "investigation",
        "command",
        investigation_state.INITIAL,
        investigation.decide,
        investigation_state.evolve,
        _types(InvestigationEvent),
        investigation_state.State,
        commands=(investigation_state.NewsWanted,),
    ),
    "owed": Subject(
        "owed",
        "command",
        owed_state.INITIAL,
        owed.decide,
        owed_state.evolve,
        _types(OwedEvent),
        owed_state.State,
        notices=owed_state.notices,
        brief=owed_state.brief,
    ),
    "property": Subject(
        "property",
        "command",
        property_state.INITIAL,
        property_kept.decide,
        property_state.evolve,
        _types(PropertyEvent),
        property_state.State,
        notices=property_state.notices,
        brief=property_state.brief,
    ),
    "status": Subject(
        "status",
        "command",
        status_state.INITIAL,
        duty_status.decide,
        status_state.evolve,
        _types(StatusEvent),
        status_state.State,
        notices=status_state.notices,
        brief=status_state.brief,
    ),
    "fitness": Subject(
        "fitness",
        "command",
        fitness.INITIAL,
        fitness.decide,
        fitness.evolve,
        _types(FitnessEvent),
        fitness.State,
        brief=fitness.brief,
    ),
    "session": Subject(
        "session",
        "command",
        session.INITIAL,
        session.decide,
        session.evolve,
        _types(SessionEvent),
        session.State,
        brief=session.brief,
    ),
    "returned": Subject(
        "returned",
        "command",
        returned.INITIAL,
        returned.decide,
        returned.evolve,
        _types(ReturnedEvent),
        returned.State,
        brief=returned.brief,
    ),
    "delivered": Subject(
        "delivered",
        "command",
        delivered.INITIAL,
        delivered.decide,
        delivered.evolve,
        _types(DeliveredEvent),
        delivered.State,
        notices=delivered.notices,
        brief=delivered.brief,
    ),
    "decision": Subject(
        "decision", "care", desk_state.INITIAL, desk.decide, desk_state.evolve, _types(DeskEvent), desk_state.State
    ),
    "case": Subject(
        "case",
        "care",
        care.INITIAL,
        care.decide,
        care.evolve,
        _types(care.Event),
        Case,
        "plan",
        views.row,
        views.notices,
        (incident.CareWanted,),
    ),
    "person": Subject(
        "person",
        "care",
        roster_state.INITIAL,
        person.decide,
        person.evolve,
        _types(PersonEvent),
        roster_state.State,
        notices=account.notices,
    ),
    "rota": Subject(
        "rota", "care", rota_state.INITIAL, rota.decide, rota.evolve, _types(RotaEvent), rota_state.RotaState
    ),
    "protocol": Subject(
        "protocol", "command", edition.INITIAL, edition.decide, edition.evolve, (EditionEvent,), edition.State
    ),
    "concern": Subject(
        "concern",
        "care",
        concern.INITIAL,
        concern.decide,
        concern.evolve,
        _types(ConcernEvent),
        concern.State,
        notices=concern.notices,
    ),
    "consult": Subject(
        "consult",
        "care",
        consult.INITIAL,
        consult.decide,
        consult.evolve,
        _types(ConsultEvent),
        consult.State,
        notices=consult.notices,
    ),
}


def subject_of(stream: str) -> Subject:
    """Return the subject of a stream by its name; an unknown one is a defect."""
    return SUBJECTS[stream.partition("/")[0]]
