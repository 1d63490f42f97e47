"""A made-up city of twenty years, an empty one, and one with a single incident."""

from datetime import date

import pytest

from solidground.core.figures import (
    AfterLeaving,
    Audit,
    CityFigures,
    GroundCase,
    Oddity,
    Proof,
    ReachedBy,
    RungAsked,
    StepKept,
    YearAgain,
    YearLoad,
)
from solidground.core.ground import Ground, Mark, MarkKind, Overdue
from solidground.core.kernel import DAY, HOUR

BEGAN = 17_000 * DAY
ASSUMED = (
    "Helpers and members were played by a model with seed 1. Four in five of them answered.",
    "There was one peer for 45 people, drawn by the seed from the people of the file.",
)


def ground(
    now: float,
    reached: tuple[float, ...] = (),
    *,
    hollow: tuple[tuple[float, float], ...] = (),
    **others: tuple[float, ...],
) -> Ground:
    """Make a line from days after the incident."""
    days: dict[MarkKind, tuple[float, ...]] = {"reached": reached}
    days |= {kind: others.get(kind, ()) for kind in ("tried", "not_now", "promised")}
    marks = [Mark(kind, BEGAN + int(at * DAY)) for kind, ats in days.items() for at in ats]
    overdue = tuple(Overdue(BEGAN + int(one * DAY), BEGAN + int(other * DAY)) for one, other in hollow)
    return Ground(BEGAN, BEGAN + int(now * DAY), tuple(marks), overdue)


EARLY = (1 / 24, 0.4, 1, 3, 7, 14)
LATER = (30, 61, 91, 122, 182, 243, 304, 358)
GALLERY = (
    GroundCase(
        207, ground(0.08, (1 / 24,), promised=(0.2, *EARLY[2:], *LATER)), "Hand-over not confirmed", is_needy=True
    ),
    GroundCase(
        31,
        ground(23, EARLY[:4], hollow=((7, 23),), tried=(9, 11, 16), promised=(26, *LATER)),
        "Silent to two people, three tries",
        is_needy=True,
    ),
    GroundCase(
        118, ground(9, EARLY[:5], hollow=((8, 9),), promised=(14, *LATER)), "Concern from a colleague", is_needy=True
    ),
    GroundCase(644, ground(41, (*EARLY, 30), not_now=(38,), promised=(44, *LATER[1:])), "Not now, until Thursday"),
    GroundCase(90, ground(150, (*EARLY, 30, 61, 95, 122), hollow=((91, 95),), promised=LATER[4:]), "On time"),
    GroundCase(
        555,
        ground(340, (*EARLY, *LATER[:7], 335), tried=(300, 303), not_now=(310,), promised=(358,)),
        "Anniversary ahead",
    ),
    GroundCase(12, ground(365, (*EARLY, *LATER)), "Every promise kept", ended="plan ended"),
    GroundCase(
        77,
        ground(365, EARLY[:2], hollow=((1, 60), (91, 365)), tried=(2, 2.1, 2.2, 30, 91)),
        "Never reached again",
        ended="plan ended",
    ),
    GroundCase(3, ground(0, promised=EARLY), "Nothing has happened yet"),
    GroundCase(4, ground(5 * 365 + 20, (*EARLY, *LATER, 730, 1825), promised=(1900,)), "A verdict ahead"),
    GroundCase(5, ground(366, hollow=((1 / 24, 366),)), "Nobody ever came", ended="plan ended"),
)

STEPS = (
    StepKept("Companion at the first hour", 3_500, 200, 70),
    StepKept("Offer and limits notice", 3_720, 49, 1),
    StepKept("Clinician's first confidential session, within a week", 2_900, 610, 260),
    StepKept("Peer's visit in week 2", 3_100, 420, 180),
    StepKept("A few words in month 2", 3_770, 0, 0),
    StepKept("Hearing", 0, 0, 0),
)
RUNGS = (
    RungAsked("Reminder", 8_090, 3_100),
    RungAsked("Next peer", 4_990, 3_604),
    RungAsked("Coordinator", 1_386, 1_102),
    RungAsked("Deputy", 284, 240),
    RungAsked("Asked again", 44, 44),
    RungAsked("Staffed line", 0, 0),
)
REACHED = (
    ReachedBy("the first hour", 3_770, 2_640),
    ReachedBy("the first day", 3_765, 3_540),
    ReachedBy("the first week", 3_740, 3_690),
    ReachedBy("month 4", 3_390, 2_810),
    ReachedBy("month 12", 3_120, 3_066),
)


@pytest.fixture
def city() -> CityFigures:
    """A big city over twenty years, with everything that can go wrong."""
    years = range(2004, 2024)
    formula = '=HYPERLINK("http://evil.example","x")'
    return CityFigures(
        title="A city",
        from_on=date(2004, 1, 9).toordinal(),
        until_on=date(2024, 12, 20).toordinal(),
        incidents=2_100,
        people=2_910,
        cases=3_770,
        owed=47_400,
        on_time=39_310,
        late=5_880,
        not_done=2_210,
        unheld_cases=41,
        unheld_minutes=1_900_000,
        case_minutes=1_981_000_000,
        reached=REACHED,
        steps=STEPS,
        rungs=RUNGS,
        load=tuple(
            YearLoad(year, 260 + at, 2 + (at % 5) / 2, 7 + (at * 7) % 6, (20, 120, 110 + at, 10))
            for at, year in enumerate(years)
        ),
        again=tuple(YearAgain(year, 150 + at, (at * 5) % 14) for at, year in enumerate(years)),
        met_again=118,
        after_leaving=AfterLeaving(143, 120, 11, 8, 610, 80, 32),
        audit=Audit(
            1_312,
            1_204,
            (
                Proof("First contact in person", 1_300, 12),
                Proof("Limits notice", 1_312, 0),
                Proof("First session with a clinician", 1_196, 20),
                Proof("Follow-up at month 4", 1_248, 1),
                Proof("Return to duty agreed, each step", 0, 76),
            ),
        ),
        gallery=GALLERY,
        warnings=(
            *(Oddity(line, "no time of day: 12:00 is a place-holder") for line in range(40, 1_108)),
            Oddity(12, "the wall time 2009-03-08 02:30 does not exist in America/Chicago; moved forward by the gap"),
        ),
        refused_rows=(
            Oddity(7, "<script>alert(1)</script>"),
            Oddity(8, formula),
            Oddity(9, "a NUL \x00 in column part, and a reversal \u202e here"),
            Oddity(10, "x" * 2_000),
        ),
        assumed=ASSUMED,
    )


@pytest.fixture
def nothing() -> CityFigures:
    """A file without an incident."""
    on = date(2024, 1, 1).toordinal()
    return CityFigures(
        title="An agency",
        from_on=on,
        until_on=on,
        incidents=0,
        people=0,
        cases=0,
        owed=0,
        on_time=0,
        late=0,
        not_done=0,
        unheld_cases=0,
        unheld_minutes=0,
        case_minutes=0,
        reached=(),
        steps=(),
        rungs=(),
        load=(),
        again=(),
        met_again=0,
        after_leaving=AfterLeaving(0, 0, 0, 0, 0, 0, 0),
        audit=Audit(0, 0, ()),
        gallery=(),
        warnings=(),
        refused_rows=(),
        assumed=(),
    )


@pytest.fixture
def one(nothing: CityFigures) -> CityFigures:
    """A small agency with one incident, and everything kept."""
    return nothing._replace(
        incidents=1,
        people=1,
        cases=1,
        owed=1,
        on_time=1,
        case_minutes=600,
        reached=(ReachedBy("the first hour", 1, 1), ReachedBy("the first day", 0, 0)),
        steps=(StepKept("Companion at the first hour", 1, 0, 0), StepKept("Hearing", 0, 0, 0)),
        rungs=(RungAsked("Reminder", 0, 0),),
        load=(YearLoad(2024, 1, 1, 1, (0, 1, 0, 0)),),
        again=(YearAgain(2024, 1, 1),),
        met_again=1,
        after_leaving=AfterLeaving(1, 0, 1, 0, 0, 0, 0),
        audit=Audit(1, 1, (Proof("First contact in person", 1, 0),)),
        gallery=(GroundCase(1, ground(10 * HOUR / DAY, (1 / 24,), promised=(1, 3)), "On time"),),
        warnings=(Oddity(2, "no time of day"),),
        assumed=("Nothing but the seed.",),
    )
