"""docs/events.md is the code's own account of its events."""

from solidground.core.kernel import PersonId
from solidground.core.subjects import SUBJECTS, subject_of
from tests.house.event_catalogue import PATH, catalogue, plain


def test_the_catalogue_is_what_the_code_says() -> None:
    assert PATH.read_text(encoding="utf-8") == catalogue(), "Run: .venv/bin/python -m tests.house.event_catalogue"


def test_every_event_says_in_a_sentence_what_happened_and_has_a_name_of_its_own() -> None:
    events = [event for subject in SUBJECTS.values() for event in subject.events]
    assert all((event.__doc__ or "").strip().endswith(".") for event in events)
    assert len({(event.__module__, event.__name__) for event in events}) == len(events)
    for subject in SUBJECTS.values():
        names = [event.__name__ for event in subject.events]
        assert len(set(names)) == len(names), "the log tells events of a stream apart by their name"


def test_a_stream_belongs_to_the_subject_of_its_first_word() -> None:
    assert subject_of("case/c1").name == "case"
    assert subject_of("rota/r1").side == "care"


def test_instants_and_days_are_named_as_such() -> None:
    assert plain("ends_at", int | None) == "instant or None"
    assert plain("joined_on", int) == "day"
    assert plain("keeper", PersonId | None) == "PersonId or None"
    assert plain("steps", tuple[str, ...]) == "tuple[str, ...]"
