"""What a replay says of itself in numbers, and as figures for the report."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from solidground.app.grounding import ground_of
from solidground.app.ports import Store
from solidground.app.replay import charts
from solidground.app.replay.acting import ASSUMED_MIXED
from solidground.app.replay.chance import Chance
from solidground.app.replay.play import AGENCY
from solidground.app.replay.run import Played
from solidground.app.replay.tally import Tally
from solidground.core.figures import CityFigures, GroundCase, Oddity
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, MINUTE, CaseId, Instant
from solidground.core.protocol.terms import Protocol

GALLERY_MOST = 12
"""Ground lines in the report."""

ASSUMED = {
    "everybody": ("Everybody who is asked acts at once, and every member is reached.",),
    "nobody": ("Nobody acts: neither helpers nor members, for the whole time.",),
    "mixed": ASSUMED_MIXED,
}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def written(at: Instant | None) -> str | None:
    """Return an instant as ISO 8601 text."""
    return None if at is None else (EPOCH + timedelta(microseconds=at)).isoformat().replace("+00:00", "Z")


def numbers(played: Played) -> dict[str, object]:
    """Return the counts a replay reports; what depends on the machine is added by the caller."""
    city = played.city
    tallies = list(played.play.tallies.values())
    done = {how: sum(t.count(how) for t in tallies) for how in ("on_time", "late", "not_done")}
    return {
        "incidents": len(city.incidents),
        "people": len({person for incident in city.incidents for person, _ in incident.involved}),
        "cases": len(tallies),
        "owed": sum(done.values()),
        "done_on_time": done["on_time"],
        "done_late": done["late"],
        "not_done": done["not_done"],
        "escalations": sum(t.escalations for t in tallies),
        "last_escalation_at": written(max((t.last_escalation_at or 0 for t in tallies), default=0) or None),
        "case_minutes": sum(t.active_for for t in tallies) // MINUTE,
        "unheld_minutes": sum(t.unheld_for for t in tallies) // MINUTE,
        "notifications": played.play.notifications,
        "not_now": sum(t.not_now for t in tallies),
        "longest_silence_days": round(max((t.longest_for for t in tallies), default=0) / DAY, 2),
        "warnings": [o._asdict() for o in city.warnings],
        "refused_rows": [o._asdict() for o in city.refused_rows],
        "events": played.play.events,
    }


def figures(store: Store, played: Played, protocol: Protocol, title: str) -> CityFigures:
    """Return everything the report draws."""
    play, city, settings, peers = played
    tallies = list(play.tallies.values())
    said = numbers(played)
    order = [step.key for step in protocol.steps if step.kind != "ask"]
    cases = [(play.members[case], tally) for case, tally in play.tallies.items()]
    count = {how: sum(t.count(how) for t in tallies) for how in ("on_time", "late", "not_done")}
    return CityFigures(
        title=title,
        from_on=local_day(city.incidents[0].occurred_at if city.incidents else settings.from_at, settings.zone),
        until_on=local_day(settings.until_at, settings.zone),
        incidents=len(city.incidents),
        people=len({person for person, _ in cases}),
        cases=len(tallies),
        owed=sum(count.values()),
        on_time=count["on_time"],
        late=count["late"],
        not_done=count["not_done"],
        unheld_cases=sum(1 for t in tallies if t.was_unheld),
        unheld_minutes=_number(said["unheld_minutes"]),
        case_minutes=_number(said["case_minutes"]),
        reached=charts.reached(tallies, settings.until_at),
        steps=charts.steps(tallies, order),
        rungs=charts.rungs(tallies),
        load=charts.load(tallies, play.terms, settings.zone),
        again=charts.again(cases, settings.zone),
        after_leaving=charts.after_leaving(tallies),
        audit=charts.audit(tallies, [key for key in order if any(d.key == key for t in tallies for d in t.done)]),
        gallery=_gallery(store, played),
        warnings=tuple([Oddity(*o) for o in city.warnings]),
        refused_rows=tuple([Oddity(*o) for o in city.refused_rows]),
        assumed=(
            *ASSUMED[settings.answers],
            f"{peers} peers were drawn with seed {settings.seed}; whoever left was replaced.",
            "Coordinator, deputy, clinician, chaplain and family liaison are made up.",
        ),
    )


def _number(value: object) -> int:
    assert isinstance(value, int), "counts are whole numbers"
    return value


def _gallery(store: Store, played: Played) -> tuple[GroundCase, ...]:
    chosen = _chosen(played)
    streams = {s.name: s for s in store.streams(AGENCY, "case")}
    until_at = played.settings.until_at
    shown: list[GroundCase] = []
    for number, (case, tally) in enumerate(chosen, start=1):
        now = until_at if tally.ended_at is None else min(tally.ended_at, until_at)
        ground = ground_of(store.events(streams[f"case/{case}"]), now)
        needy = tally.ended_at is None and tally.unheld_from is not None
        shown.append(GroundCase(number, ground, _needs(tally), needy, tally.ended_at is not None))
    return tuple(shown)


def _chosen(played: Played) -> Sequence[tuple[CaseId, Tally]]:
    chance = Chance(played.settings.seed)
    cases = list(played.play.tallies.items())
    drawn = sorted(cases, key=lambda c: chance.draws("gallery", c[0])[0])
    # Some that went badly, some as the draw has them: a gallery of the best would be advertising.
    worst = sorted(drawn, key=lambda c: (-c[1].unheld_for, -c[1].count("not_done"), -c[1].count("late")))
    some = worst[: GALLERY_MOST // 3]
    rest = [c for c in drawn if c not in some][: GALLERY_MOST - len(some)]
    return [
        *some,
        *sorted(rest, key=lambda c: (c[1].ended_at is not None, -c[1].count("not_done"), -c[1].count("late"))),
    ]


def _needs(tally: Tally) -> str:
    missed, late = tally.count("not_done"), tally.count("late")
    if tally.ended_at is None and tally.unheld_from is not None:
        return f"Nobody holds it; {missed} not done"
    words = [f"{n} {word}" for n, word in ((missed, "not done"), (late, "late")) if n]
    return ", ".join(words).capitalize() if words else "All on time"
