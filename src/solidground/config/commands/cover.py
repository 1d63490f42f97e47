"""``solidground cover``: where somebody will be missing, before it happens."""

from collections.abc import Sequence
from contextlib import closing
from typing import Annotated, Any

import typer

from solidground.config.output import DirectoryOption, JsonOption, iso, minute, say, say_json
from solidground.core.kernel import DAY, MINUTE, AgencyId

DAYS_MOST = 730
WHY = {
    "nobody_on_call": "Nobody is on call",
    "nobody_coordinating": "There is no coordinator and no deputy",
    "too_few_peers": "Too few peers could take a case",
    "designation_runs_out": "A designation as peer runs out",
    "training_runs_out": "A training runs out",
}

UNREACHED = "There is no coordinator who can be reached"


def command(
    directory: DirectoryOption,
    days: Annotated[int, typer.Option(metavar="N", min=1, max=DAYS_MOST, help="How far to look ahead.")] = 90,
    enough: Annotated[int, typer.Option(metavar="N", min=1, help="Peers with room that are wanted at any time.")] = 1,
    *,
    json: JsonOption = False,
) -> None:
    """Tell gaps in cover before they happen."""
    from solidground.app.standing import missing_cover, unreached  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.wiring import CLOCK, open_directory, settings_of  # noqa: PLC0415 - as above

    now, zone = CLOCK.now() // MINUTE * MINUTE, settings_of(directory).zone
    end = now + days * DAY
    found: list[tuple[AgencyId, Any, str]] = []
    with closing(open_directory(directory)) as store:
        for agency in store.agencies():
            with store.transaction() as unit:
                for gap in missing_cover(unit, agency, now, end, enough):
                    mute = unreached(unit, agency, gap.from_at) if gap.why == "nobody_coordinating" else ()
                    found.append((agency, gap, _why(gap, mute)))
    if json:
        say_json({"gaps": [_told(agency, gap, zone) for agency, gap, _ in found]})
        return
    for agency, gap, why in found:
        until = f"to {minute(gap.to_at, zone)}" if gap.to_at < end else f"to the end of the {days} days"
        say(f"{agency}: {why} from {minute(gap.from_at, zone)} {until}.")
    if not found:
        say(f"There is somebody at every hour of the next {days} days.")


def _why(gap: Any, mute: Sequence[str]) -> str:  # noqa: ANN401 - its module is loaded when the command runs
    if mute:
        have = "has" if len(mute) == 1 else "have"
        return f"{UNREACHED}: {', '.join(mute)} {have} no address that works (import one),"
    whose = f" ({gap.person or gap.rota})" if gap.person or gap.rota else ""
    return f"{WHY[gap.why]}{whose}"


def _told(agency: AgencyId, gap: Any, zone: str) -> dict[str, Any]:  # noqa: ANN401 - its module is loaded when it runs
    times = {"from_at": iso(gap.from_at, zone), "to_at": iso(gap.to_at, zone)}
    return {"agency": agency, "why": gap.why, "role": gap.role, "rota": gap.rota, "person": gap.person, **times}
