"""The roster as the log alone gives it: what a promise is held against, whatever a program or its tables have in mind.

What must never happen here: a read of the database.
"""

from typing import NamedTuple

from solidground.app.ports import Place
from solidground.app.rosters import Roster
from solidground.app.simulate.witness import Witness
from solidground.core.kernel import AgencyId, Instant, PersonId

WITH_A_CASE = Place(0, 0, 1)
"""What a promise asks of somebody's places: only whether a case of his own is active."""


class _Kept(NamedTuple):
    changes: int
    roster: Roster
    with_a_case: frozenset[PersonId]


class Known:
    """A roster for each agency, made anew when a person has changed or a turn of the calendar has come."""

    def __init__(self, witness: Witness) -> None:
        """Begin with none."""
        self._witness = witness
        self._kept: dict[AgencyId, _Kept] = {}

    def of(self, agency: AgencyId, now: Instant) -> Roster:
        """Return who there is in an agency at an instant, as far as the witness has seen."""
        helping = self._witness.helping[agency]
        mine = frozenset(helping.active)
        kept = self._kept.get(agency)
        if kept is None or kept.changes != helping.changes or not kept.roster.from_at <= now < kept.roster.until_at:
            places = dict.fromkeys(mine, WITH_A_CASE)
            people = {PersonId(name.partition("/")[2]): helping.people[name] for name in sorted(helping.people)}
            kept = _Kept(helping.changes, Roster(people, (), places, now), mine)
            self._kept[agency] = kept
        elif mine != kept.with_a_case:
            for person in mine ^ kept.with_a_case:
                kept.roster.own_case(person, active=person in mine)
            self._kept[agency] = kept._replace(with_a_case=mine)
        return kept.roster
