"""``make soak-scan``, the second half: wapiti walks the pages by their links and forms, and attacks what it found.

It signs in by a cookie. Nothing is asked of any other machine: what needs one is left out. ``ROLES="member"`` walks as
one role alone.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from tests.scan.agency import ACCOUNTS
from tests.scan.names import table
from tests.scan.runs import GUESTS, NOBODY, SECRET, Run, every, tool
from tests.scan.serving import Scanned, free_port, serving
from tests.soak.crowd import HOST

TOOL: Final = "wapiti3==3.2.3"
MODULES: Final = (
    *("cookieflags", "crlf", "csp", "csrf", "exec", "file", "http_headers", "ldap", "methods", "permanentxss"),
    *("redirect", "sql", "upload", "xss"),
)
"""What asks of this machine alone, and asks for what a page can have here."""

MODULE_SECONDS: Final = os.environ.get("SECONDS_EACH") or "300"
"""How long each may go on: on a machine with nothing else to do none takes so long."""

RUNS: Final = (
    *(Run(GUESTS, role) for role in (NOBODY, "member", "peer", "coordinator", "liaison", "administrator")),
    Run(ACCOUNTS, "member"),
)
PATIENCE_SECONDS: Final = 60
"""How long an answer is waited for: the machine may have much else to do."""


class Known(NamedTuple):
    """What wapiti tells of some addresses, and is so on purpose."""

    kind: str
    where: str
    why: str


KNOWN: Final = (
    Known(
        "Secure Flag cookie", "/", "the scanned agency speaks no TLS; where its address begins with https, it is set"
    ),
    Known(
        "Cross Site Request Forgery",
        r"/(worried/.+|[\w-]{40,})",
        "nobody is signed in there: who knows the code or the link could send the form himself",
    ),
    Known(
        "Cross Site Request Forgery",
        "/(night|ring)",
        "the walk has kept the page on its phone, whose token comes along with forms of our own pages alone",
    ),
)


class Walked(NamedTuple):
    """What came of one walk."""

    pages: int
    found: list[str]


def read(report: dict[str, Any]) -> Walked:
    """Return how many pages were walked, and what is wrong with them."""
    kinds = {**report["vulnerabilities"], **report["anomalies"]}
    told = [(kind, one) for kind, found in kinds.items() for one in found]
    wrong = [f"{kind}: {one['info']} {one['method']} {one['path']}" for kind, one in told if not is_known(kind, one)]
    return Walked(int(report["infos"]["crawled_pages_nbr"]), wrong)


def is_known(kind: str, told: dict[str, Any]) -> bool:
    """Tell whether something is so on purpose."""
    where = urlsplit(told["path"]).path
    return any(kind == known.kind and re.fullmatch(known.where, where) is not None for known in KNOWN)


def walked(run: Run, folder: Path) -> list[str]:
    """Walk as one role; return what was found."""
    with serving(folder, run.kind, free_port()) as scanned:
        _cookies(folder / "cookies.json", scanned.seats.get(run.role, ""))
        looked, began = scanned.told().number, time.monotonic()
        said = subprocess.run([*_command(scanned, folder)], capture_output=True, check=False)
        told, seconds = scanned.told(), time.monotonic() - began
        report = folder / "report.json"
        if said.returncode or not report.is_file():
            return [*told.faults, (said.stdout + said.stderr).decode(errors="replace")]
        walk = read(json.loads(report.read_text(encoding="utf-8")))
        sys.stdout.write(run.line(told, told.number - looked, seconds, f"{walk.pages} pages"))
        sys.stdout.flush()
        return [*told.faults, *walk.found]


def _cookies(file: Path, seat: str) -> None:
    pairs = [one.split("=", 1) for one in (seat, f"csrftoken={SECRET}") if one]
    rest = {"version": 0, "expires": None, "secure": False, "port": None}
    file.write_text(
        json.dumps({HOST: {"/": {name: {"value": value, **rest} for name, value in pairs}}}), encoding="utf-8"
    )


def _command(scanned: Scanned, folder: Path) -> Iterator[str]:
    yield from (*tool(TOOL), "wapiti", "--url", f"{scanned.address}/", "--scope", "domain")
    for pattern, _ in table():
        for address in scanned.addresses(pattern):
            if address != "/sign-out":
                yield from ("--start", f"{scanned.address}{address}")
    # Whoever signs out walks on as nobody.
    yield from ("--exclude", f"{scanned.address}/sign-out", "--exclude", f"{scanned.address}/static/*")
    yield from ("--cookie", str(folder / "cookies.json"), "--module", ",".join(MODULES))
    yield from ("--store-session", str(folder), "--store-config", str(folder), "--flush-session", "--no-bugreport")
    yield from ("--format", "json", "--output", str(folder / "report.json"), "--timeout", str(PATIENCE_SECONDS))
    yield from ("--depth", "8", "--tasks", "4", "--verbose", "0", "--max-attack-time", MODULE_SECONDS)


if __name__ == "__main__":
    sys.exit(every(RUNS, walked))
