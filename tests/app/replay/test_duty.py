"""What those of command do in a replay, so that an audit of its years has something to count."""

from solidground.app.auditing import audit
from solidground.app.duty_terms import shipped_terms
from solidground.app.replay.acting import Answers
from solidground.app.replay.city import City
from solidground.app.replay.duty import Duties
from solidground.app.replay.play import AGENCY
from solidground.core.duty.terms import FIRED
from solidground.core.kernel import DAY, PersonId
from tests.app.replay.test_play import ZONE, incident, played, serving

TERMS = shipped_terms()
CITY = City(
    (incident("I1", "2023-03-01T21:15", "M1", "M2"), incident("I2", "2023-04-01T21:15", "M3", part="witness")),
    serving("S1", "S2", "M1", "M2", "M3"),
    (),
    (),
)


NAMES = ("replacement", "visit", "call", "leave")


def audited(answers: Answers) -> dict[str, dict[str, int]]:
    store, found = played(CITY, answers)
    steps: dict[str, dict[str, int]] = audit(store, AGENCY, 2023, TERMS, found.settings.until_at).figures()["steps"]
    return steps


def test_where_everybody_acts_all_is_done_on_time() -> None:
    steps = audited("everybody")
    assert [steps[name]["owed"] for name in NAMES] == [2, 3, 3, 2]
    assert all(steps[name]["done_on_time"] == owed for name, owed in zip(NAMES, (2, 3, 3, 2), strict=True))


def test_where_nobody_acts_nothing_is_written_down() -> None:
    steps = audited("nobody")
    assert steps["visit"] == {"owed": 3, "done_on_time": 0, "done_late": 0, "not_done": 3}


def test_a_seed_does_some_late_and_some_not_and_says_why() -> None:
    duties = Duties(1, TERMS, never=False, always=False)
    at = CITY.incidents[0].occurred_at
    said = [
        type(errand.command).__name__
        for number in range(60)
        for errand in duties.errands("I1", PersonId(f"M{number}"), FIRED, at, ZONE)
    ]
    assert {"ExcuseDuty", "PutOffReplacement", "OfferReplacement", "BeginHandover"} <= set(said)
    assert 100 < said.count("RecordDuty") < 180
    again = list(duties.errands("I1", PersonId("M1"), FIRED, at, ZONE))
    assert again == list(duties.errands("I1", PersonId("M1"), FIRED, at, ZONE))
    assert all(at <= errand.at <= at + 130 * DAY for errand in again)


def test_a_mixture_of_both_plays_through() -> None:
    steps = audited("mixed")
    assert steps["visit"]["owed"] == 3
