"""What keeps a case active and what does not: a day ahead waits, and so does the question a lawyer's advice leaves."""

import pytest

from solidground.core.care.contact.steps import is_lasting
from solidground.core.care.state import INITIAL, Item, Stage, seeks
from solidground.core.kernel import DAY
from solidground.core.protocol.plan import Kind


@pytest.mark.parametrize(
    ("key", "kind", "stage", "lasts"),
    [
        ("hearing", "date", "ahead", True),
        ("hearing", "date", "open", False),
        ("still", "ask", "ahead", True),
        ("still", "ask", "open", False),
        ("day_2_ask", "ask", "ahead", False),
        ("again", "checkin", "ahead", False),
    ],
)
def test_what_lies_ahead_and_needs_no_plan_lasts(key: str, kind: Kind, stage: Stage, lasts: bool) -> None:
    item = Item(key, 1, kind, "peer", None, DAY, 2 * DAY, 3 * DAY, "helper", (), stage)
    assert is_lasting(item) is lasts


@pytest.mark.parametrize(
    ("kind", "stage", "sought"),
    [("date", "open", True), ("date", "ahead", False), ("ask", "open", False)],
)
def test_a_case_that_stands_seeks_a_peer_for_what_has_come_and_a_person_owes(
    kind: Kind, stage: Stage, sought: bool
) -> None:
    item = Item("hearing", 1, kind, "peer", None, DAY, 2 * DAY, 3 * DAY, "helper", (), stage)
    assert seeks(INITIAL._replace(status="standing", items=(item,))) is sought
