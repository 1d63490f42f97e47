"""What those of command do in a replay: the visit, the call, the dates, another weapon, and what their neighbours do.

A model, said in the report, and no claim about anybody. What must never happen here: a look at care.
"""

from collections.abc import Iterator
from typing import Final, get_args

from solidground.app.ids import DerivedIds
from solidground.app.replay.chance import Chance
from solidground.app.replay.city import CityIncident
from solidground.app.replay.crossing import ASSUMED_CROSSING, HURT, attended, way_back
from solidground.app.replay.errand import Errand
from solidground.app.replay.inquiring import ASSUMED_INQUIRIES, inquiries
from solidground.app.replay.leave import ASSUMED_LEAVE, leave
from solidground.core.care.state import Case
from solidground.core.duty.owed.commands import ExcuseDuty, RecordDuty
from solidground.core.duty.owed.decider import World as OwedWorld
from solidground.core.duty.owed.decider import owed_to
from solidground.core.duty.owed.events import Duty, WhyNot
from solidground.core.duty.owed.state import DUTIES
from solidground.core.duty.property.commands import (
    BeginHandover,
    ConfirmHandover,
    OfferReplacement,
    PutOffReplacement,
    TakeProperty,
)
from solidground.core.duty.property.decider import World
from solidground.core.duty.terms import FIRED, Terms
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, MINUTE, Instant, PersonId

ASSUMED_DUTY: Final = (
    "Of what command owes, three of four things are done in time, one of eight up to three days late.",
    "One of twenty is not done, with a reason; of the rest nothing is written down.",
    "Of who fired the weapon is taken within the hour; five of six are offered another one at once.",
    *ASSUMED_LEAVE,
    *ASSUMED_INQUIRIES,
    *ASSUMED_CROSSING,
)

CAPTAIN, OFFICER = PersonId("staff-captain"), PersonId("staff-property")
IN_TIME, LATE, EXCUSED = 0.75, 0.875, 0.925
"""Bounds of a draw: done in time, done late, not done and why; above the last, nothing is written down."""

OFFERED = 0.83
TAKEN_FOR, OFFERED_FOR = 20 * MINUTE, 45 * MINUTE
HEARS_DAYS, BACK_DAYS, BACK_DAYS_MORE = 14, 30, 90
WHYS: Final = get_args(WhyNot)


class Duties:
    """Those of command, and what crosses to them, in one replay. Where ``never`` is so, nobody ever does anything."""

    def __init__(self, seed: int, terms: Terms, *, never: bool, always: bool) -> None:
        """Begin from a seed."""
        self._chance, self._ids, self._terms = Chance(seed), DerivedIds(seed), terms
        self._never, self._always = never, always

    def inquiries(self, incident: CityIncident) -> Iterator[Errand]:
        """Yield what becomes known of the inquiries after an incident."""
        if not self._never:
            yield from inquiries(self._chance, incident)

    def attended(self, name: str, event: object, case: Case) -> Iterator[Errand]:
        """Yield what an event of a case lets cross to command."""
        if not self._never:
            yield from attended(self._chance, name, event, case, always=self._always)

    def errands(
        self, incident: str, person: PersonId, part: str, at: Instant, zone: str, left_at: Instant | None = None
    ) -> Iterator[Errand]:
        """Yield what is done for one person after an incident; who has left the agency has no leave and no way back."""
        if self._never:
            return
        due = dict(owed_to(self._terms, part, at, zone))
        for number, duty in enumerate(DUTIES):
            if duty in due:
                draw, wait, why, _ = self._chance.draws("owed", incident, person, number)
                span = (at, due[duty])
                yield from self._said((incident, person), duty, span, zone, (draw, wait, why))
        if part == FIRED:
            yield from self._weapon(incident, person, at, zone)
        for errand in self._work(incident, person, part, at, zone):
            if left_at is None or errand.at < left_at:
                yield errand

    def _work(self, incident: str, person: PersonId, part: str, at: Instant, zone: str) -> Iterator[Errand]:
        of = (self._chance, self._terms, person, incident, at, zone)
        if part == FIRED:
            yield from leave(*of, always=self._always)
        if part in HURT:
            yield from way_back(*of, always=self._always)

    def _said(
        self,
        whose: tuple[str, PersonId],
        duty: Duty,
        span: tuple[Instant, Instant],
        zone: str,
        drawn: tuple[float, float, float],
    ) -> Iterator[Errand]:
        (incident, person), (at, due_at), (draw, wait, why) = whose, span, drawn
        in_time = at + int(wait * (due_at - at))
        said: RecordDuty | ExcuseDuty
        if self._always or draw < IN_TIME:
            said = RecordDuty(in_time, CAPTAIN, duty, local_day(in_time, zone), "supervisor")
        elif draw < LATE:
            late = due_at + int((0.4 + 0.6 * wait) * 3 * DAY)
            said = RecordDuty(late, CAPTAIN, duty, local_day(late, zone), "supervisor")
        elif draw < EXCUSED:
            said = ExcuseDuty(in_time, CAPTAIN, duty, WHYS[int(why * len(WHYS))], "supervisor")
        else:
            return
        yield Errand(said.at, f"owed/{incident}/{person}", said, OwedWorld(), person)

    def _weapon(self, incident: str, person: PersonId, at: Instant, zone: str) -> Iterator[Errand]:
        stream = f"property/{self._ids.new('property', f'{incident}/{person}')}"
        offered, back, _, _ = self._chance.draws("weapon", incident, person)
        world, taken_at = World(zone, frozenset({OFFICER})), at + TAKEN_FOR
        on = local_day(taken_at, zone)
        taken = TakeProperty(
            taken_at,
            OFFICER,
            person,
            incident,
            "service_weapon",
            "standard",
            "property_room",
            OFFICER,
            on,
            on + HEARS_DAYS,
        )
        yield Errand(taken_at, stream, taken, world, person)
        offer_at = at + OFFERED_FOR
        if self._always or offered < OFFERED:
            yield Errand(offer_at, stream, OfferReplacement(offer_at, OFFICER), world, person)
        else:
            decides_on = local_day(offer_at, zone) + HEARS_DAYS
            put_off = PutOffReplacement(offer_at, OFFICER, "none_ready", "property_officer", decides_on)
            yield Errand(offer_at, stream, put_off, world, person)
        back_at = at + BACK_DAYS * DAY + int(back * BACK_DAYS_MORE * DAY)
        begun = BeginHandover(back_at, OFFICER, "returned", local_day(back_at, zone))
        yield Errand(back_at, stream, begun, world, person)
        yield Errand(back_at + MINUTE, stream, ConfirmHandover(back_at + MINUTE, person, "returned"), world, person)
