"""From a tap on "call me" to the mail handed over while the clock catches up, beside the same by hand, alone.

The clock is the program that runs in service, in a process of its own; the tap is written by this one, as the pages
will; the mail goes over TLS to a server of this machine. What must never happen here: a tap that counts although the
clock had nothing else to do.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any, NamedTuple

from solidground.app.again import transacted
from solidground.app.bench.post_office import HOST, PostOffice, open_post_office
from solidground.app.bench.programs import running_clock
from solidground.app.bench.rounds import MILLISECONDS, Row, p99
from solidground.app.bench.sweep import AGENCY, CASES_OF_ONE_PEER, SEED, open_cases, openings, people
from solidground.app.founding import enter
from solidground.app.handle import handle_case, stream_of
from solidground.app.keys import voices_of
from solidground.app.measuring import open_stage
from solidground.app.ports import Route, Store, Unit
from solidground.app.registry import commitment_of
from solidground.app.rosters import Rosters
from solidground.app.settings import FILE
from solidground.app.wiring import CLOCK, make_directory, open_directory, settings_of
from solidground.core.care.choice.commands import CallMe
from solidground.core.kernel import DAY, HOUR, CaseId, Instant, Refusal

SIZE, QUICK_SIZE = 200_000, 12_000
TAPS, QUICK_TAPS = 200, 20
TEMPLATES = 1_000
APART_SECONDS_MOST = 0.3
"""The longest rest between the end of one tap and the next."""

MAIL = """
[mail]
host = "{host}"
port = {port}
protection = "tls"
sender = "coffee@bench.example"
ca_file = "{ca_file}"
"""
LINK = '# link = "https://coffee.example.org"'
LETTER = "From: a@bench.example\r\nTo: b@bench.example\r\nSubject: Coffee?\r\nMessage-ID: <0@x>\r\n\r\n" + "word " * 60
CALLED = "SELECT key FROM outbox WHERE agency = ? AND case_id = ? AND urgent = 1 ORDER BY number DESC LIMIT 1"


class Tapped(NamedTuple):
    """How long each tap took, in seconds, and how many of them the clock had something else to do meanwhile."""

    took: list[float]
    behind: int


def measure(*, quick: bool = False, size: int = 0, taps: int = 0) -> Iterator[Row]:
    """Tap while the running clock catches up, and write the same by hand into a copy."""
    size, taps = size or (QUICK_SIZE if quick else SIZE), taps or (QUICK_TAPS if quick else TAPS)
    with (
        TemporaryDirectory(prefix="solidground-") as folder,
        open_post_office(Path(folder)) as office,
        open_stage("sqlite") as stage,
    ):
        place, copy, bare = (Path(folder) / name for name in ("agency", "copy", "bare"))
        prepare(place, office, min(size, TEMPLATES))
        for other in (copy, bare):
            shutil.copytree(place, other)
        with closing(open_directory(place)) as store:
            cases = [case for case, _ in list(store.rows(AGENCY))[:taps]]
            stage.add_alike(store, AGENCY, size // TEMPLATES - 1 if size > TEMPLATES else 0)
            with running_clock(place, Path(folder) / "clock.log"):
                tapped = tap_all(store, office, cases)
        with closing(open_directory(copy)) as store:
            batches = [recorded(stage, store, case) for case in cases]
        by_hand = stage.bare_taps(bare, batches, CLOCK.now(), partial(office.hand_over, LETTER))
    ours, limit = p99(tapped.took), p99(by_hand)
    figures = {"median_ms": median(tapped.took), "longest_ms": max(tapped.took), "limit_median_ms": median(by_hand)}
    more = {name: round(seconds * MILLISECONDS, 1) for name, seconds in figures.items()}
    counts = {"taps": float(len(cases)), "taps_while_catching_up": float(tapped.behind)}
    shown = (round(ours * MILLISECONDS, 1), "ms p99", round(limit * MILLISECONDS, 1))
    yield Row("urgent-latency", size, *shown, round(limit / ours, 3), round(sum(tapped.took), 3), counts | more)


def noon_zone(now: Instant) -> str:
    """Return a zone in which it is about noon: nobody's quiet hours keep a message back."""
    return f"Etc/GMT{now // HOUR % 24 - 12:+d}"


def prepare(place: Path, office: PostOffice, size: int) -> None:
    """Make an agency whose people have a mail address, and cases that were opened a day ago and not looked at since."""
    now = CLOCK.now()
    zone = noon_zone(now)
    make_directory(place, AGENCY, zone, "US")
    text = (place / FILE).read_text(encoding="utf-8").replace(LINK, LINK[2:])
    mail = MAIL.format(host=HOST, port=office.port, ca_file=office.certificate.chain)
    (place / FILE).write_text(text + mail, encoding="utf-8")
    secret = voices_of(place, settings_of(place))(AGENCY).commitment
    with closing(open_directory(place)) as store:
        with store.transaction() as unit:
            for person in people(size // CASES_OF_ONE_PEER + 1, zone):
                who = person.person
                route = Route(AGENCY, who, f"{who}-mail", "mail", f"{who}@bench.example", working=True)
                reached = person._replace(ways=("mail",))
                enter(unit, AGENCY, reached, now - 2 * DAY, {"mail": commitment_of(secret, route)})
                unit.put_route(route)
        open_cases(store, openings(size, HOUR // 6, now - DAY, zone))
        store.tidy()


def tap_all(store: Any, office: PostOffice, cases: list[CaseId]) -> Tapped:  # noqa: ANN401 - known to wiring alone
    """Tap in one case after another; wait for each mail."""
    rosters, chance, took, behind = Rosters(), Random(SEED), list[float](), 0  # noqa: S311 - rests need no secrets  # nosec B311 - rests
    for case in cases:
        sleep(chance.random() * APART_SECONDS_MOST)
        began = perf_counter()
        transacted(store, rosters, partial(tap, rosters=rosters, case=case))
        ((key,),) = store.stream_rows(CALLED, (AGENCY, case))
        took.append(office.came(key) - began)
        behind += is_behind(store)
    return Tapped(took, behind)


def is_behind(store: Store) -> bool:
    """Tell whether the clock has something to sweep now."""
    wake_at = store.next_wake()
    return wake_at is not None and wake_at <= CLOCK.now()


def tap(unit: Unit, rosters: Rosters, case: CaseId) -> None:
    """Write what a tap on "call me" writes."""
    now, stream = CLOCK.now(), stream_of(AGENCY, f"case/{case}")
    command = CallMe(now, unit.load([stream])[0].state.head.member)
    outcome = handle_case(unit, stream, command, rosters.of(unit, AGENCY, now))
    assert not isinstance(outcome, Refusal), "whoever asks to be called is heard"


def recorded(stage: Any, store: Store, case: CaseId) -> Any:  # noqa: ANN401 - a stage is known to wiring alone
    """Tap in a copy in which nothing else happens; return what was written."""
    batch = stage.batch()
    with stage.recorded(store, batch) as unit:
        tap(unit, Rosters(), case)
    batch.claimed = [(AGENCY, case)]
    return batch
