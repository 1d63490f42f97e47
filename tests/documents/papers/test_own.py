"""An agency's own templates: what reads anything but the paper is refused, with the line and a sentence."""

from pathlib import Path

import pytest

from solidground.core.papers import Kind
from solidground.documents.papers.own import KINDS, MOST_BYTES, flaw, own_templates, samples
from solidground.documents.papers.press import shipped
from tests.documents.papers.made import RECEIPT, press

RECEIPTS: Kind = "property_receipt"
OWN = "#opening()\n#known(paper.lines)\nOur own words. Please read them.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shipped_passes_its_own_check(kind: Kind) -> None:
    assert flaw(kind, shipped(kind), press()) == ""
    assert len(samples(kind, "a4")) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('one\n#import "@preview/cetz:0.3.0"', 'line 2 has "import"'),
        ('#{ include "/settings.toml" }', 'line 1 has "include"'),
        ('#let p = "x"\n\n#eval("im" + "port")', 'line 3 has "eval"'),
        ("#std.plugin", 'line 1 has "plugin"'),
        ("#sys.inputs", 'line 1 has "sys"'),
        ("// @preview/x", 'line 1 has "@preview"'),
        ('#read("/etc/passwd")', 'line 1 has "read"'),
        ('#image ("badge.png")', 'line 1 has "image"'),
        ('#let got = json("keys.json")', 'line 1 has "json"'),
        ("#datetime.today()", 'line 1 has "today"'),
        ('#set document(title: "Another")', 'line 1 has "document"'),
        ('#let f = read\n#f("/etc/passwd")', "it cannot be drawn: file not found"),
        ('#let f = read\n#f("../settings.toml")', "it cannot be drawn: path"),
        ("#paper.member", "it cannot be drawn: dictionary does not contain key"),
        ("#paper.approvals.first().words", "it cannot be drawn: array is empty"),
        ("#while true {}", "it cannot be drawn: condition is always true"),
        ("#(", "it cannot be drawn: unclosed delimiter"),
    ],
)
def test_a_template_that_reads_what_it_may_not_is_refused(text: str, says: str) -> None:
    found = flaw(RECEIPTS, text, press())
    assert says in found
    assert found.endswith(("Take it out.", "and nothing else."))


def test_its_own_words_may_be_any(tmp_path: Path) -> None:
    (tmp_path / "property_receipt.typ").write_text(OWN)
    (tmp_path / "notes.txt").write_text("no template")
    found = own_templates(tmp_path, press())
    assert found == ({RECEIPTS: OWN}, ())
    assert press().draw(RECEIPT, OWN) != press().draw(RECEIPT)


def test_each_that_cannot_be_used_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "resignation.typ").write_text(OWN)
    (tmp_path / "limits_notice.typ").write_bytes(b"\xff\xfe")
    (tmp_path / "property_receipt.typ").write_text("x" * (MOST_BYTES + 1))
    (tmp_path / "first_hour_cards.typ").mkdir()
    found = own_templates(tmp_path, press())
    assert found.templates == {}
    assert [one.partition(": ")[2] for one in found.refused] == [
        "it could not be read (Is a directory). Look at its permissions.",
        "it is no text in UTF-8. Save it so.",
        "it is larger than 64 KB. Shorten it.",
        (
            "no paper is called so. Name it as one of: property_receipt, leave_letter, return_record, decision, "
            "limits_notice, first_hour_cards, audit."
        ),
    ]
    assert all(str(tmp_path) in one for one in found.refused)


def test_a_folder_that_is_not_there_is_said_too(tmp_path: Path) -> None:
    found = own_templates(tmp_path / "none", press())
    assert found.templates == {}
    assert "could not be read: No such file or directory. Look at [papers] in settings.toml." in found.refused[0]
