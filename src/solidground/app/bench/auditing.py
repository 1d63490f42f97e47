"""The audit of a city's twenty years, beside a bare read of everything that command keeps of them.

The city is entered as its replay enters it, without care: an audit reads none of it.
"""

from collections.abc import Iterator
from contextlib import closing
from heapq import heappop, heappush

from solidground.app.auditing import audit
from solidground.app.bench.city import CITY, QUICK_CITY, SEED, ZONE, Size, make_city
from solidground.app.bench.rounds import Row, Timed, in_turn, row_of, timed
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import handle, stream_of
from solidground.app.measuring import open_stage
from solidground.app.owed import enter
from solidground.app.ports import Store
from solidground.app.replay.city import City, CityIncident
from solidground.app.replay.duty import Duties
from solidground.app.replay.errand import Errand
from solidground.app.replay.play import AGENCY, REPORTER
from solidground.core.duty.investigation.commands import RecordStatus, RecordTold
from solidground.core.duty.investigation.decider import World as OfInquiry
from solidground.core.duty.session.commands import DiscloseAttendance
from solidground.core.duty.session.decider import World as OfSession
from solidground.core.hours import local_day, to_local
from solidground.core.incident.commands import ReportIncident
from solidground.core.kernel import CLOCK, DAY, Instant, PersonId, Refusal

ROUNDS, QUICK_ROUNDS = 3, 1
READ = ("incident", "owed", "property", "session", "returned", "status", "investigation")
"""What an audit reads, the incidents once for each year."""

HELD_BY = PersonId("staff-clinician")


def measure(*, quick: bool = False, size: Size | None = None, rounds: int = 0) -> Iterator[Row]:
    """Audit every year of a city, each asked for by itself."""
    city = make_city(size or (QUICK_CITY if quick else CITY))
    pairs = sum(len(incident.involved) for incident in city.incidents)
    now = city.incidents[-1].occurred_at + 365 * DAY
    first, last = (to_local(city.incidents[place].occurred_at, ZONE).year for place in (0, -1))
    years = range(first, last + 1)
    with open_stage("sqlite") as stage:
        with stage.first() as store:
            fill(store, city)

        def ours() -> Timed:
            with stage.copy() as place, closing(stage.open(place)) as store:
                found: list[int] = []
                took = timed(lambda: found.extend(_all_years(store, years, now)))
                assert sum(found) == pairs, "everybody is in the audit of some year"
                return took

        def bare() -> Timed:
            with stage.copy() as place, closing(stage.open(place)) as store:
                seconds = stage.bare_audit(store, READ, len(years))
                return Timed(seconds, seconds)

        wanted = rounds or (QUICK_ROUNDS if quick else ROUNDS)
        row = row_of("audit", pairs, "pairs/s", in_turn(wanted, ours, bare, warm=quick), done=pairs)
    yield row._replace(more=row.more | {"years": len(years)})


def _all_years(store: Store, years: range, now: Instant) -> list[int]:
    terms = shipped_terms()
    return [len(audit(store, AGENCY, year, terms, now).lines) for year in years]


def fill(store: Store, city: City) -> None:
    """Enter a city's incidents, and let those of command do what a seed has them do, and care pass on what it may."""
    duties = Duties(SEED, shipped_terms(), never=False, always=False)
    later: list[tuple[Instant, str, str, Errand]] = []
    with store.transaction() as unit:
        for incident in city.incidents:
            done = enter(unit, stream_of(AGENCY, f"incident/{incident.ref}"), _reported(incident), shipped_terms())
            assert not isinstance(done, Refusal), done
            known = list(duties.inquiries(incident))
            due = [*known, *_passed_on(incident, known)]
            for person, part in incident.involved:
                due += duties.errands(incident.ref, person, part, incident.occurred_at, incident.zone)
            for errand in due:
                heappush(later, (errand.at, errand.stream, str(errand.command), errand))
        while later:
            *_, (_, stream, command, world, _) = heappop(later)
            handle(unit, stream_of(AGENCY, stream), command, world)


def _passed_on(incident: CityIncident, known: list[Errand]) -> Iterator[Errand]:
    """Yield a session of everybody after five days, and each word of an inquiry told to him after one."""
    at, ref = incident.occurred_at + 5 * DAY, incident.ref
    for person, _ in incident.involved:
        went = DiscloseAttendance(at, HELD_BY, person, local_day(at, ZONE))
        yield Errand(at, f"session/{person}", went, OfSession(ZONE), person)
        for errand in known:
            said: RecordStatus = errand.command
            on = local_day(said.at + DAY, ZONE)
            told = RecordTold(said.at + DAY, CLOCK, ref, person, said.inquiry, said.at, on, "care")
            yield Errand(told.at, errand.stream, told, OfInquiry(None, ZONE), person)


def _reported(incident: CityIncident) -> ReportIncident:
    return ReportIncident(
        incident.occurred_at,
        REPORTER,
        incident.ref,
        incident.kind,
        incident.occurred_at,
        incident.local,
        incident.zone,
        incident.time_known,
        "any",
        tuple([(person, part) for person, part in incident.involved]),
    )
