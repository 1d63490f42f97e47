"""The live report: what the coordinator's board leaves out is not told by counting either."""

from datetime import date

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import AgencyReport
from solidground.app.asking.reading import Reading
from solidground.app.asking.report import ReportSeen
from solidground.core.kernel import DAY, PersonId
from solidground.core.roster.person.commands import SetSupervisor
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, Town


def report(town: Town, person: PersonId) -> ReportSeen:
    reading = Reading(town.store, town.rosters, AGENCY, NOON + DAY)
    seen = ask(reading, viewer_of(reading.roster(), person, NOON + DAY), AgencyReport())
    assert isinstance(seen, ReportSeen)
    return seen


def test_his_own_case_and_his_peoples_are_not_in_a_coordinators_counts() -> None:
    town = Town()
    town.people()
    town.incident(MEMBER, DEPUTY)
    town.sweep_to(NOON + DAY)
    whole, deputys = report(town, COORDINATOR), report(town, DEPUTY)
    assert (whole.cases, deputys.cases) == (2, 1)
    assert 0 < deputys.work.owed < whole.work.owed
    town.change(MEMBER, SetSupervisor(NOON, COORDINATOR, DEPUTY, date(2024, 1, 1).toordinal()))
    assert report(town, DEPUTY)[:3] == (0, 0, (0, 0, 0, 0))
