"""What happens to a row that is there already: the halves of statements that both databases share.

What must never happen here: a waking that is lost because somebody else wrote the case meanwhile.
"""

from solidground.store.shape import names
from solidground.store.tables import CASE_ROW, EVENT

NEVER = 2**63 - 1
"""Later than every instant."""

CASE_COLUMNS = names(CASE_ROW)[:17]
EVENT_COLUMNS = tuple(name for name in names(EVENT) if name != "full_hash")
FIXED = frozenset({"agency", "case_id", "member", "incident", "part", "began_at"})
"""What a case keeps from its opening on. Naming them would rewrite two indexes for nothing with every step."""

_SET = ", ".join(f"{name} = excluded.{name}" for name in CASE_COLUMNS if name not in FIXED)

INTO_CASE = f"INSERT INTO case_row ({', '.join(CASE_COLUMNS)}, claim_at)"
INTO_EVENT = f"INSERT INTO event ({', '.join(EVENT_COLUMNS)})"
INTO_NOTICE = (
    "INSERT INTO outbox (agency, key, case_id, obligation, repeat, rung, recipient, way, kind, send_at, urgent,"
    " next_try_at, status, tries)"
)
INTO_SNAPSHOT = "INSERT INTO snapshot (agency, stream, version, schema, state)"

WOKEN_STAYS = (
    f" ON CONFLICT (agency, case_id) DO UPDATE SET {_SET}, claim_at = CASE WHEN excluded.status <> 'closed' AND"
    f" case_row.woken_at < coalesce(excluded.wake_at, {NEVER}) THEN case_row.woken_at ELSE excluded.wake_at END"
)
"""Written by somebody who did not claim the case: an earlier waking stays."""

WOKEN_ENDS = f" ON CONFLICT (agency, case_id) DO UPDATE SET {_SET}, claim_at = excluded.claim_at, woken_at = NULL"
"""Written by who claimed it: the waking has done its work."""

PLAN_REPLACED = " ON CONFLICT (agency, stream) DO UPDATE SET version = excluded.version, body = excluded.body"
THERE_STAYS = " ON CONFLICT DO NOTHING"
