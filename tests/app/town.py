"""A small agency for tests of the machine around the rules: five people, one incident, time moved by hand."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from solidground.app.again import transacted
from solidground.app.deliver import Delivered, Post, deliver
from solidground.app.founding import FOUNDERS, NewPerson, enter
from solidground.app.handle import Outcome, handle, handle_case, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.app.people import handle_person
from solidground.app.ports import Channel, Route
from solidground.app.registry import commitment_of
from solidground.app.rosters import Rosters
from solidground.app.throttle import Throttle
from solidground.app.tick import sweep
from solidground.app.voices import Voice
from solidground.core.care.state import Case
from solidground.core.hours import Quiet, to_instant
from solidground.core.incident.commands import ReportIncident
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import DAY, AgencyId, CaseId, Instant, PersonId, Stream
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import HandedOver
from solidground.core.notice.outcome import Outcome as Ending
from solidground.core.notice.token import SigningKey
from solidground.core.protocol.plan import Plan, Way
from solidground.core.protocol.read import read
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Protocol
from solidground.core.roster.roles import Role
from solidground.core.roster.world import World
from solidground.core.subjects import SUBJECTS
from solidground.protocols import text
from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore

AGENCY = AgencyId("harbor")
ZONE = "America/Chicago"
NOON: Instant = to_instant(datetime(2024, 3, 1, 12, 0), ZONE)
QUIET = Quiet(ZONE, 22 * 60, 8 * 60)
MEMBER, COORDINATOR, DEPUTY = PersonId("m-1"), PersonId("coord"), PersonId("deputy")
PEERS = (PersonId("p-1"), PersonId("p-2"), PersonId("p-3"))
VOICE = Voice("Coffee?", "en-US", "https://ground.example/a", SigningKey(1, b"s" * 32), b"c" * 32)
FOUNDING = World(frozenset(FOUNDERS), founding=True)


def protocol() -> Protocol:
    """Return the protocol that is shipped."""
    found = read(text("default"))
    assert isinstance(found, Protocol)
    return found


PROTOCOL = protocol()


def plan_for(_: AgencyId, wanted: CareWanted) -> Plan:
    """Resolve the shipped protocol."""
    plan = resolve(PROTOCOL, wanted.kind, wanted.part, wanted.began_at, wanted.zone, wanted.jurisdiction)
    assert isinstance(plan, Plan)
    return plan


def voice(_: AgencyId) -> Voice:
    """Return how the agency speaks."""
    return VOICE


class Spy:
    """A channel that keeps what it was given, and ends each sending as a test says."""

    def __init__(self, *endings: Ending) -> None:
        self.sent: list[Message] = []
        self.endings = list(endings)
        self.became: Ending | None = None
        self.asked: list[str] = []
        self.before: Callable[[], None] = lambda: None

    def send(self, message: Message) -> Ending:
        """Keep the message."""
        self.before()
        self.sent.append(message)
        return self.endings.pop(0) if self.endings else HandedOver("taken")

    def ask(self, key: str) -> Ending | None:
        """Say what the test says."""
        self.asked.append(key)
        return self.became

    @property
    def told(self) -> list[str]:
        """Who was sent something, in order."""
        return [message.recipient for message in self.sent]


def address(person: PersonId, way: Way = "mail") -> Route:
    """Return where somebody is reached."""
    return Route(AGENCY, person, f"{person}-{way}", way, f"{person}.{way}@harbor.example", working=True)


class Town:
    """The agency, and what a test does in it."""

    def __init__(self, store: SqlStore | None = None, channels: Mapping[Way, Channel] | None = None) -> None:
        self.store = store if store is not None else MemoryStore(SUBJECTS)
        self.rosters = Rosters()
        self.spy = Spy()
        self.channels: Mapping[Way, Channel] = channels if channels is not None else {"mail": self.spy}
        self.throttle = Throttle(most=1000)

    def people(self, peers: tuple[PersonId, ...] = PEERS, ways: tuple[Way, ...] = ("mail",), capacity: int = 4) -> None:
        """Enter the agency's people, each with an address for each way."""
        for peer in peers:
            self.enter(peer, ("peer",), ways, capacity)
        self.enter(COORDINATOR, ("coordinator",), ways)
        self.enter(DEPUTY, ("deputy",), ways)
        self.enter(MEMBER, (), ways)

    def enter(
        self, person: PersonId, roles: tuple[Role, ...] = (), ways: tuple[Way, ...] = ("mail",), capacity: int = 0
    ) -> None:
        """Enter one person."""
        day = date(2024, 1, 1).toordinal()
        commitments = {way: commitment_of(VOICE.commitment, address(person, way)) for way in ways}
        new = NewPerson(person, ZONE, day, roles, day if capacity else None, capacity, ways, QUIET)
        with self.store.transaction() as unit:
            enter(unit, AGENCY, new, NOON - DAY, commitments)
            for way in ways:
                unit.put_route(address(person, way))

    def incident(self, *members: PersonId, at: Instant = NOON, name: str = "i-1") -> list[CaseId]:
        """Report an incident and open the cases of those who fired."""
        involved = tuple((member, "discharged_weapon") for member in members or (MEMBER,))
        command = ReportIncident(
            at,
            COORDINATOR,
            name,
            "officer_involved_shooting",
            at,
            "2024-03-01T12:00",
            ZONE,
            time_known=True,
            jurisdiction="US-IL",
            involved=involved,
        )
        with self.store.transaction() as unit:
            assert handle(unit, stream_of(AGENCY, f"incident/{name}"), command, None)
            return take_in(unit, self.rosters, DerivedIds(1), plan_for, at)

    def sweep_to(self, until_at: Instant) -> None:
        """Let the clock run."""
        while (at := self.store.next_wake()) is not None and at <= until_at:
            sweep(self.store, self.rosters, at)

    def post(self, seconds: Callable[[], float] = float) -> Post:
        """Return what a delivery works with."""
        return Post(self.store, self.rosters, self.channels, voice, self.throttle, seconds)

    def deliver(self, now: Instant, most: int = 500) -> Delivered:
        """Empty the outbox."""
        return deliver(self.post(), now, most)

    def do(self, case: CaseId, command: Any) -> Outcome:  # noqa: ANN401 - any command of a case
        """Give a command to a case."""
        at = command.at
        stream = self.stream(case)
        return transacted(
            self.store, self.rosters, lambda unit: handle_case(unit, stream, command, self.rosters.of(unit, AGENCY, at))
        )

    def change(self, person: PersonId, command: Any) -> Outcome:  # noqa: ANN401 - any command of a person
        """Give a command about a person."""
        stream = stream_of(AGENCY, f"person/{person}")
        return transacted(self.store, self.rosters, lambda unit: handle_person(unit, stream, command, FOUNDING))

    @staticmethod
    def stream(case: CaseId) -> Stream:
        """Return the stream of a case."""
        return stream_of(AGENCY, f"case/{case}")

    def case(self, case: CaseId) -> Case:
        """Return a case as it is."""
        with self.store.transaction() as unit:
            state: Case = unit.load([self.stream(case)])[0].state
        return state

    def outbox(self, columns: str = "recipient, kind, status") -> list[tuple[Any, ...]]:
        """Return the rows of the outbox, as they were written."""
        with self.store.reading() as session:
            return session.run(f"SELECT {columns} FROM outbox ORDER BY number")  # noqa: S608 a test's own columns
