"""S14: he draws up his papers at night, puts them away, signs with his partner beside him, and sends them himself.

And S19: he leaves with them, and his care goes on.
"""

from typing import Any

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import BesideMe, Delivered, MyDecision, PapersSent, Question
from solidground.app.asking.reading import Reading
from solidground.app.decisions import Desk, Joining, Own, act, code_of, join, send, sign, take_back
from solidground.app.demo.cast import AGENCY, CAPTAIN, DETECTIVE, FIRST_DAY, HR, PARTNER, SLATE, ZONE
from solidground.app.handle import Outcome
from solidground.app.options import read_options
from solidground.app.rosters import Rosters
from solidground.core.care.commands import RecordSeparation
from solidground.core.desk.commands import (
    AskBeside,
    BeginDraft,
    ChooseOption,
    SendDecision,
    SignDecision,
    TakeBackSignature,
)
from solidground.core.desk.signature import Signature
from solidground.core.kernel import PersonId, Refusal
from solidground.core.notice.token import SigningKey
from solidground.core.roster.person.commands import SeparatePerson
from solidground.core.roster.world import World
from tests.stories.field import Field

KEYS = {1: SigningKey(1, bytes(32))}
PAPER, SECOND = "1" * 20, "2" * 20
LAST_ON = FIRST_DAY.toordinal() + 30
NAME = "Detective Eight"


def desk(field: Field) -> Desk:
    return Desk(field.stage.store, Rosters(), AGENCY, ZONE, read_options("", "", "US-IL"))


def seen(field: Field, person: PersonId, question: Question) -> Any:  # noqa: ANN401 - any answer
    reading = Reading(field.stage.store, Rosters(), AGENCY, field.stage.now)
    return ask(reading, viewer_of(reading.people(), person, field.stage.now), question)


def others(field: Field) -> list[Any]:
    """Return what those read who would be told at the end."""
    return [seen(field, HR, Delivered()), seen(field, SLATE, PapersSent())]


def mine(field: Field) -> Any:  # noqa: ANN401 - his own answer
    return seen(field, DETECTIVE, MyDecision()).state


def does(field: Field, command: Own) -> None:
    done(act(desk(field), command, mine(field).changed_at))


def sends(field: Field, paper: str) -> None:
    done(send(desk(field), SendDecision(field.stage.now, DETECTIVE, paper), mine(field).changed_at))


def signs(field: Field) -> None:
    done(sign(desk(field), SignDecision(field.stage.now, DETECTIVE), Signature(NAME), mine(field).changed_at))


def done(outcome: Outcome) -> None:
    assert not isinstance(outcome, Refusal), outcome
    assert outcome


def papers_at_night(field: Field) -> None:
    """Let him begin at three, put the pen down, and come back another night."""
    field.incident((DETECTIVE, "discharged_weapon"), (PARTNER, "witness"))
    field.until(4, "03:10")
    does(field, BeginDraft(field.stage.now, DETECTIVE))
    does(field, ChooseOption(field.stage.now, DETECTIVE, "resign", None))
    field.sent()
    field.until(6, "02:40")
    assert (mine(field).stage, mine(field).option) == ("draft", "resign"), "it is there at any hour"
    does(field, ChooseOption(field.stage.now, DETECTIVE, "resign", LAST_ON))


def signed_with_her_beside(field: Field) -> None:
    now = field.until(8, "19:00")
    does(field, AskBeside(now, DETECTIVE))
    code = code_of(KEYS, AGENCY, DETECTIVE, mine(field).asked)
    reading = Reading(field.stage.store, Rosters(), AGENCY, now)
    partner = viewer_of(reading.people(), PARTNER, now)
    done(join(desk(field), KEYS, Joining(partner, DETECTIVE, code, now)))
    signs(field)


def test_nobody_sees_a_draft_or_a_signature_and_no_clock_sends_it(field: Field) -> None:
    papers_at_night(field)
    assert others(field) == [(), ()]
    signed_with_her_beside(field)
    (beside,) = seen(field, PARTNER, BesideMe())
    assert beside.held.option == "resign"
    assert others(field) == [(), ()]
    field.until(12, "12:00")
    assert mine(field).until_at < field.stage.now, "the pause is over"
    assert others(field) == [(), ()], "and nothing was sent by it"
    does(field, TakeBackSignature(field.stage.now, DETECTIVE))
    assert seen(field, PARTNER, BesideMe())[0].held is None


def test_he_sends_it_at_once_and_takes_it_back_and_later_he_leaves_and_his_care_goes_on(field: Field) -> None:
    papers_at_night(field)
    signed_with_her_beside(field)
    field.until(8, "19:05")
    sends(field, PAPER)
    for (paper,) in others(field):
        assert (paper.state.option, paper.state.last_on, paper.state.beside) == ("resign", LAST_ON, (PARTNER,))
        assert paper.name == NAME
    assert seen(field, PARTNER, BesideMe()) == ()
    field.until(9, "08:00")
    done(take_back(desk(field), PAPER, DETECTIVE, field.stage.now))
    assert all(paper.state.taken_back_at == field.stage.now for (paper,) in others(field))
    now = field.until(10, "09:00")
    does(field, BeginDraft(now, DETECTIVE))
    does(field, ChooseOption(now, DETECTIVE, "leave_of_absence", LAST_ON))
    signs(field)
    sends(field, SECOND)
    assert [paper.paper for paper in seen(field, HR, Delivered())] == [SECOND, PAPER]
    gone = field.stage.tell(f"person/{DETECTIVE}", SeparatePerson(now, CAPTAIN, LAST_ON), World())
    assert not isinstance(gone, Refusal)
    field.do(RecordSeparation(now, CAPTAIN, LAST_ON))
    field.sent()
    field.until(40, "12:00")
    assert field.stage.case(DETECTIVE).status == "active", "leaving closes no case"
    assert field.sent(), "and somebody is asked to be in touch, as before"
    kept = seen(field, DETECTIVE, MyDecision())
    assert [paper.paper for paper in kept.papers] == [SECOND, PAPER], "and his page stays his"
