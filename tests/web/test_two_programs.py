"""What two programs share: tries to sign in, and who is signed in. Each of these is one of its own, on one file."""

import subprocess
import sys
from pathlib import Path

from solidground.app.keys import PAGES

MOST = 5
"""So often the password of one name may be wrong, in five minutes."""

BEGUN = """
import sys
from pathlib import Path
from solidground.config.settings import configure
from solidground.store.accounts.place import make_ready, on_sqlite
from solidground.app.keys import pages_key
configure(["testserver"], pages_key(Path(sys.argv[1])), "en-US", on_sqlite(Path(sys.argv[1])))
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
"""
TRIES = """
for number in range(int(sys.argv[2])):
    browser = Client()
    browser.defaults.update({PLACE: house, "REMOTE_ADDR": f"192.0.2.{sys.argv[3]}{number}"})
    page = browser.post("/sign-in", {"login": "n-1", "password": f"wrong {number}"})
    print("waits" if page.status_code == 429 or b"too often" in page.content else "may try")
"""
SIGNS_IN = """
from solidground.config.bench_pages import seated
from solidground.core.kernel import PersonId
print(seated(house, PersonId("n-1")).partition("=")[2])
"""
OPENS = """
browser = Client()
browser.defaults.update({PLACE: house})
browser.cookies["session"] = sys.argv[2]
print(browser.get("/").status_code)
"""


def ran(program: str, *words: str) -> list[str]:
    """Run a program to its end; return its lines."""
    called = [sys.executable, "-c", BEGUN + program, *words]
    return subprocess.run(called, capture_output=True, text=True, check=True, timeout=60).stdout.split("\n")[:-1]


def tried(directory: Path, times: int, place: int) -> list[str]:
    """Try to sign in so often, in a program of its own; return how each try was answered."""
    return ran(TRIES, str(directory), str(times), str(place))


def test_tries_to_sign_in_are_counted_for_all_programs_together(tmp_path: Path) -> None:
    assert tried(tmp_path, MOST - 2, 1) == ["may try"] * (MOST - 2)
    assert tried(tmp_path, 4, 2) == ["may try"] * 2 + ["waits"] * 2


def test_who_is_signed_in_stays_so_when_the_pages_are_started_anew_with_their_key(tmp_path: Path) -> None:
    (session,) = ran(SIGNS_IN, str(tmp_path))
    assert ran(OPENS, str(tmp_path), session) == ["302"], "led to where he begins"
    assert ran(OPENS, str(tmp_path), session[::-1]) == ["200"], "a session that nobody has"
    (tmp_path / PAGES).unlink()
    assert ran(OPENS, str(tmp_path), session) == ["200"], "another key signs everybody out"


def test_many_other_names_do_not_make_it_forget() -> None:
    from django.core.cache import caches  # noqa: PLC0415 - the settings come first

    from solidground.config.settings import TRIES_KEPT_MOST  # noqa: PLC0415 - as above

    assert caches["default"]._max_entries == TRIES_KEPT_MOST  # noqa: SLF001 - the library says it nowhere else
