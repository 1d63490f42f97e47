"""Raising a concern without an account: nobody learns from it who is known, and its source is protected."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.concerns import ConcernSeen
from solidground.app.asking.questions import NOT_HERE, MyConcerns, OneConcern
from solidground.app.asking.reading import Reading
from solidground.app.concerns import sweep_concerns
from solidground.app.retention import purge_details
from solidground.app.worried import (
    NOBODY,
    Worry,
    concern_of,
    look_after,
    match,
    new_code,
    raise_concern,
    seen_by_source,
    take_back,
)
from solidground.core.care.concern.commands import AcknowledgeConcern, FollowUpConcern
from solidground.core.care.concern.decider import UNMATCHED, State
from solidground.core.care.concern.events import ConcernRaised
from solidground.core.kernel import DAY, HOUR, Instant, PersonId, Refusal
from solidground.core.record import Said
from solidground.core.roster.person.commands import SetSupervisor
from solidground.core.subjects import SUBJECTS
from solidground.core.wall import Viewer
from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore
from solidground.store.postgresql import open_postgresql
from solidground.store.purge import purge
from solidground.store.sqlite import open_sqlite
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town

CODE, OTHER = "abcd-efgh-jkmn-pqrs-tvwx", "zzzz-efgh-jkmn-pqrs-tvwx"
KNOWN = Worry(MEMBER, "not_himself")
UNKNOWN = Worry("Sam from the night shift", "not_himself")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """Give a town on each kind of database."""
    stores: dict[str, Callable[[], SqlStore]] = {
        "memory": partial(MemoryStore, SUBJECTS),
        "sqlite": partial(open_sqlite, tmp_path, SUBJECTS, create=True),
    }
    if request.param == "postgresql":
        stores["postgresql"] = partial(open_postgresql, request.getfixturevalue("postgresql_url"), tmp_path, SUBJECTS)
    town = Town(stores[request.param]())
    town.people()
    yield town
    town.store.close()


def told(town: Town, worry: Worry = KNOWN, code: str = CODE, at: Instant = NOON) -> Any:  # noqa: ANN401 - events or a refusal
    return raise_concern(town.store, town.rosters, AGENCY, code, worry, at)


def reading(town: Town, at: Instant = NOON) -> Reading:
    return Reading(town.store, town.rosters, AGENCY, at)


def viewer(town: Town, person: PersonId) -> Viewer:
    return viewer_of(reading(town).roster(), person, NOON)


def listed(town: Town, person: PersonId, at: Instant = NOON) -> Any:  # noqa: ANN401 - a list or a refusal
    return ask(reading(town, at), viewer(town, person), MyConcerns())


def source_sees(town: Town, code: str = CODE) -> ConcernSeen:
    seen = seen_by_source(reading(town), code)
    assert isinstance(seen, ConcernSeen)
    return seen


def state(town: Town, code: str = CODE) -> State:
    found: State = reading(town).state(f"concern/{concern_of(code)}")
    return found


def kept(town: Town) -> list[tuple[Any, ...]]:
    return list(town.store.stream_rows("SELECT meant, named FROM source"))


def test_a_concern_about_somebody_known_is_read_by_the_coordinator(town: Town) -> None:
    raised, _ = told(town)
    assert isinstance(raised, ConcernRaised)
    assert (raised.about, raised.source_agrees, raised.handler) == (MEMBER, False, COORDINATOR)
    (seen,) = listed(town, COORDINATOR)
    assert (seen.about, seen.sign, seen.source, seen.named, seen.meant) == (MEMBER, "not_himself", None, "", "")
    assert listed(town, DEPUTY) == ()
    assert town.outbox() == [(COORDINATOR, "concern_asked", "waiting")]


@pytest.mark.parametrize("written", ["#M-1", " m-1 ", "# m-1"])
def test_a_reference_is_known_however_it_is_spelt(town: Town, written: str) -> None:
    told(town, Worry(written, "other"))
    assert state(town).about == MEMBER


def test_the_log_holds_neither_a_name_that_was_written_nor_who_wrote_it(town: Town) -> None:
    told(town, Worry("Sam from the night shift", "other", agrees=True, named="Kim, 555-0100"))
    whole = repr(list(town.store.log(AGENCY)))
    assert "Sam" not in whole
    assert "Kim" not in whole
    assert CODE not in whole
    assert state(town).about == UNMATCHED
    (seen,) = listed(town, COORDINATOR)
    assert (seen.meant, seen.named) == ("Sam from the night shift", "Kim, 555-0100")


def test_whoever_is_meant_the_same_statements_run_and_the_source_sees_the_same(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.rosters.drop()
    found = []
    for code, worry in ((CODE, KNOWN), (OTHER, UNKNOWN)):
        with town.store.session() as session:
            kind = type(session)
        ran: list[str] = []
        with monkeypatch.context() as patched:
            for name in ("run", "change", "many"):
                patched.setattr(kind, name, _noting(getattr(kind, name), ran))
            told(town, worry, code)
        found.append((ran[-20:], len(ran)))
        town.rosters.drop()
    assert found[0][0] == found[1][0]
    assert found[0][1] == found[1][1]
    one, other = source_sees(town), source_sees(town, OTHER)
    assert (one.stands, one.next_at, one.read_by_at) == (other.stands, other.next_at, other.read_by_at)
    assert (one.meant, one.named) == (other.meant, other.named) == ("", "")


def _noting(original: Callable[..., Any], ran: list[str]) -> Callable[..., Any]:
    def noted(session: Any, statement: str, *rest: Any) -> Any:  # noqa: ANN401 - of any session
        ran.append(statement)
        return original(session, statement, *rest)

    return noted


def test_the_same_form_sent_twice_raises_it_once(town: Town) -> None:
    told(town)
    before = len(list(town.store.log(AGENCY)))
    assert told(town, Worry(MEMBER, "danger")) == ()
    assert len(list(town.store.log(AGENCY))) == before


def test_what_peers_may_read_they_do_not_read_before_it_is_known_who_is_meant(town: Town) -> None:
    told(town, UNKNOWN)
    asked = {COORDINATOR, DEPUTY}
    at = NOON
    for _ in range(4):
        at = state(town).due_at
        _sweep(town, at)
        assert state(town).handler in asked


def _sweep(town: Town, at: Instant) -> None:
    assert sweep_concerns(town.store, town.rosters, AGENCY, at) == 1


def test_a_code_opens_its_own_concern_and_nothing_else(town: Town) -> None:
    told(town)
    assert seen_by_source(reading(town), OTHER) == NOT_HERE
    assert take_back(town.store, town.rosters, AGENCY, OTHER, NOON) == NOT_HERE
    assert seen_by_source(reading(town), concern_of(CODE)) == NOT_HERE, "its hash opens nothing"
    assert source_sees(town).handler is None


def test_its_source_takes_it_back_and_what_was_written_is_gone(town: Town) -> None:
    told(town, Worry("Sam", "other", agrees=True, named="Kim"))
    assert kept(town) == [("Sam", "Kim")]
    assert not isinstance(take_back(town.store, town.rosters, AGENCY, CODE, NOON + HOUR), Refusal)
    assert kept(town) == []
    assert source_sees(town).stands == "taken back"
    assert listed(town, COORDINATOR) == ()
    assert town.outbox() == [(COORDINATOR, "concern_asked", "withdrawn")]


def test_what_was_written_goes_after_thirty_days_also_where_no_clock_ran(town: Town) -> None:
    told(town, UNKNOWN)
    purge_details(town.store, town.rosters, partial(purge, town.store), NOON + 30 * DAY)
    assert kept(town) == []


def test_who_is_signed_in_and_agrees_is_known_to_the_handler_and_never_is_the_handler(town: Town) -> None:
    told(town, Worry(MEMBER, "other", agrees=True, named="p-1", by=PEERS[0]))
    told(town, Worry(MEMBER, "other", agrees=True, named="c", by=COORDINATOR), OTHER)
    (seen,) = listed(town, COORDINATOR)
    assert (seen.source, seen.named) == (PEERS[0], "p-1")
    assert source_sees(town).stands == "waiting to be read"
    assert state(town, OTHER).handler == DEPUTY


def test_who_is_signed_in_and_does_not_agree_is_written_down_nowhere(town: Town) -> None:
    told(town, Worry(MEMBER, "other", named="p-1", by=PEERS[0]))
    assert PEERS[0] not in repr(list(town.store.log(AGENCY))[-2:])
    assert kept(town) == [("", "")]


def test_the_handler_reads_it_and_follows_it_up_and_the_source_sees_that_alone(town: Town) -> None:
    told(town)
    act = partial(look_after, town.store, town.rosters, viewer(town, COORDINATOR), AGENCY, concern_of(CODE))
    act(AcknowledgeConcern(NOON + HOUR, COORDINATOR, NOON + 2 * DAY))
    assert source_sees(town)[2:4] == ("read by a person", NOON + 2 * DAY)
    act(FollowUpConcern(NOON + DAY, COORDINATOR, "spoke"))
    seen = source_sees(town)
    assert seen[2:4] == ("followed up", None)
    assert listed(town, COORDINATOR) == ()


def test_nobody_but_its_handler_does_anything_about_it(town: Town) -> None:
    told(town)
    for person in (DEPUTY, MEMBER, *PEERS, PersonId("stranger")):
        who = viewer(town, person)
        wanted = FollowUpConcern(NOON, person, "spoke")
        assert look_after(town.store, town.rosters, who, AGENCY, concern_of(CODE), wanted) == NOT_HERE
        assert match(town.store, town.rosters, who, AGENCY, concern_of(CODE), MEMBER, NOON) == NOT_HERE
        assert ask(reading(town), who, OneConcern(concern_of(CODE))) == NOT_HERE


def test_the_handler_says_who_is_meant_and_it_goes_to_somebody_outside_that_unit(town: Town) -> None:
    told(town, UNKNOWN)
    found = partial(match, town.store, town.rosters, viewer(town, COORDINATOR), AGENCY, concern_of(CODE))
    assert found("nobody", NOON) == NOBODY
    town.change(PEERS[0], SetSupervisor(NOON, COORDINATOR, COORDINATOR, 738_000))
    assert not isinstance(found("P-1", NOON + HOUR), Refusal)
    assert (state(town).about, state(town).handler) == (PEERS[0], DEPUTY)
    assert listed(town, COORDINATOR) == ()
    (seen,) = listed(town, DEPUTY)
    assert (seen.about, seen.meant) == (PEERS[0], UNKNOWN.about)


def test_there_is_no_list_for_who_never_reads_one_and_none_for_command(town: Town) -> None:
    told(town)
    chief = PersonId("chief")
    town.enter(chief, ("chief",))
    for person in (MEMBER, PersonId("stranger"), chief):
        assert listed(town, person) == NOT_HERE
    assert listed(town, PEERS[0]) == ()
    assert ask(reading(town), viewer(town, chief), OneConcern(concern_of(CODE))) == NOT_HERE


def test_a_code_is_twenty_letters_that_nobody_mistakes() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 24 and not set(code) & set("il1o0u") for code in codes)


def test_what_was_never_said_is_empty(town: Town) -> None:
    assert reading(town).said("none") == Said()
