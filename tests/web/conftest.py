"""Pages over a small agency, asked without a network."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from solidground.app.entering import Hall
from solidground.app.ids import RandomIds
from solidground.app.opening import Opening
from solidground.app.ports import Accounts
from solidground.app.wiring import SystemClock, draw_line
from solidground.config.settings import NOWHERE, configure
from solidground.config.wsgi import HERE
from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.terms import StaffedLine
from solidground.web.gate import SEAT, sit
from solidground.web.house import PLACE, House
from tests.app.conftest import town
from tests.app.town import AGENCY, NOON, PROTOCOL, VOICE, ZONE, Town, plan_for

if TYPE_CHECKING:
    from tests.web.matrix_town import Story

__all__ = ["town"]

SHARED = {**NOWHERE, "NAME": "file:accounts?mode=memory&cache=shared"}
"""One memory for every thread of a test: a server answers in threads of its own."""

configure(["testserver", *HERE], "a secret of the tests", "en-US", SHARED)

PBKDF2PasswordHasher.iterations = 10
"""Made quick: who would try a stolen table of passwords out is not in these tests."""

LINE = StaffedLine("COPLINE", "1-800-267-5463", "2026-11-20", 1)


class Hand(SystemClock):
    """A clock that a test sets."""

    at: Instant = NOON

    def now(self) -> Instant:
        """Return what was set."""
        return self.at


@pytest.fixture
def hand() -> Hand:
    """Give the clock of the pages."""
    return Hand()


@pytest.fixture
def house(town: Town, hand: Hand) -> House:
    """Give what the pages work with."""
    keys, opening = {1: VOICE.signing}, Opening(plan_for, RandomIds(), ZONE, "US-IL")
    return House(
        town.store,
        town.rosters,
        keys,
        hand,
        ZONE,
        "US-IL",
        LINE,
        AGENCY,
        draw_line,
        opening=opening,
        protocol=PROTOCOL,
    )


@pytest.fixture(scope="session")
def accounts() -> Accounts:
    """Give the tables of accounts, in memory."""
    from solidground.app.doors import open_accounts  # noqa: PLC0415 - its tables need Django set up, as above

    return open_accounts(None)


@pytest.fixture(scope="module")
def told(accounts: Accounts) -> Iterator["Story"]:
    """Give the agency in which everything has happened, once for a file of tests that change nothing in it."""
    from tests.web.matrix_town import story  # noqa: PLC0415 - it is made of what stands here

    assert accounts is not None
    town = Town()
    yield story(town)
    town.store.close()


@pytest.fixture
def keyed(house: House, accounts: Accounts) -> House:
    """Give the same pages where people can sign in; nobody has an account yet."""
    call_command("flush", verbosity=0, interactive=False)
    cache.clear()
    hall = Hall(house.store, house.rosters, AGENCY, accounts, VOICE.commitment)
    return house._replace(hall=hall)


def visitor(house: House) -> Client:
    """Return somebody without an account."""
    client = Client(raise_request_exception=False)
    client.defaults[PLACE] = house  # type: ignore[assignment]  # what a request carries may be anything
    return client


def seated(house: House, person: PersonId, *, enforce: bool = False) -> Client:
    """Return somebody who is signed in; ``enforce`` has his forms checked for where they come from."""
    client = Client(enforce_csrf_checks=enforce)
    keyed = house._replace(seats=b"a key of the tests")
    client.defaults[PLACE] = keyed  # type: ignore[assignment]  # as above
    response = HttpResponse()
    sit(keyed, response, person)
    client.cookies[SEAT] = response.cookies[SEAT].value
    return client


@pytest.fixture
def browser(house: House) -> Client:
    """Give somebody without an account."""
    return visitor(house)
