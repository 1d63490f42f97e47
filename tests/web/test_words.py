"""What the pages say in each language: Spanish whole, British and Canadian where they differ from American English."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import Client

from solidground.app.answers import ALREADY, LATE, NOBODY_ANSWERS, SAID
from solidground.core.ground.line import TICKS
from solidground.core.protocol.naming import step_name
from solidground.core.protocol.read import TABLES, read
from solidground.core.protocol.terms import (
    ANY,
    CERTAINTIES,
    INCIDENT_KINDS,
    PARTS,
    ROLES,
    STEP_KINDS,
    WAYS,
    Protocol,
)
from solidground.core.roster.roles import Role as HeldRole
from solidground.core.words import Said, Words
from solidground.documents.report.words import FEW, many
from solidground.protocols import NAMES, duty_text, options_text, statuses_text
from solidground.protocols import text as protocol_text
from solidground.web.choosing import CHOSEN
from solidground.web.house import House
from solidground.web.pages.help_now import COUNTRIES, lines
from solidground.web.tips import all_tips
from solidground.web.ways import BEGINS
from solidground.web.ways import WAYS as GONE_TO
from tests.app.test_answers import asked
from tests.app.town import Town
from tests.house.sources import ROOT, Source, python
from tests.web.conftest import Hand, visitor

WEB = ROOT / "src" / "solidground" / "web"
LANGUAGES = ("en_CA", "en_GB", "es")
PLAIN = re.compile(r'{% translate "(.+?)"')
BLOCK = re.compile(r"{% blocktranslate [^%]*%}(.*?){% endblocktranslate %}", re.DOTALL)
CORE, APP, DOCUMENTS = "src/solidground/core", "src/solidground/app", "src/solidground/documents"
AMERICAN = re.compile(
    r"\b(?:precinct|sidewalk|vacation|gotten|gray|center|fiber|defense|offense|license"
    r"|(?:neighb|col|hon|fav|lab|behavi|hum|rum)or(?!ous)\w*"
    r"|(?:travel|cancel|label|signal)(?:ed|ing)|counselors?|enroll\w*|fulfill\w*|judgment)\b",
    re.IGNORECASE,
)
"""Words and spellings of American English alone. The name of a law or of a program stays as it is."""

UNSAID = frozenset(
    f"{one}.py"
    for one in (
        f"{CORE}/counting/release",
        f"{APP}/legal_hold",
        f"{APP}/moving",
    )
)
"""Who refuses on the machine alone: no page says so."""


def catalog(language: str) -> Catalog:
    """Read the words of one language."""
    with (WEB / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def drawn() -> set[str]:
    """Return every text that stands in a template."""
    found: set[str] = set()
    for path in (WEB / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found |= set(PLAIN.findall(text)) | {re.sub(r"{{ (\w+) }}", r"%(\1)s", block) for block in BLOCK.findall(text)}
    return found


def marked() -> set[str]:
    """Return every text that stands in a page's module, marked for translation where it stands."""
    return {
        str(node.args[0].value)
        for source in python("src/solidground/web")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("gettext", "gettext_lazy", "gettext_noop")
        and isinstance(node.args[0], ast.Constant)
    }


def refusals() -> Iterator[str]:
    """Return the sentence of every refusal that a page may have to tell."""
    for source in python(CORE, APP):
        if str(source.path) in UNSAID:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Refusal", "filled"):
                yield from _written(source, node.args[ast.unparse(node.func) == "Refusal"])
            elif isinstance(node, ast.FunctionDef) and node.name.endswith("_flaw") and CORE in str(source.path):
                returned = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
                yield from (text for value in returned if value is not None for text in _written(source, value))


def _written(source: Source, text: ast.expr) -> Iterator[str]:
    """Return a text as it is written, with the constants of its module in it; what fills it is said elsewhere."""
    if isinstance(text, ast.Constant) and text.value:
        yield str(text.value)
    elif isinstance(text, ast.JoinedStr):
        here = vars(import_module(".".join(source.path.with_suffix("").parts[1:])))
        names = [ast.unparse(one.value) for one in text.values if isinstance(one, ast.FormattedValue)]
        if all(name in here for name in names):
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else str(here[names.pop(0)]) for one in text.values
            )


def phrases() -> Iterator[str]:
    """Return every text that app and core leave to a page to say."""
    for source in python(CORE, APP, DOCUMENTS):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "phrased":
                text = node.args[0]
                assert isinstance(text, ast.Constant), ast.unparse(node)
                yield str(text.value)
    yield from (word.replace("_", " ") for word in (*INCIDENT_KINDS, *PARTS, ANY, *STEP_KINDS, *WAYS, *CERTAINTIES))
    yield from (*ROLES, *TABLES, *get_args(HeldRole))
    # What a file of ours says: its steps, ladders, tracks, sources and notices. An agency's own stands as it wrote it.
    for name in NAMES:
        protocol = read(protocol_text(name))
        assert isinstance(protocol, Protocol)
        yield from (text for step in protocol.steps for text in _texts(step_name(step.key)))
        yield from (one.ladder.name for one in protocol.ladders)
        yield from (track.name for track in protocol.tracks)
        yield from (step.source for step in protocol.steps)
        yield from (text for notice in protocol.notices for text in (*notice.says, notice.law) if text)
    # Our own list of how an inquiry may stand; and how often something was, on a line's own words.
    yield from (row["says"] for row in tomllib.loads(statuses_text())["word"])
    # And of the way back to work.
    yield from (row["says"] for row in tomllib.loads(duty_text())["return_step"])
    yield from (row["says"] for row in tomllib.loads(options_text())["text"])
    yield from (word for word, _ in TICKS)
    yield from (many(number, "time") for number in range(len(FEW)))


def _texts(said: Said) -> Iterator[str]:
    match said:
        case Words(text, fields):
            yield text
            yield from (each for _, one in fields for each in _texts(one))
        case tuple():
            yield from (each for one in said for each in _texts(one))
        case _:
            pass


@cache
def everything() -> set[str]:
    """Return all that a page may say."""
    said = {word for line in lines() for word in (line.how, line.who) if word}
    pages = set(CHOSEN.values()) | set(BEGINS) | {way.words for way, _ in GONE_TO} | marked()
    pages |= {"nobody just now: somebody is being found", "nothing any more"}
    pages |= {words for tips in all_tips().values() for words in (tips.heading, *tips.tips)}
    pages |= {"nobody just now: somebody is being found"}
    return (
        drawn()
        | pages
        | set(refusals())
        | set(phrases())
        | set(SAID.values())
        | {ALREADY.strip(), LATE, NOBODY_ANSWERS}
        | said
        | set(COUNTRIES.values())
    )


def test_spanish_is_whole_and_says_nothing_that_no_page_says() -> None:
    known = {str(message.id): str(message.string) for message in catalog("es") if message.id}
    assert sorted(everything() - set(known)) == [], "Translate these in web/locale/es, then: make words"
    assert sorted(set(known) - everything()) == [], "Nothing says these any more: take them out."
    assert [one for one, other in known.items() if not other] == []


@pytest.mark.parametrize("language", ["en_CA", "en_GB"])
def test_what_only_americans_say_is_said_otherwise_to_others(language: str) -> None:
    known = {str(message.id): str(message.string) for message in catalog(language) if message.id}
    american = {text for text in everything() if AMERICAN.search(text)}
    assert "precinct" in " ".join(american)
    assert sorted(text for text in american if AMERICAN.search(known.get(text, text))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same_in_every_language(language: str) -> None:
    for message in catalog(language):
        fields = re.findall(r"%\(\w+\)s", str(message.id))
        assert re.findall(r"%\(\w+\)s", str(message.string)) == fields, message.id
        assert not message.id or message.id in everything()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_was_built_from_what_is_written(language: str) -> None:
    built = BytesIO()
    write_mo(built, catalog(language))
    path = Path(WEB / "locale" / language / "LC_MESSAGES" / "django.mo")
    assert path.read_bytes() == built.getvalue(), "Build it again: make words"


def test_a_phone_that_speaks_spanish_is_spoken_to_in_spanish(town: Town, house: House, hand: Hand) -> None:
    _, token, hand.at = asked(town)
    spanish = visitor(house)
    spanish.defaults["HTTP_ACCEPT_LANGUAGE"] = "es-MX,es;q=0.9,en;q=0.5"
    page = spanish.get(f"/{token}").content.decode()
    assert '<html lang="es">' in page
    assert "¿Qué tal hoy?" in page
    for expected in ("Gracias. Hoy no se te pide nada más.", "Ya habías respondido a esto. Gracias."):
        assert expected in spanish.post(f"/{token}", {"choice": "ok"}).content.decode()
    wrong = spanish.post(f"/{token}", {"choice": "not_now"})
    assert "Di hasta cuándo: basta con un día." in wrong.content.decode()
    assert "Aquí no hay nada para ti." in spanish.get("/nothing").content.decode()


@pytest.mark.parametrize("accepted", ["en-GB,en;q=0.9", "fr-CA", "", "es;q=0.1,en-GB"])
def test_any_other_phone_is_spoken_to_in_the_english_of_the_agency(browser: Client, accepted: str) -> None:
    page = browser.get("/", HTTP_ACCEPT_LANGUAGE=accepted).content.decode()
    assert "Open the link in your newest message." in page
    assert '<html lang="en-us">' in page
