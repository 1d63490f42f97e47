"""A small agency in which everything has happened that a page could tell, and everybody who could look at it.

Each fact has a mark: words or an id that stand nowhere else. What must never happen here: a mark that says two things.
"""

from datetime import date
from typing import Final, NamedTuple

from solidground.app.calls import Place, asked
from solidground.app.consults import ask_consult
from solidground.app.devices import keep, signed_in
from solidground.app.founding import FOUNDERS
from solidground.app.handle import stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.app.opening import Opening
from solidground.app.people import handle_person
from solidground.app.property import take
from solidground.app.returning import Said, say
from solidground.app.telling import write
from solidground.app.wiring import draw_line
from solidground.app.worried import Worry, concern_of, raise_concern
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.commands import CallMe, ChooseWay, RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.care.consult.commands import AskConsult
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.returning.commands import ConfirmReturnStep, PlanReturnStep
from solidground.core.care.share.commands import GiveShare
from solidground.core.care.storage import Stored
from solidground.core.care.word.commands import WriteWord
from solidground.core.duty.property.commands import TakeProperty
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, Instant, PersonId, Refusal
from solidground.core.record import Dial
from solidground.core.roster.person.commands import DeclareKin, SetSupervisor
from solidground.core.roster.rota.commands import SetRota
from solidground.core.roster.rota.state import Layer
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.wall import Role, Viewer
from solidground.web.house import House
from tests.app.dues import owes, visited
from tests.app.holdings import happened
from tests.app.leaves import attended, examined, left
from tests.app.papers import asked_beside, delivered, drafted, joined, signed
from tests.app.test_answers import link_to
from tests.app.town import AGENCY, COORDINATOR, NOON, PEERS, PROTOCOL, VOICE, ZONE, Town, plan_for
from tests.web.conftest import LINE, Hand
from tests.web.headquarters import JOINED, OFFICER, SUPERVISOR, figured, staffed, told, whole

AMBER, BIRCH, CEDAR, DELTA, EMBER = map(
    PersonId, ("Amber-4411", "Birch-4412", "Cedar-4413", "Delta-4414", "Ember-4415")
)
"""Members: one with a peer who shares, one silent, one who asked to be called, one whose case is closed, and one whose
case no incident began."""

BOSS, OWN = PersonId("coord-boss"), PersonId("coord-own")
"""Coordinators: one supervises the silent member, one has a case himself."""

KIN, RULED, ON_CALL, CALLED, IDLE = map(PersonId, ("peer-kin", "peer-ruled", "call-first", "call-next", "call-quiet"))
CLINIC, FRIAR, NOT_CHOSEN = map(PersonId, ("clinic", "friar", "zz-clinic"))
WIFE, OLD_FRIEND, NO_SHARE, BESIDE = map(PersonId, ("home-1", "home-2", "home-3", "home-4"))
STRANGER = PersonId("stranger")
GUIDE = PersonId("along-1")
"""Who goes along at steps of the first member's way back, and has no role."""

BACK_ON: Final = date(2024, 5, 17).toordinal()
"""The day for which he plans a step."""

CODES = ("abcd-efgh-jkmn-pqrs-tvwx", "zzzz-efgh-jkmn-pqrs-tvwx")
"""Of a concern that names nobody known, by a source who may be named; and of one about a member, by one who may not."""

SIGNED = "Mark Heldmark"
"""The name under what is signed and not sent."""

MEANT, SOURCE, HIDDEN, WORD = "Zephyrmark", "Sourcemark", "Hiddenmark", "Wordmark"
PAPER: Final = "6" * 20
"""What the first member delivered."""

TAKEN: Final = "7" * 20
"""What was taken from the first member."""

NUMBER: Final = "GLK-44-11-X"
"""What stands on it."""

SESSION_ON: Final = date(2023, 7, 4).toordinal()
"""The day of a session that the first member had to attend."""

INCIDENTS: Final = {"amber": AMBER, "birch": BIRCH, "cedar": CEDAR, "delta": DELTA, "own": OWN}
NOW: Final[Instant] = NOON + 3 * DAY + HOUR


class Story(NamedTuple):
    """The agency with its ids."""

    town: Town
    house: House
    hand: Hand
    cases: dict[str, CaseId]
    concerns: tuple[str, str]
    consult: str
    device: str
    word: str
    """The end of the link to a member's own words."""

    def peer(self) -> PersonId:
        """Return whose member the first one is."""
        found = self.town.case(self.cases["amber"]).peer
        assert found is not None
        return found

    def another(self) -> PersonId:
        """Return a peer who keeps nothing of the first one."""
        case = self.town.case(self.cases["amber"])
        return next(one for one in PEERS if one != case.peer and all(item.keeper != one for item in case.items))


def story(town: Town) -> Story:
    """Let everything happen."""
    hand = Hand()
    _people(town)
    cases = {name: town.incident(who, name=f"quartz-{name}")[0] for name, who in INCIDENTS.items()}
    keys, opening = {1: VOICE.signing}, Opening(plan_for, DerivedIds(7), ZONE, "US-IL")
    house = whole(
        House(
            town.store,
            town.rosters,
            keys,
            hand,
            ZONE,
            "US-IL",
            LINE,
            AGENCY,
            draw_line,
            opening=opening,
            protocol=PROTOCOL,
        )
    )
    _first_days(town, cases)
    hand.at = NOW
    town.sweep_to(NOW - MINUTE)
    _choices(town, cases)
    place = Place(town.store, town.rosters, AGENCY, opening)
    asked(place, signed_in(town.store, AGENCY, EMBER, NOW - MINUTE, ZONE), "call_me", NOW - MINUTE)
    cases["ember"] = _case_of(town, EMBER)
    _take(town)
    _way_back(town, cases["amber"])
    _duty(town)
    visited(town, owes(town, AMBER, "quartz-amber"), SUPERVISOR, NOON + DAY)
    _decide(town)
    concerns = _concerns(town)
    consult = _consult(town, cases["amber"])
    word = _word(town, cases["amber"])
    keep(town.store, AGENCY, AMBER, NOW)
    with town.store.transaction() as unit:
        (device,) = unit.devices(AGENCY, AMBER)
    told(town, "quartz-amber")
    with town.store.transaction() as unit:
        # Nobody has told her yet: her peer is asked to.
        take_in(unit, town.rosters, DerivedIds(1), plan_for, NOW)
    figured(town.store)
    town.store.seal(NOW)
    town.store.note_time(Dial(NOW, "here", 0))
    return Story(town, house, hand, cases, concerns, consult, device.device, word)


def _people(town: Town) -> None:
    town.people(capacity=20)
    staffed(town)
    for person in (AMBER, BIRCH, CEDAR, DELTA, EMBER, OLD_FRIEND, NO_SHARE, BESIDE, STRANGER, GUIDE):
        town.enter(person)
    for person in (BOSS, OWN):
        town.enter(person, ("coordinator",))
    for person in (CLINIC, NOT_CHOSEN):
        town.enter(person, ("clinician",))
    town.enter(FRIAR, ("chaplain",))
    town.enter(WIFE, ("family_contact",))
    for person in (KIN, RULED, ON_CALL, CALLED, IDLE):
        town.enter(person, ("peer",), capacity=20)
    town.change(AMBER, SetSupervisor(NOON, FOUNDERS[0], SUPERVISOR, JOINED))
    town.change(BIRCH, SetSupervisor(NOON, FOUNDERS[0], BOSS, JOINED))
    town.change(KIN, DeclareKin(NOON, KIN, AMBER))
    with town.store.transaction() as unit:
        layer = Layer((ON_CALL, CALLED, IDLE), "weekly", 480, 0, local_day(NOON, ZONE))
        rota = SetRota(NOON, COORDINATOR, "r-1", "peer", ZONE, (layer,))
        done = handle_person(unit, stream_of(AGENCY, "rota/r-1"), rota, RotaWorld(frozenset((ON_CALL, CALLED, IDLE))))
        assert not isinstance(done, Refusal), done


def _first_days(town: Town, cases: dict[str, CaseId]) -> None:
    case = cases["amber"]
    town.do(case, RuleOut(NOON, AMBER, RULED))
    keeper = next(item.keeper for item in town.case(case).items if item.key == "offer")
    assert keeper is not None
    town.do(case, MakeOffer(NOON, keeper, NOON, "phone", "peer"))
    town.do(case, NameCompanion(NOON, AMBER, BESIDE))
    asked_at = NOON
    while not (asks := [item for item in town.case(case).items if item.kind == "ask"]):
        asked_at = town.store.next_wake() or asked_at
        town.sweep_to(asked_at)
    answered = town.do(case, AnswerAsk(asked_at, AMBER, asks[0].key, asks[0].occurrence, "ok", None))
    assert not isinstance(answered, Refusal), answered
    town.do(cases["delta"], CloseCase(asked_at, COORDINATOR, "coordinator"))


def _choices(town: Town, cases: dict[str, CaseId]) -> None:
    at, case = NOW - MINUTE, cases["amber"]
    town.do(case, ChooseWay(at, AMBER, "text"))
    town.do(case, GiveShare(at, AMBER, WIFE, "family", ("incident", "answers")))
    town.do(case, GiveShare(at, AMBER, OLD_FRIEND, "family", ("incident", "answers")))
    town.do(case, GiveShare(at, AMBER, FRIAR, "clinician", ("contacts", "storage")))
    peer = town.case(case).peer
    assert peer is not None
    assert not isinstance(town.do(case, GiveShare(at, AMBER, peer, "peer", ("storage",))), Refusal)
    town.do(cases["cedar"], CallMe(at, CEDAR))
    town.do(cases["cedar"], GiveShare(at, CEDAR, WIFE, "family", ("draft",)))


def _take(town: Town) -> None:
    today = local_day(NOON, ZONE)
    command = TakeProperty(
        NOON, OFFICER, AMBER, "quartz-amber", "service_weapon", "standard", "property_room", OFFICER, today, today + 9
    )
    viewer = Viewer(OFFICER, frozenset({Role.PROPERTY_OFFICER}))
    assert not isinstance(take(town.store, town.rosters, AGENCY, viewer, TAKEN, command, ZONE), Refusal)
    with town.store.transaction() as unit:
        unit.put_stored(AGENCY, AMBER, Stored("8" * 20, "range", today, "my_word", None))
        unit.put_serial(AGENCY, TAKEN, AMBER, NUMBER)


def _way_back(town: Town, case: CaseId) -> None:
    """Let him do one step, with somebody of no role, and plan another."""
    at, today = NOW - MINUTE, local_day(NOON, ZONE)
    for command in (
        PlanReturnStep(at, AMBER, "range", ("range",), None, GUIDE, "partner"),
        ConfirmReturnStep(at, GUIDE, "range", today),
        ConfirmReturnStep(at, AMBER, "range", today),
        PlanReturnStep(at, AMBER, "first_shift", ("first_shift",), BACK_ON, GUIDE, "partner"),
    ):
        done = say(
            town.store, town.rosters, AGENCY, Viewer(command.by), Said(case, command, at, mine=command.by == AMBER)
        )
        assert not isinstance(done, Refusal), done


def _duty(town: Town) -> None:
    """Put the first member on leave, refer him to an exam, and pass on a day of a session that stands nowhere else."""
    happened(left(town, member=AMBER, until_on=None, next_on=local_day(NOON, ZONE) + 9))
    happened(examined(town, member=AMBER))
    attended(town, CLINIC, SESSION_ON, AMBER)


def _decide(town: Town) -> None:
    """The first has delivered a paper, the second has signed with his friend beside him, the third thinks it over."""
    at = NOW - MINUTE
    delivered(town, at, AMBER, PAPER)
    drafted(town, at, BIRCH)
    happened(joined(town, BESIDE, asked_beside(town, at, BIRCH), at, BIRCH))
    happened(signed(town, at, BIRCH, SIGNED))
    drafted(town, at, CEDAR)


def _case_of(town: Town, member: PersonId) -> CaseId:
    with town.store.transaction() as unit:
        return unit.cases_of(AGENCY, member=member)[-1][0]


def _concerns(town: Town) -> tuple[str, str]:
    for code, worry in zip(
        CODES,
        (
            Worry(MEANT, "not_himself", agrees=True, named=SOURCE),
            Worry(AMBER, "not_himself", agrees=False, named=HIDDEN),
        ),
        strict=True,
    ):
        done = raise_concern(town.store, town.rosters, AGENCY, code, worry, NOW - MINUTE)
        assert not isinstance(done, Refusal), done
    return (concern_of(CODES[0]), concern_of(CODES[1]))


def _consult(town: Town, case: CaseId) -> str:
    peer = town.case(case).peer
    assert peer is not None, "the offer was made"
    done = ask_consult(town.store, town.rosters, AGENCY, AskConsult(NOW - MINUTE, peer, case, "today"))
    assert not isinstance(done, Refusal), done
    (stream,) = town.store.streams(AGENCY, "consult")
    return stream.name.partition("/")[2]


def _word(town: Town, case: CaseId) -> str:
    command = WriteWord(NOW - 2 * MINUTE, AMBER, 1, (STRANGER,))
    done = write(town.store, town.rosters, AGENCY, case, command, f"{WORD} by me.")
    assert not isinstance(done, Refusal), done
    town.sweep_to(NOW)
    town.deliver(NOW)
    return link_to(town, STRANGER).removeprefix("w/")
