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
        unit.put_draft(AGENCY, 1, 1, "one", NOON)
        unit.put_draft(AGENCY, 1, 2, "two", NOON)
        assert unit.draft(AGENCY) == (1, 2, "two")
        assert unit.draft_at(AGENCY, 1, 1) == "one"
        assert unit.draft(OTHER_AGENCY) is None
        unit.drop_draft(AGENCY, 1)
        assert unit.draft_at(AGENCY, 1, 1) is None
        assert unit.draft(AGENCY) == (1, 2, "two")
        unit.drop_draft(AGENCY, 2)
        assert unit.draft(AGENCY) is None
        assert unit.protocol(AGENCY, "in force", 1) == "ours"


def test_of_a_long_draft_the_newest_versions_are_kept(store: SqlStore) -> None:
    with store.transaction() as unit:
        for number in range(1, DRAFTS_MOST + 3):
            unit.put_draft(AGENCY, 0, number, f"{number}", NOON)
        assert unit.draft_at(AGENCY, 0, 2) is None
        assert unit.draft_at(AGENCY, 0, 3) == "3"
