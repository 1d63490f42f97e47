"""``solidground bench``: the speeds of this program on this machine, each beside its bare loop."""

from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.config.output import JsonOption, say_json, waiting

KNOWN = (
    "core sweep-sqlite sweep-postgresql sweep-postgresql-2 replay reconcile idle-1m catch-up urgent-latency growth"
    " audit memory paper pages"
).split()
"""Named here too, so that help is there before anything is loaded; a test holds them to what there is."""

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME…", help=f"What to measure: {', '.join(KNOWN)}. Nothing named is everything."),
]
Quick = Annotated[
    bool, typer.Option("--quick", help="Smaller sizes and fewer rounds: a first look, not a figure to quote.")
]

Picture = Annotated[
    Path | None,
    typer.Option("--picture", metavar="FILE.svg", help="Draw what growth measures; growth has to be among the names."),
]

GROWTH = "growth"
PICTURE_OF = "Only growth is drawn. Name it, or nothing."

HEADINGS = "what size measured bare-loop ratio".split()


def command(names: Names = None, *, quick: Quick = False, picture: Picture = None, json: JsonOption = False) -> None:
    """Measure the speeds of this program, each beside a bare loop in the same run."""
    from solidground.app.bench.names import bench  # noqa: PLC0415 - what a command needs is loaded when it runs

    measures = _measures()
    if picture is not None and GROWTH not in (names or KNOWN):
        from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - as above

        raise FileFault(PICTURE_OF)
    rows = []
    if json:
        for row in bench(names or [], quick=quick, measures=measures):
            say_json(row.line())
            rows.append(row)
    else:
        with waiting("Measuring", quiet=False):
            rows += bench(names or [], quick=quick, measures=measures)
        _show(rows)
    if picture is not None:
        _draw(picture, [row for row in rows if row.name == GROWTH])


def _measures() -> dict[str, Any]:
    """Return all there is: what the pages cost is measured here, since nothing further in knows them."""
    from solidground.app.bench.names import MEASURES  # noqa: PLC0415 - as above
    from solidground.config.bench_pages import measure  # noqa: PLC0415 - as above

    return {**MEASURES, "pages": measure}


def _show(rows: list[Any]) -> None:
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table()
    for heading in HEADINGS:
        table.add_column(heading.replace("-", " ").capitalize(), no_wrap=True)
    table.add_column("More")
    for row in rows:
        more = ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in row.more.items())
        table.add_row(
            row.name, f"{row.size:,}", f"{row.value:,} {row.unit}", f"{row.limit:,}", f"{row.ratio:.2f}", more
        )
    Console().print(table)


def _draw(path: Path, rows: list[Any]) -> None:
    from solidground.app.wiring import draw_growth  # noqa: PLC0415 - as above

    drawn = draw_growth((row.size, row.value, row.limit, row.more["look_us"], row.more["bare_look_us"]) for row in rows)
    path.write_text(drawn, encoding="utf-8")
