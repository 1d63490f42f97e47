"""The protocol studio, as a coordinator or a deputy uses it."""

import re
from typing import Any, TypeAlias

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from solidground.app.studio import save
from solidground.core.kernel import HOUR, MINUTE, PersonId
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import Protocol
from solidground.protocols import text
from solidground.web.house import House
from tests.app.test_studio import NONE, desk, taken
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text as said

STUDIO = "/protocol/draft"
PAGES = (STUDIO, f"{STUDIO}/file", f"{STUDIO}/step/day_1", f"{STUDIO}/ladder/0", f"{STUDIO}/limits")
INPUT = re.compile(r'<input(?! type="checkbox")[^>]*? name="([^"]+)" value="([^"]*)"')
SELECT = re.compile(r'<select[^>]*? name="([^"]+)".*?</select>', re.DOTALL)
CHOSEN = re.compile(r'<option value="([^"]*)" selected')
TICKED = re.compile(r'type="checkbox" name="([^"]+)" value="([^"]+)" checked')

KEYS = re.findall(r'^key = "(.+)"', text("default"), re.MULTILINE)

Response: TypeAlias = Any
"""What Django's own client gives."""

Form = dict[str, str | list[str]]


@pytest.fixture
def browser(house: House, hand: Hand) -> Client:
    hand.at = NOON
    return seated(house, COORDINATOR)


def form_of(response: Response) -> Form:
    """Return what a browser would send if nothing were changed."""
    page = response.content.decode()
    found: Form = dict(INPUT.findall(page))
    for match in SELECT.finditer(page):
        chosen = CHOSEN.search(match[0])
        found[match[1]] = chosen[1] if chosen else ""
    for name, value in TICKED.findall(page):
        there = found.setdefault(name, [])
        assert isinstance(there, list)
        there.append(value)
    return {**found, "choice": "keep"}


def sent(browser: Client, address: str, **changed: str) -> Response:
    """Open a form, change some of it, and send it."""
    words = {name.replace("__", "-"): value for name, value in changed.items()}
    return browser.post(address, {**form_of(browser.get(address)), **words})


def draft(browser: Client) -> Protocol:
    found = read(browser.get(f"{STUDIO}/file").content.decode())
    assert isinstance(found, Protocol)
    return found


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("person", [MEMBER, PEERS[0], PersonId("stranger")])
def test_for_everybody_else_there_is_no_studio(house: House, browser: Client, address: str, person: PersonId) -> None:
    other = seated(house, person)
    assert other.get(address).content == other.get("/nothing").content
    assert other.post(address, {"choice": "throw_away"}).status_code in (404, 405)
    assert browser.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES[2:])
def test_a_form_that_is_kept_as_it_is_changes_nothing(browser: Client, address: str) -> None:
    assert sent(browser, address)["Location"] == STUDIO
    assert "Nothing is changed yet." in said(browser.get(STUDIO))
    assert browser.get(f"{STUDIO}/file").content.decode() == text("default")


def test_every_step_comes_back_as_it_went(browser: Client) -> None:
    for key in KEYS:
        assert sent(browser, f"{STUDIO}/step/{key}").status_code == 302
    assert browser.get(f"{STUDIO}/file").content.decode() == text("default")


def test_a_step_is_changed_and_everything_else_of_the_file_stays(browser: Client) -> None:
    answer = sent(browser, f"{STUDIO}/step/companion", due__0="20", source="our own drill", certainty="ours")
    assert answer.cookies["did"].value == "kept"
    page = said(browser.get(STUDIO))
    assert "Kept in the draft. It counts for nobody yet." in page
    assert "Moved: companion, from opening at once, due after 30 minutes, lapsing after 45 minutes" in page
    before, after = text("default").split("\n"), browser.get(f"{STUDIO}/file").content.decode().split("\n")
    assert [line for line in after if line not in before] == ['due = "PT20M"', 'source = "our own drill"']
    assert len(after) == len(before)


def test_our_own_source_of_a_time_is_read_in_spanish_and_an_agencys_own_as_it_wrote_it(browser: Client) -> None:
    sent(browser, f"{STUDIO}/step/companion", due__0="20", source="our own drill", certainty="ours")
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "es"
    page = said(browser.get(STUDIO))
    assert "de Orden general 317 de Dallas (2020): minutos; la cifra es nuestra (leído) a our own drill (" in page
    assert "Ritmo de Comtois 2019 (prestado)" in page
    assert "Comtois 2019 cadence" not in page
    step = f"{STUDIO}/step/week_1"
    assert form_of(browser.get(step))["source"] == "Comtois 2019 cadence (borrowed)", "a file is in its own language"
    before = browser.get(f"{STUDIO}/file").content
    assert sent(browser, step).status_code == 302
    assert browser.get(f"{STUDIO}/file").content == before


def test_days_have_a_time_of_day_and_hours_have_none(browser: Client) -> None:
    address = f"{STUDIO}/step/day_1"
    assert sent(browser, address, lapses__clock="8:30", lapses__0="2").status_code == 302
    step = next(step for step in draft(browser).steps if step.key == "day_1")
    assert (step.lapses.after.days, step.lapses.clock) == (2, 8 * HOUR + 30 * MINUTE)
    wrong = sent(browser, address, due__0="5", due__0__unit="hour", opens__clock="25:00")
    assert wrong.status_code == 422
    assert "A time of day goes with days, not with hours. Leave it empty." in said(wrong)
    assert "Write a time of day such as 9:00, or leave it empty." in said(wrong)
    bare = sent(browser, address, due__clock="", opens__clock="", lapses__clock="")
    assert bare.status_code == 302
    step = next(step for step in draft(browser).steps if step.key == "day_1")
    assert [moment.clock for moment in (step.opens, step.due, step.lapses)] == [None, None, None]


def test_everything_that_is_wrong_is_named_at_its_field_and_what_was_typed_is_kept(browser: Client) -> None:
    wrong = sent(
        browser,
        f"{STUDIO}/step/day_1",
        opens__0="many",
        due__0="9999",
        due__0__unit="year",
        lapses__1="3",
        lapses__1__unit="day",
        source=" ",
        who="nobody",
        ladder="none",
        certainty="",
    )
    page = wrong.content.decode()
    assert wrong.status_code == 422
    for name, words in (
        ("opens-0", "Write how long, in numbers."),
        ("due-0", "That is more than fifty years."),
        ("lapses-0", "Use each unit once."),
        ("source", "Say where the times come from, in one line."),
        ("who", "Choose one of these."),
    ):
        assert f'<a href="#{name}">{words}</a>' in page
        assert f'id="{name}"' in page
    assert 'value="many"' in page
    assert 'value="9999"' in page
    assert "Nothing is changed yet." in said(browser.get(STUDIO))


def test_a_rung_is_added_taken_out_and_kept(browser: Client) -> None:
    address = f"{STUDIO}/ladder/1"
    more = sent(browser, address, choice="add-1", wait__0__0="90", wait__0__0__unit="minute")
    assert more.status_code == 200
    form = form_of(more)
    assert (form["rungs"], form["was-1"], form["who-1"], form["wait-0-0"]) == ("4", "", "", "90")
    less = browser.post(address, {**form, "choice": "out-4"})
    form = {**form_of(less), "who-1": "chaplain", "ways-1": ["phone"]}
    assert browser.post(address, form).status_code == 302
    rungs = draft(browser).ladders[1].ladder.rungs
    assert [(rung.who, rung.wait_for // MINUTE) for rung in rungs] == [
        ("next_peer", 90),
        ("chaplain", 60),
        ("coordinator", 60),
    ]
    assert rungs[1].ways == ("phone",)


def test_a_rung_without_a_person_or_a_wait_is_named(browser: Client) -> None:
    address = f"{STUDIO}/ladder/1"
    more = form_of(sent(browser, address, choice="add-0"))
    wrong = browser.post(address, {**more, "wait-1-0": "0", "wait-2-0": ""})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert '<a href="#who-0">Choose one of these.</a>' in page
    assert '<a href="#wait-1-0">Give everybody at least a minute.</a>' in page
    assert '<a href="#wait-2-0">Write how long, in numbers.</a>' in page


@pytest.mark.parametrize("choice", ["add-x", "out-0", "out-99", "out-", "add-²"])
def test_a_place_that_is_none_changes_no_rung(browser: Client, choice: str) -> None:
    assert form_of(sent(browser, f"{STUDIO}/ladder/1", choice=choice))["rungs"] == "3"


def test_a_ladder_has_no_more_rungs_than_can_be_kept(browser: Client) -> None:
    answer = sent(browser, f"{STUDIO}/ladder/1", choice="add-1", rungs="12")
    assert form_of(answer)["rungs"] == "12"
    assert "Add a rung" not in said(answer)


@pytest.mark.parametrize("rungs", ["", "x", "1000", "-1"])
def test_a_form_without_rungs_empties_the_ladder_and_is_not_in_force(browser: Client, rungs: str) -> None:
    assert sent(browser, f"{STUDIO}/ladder/1", rungs=rungs).status_code == 302
    assert "ladder offer: it has no rungs, so it ends in silence." in said(browser.get(STUDIO))


def test_limits_are_changed(browser: Client) -> None:
    assert sent(browser, f"{STUDIO}/limits", call__0="3", silent_after__0="3").status_code == 302
    limits = draft(browser).limits
    assert (limits.call_for, limits.silent_after) == (3 * MINUTE, 3)
    wrong = sent(browser, f"{STUDIO}/limits", call__0="0", retry__0="x", silent_after__0="11")
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert page.count('class="govuk-error-message"') == 3
    for words in ("Nobody can do anything in no time.", "Write how long, in numbers.", "Write a number from 1 to 10."):
        assert words in page


def test_what_is_found_stands_on_the_page_where_it_is_mended(browser: Client) -> None:
    sent(browser, f"{STUDIO}/step/day_1", who="companion")
    sent(browser, f"{STUDIO}/limits", call__0="2", call__0__unit="hour")
    sent(browser, f"{STUDIO}/ladder/1", who__0="chaplain", wait__0__0="1", who__1="companion")
    page = browser.get(STUDIO)
    assert "It cannot be put in force yet" in said(page)
    for address in ("step/day_1#who", "limits#handover", "ladder/1"):
        assert f'href="{STUDIO}/{address}"' in page.content.decode()
    assert "nobody can fill the rung companion" in said(browser.get(f"{STUDIO}/ladder/1"))
    assert 'id="handover"' in browser.get(f"{STUDIO}/limits").content.decode()
    refused = sent(browser, STUDIO, choice="in_force", version="2")
    assert refused.status_code == 422
    assert "This protocol cannot be kept yet. Mend what was found first." in said(refused)


def test_it_is_put_in_force_under_a_version_of_its_own(town: Town, house: House, browser: Client) -> None:
    (before,) = town.incident()
    sent(browser, f"{STUDIO}/limits", call__0="3")
    assert form_of(browser.get(STUDIO))["version"] == "2"
    same = sent(browser, STUDIO, choice="in_force", version="1")
    assert same.status_code == 422
    assert 'id="version-error"' in same.content.decode()
    answer = sent(browser, STUDIO, choice="in_force")
    assert (answer.status_code, answer["Location"]) == (302, "/protocol")
    assert "In force for every case from now on." in said(browser.get("/protocol"))
    (after,) = town.incident(PEERS[0], name="i-2")
    assert [town.case(case).plan.limits.call_for // MINUTE for case in (before, after)] == [5, 3]
    assert "version 2" in said(seated(house, MEMBER).get("/protocol"))


def test_a_version_that_is_no_number_is_named_by_its_people(town: Town, browser: Client) -> None:
    save(desk(town), NONE, taken("PT5H"))
    sent(browser, STUDIO, choice="in_force", version="spring")
    sent(browser, f"{STUDIO}/limits", call__0="3")
    assert form_of(browser.get(STUDIO))["version"] == ""


def test_a_second_tap_on_put_in_force_does_nothing_twice(browser: Client) -> None:
    sent(browser, f"{STUDIO}/limits", call__0="3")
    form = {**form_of(browser.get(STUDIO)), "choice": "in_force"}
    assert browser.post(STUDIO, form).status_code == 302
    again = browser.post(STUDIO, form)
    assert again.status_code == 422
    assert "Somebody put another protocol in force meanwhile." in said(again)


def test_who_comes_second_sees_what_changed_and_decides(town: Town, browser: Client) -> None:
    form = form_of(browser.get(f"{STUDIO}/limits"))
    assert save(desk(town, DEPUTY), NONE, taken("PT6H")) == ()
    late = browser.post(f"{STUDIO}/limits", {**form, "call-0": "4"})
    assert late.status_code == 422
    assert "Somebody changed the draft meanwhile." in said(late)
    assert "Changed: the time to keep an “I have it”, from 1 day to 6 hours." in said(late)
    typed = form_of(late)
    assert typed["call-0"] == "4"
    assert browser.post(f"{STUDIO}/limits", typed).status_code == 302
    assert draft(browser).limits.call_for == 4 * MINUTE


def test_somebody_who_was_away_for_long_is_told_too(town: Town, browser: Client) -> None:
    for address in (f"{STUDIO}/step/day_1", f"{STUDIO}/ladder/1"):
        save(desk(town, DEPUTY), NONE, taken("PT6H"))
        late = sent(browser, address, looked="7.9")
        assert late.status_code == 422
        assert "What you typed still stands below." in said(late)
        assert sent(browser, address, looked="x").status_code == 422
    late = sent(browser, STUDIO, choice="throw_away", looked="0.0")
    assert "Somebody changed the draft meanwhile." in said(late)


def test_a_part_that_was_renamed_meanwhile_is_not_written_over(browser: Client) -> None:
    assert sent(browser, f"{STUDIO}/ladder/1", name="another").status_code == 422
    assert sent(browser, STUDIO, choice="").status_code == 422
    for address in (f"{STUDIO}/step/nothing", f"{STUDIO}/ladder/99"):
        assert browser.get(address).status_code == 404


def test_a_draft_is_thrown_away(browser: Client) -> None:
    sent(browser, f"{STUDIO}/limits", call__0="3")
    assert sent(browser, STUDIO, choice="throw_away").status_code == 302
    assert "The draft is gone." in said(browser.get(STUDIO))
    assert draft(browser).limits.call_for == 5 * MINUTE


def handed(browser: Client, content: bytes, looked: str = "0.0") -> Response:
    file = SimpleUploadedFile("ours.toml", content)
    return browser.post(STUDIO, {"choice": "hand_in", "looked": looked, "file": file})


def test_a_file_is_handed_in(browser: Client) -> None:
    content = b"\xef\xbb\xbf" + text("small_agency").replace("\n", "\r\n").encode()
    assert handed(browser, content).status_code == 302
    assert browser.get(f"{STUDIO}/file").content.decode() == text("small_agency")
    assert "Your file is the draft now." in said(browser.get(STUDIO))
    assert handed(browser, text("default").encode()).status_code == 422


def test_a_file_that_is_no_protocol_changes_nothing_and_every_line_is_named(browser: Client) -> None:
    for content, words in (
        (b"", "Choose the file that you want to hand in."),
        (b"\xff\xfe", "This file is no text in UTF-8."),
        (b"[protocol]\nname = 7", "Line 2:"),
    ):
        wrong = handed(browser, content)
        assert wrong.status_code == 422
        assert words in said(wrong)
    assert "Nothing is changed yet." in said(browser.get(STUDIO))


def test_a_reader_of_spanish_is_told_in_spanish_what_changes_and_what_was_found(browser: Client) -> None:
    sent(browser, f"{STUDIO}/limits", retry__0="100")
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "es"
    page = said(browser.get(STUDIO))
    assert "límites: retry o taken dura más que longest_silence. Hazlo más corto, por ejemplo P1D." in page
    assert "Cambiado: el tiempo antes de otro intento, de 1 día a 100 días." in page
    wrong = browser.post(STUDIO, {"choice": "hand_in", "file": SimpleUploadedFile("p.toml", b"[limits]\nretry = 1")})
    assert "límites: longest_silence falta. Añádele una línea longest_silence = " in said(wrong)
    again = sent(browser, f"{STUDIO}/step/day_1", looked="0.0", who="coordinator")
    assert "Mientras tanto alguien cambió el borrador. Mira qué cambió, y luego decide." in said(again)
