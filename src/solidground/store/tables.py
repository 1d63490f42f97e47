"""Every table, declared once: both databases, the document docs/tables.md and the backup are made from it.

What must never happen here: a column that nobody owns, or a name, an address or free text outside the registry. Words
of a member's own are the one exception, and they pass (``shared_tables``).
"""

from solidground.store.devices import DEVICE
from solidground.store.door_tables import ATTEMPT, SOURCE
from solidground.store.elsewhere import ELSEWHERE
from solidground.store.figure_tables import COUNTED, FIGURE
from solidground.store.looked import LOOKED
from solidground.store.serials import SERIAL
from solidground.store.shape import AGENCY, Column, Index, Table
from solidground.store.shared_tables import OWN_WORDS, SHARED
from solidground.store.signing import SIGNED

SCHEMA = 8
"""The number of this set of tables. A change adds one and a step in ``migration``."""

SIDE = Column("side", "text", "which log: command or care")
STREAM = Column("stream", "text", "the history's name, such as case/…")
CASE_ID = Column("case_id", "text", "the case")

META = Table(
    "meta",
    "both",
    "What the database says of itself.",
    (Column("key", "text", "what is said: schema, or time"), Column("value", "text", "the answer")),
    ("key",),
)

EVENT = Table(
    "event",
    "both",
    "The two logs of every agency. Rows are added and never changed, except that a purge empties details.",
    (
        AGENCY,
        SIDE,
        Column("position", "int", "place in this log, from 1, without gaps"),
        STREAM,
        Column("version", "int", "place in its stream, from 1, without gaps"),
        Column("type", "text", "what happened; Purged when only step, day and role are kept"),
        Column("schema", "int", "number of the shape of this type's body"),
        Column("at", "int", "when, microseconds UTC"),
        Column("by", "text", "who did it; clock when nobody; empty when purged"),
        Column("body", "text", "the whole event as canonical JSON, or what a purge keeps of it"),
        Column("salt", "bytes", "16 chance bytes that keep a guess from being checked; gone when purged", empty=True),
        Column("full_hash", "bytes", "purged rows only: the hash of salt and whole event", empty=True),
        Column("commitment", "bytes", "hash over what is kept and the salted whole"),
        Column("chain", "bytes", "hash over the chain before, the place and the commitment"),
    ),
    ("agency", "side", "position"),
    (Index("event_stream", "agency, stream, version", unique=True),),
)

HEAD = Table(
    "head",
    "both",
    "The end of every log.",
    (AGENCY, SIDE, Column("size", "int", "how many events"), Column("chain", "bytes", "the chain of the last one")),
    ("agency", "side"),
)

CHECKPOINT = Table(
    "checkpoint",
    "both",
    "Signed statements of how long a log was and what its chain was. Cosigners keep copies.",
    (
        AGENCY,
        SIDE,
        Column("size", "int", "how many events the log had"),
        Column("chain", "bytes", "the chain of the last of them"),
        Column("at", "int", "when it was signed, microseconds UTC"),
        Column("signature", "bytes", "Ed25519 over agency, side, size, chain, root and at"),
        Column("root", "bytes", "the root of the tree over them; empty when signed by an old version", empty=True),
    ),
    ("agency", "side", "size"),
)

NODE = Table(
    "node",
    "both",
    "Hashes of the tree over a log, at every eighth level: a proof reads few events. Follows from the log alone.",
    (
        AGENCY,
        SIDE,
        Column("level", "int", "8 for the hash over 256 events, 16 for the one over 256 of these, and so on"),
        Column("number", "int", "which of its level, from 0"),
        Column("hash", "bytes", "the hash"),
    ),
    ("agency", "side", "level", "number"),
)

ROTATION = Table(
    "rotation",
    "both",
    "Every change of the key that signs checkpoints: the old key names the new one, and the new one agrees.",
    (
        Column("number", "int", "which change, from 1"),
        Column("old", "bytes", "the public half of the key that ended"),
        Column("new", "bytes", "the public half of the key that began"),
        Column("at", "int", "when, microseconds UTC"),
        Column("sizes", "text", "agency, side and size of the last checkpoint of every log by the old key, JSON"),
        Column("by_old", "bytes", "Ed25519 over all of this by the old key"),
        Column("by_new", "bytes", "the same by the new key"),
    ),
    ("number",),
)

SNAPSHOT = Table(
    "snapshot",
    "both",
    "The state of every stream, so that nobody folds it again. Follows from the log alone.",
    (
        AGENCY,
        STREAM,
        Column("version", "int", "how many events are in it; what a writer is fenced by"),
        Column("schema", "int", "number of the state's shape; another number is folded again"),
        Column("state", "bytes", "the state as MessagePack, without the field that rarely changes"),
    ),
    ("agency", "stream"),
)

PLAN = Table(
    "plan",
    "both",
    "The field of a state that rarely changes, kept apart so that a step does not write it again.",
    (
        AGENCY,
        STREAM,
        Column("version", "int", "how many events the stream had when it last changed"),
        Column("body", "bytes", "the field as MessagePack"),
    ),
    ("agency", "stream"),
)

CASE_ROW = Table(
    "case_row",
    "care",
    "What the sweep and the board read of a case. Follows from the log alone, but for two columns of the sweep.",
    (
        AGENCY,
        CASE_ID,
        Column("version", "int", "how many events of the case are in it"),
        Column("status", "text", "active, standing or closed"),
        Column("member", "text", "whose case"),
        Column("incident", "text", "after which incident", empty=True),
        Column("part", "text", "the member's part in it"),
        Column("began_at", "int", "when the case opened, microseconds UTC"),
        Column("wake_at", "int", "when the rules have something to say again, microseconds UTC", empty=True),
        Column("urgent", "int", "1 when it goes before everything else"),
        Column("peer", "text", "who holds it", empty=True),
        Column("unheld_at", "int", "since when nobody holds it, microseconds UTC", empty=True),
        Column("next_step", "text", "what is owed next", empty=True),
        Column("next_due_at", "int", "by when, microseconds UTC", empty=True),
        Column("closed_at", "int", "when it closed, microseconds UTC", empty=True),
        Column("keepers", "text", "who keeps something of it, a JSON list"),
        Column(
            "needs",
            "int",
            "what it needs first: 0 a keeper, to 4 nothing, 5 a late answer; empty from before 6",
            empty=True,
        ),
        Column("claim_at", "int", "the sweep's own: when to claim it, earlier when woken", empty=True),
        Column("woken_at", "int", "the sweep's own: woken early by a roster event, until claimed", empty=True),
    ),
    ("agency", "case_id"),
    (
        Index("case_row_claim", "urgent, claim_at, agency, case_id", where="claim_at IS NOT NULL"),
        Index("case_row_member", "agency, member"),
        Index("case_row_incident", "agency, incident"),
        Index("case_row_late", "agency, case_id", where="needs = 5"),
    ),
    (
        "status IN ('active', 'standing', 'closed')",
        "status <> 'active' OR wake_at IS NOT NULL",
        "status <> 'closed' OR (wake_at IS NULL AND claim_at IS NULL)",
        "urgent IN (0, 1)",
    ),
)

KEEPING = Table(
    "keeping",
    "care",
    "Who keeps something of which case: the way from a roster event to the cases it wakes.",
    (AGENCY, Column("keeper", "text", "who"), CASE_ID),
    ("agency", "keeper", "case_id"),
)

PLACE = Table(
    "place",
    "care",
    "What everybody carries; the row that is locked so that two cases never take one peer's last place.",
    (
        AGENCY,
        Column("person", "text", "who"),
        Column("load", "int", "cases held now"),
        Column("last_asked_at", "int", "when last asked, microseconds UTC; 0 for never"),
        Column("own_cases", "int", "active cases in which this person is the member"),
    ),
    ("agency", "person"),
    checks=("own_cases >= 0",),
)

OUTBOX = Table(
    "outbox",
    "care",
    "Every notification: written with the event that asks for it, and kept with how it ended.",
    (
        Column("number", "int", "counted up by the database"),
        AGENCY,
        Column("key", "text", "idempotency key: a hash of the six columns it is unique by"),
        Column("case_id", "text", "the case, or empty"),
        Column("obligation", "text", "hash of case, step and occurrence"),
        Column("repeat", "int", "which time round"),
        Column("rung", "int", "which rung of the ladder"),
        Column("recipient", "text", "who is to be told"),
        Column("way", "text", "by what way"),
        Column("kind", "text", "which text"),
        Column("send_at", "int", "not before, microseconds UTC"),
        Column("urgent", "int", "1 when it goes before everything else"),
        Column("status", "text", "waiting, handed_over, refused, unknown or withdrawn"),
        Column("next_try_at", "int", "when it may be tried, or tried again; empty when it has ended", empty=True),
        Column("tries", "int", "deliveries of this one row"),
        Column("first_at", "int", "when it was first handed to a sender, microseconds UTC", empty=True),
        Column("ended_at", "int", "when it ended, microseconds UTC", empty=True),
        Column("sent_as", "text", "key of the message in which it left, or may have left", empty=True),
    ),
    ("number",),
    (
        Index("outbox_unique", "agency, obligation, repeat, rung, recipient, way", unique=True),
        Index("outbox_next", "urgent, next_try_at, number", where="next_try_at IS NOT NULL"),
        Index("outbox_case", "agency, case_id", where="next_try_at IS NOT NULL"),
        Index("outbox_sent", "agency, key", where="status IN ('handed_over', 'unknown')"),
    ),
    (
        "status IN ('waiting', 'handed_over', 'refused', 'unknown', 'withdrawn')",
        "(status IN ('waiting', 'unknown')) = (next_try_at IS NOT NULL)",
        "urgent IN (0, 1)",
    ),
    numbered="number",
)

INBOX = Table(
    "inbox",
    "care",
    "What events ask care to begin. Taken once, in care's own transaction; what fails is set apart and tried again.",
    (
        Column("number", "int", "counted up by the database"),
        AGENCY,
        Column("key", "text", "what makes it one: the same key is never asked twice"),
        STREAM,
        Column("type", "text", "which command"),
        Column("body", "text", "the command as JSON"),
        Column("at", "int", "when it was asked, microseconds UTC"),
        Column("tries", "int", "how often it failed and was set apart"),
        Column("try_at", "int", "not taken before, microseconds UTC; 0 until it failed"),
        Column("why", "text", "at what it last failed, in one word: unread or failed", empty=True),
    ),
    ("number",),
    (Index("inbox_key", "agency, key", unique=True),),
    numbered="number",
)

TOKEN = Table(
    "token",
    "care",
    "One-tap answers that were used, and what they did the first time.",
    (
        AGENCY,
        Column("token", "text", "hash of the token"),
        Column("did", "text", "what it did"),
        Column("at", "int", "when, microseconds UTC"),
    ),
    ("agency", "token"),
)

PERSON = Table(
    "person",
    "registry",
    "Names: here and nowhere else. Forgetting somebody deletes the row.",
    (AGENCY, Column("person", "text", "who"), Column("name", "text", "what the person is called")),
    ("agency", "person"),
)

ROUTE = Table(
    "route",
    "registry",
    "Addresses: here and nowhere else. Their adding, failing and removal are events.",
    (
        AGENCY,
        Column("person", "text", "whose"),
        Column("route", "text", "the route's id"),
        Column("way", "text", "by what way it reaches"),
        Column("address", "text", "the address or number"),
        Column("working", "int", "0 when it failed for good"),
    ),
    ("agency", "person", "route"),
)

ROSTER_VERSION = Table(
    "roster_version",
    "care",
    "A number that grows with every event of a person or a rota: what a copy of the roster is known by.",
    (AGENCY, Column("version", "int", "how many such events there have been")),
    ("agency",),
)

PROTOCOL = Table(
    "protocol",
    "both",
    "Every protocol somebody put in force, and the draft of the next. It tells what is owed, and nothing of anybody.",
    (
        AGENCY,
        Column("name", "text", "in force, or draft over an edition"),
        Column("version", "int", "which edition, or which version of the draft, from 1"),
        Column("text", "text", "the file, whole"),
        Column("at", "int", "when it was kept, microseconds UTC"),
    ),
    ("agency", "name", "version"),
)

LENDING = Table(
    "lending",
    "care",
    "Who helps in which other agency, by an agreement of the two; from when until when is the person's own history.",
    (
        AGENCY,
        Column("lender", "text", "the agency he belongs to"),
        Column("person", "text", "the person lent"),
    ),
    ("agency", "lender", "person"),
)

ABSENCE = Table(
    "absence",
    "care",
    "When somebody who may keep cases will be gone, known ahead: his cases are woken then. A row ends when it is used.",
    (
        AGENCY,
        Column("person", "text", "who will be gone"),
        Column("at", "int", "from when, microseconds UTC"),
    ),
    ("at", "agency", "person"),
)

TABLES: tuple[Table, ...] = (
    META,
    EVENT,
    HEAD,
    CHECKPOINT,
    NODE,
    ROTATION,
    SNAPSHOT,
    PLAN,
    CASE_ROW,
    KEEPING,
    PLACE,
    OUTBOX,
    INBOX,
    TOKEN,
    DEVICE,
    PERSON,
    ROUTE,
    ROSTER_VERSION,
    LENDING,
    ABSENCE,
    PROTOCOL,
    FIGURE,
    COUNTED,
    ATTEMPT,
    SOURCE,
    SHARED,
    OWN_WORDS,
    LOOKED,
    ELSEWHERE,
    SIGNED,
    SERIAL,
)
