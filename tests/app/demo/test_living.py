"""The demo behind its pages: two weeks lie behind, and it goes on."""

from contextlib import closing

from solidground.app.demo.cast import DETECTIVE, LANTERN
from solidground.app.demo.living import living
from solidground.app.wiring import open_store
from solidground.core.kernel import DAY
from solidground.core.protocol.read import read
from solidground.protocols import text


def test_the_story_is_played_so_far_and_goes_on_as_time_passes() -> None:
    protocol = read(text("default"))
    assert not isinstance(protocol, tuple)
    with closing(open_store("memory")) as store:
        told = living(store, protocol)
        assert (told.guests["member"], told.guests["coordinator"]) == (DETECTIVE, LANTERN)
        assert told.guests["peer"] not in (DETECTIVE, LANTERN)
        before, events = told.now(), sum(1 for _ in store.log())
        told.move(30 * DAY)
        assert told.now() == before + 30 * DAY
        assert sum(1 for _ in store.log()) > events
