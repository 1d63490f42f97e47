"""The one write path: load, decide, fold, and give the change to the transaction.

What must never happen here: a rule. And nothing is written outside the transaction of the unit.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from solidground.app.ports import Change, InboxRow, Loaded, Taken, Unit
from solidground.app.rosters import Roster
from solidground.core.care.concern import decider as concern
from solidground.core.care.consult import decider as consult
from solidground.core.care.decider import Command, react, run
from solidground.core.care.keeping.events import PeerAssigned, RungAsked
from solidground.core.care.news.events import NewsTold
from solidground.core.care.state import Case
from solidground.core.care.views import notices, row
from solidground.core.duty.investigation import state as investigation
from solidground.core.duty.investigation.commands import RecordTold
from solidground.core.duty.investigation.decider import World as InvestigationWorld
from solidground.core.duty.investigation.events import StatusRecorded
from solidground.core.incident import decider as incident
from solidground.core.kernel import CLOCK, AgencyId, CaseId, Instant, PersonId, Refusal, Stream
from solidground.core.subject import Subject
from solidground.core.subjects import subject_of

ENDING = {"concern": concern.obligation_of, "consult": consult.obligation_of}
"""Subjects of which nothing waits any more to be sent, once they have ended."""

PEER_ROLES = frozenset({"next_peer", "peer", "on_call"})


def stream_of(agency: AgencyId, name: str) -> Stream:
    """Return the address of a stream by its name, such as ``case/…``."""
    return Stream(agency, subject_of(name).side, name)


Outcome: TypeAlias = tuple[Any, ...] | Refusal


def handle(unit: Unit, stream: Stream, command: Any, world: Any) -> Outcome:  # noqa: ANN401 - any subject's command and world
    """Decide one command about a subject that carries nobody: a person, a rota, a concern, an incident."""
    subject = subject_of(stream.name)
    loaded = unit.load([stream])[0]
    events: Outcome = subject.decide(loaded.state, command, world)
    if isinstance(events, Refusal) or not events:
        return events
    change = changed(subject, stream, loaded, events)
    unit.append([change])
    if subject.name in ASKING:
        unit.put_inbox(ASKING[subject.name](unit, stream, loaded, events))
    if subject.name in ENDING and change.state.ended:
        # Nobody is asked in the morning to read what ended in the night.
        obligation = ENDING[subject.name](stream.name.partition("/")[2])
        unit.outbox_withdraw(stream.agency, events[-1].at, obligation=obligation)
        unit.forget_source(stream.agency, stream.name.partition("/")[2])
    return events


def handle_case(unit: Unit, stream: Stream, command: Command, roster: Roster) -> Outcome:
    """Decide one command about a case, and take what it takes of people."""
    loaded = unit.load([stream])[0]
    outcome = run(loaded.state, command, roster.look())
    if isinstance(outcome, Refusal):
        return outcome
    events, state = outcome
    if events:
        change = changed_case(stream, loaded, events, state)
        unit.append([change])
        settle(unit, roster, [change])
        _open_others(unit, stream, events, state)
        _disclose(unit, stream, events, state)
    return events


def _disclose(unit: Unit, stream: Stream, events: tuple[Any, ...], state: Case) -> None:
    """Say to command that a member was told, because a person did so: the day, and nothing of who it was."""
    incident_id = state.head.incident
    for event in events:
        if not isinstance(event, NewsTold) or incident_id is None:
            continue
        at = stream_of(stream.agency, f"investigation/{incident_id}")
        for inquiry, said_at in event.told:
            told = RecordTold(event.at, CLOCK, incident_id, state.head.member, inquiry, said_at, event.on, "care")
            outcome = handle(unit, at, told, InvestigationWorld(None, "UTC"))
            assert not isinstance(outcome, Refusal), "that somebody was told is never refused"


def _open_others(unit: Unit, stream: Stream, events: tuple[Any, ...], state: Case) -> None:
    # What a case asks for others waits in care's inbox, written in this transaction, and is opened by the next turn.
    wanted = [(care, event.at) for event in events for care in react(state, event)]
    if wanted:
        unit.put_inbox(
            [InboxRow(stream.agency, f"{stream.name}/{care.member}", stream.name, care, at) for care, at in wanted]
        )


def changed(subject: Subject, stream: Stream, loaded: Loaded, events: tuple[Any, ...]) -> Change:
    """Return what a decision about any subject but a case writes."""
    state = loaded.state
    for event in events:
        state = subject.evolve(state, event)
    name = stream.name.partition("/")[2]
    notices = tuple([n for e in events for n in subject.notices(name, e)]) if subject.notices is not None else ()
    return Change(stream, loaded.version, events, loaded.state, state, None, notices)


def changed_case(stream: Stream, loaded: Loaded, events: tuple[Any, ...], state: Case) -> Change:
    """Return what a decision about a case writes: its events and their state, the read row, the notifications."""
    case = stream.name.partition("/")[2]
    found = tuple([notice for event in events for notice in notices(case, event)])
    return Change(stream, loaded.version, events, loaded.state, state, row(state), found)


def settle(unit: Unit, roster: Roster, changes: Sequence[Change]) -> None:
    """Take what changes of cases take of people, and wake the cases of somebody whose own case began."""
    for change in changes:
        for taken in _taken(change, roster):
            unit.take([taken])
            roster.took(taken)
        before, after = change.before.status == "active", change.state.status == "active"
        if before != after:
            member = change.state.head.member
            if member in roster.people:
                roster.own_case(member, active=_has_active(unit, change))
            # While his own case is active he is nobody's peer, here or where he is lent; when it ends he is again.
            known = roster.states.get(member)
            lent_to = [lending.agency for lending in known.lendings] if known is not None else []
            for agency in (change.stream.agency, *lent_to):
                unit.wake_keeper(agency, member, change.events[-1].at)
        before_choices, choices = change.before.choices, change.state.choices
        if before_choices.shares is not choices.shares or before_choices.returning is not choices.returning:
            _share(unit, change)
        if _silences(change):
            at, case = change.events[-1].at, change.stream.name.partition("/")[2]
            unit.outbox_withdraw(change.stream.agency, at, case=case)


def _share(unit: Unit, change: Change) -> None:
    case = CaseId(change.stream.name.partition("/")[2])
    # Whoever goes along at a step finds the case as he does with whom something is shared, and stands there once.
    choices = change.state.choices
    along: dict[PersonId, str] = {one.person: "along" for one in choices.returning if one.person is not None}
    shared: dict[PersonId, str] = {one.person: one.seen_as for one in choices.shares}
    unit.put_shares(change.stream.agency, case, list((along | shared).items()))


def _has_active(unit: Unit, change: Change) -> bool:
    rows = unit.cases_of(change.stream.agency, member=change.state.head.member)
    return any(row.status == "active" for _, row in rows)


def _silences(change: Change) -> bool:
    # A case that stands may still have a call that rings; what else waits for it is looked at before it is sent.
    return bool(change.before.status != "closed" == change.state.status)


def _taken(change: Change, roster: Roster) -> list[Taken]:
    before, after = _carrier(change.before), _carrier(change.state)
    asked: dict[PersonId, Instant] = {}
    for event in change.events:
        if isinstance(event, PeerAssigned):
            asked[event.peer] = event.at
        elif isinstance(event, RungAsked) and event.asked is not None and event.role in PEER_ROLES:
            asked[event.asked] = event.at
    if before == after and not asked:
        return []
    loads = dict.fromkeys(asked, 0)
    if before != after:
        loads |= {p: -1 for p in (before,) if p is not None} | {p: 1 for p in (after,) if p is not None}
    agency = change.stream.agency
    return [
        Taken(agency, person, load, asked.get(person), _capacity(roster, person) if load > 0 else None, free=load > 0)
        for person, load in sorted(loads.items())
        if person in roster.people
    ]


def _carrier(case: Case) -> PersonId | None:
    return case.peer if case.status == "active" else None


def _capacity(roster: Roster, person: PersonId) -> int | None:
    peer = roster.people[person]
    # A peer chosen although everybody was full is taken whatever the number.
    return peer.capacity if peer.load < peer.capacity else None


def _asked_of_care(unit: Unit, stream: Stream, loaded: Loaded, events: tuple[Any, ...]) -> list[InboxRow]:
    """Return the care an incident asks for, and the news that somebody missed who is added to it later."""
    rows: list[InboxRow] = []
    state = loaded.state
    for event in events:
        state = subject_of(stream.name).evolve(state, event)
    for event in events:
        rows += [
            InboxRow(stream.agency, f"{stream.name}/{wanted.member}", stream.name, wanted, event.at)
            for wanted in incident.react(state, event)
        ]
    if loaded.version:
        rows += [news for care in list(rows) for news in _news_missed(unit, care)]
    return rows


def _news_missed(unit: Unit, care: InboxRow) -> list[InboxRow]:
    wanted: incident.CareWanted = care.command
    name = f"investigation/{wanted.incident}"
    known: investigation.State = unit.load([stream_of(care.agency, name)])[0].state
    standing = known.standing if wanted.part not in investigation.OTHERS else ()
    news = [investigation.news_of(wanted.incident, wanted.member, one) for one in standing]
    return [
        InboxRow(care.agency, f"{name}/{one.inquiry}/{one.said_at}/{one.member}", name, one, care.at) for one in news
    ]


def _news_asked(unit: Unit, stream: Stream, loaded: Loaded, events: tuple[Any, ...]) -> list[InboxRow]:
    """Return the news of an inquiry, for each who took part: care sees who has a case, and that is not said here."""
    if not any(isinstance(event, StatusRecorded) for event in events):
        return []
    name = stream.name.partition("/")[2]
    happened: incident.State = unit.load([stream_of(stream.agency, f"incident/{name}")])[0].state
    return [
        InboxRow(stream.agency, f"{stream.name}/{loaded.version + n}/{one.member}", stream.name, one, event.at)
        for n, event in enumerate(events, 1)
        for one in investigation.react(event, happened.involved)
    ]


ASKING = {"incident": _asked_of_care, "investigation": _news_asked}
"""Subjects of command whose events ask something of care: a row of its inbox each, and no more."""
