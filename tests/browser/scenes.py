"""Every page there is, and how somebody comes to it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from solidground.app.telling import take_back, write
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.commands import AdviseNoContact
from solidground.core.care.companion.commands import HandOver, NameCompanion
from solidground.core.care.contact.steps import STILL
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.share.commands import GiveShare
from solidground.core.care.share.things import Thing
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, MINUTE
from solidground.core.notice.token import Purpose
from solidground.core.record import Dial
from solidground.core.wall import SHARE_ENDS_FOR
from tests.app.test_answers import PEER, asked, link_to, made_up, was_asked
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE
from tests.browser.stage import FAMILY, Stage
from tests.web.headquarters import figured
from tests.web.headquarters import told as passed_on

Reach = Callable[[Stage], str]
"""Brings an agency to where there is such a page, and returns its address on the server."""

DAYS = "summary"
NEAR = "button[name=near]"
WORDS = "I am all right. I need a while, and I will call each of you myself. Thank you for asking."
LAST = ".card:last-child summary"
LATER = "form summary"
THREE = "label[for=until-3]"


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
TAKE_DOWN = ("form button",)
NO_DAY = (LATER, choice("not_now"))


def at(address: str) -> Reach:
    """Go to an address that needs no case."""
    return lambda _: address


def member(stage: Stage, query: str = "") -> str:
    """Bring a case to the first question of its member, by day."""
    _, token, stage.hand.at = asked(stage.town)
    return f"/{token}{query}"


def night(stage: Stage, query: str = "") -> str:
    """Let the member open his link at three in the morning."""
    address = member(stage, query)
    while to_local(stage.hand.at, ZONE).hour != 3:
        stage.hand.at += HOUR
    stage.hand.at += 12 * MINUTE
    return address


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


def offer(stage: Stage, purpose: Purpose = "report") -> str:
    """Ask a peer to make the first offer."""
    (case,) = stage.town.incident()
    stage.town.deliver(NOON)
    stage.hand.at = NOON + MINUTE
    return f"/{made_up(case, 'offer', PEER, purpose)}"


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


def happened(stage: Stage) -> str:
    """Let something happen to two people of one supervisor."""
    stage.town.incident(MEMBER, PEERS[0])
    stage.hand.at = NOON + 5 * HOUR
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
    Scene("peer", offer),
    Scene("peer_days", offer, (DAYS,)),
    Scene("peer_made", offer, (choice("made"),), page="answered"),
    Scene("peer_no_answer", offer, (choice("no_answer"),), page="answered"),
    Scene("peer_handed_on", offer, (choice("hand_over"),), page="answered"),
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
    Scene("ground_sight", seated("member", member), (LAST,), page="my_ground", role="member"),
    Scene("ground_did", seated("member", member), (choice("slower"),), page="my_ground", role="member"),
    Scene("ground_call", seated("member", member), (choice("call_me"),), page="my_ground", role="member"),
    Scene("ground_no_day", seated("member", member), NO_DAY, page="my_ground", status=422, role="member"),
    Scene("list", seated("peer", offer), page="my_list", role="peer"),
    Scene("list_none", seated("peer", at("/")), page="my_list", role="peer"),
    Scene("list_more", seated("peer", offer), (DAYS,), page="my_list", role="peer"),
    Scene("list_no_day", seated("peer", offer), (DAYS, choice("not_now")), page="my_list", status=422, role="peer"),
    Scene("board", seated("coordinator", unheld), page="board", role="coordinator"),
    Scene("board_calm", seated("coordinator", member), page="board", role="coordinator"),
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
    Scene("supervisor", seated("supervisor", happened), page="supervisor", role="supervisor"),
    Scene("supervisor_none", seated("supervisor", at("/")), page="supervisor", role="supervisor"),
    Scene("supervisor_told", seated("supervisor", overdue), (DAYS,), page="supervisor", role="supervisor"),
    Scene("liaison", seated("liaison", happened), page="liaison", role="liaison"),
    Scene("liaison_none", seated("liaison", at("/")), page="liaison", role="liaison"),
    Scene("liaison_late", seated("liaison", overdue), page="liaison", role="liaison"),
    Scene("liaison_error", seated("liaison", happened), TAKE_DOWN, page="liaison", status=422, role="liaison"),
    Scene("hr", seated("hr", happened), (LAST,), page="hr", role="hr"),
    Scene("work", seated("chief", released), page="work", role="chief"),
    Scene("work_none", seated("chief", at("/")), page="work", role="chief"),
    Scene("year", seated("chief", overdue), ("[href='/year']",), page="year", role="chief"),
    Scene("year_none", seated("chief", at("/")), ("[href='/year']",), page="year", role="chief"),
    Scene("checkpoints", seated("cosigner", signed), (DAYS,), page="checkpoints", role="cosigner"),
    Scene("checkpoints_none", seated("cosigner", at("/")), page="checkpoints", role="cosigner"),
    Scene("administration", seated("administrator", released), page="administration", role="administrator"),
    Scene("administration_late", seated("administrator", at("/")), page="administration", role="administrator"),
    Scene(
        "administration_error",
        seated("administrator", released),
        ("button.govuk-button",),
        page="administration",
        status=422,
        role="administrator",
    ),
)
OPENED = tuple(scene for scene in SCENES if not scene.taps)
"""Pages that nothing was tapped for."""
