"""Before any page: methods that it does not take, and signing in where nobody has an account."""

from importlib.resources import files
from pathlib import Path

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from solidground.core.kernel import PersonId
from solidground.web.entrance import Page, methods_of
from solidground.web.house import House
from tests.app.town import COORDINATOR, MEMBER, Town
from tests.web.conftest import seated, visitor
from tests.web.matrix_paths import NO_CASE, SIGNING, addresses
from tests.web.matrix_town import AMBER, Story
from tests.web.pages.test_accounts import invited

METHODS = ("GET", "POST", "PUT", "OPTIONS", "TRACE", "PROPFIND")
ASKED = frozenset({"GET", "HEAD"})
SCRIPTS = (Path(str(files("solidground.web"))), *(Path(str(files(f"allauth.{one}"))) for one in ("account", "mfa")))


def strict(house: House, person: PersonId | None) -> Client:
    """Return a browser whose forms are checked for where they come from."""
    if person is not None:
        return seated(house, person, enforce=True)
    browser = visitor(house)
    browser.handler.enforce_csrf_checks = True
    return browser


def test_every_page_says_which_methods_it_takes() -> None:
    from solidground.config.urls import urlpatterns  # noqa: PLC0415 - the settings come first

    taken = {str(one.pattern): frozenset(methods_of(one.callback)) for one in urlpatterns}
    assert set(taken.values()) == {ASKED, ASKED | {"POST"}}, "whoever goes back to what he had sent finds a page there"
    assert taken["sign-in"] == ASKED | {"POST"}
    assert taken["account/spare/file"] == taken["account/keys"] == ASKED


def each_once(story: Story) -> dict[str, Page | None]:
    """Return an address of every page, and one of none."""
    found: dict[Page | None, str] = {}
    for address in addresses(story):
        try:
            page = resolve(address.partition("?")[0]).func
        except Resolver404:
            page = None
        found.setdefault(page, address)
    return {address: page for page, address in found.items()}


@pytest.mark.parametrize("person", [None, AMBER, COORDINATOR])
def test_a_method_that_a_page_does_not_take_is_said_before_anything_is_looked_at(
    told: Story, person: PersonId | None
) -> None:
    browser = strict(told.house, person)
    for address, page in each_once(told).items():
        for method in METHODS:
            answer = browser.generic(method, address)
            if page is None:
                assert answer.status_code == 404, (method, address)
            elif method in methods_of(page):
                assert answer.status_code not in (405, 500), (method, address)
            else:
                told_so = (405, ", ".join(methods_of(page)), b"")
                assert (answer.status_code, answer["Allow"], answer.content) == told_so, (method, address)
                assert "default-src 'none'" in answer["Content-Security-Policy"], address


@pytest.mark.parametrize("person", [AMBER, COORDINATOR])
@pytest.mark.parametrize("method", ["PUT", "TRACE", "OPTIONS", "POST"])
def test_a_case_and_no_case_answer_a_method_alike(told: Story, person: PersonId, method: str) -> None:
    browser = strict(told.house, person)
    for case in told.cases.values():
        for address in ("/list/{}", "/case/{}", "/case/{}/death"):
            there, none = (browser.generic(method, address.format(name)) for name in (case, NO_CASE))
            assert (there.status_code, there.content) == (none.status_code, none.content)
            assert sorted(there.headers) == sorted(none.headers)


@pytest.mark.parametrize("person", [None, AMBER])
def test_where_nobody_has_an_account_there_is_nothing_to_sign_in_to(told: Story, person: PersonId | None) -> None:
    browser = visitor(told.house) if person is None else seated(told.house, person)
    missing = browser.get("/nothing").content
    for address in (*SIGNING, "account/keys/1", "account/keys/1/end"):
        answer = browser.get(f"/{address}")
        assert (answer.status_code, answer.content) == (404, missing), address


def test_who_has_no_way_in_yet_has_nothing_to_show_again(keyed: House, town: Town) -> None:
    town.people()
    browser = visitor(keyed)
    assert browser.post(f"/welcome/{invited(keyed, MEMBER)}", {"person": MEMBER})["Location"] == "/account/begin"
    missing = browser.get("/nothing").content
    for address in ("/account/again", "/account/code/again", "/account/keys/again"):
        answer = browser.get(address)
        assert (answer.status_code, answer.content) == (404, missing), address


def test_no_script_can_read_what_a_form_is_held_against(told: Story) -> None:
    page = seated(told.house, AMBER).get("/me")
    assert page.cookies["csrftoken"]["httponly"] is True
    reading = [one.name for folder in SCRIPTS for one in folder.rglob("*.js") if "cookie" in one.read_text("utf-8")]
    assert reading == []
