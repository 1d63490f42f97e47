"""What the page of accounts shows of roles that stand elsewhere, and of where the link of a letter works."""

import re

from solidground.core.kernel import PersonId
from solidground.web.house import House
from tests.app.town import COORDINATOR, PEERS, Town
from tests.web.pages.test_accounts import ADMINISTRATOR, found, signed_up, staffed
from tests.web.pages.test_welcome import by_letter

__all__ = ["staffed"]

HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def test_a_peer_is_shown_as_one_to_who_coordinates_care_and_nobody_is_to_command(town: Town, staffed: House) -> None:
    captain, other = PersonId("captain-1"), PersonId("someone-7")
    town.enter(captain, ("supervisor",))
    town.enter(other)
    coordinator, _ = signed_up(staffed, COORDINATOR)
    administrator, _ = signed_up(staffed, ADMINISTRATOR)
    for person, role in ((PEERS[1], "peer"), (captain, "supervisor")):
        page = found(coordinator, person)
        assert f'<p class="row"><span>{role}</span>' in page
        assert "None." not in page
    assert "<p>None.</p>" in found(coordinator, other)
    seen = {HIDDEN.sub("", found(administrator, one)).replace(one, "") for one in (PEERS[1], captain, other)}
    assert len(seen) == 1, "that a colleague is a peer is nothing that command learns"
    assert "None that is given here." in seen.pop()


def test_the_link_of_a_letter_begins_where_the_pages_do_and_else_says_that_it_works_here_alone(
    town: Town, staffed: House
) -> None:
    stranger, begins = PersonId("letters-only"), "https://coffee.example.org"
    town.enter(stranger, ways=())
    coordinator, _ = signed_up(staffed, COORDINATOR)
    by_letter(staffed, stranger)
    page = found(coordinator, stranger)
    assert "http://testserver/" in page
    assert "This link works on this machine alone" in page
    there, _ = signed_up(staffed._replace(link=begins), COORDINATOR)
    page = found(there, stranger)
    assert f"<code>{begins}/" in page
    assert "This link works on this machine alone" not in page
