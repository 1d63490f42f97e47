"""``make soak-scan``, the first half: schemathesis asks every page by every method, with what fits and what does not.

A few at a time: ``ROLES="member chief"`` asks as those alone, ``EXAMPLES=2`` thinks of fewer forms for each page.
"""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.scan.agency import ACCOUNTS, ROLES, SIGNED_IN
from tests.scan.description import description, forms_of
from tests.scan.names import table
from tests.scan.runs import GUESTS, NOBODY, SECRET, Run, every, tool
from tests.scan.serving import Scanned, free_port, serving

TOOL: Final = "schemathesis==4.32.5"
CHECKS: Final = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance"),
    *("unsupported_method", "allow_header_conformance"),
)
EXAMPLES: Final = int(os.environ.get("EXAMPLES") or 2)
RUNS: Final = (
    *(Run(GUESTS, role) for role in (NOBODY, *ROLES)),
    *(Run(ACCOUNTS, role) for role in (NOBODY, *SIGNED_IN)),
)
WHOLE: Final = frozenset({Run(GUESTS, NOBODY), Run(GUESTS, "member"), Run(ACCOUNTS, NOBODY)})
"""Where every bound of every field and every other method is tried as well; elsewhere what chance thinks of."""


def pages_of(scanned: Scanned, cookie: str) -> Iterator[tuple[str, str]]:
    """Yield every page as one role sees it, so that its forms are known."""
    for pattern, _ in table():
        for address in scanned.addresses(pattern):
            line = http.client.HTTPConnection(*scanned.place, timeout=60)
            line.request("GET", address, headers={"Cookie": cookie})
            answer = line.getresponse()
            page = answer.read().decode(errors="replace")
            line.close()
            if answer.status == http.client.OK:
                yield address, page


def asked(run: Run, folder: Path) -> list[str]:
    """Ask as one role for everything; return what was found."""
    with serving(folder, run.kind, free_port()) as scanned:
        cookie = scanned.seats.get(run.role, "")
        described = description(scanned.named, forms_of(pages_of(scanned, cookie)))
        (folder / "pages.json").write_text(json.dumps(described), encoding="utf-8")
        looked, began = scanned.told().number, time.monotonic()
        said = subprocess.run(_command(run, scanned, cookie), cwd=folder, capture_output=True, check=False)
        told, seconds = scanned.told(), time.monotonic() - began
        found = [*told.faults]
        if said.returncode:
            text = said.stdout.decode(errors="replace") + said.stderr.decode(errors="replace")
            found.append(text[text.find("= FAILURES =") :])
        sys.stdout.write(run.line(told, told.number - looked, seconds))
        sys.stdout.flush()
        return found


def _command(run: Run, scanned: Scanned, cookie: str) -> list[str]:
    # Whoever signs out asks as nobody from then on, and that is another run.
    left_out = ("--exclude-path", "/sign-out") if run.kind == ACCOUNTS and run.role != NOBODY else ()
    brought = "; ".join(filter(None, (cookie, f"csrftoken={SECRET}")))
    return [
        *tool(TOOL),
        *("schemathesis", "run", "pages.json", "--url", scanned.address, "--checks", ",".join(CHECKS)),
        *("--header", f"Cookie: {brought}", "--header", f"X-CSRFToken: {SECRET}"),
        *(
            "--phases",
            "coverage,fuzzing" if run in WHOLE else "fuzzing",
            "--max-examples",
            str(EXAMPLES),
            "--continue-on-failure",
        ),
        *("--suppress-health-check", "all", "--warnings", "off", "--no-color", "--no-shrink"),
        *("--max-redirects", "0", "--request-timeout", "60", "--seed", "1", "--generation-database", "none", *left_out),
    ]


if __name__ == "__main__":
    sys.exit(every(RUNS, asked))
