"""Sessions in the database, each under the hash of its key: who reads the table, or a backup, sits nowhere.

What must never happen here: the key itself in a row.
"""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession

from solidground.store.accounts.models import Sitting

KEY_CHARACTERS = 40
"""What the column holds."""

DEVICE, BEGUN_AT, SEEN_AT = "device", "begun_at", "seen_at"
"""What a session says of where and since when it is."""


def hashed(key: str) -> str:
    """Return what stands in the row for a key."""
    return hashlib.sha256(f"solidground session {key}".encode()).hexdigest()[:KEY_CHARACTERS]


class SessionStore(DatabaseSession):
    """One session. Django keeps the key; the row has its hash."""

    @property
    def hashed_key(self) -> str:
        """What names this session among one's own."""
        return hashed(self.session_key) if self.session_key else ""

    @classmethod
    def get_model_class(cls) -> type[Sitting]:
        """Return the table."""
        return Sitting

    def _get_session_from_db(self) -> Any:  # noqa: ANN401 - as Django has it
        key = self.session_key
        self._session_key = hashed(key) if key else key
        try:
            return super()._get_session_from_db()  # type: ignore[misc]  # Django has it, its stubs do not
        finally:
            if self._session_key is not None:
                self._session_key = key

    def exists(self, session_key: str) -> bool:
        """Tell whether there is a session of that key."""
        return super().exists(hashed(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(hashed(key))

    def create_model_instance(self, kept: dict[str, Any]) -> Sitting:
        """Return the row of a session."""
        row = super().create_model_instance(kept)
        assert isinstance(row, Sitting)
        row.session_key = hashed(row.session_key)
        account = kept.get("_auth_user_id")
        row.account_id = int(account) if account else None  # type: ignore[attr-defined]  # the column of "account"
        row.device, row.begun_at, row.seen_at = (
            str(kept.get(DEVICE, "")),
            int(kept.get(BEGUN_AT, 0)),
            int(kept.get(SEEN_AT, 0)),
        )
        return row
