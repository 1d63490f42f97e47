from solidground.app.ids import ID_BYTES, DerivedIds, RandomIds


def test_ids_in_service_are_long_and_never_the_same() -> None:
    ids = {RandomIds().new("i-1", "m-1") for _ in range(100)}
    assert len(ids) == 100
    assert {len(bytes.fromhex(one)) for one in ids} == {ID_BYTES}


def test_derived_ids_follow_from_seed_parent_and_key() -> None:
    assert DerivedIds(1).new("i-1", "m-1") == DerivedIds(1).new("i-1", "m-1")
    others = {DerivedIds(2).new("i-1", "m-1"), DerivedIds(1).new("i-2", "m-1"), DerivedIds(1).new("i-1", "m-2")}
    assert len(others | {DerivedIds(1).new("i-1", "m-1")}) == 4
