"""What changes under a case that runs: the rules of its zone, and the roster in the middle of a ladder."""

from dataclasses import replace
from functools import partial

from solidground.app.again import transacted
from solidground.app.handle import handle_case, stream_of
from solidground.app.people import fail_route, handle_person
from solidground.app.ports import Unit
from solidground.app.simulate.befalling import BY, WORLD
from solidground.app.simulate.faults.fault import Draws, Fault, Stricken
from solidground.app.simulate.machine import Program
from solidground.core.care.commands import ReschedulePlan
from solidground.core.care.look import LINE
from solidground.core.hours import local_day, to_local
from solidground.core.kernel import CLOCK, DAY, HOUR, PersonId, Refusal, Stream
from solidground.core.roster.person.commands import SeparatePerson
from solidground.core.roster.reach.commands import EndDesignation, PlanLeave, SetCapacity

LOOKED_FOR_DAYS = 20
"""So long a ladder under way, or a case with steps ahead, is waited for; then any peer is edited, or no step moves."""


def _zone(stricken: Stricken, draws: Draws, tried: int = 0) -> None:
    which, hours, *_ = draws
    agency = stricken.agencies[int(which * len(stricken.agencies))]
    moved_for = HOUR if hours < 0.5 else -HOUR  # noqa: PLR2004 - one or the other

    def move(program: Program) -> None:
        now = stricken.hands.now()

        def act(unit: Unit) -> int:
            done = 0
            for stream, case in sorted(stricken.witness.open.items()):
                ahead = case.plan.steps[case.cursor :]
                if stream.agency != agency.name or case.status != "active" or not ahead:
                    continue
                steps = tuple(
                    replace(
                        step,
                        opens_at=step.opens_at + moved_for,
                        due_at=step.due_at + moved_for,
                        lapses_at=step.lapses_at + moved_for,
                        local=to_local(step.due_at + moved_for, case.plan.zone).isoformat(timespec="minutes"),
                    )
                    if step.opens_at > now + DAY
                    else step
                    for step in ahead
                )
                command = ReschedulePlan(now, CLOCK, steps)
                outcome = handle_case(unit, stream, command, program.rosters.of(unit, agency.name, now))
                done += bool(outcome) and not isinstance(outcome, Refusal)
            return done

        moved = transacted(program.store, program.rosters, act)
        if moved or tried >= LOOKED_FOR_DAYS:
            stricken.met(ZONE_RULES.name)
        else:
            turned = (draws[0] + 1 / len(stricken.agencies)) % 1.0
            later = partial(_zone, stricken, (turned, *draws[1:]), tried + 1)
            stricken.later(stricken.hands.true_at + DAY, lambda _: later())

    stricken.later(stricken.hands.true_at, move)


def _edit(stricken: Stricken, draws: Draws) -> None:
    waited = 0

    def edit(program: Program) -> None:
        nonlocal waited
        found = _on_a_ladder(stricken) or (_any_peer(stricken) if waited >= LOOKED_FOR_DAYS else None)
        if found is None:
            waited += 1
            stricken.later(stricken.hands.true_at + DAY, edit)
            return
        stream, person = found
        transacted(program.store, program.rosters, lambda unit: _change(stricken, unit, stream, person, draws[0]))
        stricken.met(ROSTER_EDIT.name)

    stricken.later(stricken.hands.true_at, edit)


def _on_a_ladder(stricken: Stricken) -> tuple[Stream, PersonId] | None:
    for stream, case in sorted(stricken.witness.open.items()):
        for raised in case.raised:
            if raised.asked not in (None, LINE) and raised.taken_by is None and _is_known(stricken, raised.asked):
                assert raised.asked is not None, "somebody was asked"
                return stream, raised.asked
    return None


def _any_peer(stricken: Stricken) -> tuple[Stream, PersonId]:
    for stream, case in sorted(stricken.witness.open.items()):
        if case.peer is not None and _is_known(stricken, case.peer):
            return stream, case.peer
    agency = stricken.agencies[0]
    return stream_of(agency.name, "case/"), agency.peers[0]


def _is_known(stricken: Stricken, person: PersonId | None) -> bool:
    return any(person in agency.peers for agency in stricken.agencies)


def _change(stricken: Stricken, unit: Unit, stream: Stream, person: PersonId, share: float) -> None:
    now = stricken.hands.now()
    zone = next(agency.zone for agency in stricken.agencies if agency.name == stream.agency)
    edits = (
        PlanLeave(now, BY, now, now + 10 * DAY),
        EndDesignation(now, BY),
        SeparatePerson(now, BY, local_day(now, zone)),
        SetCapacity(now, BY, 0),
        None,
    )
    command = edits[int(share * len(edits))]
    if command is None:
        fail_route(unit, stream.agency, person, f"{person}-text", now)
    else:
        handle_person(unit, stream_of(stream.agency, f"person/{person}"), command, WORLD)


ZONE_RULES = Fault("zone_rules", "A zone changes its rules: what is ahead moves by an hour.", _zone)
ROSTER_EDIT = Fault("roster_edit", "Who was asked on a ladder is away, gone, or out of reach at once.", _edit)
