"""What an administrator looks after: the settings as they are, and files of people that are taken in.

What must never happen here: a secret shown, a file kept, a case; or one person alone who gives a role or changes an
address, which takes two.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from solidground.app.duty_terms import terms_of
from solidground.app.handle import stream_of
from solidground.app.importing.fault import FileFault, Refused
from solidground.app.importing.kinds import KINDS
from solidground.app.importing.members import MemberRow
from solidground.app.importing.reading import read_rows
from solidground.app.importing.roster import RosterRow
from solidground.app.importing.whole import Imported, Read, Taking, Took, import_whole, small_enough
from solidground.app.keys import ADDRESSES, LINKS
from solidground.app.looks import act_noted
from solidground.app.options import options_of
from solidground.app.ports import Store, Unit
from solidground.app.settings import FILE, Settings, read_settings
from solidground.app.statuses import statuses_of
from solidground.core.kernel import DAY, PersonId
from solidground.core.roster.roles import OF_COMMAND, SEES_CARE, WATCHES
from solidground.core.roster.state import State
from solidground.core.words import Said as ToSay
from solidground.core.words import phrased, plainly

TAKEN_IN: Final = ("members", "roster")
"""Kinds of files an administrator may hand in: people, never incidents."""

NEEDS_TWO: Final = SEES_CARE | OF_COMMAND | WATCHES
ROLE_TAKES_TWO: Final = phrased(
    "A role takes two people. Leave it out here; or import the file on the machine itself, with another person beside"
    " you: solidground import."
)
ADDRESS_TAKES_TWO: Final = phrased(
    "This person is known already, and a new address takes two people. Leave it out here; or import the file on the"
    " machine itself, with another person beside you: solidground import."
)


class Said(NamedTuple):
    """One thing the settings say, as a person reads it. ``wrong`` says what to do where it is wrong or missing."""

    word: str
    value: ToSay
    wrong: ToSay = ""


class Office(NamedTuple):
    """What an administrator's page works with."""

    settings: Callable[[], tuple[Said, ...]]
    take_in: Callable[[str, bytes, PersonId], Imported]
    """Takes a file in for whoever hands it in."""
    in_file: bool = True
    """Whether the settings stand in a file of the machine's; those of the demo stand in none."""


def office_of(directory: Path, store: Store, taking: Callable[[], Taking]) -> Office:
    """Return what an administrator of a data directory looks after. ``taking`` says for whom a file is taken in."""
    return Office(partial(said_of, directory), lambda kind, file, by: take_in(kind, file, by, store, taking()))


def take_in(kind: str, file: bytes, by: PersonId, store: Store, taking: Taking) -> Imported:
    """Take a file of people in, as ``solidground import`` does: all rows valid, or none written.

    Of whom the file changed anything reads that ``by`` did.
    """
    if kind not in TAKEN_IN:
        raise FileFault(phrased("Choose what the file holds: members, or a roster."))
    found = KINDS[kind]
    table = read_rows(small_enough(file), found.columns, found.further)
    return import_whole(table, found.parse, partial(_written, kind, by, taking), store)


def _written(kind: str, by: PersonId, taking: Taking, unit: Unit, rows: list[Read]) -> Took:
    alone = _roles(rows) if kind == "roster" else _addresses(taking, unit, rows)
    # What is known is looked at before anything is written.
    refused, before = list(alone), unit.versions(taking.agency, "person")
    took = KINDS[kind].write(taking, unit, rows)
    took.errors.extend(refused)
    for name, version in unit.versions(taking.agency, "person").items():
        if before.get(name) != version:
            act_noted(unit, taking.agency, PersonId(name.partition("/")[2]), by, "entry", taking.at)
    return took


def _roles(rows: list[Read]) -> Iterator[Refused]:
    for row in rows:
        entry: RosterRow = row.value
        if NEEDS_TWO & set(entry.roles):
            yield Refused(row.line, "role", ROLE_TAKES_TWO)


def _addresses(taking: Taking, unit: Unit, rows: list[Read]) -> Iterator[Refused]:
    for row in rows:
        member: MemberRow = row.value
        known: State = unit.load([stream_of(taking.agency, f"person/{member.person}")])[0].state
        if known.person is None:
            continue
        there = {(route.way, route.address) for route in unit.routes(taking.agency, member.person)}
        for way, address in member.addresses:
            if (way, address) not in there:
                yield Refused(row.line, way, ADDRESS_TAKES_TWO)


def said_of(directory: Path) -> tuple[Said, ...]:
    """Return the settings of a data directory in plain words, without a secret, and what is wrong with them."""
    try:
        return _said(directory, read_settings(directory))
    except FileFault as fault:
        return (Said(FILE, "", fault.words),)


def _said(directory: Path, settings: Settings) -> tuple[Said, ...]:
    return (
        Said("agency", settings.agency),
        Said("zone", settings.zone),
        Said("jurisdiction", settings.jurisdiction),
        Said("protocol", settings.protocol),
        Said("language", settings.language),
        Said("phrase", settings.phrase),
        Said("link", settings.link, "" if settings.link else _LINK),
        Said("retention_days", str(settings.retention_for // DAY)),
        *(
            Said(word, named or phrased("as shipped"), _wrong(reads))
            for word, named, reads in _own_files(directory, settings)
        ),
        Said("database", settings.kind),
        *_mail(directory, settings),
        Said("monitor", urlsplit(settings.ping).hostname or "", "" if settings.ping else _MONITOR),
        *(Said(name.as_posix(), "", _KEY) for name in (LINKS, ADDRESSES) if not (directory / name).is_file()),
    )


def to_be_set_right(said: tuple[Said, ...]) -> tuple[ToSay, ...]:
    """Return what is wrong or missing in the settings, each with what to do."""
    return tuple([one.wrong for one in said if one.wrong])


_LINK: Final = phrased("No address is set under which the pages are found. Write link into [agency] of settings.toml.")
NO_WAY_OUT: Final = phrased("No way out is set: nothing leaves, and nothing is lost. Fill in [mail] of settings.toml.")
_MONITOR: Final = phrased("Nobody outside hears when this machine stops. Set ping in [monitor] of settings.toml.")
_KEY: Final = phrased("This key is not there. Put it back from your backup.")
_NO_SUCH_FILE: Final = phrased("The file with the password is not there. Check its name in [mail] of settings.toml.")


def wrong_files(directory: Path, settings: Settings) -> tuple[str, ...]:
    """Return what is wrong with the files of the agency's own that its pages read."""
    found = (_wrong(reads) for _, _, reads in _own_files(directory, settings))
    return tuple(plainly(wrong) for wrong in found if wrong)


def _own_files(directory: Path, settings: Settings) -> tuple[tuple[str, str, Callable[[], object]], ...]:
    place = settings.jurisdiction
    return (
        ("statuses", settings.statuses, partial(statuses_of, directory, settings.statuses, place)),
        ("duty", settings.duty, partial(terms_of, directory, settings.duty)),
        ("options", settings.options, partial(options_of, directory, settings.options, place)),
    )


def _wrong(reads: Callable[[], object]) -> ToSay:
    """Return what is wrong with a file that the settings name."""
    try:
        reads()
    except FileFault as fault:
        return fault.words
    return ""


def _mail(directory: Path, settings: Settings) -> Iterator[Said]:
    mail: Any = settings.mail
    if mail is None:
        yield Said("mail", "", NO_WAY_OUT)
        return
    yield Said("mail", f"{mail.sender}, {mail.host}:{mail.port}, {mail.protection}")
    if mail.password_file is not None:
        named = mail.password_file.relative_to(directory).as_posix()
        yield Said("password_file", named, "" if mail.password_file.is_file() else _NO_SUCH_FILE)
