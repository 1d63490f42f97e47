"""A made-up agency in a data directory, with steady work: every round brings an incident, and nobody ever answers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from solidground.app.directory import found_agency, import_into
from solidground.app.settings import FILE, NewAgency
from solidground.core.kernel import SECOND, Instant, Span
from tests.channels.smtp_server import PASSWORD
from tests.soak.outside import Provider

ZONE = "America/Chicago"
PEERS, MEMBERS = 12, 40
PARTS = ("discharged_weapon", "partner", "witness", "assaulted", "witness", "dispatcher")
"""Who is in each incident: six people, and so six cases."""

SINCE = "2024-01-01"
MEMBERS_HEAD = "person_ref,appointed_on,separated_on,mail"
ROSTER_HEAD = "person_ref,role,from_on,until_on"
INCIDENTS_HEAD = "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part"
OTHERS = {"D1": "deputy", "K1": "clinician", "H1": "chaplain"}

MAIL = """
[mail]
host = "localhost"
port = {port}
protection = "starttls"
sender = "desk@harbor.example"
username = "desk"
password_file = "mail.password"
ca_file = "mail.pem"
"""


def found(folder: Path, kind: str, provider: Provider) -> Path:
    """Make the data directory: founders, people with addresses, peers, and how mail leaves."""
    new = NewAgency("harbor", ZONE, "US-IL", "postgresql" if kind == "postgresql" else "sqlite")
    found_agency(folder, new, "A1", "C1")
    settings = folder / FILE
    text = settings.read_text(encoding="utf-8").replace("# link =", "link =")
    settings.write_text(text + MAIL.format(port=provider.server.port), encoding="utf-8")
    (folder / "mail.password").write_bytes(PASSWORD)
    (folder / "mail.pem").write_bytes(provider.certificate.chain.read_bytes())
    people = [f"M{n}" for n in range(MEMBERS)] + [f"P{n}" for n in range(PEERS)] + [*OTHERS, "C1"]
    take(folder, "members", MEMBERS_HEAD, [f"{one},2001-01-01,,{one.lower()}@harbor.example" for one in people])
    roles = {f"P{n}": "peer" for n in range(PEERS)} | OTHERS
    take(folder, "roster", ROSTER_HEAD, [f"{one},{role},{SINCE}," for one, role in roles.items()])
    return folder


def take(folder: Path, kind: str, head: str, rows: list[str]) -> None:
    """Import rows."""
    file = folder.parent / f"{kind}.csv"
    file.write_text("\n".join((head, *rows)), encoding="utf-8")
    done = import_into(folder, kind, file)
    assert (done.imported, done.errors) == (len(rows), ()), done


def happen(folder: Path, number: int, now: Instant) -> None:
    """Report an incident of this minute."""
    wall = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=now // SECOND)).astimezone(ZoneInfo(ZONE))
    begins = f"I{number},officer_involved_shooting,{wall:%Y-%m-%dT%H:%M},{ZONE},true"
    involved = [f"M{(number * len(PARTS) + n) % MEMBERS}" for n in range(len(PARTS))]
    take(folder, "incidents", INCIDENTS_HEAD, [f"{begins},{m},{p}" for m, p in zip(involved, PARTS, strict=True)])


def until_nine(now: Instant) -> Span:
    """Return how far the clock is moved so that a drill begins in the morning, whenever it is run."""
    wall = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=now // SECOND)).astimezone(ZoneInfo(ZONE))
    nine = wall.replace(hour=9, minute=0, second=0, microsecond=0)
    return int(((nine if nine > wall else nine + timedelta(days=1)) - wall).total_seconds()) * SECOND
