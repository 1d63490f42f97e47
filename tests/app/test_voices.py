from tests.app.town import VOICE


def test_a_voice_shows_no_secret() -> None:
    shown = repr(VOICE)
    assert "Coffee?" in shown
    assert not any(secret in shown for secret in (repr(VOICE.commitment), repr(VOICE.signing.secret)))
