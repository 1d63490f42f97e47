"""The demo behind its pages: two weeks lie behind, and it goes on."""

from contextlib import closing

from solidground.app.administration import to_be_set_right
from solidground.app.demo.cast import AGENCY, DETECTIVE, FOUNDED_AT, LANTERN
from solidground.app.demo.living import living, made_up_office
from solidground.app.english import english
from solidground.app.wiring import open_store
from solidground.core.care.concern.events import ConcernDescribed, ConcernEnded, ConcernRaised
from solidground.core.kernel import DAY, PersonId
from solidground.core.protocol.read import read
from solidground.protocols import text


def test_the_story_is_played_so_far_and_goes_on_as_time_passes() -> None:
    protocol = read(text("default"))
    assert not isinstance(protocol, tuple)
    with closing(open_store("memory")) as store:
        told = living(store, protocol)
        assert (told.guests["member"], told.guests["coordinator"]) == (DETECTIVE, LANTERN)
        peer = told.guests["peer"]
        assert peer not in (DETECTIVE, LANTERN)
        (row,) = [row for _, row in store.rows(AGENCY, "active") if row.member == DETECTIVE]
        assert peer in row.keepers, "there is something for him to do"
        (concern,) = store.streams(AGENCY, "concern")
        raised = store.events(concern)
        assert [type(event) for event in raised] == [ConcernRaised, ConcernDescribed]
        assert raised[0].handler == LANTERN
        before, events = told.now(), sum(1 for _ in store.log())
        told.move(30 * DAY)
        assert told.now() == before + 30 * DAY
        assert sum(1 for _ in store.log()) > events
        (row,) = [row for _, row in store.rows(AGENCY, "active") if row.member == DETECTIVE]
        assert set(row.keepers) - {peer}, "he left it undone, and it went on to others"
        assert isinstance(store.events(concern)[-1], ConcernEnded), "time passes in it too"


def test_the_office_of_the_demo_shows_settings_and_takes_a_file_of_people_in() -> None:
    with closing(open_store("memory")) as store:
        office = made_up_office(store, lambda: FOUNDED_AT)
        said = {one.word: one for one in office.settings()}
        assert said["agency"].value == "harbor-city"
        assert english(said["link"].value) == "On this machine alone; no message leaves it."
        assert to_be_set_right(office.settings()) == (), "nobody has anything to set right in a demo"
        assert not office.in_file
        file = b"person_ref,appointed_on,separated_on\n2301,2024-01-02,\n"
        assert office.take_in("members", file, PersonId("admin")).imported == 1
