"""Defects in who may be asked, in whose hour, and in what leaves as a figure."""

from tests.planted.defect import Defect

PEOPLE = (
    Defect(
        "wrong-keeper",
        "P8",
        "A peer tied to the member stays at his side: his supervisor, his family, somebody of the same incident.",
        "core/care/look.py",
        "if peer is None or peer.own_case or _is_tied(peer, asking):",
        "if peer is None or peer.own_case:",
        "tests/core/care/keeping/test_decider.py::test_a_peer_who_turns_out_to_have_been_there_is_replaced",
    ),
    Defect(
        "own-case-overlooked",
        "P8",
        "Somebody whose own case is active is asked to be another's peer.",
        "core/roster/matching.py",
        '    if peer.own_case:\n        return "own_case"\n',
        "",
        "tests/core/roster/test_matching.py::test_better_placed_people_passed_over_are_told_by_reason",
    ),
    Defect(
        "ruled-out-asked",
        "P10",
        "Somebody whom the member ruled out is asked.",
        "core/roster/matching.py",
        '    if person in need.ruled_out:\n        return "ruled_out"\n',
        "",
        "tests/core/care/choice/test_decider.py::test_nobody_who_was_ruled_out_is_asked_and_nobody_is_told",
    ),
    Defect(
        "capacity-never-yields",
        "P1",
        "Where every peer is full, nobody is asked at all.",
        "core/roster/matching.py",
        "for peer in () if chosen else full:",
        "for peer in ():",
        "tests/core/roster/test_matching.py::test_when_everybody_is_at_capacity_capacity_yields_and_is_told",
    ),
    Defect(
        "rung-waits-for-nobody",
        "P1",
        "A rung that resolves to nobody is waited for as if somebody were there.",
        "core/ladder.py",
        "        if somebody is not None:\n",
        "        if somebody is not None or not skipped:\n",
        "tests/core/test_ladder.py::test_the_first_rung_that_is_somebody_is_asked_and_the_others_are_named",
    ),
    Defect(
        "hour-lost-in-march",
        "P9",
        "A step some days ahead moves by an hour where the clocks change in between.",
        "core/hours.py",
        "    return to_instant(to_local(at, zone) + timedelta(days=days), zone)\n",
        "    return at + days * DAY\n",
        "tests/core/test_hours.py::test_days_later_keep_the_wall_time_when_the_clocks_change",
    ),
    Defect(
        "small-count-shown",
        "P12",
        "A count of one leaves in a figure, and tells of a person.",
        "core/counting/release.py",
        "    hidden = {cell for cell, count in grid.counts.items() if 0 < count < threshold}\n",
        "    hidden = {cell for cell, count in grid.counts.items() if 1 < count < threshold}\n",
        "tests/core/counting/test_release.py::test_a_count_of_one_is_hidden",
    ),
)
