"""Every address there is: for each pattern of the pages the addresses that are asked for, and the forms sent to it.

What must never happen here: a pattern that is left out. The test that reads this fails when there is one.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.test import Client

from solidground.app.asking.papers import called
from solidground.core.care.contact.steps import NEWS
from solidground.core.kernel import CaseId, obligation_id
from tests.app.town import AGENCY
from tests.web.matrix_town import AMBER, PAPER, TAKEN, Story

NO_CASE, NO_INCIDENT = "0" * 20, "quartz-nothing"
NO_CODE, NO_TOKEN = "bbbb-bbbb-bbbb-bbbb-bbbb", "A" * 60

_FORMS: Final = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(rb'(?<=name="token" value=)"[^"]+"|(?<=name="code" value=)"[^"]+"'),
)


class Got(NamedTuple):
    """What came back, without what is drawn anew for each page."""

    status: int
    where: str
    body: bytes


def got(browser: Client, address: str, form: Mapping[str, Any] | None = None) -> Got:
    """Ask for a page, or send a form to it."""
    response = browser.get(address) if form is None else browser.post(address, form)
    body = response.content
    for drawn in _FORMS:
        body = drawn.sub(b"", body)
    return Got(response.status_code, response.get("Location", ""), body)


PLAIN: Final = (
    *("", "help", "night", "night/keep", "ring", "me/devices", "me", "me/shares", "me/tell", "family", "me/choices"),
    *("me/sight", "me/everything", "me/everything/file", "list", "list/me", "clinician", "consults", "about", "board"),
    *("concerns", "read", "worried", "worried/tell", "home", "accounts", "protocol", "protocol/file", "protocol/draft"),
    *(
        "protocol/draft/file",
        "protocol/draft/limits",
        "board/week",
        "cover",
        "cards",
        "cards/paper",
        "incident/new",
        "supervisor",
    ),
    *(
        "liaison",
        "liaison/file",
        "property",
        "me/property",
        "me/storage",
        "me/return",
        "me/along",
        "me/duty",
        "me/notice/paper",
        "me/duty/paper",
        "me/return/paper",
        *("me/ways", "me/decision", "me/decision/sign", "me/decision/send", "beside", "delivered"),
        "hr",
        "year",
        "audit",
        "work",
        "checkpoints",
        "checkpoints/file",
        "administration",
        "demo",
    ),
)
SIGNING: Final = (
    *("sign-in", "sign-out", "account", "account/begin", "account/again", "account/password", "account/password/first"),
    *("account/code", "account/code/again", "account/app", "account/app/end", "account/spare", "account/spare/new"),
    *("account/spare/file", "account/keys", "account/keys/new", "account/keys/again", "sign-in/key"),
)
"""Where one signs in: without accounts, as in this agency, nothing of it is anybody's."""

WITH_ONE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "unsent/late": ("unsent/late",),
        "unsent/<slug:kind>": ("unsent/tap", "unsent/night", "unsent/else"),
        "about/<slug:role>": ("about/chief", "about/nobody"),
        "protocol/draft/step/<slug:key>": ("protocol/draft/step/day_1", "protocol/draft/step/else"),
        "protocol/draft/ladder/<int:nth>": ("protocol/draft/ladder/0", "protocol/draft/ladder/99"),
        "board/<int:number>": ("board/2",),
        "audit/<int:year>": ("audit/2024", "audit/2023"),
        "audit/<int:year>/paper": ("audit/2024/paper", "audit/2023/paper"),
        "account/keys/<int:pk>": ("account/keys/1",),
        "account/keys/<int:pk>/end": ("account/keys/1/end",),
        "demo/<slug:role>": ("demo/chief",),
        "worried/<code:code>": (f"worried/{NO_CODE}",),
        "welcome/<token:token>": (f"welcome/{NO_TOKEN}",),
        "w/<token:token>": (f"w/{NO_TOKEN}",),
        "<token:token>": (NO_TOKEN,),
    }
)
OF_A_CASE: Final = ("list/{}", "case/{}", "case/{}/death")
OF_A_THING: Final = ("property/{}/paper", "me/property/{}/paper")
OF_A_PAPER: Final = ("delivered/{}/paper", "me/decision/{}/paper")
OF_A_MEMBER: Final[Mapping[str, str]] = MappingProxyType({"hr/{}/paper": "status", "returned/{}/paper": "returned"})
"""Papers about a member, and by what of his they are called."""
OF_AN_INCIDENT: Final = ("incident/{}", "incident/{}/cards", "audit/of/{}")


def patterns() -> set[str]:
    """Return every pattern that is looked after here."""
    of_ids = {"list/<slug:case>", *(one.format("<slug:name>") for one in (*OF_A_CASE[1:], *OF_AN_INCIDENT))}
    things = {one.format("<slug:thing>") for one in OF_A_THING}
    papers = {one.format("<slug:paper>") for one in OF_A_PAPER} | {one.format("<slug:of>") for one in OF_A_MEMBER}
    return {*PLAIN, *SIGNING, *WITH_ONE, *of_ids, *things, *papers}


def with_ids(story: Story) -> Iterator[tuple[str, str]]:
    """Yield every address of a case and of an incident, beside the same of none."""
    for case in story.cases.values():
        yield from ((f"/{one.format(case)}", f"/{one.format(NO_CASE)}") for one in OF_A_CASE)
    yield from ((f"/{one.format(TAKEN)}", f"/{one.format(NO_CASE)}") for one in OF_A_THING)
    yield from ((f"/{one.format(PAPER)}", f"/{one.format(NO_CASE)}") for one in OF_A_PAPER)
    for one, subject in OF_A_MEMBER.items():
        yield f"/{one.format(called(AGENCY, subject, AMBER))}", f"/{one.format(NO_CASE)}"
    for name in ("amber", "birch", "cedar", "delta", "own"):
        yield from ((f"/{one.format(f'quartz-{name}')}", f"/{one.format(NO_INCIDENT)}") for one in OF_AN_INCIDENT)


def addresses(story: Story) -> list[str]:
    """Return every address."""
    few = [f"/{one}" for some in WITH_ONE.values() for one in some]
    plain = [f"/{one}" for one in (*PLAIN, *SIGNING)]
    return [*plain, *few, *dict.fromkeys(one for pair in with_ids(story) for one in pair), "/nothing"]


PUT_OFF: Final = MappingProxyType({"put_off": "none_ready", "decides": "chief", "decides_on": "2024-03-09"})


class Sent(NamedTuple):
    """A form that names something of another's, and the same form that names nothing there is. ``of`` says what."""

    of: str
    address: str
    form: dict[str, str]
    other: str
    nothing: dict[str, str]


def forms(story: Story) -> Iterator[Sent]:
    """Yield forms that would change a case, a concern, a consult, an incident or a phone."""
    for name in FORMED:
        yield from _of_a_case(name, story.cases[name])
    for concern in story.concerns:
        for choice in ("nothing_needed", "spoke", "match"):
            form = {"concern": concern, "choice": choice, "about": "p-1"}
            yield Sent("concern", "/concerns", form, "/concerns", {**form, "concern": "0" * 32})
    for choice in ("consult_take", "consult_done", "consult_back"):
        form = {"consult": story.consult, "choice": choice}
        yield Sent("consult", "/consults", form, "/consults", {**form, "consult": "0" * 20})
    form = {"device": story.device}
    yield Sent("device", "/me/devices", form, "/me/devices", {"device": "0" * 64})
    named = {"person": "p-1", "part": "witness"}
    yield Sent("incident", "/incident/quartz-amber", named, f"/incident/{NO_INCIDENT}", named)
    yield Sent("nobody's", "/incident/quartz-amber/cards", named, f"/incident/{NO_INCIDENT}/cards", named)
    for choice in ("tell", "move", "returned", "confirm", "take_back", "link", "serial", "offer", "put_off"):
        form = {"choice": choice, "thing": TAKEN, "seen": "9" * 18, "on": "2024-03-03", "next_on": "2024-03-09"}
        form |= {"place": "laboratory", "step": "taken", "serial": "17", "was": "", **PUT_OFF}
        for address in ("/property", "/me/property"):
            yield Sent(f"thing {choice} {address}", address, form, address, {**form, "thing": "0" * 20})
    for choice in ("agree", "leave", "done"):
        form = {"choice": choice, "case": story.cases["amber"], "step": "first_shift", "seen": "9" * 18}
        form["on"] = "2024-03-02"
        yield Sent("along", "/me/along", form, "/me/along", {**form, "case": NO_CASE})
    for choice in ("status", "correct", "full", "tell", "assure", "exam"):
        form = {**DUTY, "choice": choice, "thing": AMBER}
        yield Sent("duty", "/hr", form, "/hr", {**form, "thing": "Nobody-77"})
    for choice in ("cross", "cross_back"):
        form = {"case": story.cases["amber"], "choice": choice, "on": "2023-07-04"}
        yield Sent("nobody's", "/clinician", form, "/clinician", {**form, "case": NO_CASE})
    form = {"thing": f"quartz-amber/{AMBER}", "seen": "9" * 18, "choice": "did", "step": "call", "on": "2024-03-03"}
    yield Sent("owed", "/supervisor", form, "/supervisor", {**form, "thing": f"{NO_INCIDENT}/{AMBER}"})
    yield Sent("audit", "/audit/of/quartz-amber", form, f"/audit/of/{NO_INCIDENT}", form)
    for address in ("/delivered", "/me/decision"):
        back = {"choice": "take_back", "paper": PAPER}
        yield Sent(f"paper {address}", address, back, address, {**back, "paper": "0" * 20})
    inquiry = {"incident": "quartz-amber", "status": "criminal/charged", "on": "2024-03-02", "next_on": "", "seen": "0"}
    yield Sent("inquiry", "/liaison", inquiry, "/liaison", {**inquiry, "incident": NO_INCIDENT})


NEWS_MOST: Final = 4
"""Steps beside the plan that a case of this agency has at most, one of which may be news."""

DUTY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "seen": "9" * 18,
        "status": "medical_leave",
        "on": "2024-03-02",
        "until_on": "",
        "next_on": "2024-03-09",
        "pay": "none",
        "calls": "usual",
        "assured": "yes",
        "short": "agreement",
        "finding": "withdrawn",
    }
)
"""What is written down of somebody, in one form or another."""

FORMED: Final = ("amber", "birch", "ember", "own")
"""Whose cases forms are sent about."""


def _of_a_case(of: str, name: CaseId) -> Iterator[Sent]:
    acts = ("assign", "take", "record", "hold", "separate", "attended", "unattended")
    version = {"version": "999999"}
    for act in acts:
        form = {"act": act, "person": "p-1", "step": "day_3.0", "on": "2024-03-02", "outcome": "made", "why": "arrest"}
        yield Sent(f"case {of}", f"/case/{name}", form | version, f"/case/{NO_CASE}", form | version)
    death = {"on": "2024-03-02", "family": "", "sure": "yes"} | version
    yield Sent(f"case {of}", f"/case/{name}/death", death, f"/case/{NO_CASE}/death", death)
    yield Sent("nobody's", f"/list/{name}", {"choice": "made"}, f"/list/{NO_CASE}", {"choice": "made"})
    for step in ("offer", "day_1", "day_3", "clinician_first"):
        for address in ("/list", "/clinician", "/me"):
            form = {"obligation": obligation_id(name, step, 0), "choice": "made"}
            nothing = {**form, "obligation": obligation_id(CaseId(NO_CASE), step, 0)}
            yield Sent(f"kept {of}", address, form, address, nothing)
    for occurrence in range(1, NEWS_MOST):
        # That somebody was told, by whoever is not asked to tell her.
        form = {"obligation": obligation_id(name, NEWS, occurrence), "choice": "made"}
        nothing = {**form, "obligation": obligation_id(CaseId(NO_CASE), NEWS, occurrence)}
        yield Sent(f"kept {of}", "/list", form, "/list", nothing)
    for choice in ("consult_today", "consult_week"):
        form = {"case": name, "choice": choice}
        yield Sent(f"kept {of}", "/consults", form, "/consults", {**form, "case": NO_CASE})


def events(story: Story) -> int:
    """Return how much has happened."""
    return sum(1 for _ in story.town.store.log())
