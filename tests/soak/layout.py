"""How three nodes are laid out on one machine: their ports, and what Patroni, etcd and a clock are told."""

import socket
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from psycopg.conninfo import make_conninfo

from solidground.store.throwaway import OWNER

HOST, NODES, DATABASE = "127.0.0.1", 3, "harbor"
PORTS = 2 + 2 * NODES
"""etcd listens on two, for its clients and its peers; each node on two, Patroni's and PostgreSQL's."""

TAKES_OVER_SECONDS = {"ttl": 20, "loop_wait": 2, "retry_timeout": 5}
"""How soon Patroni believes that a primary is gone: the shortest it allows."""

STRICT = {"synchronous_mode": True, "synchronous_mode_strict": True}
"""Nothing is committed before a second node has it, and nothing at all while there is no second one."""

PASSWORDS = "scram-sha-256"
ROLES = ["leader", "replica", "sync_standby"]
RUNS = frozenset({"running", "streaming"})


class Layout(NamedTuple):
    """Where everything of a cluster is. ``ports`` are etcd's two, Patroni's, and PostgreSQL's."""

    folder: Path
    programs: Path
    ports: tuple[int, ...]
    password: str

    @property
    def asked(self) -> tuple[int, ...]:
        """The ports Patroni answers on, by node."""
        return self.ports[2 : 2 + NODES]

    @property
    def served(self) -> tuple[int, ...]:
        """The ports PostgreSQL answers on, by node."""
        return self.ports[2 + NODES :]

    def address(self, database: str = DATABASE) -> str:
        """Return the address a clock is given: every node, and that it wants the one that takes writing."""
        return make_conninfo(
            host=",".join([HOST] * NODES),
            port=",".join(map(str, self.served)),
            user=OWNER,
            password=self.password,
            dbname=database,
            target_session_attrs="read-write",
        )

    def etcd(self) -> list[str]:
        """Return what etcd is started with."""
        clients, peers = (f"http://{HOST}:{port}" for port in self.ports[:2])
        options = {"name": "one", "data-dir": f"{self.folder}/etcd", "initial-cluster": f"one={peers}"}
        options |= {"listen-client-urls": clients, "advertise-client-urls": clients}
        options |= {"listen-peer-urls": peers, "initial-advertise-peer-urls": peers}
        return [f"--{name}={value}" for name, value in options.items()]

    def patroni(self, node: int) -> dict[str, Any]:
        """Return Patroni's settings of one node."""
        asked, served = f"{HOST}:{self.asked[node]}", f"{HOST}:{self.served[node]}"
        names = {"superuser": OWNER, "replication": "copier", "rewind": "rewinder"}
        return {
            "scope": "harbor",
            "name": f"node{node}",
            "restapi": {"listen": asked, "connect_address": asked},
            "etcd3": {"hosts": f"{HOST}:{self.ports[0]}"},
            "bootstrap": {
                "dcs": {**TAKES_OVER_SECONDS, **STRICT, "postgresql": {"use_pg_rewind": True}},
                "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, {"auth": PASSWORDS}, "data-checksums"],
            },
            "postgresql": {
                "listen": served,
                "connect_address": served,
                "data_dir": f"{self.folder}/data{node}",
                "bin_dir": str(self.programs),
                "pgpass": f"{self.folder}/pgpass{node}",
                "remove_data_directory_on_rewind_failure": True,
                "remove_data_directory_on_diverged_timelines": True,
                "pg_hba": [f"host {what} all {HOST}/32 {PASSWORDS}" for what in ("all", "replication")],
                "authentication": {role: {"username": name, "password": self.password} for role, name in names.items()},
                "parameters": {"unix_socket_directories": str(self.folder), "shared_buffers": "64MB"},
            },
        }


def free_ports() -> tuple[int, ...]:
    """Return as many ports as a cluster needs, on which nobody listens."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server((HOST, 0))) for _ in range(PORTS)]
        return tuple(one.getsockname()[1] for one in sockets)


def descendants(table: str, root: int) -> list[int]:
    """Return one program and everything it started; ``table`` has a program and who started it on each line."""
    started = {int(child): int(parent) for child, parent in map(str.split, table.splitlines())}
    found = [root]
    for one in found:
        found += [child for child, parent in started.items() if parent == one]
    return found


def whole(members: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether every node works on one timeline: a primary, a synchronous standby, and one more standby."""
    nodes = list(members)
    roles = sorted(str(node.get("role")) for node in nodes)
    one_line = len({node.get("timeline") for node in nodes}) == 1
    return roles == ROLES and one_line and all(node.get("state") in RUNS for node in nodes)
