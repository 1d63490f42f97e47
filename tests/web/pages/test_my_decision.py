"""Papers on the table at night, as a member has them: begun, put away, signed, sent by him alone, taken back (S14)."""

import re

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from solidground.app.options import OPTIONS, Options, read_options
from solidground.core.care.share.commands import EndShare, GiveShare
from solidground.core.desk.signature import drawn_of
from solidground.core.hours import at_minute
from solidground.core.kernel import DAY, HOUR, MINUTE
from solidground.core.roster.person.commands import SeparatePerson
from solidground.web.desk_words import drawn
from solidground.web.house import House
from tests.app.holdings import happened, taken
from tests.app.leaves import left
from tests.app.papers import DRAWN, NAME, TODAY, delivered, mine, paper, papers_named
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import CHIEF, HR, SUPERVISOR, staffed, whole
from tests.web.pages.test_accounts import WORDS, signed_up
from tests.web.pages.test_link import text

HERE = "/me/decision"
NOT_DELIVERED = "NOT DELIVERED: YOUR AGENCY HAS RECEIVED NOTHING."


@pytest.fixture
def pages(town: Town, house: House) -> House:
    town.people()
    staffed(town)
    return whole(house)


@pytest.fixture
def browser(pages: House) -> Client:
    return seated(pages, MEMBER)


def does(town: Town, browser: Client, choice: str, address: str = HERE, **typed: str) -> str:
    """Send a form of a page that was just opened; return what the page says then."""
    form = {"choice": choice, "seen": str(mine(town).changed_at), **typed}
    answer = browser.post(address, form)
    assert answer.status_code == 302, answer.content.decode()
    return text(browser.get(answer["Location"]))


def drafts(town: Town, browser: Client, option: str = "resign") -> None:
    does(town, browser, "begin")
    does(town, browser, "keep", option=option, last_on="2024-03-15")


def signs(town: Town, browser: Client) -> str:
    return does(town, browser, "sign", "/me/decision/sign", name=NAME)


def test_all_ways_stand_side_by_side_with_whom_to_ask_first_and_his_own_record(town: Town, browser: Client) -> None:
    taken(town)
    assert "How you stand on duty" not in text(browser.get("/me/ways")), "nothing was ever written down"
    happened(left(town))
    page = text(browser.get("/me/ways"))
    assert "How you stand on duty On administrative leave, from March 1, 2024 until March 10, 2024." in page
    assert page.index("Ask these first") < page.index("Your own record") < page.index("Leave of absence")
    assert browser.get("/me/ways").content.decode().count('<details class="fold">') == len(OPTIONS)
    assert "Resign The job ends, from a day that you choose." in page
    assert "Ask anybody who speaks for your union." in page
    assert "Service weapon: In the property room." in page
    assert "Ask before you sign." in page
    assert "Not checked. Ask before you count on it." in page
    assert "Nobody sees that you read this." in page


def test_the_offices_that_an_agency_has_named_stand_first_with_their_numbers(pages: House) -> None:
    named = read_options('[[office]]\nwhere = "any"\nkind = "union"\nname = "Lodge 7"\nnumber = "555-0107"\n', "", "US")
    page = seated(pages._replace(options=named), MEMBER).get("/me/ways")
    assert 'href="tel:555-0107"' in page.content.decode()
    assert "Lodge 7" in text(page)


@pytest.mark.parametrize(("days", "says"), [(30, "Less than a year"), (400, "One year"), (365 * 19, "18 years")])
def test_how_long_he_is_with_the_agency_is_filled_in(
    town: Town, pages: House, hand: Hand, days: int, says: str
) -> None:
    with town.store.transaction() as unit:
        joined_on = town.rosters.of(unit, pages.agency, NOON, carrying=False).states[MEMBER].joined_on
    assert joined_on is not None
    hand.at = at_minute(joined_on + days, 12 * 60, ZONE)
    assert says in text(seated(pages, MEMBER).get("/me/ways"))


def test_not_tonight_keeps_what_stands_there_and_asks_nothing(town: Town, browser: Client, hand: Hand) -> None:
    hand.at = at_minute(TODAY + 1, 2 * 60, ZONE)
    assert "Nothing is being decided." in text(browser.get(HERE))
    page = does(town, browser, "begin")
    assert "You think it over. Nothing is signed." in page
    assert "This can wait until morning" in page
    page = does(town, browser, "tonight", option="resign", last_on="2024-03-15")
    assert "put away for tonight" in page
    assert 'href="/night"' in browser.get(HERE).content.decode() or "Night page" in page
    assert mine(town).option == "resign"
    does(town, browser, "tonight", option="retire", last_on="1999-01-01")
    assert (mine(town).option, mine(town).last_on) == ("retire", None), "a day that cannot be holds nobody up"
    hand.at += 8 * HOUR
    page = text(browser.get(HERE))
    assert "This can wait until morning" not in page
    assert "Retire" in page


def test_a_day_that_cannot_be_is_said_beside_the_field_and_what_was_typed_stays(town: Town, browser: Client) -> None:
    does(town, browser, "begin")
    form = {"choice": "keep", "seen": str(mine(town).changed_at), "option": "transfer", "last_on": "1999-01-01"}
    answer = browser.post(HERE, form)
    assert answer.status_code == 422
    assert "Say the last day: today or later" in text(answer)
    assert 'value="1999-01-01"' in answer.content.decode()
    assert browser.post(HERE, {"choice": "perhaps"}).status_code == 422


def test_signed_it_says_in_capitals_that_nobody_has_it_and_when_it_can_be_sent(town: Town, browser: Client) -> None:
    drafts(town, browser)
    assert "You sign: Resign." in text(browser.get("/me/decision/sign"))
    page = signs(town, browser)
    assert NOT_DELIVERED in page
    assert "Your agency asks you to wait until Mon 12:00 PM." in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Nothing is sent by itself, not then and not later." in page
    assert "You can hand in a paper of your own at any time." in page
    assert NAME in page


def test_when_the_pause_ends_nothing_happens_and_it_can_still_be_sent(town: Town, browser: Client, hand: Hand) -> None:
    drafts(town, browser)
    signs(town, browser)
    hand.at = NOON + 30 * DAY
    town.sweep_to(hand.at)
    page = text(browser.get(HERE))
    assert NOT_DELIVERED in page
    assert "The time to wait is over." in page
    assert "This day has passed." in page
    assert papers_named(town) == []
    assert "Sent. HR, the chief" in does(town, browser, "send", "/me/decision/send")
    assert len(papers_named(town)) == 1


def test_sending_at_once_shows_what_it_costs_and_takes_one_tap(town: Town, browser: Client) -> None:
    drafts(town, browser)
    signs(town, browser)
    page = text(browser.get("/me/decision/send"))
    assert "This is what it costs: Resign." in page
    assert "what do you lose before your pension date" in page
    assert "Your pay ends with your last day." in page
    page = does(town, browser, "send", "/me/decision/send")
    assert page.index("Nothing else is being decided.") < page.index("Take it back") < page.index("Begin a draft")
    assert "Nobody sees it" not in page, "they have it"
    assert NAME in page
    assert "Your care goes on, whatever you decide." in page


def test_what_is_sent_is_taken_back_in_one_tap_and_everybody_who_had_it_reads_that(
    town: Town, pages: House, browser: Client, hand: Hand
) -> None:
    delivered(town)
    hand.at = NOON + HOUR
    (name,) = papers_named(town)
    hr = seated(pages, HR)
    assert "Resign. Last day: March 15, 2024." in text(hr.get("/hr"))
    assert hr.post("/delivered", {"paper": name}).status_code == 302
    assert "Noted. The member reads it too." in text(hr.get("/delivered"))
    assert "HR has it since March 1, 2024" in text(browser.get(HERE))
    assert "Taken back. It counts for nothing" in does(town, browser, "take_back", paper=name)
    for person, page in ((HR, "/hr"), (CHIEF, "/year"), (SUPERVISOR, "/supervisor"), (COORDINATOR, "/delivered")):
        assert "Resign. Taken back." in text(seated(pages, person).get(page)), page
    late = hr.post("/delivered", {"paper": "e" * 20})
    assert late.status_code == 422
    hand.at = NOON + 4 * DAY
    assert "Take it back" not in text(browser.get(HERE))


def test_who_acknowledges_what_was_taken_back_meanwhile_is_told(town: Town, pages: House, browser: Client) -> None:
    delivered(town)
    (name,) = papers_named(town)
    does(town, browser, "take_back", paper=name)
    told = seated(pages, HR).post("/delivered", {"paper": name})
    assert told.status_code == 422
    assert "The member took this paper back. It counts for nothing." in text(told)
    assert paper(town, name).received_on is None


def test_where_the_law_takes_nothing_back_the_page_says_so_before(town: Town, pages: House) -> None:
    browser = seated(pages._replace(options=Options(pages.options.meant, {}, 0, 0)), MEMBER)
    drafts(town, browser)
    assert "When it is signed, you can send it at once, or never." in text(browser.get("/me/decision/sign"))
    signs(town, browser)
    assert "Not on this page, once it is sent." in text(browser.get("/me/decision/send"))
    page = does(town, browser, "send", "/me/decision/send")
    assert "It stands." in page
    (name,) = papers_named(town)
    refused = browser.post(HERE, {"choice": "take_back", "paper": name})
    assert "Here nobody can take back on this page what was sent." in text(refused)


def test_a_signature_is_taken_back_and_a_draft_thrown_away(town: Town, browser: Client) -> None:
    drafts(town, browser)
    signs(town, browser)
    assert "It is a draft again" in does(town, browser, "unsign")
    assert "Thrown away. Nothing was sent." in does(town, browser, "drop")
    assert mine(town).stage == "none"


def test_what_is_not_there_to_sign_or_send_leads_back(town: Town, browser: Client) -> None:
    for page in ("/me/decision/sign", "/me/decision/send"):
        assert browser.get(page)["Location"] == HERE
    for page in ("/me/decision/sign", "/me/decision/send"):
        assert browser.post(page, {"name": NAME, "seen": "0"}).status_code == 422
    drafts(town, browser, "stay")
    assert browser.get("/me/decision/sign")["Location"] == HERE
    refused = browser.post("/me/decision/sign", {"name": NAME, "seen": str(mine(town).changed_at)})
    assert "To stay, nothing is signed" in text(refused)


def test_another_s_name_signs_nothing_and_stays_in_the_field(town: Town, browser: Client) -> None:
    with town.store.transaction() as unit:
        unit.put_person("harbor", MEMBER, "Somebody Else")  # type: ignore[arg-type]  # of another agency: unknown here
    drafts(town, browser)
    wrong = browser.post("/me/decision/sign", {"name": "4411", "seen": str(mine(town).changed_at)})
    assert wrong.status_code == 422
    assert 'value="4411"' in wrong.content.decode()
    assert "Type your name as the agency has it" in text(wrong)
    assert mine(town).stage == "draft"


def test_what_he_draws_stands_under_his_decision_and_on_the_paper_as_everybody_has_it(
    town: Town, pages: House, browser: Client
) -> None:
    drafts(town, browser)
    page = browser.get("/me/decision/sign").content.decode()
    assert 'id="by-hand" tabindex="-1" hidden' in page, "without scripts nothing can be drawn, and nothing is missing"
    assert '<script src="/static/sign.js" defer></script>' in page
    does(town, browser, "sign", "/me/decision/sign", name=NAME, drawn=drawn_of(DRAWN))
    picture = f'<path d="{drawn(DRAWN).path}"/>'
    assert "L115 150M150 110L135 130" in picture
    assert "M205 95h0M" in picture, "a dot is a stroke too"
    assert picture in browser.get(HERE).content.decode()
    assert 'class="drawn"' not in seated(pages, HR).get("/delivered").content.decode()
    does(town, browser, "send", "/me/decision/send")
    for person in (HR, CHIEF, SUPERVISOR, COORDINATOR):
        assert picture in seated(pages, person).get("/delivered").content.decode(), person
    assert picture in browser.get(HERE).content.decode()


@pytest.mark.parametrize("written", ["700,1", "<svg onload=x>", "1,2 " * 2000])
def test_what_is_no_drawing_signs_nothing_and_the_name_stays(town: Town, browser: Client, written: str) -> None:
    drafts(town, browser)
    form = {"name": NAME, "drawn": written, "seen": str(mine(town).changed_at)}
    wrong = browser.post("/me/decision/sign", form)
    assert wrong.status_code == 422
    assert "What you drew did not arrive whole." in text(wrong)
    page = wrong.content.decode()
    assert 'href="#by-hand"' in page
    assert f'value="{NAME}"' in page
    assert "svg onload" not in page
    assert mine(town).stage == "draft"


def test_another_s_name_keeps_what_was_drawn(town: Town, browser: Client) -> None:
    drafts(town, browser)
    form = {"name": "4411", "drawn": "1,2 3,4", "seen": str(mine(town).changed_at)}
    page = browser.post("/me/decision/sign", form).content.decode()
    assert 'name="drawn" value="1,2 3,4"' in page
    assert 'd="M1 2L3 4"' in page
    assert 'tabindex="-1" hidden' not in page


def test_whom_he_shares_a_draft_with_is_named_and_nobody_where_he_does_not(
    town: Town, pages: House, browser: Client
) -> None:
    (case,) = town.incident()
    drafts(town, browser)
    assert "Yours alone. Nobody sees it" in text(browser.get(HERE))
    town.do(case, GiveShare(NOON, MEMBER, PEERS[2], "family", ("draft",)))
    page = browser.get(HERE)
    assert f"You share a draft with {PEERS[2]}. Nobody else sees it" in text(page)
    assert 'href="/me/shares"' in page.content.decode()
    friend = seated(pages, PEERS[2])
    assert "They think it over: Resign. Last day: March 15, 2024." in text(friend.get("/family"))
    does(town, browser, "keep", option="retire")
    assert "They think it over: Retire. It is only a draft" in text(friend.get("/family"))
    does(town, browser, "keep", option="")
    assert "They have chosen nothing yet." in text(friend.get("/family"))
    does(town, browser, "drop")
    assert "There is no draft to read now." in text(friend.get("/family"))
    assert "You share a draft with" in text(browser.get(HERE))
    town.do(case, EndShare(NOON, MEMBER, PEERS[2]))
    assert friend.get("/family").status_code == 404


def test_a_page_that_is_older_than_the_decision_is_looked_at_again(town: Town, browser: Client, hand: Hand) -> None:
    drafts(town, browser)
    signs(town, browser)
    late = browser.post("/me/decision/send", {"seen": "0"})
    assert late.status_code == 422
    assert "This changed after you opened the page." in text(late)
    assert mine(town).stage == "held"
    hand.at += MINUTE


def test_somebody_stands_beside_him_on_his_own_phone_and_sees_that_alone(
    town: Town, pages: House, browser: Client
) -> None:
    drafts(town, browser)
    page = does(town, browser, "ask_beside")
    found = re.search(r"(?<!\d)\d{6}(?!\d)", page)
    assert found is not None
    partner = seated(pages, PEERS[2])
    wrong = partner.post("/beside", {"choice": "join", "member": MEMBER, "code": "x"})
    assert wrong.status_code == 422
    assert f'value="{MEMBER}"' in wrong.content.decode()
    nobody = partner.post("/beside", {"choice": "join", "member": "", "code": found[0]})
    assert "The badge number and the code do not fit." in text(nobody)
    assert partner.post("/beside", {"choice": "perhaps"}).status_code == 422
    assert partner.post("/beside", {"choice": "join", "member": MEMBER, "code": found[0]}).status_code == 302
    assert "Nothing is signed. You need do nothing but be there." in text(partner.get("/beside"))
    assert f"Beside you: {PEERS[2]}." in text(browser.get(HERE))
    signs(town, browser)
    page = text(partner.get("/beside"))
    assert "NOT DELIVERED: THE AGENCY HAS RECEIVED NOTHING." in page
    assert "Resign" in page
    assert partner.post("/beside", {"choice": "leave", "member": MEMBER}).status_code == 302
    assert "You stand beside them no more." in text(partner.get("/beside"))
    assert "Resign" not in text(partner.get("/beside"))
    assert seated(pages, HR).get("/beside").status_code == 404


def test_peer_and_coordinator_read_the_paper_with_the_case(town: Town, pages: House) -> None:
    from solidground.core.care.offer.commands import MakeOffer  # noqa: PLC0415 - of this test alone

    (case,) = town.incident()
    town.do(case, MakeOffer(NOON, PEERS[0], NOON, "phone", "peer"))
    peer = town.case(case).peer
    assert peer is not None
    delivered(town)
    for person, page in ((peer, f"/list/{case}"), (COORDINATOR, f"/case/{case}")):
        seen = text(seated(pages, person).get(page))
        assert "Care goes on, whatever was decided." in seen
        assert NAME in seen


def test_who_signs_has_shown_a_moment_ago_once_more_who_he_is(town: Town, keyed: House) -> None:
    town.people()
    browser, _ = signed_up(keyed._replace(options=read_options("", "", "US-IL")), MEMBER)
    drafts(town, browser)
    # Whoever set up his codes a moment ago has just shown who he is; somebody else comes to the open page later.
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = []
    session.save()
    led = browser.get("/me/decision/sign")
    assert led["Location"] == "/account/again?next=%2Fme%2Fdecision%2Fsign"
    form = {"name": NAME, "seen": str(mine(town).changed_at)}
    refused = browser.post("/me/decision/sign", form)
    assert refused.status_code == 422
    assert "Show once more that it is you." in text(refused)
    assert f'value="{NAME}"' in refused.content.decode()
    assert mine(town).stage == "draft"
    back = browser.post("/account/again", {"password": WORDS, "next": "/me/decision/sign"})
    assert back["Location"] == "/me/decision/sign"
    assert browser.get("/me/decision/sign").status_code == 200
    assert browser.post("/me/decision/sign", form).status_code == 302
    assert mine(town).stage == "held"


def test_whoever_has_left_keeps_his_page_and_can_still_send_and_take_back(town: Town, browser: Client) -> None:
    (case,) = town.incident()
    drafts(town, browser)
    signs(town, browser)
    town.change(MEMBER, SeparatePerson(NOON, COORDINATOR, TODAY))
    assert NOT_DELIVERED in text(browser.get(HERE))
    assert "Sent. HR, the chief" in does(town, browser, "send", "/me/decision/send")
    (name,) = papers_named(town)
    assert "Taken back. It counts for nothing" in does(town, browser, "take_back", paper=name)
    assert town.case(case).status == "active"
    assert browser.get("/me").status_code == 200
