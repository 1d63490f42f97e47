"""A death is entered once, by a person: his cases and the concerns about him end, his family has its own track.

What must never happen here: a death read from a file, or a message to somebody who has died.
"""

from solidground.app.concerns import Readers, concerns_about
from solidground.app.handle import handle, handle_case, stream_of
from solidground.app.people import handle_person
from solidground.app.ports import Unit
from solidground.app.rosters import Rosters
from solidground.core.care.commands import RecordDeath
from solidground.core.care.concern.commands import EndConcern
from solidground.core.kernel import AgencyId, Day, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import RecordDeath as RecordDeathOfPerson
from solidground.core.roster.world import World


def record_death(
    unit: Unit,
    rosters: Rosters,
    agency: AgencyId,
    person: PersonId,
    died_on: Day,
    by: PersonId,
    family: PersonId | None,
    at: Instant,
) -> Refusal | None:
    """Enter a death everywhere it counts. The family's own case opens once, whatever the number of his cases."""
    cases = unit.cases_of(agency, member=person)
    known = unit.load([stream_of(agency, f"person/{person}")])[0].version > 0
    if not known and not cases:
        return Refusal("PersonUnknown", "Nobody with this reference is in the agency. Check the reference.")
    for number, (case, _) in enumerate(cases):
        command = RecordDeath(at, by, family if number == 0 else None)
        handle_case(unit, stream_of(agency, f"case/{case}"), command, rosters.of(unit, agency, at))
    for concern in concerns_about(unit, agency, person):
        # Nobody is asked to look after somebody who has died; what was done for him stays in the log.
        handle(unit, concern, EndConcern(at, by), Readers(rosters.of(unit, agency, at), at))
    if known:
        outcome = handle_person(
            unit, stream_of(agency, f"person/{person}"), RecordDeathOfPerson(at, by, died_on), World()
        )
        return outcome if isinstance(outcome, Refusal) else None
    return None
