from base64 import urlsafe_b64decode
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.kernel import DAY, LATEST, SECOND, AgencyId, CaseId, PersonId, Refusal, obligation_id
from solidground.core.notice.token import (
    MARK_BYTES,
    PURPOSES,
    Claim,
    Opened,
    SigningKey,
    mint,
    open_token,
    recipient_of,
    token_id,
)
from tests.core.sentences import is_sentences

OLD = SigningKey(7, bytes(range(32)))
NEW = SigningKey(8, bytes(range(32, 64)))
KEYS: Mapping[int, SigningKey] = {7: OLD, 8: NEW}
NOON = 1_790_000_000 * SECOND
CLAIM = Claim(AgencyId("harbor"), obligation_id(CaseId("case-1"), "hour_1", 1), PersonId("5e" * 16), "made")

ids = st.one_of(st.text(min_size=1, max_size=16), st.binary(min_size=1, max_size=32).map(bytes.hex))
claims = st.builds(
    Claim,
    ids.map(AgencyId),
    st.binary(min_size=16, max_size=16).map(bytes.hex),
    ids.map(PersonId),
    st.sampled_from(PURPOSES),
)


def reason(opened: Opened | Refusal) -> str:
    assert isinstance(opened, Refusal)
    assert is_sentences(opened.text), "a person reads a sentence"
    return opened.reason


def claim_of(opened: Opened | Refusal, *asked: str) -> Claim:
    """Return what a token claims, where it is for one of those who were asked."""
    assert isinstance(opened, Opened), opened
    who = recipient_of(opened, [PersonId(person) for person in asked])
    assert who is not None
    return Claim(opened.agency, opened.obligation, who, opened.purpose)


@given(claims, st.integers(SECOND, LATEST), st.sampled_from([OLD, NEW]))
def test_a_token_gives_back_its_claim_until_its_last_second_and_not_after(
    claim: Claim, end: int, key: SigningKey
) -> None:
    text = mint(key, claim, end)
    opened = open_token(KEYS, text, end // SECOND * SECOND - 1)
    assert claim_of(opened, "somebody else", claim.recipient) == claim
    assert reason(open_token(KEYS, text, end)) == "TokenExpired"


def test_nobody_without_the_key_reads_whose_a_link_is() -> None:
    named = CLAIM._replace(recipient=PersonId("rosa.alvarez"))
    text = mint(NEW, named, NOON + DAY)
    assert b"rosa" not in urlsafe_b64decode(text)
    opened = open_token(KEYS, text, NOON)
    assert isinstance(opened, Opened)
    assert recipient_of(opened, [CLAIM.recipient]) is None
    assert recipient_of(opened._replace(key=OLD), [named.recipient]) is None
    assert recipient_of(opened, []) is None


def test_links_of_one_person_about_different_things_or_of_different_agencies_cannot_be_laid_together() -> None:
    others = (CLAIM, CLAIM._replace(obligation="0f" * 16), CLAIM._replace(agency=AgencyId("bay")))
    opened = [open_token(KEYS, mint(NEW, one, NOON + DAY), NOON) for one in others]
    assert len({one.mark for one in opened if isinstance(one, Opened)}) == 3
    assert {len(one.mark) for one in opened if isinstance(one, Opened)} == {MARK_BYTES}


def test_a_token_of_ordinary_ids_is_short_and_fits_an_address_line() -> None:
    text = mint(NEW, CLAIM, NOON + DAY)
    assert len(text) == 72
    assert text.replace("-", "a").replace("_", "a").isalnum()


@given(st.integers(0, 71), st.sampled_from("ABCxyz019-_"))
def test_changing_any_letter_makes_it_no_token(place: int, letter: str) -> None:
    text = mint(NEW, CLAIM, NOON + DAY)
    changed = text[:place] + letter + text[place + 1 :]
    assert (changed == text) == isinstance(open_token(KEYS, changed, NOON), Opened)


def test_a_token_signed_with_another_secret_under_the_same_number_is_altered() -> None:
    text = mint(SigningKey(8, bytes(32)), CLAIM, NOON + DAY)
    assert reason(open_token(KEYS, text, NOON)) == "TokenAltered"


def test_a_key_taken_away_ends_its_tokens() -> None:
    text = mint(OLD, CLAIM, NOON + DAY)
    assert claim_of(open_token(KEYS, text, NOON), CLAIM.recipient) == CLAIM
    assert reason(open_token({8: NEW}, text, NOON)) == "TokenKeyUnknown"


def test_an_altered_token_is_never_called_expired() -> None:
    text = mint(SigningKey(8, bytes(32)), CLAIM, SECOND)
    assert reason(open_token(KEYS, text, NOON)) == "TokenAltered"


@pytest.mark.parametrize(
    "text", ["", "x", "AAAA", "A" * 80, "A" * 300, "ü" * 80, "not a token at all", "-" * 86, "\x00" * 86]
)
def test_what_is_no_token_is_refused_with_a_sentence(text: str) -> None:
    assert reason(open_token(KEYS, text, NOON)) == "TokenMalformed"


@given(st.text())
def test_no_text_from_outside_breaks_the_reader(text: str) -> None:
    assert isinstance(open_token(KEYS, text, NOON), Refusal)


def test_a_purpose_this_release_does_not_know_is_refused() -> None:
    text = mint(NEW, CLAIM, NOON + DAY)
    assert text[:2] == "JQ"  # version 2, purpose 5
    assert reason(open_token(KEYS, "Lw" + text[2:], NOON)) == "TokenMalformed"
    assert reason(open_token(KEYS, "FQ" + text[2:], NOON)) == "TokenMalformed"


def test_another_spelling_of_the_same_bytes_is_not_the_token() -> None:
    claim = CLAIM._replace(agency=AgencyId("port"))  # 52 bytes: the last letter has bits to spare
    text = mint(NEW, claim, NOON + DAY)
    assert claim_of(open_token(KEYS, text, NOON), claim.recipient) == claim
    spelt = [text[:-1] + letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
    assert [other for other in spelt if isinstance(open_token(KEYS, other, NOON), Opened)] == [text]


def test_one_token_has_one_id_and_another_purpose_has_another() -> None:
    made, not_made = (mint(NEW, CLAIM._replace(purpose=purpose), NOON + DAY) for purpose in ("made", "no_answer"))
    assert token_id(made) == token_id(mint(NEW, CLAIM, NOON + DAY))
    assert token_id(made) != token_id(not_made)
    assert len(token_id(made)) == 32
    assert made not in token_id(made)


def test_a_key_shows_its_number_and_never_its_secret() -> None:
    assert repr(NEW) == "SigningKey(number=8)"
    assert "secret" not in f"{NEW}"


@pytest.mark.parametrize(
    ("key", "claim", "end"),
    [
        (SigningKey(256, bytes(32)), CLAIM, NOON),
        (SigningKey(8, bytes(31)), CLAIM, NOON),
        (NEW, CLAIM, LATEST + 1),
        (NEW, CLAIM._replace(recipient=PersonId("")), NOON),
        (NEW, CLAIM._replace(agency=AgencyId("a" * 65)), NOON),
    ],
)
def test_a_key_or_claim_outside_its_bounds_is_a_defect(key: SigningKey, claim: Claim, end: int) -> None:
    with pytest.raises(AssertionError):
        mint(key, claim, end)
