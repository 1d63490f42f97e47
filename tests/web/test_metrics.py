"""Figures are given on this machine alone, and only to who shows the token."""

import http.client
from collections.abc import Iterator

import pytest

from solidground.web.metrics import FORMAT, HERE, serving

TEXT = "# TYPE solidground_unheld gauge\nsolidground_unheld 0\n"


@pytest.fixture
def port() -> Iterator[int]:
    """Serve figures on a port that is free."""
    with serving(0, "secret-token", lambda: TEXT) as given:
        yield given


def asked(port: int, place: str = "/metrics", **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection(HERE, port, timeout=10)
    connection.request("GET", place, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer.headers


def test_who_shows_the_token_gets_the_figures(port: int) -> None:
    code, text, headers = asked(port, Authorization="Bearer secret-token")
    assert (code, text, headers["Content-Type"]) == (200, TEXT, FORMAT)


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer secret"}, {"Authorization": "Basic secret-token"}])
def test_who_does_not_is_told_how_and_nothing_else(port: int, given: dict[str, str]) -> None:
    for place in ("/metrics", "/elsewhere"):
        code, text, headers = asked(port, place, **given)
        assert (code, headers["WWW-Authenticate"]) == (401, "Bearer")
        assert text == "These figures are for who holds the token. Send it as: Authorization: Bearer TOKEN\n"


def test_nothing_else_is_there(port: int) -> None:
    code, text, _ = asked(port, "/", Authorization="Bearer secret-token")
    assert (code, text) == (404, "Only /metrics is here.\n")


def test_a_database_that_cannot_be_read_is_said() -> None:
    with serving(0, "t", lambda: None) as port:
        assert asked(port, Authorization="Bearer t")[0] == 503


def test_a_port_that_is_taken_is_a_fault(port: int) -> None:
    with pytest.raises(OSError, match="in use"), serving(port, "t", lambda: None):
        pass
