"""S2 and S13: everybody who was in it gets a case of their own, and somebody fit to be their peer."""

from collections.abc import Iterator

from solidground.app.asking.candidates import Candidate
from solidground.app.asking.questions import OneIncident, WhoCouldBeAsked
from solidground.app.demo.beats import Beat, Pane, Panes, Scene
from solidground.app.demo.cast import CAPTAIN, CHIEF, DETECTIVE, DISPATCHER, HR, LANTERN, LIAISON, MEMBERS, ZONE, local
from solidground.app.demo.panes import pane
from solidground.app.demo.show import INCIDENT, Show
from solidground.app.english import english
from solidground.core.care.events import CaseOpened
from solidground.core.care.keeping.events import PeerAssigned
from solidground.core.incident.commands import ReportIncident
from solidground.core.kernel import PersonId

FIRED_AT = local(0, "21:40")


def everybody(show: Show) -> Iterator[Beat]:
    """S2: the partner, the witness and the dispatcher are hit too."""
    yield Scene("S2", "Four people were in it. Each of them is asked.")
    show.until(0, "21:52")
    yield show.said("A detective has shot a teenager who opened fire. Nobody did anything wrong.")
    command = ReportIncident(
        show.now,
        CAPTAIN,
        INCIDENT,
        "officer_involved_shooting",
        FIRED_AT,
        "2024-03-05T21:40",
        ZONE,
        time_known=True,
        jurisdiction="US-IL",
        involved=MEMBERS,
    )
    show.stage.report(command)
    yield show.said("The captain enters the incident and who took part. Care takes it from there.")
    yield from show.tell(CaseOpened, of=None, keep=True)
    yield Panes(
        (
            pane(show.stage, "The chief sees", CHIEF, OneIncident(INCIDENT)),
            pane(show.stage, "The liaison sees", LIAISON, OneIncident(INCIDENT)),
            pane(show.stage, "HR sees", HR, OneIncident(INCIDENT)),
        )
    )


def matched(show: Show) -> Iterator[Beat]:
    """S13: who has been there too, and who may not."""
    yield Scene("S13", "\u201cWe've both seen it, you understand.\u201d")
    yield show.said("Who has been there too comes first. Some may never be asked.")
    yield from show.tell(PeerAssigned, of=None)
    yield Panes(
        (
            _candidates(show, "Who could be asked", DETECTIVE),
            _candidates(show, f"And for {DISPATCHER}", DISPATCHER),
            pane(show.stage, "The dispatcher sees", DISPATCHER, OneIncident(INCIDENT)),
        )
    )


def _candidates(show: Show, title: str, member: PersonId) -> Pane:
    found = show.stage.ask(LANTERN, WhoCouldBeAsked(show.stage.cases[member]))
    listed = [one for one in found if isinstance(one, Candidate)]
    return Pane(title, tuple(f"{one.person}: {_fit(one)}" for one in listed))


def _fit(one: Candidate) -> str:
    if one.why_not is not None:
        return f"no, {english(one.why_not)}"
    return "yes, has been there too" if one.shares else "yes"
