"""The running clock: take in, sweep, deliver, read replies; then sleep until something is due.

What must never happen here: a turn that stops the next one. What fails is said, and tried again.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from time import perf_counter
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from solidground.app.again import transacted
from solidground.app.arrivals import Arrivals, Arrived
from solidground.app.concerns import sweep_concerns
from solidground.app.consults import sweep_consults
from solidground.app.deliver import Post
from solidground.app.gauges import Turns
from solidground.app.intake import PlanFor
from solidground.app.leave import sweep_status
from solidground.app.owed import sweep_owed
from solidground.app.ports import Clock, ConflictError, Ids, Store
from solidground.app.property import sweep_property
from solidground.app.replies import Mailbox, Read, take_replies
from solidground.app.right_time import Watch
from solidground.app.rosters import Rosters
from solidground.app.work import Work
from solidground.core.kernel import MINUTE, SECOND, AgencyId, Instant, Span

logger = logging.getLogger(__name__)

Given = TypeVar("Given")

SLEEP_FOR_MOST: Span = 5 * SECOND
"""The longest sleep: what another program writes is seen after it."""

LOOK_FOR: Span = SECOND // 10
"""A sleep is made of looks as long as this: what is urgent ends it."""

STOOD_FOR: Span = MINUTE
"""Woken so much later than it asked for, the clock says so: it was stopped, or its machine slept."""

BACK_OFF_FOR_MOST: Span = 60 * SECOND
"""The longest wait after turns that failed."""

ROUNDS_MOST = 200
"""Sweeps, and deliveries, in one turn: the rest is the next turn's, after what is urgent."""


class Turned(NamedTuple):
    """What one turn did. ``sentences`` say what a person should know; ``doubt`` why it did nothing."""

    opened: int = 0
    cases: int = 0
    events: int = 0
    apart: int = 0
    concerns: int = 0
    messages: int = 0
    replies: int = 0
    sentences: tuple[str, ...] = ()
    doubt: str = ""


class Service:
    """The clock of an installation. ``fault`` is what a store raises when its database cannot be used."""

    watch: Watch | None = None
    """What refuses a turn while the machine's time cannot be believed."""

    def __init__(
        self,
        post: Post,
        clock: Clock,
        ids: Ids,
        plan_for: PlanFor,
        fault: type[Exception],
        mailboxes: Mapping[AgencyId, Mailbox] = MappingProxyType({}),
        lock: Callable[[], AbstractContextManager[None]] = nullcontext,
        look_for: Span = LOOK_FOR,
    ) -> None:
        """Take everything the clock works with. ``lock`` is held while it runs, and refuses a second one."""
        self._post, self._clock, self._ids, self._plan_for = post, clock, ids, plan_for
        self.fault, self._mailboxes, self._lock = fault, mailboxes, lock
        self.turns = Turns()
        self._work, self._look_for = Work(post, self), look_for
        self._stop = threading.Event()
        self._doubt, self._begun, self._more = "", False, False
        self.alone: Callable[[], bool] = lambda: False
        """Tells whether no other sender lives: what a killed one had in hand is taken back at the start."""

    def now(self) -> Instant:
        """Return the time of a turn: what the machine says, unless it was set since the turn began."""
        return self._clock.now() if self.watch is None else self.watch.now()

    def turn(self, rounds_most: int = ROUNDS_MOST) -> Turned:
        """Do everything that is due now, as far as one turn goes."""
        store, rosters = self._post.store, self._post.rosters
        if self.watch is not None:
            if doubt := self.watch.look():
                return Turned(doubt=doubt)
            self.watch.tell(store.next_wake())
        now = self.now()
        if not self._begun and self.alone():
            transacted(store, rosters, lambda unit: unit.outbox_take_back(now))
        self._begun = True
        arrivals = Arrivals(store, rosters, self._ids, self._plan_for)
        taken_in = partial(self._work.taken_in, arrivals, self._stop)
        arrived = _apart("what an incident asks for", taken_in, Arrived(0))
        self._more = arrived.more
        swept, sent = self._work.done(rounds_most, self._stop)
        sentences = dict.fromkeys((*arrived.sentences, *sent.sentences))
        concerns = _apart("the concerns", partial(self._look_after, (sweep_concerns, sweep_consults), now), 0)
        _apart("what was taken from members", partial(self._look_after, (sweep_property,), now), 0)
        _apart("what command owes", partial(self._look_after, (sweep_owed,), now), 0)
        _apart("how members stand on duty", partial(self._look_after, (sweep_status,), now), 0)
        replies = 0
        for agency, mailbox in self._mailboxes.items():
            take = partial(take_replies, store, rosters, self._post.voices, mailbox, agency, now)
            try:
                read = _apart("the answers by mail", take, Read())
            except OSError as error:  # the folder, not the database: everything else goes on
                read = Read(sentences=(str(error),))
            replies += read.recorded + read.bounced + read.refused
            sentences |= dict.fromkeys(read.sentences)
        done = (swept.cases, swept.events, len(swept.apart), concerns, sent.messages, replies)
        return Turned(arrived.opened, *done, tuple(sentences))

    def _look_after(self, sweeps: Sequence[Callable[[Store, Rosters, AgencyId, Instant], int]], now: Instant) -> int:
        store, rosters = self._post.store, self._post.rosters
        return sum(sweep(store, rosters, agency, now) for agency in store.agencies() for sweep in sweeps)

    def run(self, stop: threading.Event, begun: Callable[[], None] = lambda: None) -> None:
        """Turn until told to stop, and end after the batch in hand; ``begun`` is called once no other clock disturbs.

        A database that cannot be reached is said, and tried again ever more slowly; that it is back is said too.
        """
        failed, lost, looks = 0, False, True
        self._stop = stop
        with self._lock():
            begun()
            while not stop.is_set():
                began = perf_counter()
                try:
                    if lost:  # said before the turn, which catches up
                        self._post.store.next_wake()
                        logger.warning("The database answers again. The clock goes on.")
                        lost = False
                    turned = self.turn()
                    self.turns.took(perf_counter() - began)
                    self._say(turned)
                    wait_for = SLEEP_FOR_MOST if turned.doubt else self._wait_for()
                    failed, looks = 0, not turned.doubt
                except (self.fault, ConflictError) as error:
                    failed, lost, looks = failed + 1, isinstance(error, self.fault), False
                    wait_for = min(BACK_OFF_FOR_MOST, SECOND << min(failed, 6))
                    logger.error("%s The clock tries again in %d seconds.", error, wait_for // SECOND)  # noqa: TRY400 a sentence, not a traceback
                until_at = self._clock.now() + wait_for
                self._sleep(stop, wait_for, looks=looks)
                self._say_gap(self._clock.now() - until_at)

    def _say(self, turned: Turned) -> None:
        """Say what a person should know; a doubt once, and when it has ended."""
        for sentence in turned.sentences:
            logger.warning("%s", sentence)
        if turned.doubt != self._doubt:
            logger.warning("%s", turned.doubt or "The time of this machine is right again: the clock goes on.")
            self._doubt = turned.doubt

    def _sleep(self, stop: threading.Event, wait_for: Span, *, looks: bool) -> None:
        """Sleep; where the database can be asked, only until something is urgent."""
        while looks and wait_for > self._look_for and not stop.is_set():
            stop.wait(self._look_for / SECOND)
            wait_for -= self._look_for
            try:
                if self._post.store.is_urgent(self._clock.now()):
                    return
            except self.fault:  # the next turn meets it, and says so
                looks = False
        stop.wait(wait_for / SECOND)

    def _say_gap(self, stood_for: Span) -> None:
        if stood_for > STOOD_FOR:
            logger.warning("The clock stood still for %d minutes, or the time was moved.", stood_for // MINUTE)

    def _wait_for(self) -> Span:
        if self._more:
            return 0
        wake_at = self._post.store.next_wake()
        now = self._clock.now()
        return SLEEP_FOR_MOST if wake_at is None else max(0, min(SLEEP_FOR_MOST, wake_at - now))


def _apart(what: str, act: Callable[[], Given], otherwise: Given) -> Given:
    """Do one part of a turn; a bug in it stops that part, never the clock."""
    try:
        return act()
    except AssertionError:
        logger.exception("%s could not be looked after; everything else goes on, and it is tried again", what)
        return otherwise
