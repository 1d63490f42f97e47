"""S3 and S21: weapon and badge are taken and a day is always named; the captain is there, calls, and says until when.

What must never happen here: a thing that comes back because a day passed.
"""

from typing import Final

from solidground.app.demo.acts.by_hand import about, at, says, stands, takes, told_how_he_stands
from solidground.app.demo.cast import CAPTAIN, CHIEF, DETECTIVE, DISPATCHER, HR, KEYS, PARTNER, WITNESS
from solidground.app.demo.show import INCIDENT
from solidground.app.demo.stage import Act, Stage
from solidground.core.duty.owed.commands import ExcuseDuty, RecordDuty
from solidground.core.duty.property.commands import (
    BeginHandover,
    ConfirmHandover,
    OfferReplacement,
    RecordQualification,
    TakeProperty,
    TellMember,
)
from solidground.core.duty.property.events import Kind, Place, Step
from solidground.core.duty.status.commands import RecordDutyStatus
from solidground.core.duty.status.commands import TellMember as TellOfDuty

WEAPON, BADGE = "5e" * 10, "ba" * 10
HEARS_DAYS, LEAVE_DAYS = 3, 20
"""In so many days he hears more of what was taken; so many days he is on leave."""


def _there(stage: Stage) -> None:
    """Let the captain be there in the first hour, and the chief for whom nobody answers."""
    says(stage, (DETECTIVE, PARTNER, WITNESS), RecordDuty(stage.now, CAPTAIN, "visit", stage.today, "supervisor"))
    says(stage, (DISPATCHER,), RecordDuty(stage.now, CHIEF, "visit", stage.today, "chief"))


def _taken(stage: Stage) -> None:
    for thing, kind, place in _THINGS:
        on, next_on = stage.today, stage.today + HEARS_DAYS
        takes(
            stage,
            thing,
            TakeProperty(stage.now, KEYS, DETECTIVE, INCIDENT, kind, "standard", place, CAPTAIN, on, next_on),
        )
    about(stage, OfferReplacement(stage.now, KEYS), WEAPON, BADGE)


_THINGS: Final[tuple[tuple[str, Kind, Place], ...]] = (
    (WEAPON, "service_weapon", "property_room"),
    (BADGE, "badge", "supervisor"),
)


def _captain_confirms(stage: Stage) -> None:
    about(stage, ConfirmHandover(stage.now, CAPTAIN, "taken"), WEAPON, BADGE)


def _he_confirms(stage: Stage) -> None:
    about(stage, ConfirmHandover(stage.now, DETECTIVE, "taken"), WEAPON, BADGE)


def _until_when(stage: Stage) -> None:
    says(stage, (DETECTIVE,), RecordDuty(stage.now, CAPTAIN, "leave", stage.today, "supervisor"))


def _on_leave(stage: Stage) -> None:
    """Let HR write down his leave, and that he has it in writing: it is standard, and no discipline."""
    until_on = stage.today + LEAVE_DAYS
    how = RecordDutyStatus(
        stage.now,
        HR,
        DETECTIVE,
        "administrative_leave",
        stage.today,
        until_on,
        calls="one_weekly",
        caller=CAPTAIN,
        assured=True,
    )
    stands(stage, how)


def _kept_word(stage: Stage) -> None:
    about(stage, TellMember(stage.now, KEYS, stage.today, stage.today + 7), WEAPON, BADGE)


def _called(stage: Stage) -> None:
    says(stage, (DETECTIVE, PARTNER), RecordDuty(stage.now, CAPTAIN, "call", stage.today, "supervisor"))
    says(stage, (WITNESS,), ExcuseDuty(stage.now, CAPTAIN, "call", "asked_for_none", "supervisor"))


def _called_late(stage: Stage) -> None:
    says(stage, (DISPATCHER,), RecordDuty(stage.now, CHIEF, "call", stage.today, "chief"))


def _told_after_all(stage: Stage) -> None:
    about(stage, TellMember(stage.now, KEYS, stage.today, stage.today + 36), WEAPON, BADGE)


def _leave_goes_on(stage: Stage) -> None:
    told_how_he_stands(stage, TellOfDuty(stage.now, CAPTAIN, stage.today, stage.today + 27))


def given(stage: Stage, step: Step, *things: str) -> None:
    """Let the property officer give him another one, or his own back; he confirms it a moment later."""
    about(stage, BeginHandover(stage.now, KEYS, step, stage.today), *things)
    about(stage, ConfirmHandover(stage.now, DETECTIVE, step), *things)


def _given_another(stage: Stage) -> None:
    given(stage, "replacement", WEAPON)
    about(stage, TellMember(stage.now, KEYS, stage.today, stage.today + 30), WEAPON, BADGE)


def _qualified(stage: Stage) -> None:
    about(stage, RecordQualification(stage.now, KEYS, stage.today), WEAPON)


def _modified(stage: Stage) -> None:
    stands(stage, RecordDutyStatus(stage.now, HR, DETECTIVE, "modified", stage.today, next_on=stage.today + 28))


def _full(stage: Stage) -> None:
    stands(stage, RecordDutyStatus(stage.now, HR, DETECTIVE, "full", stage.today))


def _back(stage: Stage) -> None:
    given(stage, "returned", WEAPON, BADGE)


TAKEN: Final[tuple[Act, ...]] = (
    at(0, "22:05", _there),
    at(0, "22:10", _taken),
    at(0, "22:14", _captain_confirms),
    at(0, "22:18", _he_confirms),
    at(0, "22:20", _until_when),
    at(1, "08:30", _on_leave),
    at(3, "16:00", _kept_word),
    at(5, "17:00", _called),
    at(9, "11:00", _called_late),
    at(11, "10:00", _told_after_all),
    at(21, "10:00", _leave_goes_on),
    at(47, "13:00", _given_another),
    at(47, "15:00", _qualified),
    at(48, "09:00", _modified),
    at(76, "09:00", _full),
    at(76, "09:30", _back),
)
