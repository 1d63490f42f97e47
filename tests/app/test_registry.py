from solidground.app.founding import FOUNDERS
from solidground.app.handle import stream_of
from solidground.app.registry import Flawed, add_address, check_routes, commitment_of, forget, reaches
from solidground.core.kernel import PersonId, Refusal
from solidground.core.roster.person.events import PersonForgotten
from solidground.core.roster.reach.commands import AddRoute, FailRoute, RemoveRoute
from tests.app.town import AGENCY, COORDINATOR, FOUNDING, NOON, PEERS, VOICE, Town, address

PEER = PEERS[0]
SECRET = VOICE.commitment
TEXT = address(PEER, "text")


def flawed(town: Town) -> list[Flawed]:
    with town.store.transaction() as unit:
        return check_routes(unit, SECRET, AGENCY)


def good(town: Town, *, also_failed: bool = False) -> list[str]:
    with town.store.transaction() as unit:
        return [route.address for route in reaches(unit, SECRET, AGENCY, PEER, also_failed=also_failed).good]


def test_an_address_is_entered_by_two_people_and_the_log_holds_a_commitment_alone(town: Town) -> None:
    with town.store.transaction() as unit:
        assert not isinstance(add_address(unit, SECRET, TEXT, *FOUNDERS, NOON, FOUNDING), Refusal)
    assert good(town) == [address(PEER).address, TEXT.address]
    assert TEXT.address not in "".join(event.body for event in town.store.log())


def test_one_person_alone_changes_no_address(town: Town) -> None:
    with town.store.transaction() as unit:
        assert isinstance(add_address(unit, SECRET, TEXT, COORDINATOR, COORDINATOR, NOON, FOUNDING), Refusal)
    assert good(town) == [address(PEER).address]


def test_a_swapped_a_missing_and_an_unknown_address_show_and_are_not_used(town: Town) -> None:
    assert flawed(town) == []
    with town.store.transaction() as unit:
        unit.put_route(address(PEER)._replace(address="thief@elsewhere.example"))
        unit.put_route(TEXT)
    assert flawed(town) == [Flawed(PEER, "p-1-mail", "swapped"), Flawed(PEER, "p-1-text", "unknown")]
    assert good(town) == []
    with town.store.transaction() as unit:
        unit.forget_person(AGENCY, PEER)
    assert flawed(town) == [Flawed(PEER, "p-1-mail", "missing")]


def test_a_commitment_needs_the_key_and_says_whose_address_it_is() -> None:
    said = commitment_of(SECRET, TEXT)
    assert said == commitment_of(SECRET, TEXT._replace(working=False))
    others = [TEXT._replace(person=PEERS[1]), TEXT._replace(way="mail"), TEXT._replace(address="x"), address(PEER)]
    assert said not in [commitment_of(b"another key" * 3, TEXT), *[commitment_of(SECRET, other) for other in others]]


def test_an_address_that_failed_is_used_no_more_and_still_known(town: Town) -> None:
    town.change(PEER, FailRoute(NOON, COORDINATOR, "p-1-mail"))
    assert (good(town), good(town, also_failed=True)) == ([], [address(PEER).address])
    assert flawed(town) == []
    town.change(PEER, RemoveRoute(NOON, COORDINATOR, "p-1-mail"))
    assert good(town, also_failed=True) == []


def test_forgetting_somebody_leaves_neither_name_nor_address_and_asks_him_nothing_more(town: Town) -> None:
    (case,) = town.incident()
    with town.store.transaction() as unit:
        unit.put_person(AGENCY, PEER, "Somebody")
        forget(unit, AGENCY, PEER, COORDINATOR, NOON)
        assert (unit.person_names(AGENCY), unit.routes(AGENCY, PEER)) == ({}, [])
    assert isinstance(town.store.events(stream_of(AGENCY, f"person/{PEER}"))[-1], PersonForgotten)
    town.sweep_to(NOON)
    assert town.case(case).peer == PEERS[1]
    with town.store.transaction() as unit:
        unit.put_person(AGENCY, PEERS[1], "Another")
        assert isinstance(forget(unit, AGENCY, PersonId("nobody"), COORDINATOR, NOON), Refusal)
        assert unit.person_names(AGENCY) == {PEERS[1]: "Another"}


def test_a_person_entered_without_a_commitment_needs_no_address() -> None:
    town = Town()
    town.enter(PEER, ("peer",), ())
    town.change(PEER, AddRoute(NOON, *FOUNDERS, "r", "console", ""))
    assert good(town) == [""]
