"""Answers by mail: a peer replies "1", "2" or "3", and a mail server says that an address fails for good.

What must never happen here: a mail marked as read before what it said is committed, or its words kept.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, Protocol, runtime_checkable

from solidground.app.again import transacted
from solidground.app.handle import handle_case, stream_of
from solidground.app.people import fail_route
from solidground.app.ports import Store, Unit
from solidground.app.registry import reaches
from solidground.app.rosters import Rosters
from solidground.app.taps import CHOICES, Tap, command_of
from solidground.app.voices import Voices
from solidground.core.kernel import AgencyId, Instant, Refusal


class Sent(NamedTuple):
    """A message of ours: its whole key, and the address it went to."""

    key: str
    to: str


Written = Callable[[str], Sent | None]
"""Given a whole key, or the code that begins one: the message we sent under it."""


@runtime_checkable
class Replied(Protocol):
    """Somebody's answer to one of our messages, from the address it went to."""

    @property
    def key(self) -> str:
        """The message it answers."""

    @property
    def answer(self) -> str:
        """What it says: made, no_answer, hand_over."""

    @property
    def at(self) -> Instant:
        """When it was written."""


@runtime_checkable
class Bounced(Protocol):
    """A mail server's word that an address fails for good."""

    @property
    def key(self) -> str:
        """The message that did not arrive."""

    @property
    def address(self) -> str:
        """Where it went."""


class Mailbox(Protocol):
    """A folder of mails. What waits goes on waiting until it is confirmed; what nobody can read is set aside by it."""

    def waiting(self, written: Written) -> Iterator[Any]:
        """Return what came: replies, bounces, and what was set aside with its reason (``why``) and its ``place``."""

    def confirm(self, found: Any) -> None:  # noqa: ANN401 - whatever the mailbox gave
        """Mark one as read, once what it said is kept."""


class Read(NamedTuple):
    """What came. ``refused`` were readable and changed nothing any more; ``sentences`` are for the coordinator."""

    recorded: int = 0
    bounced: int = 0
    refused: int = 0
    set_aside: int = 0
    sentences: tuple[str, ...] = ()


def take_replies(
    store: Store, rosters: Rosters, voices: Voices, mailbox: Mailbox, agency: AgencyId, now: Instant
) -> Read:
    """Take in everything that waits in an agency's mailbox."""

    def written(reference: str) -> Sent | None:
        with store.transaction() as unit:
            return _written(unit, voices, agency, reference)

    told = Read()._asdict()
    for found in mailbox.waiting(written):
        if isinstance(found, Replied):
            ended, sentence = transacted(store, rosters, partial(_record, rosters, agency, found, now))
        elif isinstance(found, Bounced):
            ended, sentence = transacted(store, rosters, partial(_fail, voices, agency, found, now))
        else:
            told["set_aside"] += 1
            told["sentences"] += (f"A mail was set aside: {found.place}. {found.why}",)
            continue
        mailbox.confirm(found)
        told[ended] += 1
        told["sentences"] += (sentence,) if sentence else ()
    return Read(**told)


def _written(unit: Unit, voices: Voices, agency: AgencyId, reference: str) -> Sent | None:
    row = unit.outbox_sent(agency, reference)
    if row is None:
        return None
    # Failed meanwhile or not: what counts is that two people entered it.
    good = reaches(unit, voices(agency).commitment, agency, row.notice.recipient, also_failed=True).good
    to = next((route.address for route in good if route.way == "mail"), None)
    return Sent(row.key, to) if to is not None else None


def _record(rosters: Rosters, agency: AgencyId, reply: Replied, now: Instant, unit: Unit) -> tuple[str, str]:
    row = unit.outbox_sent(agency, reply.key)
    assert row is not None, "the mailbox asked which message it answers"
    stream = stream_of(agency, f"case/{row.case}")
    case = unit.load([stream])[0].state
    choice = next(c for c in CHOICES if c == reply.answer)
    held_at = min(max(reply.at, case.head.began_at), now)
    tap = Tap(choice, row.notice.obligation, row.notice.recipient, now, held_at)
    command = command_of(case, tap)
    if not isinstance(command, Refusal):
        command = handle_case(unit, stream, command, rosters.of(unit, agency, now))
    if isinstance(command, Refusal):
        return "refused", f"A reply by mail changed nothing: {command.text}"
    return "recorded", ""


def _fail(voices: Voices, agency: AgencyId, bounce: Bounced, now: Instant, unit: Unit) -> tuple[str, str]:
    row = unit.outbox_sent(agency, bounce.key)
    assert row is not None, "the mailbox asked which message it is about"
    person = row.notice.recipient
    for route in reaches(unit, voices(agency).commitment, agency, person).good:
        if route.way == "mail" and route.address.casefold() == bounce.address.casefold():
            fail_route(unit, agency, person, route.route, now)
    return "bounced", "An address fails for good. Ask the person for another."
