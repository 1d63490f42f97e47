"""An invitation that is sent twice at the same instant, to two programs: it lets in once, and the first stays in."""

from pathlib import Path
from threading import Event, Thread
from typing import Any

from solidground.app.entering import Hall, let_in
from solidground.core.roster.account.decider import INVITATION_PAST
from solidground.core.subjects import SUBJECTS
from solidground.store.postgresql import open_postgresql
from tests.app.test_entering import KEYS, sent
from tests.app.town import AGENCY, MEMBER, NOON, VOICE, Town

MEANWHILE_SECONDS = 0.5


class Slow:
    """Accounts that are slow to begin: the first waits until another has begun as well, or for a while."""

    def __init__(self) -> None:
        self.begun = 0
        self.asked, self.twice = Event(), Event()

    def begin(self, *_: object) -> str:
        """Begin one."""
        self.begun += 1
        if self.begun == 1:
            self.asked.set()
            self.twice.wait(MEANWHILE_SECONDS)
        else:
            self.twice.set()
        return "an account"

    def is_free(self, *_: object) -> bool:
        """Say that nobody else signs in so."""
        return True


def test_of_two_who_come_in_by_one_invitation_the_second_makes_no_account_anew(
    tmp_path: Path, postgresql_url: str
) -> None:
    towns = [Town(open_postgresql(postgresql_url, tmp_path, SUBJECTS)) for _ in range(2)]
    towns[0].people()
    slow: Any = Slow()
    first, second = (Hall(town.store, town.rosters, AGENCY, slow, VOICE.commitment) for town in towns)
    token = sent(first)
    came: list[object] = []
    going = Thread(target=lambda: came.append(let_in(first, KEYS, token, (MEMBER, ""), NOON)))
    going.start()
    assert slow.asked.wait(10)
    assert let_in(second, KEYS, token, (MEMBER, ""), NOON) == INVITATION_PAST
    going.join()
    assert (came, slow.begun) == ([(MEMBER, "an account")], 1)
    for town in towns:
        town.store.close()
