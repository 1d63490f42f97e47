"""Accounts without pages: who may, what takes two, and what is refused."""

from typing import Any

import pytest

from solidground.app.answers import UNCLEAR, answer
from solidground.app.entering import (
    ALREADY_SETTLED,
    NOT_FITTING,
    NOT_YOUR_OWN,
    TAKEN,
    Hall,
    Standing,
    ask_second,
    awaited,
    by_letter,
    code_of,
    decide,
    end_account,
    end_role,
    invite,
    let_in,
    letter,
    standing,
)
from solidground.app.handle import stream_of
from solidground.app.inviting import NOT_FIRST, OTHERS_CAN, Letter, invite_first
from solidground.app.people import handle_person
from solidground.app.ports import Second
from solidground.core.kernel import DAY, AgencyId, Instant, PersonId, Refusal
from solidground.core.notice.token import Claim, Opened, mint, open_token
from solidground.core.roster.account.commands import EndAccount, InvitePerson
from solidground.core.roster.account.decider import AGAIN_FOR, INVITATION_PAST, invitation
from solidground.core.roster.person.commands import RecordDeath
from solidground.core.roster.world import UNKNOWN, World
from solidground.core.wall import Role, Viewer
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, VOICE, Town

ADMINISTRATOR = PersonId("admin")
KEYS = {1: VOICE.signing}
NOON_ON = NOON // DAY + 719_163
"""The day of NOON."""


def viewer(person: PersonId) -> Viewer:
    """Return who decides, with his role."""
    return Viewer(person, frozenset({Role.ADMINISTRATOR if person == ADMINISTRATOR else Role.COORDINATOR}))


class Noted:
    """Accounts that only note what is asked of them."""

    def __init__(self) -> None:
        self.did: list[tuple[str, str]] = []
        self.wanted: list[Second] = []
        self.elsewhere: set[PersonId] = set()

    def begin(self, _agency: AgencyId, person: PersonId) -> str:
        """Note it."""
        self.did.append(("begun", person))
        return f"account of {person}"

    def is_free(self, _agency: AgencyId, person: PersonId) -> bool:
        """Tell whether nobody else has this reference."""
        return person not in self.elsewhere

    def end(self, _agency: AgencyId, person: PersonId) -> None:
        """Note it."""
        self.did.append(("ended", person))

    def want(self, _agency: AgencyId, second: Second) -> None:
        """Keep it."""
        self.wanted.append(second._replace(number=len(self.wanted) + 1))

    def waiting(self, _agency: AgencyId, _now: Instant) -> list[Second]:
        """Return it."""
        return self.wanted

    def settle(self, _agency: AgencyId, number: int) -> None:
        """Take it out."""
        self.wanted = [one for one in self.wanted if one.number != number]


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def hall(town: Town, noted: Noted) -> Hall:
    town.people()
    town.enter(ADMINISTRATOR, ("administrator",))
    accounts: Any = noted
    return Hall(town.store, town.rosters, AGENCY, accounts, VOICE.commitment)


def sent(hall: Hall, person: PersonId = MEMBER, at: Instant = NOON, second: PersonId | None = None) -> str:
    outcome = invite(hall, InvitePerson(at, COORDINATOR, "mail", second), person)
    assert not isinstance(outcome, Refusal), outcome
    return letter(VOICE.signing, AGENCY, person, outcome[0].number, at)


def stands(hall: Hall, person: PersonId = MEMBER) -> Standing:
    found = standing(hall, person, NOON)
    assert found is not None
    return found


def test_somebody_stands_without_an_account_then_invited_then_with_one(hall: Hall, noted: Noted) -> None:
    assert standing(hall, PersonId("nobody"), NOON) is None
    before = stands(hall)
    assert (before.waits, before.has, before.sent_by, before.roles) == (False, False, "mail", ())
    token = sent(hall)
    assert (stands(hall).waits, stands(hall).number) == (True, 1)
    assert let_in(hall, KEYS, token, (MEMBER, ""), NOON) == (MEMBER, f"account of {MEMBER}")
    assert (stands(hall).waits, stands(hall).has) == (False, True)
    assert let_in(hall, KEYS, token, (MEMBER, ""), NOON) == INVITATION_PAST
    assert noted.did == [("begun", MEMBER)]
    assert isinstance(end_account(hall, EndAccount(NOON, PEERS[0]), MEMBER), Refusal)
    assert end_account(hall, EndAccount(NOON, MEMBER), MEMBER)
    assert noted.did[-1] == ("ended", MEMBER)


def test_only_an_invitation_of_this_agency_lets_anybody_in(hall: Hall) -> None:
    token = sent(hall)
    assert isinstance(let_in(hall, KEYS, token[:-1], (MEMBER, ""), NOON), Refusal)
    about = invitation(MEMBER, 1)
    for claim in (Claim(AGENCY, about, MEMBER, "ok"), Claim(AgencyId("another"), about, MEMBER, "invite")):
        other = mint(VOICE.signing, claim, NOON + DAY)
        assert let_in(hall, KEYS, other, (MEMBER, ""), NOON) == NOT_FITTING
    older = token
    sent(hall, at=NOON + AGAIN_FOR)
    assert let_in(hall, KEYS, older, (MEMBER, ""), NOON) == INVITATION_PAST


def test_nobody_comes_in_under_a_reference_that_is_somebody_elses(hall: Hall, noted: Noted) -> None:
    token = sent(hall)
    noted.elsewhere = {MEMBER}
    assert let_in(hall, KEYS, token, (MEMBER, ""), NOON) == TAKEN
    assert (noted.did, stands(hall).has) == ([], False)


def test_a_letter_needs_its_digits(hall: Hall) -> None:
    assert ask_second(hall, "invitation", MEMBER, "letter", COORDINATOR, NOON) is None
    assert decide(hall, 1, viewer(COORDINATOR), NOON, yes=True) == NOT_YOUR_OWN
    assert isinstance(decide(hall, 1, viewer(DEPUTY), NOON, yes=True), Second)
    assert decide(hall, 1, viewer(DEPUTY), NOON, yes=True) == ALREADY_SETTLED
    token = letter(VOICE.signing, AGENCY, MEMBER, 1, NOON)
    assert let_in(hall, KEYS, token, (MEMBER, "000000"), NOON) == NOT_FITTING
    digits = code_of(VOICE.signing, AGENCY, MEMBER, 1)
    assert let_in(hall, KEYS, token, (MEMBER, f" {digits} "), NOON) == (MEMBER, f"account of {MEMBER}")
    assert ask_second(hall, "invitation", MEMBER, "mail", COORDINATOR, NOON + DAY) is None
    assert isinstance(decide(hall, 1, viewer(ADMINISTRATOR), NOON + DAY, yes=True), Second)
    assert stands(hall).number == 2
    assert (stands(hall).letter_by, stands(hall).code_by) == (None, None)


def test_that_somebody_is_asked_in_anew_is_shown_to_who_may_know_or_is_needed(hall: Hall) -> None:
    for how, by in (("mail", COORDINATOR), ("letter", COORDINATOR), ("text", ADMINISTRATOR)):
        assert ask_second(hall, "invitation", MEMBER, how, by, NOON) is None
    assert [one.what for one in awaited(hall, viewer(ADMINISTRATOR), NOON)] == ["mail", "letter", "text"]
    assert [one.what for one in awaited(hall, viewer(DEPUTY), NOON)] == ["letter", "text"]
    assert decide(hall, 1, viewer(DEPUTY), NOON, yes=True) == ALREADY_SETTLED, "also where he guesses its number"


def test_what_takes_two_is_asked_only_by_who_may_and_about_who_is_there(hall: Hall, noted: Noted) -> None:
    assert ask_second(hall, "role", MEMBER, "chief", PEERS[0], NOON) == UNKNOWN
    assert ask_second(hall, "role", PersonId("nobody"), "chief", COORDINATOR, NOON) == UNKNOWN
    assert ask_second(hall, "address", MEMBER, "mail new@harbor.example", PEERS[0], NOON) == UNKNOWN
    assert ask_second(hall, "address", MEMBER, "mail new@harbor.example", MEMBER, NOON) is None
    assert isinstance(decide(hall, 1, viewer(PEERS[0]), NOON, yes=True), Refusal)
    assert len(noted.wanted) == 1, "what was refused waits on"
    assert isinstance(decide(hall, 1, viewer(COORDINATOR), NOON, yes=True), Second)
    with hall.store.transaction() as unit:
        assert [route.address for route in unit.routes(AGENCY, MEMBER)] == ["new@harbor.example"]


def test_a_role_is_given_by_two_and_taken_by_one(hall: Hall) -> None:
    assert ask_second(hall, "role", MEMBER, "chaplain", COORDINATOR, NOON) is None
    assert isinstance(decide(hall, 1, viewer(ADMINISTRATOR), NOON, yes=True), Second)
    assert stands(hall).roles == ("chaplain",)
    assert end_role(hall, MEMBER, "chaplain", PEERS[0], NOON) == UNKNOWN
    assert end_role(hall, MEMBER, "chaplain", MEMBER, NOON)
    assert ask_second(hall, "role", MEMBER, "chaplain", COORDINATOR, NOON) is None
    assert isinstance(decide(hall, 1, viewer(COORDINATOR), NOON, yes=False), Second), "who asked may take it back"
    assert stands(hall).roles == ()


def test_the_first_are_asked_in_from_the_machine_and_nobody_after_them(hall: Hall) -> None:
    key = VOICE.signing
    assert invite_first(hall, key, PersonId("nobody"), NOON) == UNKNOWN
    assert invite_first(hall, key, MEMBER, NOON) == NOT_FIRST
    made = invite_first(hall, key, COORDINATOR, NOON)
    assert isinstance(made, Letter)
    again = invite_first(hall, key, COORDINATOR, NOON + DAY)
    assert isinstance(again, Letter), "nobody else could"
    assert let_in(hall, KEYS, again.token, (COORDINATOR, again.digits), NOON) == (
        COORDINATOR,
        f"account of {COORDINATOR}",
    )
    other = invite_first(hall, key, ADMINISTRATOR, NOON)
    assert isinstance(other, Letter), "the second of the first two"
    assert stands(hall, ADMINISTRATOR).sent_by == "mail"
    assert invite_first(hall, key, ADMINISTRATOR, NOON + DAY, sends=True) == OTHERS_CAN, "by mail one asks in alone"
    lost = invite_first(hall, key, ADMINISTRATOR, NOON + DAY)
    assert isinstance(lost, Letter), "a letter that was lost is made again: who is there alone could make none"
    assert invite_first(hall, key, COORDINATOR, NOON + DAY) != OTHERS_CAN
    came = let_in(hall, KEYS, lost.token, (ADMINISTRATOR, lost.digits), NOON + DAY)
    assert came == (ADMINISTRATOR, f"account of {ADMINISTRATOR}")
    for first in (ADMINISTRATOR, COORDINATOR):
        assert invite_first(hall, key, first, NOON + 2 * DAY) == OTHERS_CAN
    assert invite_first(hall, key, DEPUTY, NOON + 2 * DAY) == OTHERS_CAN, "they are two, and ask anybody in themselves"


def test_whoever_the_only_other_one_shut_out_is_not_let_in_from_the_machine(hall: Hall) -> None:
    for first in (COORDINATOR, ADMINISTRATOR):
        made = invite_first(hall, VOICE.signing, first, NOON)
        assert isinstance(made, Letter)
        assert let_in(hall, KEYS, made.token, (first, made.digits), NOON) == (first, f"account of {first}")
    assert not isinstance(end_account(hall, EndAccount(NOON + DAY, COORDINATOR), ADMINISTRATOR), Refusal)
    assert invite_first(hall, VOICE.signing, ADMINISTRATOR, NOON + 2 * DAY) == OTHERS_CAN


def test_a_time_that_went_back_asks_nobody_in_from_the_machine_twice(hall: Hall) -> None:
    first = invite_first(hall, VOICE.signing, COORDINATOR, NOON)
    assert isinstance(first, Letter)
    soon = invite_first(hall, VOICE.signing, COORDINATOR, NOON)
    assert isinstance(soon, Letter)
    assert soon.digits == first.digits


def test_whoever_is_not_called_so_comes_not_in_and_a_link_says_whether_it_was_sent(hall: Hall) -> None:
    token = sent(hall)
    for name in (PEERS[0], "nobody"):
        assert let_in(hall, KEYS, token, (name, ""), NOON) == NOT_FITTING
    opened = open_token(KEYS, token, NOON)
    assert isinstance(opened, Opened)
    assert not by_letter(hall.store, opened)
    assert let_in(hall, KEYS, token, (MEMBER.upper(), ""), NOON) == (MEMBER, f"account of {MEMBER}")
    made = invite_first(hall, VOICE.signing, COORDINATOR, NOON)
    assert isinstance(made, Letter)
    opened = open_token(KEYS, made.token, NOON)
    assert isinstance(opened, Opened)
    assert by_letter(hall.store, opened)


def test_one_person_alone_asks_nobody_in_from_the_machine(hall: Hall) -> None:
    with hall.store.transaction() as unit:
        handle_person(
            unit, stream_of(AGENCY, f"person/{ADMINISTRATOR}"), RecordDeath(NOON, COORDINATOR, NOON_ON), World()
        )
    assert isinstance(invite_first(hall, VOICE.signing, ADMINISTRATOR, NOON), Refusal)


def test_an_invitation_answers_nothing(hall: Hall) -> None:
    assert answer(hall.store, hall.rosters, KEYS, sent(hall), "ok", NOON).did == UNCLEAR[0]
