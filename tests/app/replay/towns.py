"""Made-up files of a town: its incidents and its people."""

from pathlib import Path

HEADER = "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part"
PEOPLE_HEADER = "person_ref,appointed_on,separated_on"
CHICAGO = "America/Chicago"


def row(
    ref: str = "I1",
    at: str = "2023-03-01T21:15",
    person: str = "M1",
    part: str = "discharged_weapon",
    zone: str = CHICAGO,
    kind: str = "officer_involved_shooting",
) -> str:
    """Return one line of a file of incidents."""
    return f"{ref},{kind},{at},{zone},true,{person},{part}"


def written(folder: Path, *rows: str, name: str = "incidents.csv", header: str = HEADER) -> Path:
    """Write a file of these lines."""
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def town(folder: Path) -> Path:
    """Write a town of two incidents on one night, and a third while the first is still cared for."""
    return written(
        folder,
        row("I1", person="M1"),
        row("I1", person="M2", part="witness"),
        row("I2", "2023-03-01T23:40", "M3", "assaulted", kind="deadly_assault_on_officer"),
        row("I3", "2023-06-10T04:05", "M1"),
        row("I3", "2023-06-10T04:05", "M4", "dispatcher"),
    )


def people(folder: Path, *rows: str) -> Path:
    """Write a file of people: forty who stay, and those given."""
    stay = [f"S{n:02},2001-0{1 + n % 9}-01," for n in range(40)]
    return written(folder, *rows, *stay, name="people.csv", header=PEOPLE_HEADER)
