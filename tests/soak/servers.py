"""Stopping and starting the PostgreSQL of one test, with the programs that started it."""

import os
import pwd
import subprocess

import psycopg

from solidground.store.throwaway import Server
from tests.soak.clocks import WAIT_SECONDS_MOST

_PROGRAMS: dict[str, str] = {}
"""Where the programs of a server are, by its folder: asked of it while it runs."""


def control(server: Server, action: str, how: str) -> None:
    """Stop a server (fast, or as if the power went: immediate), or start it again; wait until it is done."""
    folder = str(server.folder)
    if folder not in _PROGRAMS:
        with psycopg.connect(server.conninfo) as hand:
            (found,) = hand.execute("SELECT setting FROM pg_config() WHERE name = 'BINDIR'").fetchall()
            _PROGRAMS[folder] = found[0]
    command = [f"{_PROGRAMS[folder]}/pg_ctl", action, "-D", f"{folder}/data", "-w"]
    root = os.geteuid() == 0
    more = ["-m", how] if action == "stop" else ["-l", f"{folder}/again", "-o", f"-k {folder} -c listen_addresses="]
    done = subprocess.run(
        [*command, *more],
        cwd=folder,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=WAIT_SECONDS_MOST,
        user="nobody" if root else None,
        group=pwd.getpwnam("nobody").pw_gid if root else None,
        extra_groups=() if root else None,
    )
    assert done.returncode == 0, (server.folder / "log").read_text(errors="replace")
