"""Where the outside world is plugged in: databases, channels, the clock, ids. The only module that names an adapter.

What must never happen here: a rule, or an adapter loaded that is not used.
"""

import logging
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias

from solidground.app.deliver import Post
from solidground.app.ids import RandomIds
from solidground.app.importing.fault import FileFault
from solidground.app.keys import make_keys, voices_of
from solidground.app.ports import Channel, Dial, Ping
from solidground.app.protocols import plans, protocol_of
from solidground.app.replies import Mailbox, Written
from solidground.app.retention import purge_details
from solidground.app.right_time import Watch, doubted
from solidground.app.rosters import Rosters
from solidground.app.service import ROUNDS_MOST, Service, Turned
from solidground.app.settings import (
    ADDRESS,
    LastingKind,
    Mailing,
    NewAgency,
    Settings,
    must_be_folder,
    read_settings,
    settings_text,
)
from solidground.app.settings import FILE as SETTINGS
from solidground.app.throttle import Throttle
from solidground.core.figures import CityFigures
from solidground.core.ground import Ground
from solidground.core.kernel import HOUR, SECOND, AgencyId, Instant, Span
from solidground.core.protocol.plan import Way
from solidground.core.subjects import SUBJECTS
from solidground.core.words import Tell, phrased
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.held import REPLAYED_STREAMS_MOST
from solidground.store.memory import MemoryStore
from solidground.store.purge import purge
from solidground.store.seal import make_seal
from solidground.store.sqlite import FILE as DATABASE
from solidground.store.sqlite import open_sqlite
from solidground.store.verify import digest

logger = logging.getLogger(__name__)

Kind: TypeAlias = Literal["memory", "sqlite", "postgresql"]
"""Where a store keeps what it holds."""

NANOSECONDS = 1_000
SINCE_START = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""What counts since the machine was switched on, sleep included; on macOS the second one does."""

BOOT = Path("/proc/sys/kernel/random/boot_id")
"""What Linux calls this start of the machine."""

SEALED_FOR: Span = HOUR
"""How long a running clock waits from one checkpoint to the next."""

SEALED_MOST = 5_000
"""Events of one log that one turn takes into its tree, about a twentieth of a second: no tap waits longer."""

OWN = 0o600
"""Files that only this account may read."""


class SystemClock:
    """The one clock."""

    def __init__(self, boot: Path = BOOT) -> None:
        """Learn which start of the machine this is; where nothing says so, every program takes it for another."""
        try:
            self._boot = boot.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            self._boot = secrets.token_hex()

    def now(self) -> Instant:
        """Return the present instant."""
        return time.time_ns() // NANOSECONDS  # noqa: TID251 - the one place where instants come from

    def up_for(self) -> Span:
        """Return how long the machine has been on."""
        return time.clock_gettime_ns(SINCE_START) // NANOSECONDS

    def seconds(self) -> float:
        """Return the same in seconds: how long something takes, and where the machine slept meanwhile, that too."""
        return self.up_for() / SECOND

    def dial(self) -> Dial:
        """Return what the clocks of the machine show."""
        return Dial(self.now(), self._boot, self.up_for())


CLOCK = SystemClock()
IDS = RandomIds()
settings_of, digest_of = read_settings, digest


def open_store(kind: Kind, directory: Path | None = None, *, create: bool = False, address: str = "") -> SqlStore:
    """Open a store by its kind. ``address`` is a PostgreSQL connection string; its keys are in the directory."""
    if kind == "memory":
        return MemoryStore(SUBJECTS)
    assert directory is not None, "what lasts is kept in a directory"
    if kind == "sqlite":
        return open_sqlite(directory, SUBJECTS, create=create)
    if not address:
        sentence = f'No PostgreSQL is named. Put its address into {ADDRESS}, such as "host=db dbname=solidground".'
        raise FileFault(sentence)
    from solidground.store.postgresql import open_postgresql  # noqa: PLC0415 - its driver is loaded where it is used

    return open_postgresql(address, directory, SUBJECTS)


def open_directory(directory: Path) -> SqlStore:
    """Open the database of a data directory, as its settings say."""
    settings, path = settings_of(directory), directory / DATABASE
    if settings.kind == "sqlite" and path.is_file() and path.stat().st_size == 0:
        # SQLite would take it for a new database, and a log that was emptied for one that never was.
        sentence = f'The database "{path}" is empty. Restore it from a backup.'
        raise FileFault(sentence)
    return open_store(settings.kind, directory, address=settings.address)


def agency_of(directory: Path, store: SqlStore) -> AgencyId:
    """Return the agency of a data directory; one that a replay kept has no settings and one agency."""
    alone = len(known := store.agencies()) == 1 and not (directory / SETTINGS).exists()
    return known[0] if alone else settings_of(directory).agency


def make_directory(directory: Path, agency: str, zone: str, jurisdiction: str, kind: LastingKind = "sqlite") -> None:
    """Make a data directory that only this account may read: settings, keys and an empty database."""
    must_be_folder(directory)
    if (directory / SETTINGS).exists():
        sentence = f'"{directory}" is a data directory already. Name another folder; nothing is ever written over.'
        raise FileFault(sentence)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    (directory / SETTINGS).write_text(settings_text(NewAgency(agency, zone, jurisdiction, kind)), encoding="utf-8")
    make_keys(directory)
    settings = settings_of(directory)
    open_store(settings.kind, directory, create=True, address=settings.address).close()
    for path in filter(Path.is_file, directory.iterdir()):
        path.chmod(OWN)


def freeze_log(directory: Path, path: Path, program: str) -> int:
    """Write the log as a frozen one; return how many events it holds."""
    from solidground.store.archive import freeze  # noqa: PLC0415 - as above

    with closing(open_directory(directory)) as store:
        return freeze(store, path, program=program).events


def pinging(settings: Settings) -> Ping | None:
    """Return the outside monitor, where the settings name one."""
    from solidground.channels.ping.send import HttpPing  # noqa: PLC0415 - as above

    return HttpPing(settings.ping) if settings.ping else None


def channels(settings: Settings) -> dict[Way, Channel]:
    """Return the ways out of the building that the settings open; what goes by another waits in the outbox."""
    if settings.mail is None:
        return {}
    from solidground.channels.mail.send import Mail  # noqa: PLC0415 - as above

    return {"mail": Mail(_account(settings.mail), CLOCK.now)}


class _Folder:
    """The mailbox of an agency."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def waiting(self, written: Written) -> Iterator[Any]:
        from solidground.channels.mail.replies import Sent, read_replies  # noqa: PLC0415 - as above

        def known(reference: str) -> Sent | None:
            sent = written(reference)
            return None if sent is None else Sent(sent.key, sent.to)

        yield from read_replies(self._path, known)

    def confirm(self, found: Any) -> None:  # noqa: ANN401 - what the mailbox gave
        from solidground.channels.mail.replies import confirm  # noqa: PLC0415 - as above

        confirm(found)


def mailbox_at(path: Path) -> Mailbox:
    """Return the mailbox in a folder or a file."""
    return _Folder(path)


class _Sealing(Service):
    """A clock that purges what need not be kept, and signs what it wrote, hourly and in its first turn."""

    sealed_at: Instant = 0
    behind: bool = False
    """Whether the sealing of this hour is not through yet."""
    retention_for: Span = 0

    def turn(self, rounds_most: int = ROUNDS_MOST) -> Turned:
        """Do everything that is due, and seal."""
        turned = super().turn(rounds_most)
        if turned.doubt:
            return turned
        # The time that was believed: what was purged by a wrong one would not come back.
        now = self.now()
        # A clock that was ahead and is set right leaves an hour that has not come: it counts for nothing.
        if not 0 <= now - self.sealed_at < SEALED_FOR:
            self.sealed_at, self.behind = now, True
            turned = self._purged(turned, now)
        return self._sealed(turned, now) if self.behind else turned

    def _wait_for(self) -> Span:
        return 0 if self.behind else super()._wait_for()

    def _purged(self, turned: Turned, now: Instant) -> Turned:
        """Purge what need not be kept; where that fails everything else goes on, and the next hour takes it up."""
        store: Any = self._post.store
        try:
            purge_details(store, self._post.rosters, partial(purge, store), now, self.retention_for)
        except StoreError as error:
            return turned._replace(sentences=(*turned.sentences, error.sentence))
        except AssertionError:
            logger.exception(
                "what need not be kept could not be purged; everything else goes on, and it is tried again"
            )
        return turned

    def _sealed(self, turned: Turned, now: Instant) -> Turned:
        """Sign what was written, some of it each turn where it is much; a log that cannot be signed stops no clock."""
        store: Any = self._post.store
        self.behind = False
        try:
            self.behind = not store.seal(now, SEALED_MOST)
        except StoreError as error:
            return turned._replace(sentences=(*turned.sentences, error.sentence))
        return turned


def service(directory: Path, store: SqlStore) -> Service:
    """Return the clock of a data directory."""
    settings = settings_of(directory)
    complete_keys(directory, store)
    post = Post(store, Rosters(), channels(settings), voices_of(directory, settings), Throttle(), CLOCK.seconds)
    mail = settings.mail
    mailboxes = {settings.agency: mailbox_at(mail.replies)} if mail is not None and mail.replies is not None else {}
    lock = clock_lock(directory, settings)
    clock = _Sealing(post, CLOCK, IDS, plans(protocol_of(directory, settings.protocol)), StoreError, mailboxes, lock)
    clock.retention_for, clock.watch = settings.retention_for, Watch(store, CLOCK.dial)
    clock.alone = store.is_only_clock
    return clock


def doubt(store: SqlStore) -> str:
    """Return why this machine's time cannot be believed, in a sentence; nothing where it can."""
    return doubted(store, CLOCK.dial())


def complete_keys(directory: Path, store: SqlStore) -> None:
    """Make the keys of a directory that never had any; where there are addresses, a new key would disown them all."""
    if not any(store.stream_rows("SELECT 1 FROM route LIMIT 1")):
        make_keys(directory)


def clock_lock(directory: Path, settings: Settings) -> Callable[[], AbstractContextManager[None]]:
    """Return what keeps a second clock off one SQLite file; on PostgreSQL several clocks share the work."""
    if settings.kind == "postgresql":
        return nullcontext
    from solidground.store.clock_lock import open_clock_lock  # noqa: PLC0415 - as above

    return partial(open_clock_lock, directory)


def _account(mail: Mailing) -> Any:  # noqa: ANN401 - the mail channel's own value
    from solidground.channels.mail.account import MailAccount  # noqa: PLC0415 - as above

    password = ""  # nosec B105 - none, until the file gives one
    if mail.password_file is not None:
        try:
            password = mail.password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            sentence = f'The password file "{mail.password_file}" could not be read. Check its name and permissions.'
            raise FileFault(sentence) from error
    asked = (mail.username or None, password, mail.reply_to or None, mail.ca_file)
    return MailAccount(mail.host, mail.port, mail.protection, mail.sender, *asked)


@contextmanager
def open_replay(kind: Kind, directory: Path, *, kept: bool) -> Iterator[SqlStore]:
    """Open an empty store for a replay, its keys in the directory; ``kept`` says that the log is there in the end too.

    Where PostgreSQL is wanted and none is named, one is started that is thrown away.
    """
    if kind == "memory":
        with closing(MemoryStore(SUBJECTS, signer=make_seal(directory), cached=REPLAYED_STREAMS_MOST)) as store:
            yield store
            _keep(store, directory, kept=kept)
    elif kind == "sqlite":
        with closing(open_sqlite(directory, SUBJECTS, create=True, cached=REPLAYED_STREAMS_MOST)) as hurried:
            # Half a replay is thrown away: it waits for the disk once, at its end.
            hurried.hurry()
            yield hurried
            if kept:
                hurried.settle_down()
    else:
        with _postgresql() as address, closing(open_store(kind, directory, address=address)) as shared:
            if shared.agencies():
                sentence = f"The database in {ADDRESS} holds a log already. Name an empty one."
                raise FileFault(sentence)
            yield shared
            _keep(shared, directory, kept=kept)


def _keep(store: SqlStore, directory: Path, *, kept: bool) -> None:
    if kept:
        (directory / DATABASE).unlink()
        store.copy_to(directory / DATABASE)


@contextmanager
def _postgresql() -> Iterator[str]:
    address = os.environ.get(ADDRESS, "")
    if address:
        yield address
        return
    from solidground.store.throwaway import start  # noqa: PLC0415 - a server is started where one is wanted

    server = start()
    try:
        yield server.conninfo
    finally:
        server.stop()


def render_report(figures: CityFigures) -> str:
    """Return the report as one HTML page."""
    from solidground.documents.report import render  # noqa: PLC0415 - its typeface is loaded where a page is drawn

    return render(figures)


def draw_ground(ground: Ground, title: str) -> str:
    """Return a ground line as the text of an SVG file."""
    from solidground.documents.ground_svg import ground_svg  # noqa: PLC0415 - loaded where it is used

    return ground_svg(ground, title)


def draw_line(ground: Ground, title: str, width: int, tell: Tell) -> str:
    """Return a ground line as a part of a page, which colours it and says what stands in it."""
    from solidground.documents.report.ground_line import ground_line  # noqa: PLC0415 - as above

    return str(ground_line(width, "ground", title, ground, tell(phrased("today")), tell))


def draw_growth(grown: Iterable[tuple[int, float, float, float, float]]) -> str:
    """Return what was measured as cases grow as the text of an SVG file."""
    from solidground.documents.growth_svg import Grown, growth_svg  # noqa: PLC0415 - as above

    return growth_svg([Grown._make(one) for one in grown])
