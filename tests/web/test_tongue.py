"""How a page says a moment, and a sentence with moments in it, in the language of who reads it."""

from datetime import date, datetime

import pytest
from django.utils.translation import override

from solidground.app.wiring import draw_line
from solidground.core.ground import Ground
from solidground.core.ground.line import Mark
from solidground.core.hours import to_instant
from solidground.core.kernel import DAY, HOUR, Instant, Refusal, filled
from solidground.core.words import At, Words, phrased
from solidground.web.tongue import clock_time, tell, when, why

ZONE = "America/Chicago"


def instant(text: str) -> Instant:
    return to_instant(datetime.fromisoformat(text), ZONE)


NOW = instant("2024-03-04T09:00")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en-us",
            (
                "Thu 1:05\N{NO-BREAK SPACE}PM",
                "Tue Mar\N{NO-BREAK SPACE}12 12:00\N{NO-BREAK SPACE}PM",
                "Wed Jan\N{NO-BREAK SPACE}1 2025 1:30\N{NO-BREAK SPACE}AM",
            ),
        ),
        ("en-gb", ("Thu 13:05", "Tue\N{NO-BREAK SPACE}12 Mar 12:00", "Wed\N{NO-BREAK SPACE}1 Jan 2025 01:30")),
        ("en-ca", ("Thu 13:05", "Tue\N{NO-BREAK SPACE}12 Mar 12:00", "Wed\N{NO-BREAK SPACE}1 Jan 2025 01:30")),
        ("es", ("jueves a las 13:05", "martes 12 de marzo a las 12:00", "miércoles 1 de enero de 2025 a la 1:30")),
    ],
)
def test_a_moment_is_said_as_its_reader_says_it(language: str, said: tuple[str, ...]) -> None:
    moments = [instant(at) for at in ("2024-03-07T13:05", "2024-03-12T12:00", "2025-01-01T01:30")]
    with override(language):
        assert tuple(when(at, NOW, ZONE) for at in moments) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-us", ["12:00 AM", "8:00 AM", "12:05 PM", "10:00 PM"]),
        ("en-gb", ["0:00", "8:00", "12:05", "22:00"]),
        ("es", ["0:00", "8:00", "12:05", "22:00"]),
    ],
)
def test_a_time_of_day_is_said_as_the_clock_of_its_reader_shows_it(language: str, said: list[str]) -> None:
    with override(language):
        assert [clock_time(*at).replace("\N{NO-BREAK SPACE}", " ") for at in ((0,), (8,), (12, 5), (22,))] == said


def test_where_no_language_is_chosen_it_is_american_english() -> None:
    with override(None):
        assert when(instant("2024-03-07T13:05"), NOW, ZONE) == "Thu 1:05\N{NO-BREAK SPACE}PM"


def test_what_stands_inside_of_words_is_said_in_the_same_language() -> None:
    by = At(instant("2024-03-07T10:00"), NOW, ZONE)
    step = phrased(
        "%(kind)s (%(name)s)", kind=Words("a conversation"), name=("p-1", phrased("day %(number)s", number=3))
    )
    said = phrased("Next: %(step)s, by %(time)s. Nothing is owed by you.", step=step, time=by), Words("Somebody has it")
    with override("en-us"):
        assert (
            tell(said) == "Next: a conversation (p-1 day 3), by Thu 10:00\N{NO-BREAK SPACE}AM. Nothing is owed by you."
            " Somebody has it"
        )
    with override("es"):
        assert (
            tell(said) == "Lo siguiente: una conversación (p-1 día 3), antes del jueves a las 10:00. No debes nada."
            " Alguien se encarga"
        )


def test_a_day_of_no_year_is_said_without_one() -> None:
    with override("en-us"):
        assert tell(date(2023, 2, 1)) == "01 February"
    with override("es"):
        assert tell(date(2023, 2, 1)) == "1 de febrero"


def test_a_refusal_is_told_with_what_fills_it() -> None:
    text = "The roles %(one)s and %(other)s undo the wall together. End one before giving the other."
    refused = Refusal("RolesUndoTheWall", filled(text, one="coordinator", other="chief"))
    with override("en-us"):
        assert why(refused) == refused.text == text.replace("%(one)s", "coordinator").replace("%(other)s", "chief")
    with override("es"):
        assert why(refused).startswith("Los roles coordinación y jefatura juntos deshacen el muro.")
        assert (
            why(Refusal("Unknown", "There is no such rota. Set it first."))
            == "No hay tal lista de turnos. Ponla antes."
        )


def test_a_line_of_a_case_says_its_words_in_spanish() -> None:
    began = instant("2024-03-01T09:00")
    marks = (Mark("tried", began + HOUR), Mark("tried", began + 2 * HOUR), Mark("reached", began + 30 * DAY))
    ground = Ground(began, began + 2 * 365 * DAY, marks, ())
    with override("es"):
        drawn = draw_line(ground, "Tu línea", 640, tell)
    assert "Contacto una vez, intento sin respuesta dos veces, retraso ninguna vez, 0 por venir." in drawn
    for words in ("2 intentos", "hoy", "día", "mes", "2 años"):
        assert f">{words}<" in drawn
