"""The same before whoever coordinates, worries, or serves command."""

from functools import partial
from typing import Final

from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.reading import Reading
from solidground.app.ids import DerivedIds
from solidground.app.inquiries import plan_interview
from solidground.app.intake import take_in
from solidground.app.limits import allowed, caller_of
from solidground.app.studio import Desk, save
from solidground.app.studio import Looked as LookedAt
from solidground.app.worried import Worry, raise_concern
from solidground.core.care.concern.events import Sign
from solidground.core.care.contact.commands import RecordTask
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.keeping.commands import AssignPeer
from solidground.core.care.news.commands import ChooseNews
from solidground.core.care.returning.commands import AgreeReturnStep, PlanReturnStep
from solidground.core.care.storage import Stored
from solidground.core.duty.investigation.commands import PlanInterview
from solidground.core.duty.property.commands import CorrectProperty, PutOffReplacement
from solidground.core.duty.property.events import Kind
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, HOUR, Refusal
from solidground.core.protocol.edit import with_values
from solidground.core.record import Dial
from solidground.core.wall import Role, Viewer
from tests.app.dues import owes, visited
from tests.app.holdings import BADGE, THING, TODAY, does, taken, takes
from tests.app.leaves import attended, examined, left
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, ZONE, plan_for
from tests.app.way_back import PARTNER, STEPS, confirmed, planned, says
from tests.browser.keys import Tap
from tests.browser.reaching import CONCERNS, night, unheld
from tests.browser.stage import Stage
from tests.web.headquarters import LIAISON, OFFICER, SUPERVISOR, figured
from tests.web.headquarters import told as passed_on


def drafted(stage: Stage, span: str = "PT2M") -> str:
    """Begin a draft in which a limit is another."""
    reading = Reading(stage.town.store, stage.town.rosters, AGENCY, NOON)
    viewer = viewer_of(reading.roster(), COORDINATOR, NOON)
    desk = Desk(stage.town.store, stage.town.rosters, AGENCY, viewer, "", NOON)
    assert save(desk, LookedAt(0, 0), lambda text: with_values(text, "limits", 0, {"call": span})) == ()
    stage.hand.at = NOON
    return "/demo/coordinator"


PROTOCOL = "a[href='/protocol']"
STUDIO = (PROTOCOL, "a[href='/protocol/draft']")
STEP = (*STUDIO, ".owed a[href$='/companion']")
LADDER = (*STUDIO, "a[href$='/ladder/1']")
LIMITS = (*STUDIO, "a[href$='/limits']")
ADD, OUT, KEEP = "button[value=add-1]", "button[value=out-3]", "button[value=keep]:not(.unseen)"

TOOK: tuple[Tap, ...] = (
    ("#kind", "officer_involved_shooting"),
    ("#person-0", MEMBER),
    ("#part-0", "discharged_weapon"),
    ("#companion-0", PEERS[1]),
    ("#person-1", PEERS[0]),
    ("#part-1", "witness"),
)
"""What a coordinator takes down at the scene."""

WORRIED: tuple[Tap, ...] = (
    ("#about", MEMBER),
    "label[for=sign-not_himself]",
    "label[for=agrees-yes]",
    ("#named", "Kim, 555-0100"),
    "button[type=submit]",
)
TAKES: tuple[Tap, ...] = (
    ("#member-take-new", MEMBER),
    ("#kind-take-new", "badge"),
    ("#why-take-new", "standard"),
    ("#place-take-new", "property_room"),
    ("#on-take-new", "2024-03-01"),
    ("#next_on-take-new", "2024-03-08"),
    "button[value=take]",
)
NUMBERS: tuple[Tap, ...] = (
    f"details:has(#serial-serial-{THING}) summary",
    (f"#serial-serial-{THING}", "in the safe"),
    f"form:has(#serial-serial-{THING}) button",
)
"""What is typed where a number belongs."""

STORAGE: Tap = "[href='/me/storage']"
KEEPS: tuple[Tap, ...] = (("#holder-keep", "dealer"), ("#back-keep", "on_a_day"), "button[value=keep]")
PLANS: tuple[Tap, ...] = (
    "#step-vehicle summary",
    ("#person-plan-vehicle", "nobody"),
    "#step-vehicle [value=plan]",
)
PASSED_ON: tuple[Tap, ...] = (
    ("#incident", "i-1"),
    ("#status", "criminal/declined"),
    ("#on", "2024-03-01"),
    ("#next_on", "2024-03-20"),
    "form button",
)
TOO_SOON: tuple[Tap, ...] = (
    ("#who", f"i-1/{MEMBER}"),
    ("#interview_on", "2024-03-02"),
    ("#clock", "09:30"),
    "form:has(#who) button",
)
CALLS_OFF: tuple[Tap, ...] = (("#off", f"i-1/{MEMBER}"), "form:has(#off) button")
FROM_A_FILE: Tap = "a[href='/liaison/file']"
BEHIND = "details:has(.further a[href='/me/choices']) summary"
NEWS_CARD = "#news .govuk-button"
AWAY: tuple[Tap, ...] = (
    ("#away-person", PEERS[1]),
    ("#first", "2024-04-01"),
    ("#last", "2024-04-08"),
    "#leave .govuk-button",
)
LOOKED_AFTER = (CONCERNS, "form summary", "button[value=spoke]")

TO_KEEP = partial(night, query="?keep")
CODE = "abcd-efgh-jkmn-pqrs-tvwx"


def worry(stage: Stage, *, sign: Sign = "not_himself", written: str = MEMBER, named: str = "") -> str:
    """Let somebody worry, and return the address of his own."""
    town, said = stage.town, Worry(written, sign, bool(named), named)
    raise_concern(town.store, town.rosters, AGENCY, CODE, said, stage.hand.at)
    return f"/worried/{CODE}"


def stored(stage: Stage) -> str:
    """Let a member have noted where he keeps something of his own."""
    with stage.town.store.transaction() as unit:
        unit.put_stored(AGENCY, MEMBER, Stored("0" * 20, "range", local_day(NOON, ZONE), "both_words", None))
    return "/me/storage"


def worries(stage: Stage) -> str:
    """Let one worry about somebody known, and another about somebody who has to be found."""
    worry(stage, sign="danger", named="Kim, 555-0100")
    said = Worry("Sam from the night shift", "not_himself")
    raise_concern(stage.town.store, stage.town.rosters, AGENCY, CODE[::-1], said, stage.hand.at)
    return ""


def waited(stage: Stage) -> str:
    """Let nobody look after it for a day."""
    address = worry(stage)
    stage.hand.at += DAY
    return address


def too_often(stage: Stage) -> str:
    """Let somebody try very many codes that are none."""
    while allowed(stage.town.store, "token", caller_of(VOICE.signing, AGENCY, "127.0.0.1"), stage.hand.at):
        pass
    return f"/worried/{CODE}"


def case(stage: Stage) -> str:
    """Let nobody do anything for four days, and go to the case from the board."""
    unheld(stage)
    stage.hand.at = NOON + 4 * DAY
    stage.town.sweep_to(stage.hand.at)
    return ""


ROW = ".board__who .govuk-link"
WEEK, CARDS = ".doors a[href='/board/week']", "main a[href$='/cards']"
COVER, NEW = ".ways a[href='/cover']", ".ways a[href='/incident/new']"
SEEN_AHEAD = (NEW, *TOOK, "button[value=check]")
OPENS = (*SEEN_AHEAD, "button[value=open]")
MORE, DIED, LEFT = "#more summary", "a[href$='/death']", "form:has([value=separate]) button"
HEARING: tuple[Tap, ...] = (
    "form:has([value=add_date]) summary",
    ("#label", "hearing"),
    ("#date-on", "2024-04-02"),
    "form:has([value=add_date]) button",
)


TAKEN: Final = "#property .govuk-link"
"""Where a line of what was taken leads on."""


def happened(stage: Stage) -> str:
    """Let something happen to two people of one supervisor."""
    stage.town.incident(MEMBER, PEERS[0])
    stage.hand.at = NOON + 5 * HOUR
    return ""


def owing(stage: Stage) -> str:
    """Let the captain have visited one of his people and nobody the other, with a weapon taken and its time over."""
    happened(stage)
    visited(stage.town, owes(stage.town, MEMBER), SUPERVISOR)
    owes(stage.town, PEERS[0])
    assert not isinstance(taken(stage.town), Refusal)
    stage.hand.at = NOON + 2 * DAY
    return ""


def locked_away(stage: Stage) -> str:
    """Let a weapon and a badge be taken after an incident, one of them with a correction beside it."""
    happened(stage)
    kinds: tuple[tuple[str, Kind], ...] = ((THING, "service_weapon"), (BADGE, "badge"))
    for thing, kind in kinds:
        assert not isinstance(taken(stage.town, thing, takes(kind=kind)), Refusal)
    put_off = PutOffReplacement(stage.hand.at, OFFICER, "not_decided", "chief", TODAY + 2)
    assert not isinstance(does(stage.town, put_off), Refusal)
    corrected = CorrectProperty(stage.hand.at, OFFICER, "other", "evidence", TODAY)
    assert not isinstance(does(stage.town, corrected, BADGE), Refusal)
    return ""


def undecided(stage: Stage) -> str:
    """Let the day come by which the chief decides about another one; a number stands on the weapon."""
    locked_away(stage)
    with stage.town.store.transaction() as unit:
        unit.put_serial(AGENCY, THING, MEMBER, "GLK-447-X")
    stage.hand.at = NOON + 2 * DAY
    return ""


def no_word(stage: Stage) -> str:
    """Let the day pass by which somebody was to be told."""
    locked_away(stage)
    stage.hand.at = NOON + 5 * DAY
    return ""


def on_the_way(stage: Stage) -> str:
    """Let one step of the way back be done, and others be planned with a peer and a partner."""
    (case,) = stage.town.incident(MEMBER)
    stage.town.enter(PARTNER)
    planned(stage.town, case, "scene_visit")
    confirmed(stage.town, case, "scene_visit")
    planned(stage.town, case, "range", person=PEERS[0], goes_as="peer")
    shift = PlanReturnStep(NOON, MEMBER, "first_shift", STEPS, TODAY + 9, PEERS[0], "peer")
    assert not isinstance(says(stage.town, case, shift), Refusal)
    assert not isinstance(says(stage.town, case, AgreeReturnStep(NOON, PEERS[0], "first_shift")), Refusal)
    stage.hand.at = NOON + 5 * HOUR
    return ""


def away(stage: Stage) -> str:
    """Let somebody be on leave, with a correction beside it, an exam and a session; and let the day of a word pass."""
    happened(stage)
    for outcome in (left(stage.town, until_on=TODAY + 4), left(stage.town), examined(stage.town)):
        assert not isinstance(outcome, Refusal), outcome
    attended(stage.town, COORDINATOR)
    stage.hand.at = NOON + 5 * DAY
    return ""


def waits(stage: Stage) -> str:
    """Let news of an inquiry come for somebody whose peer is to bring it, over a coffee."""
    town = stage.town
    case, _ = town.incident(MEMBER, PEERS[1])
    town.do(case, AssignPeer(NOON, COORDINATOR, PEERS[0]))
    town.do(case, ChooseNews(NOON, MEMBER, "peer", None, "coffee", 3))
    passed_on(town)
    with town.store.transaction() as unit:
        take_in(unit, town.rosters, DerivedIds(2), plan_for, NOON)
    stage.hand.at = NOON + HOUR
    return ""


def brought(stage: Stage) -> str:
    """Let him have been told, over that coffee."""
    waits(stage)
    (case,) = [case for case, row in stage.town.store.rows(AGENCY) if row.member == MEMBER]
    told = stage.town.do(case, RecordTask(stage.hand.at, PEERS[0], NEWS, None, stage.hand.at, "peer"))
    assert not isinstance(told, Refusal), told
    return ""


def interviewed(stage: Stage) -> str:
    """Let an interview lie ahead of one of them."""
    happened(stage)
    planned_one = PlanInterview(NOON, LIAISON, "i-1", MEMBER, local_day(NOON, ZONE) + 3, 570, None)
    viewer = Viewer(LIAISON, frozenset({Role.LIAISON}))
    assert not isinstance(
        plan_interview(stage.town.store, stage.town.rosters, AGENCY, viewer, planned_one, NOON), Refusal
    )
    return ""


def overdue(stage: Stage) -> str:
    """Let a word about an inquiry be overdue."""
    happened(stage)
    passed_on(stage.town)
    stage.hand.at = NOON + 45 * DAY
    return ""


def signed(stage: Stage) -> str:
    """Let the clock sign the logs, and something be written after that."""
    stage.town.incident()
    stage.town.store.seal(NOON + HOUR)
    stage.town.incident(PEERS[1], name="i-2")
    stage.hand.at = NOON + 2 * HOUR
    return ""


def released(stage: Stage) -> str:
    """Let figures leave, and the clock run."""
    figured(stage.town.store)
    stage.hand.at = NOON + 300 * DAY
    stage.town.store.note_time(Dial(stage.hand.at, "the stage", 0))
    return ""
