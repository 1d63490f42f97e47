"""Signing in is bounded in all programs together: each of these is one of its own, on one file."""

import subprocess
import sys
from pathlib import Path

MOST = 5
"""So often the password of one name may be wrong, in five minutes."""

PROGRAM = """
import sys
from pathlib import Path
from solidground.config.settings import configure
from solidground.store.accounts.place import make_ready, on_sqlite
configure(["testserver"], "a secret of the tests", "en-US", on_sqlite(Path(sys.argv[1])))
make_ready(Path(sys.argv[1]))
from django.test import Client
from solidground.app.entering import Hall
from solidground.app.rosters import Rosters
from solidground.app.wiring import SystemClock, draw_line
from solidground.core.kernel import AgencyId
from solidground.core.notice.token import SigningKey
from solidground.core.subjects import SUBJECTS
from solidground.store.accounts.desk import Accounts
from solidground.store.memory import MemoryStore
from solidground.web.house import PLACE, House
store, rosters, agency = MemoryStore(SUBJECTS), Rosters(), AgencyId("harbor")
hall = Hall(store, rosters, agency, Accounts(), b"c" * 32)
keys = {1: SigningKey(1, b"s" * 32)}
house = House(store, rosters, keys, SystemClock(), "America/Chicago", "US-IL", None, agency, draw_line, hall=hall)
for number in range(int(sys.argv[2])):
    browser = Client()
    browser.defaults.update({PLACE: house, "REMOTE_ADDR": f"192.0.2.{sys.argv[3]}{number}"})
    page = browser.post("/sign-in", {"login": "n-1", "password": f"wrong {number}"})
    print("waits" if page.status_code == 429 or b"too often" in page.content else "may try")
"""


def tried(directory: Path, times: int, place: int) -> list[str]:
    """Try to sign in so often, in a program of its own; return how each try was answered."""
    words = [sys.executable, "-c", PROGRAM, str(directory), str(times), str(place)]
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout.split("\n")[:-1]


def test_tries_to_sign_in_are_counted_for_all_programs_together(tmp_path: Path) -> None:
    assert tried(tmp_path, MOST - 2, 1) == ["may try"] * (MOST - 2)
    assert tried(tmp_path, 4, 2) == ["may try"] * 2 + ["waits"] * 2


def test_many_other_names_do_not_make_it_forget() -> None:
    from django.core.cache import caches  # noqa: PLC0415 - the settings come first

    from solidground.config.settings import TRIES_KEPT_MOST  # noqa: PLC0415 - as above

    assert caches["default"]._max_entries == TRIES_KEPT_MOST  # noqa: SLF001 - the library says it nowhere else
