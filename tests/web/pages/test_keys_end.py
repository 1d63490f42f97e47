"""Taking a phone out of one's own account: never the last way in, not even by two at once."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from solidground.web.house import House
from tests.app.town import MEMBER
from tests.web.pages.test_accounts import WORDS, signed_up, staffed

__all__ = ["staffed"]

PROGRAM = """
import sys, time
from pathlib import Path
from solidground.config.settings import configure
from solidground.store.accounts.place import make_ready, on_sqlite
folder, number = Path(sys.argv[1]), int(sys.argv[2])
configure(["testserver"], "a secret of the tests", "en-US", on_sqlite(folder))
make_ready(folder)
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from solidground.app.entering import Hall
from solidground.app.rosters import Rosters
from solidground.app.wiring import SystemClock, draw_line
from solidground.core.kernel import AgencyId, PersonId
from solidground.core.notice.token import SigningKey
from solidground.core.subjects import SUBJECTS
from solidground.store.accounts.desk import Accounts
from solidground.store.memory import MemoryStore
from solidground.web.house import PLACE, House
from solidground.web.signing import Keys
agency, accounts, store, rosters = AgencyId("harbor"), Accounts(), MemoryStore(SUBJECTS), Rosters()
if number == 0:
    mine = accounts.begin(agency, PersonId("m-1"))
    for name in "12":
        Authenticator.objects.create(user=mine, type="webauthn", data={"name": name})
    sys.exit()
key = Authenticator.objects.get(data__name=str(number))
browser = Client()
hall = Hall(store, rosters, agency, accounts, b"c" * 32)
keys = {1: SigningKey(1, b"s" * 32)}
browser.defaults[PLACE] = House(
    store, rosters, keys, SystemClock(), "America/Chicago", "US-IL", None, agency, draw_line, hall=hall
)
browser.force_login(key.user, "allauth.account.auth_backends.AuthenticationBackend")
asked = RequestFactory().get("/")
asked.session = browser.session
record_authentication(asked, key.user, method="code", reauthenticated=True)
asked.session.save()
may = Keys.can_delete_authenticator
def looked(self, key):
    found = may(self, key)
    (folder / f"looked-{number}").touch()
    until = time.monotonic() + 1
    while time.monotonic() < until and not (folder / f"looked-{3 - number}").exists():
        time.sleep(0.01)
    return found
Keys.can_delete_authenticator = looked
(folder / f"ready-{number}").touch()
while not (folder / f"ready-{3 - number}").exists():
    time.sleep(0.01)
page = browser.post(f"/account/keys/{key.pk}/end")
(folder / f"done-{number}").touch()
while not (folder / f"done-{3 - number}").exists():
    time.sleep(0.01)
print(f"{page.status_code}, and {Authenticator.objects.count()} is left")
"""
"""One who takes out a phone. Each, when he has looked whether it is the last, waits a while for the other to look."""


SECONDS_MOST = 120


def keys_of(house: House, *names: str) -> list[int]:
    """Give somebody such phones and no other way in."""
    assert house.hall is not None
    account: Any = Authenticator.objects.get(type="totp").user
    made = [Authenticator.objects.create(user=account, type="webauthn", data={"name": name}) for name in names]
    Authenticator.objects.filter(type="totp").delete()
    return [key.pk for key in made]


def names() -> list[str]:
    return [key.data["name"] for key in Authenticator.objects.filter(type="webauthn")]


def asked_again(staffed: House) -> Client:
    mine, _ = signed_up(staffed, MEMBER)
    mine.post("/account/again", {"password": WORDS})
    return mine


def test_a_phone_that_is_the_last_way_in_stays_and_another_goes_once(staffed: House) -> None:
    mine = asked_again(staffed)
    first, second = keys_of(staffed, "mine", "old")
    out = [mine.post(f"/account/keys/{second}/end") for _ in range(2)]
    assert [page["Location"] for page in out] == ["/account/keys"] * 2, "twice it is done once"
    page = mine.post(f"/account/keys/{first}/end")
    assert (page.status_code, "It is your only way in." in page.text, names()) == (200, True, ["mine"])
    assert mine.get(f"/account/keys/{first}/end").status_code == 200


def test_two_who_each_take_out_what_the_other_leaves_leave_one(tmp_path: Path) -> None:
    def begun(number: int) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", PROGRAM, str(tmp_path), str(number)]
        return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)

    assert begun(0).communicate()[0] == ""
    both = [begun(1), begun(2)]
    assert sorted(one.communicate(timeout=SECONDS_MOST)[0] for one in both) == [
        "200, and 1 is left\n",
        "302, and 1 is left\n",
    ]
