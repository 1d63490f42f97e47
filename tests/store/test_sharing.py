"""Who may see what is shared, and words of a member's own, on every kind of store."""

from solidground.core.kernel import DAY, CaseId, PersonId
from solidground.store.base import SqlStore
from tests.store.made_up import AGENCY, NOON, OTHER_AGENCY

WIFE, CLINICIAN = PersonId("wife"), PersonId("clinician")
ONE, TWO = CaseId("c-1"), CaseId("c-2")


def test_with_whom_a_case_is_shared_is_found_by_who_sees_it(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_shares(AGENCY, TWO, [(WIFE, "family")])
        unit.put_shares(AGENCY, ONE, [(WIFE, "family"), (CLINICIAN, "clinician")])
        unit.put_shares(OTHER_AGENCY, ONE, [(WIFE, "family")])
    with store.transaction() as unit:
        assert list(unit.shared_with(AGENCY, WIFE).items()) == [(ONE, "family"), (TWO, "family")]
        assert unit.shared_with(AGENCY, CLINICIAN) == {ONE: "clinician"}
        unit.put_shares(AGENCY, ONE, [])
        assert unit.shared_with(AGENCY, WIFE) == {TWO: "family"}
        assert unit.shared_with(OTHER_AGENCY, WIFE) == {ONE: "family"}


def test_words_are_read_until_their_time_is_over_and_then_deleted(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_words(AGENCY, ONE, 1, "I\u2019m all right.\nTell you more later.", NOON + DAY)
        unit.put_words(AGENCY, ONE, 2, "Ça va.", NOON + 2 * DAY)
        unit.put_words(OTHER_AGENCY, ONE, 1, "Another\u2019s.", NOON + DAY)
    with store.transaction() as unit:
        assert unit.words(AGENCY, ONE, NOON) == {1: "I\u2019m all right.\nTell you more later.", 2: "Ça va."}
        assert unit.words(AGENCY, ONE, NOON + DAY) == {2: "Ça va."}
        assert unit.words(AGENCY, TWO, NOON) == {}
        assert unit.forget_words(NOON + DAY - 1) == 0
        assert unit.forget_words(NOON + DAY) == 2
        assert unit.words(AGENCY, ONE, NOON) == {2: "Ça va."}


def test_words_that_are_taken_back_are_gone_at_once(store: SqlStore) -> None:
    with store.transaction() as unit:
        for number in (1, 2):
            unit.put_words(AGENCY, ONE, number, "Words.", NOON + DAY)
        unit.drop_words(AGENCY, ONE, 1)
        unit.drop_words(AGENCY, TWO, 2)
        assert unit.words(AGENCY, ONE, NOON) == {2: "Words."}
    assert list(store.stream_rows("SELECT number FROM own_words")) == [(2,)]
