"""A state that was kept in an older shape is folded again from its events, and never taken as it is."""

from contextlib import closing
from pathlib import Path

from solidground.core.care.offer.commands import MakeOffer
from solidground.core.subjects import SUBJECTS
from solidground.store.sqlite import open_sqlite
from tests.app.town import NOON, PEERS, Town


def test_a_state_of_an_older_release_is_folded_again(tmp_path: Path) -> None:
    with closing(open_sqlite(tmp_path, SUBJECTS, create=True)) as store:
        town = Town(store)
        town.people()
        (case,) = town.incident()
        which = (f"case/{case}",)
        with store.reading() as session:
            [(before,)] = session.run("SELECT state FROM snapshot WHERE stream = ?", which)
        town.do(case, MakeOffer(NOON, PEERS[0], NOON, "phone", "peer"))
        state = town.case(case)
        with store.session() as session:
            session.change("UPDATE snapshot SET schema = schema - 1, state = ? WHERE stream = ?", (before, *which))
    with closing(open_sqlite(tmp_path, SUBJECTS)) as again:
        assert Town(again).case(case) == state
