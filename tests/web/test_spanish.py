"""Whoever reads Spanish reads no English: every page, as each who may open it, is held against the English words."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from solidground.app.administration import said_of
from solidground.app.settings import FILE
from solidground.core.care.offer.events import NoticeGiven
from solidground.core.kernel import MINUTE, PersonId
from solidground.web.house import House
from tests.app.test_answers import newest
from tests.app.town import MEMBER, NOON, PEERS, PROTOCOL, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import ADMINISTRATOR, LIAISON
from tests.web.matrix_paths import addresses
from tests.web.matrix_town import Story
from tests.web.test_matrix import VIEWERS, browser_of
from tests.web.test_words import catalog

WORDS_LEAST: Final = 3
"""A part of a sentence says so much that no name has it in it."""

QUOTED: Final = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', re.DOTALL)
"""What stands in English on purpose, and says so to who hears the page read."""

SAID_BY: Final = re.compile(r'\b(?:aria-label|alt|placeholder|title)="([^"]+)"')
BETWEEN: Final = re.compile(r"<[^>]+>")
SHAPES: Final = re.compile(
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day)?\b"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|\b(?:Jan|Apr|Aug|Dec) \d|\d [AP]M\b|\b(?:day|week|month|year)s? \d|\d (?:day|hour|minute|month)s?\b"
    r"|\bWords\(|%\(\w+\)s"
)
"""A time, a month or a step as English has it; and words that nobody has said."""

IDS: Final = frozenset(map(str, [*PEERS, *(person for person in VIEWERS.values() if person is not None)]))


class English(NamedTuple):
    """What Spanish has other words for: whole texts, and parts of those that something fills."""

    whole: frozenset[str]
    parts: tuple[str, ...]


@cache
def english() -> English:
    known = {str(one.id): str(one.string) for one in catalog("es") if one.id}
    spanish = {text.casefold() for text in known.values()}
    whole = frozenset(text.casefold() for text in known) - spanish - IDS
    everything = "\n".join(known.values())
    pieces = {piece.strip() for text in known for piece in re.split(r"%\(\w+\)s", text)}
    return English(whole, tuple(one for one in pieces if len(one.split()) >= WORDS_LEAST and one not in everything))


def texts(page: str) -> Iterator[str]:
    """Return what a page says, text by text."""
    page = QUOTED.sub("", page)
    for text in (*SAID_BY.findall(page), *BETWEEN.split(page)):
        if said := " ".join(text.split()):
            yield said


@cache
def left(text: str) -> str:
    """Return what is English in a text; nothing where nothing is."""
    found = SHAPES.search(text)
    if found is not None:
        return found[0]
    if text.casefold() in english().whole:
        return text
    return next((part for part in english().parts if part in text), "")


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_page_is_in_spanish_as_a_whole(told: Story, viewer: str) -> None:
    browser, found = in_spanish(browser_of(told, viewer)), set[tuple[str, str]]()
    for address in addresses(told):
        response = browser.get(address)
        if response.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode()
            assert not page or '<html lang="es"' in page, address
            found |= {(address, said) for said in map(left, texts(page)) if said}
    assert found == set()


def in_spanish(browser: Client) -> Client:
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "es"
    return browser


def administrator(house: House) -> Client:
    return in_spanish(seated(house, ADMINISTRATOR))


MEMBERS: Final = b"person_ref,appointed_on,separated_on,mail\n"
ROSTER: Final = b"person_ref,role,from_on,until_on,quiet_from,quiet_to\n"


@pytest.mark.parametrize(
    ("kind", "file", "says"),
    [
        ("members", b"one,two\n1,2\n", "El archivo no tiene las columnas person_ref, appointed_on, separated_on."),
        ("members", b"PK\x03\x04", "El archivo es un libro de hojas de cálculo o un archivo zip. Guárdalo como CSV"),
        ("members", MEMBERS + b"n 1,someday,,nobody\n", '"someday" no es un día del calendario.'),
        ("members", MEMBERS + b"n-1,2001-01-01,,\nn-1,2001-01-01,,\n", "La misma persona está en la línea 2."),
        ("members", MEMBERS + b'n-1,"\n', "En esta línea unas comillas abren una celda y no la cierran."),
        ("members", MEMBERS + b"n-1,\xff,,\n", "Contiene un byte que no es UTF-8 (0xff). Guárdalo como CSV en UTF-8."),
        ("roster", ROSTER + b"n-1,boss,2024-01-01,,25:00,\n", '"boss" no es un rol. Escribe uno o'),
        ("roster", ROSTER + b"n-1,coordinator,2024-01-01,,,\n", "Para dar un rol hacen falta dos personas."),
        ("roster", ROSTER + b"n-1,hr peer,2024-01-01,,,\n", "Para dar un rol hacen falta dos personas."),
    ],
)
def test_what_is_wrong_in_a_file_of_people_is_said_in_spanish(told: Story, kind: str, file: bytes, says: str) -> None:
    sent = {"kind": kind, "file": SimpleUploadedFile("people.csv", file, "text/csv")}
    response = administrator(told.house).post("/administration", sent)
    said = [html.unescape(text) for text in texts(response.content.decode())]
    assert response.status_code == 422
    assert says in " ".join(said)
    assert [one for one in map(left, said) if one] == []


STATUSES: Final = b"incident_ref,inquiry,status,on,next_on\n"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (STATUSES + b"i-9,criminal,open,2024-03-01,2024-04-01\n", "No hay ningún incidente anotado como"),
        (STATUSES + b"i-9,criminal,won,2024-03-01,\n", '"won" no es una palabra de la lista de tu agencia'),
        (STATUSES.replace(b"next_on", b"findings"), "la columna 5 es"),
        (STATUSES + b"i,civil,open,2024-03-01,\ni,civil,closed,2024-03-01,\n", "está de otra forma en la línea 2"),
    ],
)
def test_what_is_wrong_in_a_file_of_statuses_is_said_in_spanish(told: Story, file: bytes, says: str) -> None:
    browser = in_spanish(seated(told.house, LIAISON))
    response = browser.post("/liaison/file", {"file": SimpleUploadedFile("s.csv", file, "text/csv")})
    said = [html.unescape(text) for text in texts(response.content.decode())]
    assert response.status_code == 422
    assert says in " ".join(said)
    assert [one for one in map(left, said) if one] == []


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("[agncy]", ": [agncy] no se conoce. Se conocen: agency, database, mail, monitor, pages, papers."),
        ("[agency", "no es TOML válido:"),
        ("[agency]\nphrase = 'peer support'", "phrase en [agency]: La frase en clave dice demasiado (“peer”)."),
        ("[agency]\nstatuses = 'gone.toml'", "La lista de estados"),
        ("[mail]\nhost = 'h'", "A [agency] le falta link, y [mail] lo necesita"),
        ("[agency]\nretention_days = -1", "retention_days en [agency] es un número de días de 0 a 36,500."),
    ],
)
def test_what_is_wrong_in_the_settings_is_said_in_spanish(
    told: Story, tmp_path: Path, settings: str, says: str
) -> None:
    (tmp_path / FILE).write_text(settings, encoding="utf-8")
    office = told.house.office
    assert office is not None
    office = office._replace(settings=lambda: said_of(tmp_path))
    browser = administrator(told.house._replace(office=office))
    said = [html.unescape(text) for text in texts(browser.get("/administration").content.decode())]
    assert says in " ".join(said)
    assert [one for one in map(left, said) if one] == []


def test_the_limits_notice_is_read_in_spanish_and_given_by_its_version(town: Town, house: House, hand: Hand) -> None:
    (case,) = town.incident()
    hand.at = NOON + MINUTE
    browser = in_spanish(seated(house, MEMBER))
    said = list(texts(browser.get("/me").content.decode()))
    assert "Un tribunal puede preguntar qué se dijo. Entonces un juez decide si esta ley se aplica." in said
    assert "Versión US-IL-2. De: 5 ILCS 840/20." in " ".join(said)
    assert [one for one in map(left, said) if one] == []
    browser.post("/me", {"choice": "accept"})
    given = newest(town, case, NoticeGiven)
    assert isinstance(given, NoticeGiven)
    assert given.notice == "US-IL-2"


def test_an_agencys_own_words_in_a_notice_stay_as_it_wrote_them(town: Town, house: House, hand: Hand) -> None:
    town.incident()
    hand.at = NOON + MINUTE
    notice = next(one for one in PROTOCOL.notices if one.jurisdiction == "US-IL")
    own = replace(notice, says=("Ask Captain Reyes; 100% of us did.", notice.says[-1]), law="General order 12")
    browser = in_spanish(seated(house._replace(protocol=replace(PROTOCOL, notices=(own,))), MEMBER))
    said = list(texts(browser.get("/me").content.decode()))
    assert "Ask Captain Reyes; 100% of us did." in said
    assert "De: General order 12." in " ".join(said)
    assert any(one.startswith("Por favor, no hables de lo que pasó en el incidente.") for one in said)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<p>Nobody holds it</p>", "Nobody holds it"),
        ("<p>nobody holds it</p>", "nobody holds it"),
        ("<p>Somebody comes to you by el jueves.</p>", "Somebody comes to you by"),
        ('<svg aria-label="Your ground line"></svg>', "Your ground line"),
        ("<p>Antes del Thu 10:00.</p>", "Thu"),
        ("<p>una conversación (day 3)</p>", "day 3"),
        ("<p>Words(text=&#x27;On&#x27;)</p>", "Words("),
        (f"<p>{PersonId('deputy')}</p><p>Nadie se encarga</p>", ""),
        ('<ul lang="en"><li>Nobody holds it</li></ul>', ""),
    ],
)
def test_english_is_found_wherever_it_stands(page: str, says: str) -> None:
    assert next(filter(None, map(left, texts(page))), "") == says
