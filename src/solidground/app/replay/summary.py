"""What a replay says of itself in numbers, and as figures for the report."""

from datetime import UTC, datetime, timedelta

from solidground.app.grounding import ground_of
from solidground.app.handle import stream_of
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

GALLERY_MOST, WORST_MOST, ACTIVE_MOST, STOPPED_MOST = 12, 4, 2, 2
"""Ground lines in the report: in all, the worst, those under way, those the member stopped or declined."""

ENDED = {"plan_ended": "plan ended", "stopped": "stopped", "declined": "declined", "died": "has died"}
"""The word over the end of a line, by why contact on a schedule ended."""

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
    play, city, settings, _ = played
    tallies = list(play.tallies.values())
    said = numbers(played)
    planned = {step.key: step.kind for step in protocol.steps if step.kind != "ask"}
    cases = [(play.members[case], tally) for case, tally in play.tallies.items()]
    count = {how: sum(t.count(how) for t in tallies) for how in ("on_time", "late", "not_done")}
    again, met_again = charts.again(cases, settings.zone)
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
        steps=charts.steps(tallies, planned),
        rungs=charts.rungs(tallies),
        load=charts.load(tallies, play.terms, settings.zone),
        again=again,
        met_again=met_again,
        after_leaving=charts.after_leaving(tallies),
        audit=charts.audit(tallies, planned),
        gallery=_gallery(store, played),
        warnings=tuple([Oddity(*o) for o in city.warnings]),
        refused_rows=tuple([Oddity(*o) for o in city.refused_rows]),
        assumed=(*ASSUMED[settings.answers], *_staffed(played), *_timeless(played)),
    )


def _staffed(played: Played) -> tuple[str, ...]:
    """Return who was made up to help, in sentences."""
    seed, peers = played.settings.seed, f"{played.peers:,} peer{'' if played.peers == 1 else 's'}"
    if played.city.people:
        drawn = f"{peers} drawn from the file of people with seed {seed}, and replaced on leaving."
    else:
        drawn = f"{peers} made up: no file of people was given. The seed is {seed}."
    return drawn, "Coordinator, deputy, clinician, chaplain and family liaison are made up, and always there."


def _timeless(played: Played) -> tuple[str, ...]:
    """Return how many incidents have no time of day; the hours after them are counted from a made-up one."""
    timeless = sum(not incident.time_known for incident in played.city.incidents)
    if not timeless:
        return ()
    whose = "One incident has" if timeless == 1 else f"{timeless:,} incidents have"
    return (f"{whose} no time of day in the file: the first hours after are counted from the time that stands there.",)


def _number(value: object) -> int:
    assert isinstance(value, int), "counts are whole numbers"
    return value


def _gallery(store: Store, played: Played) -> tuple[GroundCase, ...]:
    until_at = played.settings.until_at
    shown: list[GroundCase] = []
    for number, (case, tally) in enumerate(chosen(played), start=1):
        now = until_at if tally.ended_at is None else min(tally.ended_at, until_at)
        ground = ground_of(store.events(stream_of(AGENCY, f"case/{case}")), now)
        shown.append(GroundCase(number, ground, needs(tally), _is_needy(tally), ended(tally)))
    return tuple(shown)


def chosen(played: Played) -> list[tuple[CaseId, Tally]]:
    """Return the cases of the gallery, the neediest first: the worst, some under way, some stopped, some as drawn."""
    chance = Chance(played.settings.seed)
    drawn = sorted(played.play.tallies.items(), key=lambda c: (chance.draws("gallery", c[0])[0], c[0]))
    # Some that went badly, some as the draw has them: a gallery of the best would be advertising.
    worst = sorted(drawn, key=lambda c: badly(c[1]))[:WORST_MOST]
    active = [c for c in drawn if c[1].ended_at is None][:ACTIVE_MOST]
    stopped = [c for c in drawn if c[1].end_why in ("stopped", "declined")][:STOPPED_MOST]
    some = list(dict.fromkeys([*worst, *active, *stopped, *drawn]))[:GALLERY_MOST]
    return sorted(some, key=lambda c: (not _is_needy(c[1]), *badly(c[1])))


def badly(tally: Tally) -> tuple[int, int, int]:
    """Return how badly a case went, the worst least."""
    return -tally.count("not_done"), -tally.unheld_for, -tally.count("late")


def _is_needy(tally: Tally) -> bool:
    return tally.ended_at is None and tally.unheld_from is not None


def ended(tally: Tally) -> str:
    """Return the word over the end of a line; nothing for a case under way."""
    return ENDED.get(tally.end_why, "ended") if tally.ended_at is not None else ""


def needs(tally: Tally) -> str:
    """Return what a case needs, or how it went."""
    missed, late = tally.count("not_done"), tally.count("late")
    words = [f"{n} {word}" for n, word in ((missed, "not done"), (late, "late")) if n]
    if _is_needy(tally):
        return ", ".join(["Nobody holds it", *words])
    if words:
        first = "promise" if (missed or late) == 1 else "promises"
        return ", ".join(words).replace(" ", f" {first} ", 1)
    return "Every promise kept on time" if tally.done else "Nothing came due"
