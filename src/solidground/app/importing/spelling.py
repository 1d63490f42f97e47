"""References that differ in capital and small letters alone: whoever types one means one person.

What must never happen here: a second person under somebody's reference, who could then come in as him.
"""

from collections.abc import Iterator

from solidground.app.importing.fault import Refused
from solidground.app.importing.reading import shown
from solidground.app.importing.whole import Read
from solidground.app.ports import Unit
from solidground.core.kernel import AgencyId
from solidground.core.words import phrased


def spelt_otherwise(unit: Unit, agency: AgencyId, rows: list[Read]) -> Iterator[Refused]:
    """Yield each row about somebody new who is called as another is, but for capital and small letters."""
    names = [name.partition("/")[2] for name in unit.versions(agency, "person")]
    known, spelt = set(names), {name.casefold(): name for name in names}
    for row in rows:
        person = row.value.person
        other = spelt.setdefault(person.casefold(), person)
        if other != person and person not in known:
            why = phrased(
                "%(other)s is in the roster, or in this file, already. Write it in the same letters.",
                other=shown(other),
            )
            yield Refused(row.line, "person_ref", why)
