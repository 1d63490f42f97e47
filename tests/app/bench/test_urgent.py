"""The measurement of a call: the mail server it goes to, the zone it is noon in, and the whole of it at a tiny size."""

import smtplib
import ssl
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from solidground.app.bench import urgent
from solidground.app.bench.post_office import HOST, open_post_office
from solidground.app.bench.sweep import AGENCY
from solidground.app.wiring import open_directory
from solidground.core.kernel import DAY, HOUR
from tests.app.bench.test_many import shaped

FEW = 3


def test_a_call_is_measured_beside_writing_and_sending_the_same_by_hand() -> None:
    (row,) = urgent.measure(size=FEW, taps=2)
    counts = ("taps", "taps_while_catching_up", "median_ms", "longest_ms", "limit_median_ms")
    shaped(row, "urgent-latency", FEW, "ms p99", *counts)
    assert row.more["taps"] == 2
    assert row.more["median_ms"] <= row.more["longest_ms"] <= row.value


def test_more_cases_than_the_rules_open_are_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urgent, "TEMPLATES", FEW)
    (row,) = urgent.measure(size=2 * FEW, taps=2)
    assert row.size == 2 * FEW


def test_the_agency_it_is_measured_in_is_behind_and_everybody_has_an_address(tmp_path: Path) -> None:
    with open_post_office(tmp_path) as office:
        urgent.prepare(tmp_path / "agency", office, FEW)
    with closing(open_directory(tmp_path / "agency")) as store:
        assert urgent.is_behind(store)
        assert len(list(store.rows(AGENCY))) == FEW
        ((people,),) = store.stream_rows("SELECT count(DISTINCT person) FROM route WHERE way = 'mail'")
        assert people == len(store.streams(AGENCY, "person"))


@pytest.mark.parametrize("hour", [0, 11, 12, 23])
def test_it_is_about_noon_wherever_it_is_measured(hour: int) -> None:
    zone = urgent.noon_zone(20_000 * DAY + hour * HOUR)
    assert datetime(2024, 10, 4, hour, 30, tzinfo=UTC).astimezone(ZoneInfo(zone)).hour == 12


def test_the_mail_server_says_when_it_had_a_mail_whole(tmp_path: Path) -> None:
    with open_post_office(tmp_path) as office:
        office.hand_over(urgent.LETTER)
        first = office.came("0")
        context = ssl.create_default_context(cafile=office.certificate.chain)
        with smtplib.SMTP_SSL(HOST, office.port, HOST, context=context) as line:
            line.sendmail("a@x.example", "b@x.example", "Message-ID: <1@x>\r\n\r\nwords\r\n.\r\nmore\r\n")
            line.sendmail("a@x.example", "b@x.example", "Subject: none\r\n\r\nwords\r\n")
        assert office.came("1") > first
        assert set(office.taken) == {"0", "1", ""}


def test_a_line_that_is_hung_up_without_a_word_ends(tmp_path: Path) -> None:
    with open_post_office(tmp_path) as office:
        context = ssl.create_default_context(cafile=office.certificate.chain)
        line = smtplib.SMTP_SSL(HOST, office.port, HOST, context=context)
        line.close()
        office.hand_over(urgent.LETTER)
        assert office.came("0") > 0
