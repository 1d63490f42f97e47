"""S14, S19 and S8: papers on a table at night, signed and held, taken back; and in the end sent by his own hand.

What must never happen here: a paper that a clock sends.
"""

from typing import Final

from solidground.app.asking.decisions import DecisionSeen
from solidground.app.asking.questions import MyDecision
from solidground.app.decisions import Desk, Joining, Own, acknowledge, act, code_of, join, send, sign
from solidground.app.demo.acts.by_hand import at
from solidground.app.demo.cast import AGENCY, CAPTAIN, DETECTIVE, HR, PARTNER, SIGNS_AS, ZONE
from solidground.app.demo.stage import VOICE, Act, Stage
from solidground.app.options import read_options
from solidground.app.storage import keep
from solidground.core.care.commands import RecordSeparation
from solidground.core.care.storage import Stored
from solidground.core.desk.commands import (
    AskBeside,
    BeginDraft,
    ChooseOption,
    DropDraft,
    SendDecision,
    SignDecision,
    TakeBackSignature,
)
from solidground.core.desk.signature import Signature
from solidground.core.roster.person.commands import SeparatePerson
from solidground.core.roster.world import World

PAPER, PLACE = "0f" * 10, "9a" * 10
LAST_ON_DAYS, LEAVES_DAYS = 30, 216


def _desk(stage: Stage) -> Desk:
    return Desk(stage.seen, stage.rosters, AGENCY, ZONE, read_options("", "", "US-IL"))


def _does(stage: Stage, command: Own) -> None:
    act(_desk(stage), command, stage.now)


def _seen(stage: Stage) -> DecisionSeen:
    seen = stage.ask(DETECTIVE, MyDecision())
    assert isinstance(seen, DecisionSeen), "everybody sees his own"
    return seen


def _stored(stage: Stage) -> None:
    """Let him take a gun of his own to a range for a while. It is his note alone: no log has it."""
    keep(
        stage.seen, stage.rosters, AGENCY, DETECTIVE, Stored(PLACE, "range", stage.today, "my_word", None), stage.today
    )


def _begins(stage: Stage) -> None:
    _does(stage, BeginDraft(stage.now, DETECTIVE))
    _does(stage, ChooseOption(stage.now, DETECTIVE, "resign", None))


def _names_a_day(stage: Stage) -> None:
    _does(stage, ChooseOption(stage.now, DETECTIVE, "resign", stage.today + LAST_ON_DAYS))


def _signs(stage: Stage) -> None:
    sign(_desk(stage), SignDecision(stage.now, DETECTIVE), Signature(SIGNS_AS), stage.now)


def _takes_back(stage: Stage) -> None:
    _does(stage, TakeBackSignature(stage.now, DETECTIVE))


def _throws_away(stage: Stage) -> None:
    _does(stage, DropDraft(stage.now, DETECTIVE))


def _begins_anew(stage: Stage) -> None:
    _does(stage, BeginDraft(stage.now, DETECTIVE))
    _does(stage, ChooseOption(stage.now, DETECTIVE, "resign", stage.today + 7))


def _beside(stage: Stage) -> None:
    """Let his partner come to stand beside him, on a phone of her own, by the code that he reads to her."""
    _does(stage, AskBeside(stage.now, DETECTIVE))
    keys = {VOICE.signing.number: VOICE.signing}
    code = code_of(keys, AGENCY, DETECTIVE, _seen(stage).state.asked)
    join(_desk(stage), keys, Joining(stage.viewer(PARTNER), DETECTIVE, code, stage.now))


def _sends(stage: Stage) -> None:
    send(_desk(stage), SendDecision(stage.now, DETECTIVE, PAPER), stage.now)


def _received(stage: Stage) -> None:
    acknowledge(_desk(stage), stage.viewer(HR), PAPER, stage.now)


def _leaves(stage: Stage) -> None:
    """Let it be written down that he has left, where he sent that he would, and did not take it back."""
    if any(one.state.taken_back_at is None for one in _seen(stage).papers):
        stage.tell(f"person/{DETECTIVE}", SeparatePerson(stage.now, CAPTAIN, stage.today), World())
        stage.do(DETECTIVE, RecordSeparation(stage.now, CAPTAIN, stage.today))


DESK: Final[tuple[Act, ...]] = (
    at(10, "03:10", _begins),
    at(12, "18:00", _stored),
    at(13, "02:40", _names_a_day),
    at(20, "03:20", _signs),
    at(22, "19:00", _takes_back),
    at(29, "09:00", _throws_away),
    at(209, "18:40", _begins_anew),
    at(209, "19:00", _beside),
    at(209, "19:10", _signs),
    at(213, "10:00", _sends),
    at(213, "14:00", _received),
    at(LEAVES_DAYS, "09:00", _leaves),
)
