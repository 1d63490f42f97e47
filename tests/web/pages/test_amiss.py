"""A page that fails, or does not come in time: what was typed is kept, and somebody answers by telephone."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client

from solidground.app.devices import keep
from solidground.core.subjects import SUBJECTS
from solidground.store.sqlite import FILE, SqliteStore, open_sqlite
from solidground.web.house import House
from solidground.web.kept import DEVICE
from solidground.web.panes import INSTEAD
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, Town
from tests.web.conftest import seated, visitor

OURS = "http://testserver"
WORRY = {"code": "7wqa-2b6t-fapw-w7d4-54y2", "about": "m-1", "sign": "not_himself", "agrees": "yes", "named": "Robin"}
KEPT = '<input type="hidden" name="about" value="m-1">'
LATE = "/unsent/late"


@pytest.fixture
def kept(tmp_path: Path, house: House) -> Iterator[House]:
    """Give the same pages over a file, which nobody waits for long."""
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    store.wait_at_most(0.05)
    town = Town(store)
    town.people()
    yield house._replace(store=store, rosters=town.rosters)
    store.close()


@pytest.fixture
def held(tmp_path: Path, kept: House) -> Iterator[sqlite3.Connection]:
    """Let another program write, and not let go, until the test ends."""
    assert isinstance(kept.store, SqliteStore)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def phone(house: House) -> Client:
    """Return the phone of a member that keeps the night page."""
    client = visitor(house)
    client.cookies[DEVICE] = keep(house.store, AGENCY, MEMBER, NOON)
    return client


def test_whoever_only_looks_waits_for_nobody_who_writes(kept: House, tmp_path: Path) -> None:
    asking: list[tuple[Callable[[House], Client], str]] = [
        (phone, "/night"),
        (phone, "/ring"),
        (phone, "/night/keep"),
        (lambda house: seated(house, MEMBER), "/ring"),
        (lambda house: seated(house, MEMBER), "/night"),
        (lambda house: seated(house, COORDINATOR), "/board"),
    ]
    made = [(client(kept), address) for client, address in asking]
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert {address: client.get(address).status_code for client, address in made} == dict.fromkeys(
            [address for _, address in asking], 200
        )


def test_what_was_typed_into_a_page_that_fails_is_sent_again_with_one_tap(
    kept: House, held: sqlite3.Connection
) -> None:
    browser = visitor(kept)
    page = browser.post("/worried/tell", WORRY, HTTP_ORIGIN=OURS)
    assert (page.status_code, KEPT in page.text, "tel:" in page.text) == (500, True, True)
    assert '<form method="post" action="/worried/tell">' in page.text
    held.execute("ROLLBACK")
    assert browser.post("/worried/tell", WORRY, HTTP_ORIGIN=OURS).status_code == 302


@pytest.mark.usefixtures("held")
def test_a_form_of_another_place_or_with_a_secret_is_not_to_be_sent_on(kept: House) -> None:
    browser = visitor(kept)
    other = browser.post("/worried/tell", WORRY, HTTP_ORIGIN="https://elsewhere.example")
    secret = browser.post("/worried/tell", {**WORRY, "digits": "123456"}, HTTP_ORIGIN=OURS)
    for page in (other, secret):
        assert (page.status_code, "<form" in page.text, "123456" in page.text) == (500, False, False)
        assert "Back to the answers" in page.text


def in_place_of(house: House, path: str) -> Client:
    """Return somebody whose page did not come in time."""
    client = visitor(house)
    client.defaults[INSTEAD] = path
    return client


def test_a_page_that_does_not_come_in_time_says_so_and_keeps_what_was_typed(house: House) -> None:
    page = in_place_of(house, "/worried/tell").post(LATE, WORRY, HTTP_ORIGIN=OURS)
    assert (page.status_code, KEPT in page.text, "tel:" in page.text) == (503, True, True)
    assert '<form method="post" action="/worried/tell">' in page.text
    looked = in_place_of(house, "/night").get(LATE)
    assert (looked.status_code, 'class="night"' in looked.text, "<form" in looked.text) == (503, True, False)
    code = in_place_of(house, "/account/code").post(LATE, {"code": "123456"}, HTTP_ORIGIN=OURS)
    assert (code.status_code, "<form" in code.text, "123456" in code.text) == (503, False, False)
    assert visitor(house).get(LATE).status_code == 404, "nobody else is shown it"


def test_where_the_protocol_names_no_line_those_of_the_country_are_shown(house: House) -> None:
    assert "tel:988" not in in_place_of(house, "/me").get(LATE).text
    assert "tel:988" in in_place_of(house._replace(line=None), "/me").get(LATE).text
