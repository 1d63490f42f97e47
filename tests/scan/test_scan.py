"""What the scanners are told, and what is believed of what they tell."""

from pathlib import Path
from typing import Any

import pytest

from tests.scan.answers import HEADERS, faults_of, noted, told
from tests.scan.description import FORM, description, forms_of
from tests.scan.runs import Run, chosen
from tests.scan.wapiti import read
from tests.web.conftest import visitor
from tests.web.matrix_paths import patterns

PAGE = """
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<input name="about" type="text" value="me">
<select name="sign"><option value="danger"><option value="other"></select>
<button name="choice" value="tell">Tell</button></form>
<form method="get"><input name="page" value="2"></form>
"""
NAMED = {"case": ["c-1"], "incident": ["i-1"], "code": ["abcd-efgh-jkmn-pqrs-tvwx"], "token": ["t" * 60]}


def described(page: str = PAGE) -> dict[str, Any]:
    found: dict[str, Any] = description(NAMED, forms_of([("/worried/tell", page)]))["paths"]
    return found


def test_every_page_is_described_with_the_methods_that_it_takes() -> None:
    assert visitor is not None, "the settings come first"
    paths = described()
    assert len(paths) == len(patterns())
    assert paths["/"].keys() == {"parameters", "get"}
    assert paths["/me"].keys() == {"parameters", "get", "post"}
    assert paths["/consults"].keys() == {"parameters", "get", "post"}
    (argument,) = paths["/case/{name}"]["parameters"]
    assert argument["schema"]["anyOf"][0] == {"type": "string", "enum": ["c-1"]}


def test_every_answer_is_described_with_its_kind_and_its_headers() -> None:
    for page in described().values():
        for method in page.keys() - {"parameters"}:
            for status, answer in page[method]["responses"].items():
                assert answer["headers"].keys() == HEADERS.keys()
                assert all(header["required"] for header in answer["headers"].values())
                assert ("content" in answer) == (status not in ("302", "405"))
    assert described()["/checkpoints/file"]["get"]["responses"]["200"]["content"] == {"application/json": {}}


def test_a_form_is_described_by_what_its_page_offers_without_its_token() -> None:
    body = described()["/worried/tell"]["post"]["requestBody"]["content"][FORM]["schema"]["properties"]
    assert body.keys() == {"about", "sign", "choice"}
    assert body["about"]["type"] == "string"
    assert body["sign"]["anyOf"][0]["enum"] == ["danger", "other"]
    assert body["choice"]["anyOf"][0]["enum"] == ["tell"]


def test_an_answer_is_held_against_what_every_page_carries() -> None:
    assert faults_of("/me", 200, HEADERS) == []
    assert faults_of("/me", 503, HEADERS) == ["answered 503"]
    assert faults_of("/me", 404, {**HEADERS, "X-Frame-Options": "SAMEORIGIN"}) == ["no X-Frame-Options"]
    assert faults_of("/static/ground.css", 200, {}) == []
    assert len(faults_of("/me", 200, {})) == len(HEADERS)


def test_every_answer_is_counted_and_only_what_failed_is_named(tmp_path: Path) -> None:
    file = tmp_path / "answers.txt"
    answers = iter([("200 OK", [*HEADERS.items()]), ("500 Broken", [*HEADERS.items()])])
    answering = noted(lambda _, begin: begin(*next(answers)) or [], file)
    for address in ("/me", "/board"):
        answering({"REQUEST_METHOD": "GET", "PATH_INFO": address}, lambda *_: None)
    found = told(file)
    assert (found.number, found.statuses[200], found.faults) == (2, 1, ["GET '/board': answered 500"])
    assert "/me" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "path", "found"),
    [
        ("Secure Flag cookie", "/", 0),
        ("Cross Site Request Forgery", f"/{'t' * 60}", 0),
        ("Cross Site Request Forgery", "/worried/tell?new", 0),
        ("Cross Site Request Forgery", "/me", 1),
        ("Cross Site Request Forgery", "/me/choices", 1),
        ("Cross Site Scripting", "/worried/tell", 1),
    ],
)
def test_what_a_walk_found_is_told_but_for_what_is_so_on_purpose(kind: str, path: str, found: int) -> None:
    one = {"info": "said", "method": "GET", "path": path}
    report = {"vulnerabilities": {kind: [one]}, "anomalies": {}, "infos": {"crawled_pages_nbr": 7}}
    walked = read(report)
    assert (walked.pages, len(walked.found)) == (7, found)


def test_a_few_roles_can_be_chosen() -> None:
    runs = [Run("guests", "member"), Run("guests", "chief"), Run("accounts", "member")]
    assert chosen(runs, "") == runs
    assert chosen(runs, "member") == [runs[0], runs[2]]
    with pytest.raises(SystemExit, match="No role here is called so: chef"):
        chosen(runs, "chef")
