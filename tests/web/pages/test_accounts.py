"""Asking in, coming in, signing in: with a phone's key, or a password and codes; and what takes two people."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from solidground.app.entering import LETTER_FOR, code_of, invite, letter
from solidground.app.handle import stream_of
from solidground.core.kernel import AgencyId, PersonId, Refusal
from solidground.core.roster.account.commands import InvitePerson
from solidground.core.roster.account.decider import AGAIN_FOR
from solidground.core.roster.state import State
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, PEERS, VOICE, Town
from tests.web.conftest import Hand, visitor

WORDS = "correct horse battery staple"
ADMINISTRATOR, CHIEF = PersonId("admin"), PersonId("chief")


@pytest.fixture
def staffed(town: Town, keyed: House) -> House:
    """Give the pages over an agency with everybody in it."""
    town.people()
    town.enter(ADMINISTRATOR, ("administrator",))
    town.enter(CHIEF, ("chief",))
    return keyed


def state_of(town: Town, person: PersonId) -> State:
    with town.store.transaction() as unit:
        state: State = unit.load([stream_of(AGENCY, f"person/{person}")])[0].state
    return state


def invited(house: House, person: PersonId) -> str:
    """Ask somebody in by a way of his own, and return the end of his link."""
    assert house.hall is not None
    now = house.clock.now()
    outcome = invite(house.hall, InvitePerson(now, COORDINATOR, "mail", DEPUTY), person)
    assert not isinstance(outcome, Refusal)
    return letter(VOICE.signing, AGENCY, person, outcome[0].number, now)


def code_now(secret: str) -> str:
    # The middle one of those that are taken: it still is when half a minute ends meanwhile.
    _, now, _ = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


def signed_up(house: House, person: PersonId) -> tuple[Client, str]:
    """Bring somebody in by his link, with a password and codes; return his browser and the secret of the codes."""
    browser, token = visitor(house), invited(house, person)
    assert browser.get(f"/{token}")["Location"] == f"/welcome/{token}"
    came = browser.post(f"/welcome/{token}", {"person": person})
    assert came["Location"] == "/account/begin", came.content.decode()
    assert "How will you sign in" in browser.get("/account/begin").content.decode()
    kept = browser.post("/account/password/first", {"password1": WORDS, "password2": WORDS, "next": "/account/begin"})
    assert kept["Location"] == "/account/begin", kept.content.decode()
    assert browser.get("/me")["Location"].startswith("/account/begin"), "a password alone seats nobody"
    found = re.search(r"<code>([A-Z2-7]+)</code>", browser.get("/account/app").content.decode())
    assert found is not None
    done = browser.post("/account/app", {"code": code_now(found[1])})
    assert done["Location"] == "/account/spare", done.content.decode()
    return browser, found[1]


def said(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def found(browser: Client, person: PersonId) -> str:
    return browser.post("/accounts", {"person": person, "choice": "find"}).content.decode()


def test_who_was_asked_in_comes_in_and_signs_in_again_with_a_password_and_a_spare_code(
    town: Town, staffed: House
) -> None:
    browser, _ = signed_up(staffed, MEMBER)
    spare = re.findall(r"<li><code>(\d+)</code></li>", said(browser, "/account/spare"))
    assert len(spare) == 10
    assert browser.get("/me").status_code == 200
    assert [browser.get("/home")["Location"] for _ in range(2)] == ["/about", "/me"], (
        "the first time he reads who sees what"
    )
    assert browser.get("/account/begin")["Location"] == "/about", "first he is told who sees what"
    assert state_of(town, MEMBER).account.has
    again = visitor(staffed)
    assert again.get("/me")["Location"] == "/sign-in?next=%2Fme"
    typed = {"login": MEMBER.upper(), "password": WORDS, "next": "/me"}
    assert again.post("/sign-in", typed)["Location"] == "/account/code"
    assert again.get("/me").status_code == 302, "half signed in is not signed in"
    assert "This code does not fit" in again.post("/account/code", {"code": "000000"}).content.decode()
    assert again.post("/account/code", {"code": spare[0]})["Location"] == "/me"
    assert again.get("/me").status_code == 200
    third = visitor(staffed)
    third.post("/sign-in", typed)
    assert third.post("/account/code", {"code": spare[0]}).status_code == 200, "a spare code works once"


def test_an_empty_field_says_which_it_is_and_what_to_do(staffed: House) -> None:
    listed = r'<li><a href="#\w+">([^<]+)</a>'
    browser, token = visitor(staffed), invited(staffed, MEMBER)
    browser.post(f"/welcome/{token}", {"person": MEMBER})
    page = browser.post("/account/password/first", {}).content.decode()
    assert re.findall(listed, page) == ["Type a password.", "Type the password a second time."]
    short = browser.post("/account/password/first", {"password1": "abc", "password2": "abc"}).content.decode()
    assert "too short" in short
    page = visitor(staffed).post("/sign-in", {}).content.decode()
    assert re.findall(listed, page) == ["Type your badge number.", "Type your password."]


def test_a_link_lets_in_only_whom_it_is_for_and_only_once(staffed: House, hand: Hand) -> None:
    token = invited(staffed, MEMBER)
    for wrong in (PEERS[0], "nobody", "", "x" * 500):
        page = visitor(staffed).post(f"/welcome/{token}", {"person": wrong})
        assert (page.status_code, "do not belong together" in page.content.decode()) == (422, True)
    assert visitor(staffed).post(f"/welcome/{token}", {"person": f" {MEMBER.upper()} "}).status_code == 302
    page = visitor(staffed).post(f"/welcome/{token}", {"person": MEMBER})
    assert (page.status_code, "This invitation was used" in page.content.decode()) == (422, True)
    hand.at += LETTER_FOR
    assert "This link has run out." in visitor(staffed).post(f"/welcome/{token}", {"person": MEMBER}).content.decode()


def test_a_newer_invitation_ends_the_one_before_and_what_was_signed_in_with_before(staffed: House, hand: Hand) -> None:
    browser, _ = signed_up(staffed, MEMBER)
    older = invited(staffed, MEMBER)
    hand.at += AGAIN_FOR
    newer = invited(staffed, MEMBER)
    assert visitor(staffed).post(f"/welcome/{older}", {"person": MEMBER}).status_code == 422
    assert browser.get("/me").status_code == 200, "an invitation alone ends nothing"
    assert visitor(staffed).post(f"/welcome/{newer}", {"person": MEMBER}).status_code == 302
    assert browser.get("/me")["Location"].startswith("/sign-in")
    page = visitor(staffed).post("/sign-in", {"login": MEMBER, "password": WORDS})
    assert "do not fit" in page.content.decode()


def test_who_guesses_learns_not_who_has_an_account(staffed: House) -> None:
    signed_up(staffed, MEMBER)
    answers = []
    for name in (MEMBER, PEERS[0], "nobody"):
        page = visitor(staffed).post("/sign-in", {"login": name, "password": "not this one, and not that"})
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode())
        answers.append((page.status_code, text.replace(f'value="{name}"', "")))
    assert answers[0] == answers[1] == answers[2]


def test_who_tries_too_often_waits_and_still_finds_help(staffed: House) -> None:
    pages = [visitor(staffed).post("/sign-in", {"login": MEMBER, "password": f"wrong {n}"}) for n in range(12)]
    assert pages[-1].status_code in (200, 429)
    assert 'href="/help"' in pages[-1].content.decode()
    assert any("too often" in page.content.decode() or page.status_code == 429 for page in pages)


def test_a_letter_takes_two_people_and_neither_has_both_halves(town: Town, staffed: House) -> None:
    stranger = PersonId("letters-only")
    town.enter(stranger, ways=())
    first, _ = signed_up(staffed, COORDINATOR)
    second, _ = signed_up(staffed, DEPUTY)
    asked = first.post("/accounts", {"person": stranger, "choice": "invite"})
    assert asked["Location"] == "/accounts"
    assert "I agree" not in said(first, "/accounts"), "who asked does not agree with himself"
    number = re.search(r'name="number" value="(\d+)"', said(second, "/accounts"))
    assert number is not None
    refused = first.post("/accounts", {"number": number[1], "choice": "agree"})
    assert (refused.status_code, "takes two people" in refused.content.decode()) == (422, True)
    assert second.post("/accounts", {"number": number[1], "choice": "agree"}).status_code == 302
    late = second.post("/accounts", {"number": number[1], "choice": "agree"})
    assert (late.status_code, "Somebody has decided this already" in late.content.decode()) == (422, True)
    with_link, with_code = (found(one, stranger) for one in (first, second))
    link = re.search(r"http://testserver/([\w-]+)<", with_link)
    digits = code_of(VOICE.signing, AGENCY, stranger, 1)
    assert link is not None
    assert digits in with_code
    assert digits not in with_link
    assert link[1] not in with_code
    guest = visitor(staffed)
    assert "The six digits you were told" in guest.get(f"/{link[1]}", follow=True).content.decode()
    assert guest.post(f"/welcome/{link[1]}", {"person": stranger}).status_code == 422
    assert guest.post(f"/welcome/{link[1]}", {"person": stranger, "digits": digits}).status_code == 302


def test_a_role_takes_two_people_and_none_of_them_the_one_who_gets_it(town: Town, staffed: House) -> None:
    first, _ = signed_up(staffed, COORDINATOR)
    second, _ = signed_up(staffed, ADMINISTRATOR)
    first.post("/accounts", {"person": PEERS[1], "role": "clinician", "choice": "grant"})
    number = re.search(r'name="number" value="(\d+)"', said(second, "/accounts"))
    assert number is not None
    assert second.post("/accounts", {"number": number[1], "choice": "agree"}).status_code == 302
    held = [term.role for term in state_of(town, PEERS[1]).roles]
    assert "clinician" in held
    assert "End this role" in found(first, PEERS[1])
    first.post("/accounts", {"person": PEERS[1], "role": "chief", "choice": "grant"})
    number = re.search(r'name="number" value="(\d+)"', said(second, "/accounts"))
    assert number is not None
    undone = second.post("/accounts", {"number": number[1], "choice": "agree"})
    assert (undone.status_code, "undo the wall together" in undone.content.decode()) == (422, True)
    second.post("/accounts", {"number": number[1], "choice": "refuse"})
    assert 'name="number"' not in said(second, "/accounts")
    assert first.post("/accounts", {"person": PEERS[1], "role": "clinician", "choice": "end_role"}).status_code == 302


def test_a_number_that_is_none_decides_nothing_and_no_name_beside_it_is_remembered(staffed: House) -> None:
    first, _ = signed_up(staffed, COORDINATOR)
    second, _ = signed_up(staffed, ADMINISTRATOR)
    for none in ("9" * 5_000, "\u00b2", "-1", ""):
        assert second.post("/accounts", {"number": none, "choice": "agree"}).status_code == 422
    first.post("/accounts", {"person": PEERS[1], "role": "clinician", "choice": "grant"})
    number = re.search(r'name="number" value="(\d+)"', said(second, "/accounts"))
    assert number is not None
    done = second.post("/accounts", {"number": number[1], "choice": "refuse", "person": "\u03a9"})
    assert (done.status_code, "about" in done.cookies) == (302, False)


def test_another_address_takes_a_second_person_and_then_is_used(town: Town, staffed: House) -> None:
    mine, _ = signed_up(staffed, MEMBER)
    other, _ = signed_up(staffed, COORDINATOR)
    empty = mine.post("/account", {"way": "mail", "address": " "})
    assert (empty.status_code, "Write the address or number" in empty.content.decode()) == (422, True)
    assert mine.post("/account", {"way": "mail", "address": "new@harbor.example"})["Location"] == "/account"
    assert mine.post("/accounts", {"number": "1", "choice": "agree"}).status_code == 404
    page = said(other, "/accounts")
    assert "new@harbor.example" in page
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number is not None
    assert other.post("/accounts", {"number": number[1], "choice": "agree"}).status_code == 302
    with town.store.transaction() as unit:
        assert "new@harbor.example" in [route.address for route in unit.routes(AGENCY, MEMBER)]


def test_somebody_sees_where_he_is_signed_in_and_ends_it_there(staffed: House) -> None:
    here, secret = signed_up(staffed, MEMBER)
    there = visitor(staffed)
    there.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"
    there.post("/sign-in", {"login": MEMBER, "password": WORDS})
    spare = re.findall(r"<li><code>(\d+)</code></li>", said(here, "/account/spare"))
    assert secret
    there.post("/account/code", {"code": spare[0]})
    assert there.get("/me").status_code == 200
    page = said(here, "/account")
    assert "iPhone" in page
    place = re.search(r'name="place" value="([0-9a-f]+)"', page)
    assert place is not None
    assert place[1] not in str(there.cookies), "what is listed lets nobody in"
    here.post("/account", {"choice": "leave", "place": place[1]})
    assert there.get("/me")["Location"].startswith("/sign-in")
    assert here.get("/me").status_code == 200


def test_the_database_holds_no_key_of_a_session_and_no_secret_of_codes_in_clear(staffed: House) -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - its tables need Django set up

    from solidground.store.accounts.models import Sitting  # noqa: PLC0415 - as above

    browser, secret = signed_up(staffed, MEMBER)
    key = browser.cookies["session"].value
    assert key not in [row.session_key for row in Sitting.objects.all()]
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_a_form_is_kept_when_its_sender_was_signed_out(staffed: House) -> None:
    browser, _ = signed_up(staffed, MEMBER)
    browser.post("/sign-out")
    page = browser.post("/me", {"choice": "not_now", "until": "3"})
    text = page.content.decode()
    assert page.status_code == 401
    assert "You were signed out meanwhile." in text
    assert '<input type="hidden" name="until" value="3">' in text
    assert 'action="/me"' in text


def test_a_form_with_an_old_token_is_shown_again_if_it_is_ours_and_never_if_not(staffed: House) -> None:
    browser = visitor(staffed)
    browser.handler.enforce_csrf_checks = True
    ours = browser.post("/me", {"choice": "slower"}, HTTP_ORIGIN="http://testserver")
    assert (ours.status_code, 'name="choice" value="slower"' in ours.content.decode()) == (403, True)
    other = browser.post("/me", {"choice": "slower"}, HTTP_ORIGIN="https://elsewhere.example")
    assert (other.status_code, "slower" in other.content.decode()) == (403, False)


def test_the_accounts_page_is_not_there_for_anybody_else(staffed: House) -> None:
    for person in (MEMBER, PEERS[0], CHIEF):
        browser, _ = signed_up(staffed, person)
        for page in (browser.get("/accounts"), browser.post("/accounts", {"person": MEMBER, "choice": "invite"})):
            assert page.status_code == 404
            assert page.content == browser.get("/nothing-at-all").content


def test_an_account_that_was_ended_is_signed_in_nowhere(staffed: House) -> None:
    mine, _ = signed_up(staffed, MEMBER)
    other, _ = signed_up(staffed, COORDINATOR)
    assert other.post("/accounts", {"person": MEMBER, "choice": "end_account"}).status_code == 302
    assert mine.get("/me")["Location"].startswith("/sign-in")
    page = visitor(staffed).post("/sign-in", {"login": MEMBER, "password": WORDS})
    assert page.status_code in (200, 302)
    assert "Location" not in page or page["Location"] == "/sign-in"


def test_the_last_way_in_cannot_be_taken_out(staffed: House) -> None:
    mine, _ = signed_up(staffed, MEMBER)
    mine.post("/account/again", {"password": WORDS})
    page = mine.post("/account/app/end")
    assert (page.status_code, "cannot deactivate" in page.content.decode()) == (200, True)
    assert mine.get("/me").status_code == 200


def test_what_is_done_to_somebody_stands_on_his_page_with_who_did_it(staffed: House) -> None:
    first, _ = signed_up(staffed, COORDINATOR)
    second, _ = signed_up(staffed, ADMINISTRATOR)
    first.post("/accounts", {"person": MEMBER, "choice": "invite"})
    first.post("/accounts", {"person": MEMBER, "role": "clinician", "choice": "grant"})
    number = re.search(r'name="number" value="(\d+)"', said(second, "/accounts"))
    assert number is not None
    second.post("/accounts", {"number": number[1], "choice": "agree"})
    assert staffed.hall is not None
    with staffed.store.transaction() as unit:
        looks = {(look.by, look.what) for look in unit.looked_at(AGENCY, MEMBER)}
    assert looks == {(COORDINATOR, "account"), (COORDINATOR, "role"), (ADMINISTRATOR, "role")}


def test_who_has_an_account_is_shown_to_an_administrator_alone(staffed: House) -> None:
    for who in (MEMBER, PEERS[0]):
        signed_up(staffed, who)
    coordinator, _ = signed_up(staffed, COORDINATOR)
    administrator, _ = signed_up(staffed, ADMINISTRATOR)
    has, has_not = (found(coordinator, who).replace(who, "") for who in PEERS[:2])
    hidden = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert hidden.sub("", has) == hidden.sub("", has_not)
    assert "Has an account." in found(administrator, MEMBER)
    assert "Has no account." in found(administrator, PEERS[1])
    words = []
    for who in (MEMBER, PEERS[1]):
        asked = coordinator.post("/accounts", {"person": who, "choice": "invite"})
        words.append((asked["Location"], asked.cookies["did"].value, asked.cookies["about"].value == who))
    assert words[0] == words[1] == ("/accounts", "asked_in", True)
    once = said(coordinator, "/accounts")
    assert f"<h2>{PEERS[1]}</h2>" in once
    assert "is asked in" not in once
    assert "m-1 is asked in anew" in said(administrator, "/accounts")
    assert f"<h2>{PEERS[1]}</h2>" not in said(coordinator, "/accounts"), "said once"
    administrator.post("/accounts", {"person": PEERS[2], "choice": "invite"})
    assert "Was asked in" in found(administrator, PEERS[2])


def test_whoever_holds_a_letter_cannot_try_all_digits(town: Town, staffed: House) -> None:
    stranger = PersonId("letters-only")
    town.enter(stranger, ways=())
    assert staffed.hall is not None
    now = staffed.clock.now()
    invite(staffed.hall, InvitePerson(now, COORDINATOR, None, DEPUTY), stranger)
    token = letter(VOICE.signing, AGENCY, stranger, 1, now)
    tried = []
    for number in range(14):
        guest = visitor(staffed)
        guest.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        tried.append(guest.post(f"/welcome/{token}", {"person": stranger, "digits": f"{number:06}"}))
    assert [page.status_code for page in tried[:10]] == [422] * 10
    assert {page.status_code for page in tried[10:]} == {429}, "whatever address it comes from"
    assert all(b'href="/help"' in page.content for page in tried)


def test_links_that_are_none_are_counted_wherever_they_are_tried(staffed: House) -> None:
    for where in ("/welcome/", "/w/"):
        guest = visitor(staffed)
        guest.defaults["REMOTE_ADDR"] = f"192.0.2.{len(where)}"
        tried = [guest.get(f"{where}{number:050}").status_code for number in range(32)]
        assert tried == [404] * 30 + [429] * 2


@pytest.mark.parametrize("other", [(AGENCY, "M-1"), ("elsewhere", MEMBER)])
def test_nobody_comes_in_as_another_who_is_called_so_in_other_letters_or_in_another_agency(
    town: Town, staffed: House, other: tuple[str, str]
) -> None:
    mine, _ = signed_up(staffed, MEMBER)
    agency, person = AgencyId(other[0]), PersonId(other[1])
    assert staffed.hall is not None
    assert not staffed.hall.accounts.is_free(agency, person)
    if agency == AGENCY:
        town.enter(person)
        token = invited(staffed, person)
        page = visitor(staffed).post(f"/welcome/{token}", {"person": person})
        assert (page.status_code, "Somebody else signs in" in page.content.decode()) == (422, True)
    with pytest.raises(Exception, match="UNIQUE"):
        staffed.hall.accounts.begin(agency, person)
    assert mine.get("/me").status_code == 200, "whose account it is stays where he is"
    assert staffed.hall.accounts.is_free(AGENCY, MEMBER)


def test_a_name_is_counted_as_one_however_it_and_the_address_of_the_page_are_written(staffed: House) -> None:
    signed_up(staffed, MEMBER)
    spelt = (MEMBER, MEMBER.upper(), f" {MEMBER}", f"{MEMBER}\u3000", MEMBER)
    for number, name in enumerate((*spelt, MEMBER.upper(), MEMBER)):
        guest = visitor(staffed)
        guest.defaults.update({"REMOTE_ADDR": f"192.0.2.{number}", "HTTP_HOST": f"testserver:{8000 + number}"})
        page = guest.post("/sign-in", {"login": name, "password": f"wrong {number}"})
        assert ("too often" in page.content.decode()) == (number >= len(spelt)), number
