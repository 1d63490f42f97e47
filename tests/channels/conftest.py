"""A real SMTP server on this machine, with faults that a test switches on."""

from collections.abc import Iterator

import pytest

from solidground.app.bench.certificate import Certificate, made_up
from solidground.channels.mail.account import Protection
from tests.channels.made_up import Start
from tests.channels.smtp_server import MailServer


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Certificate]:
    """Make a good certificate and one for somebody else's host, once a run."""
    folder = tmp_path_factory.mktemp("certificates")
    return {name: made_up(folder, name) for name in ("localhost", "elsewhere.example")}


@pytest.fixture
def start(certificates: dict[str, Certificate]) -> Iterator[Start]:
    """Give a function that starts a server; every server is stopped when the test ends."""
    running: list[MailServer] = []

    def begin(protection: Protection = "starttls", host: str = "localhost", **settings: bool) -> MailServer:
        server = MailServer(certificates[host], protection, **settings)
        running.append(server)
        return server

    yield begin
    for server in running:
        server.stop()
