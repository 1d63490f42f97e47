"""How often what happens, and to how many: counted once in the records of one large city, and kept here as numbers.

Source: reports of one city's officers on incidents in which an officer fired at a person, or was the target of a deadly
assault, February 2004 to September 2023 (repository ``invinst/chicago-police-data``, commit 1a552953, released under
the state's freedom-of-information law): 2,100 incidents with 3,769 people among 265,424 years of service, of whom 6,613
left. What must never happen here: a row of those records.
"""

from typing import NamedTuple

INCIDENTS_FOR_1000_YEARS = 7.91
"""Incidents for a thousand years of service: 2,100 among 265,424."""

SEPARATIONS_FOR_1000_YEARS = 24.9
"""People who leave: 6,613."""

TIME_UNKNOWN = 0.22
"""Of 2,100 incidents 462 have a day and no time of it."""

REPORTED_LATE = 0.05
"""Assumed: one in twenty is entered hours or days later; the records do not say when they were written."""

HOURS = (330, 95, 186, 259, 298, 470)
"""Incidents by four hours of the day, from midnight, where the time is known."""


class Kind(NamedTuple):
    """One kind of incident: how many there were, by people involved, and the parts these had."""

    name: str
    sizes: tuple[tuple[int, int], ...]
    parts: tuple[tuple[str, int], ...]


KINDS = (
    Kind(
        "officer_involved_shooting",
        ((1, 611), (2, 295), (3, 82), (4, 50), (5, 12), (6, 8), (7, 6), (8, 3), (9, 2), (10, 5)),
        (("discharged_weapon", 1391), ("assaulted", 308), ("present", 210)),
    ),
    Kind(
        "deadly_assault_on_officer",
        ((1, 589), (2, 288), (3, 76), (4, 40), (5, 13), (6, 11), (7, 3), (8, 2), (10, 4)),
        (("assaulted", 1459), ("present", 402)),
    ),
)
"""Those of more than ten are counted as ten: one day without times gathers a hundred."""
