"""Everything about one member, from the log and the registry, for the member.

What must never happen here: a concern, whose source is protected, another person's name or address, or why somebody
else was not asked: that one of the peers has a case of his own now is that peer's.
"""

import json
from typing import Any

from solidground.app.handle import stream_of
from solidground.app.indexed import indexed
from solidground.app.ports import Store
from solidground.core.kernel import AgencyId, PersonId, Stream
from solidground.core.roster.state import State
from solidground.core.subjects import SUBJECTS

OF_OTHERS = frozenset({"passed_over", "skipped"})
"""What events keep of the others who could have been asked, and why they were not."""


def _of_command(store: Store, agency: AgencyId, person: PersonId) -> list[Stream]:
    """Return the streams in which command's side keeps something about somebody."""
    kept = [subject.name for subject in SUBJECTS.values() if subject.brief is not None]
    return [
        stream_of(agency, f"{subject}/{name}")
        for subject in kept
        for name, one in sorted(indexed(store, agency, subject).items())
        if one.member == person
    ]


def everything_about(store: Store, agency: AgencyId, person: PersonId) -> dict[str, Any] | None:
    """Return what is kept about somebody; None where nobody has this id."""
    stream = stream_of(agency, f"person/{person}")
    with store.transaction() as unit:
        known: State = unit.load([stream])[0].state
        cases = [case for case, _ in unit.cases_of(agency, member=person)]
        name = unit.person_names(agency).get(person, "")
        routes = unit.routes(agency, person)
        looks = unit.looked_at(agency, person)
        stored = unit.stored(agency, person)
    if known.person is None and not cases:
        return None
    mine = [stream_of(agency, f"case/{case}") for case in sorted(cases)]
    mine.append(stream)
    mine += _of_command(store, agency, person)
    events = [
        {
            "side": row.side,
            "stream": row.stream,
            "version": row.version,
            "type": row.type,
            "at": row.at,
            "by": row.by,
            "body": {word: what for word, what in json.loads(row.body).items() if word not in OF_OTHERS},
        }
        for row in sorted(row for each in mine for row in store.history(each))
    ]
    addresses = [{"way": route.way, "address": route.address, "working": route.working} for route in routes]
    looked = [{"by": look.by, "what": look.what, "at": look.at} for look in looks]
    return {
        "agency": agency,
        "person": person,
        "name": name,
        "addresses": addresses,
        "cases": cases,
        "looked": looked,
        "stored": [one._asdict() for one in stored],
        "events": events,
    }
