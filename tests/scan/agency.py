"""The agency that is scanned, answered as it is in service: the small one in which everything has happened.

``make`` is what the web server runs. It writes down who sits there by which cookie, and every answer that was given.
What must never happen here: a bound of the product that is lifted, or an answer that nobody counts.
"""

import json
import os
import re
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import Client

from solidground.app.doors import open_accounts
from solidground.app.entering import Hall
from solidground.config.taking import Application, Taking, taking
from solidground.config.wsgi import carrying, with_files
from solidground.core.kernel import PersonId
from solidground.web.gate import SEAT, sit
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, VOICE, Town
from tests.scan.answers import noted
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, SUPERVISOR
from tests.web.matrix_town import AMBER, CLINIC, CODES, ON_CALL, WIFE, Story, story

FOLDER, KIND = "SCAN_FOLDER", "SCAN_KIND"
"""In the environment: where it is written down, and whether people sign in (``accounts``) or sit as guests do."""

SEATS, ANSWERS = "seats.json", "answers.txt"
ACCOUNTS: Final = "accounts"

WORDS: Final = "correct horse battery staple"
"""With which everybody signs in."""

LINK: Final = re.compile(r"https://ground\.example/a/([\w-]+)")
LINKS: Final = 8
"""The messages whose links are asked for."""

ROLES: Final = MappingProxyType(
    {
        "member": AMBER,
        "peer": ON_CALL,
        "coordinator": COORDINATOR,
        "clinician": CLINIC,
        "family": WIFE,
        "supervisor": SUPERVISOR,
        "liaison": LIAISON,
        "hr": HR,
        "chief": CHIEF,
        "administrator": ADMINISTRATOR,
        "cosigner": COSIGNER,
    }
)
"""Whom each role signs in as."""

SIGNED_IN: Final = ("member", "coordinator")
"""Who has an account where there are accounts: one of care, and one who asks others in."""


def make() -> Taking:
    """Return the pages of the agency, and write down by which cookie each role sits there."""
    folder, kind = Path(os.environ[FOLDER]), os.environ[KIND]
    accounts = open_accounts(None)
    made = story(Town())
    # Every request comes through one server of the agency's own, which says for whom it asks.
    house = made.house._replace(proxies=1)
    if kind == ACCOUNTS:
        house = house._replace(hall=Hall(house.store, house.rosters, AGENCY, accounts, VOICE.commitment))
        seats = {role: _signed_in(house, ROLES[role]) for role in SIGNED_IN}
    else:
        house = house._replace(seats=b"a key", guests=dict(ROLES))
        seats = {role: _guest(house, person) for role, person in ROLES.items()}
    told = {"seats": seats, "named": named(made)}
    (folder / SEATS).write_text(json.dumps(told), encoding="utf-8")
    pages = with_files(in_front(carrying(house, WSGIHandler())))
    return taking(noted(pages, folder / ANSWERS))


def named(made: Story) -> dict[str, list[str]]:
    """Return what an address may name here, for each kind of name."""
    cases = [str(case) for case in made.cases.values()]
    return {
        "case": cases,
        "incident": [f"quartz-{name}" for name in made.cases],
        "code": list(CODES),
        "token": [made.word, *(found[1] for one in made.town.spy.sent[-LINKS:] if (found := LINK.search(one.body)))],
    }


def in_front(application: Application) -> Application:
    """Stand before the pages as a server of the agency's own, and say of every request that another asks."""
    callers = count()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        nth = next(callers)
        environ["HTTP_X_FORWARDED_FOR"] = f"10.{nth >> 16 & 255}.{nth >> 8 & 255}.{nth & 255}"
        answered: Iterable[bytes] = application(environ, start_response)
        return answered

    return answer


def _guest(house: House, person: PersonId) -> str:
    response = HttpResponse()
    sit(house, response, person)
    return f"{SEAT}={response.cookies[SEAT].value}"


def _signed_in(house: House, person: PersonId) -> str:
    """Give somebody an account with a password, codes and spare codes, and sign him in."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: PLC0415 - tables, once Django is ready
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415 - as above

    assert house.hall is not None, "people sign in here"
    account = house.hall.accounts.begin(house.agency, person)
    account.set_password(WORDS)
    account.save()
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    browser = Client()
    browser.force_login(account)
    return f"session={browser.cookies['session'].value}"
