"""The outbox over a real mail server that is down, slow, refuses one address, or breaks the line after DATA."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from solidground.app.bench.certificate import Certificate, made_up
from solidground.channels.mail.send import Mail
from solidground.core.kernel import MINUTE, SECOND
from tests.app.town import NOON, PEERS, Town, address
from tests.channels.made_up import account, noon
from tests.channels.smtp_server import MailServer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return made_up(tmp_path_factory.mktemp("certificates"), "localhost")


@pytest.fixture
def server(certificate: Certificate) -> Iterator[MailServer]:
    running = MailServer(certificate, "starttls")
    yield running
    running.stop()


@pytest.fixture
def mailing(town: Town, server: MailServer) -> Town:
    """Give a case that asks its peer for three things, by mail."""
    town.channels = {"mail": Mail(account(server), noon)}
    town.incident()
    return town


def statuses(town: Town) -> Counter[str]:
    return Counter(status for (status,) in town.outbox("status"))


TO = address(PEERS[0]).address


def test_everything_is_handed_over_once_on_one_line(mailing: Town, server: MailServer) -> None:
    assert mailing.deliver(NOON).handed_over == 3
    assert server.taken == [TO] * 3
    assert server.mail.lines == 2, "one greeting before TLS and one after it"
    assert statuses(mailing) == {"handed_over": 3}


def test_a_server_that_is_down_loses_nothing(mailing: Town, server: MailServer) -> None:
    mailing.channels = {"mail": Mail(replace(account(server), port=1), noon)}
    told = mailing.deliver(NOON)
    assert (told.again, len(told.sentences)) == (3, 1)
    assert statuses(mailing) == {"waiting": 3}
    mailing.channels = {"mail": Mail(account(server), noon)}
    assert mailing.deliver(NOON + MINUTE).handed_over == 3
    assert server.taken == [TO] * 3


def test_a_server_too_slow_is_tried_again(mailing: Town, server: MailServer) -> None:
    mailing.channels = {"mail": Mail(replace(account(server), timeout_for=SECOND // 4), noon)}
    server.faults.silent_at = "sender"
    assert mailing.deliver(NOON).again == 3
    server.faults.silent_at = ""
    mailing.channels = {"mail": Mail(account(server), noon)}
    assert mailing.deliver(NOON + MINUTE).handed_over == 3
    assert server.taken == [TO] * 3


def test_one_refused_address_moves_the_case_to_the_next_person(mailing: Town, server: MailServer) -> None:
    server.faults.replies[TO] = "550 5.1.1 no such mailbox"
    told = mailing.deliver(NOON)
    # The first refusal fails the address; the others were worded before it and are refused as well.
    assert told.refused == 3
    mailing.sweep_to(NOON)
    assert mailing.deliver(NOON).handed_over == 3
    assert server.taken == [address(PEERS[1]).address] * 3
    assert statuses(mailing) == {"refused": 3, "handed_over": 3}


def test_a_line_that_breaks_after_the_mail_is_unknown_and_comes_again_under_the_same_key(
    mailing: Town, server: MailServer
) -> None:
    server.faults.breaks_at = "dot"
    told = mailing.deliver(NOON)
    assert (told.unknown, told.handed_over) == (3, 0)
    assert statuses(mailing) == {"unknown": 3}
    server.faults.breaks_at = ""
    assert mailing.deliver(NOON + MINUTE).handed_over == 3
    ids = Counter(line for mail in server.contents for line in mail.splitlines() if line.startswith(b"Message-ID:"))
    assert len(ids) == 3, "whoever reads it twice sees that it is one mail"
    assert len(mailing.outbox()) == 3
    assert statuses(mailing) == {"handed_over": 3}


def test_a_server_that_stops_in_the_middle_of_a_batch_doubles_nothing(mailing: Town, server: MailServer) -> None:
    server.faults.mails_a_line = 1
    assert mailing.deliver(NOON).rows == 3
    mailing.deliver(NOON + MINUTE)
    assert server.taken == [TO] * 3
    assert statuses(mailing) == {"handed_over": 3}
