"""What one turn works off: sweeps and deliveries in small pieces, and between any two of them what is urgent.

Whoever asks to be called waits for one short sweep or for one message, never for all that lay undone through an outage.
What must never happen here: a piece that is long, or one that waits for ever behind others.
"""

import threading
from collections.abc import Callable
from functools import partial
from time import sleep
from typing import NamedTuple

from solidground.app.again import transacted
from solidground.app.arrivals import Arrivals, Arrived
from solidground.app.deliver import Delivered, Post, added, deliver, deliver_between
from solidground.app.portion import LEAST, Portion
from solidground.app.ports import BATCH, Clock
from solidground.app.tick import Swept, sweep_in
from solidground.core.kernel import Instant

SECONDS_MOST = 2.0
"""How long a turn takes on new work: then incidents, concerns and the answers by mail have their turn."""

SWEEPS_A_DELIVERY, ROWS_A_DELIVERY = 10, 25
"""While there is more to sweep than fits: so many sweeps, then so many rows of what is not urgent."""

GAP_SECONDS = 0.001
"""For so long nothing is locked between two such sweeps: a tap that waits to be written gets in."""


class Worked(NamedTuple):
    """What was swept, and what was sent."""

    swept: Swept = Swept(0, 0, ())
    sent: Delivered = Delivered()


class Work:
    """The sweeps and deliveries of a clock, each as large as it may be."""

    def __init__(self, post: Post, clock: Clock, most: int = BATCH) -> None:
        """Work with what a delivery works with; a sweep takes ``most`` cases at most."""
        self._post, self._clock = post, clock
        self._portion, self._opening = Portion(most), Portion(most)
        self.swept = Swept(0, 0, ())
        """What this turn has swept so far."""
        self._sent = Delivered()

    def taken_in(self, arrivals: Arrivals, stop: threading.Event) -> Arrived:
        """Open the cases that incidents ask for, a few at a time; ``more`` says that the rest is the next turn's.

        An incident of a thousand people, or a hundred of them at once, keeps nobody waiting who asks to be called.
        """
        self.swept, self._sent = Swept(0, 0, ()), Delivered()
        whole, began = Arrived(0, more=True), self._post.seconds()
        while whole.more:
            before = self._post.seconds()
            taken = arrivals.take(self._clock.now(), self._opening.cases)
            self._opening.took(taken.opened, self._post.seconds() - before)
            whole = Arrived(whole.opened + taken.opened, whole.apart + taken.apart, taken.more)
            if stop.is_set() or self._post.seconds() - began > SECONDS_MOST:
                break
            if taken.more:
                self._sent = added(self._sent, self._urgent(self._alone))
                sleep(GAP_SECONDS)
        return whole

    def done(self, rounds_most: int, stop: threading.Event) -> Worked:
        """Sweep and deliver until nothing is due, or the turn is over."""
        sent, self._sent = self._sent, Delivered()
        began = self._post.seconds()
        for number in range(rounds_most):
            portion = self._portion.cases
            cases = self._sweep(portion)
            # With more than a portion due, most rounds only sweep; what is urgent leaves in every one.
            only = cases == portion and number % SWEEPS_A_DELIVERY > 0
            most = ROWS_A_DELIVERY if cases == portion else BATCH
            told = self._urgent(self._alone) if only else self._deliver(most)
            sent = added(sent, told)
            if cases == portion:
                sleep(GAP_SECONDS)
            over = self._post.seconds() - began > SECONDS_MOST
            if stop.is_set() or over or (cases == 0 and told.rows < most):
                break
        swept, self.swept = self.swept, Swept(0, 0, ())
        return Worked(swept, sent)

    def _sweep(self, most: int) -> int:
        """Do one sweep; return how many cases it took. The time is looked at anew for each."""
        store, rosters, seconds = self._post.store, self._post.rosters, self._post.seconds
        began = seconds()
        swept = transacted(store, rosters, partial(sweep_in, rosters=rosters, now=self._clock.now(), most=most))
        self._portion.took(swept.cases, seconds() - began)
        whole = self.swept
        self.swept = Swept(whole.cases + swept.cases, whole.events + swept.events, (*whole.apart, *swept.apart))
        return swept.cases

    def _deliver(self, most: int) -> Delivered:
        between = partial(self._urgent, partial(deliver_between, self._post))
        return deliver(self._post, self._clock.now(), most, between=between)

    def _alone(self, now: Instant) -> Delivered:
        return deliver(self._post, now, urgent=True)

    def _urgent(self, send: Callable[[Instant], Delivered]) -> Delivered:
        """Send what is urgent; where an urgent case is due, sweep it first."""
        sent, is_urgent = Delivered(), self._post.store.is_urgent
        if is_urgent(self._clock.now()):
            sent = send(self._clock.now())
            if is_urgent(self._clock.now()):
                self._sweep(LEAST)
                sent = added(sent, send(self._clock.now()))
        return sent
