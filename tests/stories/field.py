"""A made-up agency on a stage, for stories: people do only what the story says, and everything sent is looked at."""

from solidground.app.demo.cast import (
    AGENCY,
    CAPTAIN,
    DETECTIVE,
    FOUNDED_AT,
    MARLOW,
    ZONE,
    found,
    local,
)
from solidground.app.demo.stage import Stage
from solidground.app.ports import Store
from solidground.core.care.companion.commands import DeclineCompanion
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.offer.commands import AcceptOffer, MakeOffer
from solidground.core.incident.commands import ReportIncident
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import Protocol
from solidground.protocols import text

INCIDENT = "24-0417"


def default_protocol() -> Protocol:
    protocol = read(text("default"))
    assert isinstance(protocol, Protocol)
    return protocol


def founded(store: Store) -> Stage:
    stage = Stage(store, AGENCY, default_protocol(), FOUNDED_AT)
    stage.enter(found)
    return stage


class Field:
    """A story under way: times are days after the incident and a wall clock."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._sent = 0

    def incident(self, *people: tuple[PersonId, str]) -> None:
        """Enter the incident twelve minutes after it, with these people in it."""
        self.stage.until(local(0, "21:52"))
        self.stage.report(
            ReportIncident(
                self.stage.now,
                CAPTAIN,
                INCIDENT,
                "officer_involved_shooting",
                local(0, "21:40"),
                "2024-03-05T21:40",
                ZONE,
                time_known=True,
                jurisdiction="US-IL",
                involved=people,
            )
        )

    def until(self, days: int, clock: str) -> Instant:
        """Let time pass."""
        self.stage.until(local(days, clock))
        return self.stage.now

    def do(self, command: object, member: PersonId = DETECTIVE) -> None:
        """Do something that no rule refuses."""
        outcome = self.stage.do(member, command)
        assert not isinstance(outcome, Refusal), outcome
        # The clock looks at once, as it does in service within the minute.
        self.stage.until(self.stage.now)

    def refused(self, command: object, member: PersonId = DETECTIVE) -> str:
        """Do something that a rule refuses; return its reason."""
        outcome = self.stage.do(member, command)
        assert isinstance(outcome, Refusal), outcome
        return outcome.reason

    def contact(
        self, by: PersonId, key: str, outcome: str, until_at: Instant | None = None, way: str = "phone"
    ) -> None:
        """Record how a conversation went, now."""
        now = self.stage.now
        self.do(RecordContact(now, by, key, None, outcome, now, True, way, until_at, "peer"))  # type: ignore[arg-type]  # noqa: FBT003 - one of the three outcomes; to the minute

    def first_hours_over(self) -> None:
        """Let the offer be made and taken at ten past, and nobody be left beside him."""
        now = self.until(0, "22:10")
        self.do(MakeOffer(now, MARLOW, now, "person", "on_call"))
        self.do(AcceptOffer(now, DETECTIVE))
        self.do(DeclineCompanion(now, DETECTIVE))
        self.do(RecordTask(now, MARLOW, "family_told", None, now, "on_call"))

    def sent(self) -> list[tuple[str, str]]:
        """Return who was sent what since the last look, in order."""
        new, self._sent = self.stage.sent[self._sent :], len(self.stage.sent)
        return [(letter.row.notice.recipient, letter.row.notice.kind) for letter in new]

    def happened(self, kind: type, member: PersonId = DETECTIVE) -> list[object]:
        """Return what happened in somebody's case, of one kind."""
        name = f"case/{self.stage.cases[member]}"
        return [one.event for one in self.stage.happened if one.stream == name and isinstance(one.event, kind)]
