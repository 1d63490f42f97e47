"""How a made-up agency is brought to where there is something to see: before who needs no account, and in care."""

from collections.abc import Callable
from typing import Literal

from solidground.app.consults import ask_consult
from solidground.app.handle import handle, stream_of
from solidground.app.helping import say_of_turns
from solidground.app.telling import take_back, write
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.calling import URGENT
from solidground.core.care.choice.commands import AdviseNoContact, CallMe, ChooseSpot, ChooseWay, RuleOut, StopContact
from solidground.core.care.commands import SlowDown
from solidground.core.care.companion.commands import HandOver, NameCompanion
from solidground.core.care.consult.commands import AskConsult
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.contact.steps import STILL
from solidground.core.care.keeping.commands import Acknowledge, ChangePeer
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer, MakeOffer
from solidground.core.care.share.commands import GiveShare
from solidground.core.care.share.things import Thing, shareable
from solidground.core.care.state import item_of, raised_on
from solidground.core.care.storage import Stored
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId
from solidground.core.notice.token import Purpose
from solidground.core.record import Dial, Looked
from solidground.core.roster.intervals import Interval
from solidground.core.roster.reach.commands import PlanLeave
from solidground.core.roster.rota.commands import AskSwap, SetRota
from solidground.core.roster.rota.state import Layer
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.wall import SHARE_ENDS_FOR
from tests.app.test_answers import PEER, asked, link_to, made_up, was_asked
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE
from tests.browser.keys import Tap
from tests.browser.stage import CLINIC, FAMILY, Stage

Reach = Callable[[Stage], str]
"""Brings an agency to where there is such a page, and returns its address on the server."""

DAYS = "main summary"
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
TAKE_DOWN = ("form button",)
NO_DAY = (LATER, choice("not_now"))
MY_LEAVE: tuple[Tap, ...] = (("#leave-from", "2024-04-01"), ("#leave-until", "2024-04-08"), choice("leave"))
WRITES: tuple[Tap, ...] = (("#text", WORDS), ("#others", PEERS[0]), choice("write"))


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


RULES_OUT: tuple[Tap, ...] = (own("choices"), ("#person", PEERS[0]), choice("rule_out"))
BESIDE: tuple[Tap, ...] = ("a[href='/me/choices#companion']", ("#companion", PEERS[1]), choice("companion"))


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


def shared_all(stage: Stage) -> str:
    """Let the member share with the clinician all that can be."""
    session(stage)
    (case,) = [case for case, _ in stage.town.store.rows(AGENCY)]
    things = shareable("clinician")
    stage.town.do(case, GiveShare(stage.hand.at, MEMBER, CLINIC, "clinician", things))
    return ""


def unheld(stage: Stage) -> str:
    """Let nobody do anything for three days."""
    stage.town.incident()
    stage.hand.at = NOON + 3 * DAY
    stage.town.sweep_to(stage.hand.at)
    return ""


def shared_with_peer(stage: Stage, *, left: bool = False) -> str:
    """Let a member share with his peer where he keeps a gun, and, perhaps, take another peer since."""
    case = second_day(stage)
    peer = stage.town.case(case).peer
    assert peer is not None
    with stage.town.store.transaction() as unit:
        unit.put_stored(AGENCY, MEMBER, Stored("0" * 20, "range", to_local(NOON, ZONE).toordinal(), "my_word", None))
    stage.town.do(case, GiveShare(stage.hand.at, MEMBER, peer, "peer", ("storage", "draft")))
    if left:
        stage.town.do(case, ChangePeer(stage.hand.at, MEMBER))
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
