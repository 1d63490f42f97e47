"""Defects in the clock of one case: what is owed, who is asked for it, and what the member decided."""

from tests.planted.defect import Defect

CARE = "tests/core/care"

CASE = (
    Defect(
        "lost-wake",
        "P2",
        "A ladder that waits for an answer wakes nobody when the wait is over.",
        "core/care/clock.py",
        "    at += [raised.next_at for raised in case.raised]\n",
        "",
        f"{CARE}/keeping/test_decider.py::test_a_helper_who_is_silent_is_reminded_and_then_the_next_is_asked_and_the_next",
    ),
    Defect(
        "standing-never-wakes",
        "P2",
        "A case that stands is never woken, so no hearing and no anniversary comes back.",
        "core/care/clock.py",
        'if case.status not in ("active", "standing"):\n        return None\n    at =',
        'if case.status != "active":\n        return None\n    at =',
        f"{CARE}/contact/test_dates.py::test_an_anniversary_comes_back_every_year_for_whoever_wanted_it",
    ),
    Defect(
        "lapse-without-ladder",
        "P2",
        "A step lapses, the log says so, and nobody else is asked.",
        "core/care/clock.py",
        "        raise_ladder(course, item.ladder, item.lapses_at, chance_at)\n",
        "",
        f"{CARE}/keeping/test_decider.py::test_a_helper_who_is_silent_is_reminded_and_then_the_next_is_asked_and_the_next",
    ),
    Defect(
        "urgent-rung-last",
        "P9",
        "Of two ladders that are due, the one raised first goes on, and a call that rings waits behind it.",
        "core/care/clock.py",
        "key=lambda r: (not course.case.plan.ladder(r.ladder).urgent, r.next_at)",
        "key=lambda r: r.next_at",
        f"{CARE}/keeping/test_several_ladders.py::test_a_call_goes_before_whatever_waits_for_longer",
    ),
    Defect(
        "joined-and-lost",
        "P2",
        "A ladder is gathered into another, and what it was raised for is on neither.",
        "core/care/keeping/decider.py",
        "items = tuple([i._replace(ladder=event.into) if is_escalated(i, event.ladder) else i for i in case.items])",
        "items = case.items",
        f"{CARE}/keeping/test_several_ladders.py::test_what_is_gathered_is_asked_for_on_the_ladder_that_took_it_in",
    ),
    Defect(
        "unheld-unsaid",
        "P1",
        "A case for which nobody was found does not show as unheld.",
        "core/care/keeping/decider.py",
        "    if case.unheld_at is None:\n        course.put(CaseUnheld(course.at, course.by, course.at))\n",
        "",
        "tests/stories/test_p01_held.py::"
        "test_when_the_only_peer_is_away_the_coordinator_hears_within_the_minute_and_takes_it",
    ),
    Defect(
        "taker-never-asked-again",
        "P2",
        'Whoever says "I have it" and does nothing is never asked what came of it.',
        "core/care/keeping/decider.py",
        "    until_at = course.at + _holds_for(course.case, raised.ladder)\n",
        "    until_at = course.at + 3650 * DAY\n",
        f"{CARE}/keeping/test_decider.py::test_i_have_it_stops_the_asking_until_somebody_asks_what_came_of_it",
    ),
    Defect(
        "not-now-forgotten",
        "P10",
        "The member said until when, and on that day nobody asks again.",
        "core/care/choice/resting.py",
        '    if course.case.status == "active" and not course.case.choices.counsel:\n'
        '        ask_again(course, until, "not_now")\n',
        "",
        f"{CARE}/choice/test_decider.py::test_not_now_asks_nobody_for_anything_until_its_day_and_then_his_peer",
    ),
    Defect(
        "handover-unconfirmed",
        "P1",
        "Whoever is offered the member counts as his companion before he has said that he has him.",
        "core/care/companion/decider.py",
        "case.companion._replace(offered_to=event.to)",
        "Companion(event.to, event.to, ended=False)",
        f"{CARE}/companion/test_decider.py::test_whoever_turns_out_to_have_been_part_of_it_does_not_become_the_companion",
    ),
    Defect(
        "night-is-ignored",
        "P9",
        "A peer is asked at three in the morning for a conversation that could wait.",
        "core/care/contact/steps.py",
        "    # Who is on call is on duty, and a companion is awake: they are asked at any hour.\n"
        "    if somebody is not None and who not in AT_ANY_HOUR:\n",
        "    if somebody is not None and course.at < 0:\n",
        "tests/stories/test_p09_right_hour.py::test_a_peer_who_works_nights_sleeps_in_the_morning",
    ),
    Defect(
        "hold-not-kept",
        "P11",
        "Details are purged under a legal hold, and the evidence somebody demanded is gone.",
        "core/care/life.py",
        '    if life.legal_hold:\n        return Refusal("LegalHold", '
        '"A legal hold keeps these details. Lift it first.")\n',
        "",
        f"{CARE}/test_life.py::test_details_go_when_a_case_is_closed_and_its_time_has_passed_and_no_law_holds_them",
    ),
)
