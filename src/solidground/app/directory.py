"""A data directory: founded with its first two people, and filled from files.

What must never happen here: half of a directory, or one that was there written over.
"""

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from solidground.app.duty_terms import terms_of
from solidground.app.founding import NewPerson, enter
from solidground.app.importing.fault import FileFault
from solidground.app.importing.kinds import import_file
from solidground.app.importing.whole import Imported, Taking
from solidground.app.keys import address_key
from solidground.app.settings import ADDRESS, NewAgency, must_be_folder
from solidground.app.statuses import statuses_of
from solidground.app.wiring import CLOCK, agency_of, complete_keys, make_directory, open_directory, settings_of
from solidground.core.hours import local_day
from solidground.core.kernel import AgencyId, PersonId
from solidground.core.roster.roles import Role


def found_agency(directory: Path, new: NewAgency, administrator: str, coordinator: str) -> None:
    """Make a data directory with its first two people; nothing is left of one that could not be finished."""
    must_be_folder(directory)
    made = not directory.exists()
    before = set[Path]() if made else {*directory.iterdir()}
    try:
        make_directory(directory, *new)
        with closing(open_directory(directory)) as store, store.transaction() as unit:
            _must_be_empty(store.agencies())
            now = CLOCK.now()
            on = local_day(now, new.zone)
            first: tuple[tuple[str, Role], ...] = ((administrator, "administrator"), (coordinator, "coordinator"))
            for person, role in first:
                enter(unit, AgencyId(new.agency), NewPerson(PersonId(person), new.zone, on, (role,), ways=()), now)
    except BaseException:
        if made:
            shutil.rmtree(directory, ignore_errors=True)
        else:
            _remove({*directory.iterdir()} - before)
        raise


def _must_be_empty(agencies: Sequence[AgencyId]) -> None:
    """Refuse a database with a log: signed on by other keys it would look altered to whoever keeps a checkpoint."""
    if agencies:
        sentence = (
            f"The database in {ADDRESS} holds an agency already ({', '.join(agencies)}). Name an empty one. A further"
            " machine of that agency gets a copy of its folder, with settings.toml and keys, and no init."
        )
        raise FileFault(sentence)


def _remove(paths: set[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def import_into(directory: Path, kind: str, file: Path) -> Imported:
    """Take a file into a data directory."""
    settings = settings_of(directory)
    with closing(open_directory(directory)) as store:
        complete_keys(directory, store)
        taking = Taking(
            agency_of(directory, store),
            CLOCK.now(),
            settings.zone,
            settings.jurisdiction,
            address_key(directory),
            terms_of(directory, settings.duty),
            statuses_of(directory, settings.statuses, settings.jurisdiction).words if kind == "statuses" else (),
        )
        return import_file(kind, file, store, taking)
