"""``solidground bench``: the speeds of this program on this machine, each beside its bare loop."""

from typing import Annotated

import typer

from solidground.config.output import JsonOption, say_json, waiting

KNOWN = (
    "core sweep-sqlite sweep-postgresql sweep-postgresql-2 replay reconcile idle-1m catch-up urgent-latency memory"
).split()
"""Named here too, so that help is there before anything is loaded; a test holds them to what there is."""

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME…", help=f"What to measure: {', '.join(KNOWN)}. Nothing named is everything."),
]
Quick = Annotated[
    bool, typer.Option("--quick", help="Smaller sizes and fewer rounds: a first look, not a figure to quote.")
]

HEADINGS = "what size measured bare-loop ratio".split()


def command(names: Names = None, *, quick: Quick = False, json: JsonOption = False) -> None:
    """Measure the speeds of this program, each beside a bare loop in the same run."""
    from solidground.app.bench.names import bench  # noqa: PLC0415 - what a command needs is loaded when it runs

    if json:
        for row in bench(names or [], quick=quick):
            say_json(row.line())
        return
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table()
    for heading in HEADINGS:
        table.add_column(heading.replace("-", " ").capitalize(), no_wrap=True)
    table.add_column("More")
    with waiting("Measuring", quiet=False):
        for row in bench(names or [], quick=quick):
            more = ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in row.more.items())
            table.add_row(
                row.name, f"{row.size:,}", f"{row.value:,} {row.unit}", f"{row.limit:,}", f"{row.ratio:.2f}", more
            )
    Console().print(table)
