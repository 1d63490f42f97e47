"""``solidground board``: the coordinator's board in the terminal for whoever runs the machine."""

from typing import Any

from solidground.config.output import DirectoryOption, JsonOption, iso, say, say_json
from solidground.config.viewing import AsOption, allowed, folded, viewing

NOT_YOURS = 'The board is for a coordinator or a deputy, and "{}" is neither today. Name one of them with --as.'


def command(directory: DirectoryOption, person: AsOption, *, json: JsonOption = False) -> None:
    """Show the coordinator's board: who needs somebody first. For whoever runs the machine; people have pages.

    It is what this person may see, without their own case and their own people's.
    """
    from solidground.app.asking.questions import Board, OneCase  # noqa: PLC0415 - a command loads it when it runs

    with viewing(directory, person) as look:
        seen = allowed(look.ask(Board()), NOT_YOURS.format(person))
        rows = [*seen.rows, *(row for page in range(1, seen.pages) for row in look.ask(Board(page)).rows)]
        cases = [look.ask(OneCase(row.case)) for row in rows]
    if json:
        told = [_told(row, case, look.zone) for row, case in zip(rows, cases, strict=True)]
        say_json({"needing": seen.needing, "rows": told})
        return
    say(_sum(len(rows), seen.needing))
    for row, case in zip(rows, cases, strict=True):
        say("")
        for line in _lines(row, case, look):
            say(line)


def _sum(cases: int, needing: int) -> str:
    if not cases:
        return "No active case is here for you."
    need = (
        "none needs somebody now" if not needing else f"{needing:,} {'needs' if needing == 1 else 'need'} somebody now"
    )
    return f"{cases:,} active {'case' if cases == 1 else 'cases'}; {need}."


def _lines(row: Any, case: Any, look: Any) -> list[str]:  # noqa: ANN401 - their modules are loaded when it runs
    from solidground.app.english import english  # noqa: PLC0415 - as above
    from solidground.config.outlook_words import plain, when  # noqa: PLC0415 - as above

    began = when(row.began_at, look.zone, look.now)
    peer, companion = case.circle
    owed = [
        f"{_next(one, look.now)} {when(one.due_at, look.zone, look.now)} ({one.keeper or 'nobody yet'})"
        for one in case.owed
    ]
    if not owed and row.next_at is not None:
        owed = [f"Next: a step by {when(row.next_at, look.zone, look.now)}"]
    return [
        folded(f"{english(row.words)}: {row.member}, {plain(row.part)}, since {began}"),
        *(
            folded(line, 4)
            for line in (*owed, f"Peer: {peer or 'none yet'}. Companion: {companion or 'none'}", f"Case {row.case}")
        ),
    ]


def _next(one: Any, now: int) -> str:  # noqa: ANN401 - as above
    from solidground.app.english import english  # noqa: PLC0415 - as above

    words = english(one.words)
    if one.late:
        return f"LATE: {words}, by"
    return f"Reminded: {words}, was due" if one.due_at < now else f"Next: {words}, by"


def _told(row: Any, case: Any, zone: str) -> dict[str, Any]:  # noqa: ANN401 - as above
    from solidground.app.english import english  # noqa: PLC0415 - as above

    return {
        "case": row.case,
        "member": row.member,
        "part": row.part,
        "needs": row.needs.name.lower(),
        "words": english(row.words),
        "began_at": iso(row.began_at, zone),
        "next_at": None if row.next_at is None else iso(row.next_at, zone),
        "peer": case.circle.peer,
        "companion": case.circle.companion,
        "owed": [one._asdict() | {"words": english(one.words), "due_at": iso(one.due_at, zone)} for one in case.owed],
    }
