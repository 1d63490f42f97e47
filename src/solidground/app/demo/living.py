"""The demo behind its pages: the story is played up to a day, and goes on from there as people tap and time passes."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from solidground.app.administration import Office, Said, take_in
from solidground.app.consults import ask_consult
from solidground.app.demo.cast import (
    ADMINISTRATOR,
    AGENCY,
    CAPTAIN,
    CHIEF,
    CLINIC,
    COLLEAGUE,
    COSIGNER,
    DETECTIVE,
    FAMILY,
    HR,
    KEYS,
    LANTERN,
    LIAISON,
    ZONE,
)
from solidground.app.demo.scenes.everybody import everybody, matched
from solidground.app.demo.scenes.first_night import first_night
from solidground.app.demo.scenes.silence import not_now, silence
from solidground.app.demo.script import opened
from solidground.app.demo.show import Telling
from solidground.app.demo.stage import VOICE, Stage
from solidground.app.importing.whole import Taking
from solidground.app.ports import Dial, Store
from solidground.app.rosters import Rosters
from solidground.app.worried import concern_of
from solidground.core.care.concern.commands import RaiseConcern
from solidground.core.care.consult.commands import AskConsult
from solidground.core.kernel import HOUR, Instant, PersonId, Span
from solidground.core.notice.token import SigningKey
from solidground.core.protocol.terms import Protocol
from solidground.core.words import phrased

BEFORE: Final[tuple[Telling, ...]] = (everybody, matched, first_night, silence, not_now)
"""The scenes that lie behind when the pages open: silence, and a "not now". The next step is about to be due."""

CODE: Final = "demo-demo-demo-demo-demo"
"""What a colleague holds who worries about another: to be read by the coordinator. Of such letters no code is made."""

OTHERS: Final = {
    "clinician": CLINIC,
    "family": FAMILY,
    "supervisor": CAPTAIN,
    "liaison": LIAISON,
    "hr": HR,
    "property": KEYS,
    "chief": CHIEF,
    "administrator": ADMINISTRATOR,
    "cosigner": COSIGNER,
}
"""Whom the roles sign in as that the story does not play."""


class Living(NamedTuple):
    """A made-up agency that goes on."""

    store: Store
    rosters: Rosters
    keys: dict[int, SigningKey]
    guests: Mapping[str, PersonId]
    now: Callable[[], Instant]
    move: Callable[[Span], None]


def made_up_office(store: Store, now: Callable[[], Instant]) -> Office:
    """Return what an administrator of the demo looks after: settings that are in no file, and files that are taken."""
    said = (
        Said("agency", AGENCY),
        Said("zone", ZONE),
        Said("jurisdiction", "US-IL"),
        Said("protocol", "default"),
        Said("phrase", VOICE.phrase),
        Said("link", phrased("On this machine alone; no message leaves it.")),
        Said("database", "memory"),
    )
    return Office(
        lambda: said,
        lambda kind, file, by: take_in(kind, file, by, store, Taking(AGENCY, now(), ZONE, "US-IL", VOICE.commitment)),
        in_file=False,
    )


def living(store: Store, protocol: Protocol) -> Living:
    """Play the story up to its second week on an empty store, and hand it over."""
    show = opened(store, protocol)
    for scene in BEFORE:
        for _ in scene(show):
            pass
    stage = show.stage
    peer = stage.case(DETECTIVE).peer
    assert peer is not None, "by then he has a peer"
    guests = {"member": DETECTIVE, "peer": peer, "coordinator": LANTERN, **OTHERS}
    stage.leave_to((DETECTIVE, peer, LANTERN))
    while not any(item.keeper == peer and item.stage == "open" for item in stage.case(DETECTIVE).items):
        _pass(stage, HOUR)
    source = PersonId(f"source/{concern_of(CODE)}")
    worry = RaiseConcern(stage.now, source, COLLEAGUE, source, source_agrees=False, danger=False, sign="not_himself")
    stage.worry(concern_of(CODE), worry)
    # The peer would like to talk about his own work, so that somebody waits for the clinician too.
    ask_consult(store, Rosters(alone=True), AGENCY, AskConsult(stage.now, peer, stage.cases[DETECTIVE], "week"))
    store.seal(stage.now)
    keys = {VOICE.signing.number: VOICE.signing}
    return Living(store, Rosters(alone=True), keys, guests, lambda: stage.now, lambda span: _later(stage, span))


def _later(stage: Stage, span: Span) -> None:
    _pass(stage, span)
    stage.store.seal(stage.now)


def _pass(stage: Stage, span: Span) -> None:
    stage.heed()
    stage.until(stage.now + span)
    # Its clock ran all the while: a page believes that somebody is rung only where one does.
    stage.store.note_time(Dial(stage.now, "the demo", 0))
