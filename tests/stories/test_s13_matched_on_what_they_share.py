"""S13: who has been there too comes first; some may never be asked."""

from solidground.app.asking.candidates import Candidate
from solidground.app.asking.questions import NOT_HERE, WhoCouldBeAsked
from solidground.app.demo.cast import (
    CEDAR,
    CHIEF,
    DETECTIVE,
    DISPATCHER,
    HARBOR,
    JUNIPER,
    LANTERN,
    MEMBERS,
    PARTNER,
    SLATE,
    WILLOW,
    WITNESS,
)
from solidground.app.english import english
from solidground.core.care.keeping.commands import AssignPeer
from tests.stories.field import Field


def test_the_peer_at_each_ones_side_has_been_there_too(field: Field) -> None:
    field.incident(*MEMBERS)
    peers = {member: field.stage.case(member).peer for member, _ in MEMBERS}
    assert peers[DETECTIVE] == CEDAR
    assert peers[WITNESS] == HARBOR
    assert peers[DISPATCHER] == JUNIPER


def test_supervisors_family_and_people_of_the_same_incident_are_never_asked(field: Field) -> None:
    field.incident(*MEMBERS)
    found = field.stage.ask(LANTERN, WhoCouldBeAsked(field.stage.cases[DETECTIVE]))
    assert isinstance(found, tuple)
    listed = [one for one in found if isinstance(one, Candidate)]
    why_not = {one.person: english(one.why_not) for one in listed if one.why_not is not None}
    assert why_not == {
        SLATE: "supervises the member",
        WILLOW: "family of the member",
        PARTNER: "was part of the same incident",
    }
    assert [one.shares for one in listed[:2]] == [True, True]
    for person in why_not:
        assert field.refused(AssignPeer(field.stage.now, LANTERN, person)) == "PeerInConflict"


def test_only_who_chooses_a_person_may_look_at_the_list(field: Field) -> None:
    field.incident(*MEMBERS)
    question = WhoCouldBeAsked(field.stage.cases[DETECTIVE])
    for viewer in (DETECTIVE, CEDAR, CHIEF, PARTNER):
        assert field.stage.ask(viewer, question) == NOT_HERE
