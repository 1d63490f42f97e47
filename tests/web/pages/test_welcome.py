"""An invitation that lets nobody in any more says so when it is opened, and opening it changes nothing."""

from solidground.app.entering import invite, letter
from solidground.core.kernel import AgencyId, PersonId, Refusal
from solidground.core.notice.token import Claim, mint
from solidground.core.roster.account.commands import InvitePerson
from solidground.core.roster.account.decider import AGAIN_FOR, invitation
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, PEERS, VOICE, Town
from tests.web.conftest import Hand, visitor
from tests.web.pages.test_accounts import invited, said, staffed, state_of

__all__ = ["staffed"]

READY, PAST = "A page of your own is ready", "This invitation was used, or a newer one was sent."
REMEDY = "ask whoever asked you in."


def by_letter(house: House, person: PersonId) -> str:
    """Ask somebody in by a letter, and return the end of its link."""
    assert house.hall is not None
    now = house.clock.now()
    outcome = invite(house.hall, InvitePerson(now, COORDINATOR, None, DEPUTY), person)
    assert not isinstance(outcome, Refusal)
    return letter(VOICE.signing, AGENCY, person, outcome[0].number, now)


def test_an_invitation_that_was_used_says_so_when_it_is_opened_and_that_changes_nothing(
    town: Town, staffed: House
) -> None:
    token = invited(staffed, MEMBER)
    before = state_of(town, MEMBER)
    assert READY in said(visitor(staffed), f"/welcome/{token}")
    assert state_of(town, MEMBER) == before
    assert visitor(staffed).post(f"/welcome/{token}", {"person": MEMBER}).status_code == 302
    before = state_of(town, MEMBER)
    page = visitor(staffed).get(f"/{token}", follow=True)
    assert (page.status_code, READY in page.text, "<form" in page.text) == (404, False, False)
    assert all(part in page.text for part in (PAST, REMEDY, 'href="/sign-in"', 'href="/help"'))
    assert MEMBER not in page.text
    assert state_of(town, MEMBER) == before


def test_an_older_invitation_says_so_whether_it_was_sent_or_written(staffed: House, hand: Hand) -> None:
    for ask in (invited, by_letter):
        older = ask(staffed, PEERS[0])
        hand.at += AGAIN_FOR
        newer = ask(staffed, PEERS[0])
        hand.at += AGAIN_FOR
        assert PAST in said(visitor(staffed), f"/welcome/{older}")
        assert READY in said(visitor(staffed), f"/welcome/{newer}")


def test_an_invitation_that_never_was_is_answered_as_before(staffed: House) -> None:
    page = visitor(staffed).get(f"/welcome/{'A' * 60}")
    answered = (page.status_code, "This is not one of our links." in page.text, PAST in page.text)
    assert answered == (404, True, False)
    now = staffed.clock.now()
    for agency, person in ((AGENCY, PersonId("nobody")), (AgencyId("elsewhere"), MEMBER)):
        claim = Claim(agency, invitation(person, 1), person, "invite")
        assert READY in said(visitor(staffed), f"/welcome/{mint(VOICE.signing, claim, now + AGAIN_FOR)}")
