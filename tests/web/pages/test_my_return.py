"""The pages of the way back: the member's own, and whoever goes along's; and what command reads of it (S15)."""

import pytest
from django.http import HttpResponse
from django.test import Client

from solidground.app.duty_terms import shipped_terms
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.returning.commands import ConfirmReturnStep, PlanReturnStep
from solidground.core.duty.terms import ReturnStep
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, CaseId, PersonId
from solidground.core.roster.person.commands import SeparatePerson
from solidground.web.gate import SEAT
from solidground.web.house import House
from tests.app.holdings import happened
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town
from tests.app.way_back import PARTNER, TODAY, confirmed, one_step, planned, says
from tests.web.conftest import Hand, seated
from tests.web.headquarters import CHIEF, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

HERE, ALONG = "/me/return", "/me/along"
PLAN = {"choice": "plan", "step": "range", "on": "2024-03-05", "person": PARTNER, "goes_as": "partner"}
SECRET = ("planned", "not said yes", "Not now", "Taken back", " of 5", " of five")


@pytest.fixture
def case(town: Town) -> CaseId:
    staffed(town)
    town.enter(PARTNER)
    (case,) = town.incident()
    return case


@pytest.fixture
def mine(case: CaseId, house: House) -> Client:
    assert case
    return seated(whole(house), MEMBER)


@pytest.fixture
def partner(case: CaseId, house: House) -> Client:
    assert case
    return seated(whole(house), PARTNER)


def tap(browser: Client, town: Town, case: CaseId, choice: str, step: str = "range", **more: str) -> HttpResponse:
    """Tap on a page that was just opened."""
    known = [one for one in town.case(case).choices.returning if one.step == step]
    page = HERE if browser.cookies[SEAT].value.startswith(MEMBER) else ALONG
    form = {"choice": choice, "step": step, "case": case, "seen": str(known[0].changed_at if known else 0), **more}
    return browser.post(page, form)  # type: ignore[return-value]  # the client's own response


def test_nothing_hurries_him(mine: Client) -> None:
    page = mine.get(HERE)
    assert 'data-role="member" data-page="my_return"' in page.content.decode()
    said = text(page)
    assert "Nothing is planned. There is no hurry." in said
    for step in ("Go to the scene, with somebody", "Shoot at the range, in peace", "Full duty"):
        assert step in said
    for word in ("behind", "failed", "overdue", "must", " of 5"):
        assert word not in said
    assert "Back to work, in steps of my own" in text(mine.get("/me"))
    assert "The way back to work" not in text(mine.get("/me")), "no line of it before he planned anything"


def test_he_plans_a_step_and_his_ground_has_a_line_of_it(town: Town, case: CaseId, mine: Client) -> None:
    assert mine.post(HERE, PLAN).status_code == 302
    page = text(mine.get(HERE))
    assert "Planned. You can change it on any day." in page
    assert "Next: Shoot at the range, in peace." in page
    line = f"On March 5, 2024. {PARTNER} is asked, and has not said yes yet."
    assert line in page
    assert f"Shoot at the range, in peace. {line}" in text(mine.get("/me"))
    assert "It is done" in page, "behind one tap, while its day is ahead"
    assert tap(mine, town, case, "not_now").status_code == 302
    assert "No day yet." in text(mine.get(HERE))
    assert tap(mine, town, case, "take_back").status_code == 302
    assert "Taken back. No reason is asked." in text(mine.get(HERE))
    assert "Nothing is planned." in text(mine.get(HERE))


def test_each_confirms_on_a_page_of_his_own_and_sees_before_who_learns_of_it(
    town: Town, case: CaseId, mine: Client, partner: Client
) -> None:
    assert mine.post(HERE, {**PLAN, "on": ""}).status_code == 302
    assert "You go along with somebody, or are asked to" in text(partner.get("/me"))
    assert f"{MEMBER} asks whether you go along." in text(partner.get(ALONG))
    assert tap(partner, town, case, "agree").status_code == 302
    assert "Thank you. They see that you go along." in text(partner.get(ALONG))
    assert "You go along." in text(partner.get(ALONG))
    assert f"{PARTNER} goes with you." in text(mine.get(HERE))
    learns = "your supervisor and the chief learn this step, its day, and that a colleague was there. Nothing else."
    assert learns in text(mine.get(HERE)), "he reads it before he says so"
    assert tap(mine, town, case, "done", on="2024-03-01").status_code == 302
    assert f"You say: done on March 1, 2024. It waits for {PARTNER}." in text(mine.get(HERE))
    assert f"{MEMBER} says: done on March 1, 2024." in text(partner.get(ALONG))
    assert tap(partner, town, case, "done", on="2024-03-01").status_code == 302
    assert "Done on March 1, 2024. Both of you have confirmed it." in text(partner.get(ALONG))
    assert "Shoot at the range, in peace: March 1, 2024." in text(mine.get(HERE))
    assert "The way back to work" not in text(partner.get("/me"))


def test_whoever_goes_along_may_say_it_first_and_his_is_confirmed(
    town: Town, case: CaseId, mine: Client, partner: Client
) -> None:
    planned(town, case, goes_as="trainer")
    assert "that a trainer was there" in text(mine.get(HERE))
    assert tap(partner, town, case, "done", on="2024-03-01").status_code == 302
    assert f"You say: done on March 1, 2024. It waits for {MEMBER}." in text(partner.get(ALONG))
    assert f"{PARTNER} says: done on March 1, 2024. It waits for you." in text(mine.get(HERE))
    assert tap(mine, town, case, "done", on="2024-03-01").status_code == 302
    assert one_step(town, case).is_done


def test_who_cannot_says_so_and_is_asked_for_no_reason(town: Town, case: CaseId, mine: Client, partner: Client) -> None:
    planned(town, case)
    assert tap(partner, town, case, "leave").status_code == 302
    assert "They choose somebody else; no reason is asked." in text(partner.get(ALONG))
    assert "Nobody asks you to go along now." in text(partner.get(ALONG))
    assert "Nobody goes with you yet." in text(mine.get(HERE))
    assert "Yes, it is done" not in text(mine.get(HERE)), "two confirm each step"


def test_both_are_told_which_of_taking_back_and_confirming_came_first(
    town: Town, case: CaseId, mine: Client, partner: Client
) -> None:
    planned(town, case)
    assert tap(mine, town, case, "take_back").status_code == 302
    late = tap(partner, town, case, "done", on="2024-03-01")
    assert late.status_code == 422
    assert "They took this step back. Nothing is left for you to do." in text(late)
    assert f"{MEMBER} took this step back." in text(partner.get(ALONG))
    planned(town, case)
    confirmed(town, case)
    late = tap(mine, town, case, "take_back")
    assert late.status_code == 422
    assert "Both of you have confirmed this step." in text(late)


def test_a_wrong_day_is_corrected_and_both_days_stay(
    town: Town, case: CaseId, mine: Client, partner: Client, hand: Hand
) -> None:
    hand.at = NOON + 2 * DAY
    planned(town, case)
    confirmed(town, case, on=TODAY + 1, at=hand.at)
    assert "Shoot at the range, in peace: the day is wrong" in text(mine.get(HERE))
    assert tap(mine, town, case, "done", on="2024-03-01").status_code == 302
    waits = f"Done on March 2, 2024. You say now: on March 1, 2024. It waits for {PARTNER}."
    page = text(mine.get(HERE))
    assert waits in page
    assert "Take it back" not in page.partition("Ride along")[0], "it was done: nothing else of it is to be said"
    assert tap(partner, town, case, "done", on="2024-03-01").status_code == 302
    assert "in peace: March 1, 2024. Said before: March 2, 2024." in text(mine.get(HERE))


def test_who_was_there_and_is_gone_is_named_anew_before_another_day_is_said(
    town: Town, case: CaseId, mine: Client
) -> None:
    planned(town, case)
    confirmed(town, case)
    planned(town, case, "vehicle")
    town.do(case, RuleOut(NOON, MEMBER, PARTNER))
    assert "Choose first who was with you." in text(mine.get(HERE))
    assert "Nobody goes with you yet." in text(mine.get(HERE))


def test_who_left_the_agency_is_said_to_go_no_more(town: Town, case: CaseId, mine: Client, hand: Hand) -> None:
    planned(town, case)
    town.change(PARTNER, SeparatePerson(NOON, COORDINATOR, TODAY))
    hand.at = NOON + DAY
    assert f"{PARTNER} cannot go with you any more. Choose somebody else." in text(mine.get(HERE))
    assert "Yes, it is done" not in text(mine.get(HERE))


def test_whom_no_message_can_reach_he_asks_himself(town: Town, case: CaseId, mine: Client) -> None:
    unreached = PersonId("far")
    town.enter(unreached, (), ())
    planned(town, case, person=unreached)
    assert f"No message can reach {unreached} here. Ask them yourself" in text(mine.get(HERE))


def followed(town: Town, case: CaseId) -> list[int]:
    """Return how many days after today somebody is in touch because of a return to duty."""
    return [local_day(item.due_at, ZONE) - TODAY for item in town.case(case).items if item.key == "return_to_duty"]


@pytest.mark.parametrize("last", [MEMBER, PARTNER])
def test_after_which_step_somebody_is_in_touch_is_the_agencys_list(
    town: Town, case: CaseId, house: House, last: PersonId
) -> None:
    steps = (ReturnStep("vehicle", "Ride along", followed=True), ReturnStep("first_shift", "A first shift"))
    ours = whole(house)._replace(duty=shipped_terms()._replace(return_steps=steps))
    first, second = sorted((seated(ours, MEMBER), seated(ours, PARTNER)), key=lambda one: seat_is(one, last))
    for step, days in (("first_shift", []), ("vehicle", [1, 7])):
        planned(town, case, step)
        for browser in (first, second):
            assert tap(browser, town, case, "done", step, on="2024-03-01").status_code == 302
        assert followed(town, case) == days


def seat_is(browser: Client, person: PersonId) -> bool:
    """Tell whether somebody sits before a browser."""
    return browser.cookies[SEAT].value.startswith(person)


def test_what_was_changed_meanwhile_is_looked_at_first(town: Town, case: CaseId, partner: Client, hand: Hand) -> None:
    planned(town, case)
    seen = one_step(town, case).changed_at
    hand.at = NOON + DAY
    planned(town, case, at=hand.at, goes_as="trainer")
    late = partner.post(ALONG, {"choice": "agree", "case": case, "step": "range", "seen": str(seen)})
    assert late.status_code == 422
    assert "This step changed after you opened the page." in text(late)


def test_who_has_no_open_case_reads_what_is_done_and_plans_nothing(town: Town, case: CaseId, mine: Client) -> None:
    planned(town, case)
    confirmed(town, case)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    page = text(mine.get(HERE))
    assert "Nothing is open for you." in page
    assert "Shoot at the range, in peace: March 1, 2024." in page
    refused = mine.post(HERE, PLAN)
    assert refused.status_code == 422
    assert "Tell your coordinator, any day." in text(refused)


def test_his_list_and_the_coordinator_have_a_line_of_it_and_command_only_of_what_is_done(
    town: Town, case: CaseId, house: House
) -> None:
    peer = town.case(case).peer
    assert peer is not None
    planned(town, case, person=peer, goes_as="peer")
    planned(town, case, "vehicle")
    planned(town, case, "full_duty", person=None)
    happened(says(town, case, ConfirmReturnStep(NOON, peer, "range", TODAY)))
    guide = seated(whole(house), peer)
    assert "You go along with somebody, or are asked to" in text(guide.get("/list"))
    kept = text(guide.get(f"/list/{case}"))
    assert f"Shoot at the range, in peace: planned, no day yet, with {peer}." in kept
    assert "Ride along, in uniform" not in kept
    coordinator = text(seated(whole(house), COORDINATOR).get(f"/case/{case}"))
    assert f"Ride along, in uniform: planned, no day yet, with {PARTNER}." in coordinator
    assert "Full duty: planned, no day yet." in coordinator
    pages = ((SUPERVISOR, "/supervisor"), (CHIEF, "/year"))
    for person, page in pages:
        said = text(seated(whole(house), person).get(page))
        assert "Steps back to work that are done" not in said
        assert "range, in peace" not in said
    happened(says(town, case, ConfirmReturnStep(NOON, MEMBER, "range", TODAY)))
    for person, page in pages:
        said = text(seated(whole(house), person).get(page))
        assert f"{MEMBER}: Shoot at the range, in peace: March 1, 2024." in said
        assert "Do not ask for the next step." in said
        for word in ("Ride along", "Full duty", peer, PARTNER, *SECRET):
            assert word not in said.partition("Steps back to work that are done")[2].partition("Do not ask")[0]


def test_who_can_see_what_names_whoever_goes_along(town: Town, case: CaseId, mine: Client) -> None:
    planned(town, case)
    planned(town, case, "vehicle", person=None)
    page = text(mine.get("/me/sight"))
    line = f"Whoever goes with you: {PARTNER}"
    assert (
        line in page.partition("Steps back to work: planned, or taken back")[2].partition("Steps back to work: done")[0]
    )
    assert line not in page.partition("Steps back to work: done")[2]
    confirmed(town, case)
    assert line in text(mine.get("/me/sight")).partition("Steps back to work: done")[2]


def test_somebody_who_is_asked_by_nobody_sees_nothing_there(case: CaseId, house: House) -> None:
    assert case
    for person in (PEERS[2], CHIEF, SUPERVISOR, COORDINATOR):
        page = seated(whole(house), person).get(ALONG)
        assert page.status_code == 200
        assert "Nobody asks you to go along now." in text(page)


def test_a_step_that_left_the_list_is_called_by_its_name_in_the_log(town: Town, case: CaseId, mine: Client) -> None:
    planned(town, case)
    own = PlanReturnStep(NOON, MEMBER, "boat_patrol", ("boat_patrol",), None, None, "partner")
    happened(says(town, case, own))
    assert "boat patrol" in text(mine.get(HERE))
    assert tap(mine, town, case, "plan", "boat_patrol", person=PARTNER, goes_as="trainer").status_code == 302
