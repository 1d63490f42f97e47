"""Three PostgreSQL servers on this machine, watched over by Patroni and etcd: one may be killed, another takes over.

They run under the account of the tests' other servers, in a folder of their own, and listen on 127.0.0.1 alone, behind
passwords made for the run. None of them outlives this program: a shell waits for its end, kills them and removes the
folder.
"""

import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from solidground.store.throwaway import installed, reachable
from tests.soak.clocks import WAIT_SECONDS_MOST, until
from tests.soak.layout import DATABASE, HOST, NODES, Layout, descendants, free_ports, whole

CLEAN_UP = 'cat; pkill -KILL -f "$FOLDER"; sleep 1; rm -rf "$FOLDER"'
"""Its own command line must not name the folder, or it would kill itself."""

PATHS = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
ANSWERS_SECONDS = 5


class Cluster:
    """One cluster. A node is called by its number."""

    def __init__(self) -> None:
        """Start etcd and three nodes, wait until they work together, and make an empty database."""
        folder = Path(tempfile.mkdtemp(prefix="solidground-", dir="/tmp"))
        self._root = os.geteuid() == 0
        self._give(folder)
        self.layout = Layout(folder, reachable(installed(), folder) / "bin", free_ports(), secrets.token_hex(16))
        self._started: list[subprocess.Popen[bytes]] = []
        self._nodes: dict[int, subprocess.Popen[bytes]] = {}
        self._cleaner = subprocess.Popen(
            ["sh", "-c", CLEAN_UP],  # noqa: S607 - the shell on the path
            stdin=subprocess.PIPE,
            env=PATHS | {"FOLDER": str(folder)},
            start_new_session=True,
        )
        try:
            self._start("etcd", *self.layout.etcd(), log="etcd")
            for node in range(NODES):
                self.bring_back(node)
            self.until_whole()
            with psycopg.connect(self.layout.address("postgres"), autocommit=True) as hand:
                hand.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        except BaseException:
            self.end()
            raise

    def bring_back(self, node: int) -> None:
        """Start a node; what it finds in its folder it brings into line with the others, and follows."""
        file = self.layout.folder / f"node{node}.yml"
        file.touch(mode=0o600)
        self._give(file)
        file.write_text(json.dumps(self.layout.patroni(node)), encoding="utf-8")  # whatever is JSON is YAML too
        self._nodes[node] = self._start("patroni", str(file), log=f"node{node}")

    def primary(self) -> int:
        """Return which node takes writing; -1 while none does."""
        try:
            with psycopg.connect(self.layout.address(), connect_timeout=ANSWERS_SECONDS) as hand:
                return self.layout.served.index(hand.info.port)
        except psycopg.OperationalError:
            return -1

    def kill_primary(self) -> int:
        """Pull the plug of the machine the primary is on, as far as that is one: Patroni, PostgreSQL and all of it."""
        node = self.primary()
        assert node >= 0, "there is a primary to be killed"
        noted = self.layout.folder / f"data{node}/postmaster.pid"
        postmaster = int(noted.read_text(encoding="ascii").split()[0])
        table = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout  # noqa: S607 - the one on the path
        # Stopped first: none of them may hear of another's end and act on it.
        for sign in (signal.SIGSTOP, signal.SIGKILL):
            for one in (self._nodes[node].pid, *descendants(table, postmaster)):
                with suppress(ProcessLookupError):
                    os.kill(one, sign)
        self._nodes[node].wait(WAIT_SECONDS_MOST)
        return node

    def until_taken_over(self, from_node: int) -> int:
        """Wait until another node takes writing, and return which."""
        until(lambda: self.primary() not in (-1, from_node), f"another node takes over from {from_node}")
        return self.primary()

    def until_whole(self) -> None:
        """Wait until every node is there again."""
        until(lambda: whole(self._members()), "the three nodes work together", 2 * WAIT_SECONDS_MOST)

    def end(self) -> None:
        """Kill everything, and leave no folder behind."""
        self._cleaner.communicate()
        for program in self._started:
            program.wait(WAIT_SECONDS_MOST)

    def _members(self) -> list[dict[str, Any]]:
        """Return what Patroni knows of its nodes, as the first that answers tells it."""
        for port in self.layout.asked:
            asking = HTTPConnection(HOST, port, timeout=ANSWERS_SECONDS)
            try:
                asking.request("GET", "/cluster")
                return list(json.loads(asking.getresponse().read()).get("members", ()))
            except (OSError, HTTPException, ValueError):
                continue
            finally:
                asking.close()
        return []

    def _give(self, path: Path) -> None:
        if self._root:
            shutil.chown(path, "nobody")

    def _start(self, program: str, *arguments: str, log: str) -> subprocess.Popen[bytes]:
        found = shutil.which(program)
        assert found, f"{program} is not installed"
        with (self.layout.folder / f"{log}.log").open("ab") as file:
            started = subprocess.Popen(
                [found, *arguments],
                cwd=self.layout.folder,
                env=PATHS,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
                user="nobody" if self._root else None,
                group=pwd.getpwnam("nobody").pw_gid if self._root else None,
                extra_groups=() if self._root else None,
            )
        self._started.append(started)
        return started
