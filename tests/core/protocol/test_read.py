from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidground.app.english import english
from solidground.core.kernel import DAY, HOUR, MINUTE
from solidground.core.protocol.check import check
from solidground.core.protocol.duration import Duration
from solidground.core.protocol.plan import Ladder, Limits, Rung
from solidground.core.protocol.read import TABLES_MOST, TEXT_MOST_BYTES, read
from solidground.core.protocol.terms import Fault, Moment, Notice, Protocol, Role, StaffedLine
from tests.core.sentences import ends_well, is_sentences

Change = Callable[..., str]
Reading = Callable[..., Protocol]


def fault(text: str) -> Fault:
    found = read(text)
    assert isinstance(found, tuple)
    assert len(found) == 1, found
    assert ends_well(english(found[0].what)), "a person reads a sentence"
    assert is_sentences(english(found[0].remedy))
    return found[0]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def test_a_protocol_holds_what_its_file_says(protocol: Reading) -> None:
    found = protocol()
    assert (found.name, found.version, found.about) == ("plain", "1", "")
    assert found.limits == Limits(62 * DAY, DAY, DAY, 15 * MINUTE, 5 * MINUTE, 2)
    assert found.limits.call_again_for == 15 * MINUTE
    assert (found.limits.date_before_for, found.limits.date_after_for) == (2 * DAY, 2 * DAY)
    assert found.limits.anniversary_around_for == 7 * DAY
    assert (found.limits.return_first_for, found.limits.return_second_for) == (DAY, 7 * DAY)
    assert found.staffed == StaffedLine("A staffed line", "555-0100", "2026-11-20", 0)
    assert found.roles == (Role("peer", 2, 0, 0), Role("coordinator", 1, 0, 0))
    assert found.notices == (Notice("any", "any-1", "", ("A peer listens.",), 0),)
    ladder = found.ladders[0].ladder
    assert ladder == Ladder("helper", (Rung("next_peer", 12 * HOUR, ("mail",)), Rung("coordinator", DAY)))
    month = found.steps[2]
    assert month.opens == Moment(Duration(days=25), 9 * HOUR)
    assert month.due == Moment(Duration(months=1), 18 * HOUR)
    assert month.lapses == Moment(Duration(months=1, days=4), 12 * HOUR)
    assert (month.who, month.ways, month.ladder) == ("peer", ("phone", "person"), "helper")
    assert [step.key for step in found.tracks[0].steps] == ["offer", "day_2_ask", "month_1"]


def test_what_may_be_left_out_is_read_where_it_is_written(protocol: Reading) -> None:
    more = (
        'silent_after = 3\ncall_again = "PT10M"\ndate_before = "P3D"\ndate_after = "P4D"\nanniversary_around = "P5D"\n'
        'return_first = "P6D"\nreturn_second = "P8D"'
    )
    found = protocol(
        ('call = "PT5M"', f'call = "PT5M"\n{more}'),
        ("peer = { people = 2 }", "peer = { people = 0, lent = 2 }"),
        ('version = "any-1"', 'version = "any-1"\nlaw = "An act"'),
    )
    plain = Limits(62 * DAY, DAY, DAY, 15 * MINUTE, 5 * MINUTE, 3)
    assert found.limits == replace(
        plain,
        call_again_for=10 * MINUTE,
        date_before_for=3 * DAY,
        date_after_for=4 * DAY,
        anniversary_around_for=5 * DAY,
        return_first_for=6 * DAY,
        return_second_for=8 * DAY,
    )
    assert (found.roles[0].people, found.roles[0].lent, found.notices[0].law) == (0, 2, "An act")


def test_a_ladder_may_repeat_once_a_day_and_once_a_week(protocol: Reading) -> None:
    once = protocol(('name = "helper"', 'name = "helper"\ndaily_times = 1\nweekly_times = 1')).ladders[0].ladder
    assert (once.daily_times, once.weekly_times) == (1, 1)


def test_one_time_of_day_is_for_all_three(protocol: Reading) -> None:
    ask = protocol().steps[1]
    assert {ask.opens.clock, ask.due.clock, ask.lapses.clock} == {10 * HOUR}


def test_one_time_of_day_leaves_hours_alone(protocol: Reading) -> None:
    offer = protocol(('lapses = "PT4H"', 'lapses = "P1D"\nat = "10:00"')).steps[0]
    assert (offer.opens.clock, offer.due.clock, offer.lapses.clock) == (None, None, 10 * HOUR)


def test_lines_are_remembered(plain: str, protocol: Reading) -> None:
    found = protocol()
    assert found.ladders[0].rung_lines == (line_of(plain, "PT12H"), line_of(plain, "PT12H") + 1)
    assert found.limits_line == line_of(plain, "[limits]")
    assert found.steps[2].line == line_of(plain, 'key = "month_1"') - 1
    assert found.staffed is not None
    assert found.staffed.line == line_of(plain, "[line]")


def test_lines_are_the_same_where_a_file_ends_them_as_windows_does(plain: str, protocol: Reading) -> None:
    found = read(plain.replace("\n", "\r\n"))
    assert isinstance(found, Protocol)
    same = protocol()
    assert (found.steps, found.ladders, found.limits_line) == (same.steps, same.ladders, same.limits_line)
    assert [step.line for step in found.steps] == [step.line for step in same.steps]
    assert [ladder.rung_lines for ladder in found.ladders] == [ladder.rung_lines for ladder in same.ladders]
    assert [track.line for track in found.tracks] == [track.line for track in same.tracks]


def test_the_nearest_track_is_taken(protocol: Reading) -> None:
    def track(name: str, kind: str, part: str) -> str:
        return f'[[track]]\nname = "{name}"\nkinds = ["{kind}"]\nparts = ["{part}"]\nsteps = ["offer"]\n'

    more = (
        track("kind", "child_death", "any") + track("part", "any", "witness") + track("both", "child_death", "witness")
    )
    found = protocol(("[[notice]]", more + "[[notice]]")).chosen
    assert found["child_death", "witness"].name == "both"
    assert found["child_death", "present"].name == "kind"
    assert found["other", "witness"].name == "part"
    assert found["other", "present"].name == "everybody"


def test_a_file_over_a_megabyte_is_refused() -> None:
    assert "megabyte" in english(fault("#" * (TEXT_MOST_BYTES + 1)).what)


def test_a_nul_is_refused_with_its_line(plain: str) -> None:
    found = fault("# one\n# tw\0o\n" + plain)
    assert found.line == 2
    assert "NUL" in english(found.what)


def test_broken_toml_is_refused_with_its_line() -> None:
    assert fault("[protocol]\nname = \n").line == 2
    assert "not valid TOML" in english(fault("[protocol\n").what)


def test_toml_that_ends_too_early_is_refused_at_its_end() -> None:
    assert fault('[protocol]\nname = "x').line == 2


def test_brackets_without_end_are_refused() -> None:
    assert "nested" in english(fault("a = " + "[" * 50_000).what)


def test_an_empty_file_names_every_table_it_needs() -> None:
    found = read("")
    assert isinstance(found, tuple)
    whats = " ".join(english(each.what) for each in found)
    assert all(f"[{name}]" in whats for name in ("protocol", "limits", "roles"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[protocol]", "sped = 1\n[protocol]", "The table 'sped' is not known"),
        ('version = "1"\n', "", "protocol: version is missing"),
        ('version = "1"', "version = 1", "protocol: version is '1'"),
        ('version = "1"', 'version = " "', "protocol: version is ' '"),
        ('version = "1"', 'version = "1"\nvresion = "2"', "'vresion' is not known here"),
        ('taken = "P1D"', 'taken = "P1M"', "taken is 'P1M', which has no fixed length"),
        ('taken = "P1D"', 'taken = "a while"', "taken is 'a while'"),
        ('taken = "P1D"', 'taken = "PT0S"', "nobody can do anything in no time"),
        ('taken = "P1D"', "", "limits: taken is missing"),
        ('call = "PT5M"', 'call = "PT5M"\nsilent_after = 99', "silent_after is '99'"),
        ('call = "PT5M"', 'call = "PT5M"\nsilent_after = true', "silent_after is 'True'"),
        ("urgent = true", 'urgent = "yes"', "urgent is 'yes'"),
        ("peer = { people = 2 }", "peer = 2", "peer is '2'"),
        ("peer = { people = 2 }", "peer = { lent = 2 }", "roles.peer: people is missing"),
        ("peer = { people = 2 }", "peer = { people = -2 }", "roles.peer: people is '-2'"),
        ("peer = { people = 2 }", "peer = { people = 2 }\nbarber = { people = 1 }", "'barber' is not known here"),
        ('ways = ["phone"]', 'ways = ["pigeon"]', "ways holds 'pigeon'"),
        ('ways = ["phone"]', 'ways = ["phone", "phone"]', "ways holds the same word twice"),
        ('ways = ["phone"]', "ways = []", "ways is '[]'"),
        ('ways = ["phone"]\n', "", "ways is missing"),
        ('ways = ["phone"]', 'ways = "phone"', "ways is 'phone'"),
        ('kind = "offer"', 'kind = "gift"', "kind is 'gift', which is not known"),
        ('who = "on_call"\n', 'who = "chief"\n', "who is 'chief', which is not known"),
        ('due = "PT2H"', 'due = "soon"', "due is 'soon', which is no duration"),
        ('at = "10:00"', 'at = "25:00"', "at is '25:00', which is no time of day"),
        ('at = "10:00"', "at = 10", "at is '10', which is no time of day"),
        ('at = "10:00"', 'at = { noon = "12:00" }', "which is no time of day"),
        ('at = "10:00"', "at = { due = 12 }", "which is no time of day"),
        ('lapses = "PT4H"', 'lapses = "PT4H"\nat = { due = "10:00" }', "due is counted in hours"),
        ('key = "month_1"', 'key = "Month 1"', "letters a key cannot have"),
        ('kinds = ["any"]', 'kinds = ["parade"]', "kinds holds 'parade'"),
        ('parts = ["any"]', 'parts = ["bystander"]', "parts holds 'bystander'"),
        ('"day_2_ask", "month_1"]', '"day_2_ask", "month_2"]', "there is no step 'month_2'"),
        ('"day_2_ask", "month_1"]', '"day_2_ask", "offer"]', "the same step stands there twice"),
        ('says = ["A peer listens."]', "says = [1]", "says holds something that is no text"),
        ('rungs = [{ who = "coordinator", wait = "PT1H" }]', "rungs = [1]", "rungs holds something that is no table"),
        ('rungs = [{ who = "coordinator", wait = "PT1H" }]', "", "rungs is missing"),
        ('wait = "PT12H"', 'wait = "PT0M"', "nobody can do anything in no time"),
        ('wait = "PT12H"', 'weight = "PT12H"', "wait is missing"),
    ],
)
def test_what_cannot_be_understood_is_said(changed: Change, old: str, new: str, says: str) -> None:
    text = changed((old, new))
    found = read(text)
    assert isinstance(found, tuple)
    assert any(says in english(each.what) for each in found), found
    assert all(1 <= each.line <= text.count("\n") + 1 for each in found)
    assert all(ends_well(english(each.what)) and is_sentences(english(each.remedy)) for each in found), (
        "a person reads a sentence"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('taken = "P1D"', 'taken = "never"'),
        ('due = "P1M"', 'due = "later"'),
        ('at = { opens = "09:00"', 'at = { opens = "9 am"'),
        ("coordinator = { people = 1 }", "coordinator = { people = 1.5 }"),
        ('wait = "PT30M"', 'wait = "PT30"'),
        ('who = "line", wait', 'who = "", wait'),
        ('steps = ["offer"', 'steps = ["offers", "offer"'),
        ('number = "555-0100"', "number = 5550100"),
        ('checked_on = "2026-11-20"', "checked_on = 1"),
        ('source = "ours"', "source = 1"),
        ('lapses = "P3D"', "lapses = 3"),
    ],
)
def test_a_fault_names_the_line_it_stands_on(changed: Change, old: str, new: str) -> None:
    text = changed((old, new))
    assert fault(text).line == line_of(text, new)


def test_a_long_value_is_shown_cut_off(changed: Change) -> None:
    assert f"taken is '{'y' * 40}…'" in english(fault(changed(('taken = "P1D"', f'taken = "{"y" * 41}"'))).what)
    assert f"taken is '{'y' * 40}'," in english(fault(changed(('taken = "P1D"', f'taken = "{"y" * 40}"'))).what)


def test_a_fault_in_the_last_line_of_a_table_names_it(changed: Change) -> None:
    text = changed(('checked_on = "2026-11-20"\n\n', "checked_on = 1\n"))
    assert fault(text).line == line_of(text, "checked_on = 1")


def test_what_is_missing_is_not_looked_for_in_the_table_after(changed: Change) -> None:
    text = changed(('"coordinator", wait = "P1D" },\n]\n\n', '"coordinator", wait = "P1D" },\n]\n'))
    assert fault(text.replace('name = "helper"\n', "")).line == line_of(text, "[[ladder]]")


def test_a_key_that_cannot_be_is_said_where_it_stands(changed: Change) -> None:
    text = changed(('key = "month_1"', 'key = "Month 1"'))
    found = read(text)
    assert isinstance(found, tuple)
    (torn,) = [each for each in found if "letters a key cannot have" in english(each.what)]
    assert torn.line == line_of(text, 'key = "Month 1"')


def test_a_rung_that_names_nobody_is_said_of_its_ladder(changed: Change) -> None:
    old = 'rungs = [{ who = "coordinator", wait = "PT10M" }]'
    text = changed((old, 'rungs = [{ wait = "PT10M" }]'))
    found = fault(text)
    assert english(found.what) == "ladder handover: who is missing."
    assert found.line == line_of(text, "rungs = [{ wait")


def test_what_is_missing_is_said_of_its_table(changed: Change) -> None:
    text = changed(('source = "ours"\n', ""))
    assert fault(text).line == line_of(text, "[[step]]")


def test_the_same_key_twice_names_both_lines(changed: Change) -> None:
    text = changed(('key = "day_2_ask"', 'key = "offer"'), ('"offer", "day_2_ask"', '"offer"'))
    found = fault(text)
    assert f"line {line_of(text, '[[step]]')}" in english(found.what)
    assert found.line > line_of(text, "[[step]]")


def whats(text: str) -> str:
    found = read(text)
    assert isinstance(found, tuple)
    return " ".join(english(each.what) for each in found)


def test_tables_of_the_wrong_shape_are_refused(changed: Change) -> None:
    assert "line is no table" in whats("line = 1\n" + changed(("[line]", "[roles.x]")))
    assert "limits is no table" in whats("limits = 1\n")
    assert "step is no list of tables" in whats("step = 1\n")
    assert "step is no list of tables" in whats("step = [1]\n")
    many = read("[[step]]\n" * (TABLES_MOST + 1))
    assert isinstance(many, tuple)
    (found,) = [each for each in many if f"{TABLES_MOST + 1} tables [[step]]" in english(each.what)]
    assert english(found.remedy) == f"Write 1 to {TABLES_MOST} of them."


def test_an_inline_table_is_found_by_its_name() -> None:
    found = read('\n\nlimits = { taken = "never" }\n')
    assert isinstance(found, tuple)
    assert next(each.line for each in found if "never" in english(each.what)) == 3


def test_a_protocol_without_a_staffed_line_is_read(protocol: Reading) -> None:
    lines = '[line]\nname = "A staffed line"\nnumber = "555-0100"\nchecked_on = "2026-11-20"\n'
    assert protocol((lines, "")).staffed is None


@given(st.text(max_size=200))
def test_reading_never_raises_on_any_text(text: str) -> None:
    found = read(text)
    assert found == read(text)
    assert not isinstance(found, tuple) or all(each.line >= 1 for each in found)


@given(st.binary(max_size=200))
def test_reading_never_raises_on_bytes_taken_for_text(raw: bytes) -> None:
    assert isinstance(read(raw.decode("latin-1")), tuple)
    assert isinstance(read(raw.decode("utf-8", "surrogateescape")), tuple)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet="PT1MDHxé ", max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.data())
def test_one_spoilt_value_never_raises(plain: str, drawn: st.DataObject) -> None:
    lines = plain.split("\n")
    nth = drawn.draw(st.sampled_from([number for number, line in enumerate(lines) if " = " in line]))
    value = drawn.draw(VALUES)
    written = repr(value).replace("True", "true").replace("False", "false")
    lines[nth] = lines[nth].partition(" = ")[0] + " = " + written
    found = read("\n".join(lines))
    if isinstance(found, Protocol):
        assert all(each.line >= 1 and english(each.remedy) for each in check(found))
    else:
        assert all(1 <= each.line <= len(lines) and english(each.remedy) for each in found)
