"""The shelf of protocols, on every kind of database."""

from solidground.core.kernel import AgencyId
from solidground.store.base import SqlStore
from solidground.store.shelf import DRAFTS_MOST
from tests.store.made_up import AGENCY, NOON

OTHER_AGENCY = AgencyId("elsewhere")


def test_a_draft_is_known_by_the_edition_it_was_begun_over(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_protocol(AGENCY, "in force", "ours", NOON)
        assert unit.draft(AGENCY) is None
        assert unit.put_draft(AGENCY, 1, "one", NOON) == 1
        assert unit.put_draft(AGENCY, 1, "two", NOON) == 2
        assert unit.draft(AGENCY) == (1, 2, "two")
        assert unit.draft_at(AGENCY, 1, 1) == "one"
        assert unit.draft(OTHER_AGENCY) is None
        assert unit.put_draft(AGENCY, 12, "three", NOON) == 1
        assert unit.draft(AGENCY) == (12, 1, "three")
        assert unit.draft_at(AGENCY, 1, 1) is None
        unit.drop_draft(AGENCY)
        assert unit.draft(AGENCY) is None
        assert unit.protocol(AGENCY, "in force", 1) == "ours"


def test_of_a_long_draft_the_newest_versions_are_kept(store: SqlStore) -> None:
    with store.transaction() as unit:
        for nth in range(DRAFTS_MOST + 2):
            unit.put_draft(AGENCY, 0, f"{nth}", NOON)
        assert unit.draft_at(AGENCY, 0, 2) is None
        assert unit.draft_at(AGENCY, 0, 3) == "2"
