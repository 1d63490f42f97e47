"""How the cluster of ``make soak-failover`` is laid out: what can be known of it without starting one."""

import json
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.soak.layout import NODES, PORTS, Layout, descendants, free_ports, whole

LAID_OUT = Layout(Path("/folder"), Path("/programs"), tuple(range(1, PORTS + 1)), "hush")
WHOLE = [
    {"role": "leader", "state": "running", "timeline": 2},
    {"role": "replica", "state": "streaming", "timeline": 2},
    {"role": "sync_standby", "state": "running", "timeline": 2},
]


def test_a_clock_is_told_every_node_and_wants_the_one_that_takes_writing() -> None:
    assert conninfo_to_dict(LAID_OUT.address()) == {
        "host": "127.0.0.1,127.0.0.1,127.0.0.1",
        "port": "6,7,8",
        "user": "solidground",
        "password": "hush",
        "dbname": "harbor",
        "target_session_attrs": "read-write",
    }


def test_nothing_is_committed_on_one_node_alone() -> None:
    for node in range(NODES):
        told = LAID_OUT.patroni(node)["bootstrap"]["dcs"]
        assert (told["synchronous_mode"], told["synchronous_mode_strict"]) == (True, True)


def test_no_two_nodes_share_a_port_or_a_folder_and_all_ask_the_same_etcd() -> None:
    nodes = [LAID_OUT.patroni(node) for node in range(NODES)]
    listens = [one for node in nodes for one in (node["restapi"]["listen"], node["postgresql"]["listen"])]
    assert sorted(listens) == [f"127.0.0.1:{port}" for port in range(3, PORTS + 1)]
    assert len({node["postgresql"]["data_dir"] for node in nodes}) == NODES
    (asked,) = {node["etcd3"]["hosts"] for node in nodes}
    assert f"--listen-client-urls=http://{asked}" in LAID_OUT.etcd()
    assert "--listen-peer-urls=http://127.0.0.1:2" in LAID_OUT.etcd()


def test_nobody_is_let_in_without_a_password() -> None:
    told = LAID_OUT.patroni(0)
    assert {line.split()[-1] for line in told["postgresql"]["pg_hba"]} == {"scram-sha-256"}
    assert {"auth": "scram-sha-256"} in told["bootstrap"]["initdb"]
    assert json.loads(json.dumps(told)) == told, "Patroni reads it as it is"


def test_ports_are_free_and_all_different() -> None:
    assert len(set(free_ports())) == PORTS


def test_whoever_a_program_started_is_found_and_nobody_else() -> None:
    assert descendants("  7   1\n 8 7\n9 8\n 10 1\n", 7) == [7, 8, 9]


@pytest.mark.parametrize(
    "spoilt",
    [{"role": "replica"}, {"state": "stopped"}, {"timeline": 1}, {"role": None}],
)
def test_a_cluster_is_whole_when_each_of_its_nodes_works(spoilt: dict[str, object]) -> None:
    assert whole(WHOLE)
    assert not whole(WHOLE[:2])
    assert not whole([WHOLE[0], WHOLE[1], WHOLE[2] | spoilt])
