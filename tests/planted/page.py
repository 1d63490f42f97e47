"""The page of the planted defects, written from their registry: docs/planted.md.

To write it anew: ``.venv/bin/python -m tests.planted.page``
"""

from tests.planted.defects import DEFECTS
from tests.planted.planting import ROOT

PATH = ROOT / "docs" / "planted.md"

HEAD = """# Planted defects

Would the tests notice if a promise broke? Each row below is one small change of the source that breaks one, as a slip
of the hand could. `tests/planted` makes the change in a copy of the package, runs the test named beside it, and fails
if that test passes. A change that no longer fits the source fails as well: it is then moved to where its rule has gone.
All of them run in `make test`. `make soak-planted` runs the whole suite against each, without the test named here, and
says who else would have seen it. The promises are those of [tests/stories](../tests/stories).

This page is written from the registry: `.venv/bin/python -m tests.planted.page`.

| planted | promise | what goes wrong | where | caught by |
|---|---|---|---|---|
"""

TAIL = """
## What else sees them

On 28 November 2026, on two cores beside much else, every one was run against the whole suite without the test named
here. Thirty-four were seen by another test within one to seven minutes (`source-shown` by its own test on another
database), and `wrong-keeper` by the stories of P8 and S12; with it a replay in which a case is set apart every hour
did not end. Five were seen by their own tests alone. Each of these has a second one now, shown to fail with the
defect: `urgent-rung-last` in the story of P9, `death-keeps-sending` in `tests/app/test_standing.py`,
`machine-answers` in `tests/app/test_replies.py`, `old-snapshot-believed` in `tests/app/test_old_states.py`,
`token-of-another-purpose` in `tests/web/pages/test_link.py`.

On 29 November 2026, after the pages were merged, every one was run so again, on a machine that other work shared: each
was seen by another test. A defect's neighbours are asked first now, and saw twenty-one of the forty within a minute;
the rest of the suite saw the others within one to twelve. `refused-tried-again` and `source-shown` were seen by their
own test on another database, and were asked once more without it there.

On 30 November 2026, with command's side whole and beside other soaks, every one was run so again, and then each
against the test that had seen it, alone: thirty-nine were seen. `token-of-another-purpose` had been seen by a test that
failed of the load; `tests/web/pages/test_link.py` sees it. Twenty-nine were seen within two minutes.
Later that day, where little else ran, all forty were seen in 42 minutes, thirty-five of them within two.
"""


def page() -> str:
    """Return the page as the registry gives it."""
    rows = [
        f"| {one.name} | {one.promise} | {one.says} | `{one.module}` | {_test(one.caught_by)} |\n" for one in DEFECTS
    ]
    return HEAD + "".join(rows) + TAIL


def _test(caught_by: str) -> str:
    path, _, name = caught_by.partition("::")
    return f"[{name.partition('[')[0].removeprefix('test_').replace('_', ' ')}](../{path})"


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
