"""Tips for a contact: one for every step there can be, each with its source, none that asks for a retelling."""

import pytest

from solidground.app.asking.words import STEPS
from solidground.web.tips import BY_KIND, NAMED, all_tips, tips_for
from tests.app.town import PROTOCOL

SENTENCE_WORDS_MOST = 26


def test_every_tip_has_its_source_and_every_sentence_is_short() -> None:
    for tips in all_tips().values():
        assert tips.source
        assert tips.certainty in ("read", "memory", "practice", "ours")
        for tip in tips.tips:
            assert tip.endswith((".", "”")), tip
            assert len(tip.split()) <= SENTENCE_WORDS_MOST, tip


def test_no_tip_has_anybody_tell_what_happened() -> None:
    said = " ".join(tip for tips in all_tips().values() for tip in tips.tips).casefold()
    for phrase in ("ask what happened", "what happened?", "tell you about the incident", "go through it", "describe"):
        assert phrase not in said.replace("do not ask what happened", "")


@pytest.mark.parametrize(
    ("step", "kind", "key"),
    [
        ("offer", "offer", "offer"),
        ("day_3", "checkin", "days"),
        ("week_2", "checkin", "weeks"),
        ("month_1", "checkin", "months"),
        ("month_2", "word", "words"),
        ("anniversary", "checkin", "anniversary"),
        ("silence", "checkin", "silence"),
        ("visit", "task", "visit"),
        ("call", "checkin", "call"),
        ("again", "checkin", "again"),
        ("hearing", "date", "date"),
        ("family_told", "task", "family"),
        ("clinician_first", "task", "session"),
        ("something_else", "task", "task"),
        ("something_else", "checkin", "talk"),
    ],
)
def test_a_step_finds_its_tips(step: str, kind: str, key: str) -> None:
    found = tips_for(step, kind)  # type: ignore[arg-type]  # the kinds of a plan, as text
    assert found is not None
    assert found.key == key


def test_a_call_on_a_ladder_has_none_for_it_says_nothing_of_what_it_is_about() -> None:
    assert tips_for("ladder:helper", "ladder") is None


def test_every_step_of_the_protocol_we_ship_has_tips() -> None:
    for track in PROTOCOL.tracks:
        for step in track.steps:
            assert tips_for(step.key, step.kind) is not None
    assert {*NAMED.values(), *BY_KIND.values()} <= set(all_tips())
    assert set(STEPS)
