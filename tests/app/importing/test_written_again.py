"""Where a clock or somebody else wrote first, a file is written again, whole."""

from solidground.app.importing.incidents import BESIDE, COLUMNS, parse_incident
from solidground.app.importing.reading import read_rows
from solidground.app.importing.taking_incidents import write_incidents
from solidground.app.importing.whole import Read, Took, import_whole
from solidground.app.ports import ConflictError, Unit
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.app.importing.test_importing import AGENCY, INCIDENT, TAKING, part


def test_a_file_is_written_again_whole_where_somebody_else_wrote_first() -> None:
    store = MemoryStore(SUBJECTS)
    wrote_first = [ConflictError("somebody else wrote this first")]

    def write(unit: Unit, rows: list[Read]) -> Took:
        took = write_incidents(TAKING, unit, rows)
        if wrote_first:
            raise wrote_first.pop()
        return took

    table = read_rows((INCIDENT + part("I1", "P1") + part("I1", "P2")).encode(), COLUMNS, BESIDE)
    assert import_whole(table, parse_incident, write, store).imported == 2
    assert [stream.name for stream in store.streams(AGENCY, "incident")] == ["incident/I1"]
