"""Every choice of the model is a command of the member's, or nothing where there is nobody to choose about."""

import pytest

from solidground.app.replay.acting import Act
from solidground.app.replay.choices import choices
from solidground.core.care.state import INITIAL
from solidground.core.kernel import PersonId

MEMBER = PersonId("m-1")


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("stop", "StopContact"),
        ("slow", "SlowDown"),
        ("counsel", "AdviseNoContact"),
        ("another", "ChangePeer"),
        ("way", "ChooseWay"),
        ("call", "CallMe"),
        ("undo", "UndoCall"),
        ("accept", "AcceptOffer"),
        ("no_companion", "DeclineCompanion"),
    ],
)
def test_a_choice_is_one_command_of_the_members(key: str, command: str) -> None:
    (chosen,) = choices(Act(1, "choose", MEMBER, key, 0), INITIAL)

    assert (type(chosen).__name__, chosen.at, chosen.by) == (command, 1, MEMBER)
