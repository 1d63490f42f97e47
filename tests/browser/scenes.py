"""Every page there is, and how somebody comes to it."""

from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple

from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.reading import Reading
from solidground.app.consults import ask_consult
from solidground.app.handle import handle, stream_of
from solidground.app.helping import say_of_turns
from solidground.app.limits import allowed, caller_of
from solidground.app.studio import Desk, save
from solidground.app.studio import Looked as LookedAt
from solidground.app.telling import take_back, write
from solidground.app.worried import Worry, raise_concern
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.calling import URGENT
from solidground.core.care.choice.commands import AdviseNoContact, CallMe, ChooseSpot, ChooseWay, RuleOut, StopContact
from solidground.core.care.commands import SlowDown
from solidground.core.care.companion.commands import HandOver, NameCompanion
from solidground.core.care.concern.events import Sign
from solidground.core.care.consult.commands import AskConsult
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.contact.steps import STILL
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer, MakeOffer
from solidground.core.care.share.commands import GiveShare
from solidground.core.care.share.things import Thing
from solidground.core.care.state import item_of, raised_on
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId
from solidground.core.notice.token import Purpose
from solidground.core.protocol.edit import with_values
from solidground.core.record import Dial, Looked
from solidground.core.roster.intervals import Interval
from solidground.core.roster.reach.commands import PlanLeave
from solidground.core.roster.rota.commands import AskSwap, SetRota
from solidground.core.roster.rota.state import Layer
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.wall import SHARE_ENDS_FOR
from tests.app.test_answers import PEER, asked, link_to, made_up, was_asked
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, ZONE
from tests.browser.stage import CLINIC, FAMILY, Stage

Reach = Callable[[Stage], str]
"""Brings an agency to where there is such a page, and returns its address on the server."""

DAYS = "summary"
NEAR = "button[name=near]"
WORDS = "I am all right. I need a while, and I will call each of you myself. Thank you for asking."
LATER = "form summary"
ONE_CASE = "a[href^='/list/']:not([href='/list/me'])"
MY_LOAD = "a[href='/list/me']"
ABOUT = "nav a[href='/about']"
REST = "details:has(button[value=not_now]) > summary"
PRECISE = True
THREE = "label[for=until-3]"
CONCERNS = "a[href='/concerns']"


class Scene(NamedTuple):
    """One page: how it is reached, what is tapped (or, with a slash, gone to) on the way, and what it calls itself."""

    name: str
    reach: Reach
    taps: tuple[str, ...] = ()
    page: str = "link"
    status: int = 200
    role: str = "nobody"


def choice(value: str) -> str:
    """Return where an answer is tapped, in whichever language it stands."""
    return f"button[value={value}]"


def seated(role: str, before: Reach) -> Reach:
    """Bring an agency to where somebody of a role sees something, and sign in as that role does in the demo."""

    def reach(stage: Stage) -> str:
        before(stage)
        return f"/demo/{role}"

    return reach


SHARES, TELL = "/me/shares", "/me/tell"
WHO, GIVE = choice("who"), choice("give")
KEPT = (choice("keep"),)
RING = (".top__help", "a[href='/ring']")
ONE_PHONE = ("a[href='/night/keep']", choice("keep"), ".night__links [href='/night/keep']", "a[href='/me/devices']")
NO_DAY = (LATER, choice("not_now"))


def at(address: str) -> Reach:
    """Go to an address that needs no case."""
    return lambda _: address


def member(stage: Stage, query: str = "") -> str:
    """Bring a case to the first question of its member, by day."""
    _, token, stage.hand.at = asked(stage.town)
    return f"/{token}{query}"


def offered(stage: Stage) -> str:
    """Open a case, and let nobody have been in touch yet."""
    stage.town.incident()
    stage.hand.at = NOON + 10 * MINUTE
    return ""


def been(stage: Stage) -> str:
    """Bring a case some way: an offer taken, people in touch, one ruled out, somebody beside him, and looks."""
    address = member(stage)
    town, at = stage.town, stage.hand.at
    (case,) = [case for case, _ in town.store.rows(AGENCY)]
    for command in (
        AcceptOffer(at, MEMBER),
        ChooseWay(at, MEMBER, "phone"),
        ChooseSpot(at, MEMBER, "coffee"),
        RuleOut(at, MEMBER, PEERS[2]),
        NameCompanion(at, MEMBER, PEERS[1]),
    ):
        town.do(case, command)
    tried: tuple[tuple[str, Literal["made", "no_answer"]], ...] = (("day_1", "made"), ("day_3", "no_answer"))
    for key, outcome in tried:
        while item_of(town.case(case), key) is None:
            town.sweep_to(town.store.next_wake() or at)
        held_at = town.case(case).last_at
        town.do(case, RecordContact(held_at, PEER, key, None, outcome, held_at, PRECISE, "phone", None, "peer"))
    stage.hand.at = town.case(case).last_at + HOUR
    with town.store.transaction() as unit:
        for by, what, ago in ((PEER, "case", HOUR), (COORDINATOR, "board", 30 * HOUR), (PEER, "list", 50 * HOUR)):
            unit.put_looked([Looked(AGENCY, MEMBER, by, what, stage.hand.at - ago)])
    return address


def ended(stage: Stage, *, declined: bool = False) -> str:
    """Bring a case to where the member said no, or stop."""
    address = been(stage)
    (case,) = [case for case, _ in stage.town.store.rows(AGENCY)]
    kind = DeclineOffer if declined else StopContact
    stage.town.do(case, kind(stage.hand.at, MEMBER))
    return address


def own(path: str) -> str:
    """Return where a member goes to another page of his."""
    return f".further a[href='/me/{path}']"


def night(stage: Stage, query: str = "") -> str:
    """Let the member open his link at three in the morning."""
    address = member(stage, query)
    while to_local(stage.hand.at, ZONE).hour != 3:
        stage.hand.at += HOUR
    stage.hand.at += 12 * MINUTE
    return address


def clocked(before: Reach) -> Reach:
    """Let a clock run all the while: whoever is asked to ring is told so."""

    def reach(stage: Stage) -> str:
        address = before(stage)
        stage.town.store.note_time(Dial(stage.hand.at, "this start", 0))
        return address

    return reach


def has_it(stage: Stage) -> str:
    """Let the member have asked to be called, and somebody have said "I have it"."""
    case, _, stage.hand.at = asked(stage.town)
    stage.town.store.note_time(Dial(stage.hand.at, "this start", 0))
    stage.town.do(case, CallMe(stage.hand.at, MEMBER))
    raised = raised_on(stage.town.case(case), URGENT)
    assert raised is not None
    assert raised.asked is not None
    stage.town.do(case, Acknowledge(stage.hand.at, raised.asked, URGENT, "on_call"))
    return ""


def still(stage: Stage) -> str:
    """Ask the member a question that has a yes and a no."""
    town = stage.town
    (case,) = town.incident()
    town.do(case, MakeOffer(NOON, PEER, NOON, "phone", "peer"))
    town.do(case, AdviseNoContact(NOON, MEMBER))
    while all(item.key != STILL or item.stage == "ahead" for item in town.case(case).items):
        town.sweep_to(town.store.next_wake() or NOON)
    item = next(item for item in town.case(case).items if item.key == STILL)
    was_asked(town, MEMBER, case, STILL, item.occurrence)
    return f"/{made_up(case, STILL, MEMBER, 'answer', item.occurrence)}"


def offer(stage: Stage, purpose: Purpose = "report", step: str = "offer") -> str:
    """Ask a peer to make the first offer, or something else of the first hours."""
    (case,) = stage.town.incident()
    stage.town.deliver(NOON)
    stage.hand.at = NOON + MINUTE
    return f"/{made_up(case, step, PEER, purpose)}"


def rung(stage: Stage) -> str:
    """Ask the coordinator, because nobody has made the offer."""
    (case,) = stage.town.incident()
    stage.hand.at = NOON + 50 * MINUTE
    stage.town.sweep_to(stage.hand.at)
    raised = stage.town.case(case).raised[0]
    return f"/{made_up(case, f'ladder:{raised.ladder}', COORDINATOR, 'take', raised.occurrence)}"


def handed(stage: Stage) -> str:
    """Hand a member over to another companion."""
    (case,) = stage.town.incident()
    stage.town.do(case, NameCompanion(NOON, MEMBER, PEERS[1]))
    stage.town.do(case, HandOver(NOON, PEERS[1], PEERS[2]))
    stage.town.deliver(NOON)
    stage.hand.at = NOON + MINUTE
    return f"/{link_to(stage.town, PEERS[2])}"


def second_day(stage: Stage) -> CaseId:
    """Bring a case to its second day, with somebody of the agency as its peer, and a clinician there."""
    town = stage.town
    town.enter(CLINIC, ("clinician",))
    (case,) = town.incident()
    town.do(case, MakeOffer(NOON, PEER, NOON, "phone", "peer"))
    stage.hand.at = NOON + DAY
    town.sweep_to(stage.hand.at)
    return case


def kept(stage: Stage, *, wishes: bool = False) -> str:
    """Go from the peer's list to the page of a case."""
    case = second_day(stage)
    if wishes:
        for command in (ChooseWay(stage.hand.at, MEMBER, "text"), SlowDown(stage.hand.at, MEMBER)):
            stage.town.do(case, command)
    return ""


def turns(stage: Stage, *, asked: bool = False) -> str:
    """Put two peers on call in turn; let the other ask for a swap, and a leave lie ahead."""
    kept(stage)
    town, now = stage.town, stage.hand.at
    layer = Layer(PEERS[:2], "weekly", 8 * 60, 0, to_local(NOON, ZONE).toordinal())
    command = SetRota(now, COORDINATOR, "on-call", "peer", ZONE, (layer,))
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, "rota/on-call"), command, RotaWorld(frozenset(PEERS[:2])))
    if asked:
        mine, his = Interval(now + 9 * DAY, now + 16 * DAY), Interval(now + 16 * DAY, now + 23 * DAY)
        swap = AskSwap(now, PEERS[1], "s-1", PEERS[0], mine, his)
        say_of_turns(town.store, town.rosters, AGENCY, "on-call", swap)
        town.change(PEERS[0], PlanLeave(now, PEERS[0], now + 6 * DAY, now + 13 * DAY))
    return ""


def session(stage: Stage) -> str:
    """Bring a case to where a session is owed, and let a peer ask to talk."""
    case = second_day(stage)
    stage.hand.at = NOON + 3 * DAY
    stage.town.sweep_to(stage.hand.at)
    asked_today = AskConsult(stage.hand.at, PEER, case, "today")
    ask_consult(stage.town.store, stage.town.rosters, AGENCY, asked_today)
    return ""


def unheld(stage: Stage) -> str:
    """Let nobody do anything for three days."""
    stage.town.incident()
    stage.hand.at = NOON + 3 * DAY
    stage.town.sweep_to(stage.hand.at)
    return ""


def shared(stage: Stage, things: tuple[Thing, ...] = ("incident", "answers")) -> str:
    """Let the member share something with somebody of the family."""
    address = member(stage)
    (case,) = [case for case, _ in stage.town.store.rows(AGENCY)]
    stage.town.do(case, GiveShare(stage.hand.at, MEMBER, FAMILY, "family", things))
    return address


def beside(stage: Stage) -> str:
    """Let somebody of the family be beside the member."""
    address = member(stage)
    (case,) = [case for case, _ in stage.town.store.rows(AGENCY)]
    stage.town.do(case, NameCompanion(stage.hand.at, MEMBER, FAMILY))
    return address


def answered(stage: Stage) -> str:
    """Let him have answered, too."""
    address = shared(stage)
    (case,) = [case for case, _ in stage.town.store.rows(AGENCY)]
    item = next(item for item in stage.town.case(case).items if item.kind == "ask")
    stage.town.do(case, AnswerAsk(stage.hand.at, MEMBER, item.key, item.occurrence, "ok", None))
    return address


def over(stage: Stage) -> str:
    """Let what he shares have come to its end."""
    address = shared(stage)
    stage.hand.at += SHARE_ENDS_FOR
    return address


def held(stage: Stage) -> str:
    """Let the member write a few words to his peers."""
    address = member(stage)
    (case,) = [case for case, _ in stage.town.store.rows(AGENCY)]
    write(stage.town.store, stage.town.rosters, AGENCY, case, WriteWord(stage.hand.at, MEMBER, 1, PEERS), WORDS)
    return address


def told(stage: Stage) -> str:
    """Let them be told of it, and open one's link."""
    held(stage)
    stage.hand.at += 2 * MINUTE
    stage.town.deliver(stage.hand.at)
    return f"/{link_to(stage.town, PEERS[0])}"


def taken_back(stage: Stage) -> str:
    """Let him have taken them back."""
    address = told(stage)
    (case,) = [case for case, _ in stage.town.store.rows(AGENCY)]
    back = TakeBackWord(stage.hand.at, MEMBER, 1)
    take_back(stage.town.store, stage.town.rosters, AGENCY, case, back)
    return address


def run_out(stage: Stage) -> str:
    """Let a link be older than thirty days."""
    address = member(stage)
    stage.hand.at += 31 * DAY
    return address


def broken(stage: Stage) -> str:
    """Let a page fail."""
    address = member(stage)
    stage.hand.broken = True
    return address


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

TO_KEEP = partial(night, query="?keep")
CODE = "abcd-efgh-jkmn-pqrs-tvwx"


def worry(stage: Stage, *, sign: Sign = "not_himself", written: str = MEMBER, named: str = "") -> str:
    """Let somebody worry, and return the address of his own."""
    town, said = stage.town, Worry(written, sign, bool(named), named)
    raise_concern(town.store, town.rosters, AGENCY, CODE, said, stage.hand.at)
    return f"/worried/{CODE}"


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


WHO = ".board__who .govuk-link"
WEEK, CARDS = ".doors a[href='/board/week']", ".doors a[href='/cards']"
COVER, NEW = ".ways a[href='/cover']", ".ways a[href='/incident/new']"
DIED = "a[href$='/death']"

SCENES = (
    Scene("start", at("/"), page="start"),
    Scene("help", at("/help"), page="help"),
    Scene("help_abroad", at("/help"), (DAYS,), page="help"),
    Scene("missing", at("/nothing-here"), page="missing", status=404),
    Scene("closed", run_out, page="closed", status=404),
    Scene("broken", broken, page="broken", status=500),
    Scene("member", member),
    Scene("member_days", member, (DAYS,)),
    Scene("member_no_day", member, (DAYS, choice("not_now")), status=422),
    Scene("member_ok", member, (choice("ok"),), page="answered"),
    Scene("member_again", member, (choice("ok"), ".govuk-link", choice("ok")), page="answered"),
    Scene("member_call", member, (choice("call_me"),), page="answered"),
    Scene("member_undone", member, (choice("call_me"), choice("undo")), page="answered"),
    Scene("member_not_now", member, (DAYS, THREE, choice("not_now")), page="answered"),
    Scene("question", still),
    Scene("question_yes", still, (choice("yes"),), page="answered"),
    Scene("night", night, page="night"),
    Scene("night_days", night, (".night__links .govuk-link",)),
    Scene("night_no_day", partial(night, query="?day"), (choice("not_now"),), status=422),
    Scene("night_ok", night, (choice("ok"),), page="answered"),
    Scene("night_call", night, (choice("call_me"),), page="answered"),
    Scene("night_later", night, (choice("not_now"),), page="answered"),
    Scene("night_keep", TO_KEEP, page="keep"),
    Scene("phone_night", TO_KEEP, KEPT, page="night"),
    Scene("phone_ok", TO_KEEP, (*KEPT, choice("ok")), page="night"),
    Scene("phone_later", TO_KEEP, (*KEPT, choice("not_now")), page="night"),
    Scene("phone_days", TO_KEEP, (*KEPT, ".night__links .govuk-link")),
    Scene("phone_call", clocked(TO_KEEP), (*KEPT, choice("call_me")), page="ring"),
    Scene("phone_undone", clocked(TO_KEEP), (*KEPT, choice("call_me"), choice("undo")), page="ring"),
    Scene("phone_kept", TO_KEEP, (*KEPT, "a[href='/night/keep']"), page="keep"),
    Scene("phone_off", TO_KEEP, (*KEPT, "a[href='/night/keep']", choice("take_off")), page="night_none"),
    Scene("night_none", at("/night"), page="night_none"),
    Scene("unsent", at("/unsent/tap"), page="unsent"),
    Scene("unsent_night_tap", at("/unsent/night-tap"), page="unsent"),
    Scene("unsent_night", at("/unsent/night"), page="unsent"),
    Scene("ring", seated("member", member), RING, page="ring", role="member"),
    Scene("ring_call", seated("member", clocked(member)), (*RING, choice("call_me")), page="ring", role="member"),
    Scene("ring_taken", seated("member", has_it), RING, page="ring", role="member"),
    Scene("ring_nobody", seated("member", member), (*RING, choice("call_me")), page="ring", role="member"),
    Scene("devices", seated("member", member), ("a[href='/me/devices']",), page="devices", role="member"),
    Scene("devices_one", seated("member", member), ONE_PHONE, page="devices", role="member"),
    Scene("night_rings", clocked(night), (choice("call_me"), "a[href$='?ring']"), page="ring"),
    Scene("member_rings", clocked(member), (choice("call_me"), "a[href$='?ring']"), page="ring"),
    Scene("peer", offer),
    Scene("peer_days", offer, (DAYS,)),
    Scene("peer_made", offer, (choice("made"),), page="answered"),
    Scene("peer_no_answer", offer, (choice("no_answer"),), page="answered"),
    Scene("peer_handed_on", offer, (choice("hand_over"),), page="answered"),
    Scene("peer_used", offer, (choice("made"), ".govuk-link"), page="link"),
    Scene("peer_task", partial(offer, step="family_told")),
    Scene("peer_refused", partial(offer, purpose="take"), (choice("take"),), page="answered"),
    Scene("one", partial(offer, purpose="made")),
    Scene("rung", rung),
    Scene("rung_took", rung, (choice("take"),), page="answered"),
    Scene("rung_cannot", rung, (choice("cannot"),), page="answered"),
    Scene("companion", handed),
    Scene("companion_confirmed", handed, (choice("confirm"),), page="answered"),
    Scene("demo", at("/demo"), page="demo"),
    Scene("ground", seated("member", member), page="my_ground", role="member"),
    Scene("ground_none", seated("member", at("/")), page="my_ground_empty", role="member"),
    Scene("ground_table", seated("member", member), (DAYS,), page="my_ground", role="member"),
    Scene("ground_offer", seated("member", offered), page="my_ground", role="member"),
    Scene("ground_took", seated("member", offered), (choice("accept"),), page="my_ground", role="member"),
    Scene("ground_no", seated("member", partial(ended, declined=True)), page="my_ground", role="member"),
    Scene("ground_stopped", seated("member", ended), page="my_ground", role="member"),
    Scene("ground_been", seated("member", been), page="my_ground", role="member"),
    Scene("ground_disputed", seated("member", been), (choice("dispute"),), page="my_ground", role="member"),
    Scene("choices", seated("member", been), (own("choices"),), page="my_choices", role="member"),
    Scene("choices_ended", seated("member", ended), (own("choices"),), page="my_choices", role="member"),
    Scene("choices_did", seated("member", been), (own("choices"), choice("slower")), page="my_choices", role="member"),
    Scene(
        "choices_nobody",
        seated("member", been),
        (own("choices"), choice("hand_over")),
        page="my_choices",
        status=422,
        role="member",
    ),
    Scene("sight", seated("member", been), (own("sight"),), page="my_sight", role="member"),
    Scene("sight_nobody", seated("member", offered), (own("sight"),), page="my_sight", role="member"),
    Scene("everything", seated("member", been), (own("everything"),), page="my_everything", role="member"),
    Scene("ground_call", seated("member", member), (choice("call_me"),), page="my_ground", role="member"),
    Scene("ground_no_day", seated("member", member), NO_DAY, page="my_ground", status=422, role="member"),
    Scene("list", seated("peer", offer), page="my_list", role="peer"),
    Scene("list_none", seated("peer", at("/")), page="my_list", role="peer"),
    Scene("list_more", seated("peer", offer), (REST,), page="my_list", role="peer"),
    Scene("list_no_day", seated("peer", offer), (REST, choice("not_now")), page="my_list", status=422, role="peer"),
    Scene("list_asked", seated("peer", partial(turns, asked=True)), page="my_list", role="peer"),
    Scene("list_made", seated("peer", offer), (choice("made"),), page="my_list", role="peer"),
    Scene("kept", seated("peer", kept), (ONE_CASE,), page="kept", role="peer"),
    Scene("kept_wishes", seated("peer", partial(kept, wishes=True)), (ONE_CASE,), page="kept", role="peer"),
    Scene("kept_asked", seated("peer", kept), (ONE_CASE, choice("consult_today")), page="my_list", role="peer"),
    Scene("load", seated("peer", turns), (MY_LOAD,), page="my_load", role="peer"),
    Scene("load_asked", seated("peer", partial(turns, asked=True)), (MY_LOAD,), page="my_load", role="peer"),
    Scene("load_swap", seated("peer", turns), (MY_LOAD, DAYS), page="my_load", role="peer"),
    Scene("load_none", seated("peer", kept), (MY_LOAD, choice("leave")), page="my_load", status=422, role="peer"),
    Scene("clinician", seated("clinician", session), page="clinician", role="clinician"),
    Scene("clinician_took", seated("clinician", session), (choice("made"),), page="clinician", role="clinician"),
    Scene("clinician_none", seated("clinician", kept), page="clinician", role="clinician"),
    Scene("about_member", seated("member", at("/")), (ABOUT,), page="about", role="member"),
    Scene("about_peer", seated("peer", at("/")), (ABOUT,), page="about", role="peer"),
    Scene("about_coordinator", seated("coordinator", at("/")), (ABOUT,), page="about", role="coordinator"),
    Scene("about_chief", seated("peer", at("/")), (ABOUT, "a[href='/about/chief']"), page="about", role="peer"),
    Scene("board", seated("coordinator", unheld), page="board", role="coordinator"),
    Scene("board_calm", seated("coordinator", member), page="board", role="coordinator"),
    Scene("worried", at("/worried"), page="worried"),
    Scene("worried_tell", at("/worried/tell"), page="worried_tell"),
    Scene("worried_wrong", at("/worried/tell"), ("button[type=submit]",), page="worried_tell", status=422),
    Scene("worried_new", lambda stage: worry(stage) + "?new", page="worried_became"),
    Scene("worried_danger", lambda stage: worry(stage, sign="danger") + "?new", page="worried_became"),
    Scene("worried_waited", waited, page="worried_became"),
    Scene("worried_undone", worry, (choice("take_back"),), page="worried_became"),
    Scene("worried_none", at(f"/worried/{CODE}"), page="closed", status=404),
    Scene("worried_often", too_often, page="too_often", status=429),
    Scene("concerns", seated("coordinator", worries), (CONCERNS,), page="concerns", role="coordinator"),
    Scene(
        "concerns_read", seated("coordinator", worry), (CONCERNS, choice("read")), page="concerns", role="coordinator"
    ),
    Scene("concerns_none", seated("coordinator", at("/")), (CONCERNS,), page="concerns", role="coordinator"),
    Scene(
        "concerns_wrong",
        seated("coordinator", partial(worry, written="Sam")),
        (CONCERNS, choice("match")),
        page="concerns",
        status=422,
        role="coordinator",
    ),
    Scene("shares", seated("member", shared), (SHARES,), page="my_shares", role="member"),
    Scene("shares_none", seated("member", member), (SHARES,), page="my_shares", role="member"),
    Scene("shares_over", seated("member", over), (SHARES,), page="my_shares", role="member"),
    Scene("shares_ended", seated("member", shared), (SHARES, choice("end")), page="my_shares", role="member"),
    Scene("shares_nobody", seated("member", member), (SHARES, WHO), page="my_shares", status=422, role="member"),
    Scene("share_with", seated("member", shared), (SHARES, choice("who")), page="share_with", role="member"),
    Scene(
        "share_nothing", seated("member", beside), (SHARES, NEAR, GIVE), page="share_with", status=422, role="member"
    ),
    Scene("share_given", seated("member", beside), (SHARES, NEAR, ".tick", GIVE), page="my_shares", role="member"),
    Scene("family", seated("family", answered), page="family", role="family"),
    Scene("family_unanswered", seated("family", shared), page="family", role="family"),
    Scene("family_over", seated("family", over), page="family", role="family"),
    Scene("tell", seated("member", member), (TELL,), page="tell", role="member"),
    Scene("tell_empty", seated("member", member), (TELL, choice("write")), page="tell", status=422, role="member"),
    Scene("tell_held", seated("member", held), (TELL,), page="tell", role="member"),
    Scene("tell_sent", seated("member", told), (TELL,), page="tell", role="member"),
    Scene("tell_back", seated("member", told), (TELL, choice("take_back")), page="tell", role="member"),
    Scene("word", told, page="word"),
    Scene("word_gone", taken_back, page="closed", status=404),
    Scene("protocol", seated("member", at("/")), (PROTOCOL,), page="protocol", role="member"),
    Scene("protocol_table", seated("member", at("/")), (PROTOCOL, DAYS), page="protocol", role="member"),
    Scene("studio", seated("coordinator", at("/")), STUDIO, page="studio", role="coordinator"),
    Scene("studio_draft", drafted, STUDIO, page="studio", role="coordinator"),
    Scene("studio_found", partial(drafted, span="PT2H"), STUDIO, page="studio", role="coordinator"),
    Scene("studio_no_file", drafted, (*STUDIO, choice("hand_in")), page="studio", status=422, role="coordinator"),
    Scene("studio_in_force", drafted, (*STUDIO, choice("in_force")), page="protocol", role="coordinator"),
    Scene("studio_step", seated("coordinator", at("/")), STEP, page="studio_step", role="coordinator"),
    Scene("studio_ladder", seated("coordinator", at("/")), LADDER, page="studio_ladder", role="coordinator"),
    Scene("studio_rung", drafted, (*LADDER, OUT, ADD), page="studio_ladder", role="coordinator"),
    Scene("studio_rung_who", drafted, (*LADDER, ADD, KEEP), page="studio_ladder", status=422, role="coordinator"),
    Scene("studio_limits", drafted, LIMITS, page="studio_limits", role="coordinator"),
    Scene("studio_kept", drafted, (*LADDER, OUT, KEEP), page="studio", role="coordinator"),
    Scene("case", seated("coordinator", case), (WHO,), page="case", role="coordinator"),
    Scene("case_choose", seated("coordinator", case), (WHO, "#assign summary"), page="case", role="coordinator"),
    Scene("case_taken", seated("coordinator", case), (WHO, "#decide .govuk-button"), page="case", role="coordinator"),
    Scene(
        "case_death", seated("coordinator", case), (WHO, "#more summary", DIED), page="case_death", role="coordinator"
    ),
    Scene("cover", seated("coordinator", member), (COVER,), page="cover", role="coordinator"),
    Scene(
        "cover_error",
        seated("coordinator", member),
        (COVER, "#leave .govuk-button"),
        page="cover",
        status=422,
        role="coordinator",
    ),
    Scene("week", seated("coordinator", case), (WEEK,), page="week", role="coordinator"),
    Scene("cards", at("/cards"), page="cards"),
    Scene("incident_new", seated("coordinator", member), (NEW,), page="incident_new", role="coordinator"),
    Scene(
        "incident_error",
        seated("coordinator", member),
        (NEW, "button[value=check]"),
        page="incident_new",
        status=422,
        role="coordinator",
    ),
)
OPENED = tuple(scene for scene in SCENES if not scene.taps)
"""Pages that nothing was tapped for."""
