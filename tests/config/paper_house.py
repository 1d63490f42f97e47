"""A data directory in which something was taken, and its papers as its pages would give them."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from solidground.app.asking.papers import property_as_of, return_as_of, sent_as_of
from solidground.app.asking.reading import Reading
from solidground.app.handle import handle, stream_of
from solidground.app.printing import printing_at
from solidground.app.proving import public_of, witness_of
from solidground.app.rosters import Rosters
from solidground.app.settings import FILE
from solidground.app.wiring import CLOCK, open_directory
from solidground.core.duty.delivered.commands import DeliverDecision
from solidground.core.duty.delivered.decider import World as SentWorld
from solidground.core.duty.property.commands import ConfirmHandover, TakeProperty
from solidground.core.duty.property.decider import World
from solidground.core.duty.returned.commands import CompleteReturn
from solidground.core.duty.returned.decider import World as ReturnWorld
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, AgencyId, PersonId, Refusal
from solidground.core.papers import Paper
from tests.web import conftest

if TYPE_CHECKING:
    from solidground.web.imprint import Imprint

assert conftest.SHARED, "it sets Django up, once for all tests"
AGENCY: Final = AgencyId("agency")
THING, MEMBER, KEEPER = "a" * 20, PersonId("4121"), PersonId("keys")
ZONE: Final = "America/Chicago"
STREAM: Final = f"property/{THING}"
RETURNED, SENT, BESIDE = f"returned/{MEMBER}", f"delivered/{'b' * 20}", PersonId("friend")
Made: TypeAlias = "Callable[[Reading, Imprint], Paper]"


def taken(directory: Path) -> None:
    """Let a weapon have been taken, as both have confirmed."""
    now = CLOCK.now()
    today = local_day(now, ZONE)
    what = (MEMBER, "", "service_weapon", "standard", "property_room", KEEPER, today, today + 3)
    with closing(open_directory(directory)) as store, store.transaction() as unit:
        world = World(ZONE, frozenset({KEEPER}))
        for command in (TakeProperty(now, KEEPER, *what), ConfirmHandover(now, MEMBER, "taken")):  # type: ignore[arg-type]  # its words are ours
            done = handle(unit, stream_of(AGENCY, STREAM), command, world)
            assert not isinstance(done, Refusal), done


def went_on(directory: Path) -> None:
    """Let the member have gone two steps of his way back, one of them corrected, and have delivered a decision."""
    now = CLOCK.now()
    today = local_day(now, ZONE)
    steps = (
        CompleteReturn(now, MEMBER, MEMBER, "scene_visit", today - 9, "colleague", None),
        CompleteReturn(now, MEMBER, MEMBER, "range", today - 3, "trainer", None),
        CompleteReturn(now, MEMBER, MEMBER, "range", today - 2, "trainer", today - 3),
    )
    sent = DeliverDecision(now, MEMBER, "resign", today + 14, today - 1, (BESIDE,))
    with closing(open_directory(directory)) as store, store.transaction() as unit:
        for step in steps:
            handle(unit, stream_of(AGENCY, RETURNED), step, ReturnWorld(ZONE))
        handle(unit, stream_of(AGENCY, SENT), sent, SentWorld(ZONE, 3 * DAY))


def papers_on(directory: Path, *said: str) -> None:
    """Write what the settings say of papers."""
    path = directory / FILE
    text = path.read_text(encoding="utf-8").partition("\n[papers]")[0]
    path.write_text("\n".join([text, "[papers]", *said, ""]), encoding="utf-8")


def written(directory: Path, file: Path, made: "Made | None" = None) -> Path:
    """Write a paper as the pages of a data directory give it; by default the receipt."""
    from django.utils.translation import override  # noqa: PLC0415 - the settings come first

    from solidground.web.imprint import Imprint  # noqa: PLC0415 - as above

    printing, now = printing_at(directory), CLOCK.now()
    with closing(open_directory(directory)) as store:
        reading = Reading(store, Rosters(), AGENCY, now, witness_of(store, public_of(directory)))
        imprint = Imprint(AGENCY, "us-letter", printing.signs(now), ZONE)
        with override("en-us"):
            file.write_bytes(printing.printed((made or receipt_now)(reading, imprint), now))
    return file


def receipt_now(reading: Reading, imprint: "Imprint") -> Paper:
    """Return the receipt as it stands."""
    from solidground.web.papers import receipt  # noqa: PLC0415 - as above

    found = property_as_of(reading, THING)
    assert found is not None
    return receipt(imprint, found)


def record_now(reading: Reading, imprint: "Imprint") -> Paper:
    """Return the record of the way back as it stands."""
    from solidground.web.papers import return_record  # noqa: PLC0415 - as above

    found = return_as_of(reading, MEMBER)
    assert found is not None
    return return_record(imprint, found)


def decision_now(reading: Reading, imprint: "Imprint") -> Paper:
    """Return the decision that was delivered."""
    from solidground.web.papers import decision  # noqa: PLC0415 - as above

    found = sent_as_of(reading, SENT.partition("/")[2])
    assert found is not None
    return decision(imprint, found)


def cards_now(_reading: Reading, imprint: "Imprint") -> Paper:
    """Return the cards of the first hour."""
    from solidground.web.papers import first_hour  # noqa: PLC0415 - as above

    return first_hour(imprint)


def of_another(reading: Reading, imprint: "Imprint") -> Paper:
    """Return a receipt of another agency than this one."""
    return receipt_now(reading, imprint._replace(agency=AgencyId("elsewhere")))


def of_nothing(reading: Reading, imprint: "Imprint") -> Paper:
    """Return a receipt for an event that is in no log."""
    paper = receipt_now(reading, imprint)
    stands = paper.face.stands
    assert stands is not None
    return paper._replace(face=paper.face._replace(stands=stands._replace(hash="0" * 64)))
