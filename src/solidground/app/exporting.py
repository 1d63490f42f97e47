"""Everything about one member, from the log and the registry, for the member.

What must never happen here: a concern, whose source is protected, another person's name or address, or why somebody
else was not asked: that one of the peers has a case of his own now is that peer's; or news that a person is still to
bring him.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from solidground.app.decisions import decision_of
from solidground.app.handle import stream_of
from solidground.app.indexed import kept_of
from solidground.app.ports import Recorded, Store
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.news.decider import shown
from solidground.core.care.news.events import NewsReceived
from solidground.core.care.state import Case
from solidground.core.duty.investigation.events import StatusTold
from solidground.core.kernel import AgencyId, Instant, PersonId
from solidground.core.roster.state import State

OF_OTHERS = frozenset({"passed_over", "skipped", "readers"})
"""What events keep of the others who could have been asked, and why they were not; and how who reads is reached."""

TOLD: Final = StatusTold.__name__
RECEIVED: Final = NewsReceived.__name__


def _told_of(store: Store, agency: AgencyId, person: PersonId, states: Sequence[Case]) -> list[Recorded]:
    """Return what care let command know about somebody: that he was told how an inquiry stands."""
    incidents = sorted({case.head.incident for case in states if case.head.incident is not None})
    rows = [row for one in incidents for row in store.history(stream_of(agency, f"investigation/{one}"))]
    return [row for row in rows if row.type == TOLD and json.loads(row.body)["member"] == person]


def _unheard(case: Case, rows: Sequence[Recorded], now: Instant) -> set[int]:
    """Return the versions of a case's events that say there is news which nobody has told the member yet."""
    days = case.choices.news.days
    waits = {(one.inquiry, heard.said_at) for one in case.news for heard in one.waits[shown(one, days, now) :]}
    bodies = {row.version: json.loads(row.body) for row in rows} if waits else {}
    news = [row for row in rows if row.type == RECEIVED and bodies]
    hidden = {row.version for row in news if (bodies[row.version]["inquiry"], bodies[row.version]["said_at"]) in waits}
    first = min(hidden, default=0)
    steps = {version for version, body in bodies.items() if NEWS in (body.get("key"), _step(body)) and version > first}
    return hidden | steps


def _step(body: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever an event calls a step
    step = body.get("step")
    return step.get("key") if isinstance(step, dict) else step


def everything_about(store: Store, agency: AgencyId, person: PersonId, now: Instant) -> dict[str, Any] | None:
    """Return what is kept about somebody; None where nobody has this id."""
    stream = stream_of(agency, f"person/{person}")
    decided = [stream_of(agency, decision_of(agency, person)), *kept_of(store, agency, person)]
    with store.transaction() as unit:
        known: State = unit.load([stream])[0].state
        cases = [case for case, _ in unit.cases_of(agency, member=person)]
        mine = [stream_of(agency, f"case/{case}") for case in sorted(cases)]
        states: list[Case] = [loaded.state for loaded in unit.load(mine)]
        name = unit.person_names(agency).get(person, "")
        routes = unit.routes(agency, person)
        looks = unit.looked_at(agency, person)
        stored = unit.stored(agency, person)
        signed = unit.signed(agency, [stream.name for stream in decided])
    if known.person is None and not cases:
        return None
    rows = _told_of(store, agency, person, states)
    for one, case in zip(mine, states, strict=True):
        found = store.history(one)
        hidden = _unheard(case, found, now)
        rows += [row for row in found if row.version not in hidden]
    rows += [row for each in (stream, *decided) for row in store.history(each)]
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
        for row in sorted(rows)
    ]
    addresses = [{"way": route.way, "address": route.address, "working": route.working} for route in routes]
    looked = [{"by": look.by, "what": look.what, "at": look.at} for look in looks]
    return {
        "agency": agency,
        "person": person,
        "name": name,
        "addresses": addresses,
        "signed": sorted([one.name for one in signed.values()]),
        "drawn": sorted([one.strokes for one in signed.values() if one.strokes]),
        "cases": cases,
        "looked": looked,
        "stored": [one._asdict() for one in stored],
        "events": events,
    }
