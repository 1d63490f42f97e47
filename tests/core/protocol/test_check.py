from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from solidground.app.english import english
from solidground.core.protocol.check import check, line_aged
from solidground.core.protocol.check_ladders import RUNGS_MOST
from solidground.core.protocol.read import STEPS_MOST, read
from solidground.core.protocol.terms import Fault, Protocol
from tests.core.sentences import ends_well, is_sentences

Change = Callable[..., str]
Reading = Callable[..., Protocol]


def refused(protocol: Protocol) -> tuple[Fault, ...]:
    found = check(protocol)
    assert all(ends_well(english(fault.what)) and is_sentences(english(fault.remedy)) for fault in found), (
        "a person reads a sentence"
    )
    return tuple(fault for fault in found if not fault.warns)


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def test_a_protocol_that_can_be_kept_is_not_refused(protocol: Reading) -> None:
    assert refused(protocol()) == ()


def test_missing_milestones_are_warned_of_and_refuse_nothing(protocol: Reading) -> None:
    (warning,) = check(protocol())
    assert warning.warns
    assert "month 4, 12" in english(warning.what)


def test_a_step_no_track_uses_is_warned_of(protocol: Reading) -> None:
    warnings = check(protocol(('"offer", "day_2_ask", ', '"offer", ')))
    assert [english(fault.what) for fault in warnings if "no track uses it" in english(fault.what)]
    assert all(fault.warns for fault in warnings)


URGENT_END = '  { who = "line", wait = "PT30M" },\n'


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('lapses = "P1M4D"', 'lapses = "P27D"', "step month_1: after an incident on"),
        ('lapses = "P1M4D"', 'lapses = "P27D"', "it lapses before it is due"),
        ('opens = "P25D"', 'opens = "P29D"', "it is due before it opens"),
        ('due = "PT2H"', 'due = "PT5H"', "step offer: after an incident on"),
        ('lapses = "PT4H"', 'lapses = "PT2H"', "it lapses the moment it is due"),
        ('ladder = "helper"', 'ladder = "helpers"', "there is no ladder 'helpers'"),
        ('ladder = "helper"', 'ladder = "ask"', "its ladder has no rungs"),
        (
            'who = "peer"\nopens = "P25D"',
            'who = "chaplain"\nopens = "P25D"',
            "owed by chaplain, and there is no chaplain",
        ),
        ("peer = { people = 2 }", "peer = { people = 1 }", "one peer, who is the one being silent"),
        ("peer = { people = 2 }", "peer = { people = 0 }", "nobody can fill the rung on_call"),
        ("coordinator = { people = 1 }\n", "", "nobody can fill the rung coordinator"),
        ('call = "PT5M"', 'call = "PT5M"\ncall_again = "PT2H"', "call_again is longer than an hour"),
        ('call = "PT5M"', 'call = "PT5M"\ndate_before = "P31D"', "is longer than 30 days"),
        ('call = "PT5M"', 'call = "PT5M"\ndate_after = "P31D"', "is longer than 30 days"),
        ('call = "PT5M"', 'call = "PT5M"\nanniversary_around = "P31D"', "is longer than 30 days"),
        ('call = "PT5M"', 'call = "PT5M"\nreturn_second = "P1D"', "are not one after the other"),
        ('call = "PT5M"', 'call = "PT5M"\nreturn_second = "P31D"', "within a day and 30 days"),
        ('call = "PT5M"', 'call = "PT5M"\nreturn_first = "PT23H"', "within a day and 30 days"),
        (URGENT_END, "", "does not end at a staffed line"),
        ('{ who = "on_call", wait = "PT5M" }', '{ who = "on_call", wait = "PT2H" }', "reached after 120 minutes"),
        ("urgent = true\n", "", "it is not marked urgent"),
        ('wait = "PT5M"', 'wait = "PT59S"', "on_call is given under a minute"),
        ('name = "handover"', 'name = "helper"', "ladder helper: it already stands on line"),
        ('name = "handover"', 'name = "hand"', "The ladder handover is missing"),
        ('rungs = [{ who = "coordinator", wait = "PT10M" }]', "rungs = []", "ladder handover: it has no rungs"),
        ('longest_silence = "P62D"', 'longest_silence = "P30D"', "32 days pass between the incident and month_1"),
        ('kind = "checkin"', 'kind = "task"', "nobody ever speaks to the member"),
        ('handover = "PT15M"', 'handover = "PT2H"', "longer than an hour"),
        ('call = "PT5M"', 'call = "P1D"', "longer than an hour"),
        ('retry = "P1D"', 'retry = "P63D"', "longer than longest_silence"),
        ('taken = "P1D"', 'taken = "P63D"', "longer than longest_silence"),
        ('kind = "offer"', 'kind = "task"', "its first step offer is not an offer"),
        ('opens = "PT0S"', 'opens = "PT1H"', "not an offer that opens at once"),
        ('kind = "checkin"', 'kind = "offer"', "month_1 is a second offer"),
        ('kinds = ["any"]', 'kinds = ["other"]', "whose kind and part no track names"),
        ('jurisdiction = "any"', 'jurisdiction = "US"', "no limits notice for a jurisdiction"),
        ('due = "P2D"', 'due = "P1D"', "is due before it opens"),
    ],
)
def test_what_cannot_be_kept_is_refused(protocol: Reading, old: str, new: str, says: str) -> None:
    found = refused(protocol((old, new)))
    assert any(says in english(fault.what) for fault in found), found
    assert all(fault.line >= 1 for fault in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('handover = "PT15M"', 'handover = "PT1H"'),
        ('call = "PT5M"', 'call = "PT1H"'),
        ('call = "PT5M"', 'call = "PT5M"\ncall_again = "PT1H"'),
        ('retry = "P1D"', 'retry = "P62D"'),
        ('taken = "P1D"', 'taken = "P62D"'),
        ('call = "PT5M"', 'call = "PT5M"\ndate_before = "P30D"\ndate_after = "P30D"\nanniversary_around = "P30D"'),
        ('call = "PT5M"', 'call = "PT5M"\nreturn_first = "P1D"\nreturn_second = "P30D"'),
        ('longest_silence = "P62D"', 'longest_silence = "P32D"'),
        ('{ who = "on_call", wait = "PT5M" }', '{ who = "on_call", wait = "PT1H" }'),
        ('{ who = "on_call", wait = "PT5M" }', '{ who = "on_call", wait = "PT1M" }'),
        (
            'rungs = [{ who = "coordinator", wait = "PT10M" }]',
            "rungs = [" + '{ who = "coordinator", wait = "PT1M" },' * RUNGS_MOST + "]",
        ),
    ],
)
def test_what_is_just_as_long_as_it_may_be_is_not_refused(protocol: Reading, old: str, new: str) -> None:
    assert refused(protocol((old, new))) == ()


def test_an_urgent_ladder_needs_a_line_that_is_declared(protocol: Reading) -> None:
    lines = '[line]\nname = "A staffed line"\nnumber = "555-0100"\nchecked_on = "2026-11-20"\n'
    (found,) = refused(protocol((lines, "")))
    assert "no staffed line is declared" in english(found.what)
    assert "[line]" in english(found.remedy)


def test_an_urgent_ladder_without_rungs_is_refused_on_its_own_line(changed: Change, protocol: Reading) -> None:
    rungs = 'rungs = [\n  { who = "on_call", wait = "PT5M" },\n' + URGENT_END + "]"
    found = refused(protocol((rungs, "rungs = []")))
    line = line_of(changed((rungs, "rungs = []")), 'name = "urgent"') - 1
    assert [(fault.line, "ends in silence" in english(fault.what)) for fault in found] == [(line, True), (line, False)]


def test_a_ladder_is_bounded(protocol: Reading) -> None:
    rungs = 'rungs = [{ who = "coordinator", wait = "PT10M" }]'
    found = refused(protocol((rungs, rungs[:-1] + ', { who = "coordinator", wait = "PT1M" }' * RUNGS_MOST + "]")))
    assert [english(fault.what) for fault in found] == [f"ladder handover: {RUNGS_MOST + 1} rungs."]


def test_a_rung_nobody_can_fill_is_refused_on_its_line(changed: Change) -> None:
    text = changed(("peer = { people = 2 }", "peer = { people = 1 }"))
    found = read(text)
    assert isinstance(found, Protocol)
    assert [fault.line for fault in refused(found)] == [line_of(text, '"next_peer"')]


def test_peers_lent_by_neighbours_count(protocol: Reading) -> None:
    assert refused(protocol(("peer = { people = 2 }", "peer = { people = 1, lent = 1 }"))) == ()


def test_a_day_step_at_an_early_hour_after_one_at_a_late_hour_is_refused(protocol: Reading) -> None:
    hours = ('at = "10:00"', 'at = { opens = "18:00", due = "10:00" }')
    assert "is due before it opens" in english(refused(protocol(hours))[0].what)


def test_a_day_step_without_a_time_of_day_keeps_the_hour_of_the_incident(protocol: Reading) -> None:
    assert refused(protocol(('at = "10:00"\n', ""))) == ()


def test_two_tracks_for_the_same_people_are_refused(protocol: Reading) -> None:
    again = '[[track]]\nname = "again"\nkinds = ["any"]\nparts = ["any"]\nsteps = ["offer", "month_1"]\n'
    found = refused(protocol(("[[notice]]", again + "[[notice]]")))
    assert ["any and any already have the track on line" in english(fault.what) for fault in found] == [True]


def test_the_kind_and_the_part_that_two_tracks_share_are_named(protocol: Reading) -> None:
    track = '[[track]]\nname = "{}"\nkinds = ["other"]\nparts = ["witness"]\nsteps = ["offer", "month_1"]\n'
    found = refused(protocol(("[[notice]]", track.format("one") + track.format("two") + "[[notice]]")))
    assert ["track two: other and witness already have" in english(fault.what) for fault in found] == [True]


def test_two_notices_for_one_jurisdiction_are_refused(protocol: Reading) -> None:
    again = '[[notice]]\njurisdiction = "any"\nversion = "any-2"\nsays = ["Again."]\n'
    found = refused(protocol(("[[notice]]", again + "[[notice]]")))
    assert ["any already has one" in english(fault.what) for fault in found] == [True]


@pytest.mark.parametrize(("more", "says"), [(61, []), (62, [f"it has {STEPS_MOST + 1} steps"])])
def test_a_plan_is_bounded(plain: str, protocol: Reading, more: int, says: list[str]) -> None:
    start = plain.index('[[step]]\nkey = "month_1"')
    month = plain[start : plain.index("[[track]]")]
    keys = [f"again_{nth}" for nth in range(more)]
    steps = "".join(month.replace("month_1", key, 1) for key in keys)
    named = ", ".join(f'"{key}"' for key in keys)
    found = refused(protocol(("[[track]]", steps + "[[track]]"), ('"month_1"]', f'"month_1", {named}]')))
    assert [says[0] in english(fault.what) for fault in found] == [True] * len(says)


@pytest.mark.parametrize(
    ("checked_on", "said"),
    [
        ("2025-11-28", ""),
        ("2026-11-28", ""),
        ("2025-11-27", "line: nobody has made sure of COPLINE since 2025-11-27."),
        ("2026-11-29", "line: the day on which somebody made sure of it has not come."),
        ("last spring", "line: checked_on is no day."),
    ],
)
def test_a_staffed_line_is_made_sure_of_once_a_year(protocol: Reading, checked_on: str, said: str) -> None:
    written = protocol()
    assert written.staffed is not None
    aged = replace(written, staffed=replace(written.staffed, name="COPLINE", checked_on=checked_on))
    found = line_aged(aged, date(2026, 11, 28))
    assert [english(fault.what) for fault in found] == ([said] if said else [])
    assert all(
        fault.warns and is_sentences(english(fault.remedy)) and "2026-11-28" in english(fault.remedy) for fault in found
    )
    assert line_aged(replace(written, staffed=None), date(2026, 11, 28)) == ()
