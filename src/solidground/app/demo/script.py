"""The whole story, scene by scene, on an empty store."""

from collections.abc import Iterator

from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import AgencyReport, OneCase
from solidground.app.asking.report import ReportSeen
from solidground.app.demo.acts.all import ACTS
from solidground.app.demo.acts.inquiry import SESSION
from solidground.app.demo.beats import Beat, Ended
from solidground.app.demo.cast import AGENCY, DETECTIVE, FOUNDED_AT, LANTERN, company, found
from solidground.app.demo.conduct import Steady
from solidground.app.demo.scenes.choosing import choosing, worried
from solidground.app.demo.scenes.everybody import everybody, matched
from solidground.app.demo.scenes.first_night import first_night
from solidground.app.demo.scenes.papers import at_night, held, sent
from solidground.app.demo.scenes.silence import not_now, silence
from solidground.app.demo.scenes.taken import called, crossing, hanging, taken, there
from solidground.app.demo.scenes.way_back import coming_back, told
from solidground.app.demo.scenes.years import anniversary, leaving, proof, trial
from solidground.app.demo.show import Show, Telling
from solidground.app.demo.stage import Stage
from solidground.app.ports import Store
from solidground.core.protocol.terms import Protocol

SCRIPTED = (
    *("offer", "companion", "family_told", "handover", "day_1", "day_2_ask", "day_3", "day_5_ask"),
    *("silence", "decide", "visit", "again", SESSION),
)
"""What the script does in the detective's case; everything else is done by people of themselves."""

SCENES: tuple[Telling, ...] = (
    *(everybody, matched, there, taken, first_night, hanging, silence, called, crossing, not_now, at_night, told),
    *(choosing, held, worried, coming_back, trial, sent, leaving, proof, anniversary),
)


def opened(store: Store, protocol: Protocol) -> Show:
    """Return a show on an empty store: the agency is set up, and nothing has happened."""
    stage = Stage(store, AGENCY, protocol, FOUNDED_AT)
    steady = Steady()
    steady.told = {(DETECTIVE, key) for key in SCRIPTED}
    stage.conduct = steady
    stage.enter(found)
    stage.enter(company)
    stage.plan(ACTS)
    return Show(stage, steady)


def play(store: Store, protocol: Protocol) -> Iterator[Beat]:
    """Play the story from the first hour to five years on."""
    show = opened(store, protocol)
    for scene in SCENES:
        yield from scene(show)
    yield _ended(show)


def _ended(show: Show) -> Ended:
    seen = show.stage.ask(DETECTIVE, OneCase(show.stage.cases[DETECTIVE]))
    report = show.stage.ask(LANTERN, AgencyReport())
    assert isinstance(seen, CaseSeen), "a member sees his own case"
    assert isinstance(report, ReportSeen), "a coordinator sees the report"
    assert seen.ground is not None, "a member sees his own line"
    return Ended(DETECTIVE, seen.ground, report)
