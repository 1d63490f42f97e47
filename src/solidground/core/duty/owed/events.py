"""What was owed by command to one person after an incident, and what became of it. Never a word of the person's."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Duty: TypeAlias = Literal["visit", "call", "leave"]
"""What a supervisor does himself: he goes there, he calls, he says until when somebody is off duties of force."""

WhyNot: TypeAlias = Literal["asked_for_none", "away", "chosen_went", "took_part"]
"""Why it was not done: they wanted none, were away, somebody of their choice went, or the supervisor was in it too."""

Role: TypeAlias = Literal["supervisor", "chief"]
"""As whom somebody did it. Who it was stands nowhere but in ``by``."""


@dataclass(frozen=True, slots=True)
class DutyOpened:
    """Somebody took part in an incident, and this is owed to him: each thing with the instant by which.

    What is owed is the agency's own list as it was then; ``due`` holds also what others than a supervisor do.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    member: PersonId
    part: str
    occurred_at: Instant
    zone: str
    due: tuple[tuple[str, Instant], ...]


@dataclass(frozen=True, slots=True)
class DutyDone:
    """It was done, on the day ``on``. A correction is one more of these; what was said before stays."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    duty: Duty
    on: Day
    role: Role


@dataclass(frozen=True, slots=True)
class DutyExcused:
    """It was not done, and why."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    duty: Duty
    why: WhyNot
    role: Role


@dataclass(frozen=True, slots=True)
class DutyReminded:
    """The time for it has ended, and somebody of command was reminded, once. ``keeper`` is None where nobody was."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    duty: Duty
    keeper: PersonId | None
    way: str | None
    owed_at: Instant


Event: TypeAlias = DutyOpened | DutyDone | DutyExcused | DutyReminded
