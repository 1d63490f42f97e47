"""A description of every page in the terms of OpenAPI, made from the project's own table of addresses.

Which fields a form has is read from the pages as somebody sees them. What must never happen here: a page that is left
out, or an answer that is described as whatever comes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from tests.scan.answers import HEADERS
from tests.scan.names import ARGUMENT, PATTERNS, known, table

FORM: Final = "application/x-www-form-urlencoded"
UNSAID: Final = "csrfmiddlewaretoken"
QUERY: Final = ("page", "next", "kind", "part", "day")
"""What pages read from the end of an address."""

GET_STATUSES: Final = (200, 302, 404, 405, 429)
POST_STATUSES: Final = (200, 302, 400, 401, 403, 404, 405, 413, 422, 429)
OK: Final = 200
NO_BODY: Final = frozenset({302, 405})
PAGE: Final = "text/html"
FILES: Final[Mapping[str, str]] = {
    "protocol/file": "application/toml",
    "protocol/draft/file": "application/toml",
    "checkpoints/file": "application/json",
    "account/spare/file": "text/plain",
    "sign-in/key": "application/json",
}
PAPERS: Final = "application/pdf"
"""What is no page where it is there; where it is not, a page says so."""


class Form(NamedTuple):
    """A form of some page: where it is sent, and what may be said in each field."""

    action: str
    fields: dict[str, set[str]]


class Forms(HTMLParser):
    """Finds the forms of a page."""

    def __init__(self, address: str) -> None:
        """Begin where the page is."""
        super().__init__()
        self._address, self._chosen = address, ""
        self._form: Form | None = None
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a form, or one of its fields."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = None
            if said.get("method", "").lower() == "post":
                self._form = Form(urlsplit(said.get("action") or self._address).path, {})
                self.found.append(self._form)
        if tag == "select":
            self._chosen = said.get("name", "")
        name = self._chosen if tag == "option" else said.get("name", "")
        if self._form and name and name != UNSAID and tag in ("input", "button", "select", "textarea", "option"):
            values = self._form.fields.setdefault(name, set())
            if said.get("value") and said.get("type") != "text":
                values.add(said["value"])


def forms_of(pages: Iterable[tuple[str, str]]) -> dict[str, dict[str, set[str]]]:
    """Return for each address that forms are sent to what may stand in them: of address and text of each page."""
    found: dict[str, dict[str, set[str]]] = {}
    for address, page in pages:
        parser = Forms(address)
        parser.feed(page)
        for form in parser.found:
            for name, values in form.fields.items():
                found.setdefault(form.action, {}).setdefault(name, set()).update(values)
    return found


def description(named: Mapping[str, Sequence[str]], forms: Mapping[str, Mapping[str, set[str]]]) -> dict[str, Any]:
    """Return the description of every page."""
    paths = {"/" + ARGUMENT.sub(r"{\2}", written): _page(written, taken, named, forms) for written, taken in table()}
    return {"openapi": "3.0.3", "info": {"title": "The pages", "version": "1"}, "paths": paths}


def kind_of(written: str) -> str:
    """Return what comes from an address of the table where there is something."""
    return PAPERS if written.endswith("/paper") else FILES.get(written, PAGE)


def _page(
    written: str,
    taken: Sequence[str],
    named: Mapping[str, Sequence[str]],
    forms: Mapping[str, Mapping[str, set[str]]],
) -> dict[str, Any]:
    arguments = [_argument(written, kind, name, named) for kind, name in ARGUMENT.findall(written)]
    page: dict[str, Any] = {"parameters": arguments}
    if "GET" in taken:
        asked = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in QUERY]
        page["get"] = {"parameters": asked, "responses": _answers(GET_STATUSES, written)}
    if "POST" in taken:
        body = {"required": True, "content": {FORM: {"schema": _form(written, forms)}}}
        page["post"] = {"requestBody": body, "responses": _answers(POST_STATUSES, written)}
    return page


def _argument(written: str, kind: str, name: str, named: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    here = known(written, kind, name, named)
    free = {"type": "integer", "minimum": 0, "maximum": 99} if kind == "int" else _text(PATTERNS[kind])
    schema = {"anyOf": [{"type": "string", "enum": [*here]}, free]} if here and kind != "int" else free
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def _form(written: str, forms: Mapping[str, Mapping[str, set[str]]]) -> dict[str, Any]:
    """Return what may stand in a form that is sent to a page: what its fields offer, and any words."""
    where = re.compile("/" + ARGUMENT.sub("[^/]+", written))
    fields: dict[str, set[str]] = {}
    for address, found in forms.items():
        for name, values in found.items() if where.fullmatch(address) else ():
            fields.setdefault(name, set()).update(values)
    words: dict[str, Any] = {"type": "string", "maxLength": 200}
    offered = {
        name: {"anyOf": [{"type": "string", "enum": sorted(values)}, words]} if values else words
        for name, values in sorted(fields.items())
    }
    return {"type": "object", "properties": offered}


def _answers(statuses: Sequence[int], written: str) -> dict[str, Any]:
    headers = {name: {"required": True, "schema": _text(re.escape(word))} for name, word in HEADERS.items()}
    said: dict[str, Any] = {}
    for status in statuses:
        kind = kind_of(written) if status == OK else PAGE
        said[str(status)] = {"description": "", "headers": headers}
        if status not in NO_BODY:
            said[str(status)]["content"] = {kind: {}}
    return said
