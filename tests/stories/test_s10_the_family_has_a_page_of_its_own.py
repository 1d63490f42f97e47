"""S10: the wife sees it all and has no one to tell. What he shares she sees, while he does; nobody else learns it."""

from solidground.app.asking.family import FamilySeen
from solidground.app.asking.questions import NOT_HERE, OneCase, SharedWithMe
from solidground.app.demo.cast import CAPTAIN, CHIEF, DETECTIVE, FAMILY, HR, LANTERN
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.share.commands import EndShare, GiveShare, RenewShare
from solidground.core.wall import SHARE_ENDS_FOR
from tests.stories.field import Field


def shared(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(1, "10:00")
    assert field.stage.ask(FAMILY, SharedWithMe()) == NOT_HERE
    field.sent()
    field.do(GiveShare(field.stage.now, DETECTIVE, FAMILY, "family", ("incident", "answers")))


def seen(field: Field) -> FamilySeen:
    found = field.stage.ask(FAMILY, SharedWithMe())
    assert isinstance(found, FamilySeen)
    return found


def test_she_sees_what_he_shares_and_nothing_else_and_nobody_else_sees_that_he_does(field: Field) -> None:
    before = [field.stage.ask(person, SharedWithMe()) for person in (CHIEF, HR, CAPTAIN, LANTERN)]
    shared(field)
    (his,) = seen(field).shared
    assert (his.member, his.answers) == (DETECTIVE, ())
    assert his.incident is not None
    assert field.sent() == [], "nobody is told"
    assert field.stage.ask(FAMILY, OneCase(field.stage.cases[DETECTIVE])) == NOT_HERE
    assert [field.stage.ask(person, SharedWithMe()) for person in (CHIEF, HR, CAPTAIN, LANTERN)] == before


def test_after_ninety_days_it_ends_unless_he_renews_it(field: Field) -> None:
    shared(field)
    ends_at = field.stage.now + SHARE_ENDS_FOR
    field.until(60, "10:00")
    field.do(RenewShare(field.stage.now, DETECTIVE, FAMILY))
    again_at = field.stage.now + SHARE_ENDS_FOR
    field.stage.until(ends_at)
    assert not seen(field).shared[0].over
    field.stage.until(again_at)
    (his,) = seen(field).shared
    assert (his.over, his.incident, his.answers) == (True, None, None)


def test_he_ends_it_at_any_time_and_whom_he_rules_out_sees_nothing(field: Field) -> None:
    shared(field)
    field.do(EndShare(field.stage.now, DETECTIVE, FAMILY))
    assert field.stage.ask(FAMILY, SharedWithMe()) == NOT_HERE
    field.do(GiveShare(field.stage.now, DETECTIVE, FAMILY, "family", ("answers",)))
    assert seen(field).shared
    field.do(RuleOut(field.stage.now, DETECTIVE, FAMILY))
    assert field.stage.ask(FAMILY, SharedWithMe()) == NOT_HERE
    command = GiveShare(field.stage.now, DETECTIVE, FAMILY, "family", ("answers",))
    assert field.refused(command) == "RuledOut"
