"""A log is sealed by the program that runs, under the same faults as anything else it does."""

from typing import Any

import pytest

from solidground.app.simulate.told import told
from solidground.store.fault import StoreError
from solidground.store.sealer import seal
from tests.app.simulate.stories import PLAN_FOR, SMALL


def test_a_seal_for_which_there_is_no_room_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bool] = []

    def full(*asked: Any) -> bool:  # noqa: ANN401 - as the store calls it
        tried.append(len(tried) > 0)
        if not tried[-1]:
            sentence = "There is no room left for the database."
            raise StoreError(sentence)
        return seal(*asked)

    monkeypatch.setattr("solidground.store.base.seal", full)
    ended = told(SMALL._replace(days=40, faults=()), PLAN_FOR)
    assert ended.broken_promises == {}
    assert tried == [False, True]
