"""What befalls members in a mixed replay: a death, a hold, a contact that never was; all of it entered by a person."""

from itertools import count

from solidground.app.duty_terms import shipped_terms
from solidground.app.ids import DerivedIds
from solidground.app.protocols import load_protocol
from solidground.app.replay.acting import Act
from solidground.app.replay.cast import Bench
from solidground.app.replay.chance import Chance
from solidground.app.replay.choices import choices
from solidground.app.replay.choosing import ENTERS, chosen
from solidground.app.replay.city import City, CityIncident
from solidground.app.replay.deeds import deed
from solidground.app.replay.duty import Duties
from solidground.app.replay.dying import DIES, Deaths
from solidground.app.replay.play import AGENCY
from solidground.app.replay.run import replay
from solidground.app.replay.summary import numbers
from solidground.core.care.commands import LiftHold, RecordHold
from solidground.core.care.contact.commands import DisputeContact
from solidground.core.care.contact.events import ContactRecorded
from solidground.core.care.events import HoldPlaced
from solidground.core.care.state import Case, Head, Life
from solidground.core.duty.terms import FIRED
from solidground.core.kernel import DAY, CaseId, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.app.replay.test_play import ZONE, incident, serving
from tests.core.care.cast import plan

MEMBER = PersonId("M1")
NIGHT = incident("I1", "2023-03-01T21:15", MEMBER)


def town(*more: CityIncident, helps: bool = False) -> City:
    return City((NIGHT, *more), serving(MEMBER) if helps else {}, (), ())


def case_by(seed: int) -> str:
    return DerivedIds(seed).new("I1", MEMBER)


def fatal_seed(city: City) -> int:
    """Return a seed by which the member of the first incident dies."""
    return next(
        seed for seed in count() if Deaths(city, seed).drawn(case_by(seed), MEMBER, NIGHT.occurred_at) is not None
    )


def played(city: City) -> tuple[list[str], dict[str, object]]:
    store = MemoryStore(SUBJECTS)
    found = replay(store, city, load_protocol("default"), "mixed", fatal_seed(city), 1)
    return [row.status for _, row in store.rows(AGENCY)], dict(numbers(found))


def test_a_member_who_dies_has_his_case_ended_and_nothing_is_sent_any_more() -> None:
    statuses, told = played(town())
    assert statuses == ["closed"]
    assert told["cases"] == 1


def test_who_helps_others_does_not_die_in_a_replay() -> None:
    statuses, _ = played(town(helps=True))
    assert statuses == ["active"]


def test_nobody_dies_before_the_file_names_him_again_and_nobody_twice() -> None:
    city = town()
    seed = fatal_seed(city)
    case = case_by(seed)
    later = town(incident("I2", "2029-03-01T21:15", MEMBER))
    assert Deaths(later, seed).drawn(case, MEMBER, NIGHT.occurred_at) is None
    deaths = Deaths(city, seed)
    assert deaths.may_die(MEMBER, ())
    deaths.dead.add(MEMBER)
    assert not deaths.may_die(MEMBER, ())


def test_few_die_and_who_has_died_is_not_drawn_as_a_peer() -> None:
    deaths = Deaths(town(), 1)
    died = [n for n in range(20_000) if deaths.drawn(f"case-{n}", MEMBER, NIGHT.occurred_at) is not None]
    assert 0.5 < len(died) / (20_000 * DIES) < 1.5
    bench = Bench(City((), serving("S1", "S2"), (), ()), 1, ZONE)
    assert [new.person for new in bench.draw(2, NIGHT.occurred_at, without={PersonId("S1")})] == ["S2"]


def about(life: Life = Life()) -> Case:  # noqa: B008 - a value that never changes
    head = Head(CaseId("c"), MEMBER, "I1", "witness", "any", frozenset(), 0, 0, "any")
    return Case(plan(), head, life=life)


def test_a_hold_is_entered_and_lifted_by_a_person_of_care() -> None:
    placed = HoldPlaced(5, ENTERS, "arrest")
    (lift,) = chosen(Chance(1), "c", placed, about())
    assert (lift.person, lift.key) == (ENTERS, "lift")
    assert 10 * DAY <= lift.at <= 61 * DAY
    for why in ("grave_injury", "arrest"):
        assert choices(Act(1, "choose", ENTERS, why, 0), about()) == (RecordHold(1, ENTERS, why),)
    assert choices(Act(1, "choose", ENTERS, "lift", 0), about(Life(hold="arrest"))) == (LiftHold(1, ENTERS),)
    assert choices(Act(1, "choose", ENTERS, "lift", 0), about()) == ()


def test_a_contact_that_never_was_is_disputed_by_the_member() -> None:
    def after(case: str) -> list[str]:
        recorded = ContactRecorded(5, ENTERS, "day_1", 3, "made", 5, True, "phone", "day_1", "peer")  # noqa: FBT003 - a field
        return [each.doing for each in chosen(Chance(1), case, recorded, about())]

    case = next(f"c-{n}" for n in count() if "dispute" in after(f"c-{n}"))
    assert after(case) == ["dispute"]
    act = Act(9, "dispute", MEMBER, "day_1", 3)
    assert deed(Chance(1), "mixed", act, about(), case) == (DisputeContact(9, MEMBER, "day_1", 3),)


def test_for_whoever_has_died_those_of_command_do_nothing_any_more() -> None:
    city = town()
    seed, died_at = next(
        (seed, at)
        for seed in count()
        if (at := Deaths(city, seed).drawn(case_by(seed), MEMBER, NIGHT.occurred_at)) is not None
        and at < NIGHT.occurred_at + 30 * DAY
    )
    duties = Duties(seed, shipped_terms(), never=False, always=False)
    errands = list(duties.errands(NIGHT.ref, MEMBER, FIRED, NIGHT.occurred_at, ZONE))
    streams = {errand.stream for errand in errands if errand.at >= died_at}
    assert len(streams) > 1, "more was to be done for him"
    store = MemoryStore(SUBJECTS)
    replay(store, city, load_protocol("default"), "mixed", seed, 1)
    said = [row.at for row in store.log(AGENCY, "command") if row.stream in {errand.stream for errand in errands}]
    assert said
    assert max(said) < died_at
