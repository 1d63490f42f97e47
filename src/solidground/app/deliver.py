"""Emptying the outbox: choose, word, send outside of every transaction, and write down how each delivery ended.

What must never happen here: a row that is dropped, a row counted as sent when nobody knows, or a line to a server held
open inside a transaction.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from time import perf_counter
from typing import NamedTuple, assert_never

from solidground.app.again import transacted
from solidground.app.bundle import Ready, bundled, worded
from solidground.app.handle import stream_of
from solidground.app.people import fail_route, home_of
from solidground.app.ports import BATCH, RETRY_FOR, Channel, Lasting, OutboxRow, Route, Store, Unit
from solidground.app.registry import reaches
from solidground.app.rosters import Rosters
from solidground.app.throttle import Throttle
from solidground.app.voices import Voices
from solidground.core.care.state import Case
from solidground.core.care.views import is_for_any_hour, still_wanted
from solidground.core.hours import next_allowed
from solidground.core.kernel import HOUR, MINUTE, AgencyId, Instant, Span
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import HandedOver, Outcome, RefusedForGood, TryAgain, Unknown
from solidground.core.protocol.plan import Way
from solidground.core.roster.state import State

logger = logging.getLogger(__name__)

RETRY_FOR_MOST: Span = HOUR
"""The longest wait between two tries."""

URGENT_RETRY_FOR_MOST: Span = 5 * MINUTE
"""… and of what is urgent."""

SENDING_SECONDS_MOST = 30.0
"""How long one delivery sends: within the loan of its rows, and short enough for the sweep. The rest is put back."""


class Delivered(NamedTuple):
    """How rows ended in one delivery. ``messages`` left, each for one or more; ``waiting`` were put off."""

    messages: int = 0
    handed_over: int = 0
    refused: int = 0
    again: int = 0
    unknown: int = 0
    withdrawn: int = 0
    waiting: int = 0
    sentences: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows were looked at."""
        return self.handed_over + self.refused + self.again + self.unknown + self.withdrawn + self.waiting


class Post(NamedTuple):
    """What a delivery works with. ``seconds`` measures how long it has been sending, sleep of the machine included."""

    store: Store
    rosters: Rosters
    channels: Mapping[Way, Channel]
    voices: Voices
    throttle: Throttle
    seconds: Callable[[], float] = perf_counter


class _Letter(NamedTuple):
    agency: AgencyId
    message: Message
    route: Route
    rows: tuple[OutboxRow, ...]


class _Picked(NamedTuple):
    letters: list[_Letter]
    told: Delivered


def deliver(
    post: Post, now: Instant, most: int = BATCH, *, urgent: bool = False, between: Callable[[], Delivered] = Delivered
) -> Delivered:
    """Send what is due, urgent first, or what is urgent alone.

    ``between`` is done before each message and sends over the same lines: who asks to be called waits for one message.
    """
    picked = transacted(post.store, post.rosters, partial(_pick, post=post, now=now, most=most, urgent=urgent))
    with ExitStack() as lines:
        for channel in {id(c): c for c in post.channels.values()}.values():
            if picked.letters and isinstance(channel, Lasting):
                lines.enter_context(channel.session())
        return _sent_all(post, picked, now, between)


def deliver_between(post: Post, now: Instant) -> Delivered:
    """Send what is urgent while another delivery is under way and holds the lines."""
    picked = transacted(post.store, post.rosters, partial(_pick, post=post, now=now, most=BATCH, urgent=True))
    return _sent_all(post, picked, now, Delivered)


def added(one: Delivered, other: Delivered) -> Delivered:
    """Return what two deliveries did together."""
    sentences = tuple(dict.fromkeys((*one.sentences, *other.sentences)))
    return Delivered._make((*(a + b for a, b in zip(one[:-1], other[:-1], strict=True)), sentences))


def _sent_all(post: Post, picked: _Picked, now: Instant, between: Callable[[], Delivered]) -> Delivered:
    told, meanwhile = picked.told._asdict(), Delivered()
    began = post.seconds()
    for letter in picked.letters:
        meanwhile = added(meanwhile, between())
        if not transacted(post.store, post.rosters, partial(_holds, rows=letter.rows)):
            ended = "waiting"  # stopped for so long that another sender has them
        elif post.seconds() - began > SENDING_SECONDS_MOST:
            ended = "waiting"
            transacted(post.store, post.rosters, partial(_delay, rows=letter.rows, now=now, until=now))
        else:
            outcome = _sent(post.channels[letter.message.way], letter)
            ended, sentence = transacted(
                post.store, post.rosters, partial(_end, post=post, letter=letter, outcome=outcome, now=now)
            )
            told["sentences"] += (sentence,) if sentence and sentence not in told["sentences"] else ()
            told["messages"] += ended == "handed_over"
        told[ended] += len(letter.rows)
    return added(Delivered(**told), meanwhile)


def _pick(unit: Unit, post: Post, now: Instant, most: int, *, urgent: bool) -> _Picked:
    """Borrow what is due; end what nobody wants or can get; delay what is too much; word the rest."""
    ready: list[Ready] = []
    withdrawn = refused = waiting = 0
    for row in unit.outbox_due(now, most, urgent=urgent):
        case: Case | None = None
        if row.case:
            case = unit.load([stream_of(row.agency, f"case/{row.case}")])[0].state
        if case is not None and not still_wanted(case, row.notice):
            unit.outbox_ended(row.agency, row.number, "withdrawn", now, None)
            withdrawn += 1
            continue
        route = _route(unit, post, row, now)
        if route is None:
            unit.outbox_ended(row.agency, row.number, "refused", now, None)
            refused += 1
        elif route.way not in post.channels:
            _delay(unit, (row,), now, now + _wait_for(row, 0))
            waiting += 1
        elif (awake_at := _awake_at(unit, post, row, case, now)) > now:
            _delay(unit, (row,), now, awake_at)
            waiting += 1
        else:
            ready.append(Ready(row, case, route))
    letters, delayed = _letters(unit, post, ready, now)
    return _Picked(letters, Delivered(withdrawn=withdrawn, refused=refused, waiting=waiting + delayed))


def _awake_at(unit: Unit, post: Post, row: OutboxRow, case: Case | None, now: Instant) -> Instant:
    """Return when a row may go out: what was kept back into the night waits for the morning, unless it is urgent."""
    known = post.rosters.of(unit, row.agency, now).members.get(row.notice.recipient)
    if row.notice.urgent or known is None or (case is not None and is_for_any_hour(case, row.notice)):
        return now
    return next_allowed(known.quiet, now)


def _route(unit: Unit, post: Post, row: OutboxRow, now: Instant) -> Route | None:
    """Return where a row goes: the way it names, else another that works. An address that was swapped is failed."""
    person, way = row.notice.recipient, row.notice.way
    agency = home_of(unit, row.agency, person)
    state: State = unit.load([stream_of(agency, f"person/{person}")])[0].state
    if state.person is None:
        return Route(agency, person, "", way, "", working=True)
    found = reaches(unit, post.voices(agency).commitment, agency, person)
    for flawed in found.flawed:
        if flawed.flaw != "unknown":
            fail_route(unit, agency, person, flawed.route, now)
    ranked = sorted(found.good, key=lambda route: (route.way not in post.channels, route.way != way))
    return ranked[0] if ranked else None


def _letters(unit: Unit, post: Post, ready: list[Ready], now: Instant) -> tuple[list[_Letter], int]:
    letters: list[_Letter] = []
    delayed = 0
    for bundle in bundled(ready, now):
        newest = bundle[-1]
        agency, person = newest.row.agency, newest.row.notice.recipient
        rows = tuple([one.row for one in bundle])
        wait_until = None if newest.row.notice.urgent else post.throttle.wait_until(agency, person, now)
        if wait_until is not None:
            _delay(unit, rows, now, wait_until)
            delayed += len(rows)
            continue
        known = post.rosters.of(unit, agency, now).members.get(person)
        zone = known.quiet.zone if known is not None else newest.case.plan.zone if newest.case is not None else "UTC"
        try:
            message = worded(bundle, post.voices(agency), zone, now)
        except AssertionError:
            logger.exception("a notification of %s cannot be worded; it is set apart and tried again", agency)
            _delay(unit, rows, now, now + RETRY_FOR_MOST)
            delayed += len(rows)
            continue
        unit.outbox_sent_as(rows, message.key)
        letters.append(_Letter(agency, message, newest.route, rows))
    return letters, delayed


def _delay(unit: Unit, rows: tuple[OutboxRow, ...], now: Instant, until: Instant) -> None:
    """Put rows back; what may have arrived stays so."""
    for row in rows:
        unit.outbox_ended(row.agency, row.number, "unknown" if row.unknown else "again", now, until)


def _holds(unit: Unit, rows: tuple[OutboxRow, ...]) -> bool:
    """Tell whether rows are still lent to this delivery."""
    return unit.outbox_holds(rows)


def _sent(channel: Channel, letter: _Letter) -> Outcome:
    """Send one message; what may have arrived before is asked of the provider first, and after."""
    key = letter.message.key
    if any(row.unknown for row in letter.rows):
        became = channel.ask(key)
        if isinstance(became, HandedOver | RefusedForGood):
            return became
    outcome = channel.send(letter.message)
    if isinstance(outcome, Unknown):
        became = channel.ask(key)
        return outcome if became is None else became
    return outcome


def _end(unit: Unit, post: Post, letter: _Letter, outcome: Outcome, now: Instant) -> tuple[str, str]:
    """Write down how a delivery ended; return the word for it, and a sentence for the coordinator where one helps."""
    notice = letter.rows[-1].notice
    match outcome:
        case HandedOver():
            ended, why, wait_for = "handed_over", "", None
        case RefusedForGood(why):
            ended, wait_for = "refused", None
            if letter.route.route:
                fail_route(unit, letter.agency, notice.recipient, letter.route.route, now)
                if reaches(unit, post.voices(letter.agency).commitment, letter.agency, notice.recipient).good:
                    ended, wait_for = "again", 0  # by another way, at once
        case TryAgain(why, after_for):
            ended, wait_for = "again", after_for
        case Unknown(why):
            ended, wait_for = "unknown", 0
        case _:
            assert_never(outcome)
    if not isinstance(outcome, HandedOver) and not notice.urgent:
        post.throttle.give_back(letter.agency, notice.recipient, now)
    for row in letter.rows:
        at_once = isinstance(outcome, RefusedForGood)
        next_try_at = None if wait_for is None else now if at_once else now + _wait_for(row, wait_for)
        # What may have arrived before stays so until it is known to have.
        still = "unknown" if ended == "again" and row.unknown else ended
        unit.outbox_ended(row.agency, row.number, still, now, next_try_at)
    return ended, why


def _wait_for(row: OutboxRow, after_for: Span) -> Span:
    """Return how long to wait: what the channel asks for, doubled with every try, up to a bound."""
    most = URGENT_RETRY_FOR_MOST if row.notice.urgent else RETRY_FOR_MOST
    return min(most, max(after_for, RETRY_FOR << min(row.tries, 6)))
