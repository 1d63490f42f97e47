"""A form that was not taken: its page says at the top what is missing, leads there, and keeps what was typed."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final, NamedTuple

import pytest
from django.test import Client

from solidground.core.kernel import PersonId
from solidground.web.house import House
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, PEERS, Town
from tests.web.conftest import seated, visitor
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR
from tests.web.matrix_paths import NO_CODE, NO_TOKEN, SIGNING, patterns
from tests.web.matrix_town import AMBER, BESIDE, CEDAR, CLINIC, GUIDE, ON_CALL, TAKEN, WIFE, Story
from tests.web.pages.test_accounts import WORDS, invited, signed_up

NOTHING_TYPED: Final = {
    *("night/keep", "ring", "me/devices", "me/property", "consults", "worried/<code:code>", "demo", "unsent/late"),
    *("me/decision/send", "delivered"),
}
"""Forms of nothing but buttons, and what is shown in the place of any form that did not come in time."""

DAY_ON, LATER_ON = "2024-03-02", "2024-05-01"
TERMS: Final = {
    "status": "modified",
    "until_on": LATER_ON,
    "next_on": DAY_ON,
    "pay": "part",
    "calls": "dates_only",
    "assured": "not_yet",
    "short": "agreement",
}
"""On what terms somebody is on another duty, with a day that cannot be."""
OWED: Final = {"thing": f"quartz-amber/{AMBER}", "seen": "9" * 18, "choice": "did", "step": "visit"}


class Form(NamedTuple):
    """A form as somebody fills it in, not well enough. ``pattern`` is the page, ``about`` what its address names."""

    pattern: str
    who: PersonId | None
    tapped: Mapping[str, str]
    typed: Mapping[str, str]
    about: str = ""


FORMS: Final = (
    Form("night", AMBER, {"choice": "perhaps"}, {"until": "7"}),
    Form("me", AMBER, {"choice": "perhaps"}, {"until": "7"}),
    Form("me/choices", AMBER, {"choice": "companion"}, {"companion": "Nobody-77"}),
    Form("me/choices", AMBER, {"choice": "hours"}, {"from": "3", "until": "9", "shifts": "D-N"}),
    Form("me/decision", CEDAR, {"choice": "keep", "seen": "9" * 18}, {"option": "retire", "last_on": "1999-01-01"}),
    Form("me/decision", CEDAR, {"choice": "keep", "seen": "9" * 18}, {"option": "transfer", "last_on": "4 March"}),
    Form("me/decision/sign", CEDAR, {"choice": "sign", "seen": "9" * 18}, {"name": "4415"}),
    Form("beside", AMBER, {"choice": "join"}, {"member": "no-77", "code": "123456"}),
    Form("me/shares", AMBER, {"choice": "who"}, {"person": "Nobody-77"}),
    Form("me/shares", AMBER, {"choice": "give"}, {"person": BESIDE}),
    Form("me/storage", AMBER, {"choice": "keep", "holder": "range", "back": "on_a_day"}, {"on": DAY_ON, "back_on": ""}),
    Form(
        "me/return",
        AMBER,
        {"choice": "plan", "step": "vehicle"},
        {"on": LATER_ON, "person": "Nobody-77", "goes_as": "trainer"},
    ),
    Form(
        "me/return",
        AMBER,
        {"choice": "plan", "step": "vehicle"},
        {"on": "4 March", "person": BESIDE, "goes_as": "peer"},
    ),
    Form("me/return", AMBER, {"choice": "plan", "step": "full_duty"}, {"person": SUPERVISOR, "goes_as": "partner"}),
    Form("me/return", AMBER, {"choice": "done", "step": "first_shift"}, {"on": LATER_ON}),
    Form("me/return", AMBER, {"choice": "done", "step": "range"}, {"on": "2024-01-01"}),
    Form("me/return", AMBER, {"choice": "perhaps", "step": "range"}, {}),
    Form("me/along", GUIDE, {"choice": "done", "step": "first_shift"}, {"on": LATER_ON}, "along"),
    Form("me/along", GUIDE, {"choice": "perhaps", "step": "first_shift"}, {}, "along"),
    Form("me/tell", AMBER, {"choice": "write", "number": "2"}, {"text": "We are all right.", "others": "Nobody-77"}),
    Form("me/tell", AMBER, {"choice": "write", "number": "2"}, {"text": "", "to": BESIDE, "others": ""}),
    Form("list", ON_CALL, {"choice": "perhaps"}, {"ago": "3", "until": "7"}, "duty"),
    Form("clinician", CLINIC, {"choice": "perhaps"}, {"ago": "3"}, "session"),
    Form("list/me", ON_CALL, {"choice": "leave"}, {"from": LATER_ON, "until": DAY_ON}),
    Form("list/me", ON_CALL, {"choice": "hours"}, {"from": "3"}),
    Form("list/me", ON_CALL, {"choice": "perhaps"}, {}),
    Form("list/me", ON_CALL, {"choice": "ask_swap", "taken": "none"}, {}, "given"),
    Form("list/me", ON_CALL, {"choice": "capacity"}, {}),
    Form("concerns", COORDINATOR, {"choice": "match"}, {"about": "two words", "until": "7"}, "concern"),
    Form("worried/tell", None, {}, {"about": "", "sign": "other", "agrees": "yes", "named": "A friend"}),
    Form("worried/tell", None, {}, {"about": "Somebody of C shift", "named": ""}),
    Form("cover", COORDINATOR, {"act": "rota"}, {"rota": "On call!", "people": "p-1", "period": "daily", "clock": "7"}),
    Form("cover", COORDINATOR, {"act": "rota"}, {"rota": "nights", "people": "p-1 no-77", "clock": "19:30"}),
    Form("cover", COORDINATOR, {"act": "rota"}, {"rota": "nights", "people": "p-1 p-2", "clock": "late"}),
    Form("cover", COORDINATOR, {"act": "leave"}, {"person": "p-1", "first": LATER_ON, "last": DAY_ON}),
    Form("cover", COORDINATOR, {"act": "leave"}, {"person": "no-77", "first": DAY_ON, "last": LATER_ON}),
    *(
        Form(
            "cover",
            COORDINATOR,
            {"act": "on_call"},
            {"rota": "r-1", "person": who, "from-day": LATER_ON, "from-clock": "07:15", "to-day": on, "to-clock": "9"},
        )
        for who, on in (("p-1", DAY_ON), ("no-77", LATER_ON))
    ),
    Form("incident/new", COORDINATOR, {"do": "check"}, {"kind": "", "when": "typed", "day": DAY_ON, "clock": "25"}),
    Form(
        "incident/new",
        COORDINATOR,
        {"do": "open"},
        {"kind": "child_death", "when": "hour", "person-0": "no-77", "part-0": "witness", "companion-0": "no-78"},
    ),
    Form("incident/<slug:name>", LIAISON, {}, {"person": "no-77", "part": "witness"}, "quartz-amber"),
    Form("incident/<slug:name>", LIAISON, {}, {"person": "p-1", "part": ""}, "quartz-amber"),
    Form("liaison", LIAISON, {}, {"incident": "quartz-amber", "status": "", "on": DAY_ON, "next_on": LATER_ON}),
    Form(
        "property",
        OFFICER,
        {"choice": "take", "thing": "new", "token": "8" * 20},
        {"member": "no-77", "kind": "badge", "why": "evidence", "place": "laboratory", "taker": "no-78", "on": DAY_ON},
    ),
    *(
        Form("property", OFFICER, {"thing": TAKEN, "seen": "9" * 18, "choice": choice}, typed)
        for choice, typed in (
            ("tell", {"on": DAY_ON, "next_on": "2024-01-01"}),
            ("put_off", {"put_off": "on_leave", "decides": "chief", "decides_on": "2024-01-01"}),
            ("returned", {"on": LATER_ON}),
            ("replacement", {"on": LATER_ON}),
            ("correct", {"kind": "other", "why": "inspection", "on": LATER_ON}),
            ("serial", {"serial": "in the safe"}),
        )
    ),
    *(
        Form("hr", HR, {"thing": who, "seen": "9" * 18, "choice": choice}, typed)
        for who, choice, typed in (
            ("new", "status", {**TERMS, "member": "no-77", "on": DAY_ON}),
            ("new", "exam", {"member": AMBER, "finding": "fit", "on": LATER_ON}),
            (AMBER, "status", {**TERMS, "calls": "one_weekly", "caller": "no-78", "on": DAY_ON}),
            (AMBER, "correct", {**TERMS, "on": DAY_ON, "until_on": "2024-01-01"}),
            (AMBER, "full", {"on": DAY_ON, "short": ""}),
            (AMBER, "tell", {"on": DAY_ON, "next_on": "2024-01-01"}),
            (AMBER, "exam", {"finding": "not_fit_now", "on": LATER_ON}),
        )
    ),
    Form("case/<slug:name>", COORDINATOR, {"act": "attended"}, {"on": LATER_ON}, "amber"),
    *(
        Form(page, who, OWED, typed, of)
        for page, who, of in (("supervisor", SUPERVISOR, ""), ("audit/of/<slug:name>", CHIEF, "quartz-amber"))
        for typed in ({"on": LATER_ON}, {"on": "4 March"})
    ),
    Form("case/<slug:name>", COORDINATOR, {"act": "record", "outcome": "made"}, {"on": LATER_ON}, "amber step"),
    Form("case/<slug:name>", COORDINATOR, {"act": "record", "outcome": "made"}, {"on": "4 March"}, "amber step"),
    Form("case/<slug:name>", COORDINATOR, {"act": "record"}, {"on": DAY_ON, "until": "7"}, "amber step"),
    Form("case/<slug:name>", COORDINATOR, {"act": "record", "outcome": "not_now"}, {"on": DAY_ON}, "amber step"),
    Form("case/<slug:name>", COORDINATOR, {"act": "add_date"}, {"label": "verdict", "on": ""}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "add_date"}, {"label": "release", "on": "2024-01-01"}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "add_date"}, {"on": LATER_ON}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "companion"}, {"companion": "two words"}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "separate"}, {"on": "4 March"}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "assign"}, {}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "assign", "version": "0"}, {"peer": PEERS[2]}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "remove_date", "step": "none.1"}, {}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "hold"}, {}, "amber"),
    Form("case/<slug:name>", COORDINATOR, {"act": "perhaps"}, {}, "amber"),
    Form("case/<slug:name>/death", COORDINATOR, {}, {"on": DAY_ON, "family": "two words", "sure": "yes"}, "amber"),
    Form("case/<slug:name>/death", COORDINATOR, {}, {"on": DAY_ON, "family": WIFE}, "amber"),
    Form("case/<slug:name>/death", COORDINATOR, {}, {"on": LATER_ON, "family": WIFE, "sure": "yes"}, "amber"),
    Form("protocol/draft", COORDINATOR, {"choice": "perhaps"}, {}),
    Form("protocol/draft/limits", COORDINATOR, {}, {"silent_after-0": "many"}),
    Form("protocol/draft/limits", COORDINATOR, {}, {"taken-0": "x", "taken-0-unit": "week"}),
    Form("protocol/draft/step/<slug:key>", COORDINATOR, {}, {"due-clock": "noon", "source": "", "who": "chaplain"}),
    Form("protocol/draft/step/<slug:key>", COORDINATOR, {}, {"due-0": "soon", "due-0-unit": "year", "source": "Ours."}),
    Form(
        "protocol/draft/ladder/<int:nth>",
        COORDINATOR,
        {"rungs": "1", "was-0": ""},
        {"who-0": "", "wait-0-0": "soon", "wait-0-0-unit": "day", "ways-0": "phone"},
    ),
    Form("protocol/draft/ladder/<int:nth>", COORDINATOR, {"rungs": "1", "name": "another"}, {"who-0": "deputy"}),
    Form("administration", ADMINISTRATOR, {}, {"kind": "roster"}),
    Form("liaison/file", LIAISON, {}, {"file": ""}),
    Form("liaison", LIAISON, {"form": "interview_called_off", "seen": "9" * 18}, {"off": ""}),
    Form("<token:token>", None, {"choice": "perhaps"}, {"until": "7"}, "link"),
)
"""At least one form of each page on which something is typed or chosen."""

WITH_ACCOUNTS: Final = {
    *SIGNING,
    "account/keys/<int:pk>",
    "account/keys/<int:pk>/end",
    "accounts",
    "welcome/<token:token>",
}
NOTHING_SENT: Final = {"account/begin", "account/keys", "account/spare", "account/spare/file"}
"""Of these, pages that take no form."""
"""Where there are accounts: these are filled in below, or a library's."""


class Page(HTMLParser):
    """What stands in the fields of a page, what its ids are, and where its summary of errors leads."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.fields: set[tuple[str, str]] = set()
        self.ids: set[str] = set()
        self.leads: list[str] = []
        self._select = self._written = ""
        self._in_summary = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down one element."""
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        self._in_summary = self._in_summary or "govuk-error-summary" in given.get("class", "").split()
        if tag == "a" and self._in_summary:
            self.leads.append(given["href"].removeprefix("#"))
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields.add((given["name"], given.get("value", "")))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given and "value" in given:
            self.fields.add((self._select, given["value"]))
        elif tag == "textarea" or (tag == "option" and "selected" in given):
            self._written = given.get("name", self._select)

    def handle_data(self, data: str) -> None:
        """Take down what is written in a large field, or is chosen by its own words."""
        if self._written:
            self.fields.add((self._written, data))

    def handle_endtag(self, tag: str) -> None:
        """Leave a field, or the summary."""
        self._written = ""
        self._in_summary = self._in_summary and tag != "ul"


def is_kept(page: str, typed: Mapping[str, str]) -> None:
    """Look that a page names what is missing, leads there, and holds what was typed."""
    found = Page(page)
    assert found.leads, "an error stands at the top"
    assert [where for where in found.leads if where not in found.ids] == [], "and leads to what it names"
    assert [one for one in typed.items() if one[1] and one not in found.fields] == []


ON_THE_PAGE: Final = {
    "duty": ("obligation", r'id="until-(\w+)"'),
    "session": ("obligation", r'id="ago-(\w+)"'),
    "concern": ("concern", r'name="concern" value="(\w+)"'),
    "along": ("case", r'name="case" value="(\w+)"'),
    "given": ("given", r'<select[^>]* name="given"><option value="([^"]+)"'),
}
"""What a form names that only the page knows that it is sent from."""


def filled(told: Story, form: Form, browser: Client) -> tuple[str, dict[str, str]]:
    """Return where a form is sent, and with what."""
    of, _, step = form.about.partition(" ")
    places = {"<slug:key>": "day_1", "<int:nth>": "0", "<slug:name>": str(told.cases.get(of, of))}
    address = f"/{form.pattern}"
    for pattern, place in places.items():
        address = address.replace(pattern, place)
    if of == "link":
        links = (found for one in told.town.spy.sent for found in re.findall(r"ground\.example/a/(\S+)", one.body))
        address = next(f"/{link}" for link in links if b'name="until"' in browser.get(f"/{link}").content)
    sent = {"version": "999999", **form.tapped, **form.typed}
    if of in ON_THE_PAGE:
        named, pattern = ON_THE_PAGE[of]
        found = re.search(pattern, browser.get(address).content.decode())
        assert found is not None, "it stands on the page"
        sent[named] = found[1]
    if step:
        items = told.town.case(told.cases[of]).items
        item = next(one for one in items if one.kind == "checkin" and one.stage != "ahead")
        sent["step"] = f"{item.key}.{item.occurrence}"
    return address, sent


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.pattern} {form.tapped} {form.typed}")
def test_a_form_that_was_not_taken_keeps_what_was_typed(told: Story, form: Form) -> None:
    browser = visitor(told.house) if form.who is None else seated(told.house, form.who)
    address, sent = filled(told, form, browser)
    answer = browser.post(address, sent)
    assert answer.status_code in (409, 422), answer
    is_kept(answer.content.decode(), {name: sent[name] for name in (*form.typed, *({"given"} & sent.keys()))})


def test_every_form_is_filled_in_here(told: Story) -> None:
    """A page that takes a form says so to whoever asks; one that is not here is forgotten."""
    browser, taking = visitor(told.house), set()
    for pattern in patterns():
        address = re.sub("<code:[^>]+>", NO_CODE, re.sub("<token:[^>]+>", NO_TOKEN, pattern))
        if browser.post("/" + re.sub("<[^>]+>", "1", address)).status_code != 405:
            taking.add(pattern)
    assert taking == {form.pattern for form in FORMS} | NOTHING_TYPED | WITH_ACCOUNTS - NOTHING_SENT


def test_the_forms_of_accounts_keep_what_was_typed(town: Town, keyed: House) -> None:
    town.people()
    browser, _ = signed_up(keyed, COORDINATOR)
    for address, tapped, typed in (
        ("/accounts", {"choice": "grant", "role": "hr"}, {"person": "no-77"}),
        ("/accounts", {"choice": "agree", "number": "77"}, {"person": "no-77"}),
        ("/accounts", {"choice": "perhaps"}, {"person": MEMBER}),
        ("/account", {"choice": "address"}, {"way": "text", "address": "a" * 201}),
        ("/account", {"choice": "address"}, {"address": "555-0100"}),
    ):
        answer = browser.post(address, {**tapped, **typed})
        assert answer.status_code == 422, (address, tapped, typed)
        is_kept(answer.content.decode(), typed)
    token, first = invited(keyed, DEPUTY), visitor(keyed)
    is_kept(first.post(f"/welcome/{token}", {"person": MEMBER}).content.decode(), {"person": MEMBER})
    is_kept(
        first.post("/sign-in", {"login": COORDINATOR, "password": WORDS[:-1]}).content.decode(), {"login": COORDINATOR}
    )
