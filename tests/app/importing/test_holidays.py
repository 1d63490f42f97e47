from datetime import date

from solidground.app.importing.holidays import holidays_of


def test_a_state_has_its_own_days_beside_the_countrys() -> None:
    illinois, country = holidays_of("US-IL", 2024), holidays_of("US", 2024)

    assert date(2024, 7, 4).toordinal() in country & illinois
    assert date(2024, 2, 12).toordinal() in illinois - country, "Lincoln's birthday"


def test_days_are_known_for_three_years() -> None:
    assert {date.fromordinal(day).year for day in holidays_of("US", 2024)} == {2024, 2025, 2026}


def test_a_jurisdiction_nobody_knows_has_none() -> None:
    assert holidays_of("any", 2024) == holidays_of("US-ZZ", 2024) == frozenset()
