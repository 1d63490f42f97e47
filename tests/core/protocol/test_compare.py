from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from solidground.app.english import english
from solidground.core.kernel import DAY, HOUR, SECOND, Instant
from solidground.core.protocol import compare
from solidground.core.protocol.plan import Plan
from solidground.core.protocol.read import read
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Protocol
from solidground.protocols import text

Reading = Callable[..., Protocol]

GOLDEN = Path(__file__).parent / "golden"
CHICAGO = "America/Chicago"
OCCURRED_AT: Instant = 1_705_000_000 * SECOND
MORE = """[[step]]
key = "month_2"
kind = "word"
who = "peer"
opens = "P1M25D"
due = "P2M"
lapses = "P2M5D"
at = "12:00"
ladder = "helper"
ways = ["text"]
source = "ours"
certainty = "ours"

"""
TWO_MONTHS = (("[[track]]", MORE + "[[track]]"), ('"month_1"]', '"month_1", "month_2"]'))


def diff(old: Protocol, new: Protocol) -> tuple[str, ...]:
    return tuple(english(one) for one in compare.diff(old, new))


def diff_plans(old: Plan, new: Plan, at: Instant, come: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(english(one) for one in compare.diff_plans(old, new, at, come))


def plan(protocol: Protocol, zone: str = CHICAGO) -> Plan:
    return resolve(protocol, "other", "present", OCCURRED_AT, zone, "any")


def test_a_protocol_does_not_differ_from_itself(protocol: Reading) -> None:
    assert diff(protocol(), protocol()) == ()
    assert diff_plans(plan(protocol()), plan(protocol()), OCCURRED_AT) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('version = "1"', 'version = "2"', "Changed: the version, from 1 to 2."),
        ('taken = "P1D"', 'taken = "P1DT1M1S"', "from 1 day to 1 day 1 minute 1 second."),
        ('call = "PT5M"', 'call = "PT5M"\nsilent_after = 3', "that make a silence, from 2 to 3."),
        (
            'number = "555-0100"',
            'number = "555-0199"',
            "from A staffed line 555-0100 (checked 2026-11-20) to A staffed line 555-0199 (checked 2026-11-20).",
        ),
        (
            "peer = { people = 2 }",
            "peer = { people = 1, lent = 1 }",
            "Changed: the role peer, from 2 of its own and 0 lent to 1 of its own and 1 lent.",
        ),
        ("peer = { people = 2 }\n", "", "Removed: the role peer."),
        (
            "peer = { people = 2 }",
            "peer = { people = 2 }\ndeputy = { people = 1 }",
            "Added: the role deputy: 1 of its own and 0 lent.",
        ),
        (
            'wait = "PT12H", ways = ["mail"]',
            'wait = "PT6H", ways = ["mail", "text"]',
            "(daily 7 times, weekly 8 times, then monthly) to another peer by mail or text for 6 hours, then the",
        ),
        (
            "urgent = true\n",
            "",
            "Changed: the ladder urgent, from at once through quiet hours: whoever is on call for 5 minutes",
        ),
        ('name = "ask"\n', 'name = "asking"\n', "Added: the ladder asking: nobody"),
        (
            'due = "P1M"',
            'due = "P1M2D"',
            "due after 1 month at 18:00, lapsing after 1 month 4 days at 12:00 to opening after 25 days at 09:00,",
        ),
        (
            'due = "PT2H"',
            'due = "PT3H"',
            "Moved: offer, from opening at once, due after 2 hours, lapsing after 4 hours to opening at once, due",
        ),
        (
            'who = "peer"\nopens = "P25D"',
            'who = "coordinator"\nopens = "P25D"',
            "Owed by another: month 1, from the peer to the coordinator.",
        ),
        ('kind = "checkin"', 'kind = "word"', "Changed: the kind of month 1, from checkin to word."),
        ('ladder = "helper"', 'ladder = "offer"', "Changed: the ladder of month 1, from helper to offer."),
        ('ways = ["text"]', 'ways = ["mail"]', "Changed: the ways of day 2 ask, from text to mail."),
        ('certainty = "ours"', 'certainty = "memory"', "the source of offer, from ours (ours) to ours (memory)."),
        (
            'kinds = ["any"]',
            'kinds = ["any", "other"]',
            "Changed: the track everybody, from any as any to any or other as any.",
        ),
        ('"month_1"]', "]", "Removed from the track everybody: month 1."),
        ("A peer listens.", "A peer hears.", "the words of the notice for any, from A peer listens. to A peer hears."),
        ('"any-1"', '"any-2"', "Changed: the version of the notice for any, from any-1 to any-2."),
    ],
)
def test_what_changed_in_a_protocol_is_said(protocol: Reading, old: str, new: str, says: str) -> None:
    said = diff(protocol(), protocol((old, new)))
    assert any(says in sentence for sentence in said), said


@pytest.mark.parametrize(("old", "new"), [("default", "small_agency"), ("dispatch_and_witness", "default")])
def test_what_differs_between_shipped_protocols_is_what_was_read_and_agreed(old: str, new: str) -> None:
    before, after = read(text(old)), read(text(new))
    assert isinstance(before, Protocol)
    assert isinstance(after, Protocol)
    said = "".join(f"{sentence}\n" for sentence in diff(before, after))
    assert said == (GOLDEN / f"{old}_to_{new}.txt").read_text(encoding="utf-8")


def test_a_step_that_came_or_went_is_said(protocol: Reading) -> None:
    plain, longer = protocol(), protocol(*TWO_MONTHS)
    assert diff(plain, longer)[0] == (
        "Added: month 2, word by the peer, opening after 1 month 25 days at 12:00, due after 2 months at 12:00,"
        " lapsing after 2 months 5 days at 12:00."
    )
    assert diff(plain, longer)[1:] == ("Added to the track everybody: month 2.",)
    assert diff(longer, plain)[0] == "Removed: month 2, owed by the peer."


def test_a_protocol_without_a_line_is_said_to_have_none(protocol: Reading) -> None:
    lines = '[line]\nname = "A staffed line"\nnumber = "555-0100"\nchecked_on = "2026-11-20"\n'
    assert diff(protocol((lines, "")), protocol())[0].startswith("Changed: the staffed line, from none to A staffed")


def test_moving_a_case_shows_what_came_and_what_went(protocol: Reading) -> None:
    plain, longer = plan(protocol()), plan(protocol(*TWO_MONTHS))
    assert diff_plans(plain, longer, OCCURRED_AT) == ("Added: month 2, word by the peer, due 2024-03-11T12:00.",)
    assert diff_plans(longer, plain, OCCURRED_AT) == ("Removed: month 2, owed by the peer, due 2024-03-11T12:00.",)


def test_moving_a_case_shows_when_and_by_whom(protocol: Reading) -> None:
    newer = protocol(
        ('due = "P1M"', 'due = "P1M2D"'), ('who = "peer"\nopens = "P25D"', 'who = "coordinator"\nopens = "P25D"')
    )
    before = "due 2024-02-11T18:00 (open 6 days 9 hours before, 3 days 18 hours after)"
    after = "due 2024-02-13T18:00 (open 8 days 9 hours before, 1 day 18 hours after)"
    assert diff_plans(plan(protocol()), plan(newer), OCCURRED_AT) == (
        f"Moved: month 1, from {before} to {after}.",
        "Owed by another: month 1, from the peer to the coordinator.",
    )


def test_an_ask_that_opens_when_it_is_due_has_no_time_before(protocol: Reading) -> None:
    said = diff_plans(plan(protocol()), plan(protocol(('at = "10:00"', 'at = "11:00"'))), OCCURRED_AT)
    assert said[0].startswith("Moved: day 2 ask, from due 2024-01-13T10:00 (open no time before, 1 day after)")


def test_what_has_come_is_not_said(protocol: Reading) -> None:
    later = plan(protocol(('due = "PT2H"', 'due = "PT3H"')))
    assert len(diff_plans(plan(protocol()), later, OCCURRED_AT)) == 1
    assert diff_plans(plan(protocol()), later, OCCURRED_AT, {"offer"}) == ()


def test_what_is_over_is_not_said(protocol: Reading) -> None:
    plain, longer = plan(protocol()), plan(protocol(*TWO_MONTHS))
    long_after = longer.steps[-1].lapses_at
    assert diff_plans(plain, longer, long_after) == ()
    assert diff_plans(longer, plain, long_after) == ()


def test_a_step_the_newer_plan_has_in_the_past_is_said_to_go(protocol: Reading) -> None:
    late = plan(protocol(('due = "P1M"', 'due = "P40D"'), ('lapses = "P1M4D"', 'lapses = "P50D"')))
    between = OCCURRED_AT + 45 * DAY
    assert diff_plans(late, plan(protocol()), between) == (
        "Removed: month 1, due 2024-02-20T18:00: the newer plan has it on 2024-02-11T18:00, which is over.",
    )


def test_a_step_that_comes_back_from_the_past_is_said_to_come(protocol: Reading) -> None:
    late = plan(protocol(('due = "P1M"', 'due = "P40D"'), ('lapses = "P1M4D"', 'lapses = "P50D"')))
    assert diff_plans(plan(protocol()), late, OCCURRED_AT + 45 * DAY) == (
        "Added: month 1, checkin by the peer, due 2024-02-20T18:00.",
    )


def test_another_zone_and_notice_and_limits_are_said(protocol: Reading) -> None:
    old = plan(protocol())
    new = replace(old, zone="UTC", notice="any-2", limits=replace(old.limits, retry_for=HOUR))
    assert diff_plans(old, new, OCCURRED_AT) == (
        "Changed: the time before another attempt, from 1 day to 1 hour.",
        "Changed: the limits notice, from any-1 to any-2.",
        "Changed: the zone, from America/Chicago to UTC.",
    )


def test_another_zone_keeps_every_wall_time_and_says_so_once(protocol: Reading) -> None:
    said = diff_plans(plan(protocol()), plan(protocol(), "UTC"), OCCURRED_AT)
    assert said == ("Changed: the zone, from America/Chicago to UTC.",)
