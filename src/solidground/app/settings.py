"""The settings of a data directory: which agency, which database, which protocol, how mail leaves.

What must never happen here: a secret in the file where others may read it, or a word that is misspelt and ignored.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, NoReturn, TypeAlias

from solidground.app.importing.fault import FileFault
from solidground.core.hours import known_zone
from solidground.core.kernel import DAY, AgencyId, Span
from solidground.core.notice.discreet import LINK_CHARACTERS_MOST, link_refused, phrase_refused
from solidground.core.notice.message import LANGUAGES, Language
from solidground.core.words import Said, phrased, words_of
from solidground.protocols import NAMES

FILE = "settings.toml"
ADDRESS = "SOLIDGROUND_DATABASE"
"""The environment variable with the address of a PostgreSQL database; it goes before the file's."""

MAIL_PORT = 587
RETENTION_DAYS, RETENTION_MOST_DAYS = 180, 36_500
"""How long the details of a closed case are kept, and the longest an agency may choose."""

PROXIES_MOST = 9
"""Nobody has more servers of his own before his pages."""

MOST_BYTES = 1 << 20
"""The largest file: what a person writes in it is a page."""

_REMEDY = phrased("Save it as plain text in UTF-8, or take the one from the last backup.")

_POSTGRESQL = re.compile(r"""(\bkind["']?\s*=\s*["']{1,3})postgresql(["'])""")
_SQLITE = re.compile(r"""(\bkind["']?\s*=\s*["']{1,3})sqlite(["'])""")
_DATABASE = re.compile(r"^\s*\[database\].*$", re.MULTILINE)
_SHARED = 'kind = "postgresql"'

_KNOWN: dict[str, tuple[str, ...]] = {
    "agency": (
        *("id", "zone", "jurisdiction", "protocol", "phrase", "language", "link", "retention_days", "statuses"),
        *("duty", "options"),
    ),
    "database": ("kind", "address"),
    "mail": ("host", "port", "protection", "sender", "username", "password_file", "reply_to", "ca_file", "replies"),
    "monitor": ("ping",),
    "pages": ("proxies",),
    "papers": ("certificate", "password_file", "templates"),
}
_TEXT = """# The settings of this agency. Everything that is not said here has its usual value.

[agency]
id = "{agency}"
zone = "{zone}"
jurisdiction = "{jurisdiction}"
protocol = "default" # or small_agency, dispatch_and_witness, or a file in this folder; pages may put another in force
phrase = "Coffee?" # how every notification begins: words that tell nobody beside the phone anything
language = "en-US" # or en-GB, en-CA
retention_days = 180 # how long details are kept after a case has closed; then step, day and role alone
# statuses = "statuses.toml" # a file in this folder with your own words for how an inquiry stands
# duty = "duty.toml" # a file in this folder with what your command owes after an incident, and by when
# options = "options.toml" # a file in this folder with what leave, retirement and the like mean with you
# link = "https://coffee.example.org" # where the pages begin; it shows on phones, so it tells nothing. [mail] needs it

[database]
kind = "{kind}" # a postgresql's address is in the environment, as SOLIDGROUND_DATABASE

# Where notifications leave by. Until this is set they wait in the outbox, and nothing is lost.
# [mail]
# host = "smtp.example.org"
# port = 587
# protection = "starttls" # or tls
# sender = "coffee@example.org" # it shows on phones too
# username = "coffee"
# password_file = "mail.password" # a file in this folder that only this account may read
# replies = "/var/mail/coffee" # a Maildir or mbox with the answers 1, 2 and 3

# An address outside that is pinged while every promise is kept, and sounds the alarm when the pings stop.
# [monitor]
# ping = "https://hc-ping.com/..."

# Whose address counts where somebody tries too often: that of whoever connects. Only where every request comes through
# servers of your own that add X-Forwarded-For, say through how many.
# [pages]
# proxies = 1

# Papers (a receipt, a notice) are signed with this certificate; without one each says that it is unsigned.
# [papers]
# certificate = "papers.p12" # PKCS#12. One of your own is made by: solidground papers certificate
# password_file = "papers.password" # or in the environment, as SOLIDGROUND_PAPERS_PASSWORD
# templates = "templates" # a folder in this one with your own templates
"""


LastingKind: TypeAlias = Literal["sqlite", "postgresql"]
"""Where a log is kept that lasts."""


class Mailing(NamedTuple):
    """How mail leaves. ``password_file`` is empty where nobody signs in."""

    host: str
    port: int
    protection: Literal["tls", "starttls"]
    sender: str
    username: str
    password_file: Path | None
    reply_to: str
    ca_file: Path | None
    replies: Path | None


class Papering(NamedTuple):
    """How papers are made: signed with which certificate, drawn by which templates."""

    certificate: Path | None = None
    password_file: Path | None = None
    templates: Path | None = None


class Settings(NamedTuple):
    """What a data directory says of itself. ``address`` is a PostgreSQL connection string."""

    agency: AgencyId
    zone: str
    jurisdiction: str
    protocol: str
    phrase: str
    language: Language
    link: str
    kind: LastingKind
    address: str
    mail: Mailing | None
    ping: str
    retention_for: Span
    proxies: int = 0
    """Through how many servers of the agency's own every request comes, each adding whom it came from."""
    statuses: str = ""
    """The file with the agency's own words for how an inquiry stands; empty for the list that is shipped."""
    duty: str = ""
    """The file with what the agency's command owes, and by when; empty for the list that is shipped."""
    options: str = ""
    """The file with what each way of a decision means here; empty for the list that is shipped."""
    papers: Papering = Papering()


class NewAgency(NamedTuple):
    """What a new data directory is told."""

    agency: str
    zone: str
    jurisdiction: str
    kind: LastingKind = "sqlite"


def settings_text(new: NewAgency) -> str:
    """Return the file a new data directory begins with."""
    return _TEXT.format(agency=new.agency, zone=new.zone, jurisdiction=new.jurisdiction, kind=new.kind)


def must_be_folder(directory: Path) -> None:
    """Refuse a data directory that is a file, or would lie in one. Raises FileFault."""
    file = next((path for path in (directory, *directory.parents) if path.exists() and not path.is_dir()), None)
    if file is not None:
        sentence = f'"{file}" is a file. Name a folder: one that is not there yet, or an empty one.'
        raise FileFault(sentence)


def read_settings(directory: Path) -> Settings:
    """Read the settings of a data directory; one without them has the usual values."""
    path = directory / FILE
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        found = b""
    except NotADirectoryError as error:
        no_folder = phrased("%(file)s is no folder. Name a data directory.", file=f'"{directory}"')
        raise FileFault(no_folder) from error
    except OSError as error:
        why = str(error.strerror or error)
        unread = phrased("%(file)s could not be read: %(why)s.", file=f'"{path}"', why=why)
        raise FileFault((unread, phrased("It must be a file that this account may read."))) from error
    except ValueError as error:
        no_name = phrased("%(file)s is no name of a folder. Name another.", file=repr(str(directory)))
        raise FileFault(no_name) from error
    return _settings(_Words(path, _tables(path, found)), directory)


def _tables(path: Path, found: bytes) -> dict[str, Any]:
    called = f'"{path}"'
    if len(found) > MOST_BYTES:
        most = MOST_BYTES >> 20
        large = phrased("%(file)s is larger than %(most)s MB: it holds no settings.", file=called, most=most)
        raise FileFault((large, _REMEDY))
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        foreign = phrased("%(file)s is no text in UTF-8 (line %(line)s).", file=called, line=line)
        raise FileFault((foreign, _REMEDY)) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileFault((phrased("%(file)s holds a NUL byte (line %(line)s).", file=called, line=line), _REMEDY))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Brackets within brackets, thousands deep, are no settings either.
        why: Said = str(error)
        if isinstance(error, RecursionError):
            why = phrased("it is nested too deeply")
        raise FileFault(phrased("%(file)s is no valid TOML: %(why)s. Mend that line.", file=called, why=why)) from error


def files_named(directory: Path, settings: Settings) -> tuple[str, ...]:
    """Return the files in the directory that its settings name: a protocol of its own, a password, an authority."""
    mail = settings.mail
    named = [directory / settings.protocol] if settings.protocol not in NAMES else []
    named += [directory / name for name in (settings.statuses, settings.duty, settings.options) if name]
    named += [path for path in (mail.password_file, mail.ca_file) if path is not None] if mail is not None else []
    named += [path for path in settings.papers[:2] if path is not None]
    named += sorted(settings.papers.templates.glob("*.typ")) if settings.papers.templates is not None else []
    home = directory.resolve()
    whole = [path.resolve() for path in named]
    return tuple(dict.fromkeys(path.relative_to(home).as_posix() for path in whole if path.is_relative_to(home)))


def move_to_sqlite(directory: Path) -> bool:
    """Let the settings of a restored directory name the file that was restored; tell whether that changed them."""
    path = directory / FILE
    if not path.exists() or read_settings(directory).kind == "sqlite":
        return False
    text = path.read_text(encoding="utf-8")
    path.write_text(_POSTGRESQL.sub(r"\g<1>sqlite\2", text), encoding="utf-8")
    assert read_settings(directory).kind == "sqlite", "kind is written in one of TOML's ways"
    return True


def move_to_postgresql(directory: Path) -> None:
    """Let the settings of a restored directory name PostgreSQL, whatever they named before."""
    path = directory / FILE
    if not path.exists():
        sentence = "There are no settings in this backup, as in one of a replay. Restore it without --store postgresql."
        raise FileFault(sentence)
    if read_settings(directory).kind == "postgresql":
        return
    text = path.read_text(encoding="utf-8")
    changed, times = _SQLITE.subn(r"\g<1>postgresql\2", text)
    if not times:
        changed, times = _DATABASE.subn(rf"\g<0>\n{_SHARED}", text)
    path.write_text(changed if times else f"{text}\n[database]\n{_SHARED}\n", encoding="utf-8")
    assert read_settings(directory).kind == "postgresql", "kind is written in one of TOML's ways"


class _Words:
    """The tables of the file, word by word."""

    def __init__(self, path: Path, whole: Mapping[str, Any]) -> None:
        self.path, self.whole = path, whole
        for table, words in whole.items():
            if table not in _KNOWN or not isinstance(words, dict):
                self.refuse(
                    phrased("[%(table)s] is not known. Known are: %(known)s.", table=table, known=_some(_KNOWN))
                )
            for word in words:
                if word not in _KNOWN[table]:
                    self.refuse(
                        phrased(
                            "%(word)s is not known in [%(table)s]. Known are: %(known)s.",
                            word=word,
                            table=table,
                            known=_some(_KNOWN[table]),
                        )
                    )

    def refuse(self, *what: Said) -> NoReturn:
        raise FileFault((f'"{self.path}":', *what))

    def text(self, table: str, word: str, usual: str = "") -> str:
        found = self.whole.get(table, {}).get(word, usual)
        if not isinstance(found, str):
            no_text = phrased("%(word)s in [%(table)s] is no text. Put it in quotation marks.", word=word, table=table)
            self.refuse(no_text)
        return found

    def needed(self, table: str, word: str) -> str:
        found = self.text(table, word)
        if not found:
            self.refuse(phrased("[%(table)s] lacks %(word)s. Write it.", table=table, word=word))
        return found


def _some(known: Iterable[str]) -> str:
    return ", ".join(known)


def _settings(words: _Words, directory: Path) -> Settings:
    zone = words.text("agency", "zone", "UTC")
    if not known_zone(zone):
        words.refuse(phrased("%(cell)s is no time zone. Write one such as America/Chicago.", cell=f'"{zone}"'))
    address = os.environ.get(ADDRESS, "") or words.text("database", "address")
    kind = words.text("database", "kind", "sqlite")
    if kind not in ("sqlite", "postgresql"):
        words.refuse(phrased("kind in [database] is sqlite or postgresql."))
    return Settings(
        AgencyId(words.text("agency", "id", "agency")),
        zone,
        words.text("agency", "jurisdiction", "US"),
        words.text("agency", "protocol", "default"),
        _phrase(words),
        _language(words),
        _link(words),
        "postgresql" if kind == "postgresql" else "sqlite",
        address,
        _mail(words, directory) if "mail" in words.whole else None,
        words.text("monitor", "ping"),
        _retention(words),
        _proxies(words),
        words.text("agency", "statuses"),
        words.text("agency", "duty"),
        words.text("agency", "options"),
        Papering(
            *[directory / one if one else None for one in (words.text("papers", name) for name in _KNOWN["papers"])]
        ),
    )


def _retention(words: _Words) -> Span:
    days = words.whole.get("agency", {}).get("retention_days", RETENTION_DAYS)
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= RETENTION_MOST_DAYS:
        most = f"{RETENTION_MOST_DAYS:,}"
        words.refuse(phrased("retention_days in [agency] is a number of days from 0 to %(most)s.", most=most))
    return days * DAY


def _proxies(words: _Words) -> int:
    count = words.whole.get("pages", {}).get("proxies", 0)
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= PROXIES_MOST:
        words.refuse(phrased("proxies in [pages] is a number from 0 to %(most)s.", most=PROXIES_MOST))
    return count


def _phrase(words: _Words) -> str:
    phrase = words.text("agency", "phrase", "Coffee?")
    refused = phrase_refused(phrase)
    if refused is not None:
        words.refuse(phrased("phrase in [agency]:"), words_of(refused))
    return phrase


def _link(words: _Words) -> str:
    link = words.text("agency", "link").rstrip("/")
    if not link and "mail" in words.whole:
        words.refuse(
            phrased(
                "[agency] lacks link, and [mail] needs it: every message carries one. Write one such as link ="
                ' "https://coffee.example.org".'
            )
        )
    refused = link_refused(link)
    if refused is not None:
        words.refuse(phrased("link in [agency]:"), words_of(refused))
    if len(link) > LINK_CHARACTERS_MOST:
        most = LINK_CHARACTERS_MOST
        words.refuse(
            phrased("link in [agency] has more than %(most)s characters. Choose a shorter address.", most=most)
        )
    return link


def _language(words: _Words) -> Language:
    said = words.text("agency", "language", "en-US")
    found = next((language for language in LANGUAGES if language == said), None)
    return found or words.refuse(phrased("language in [agency] is one of %(known)s.", known=_some(LANGUAGES)))


def _mail(words: _Words, directory: Path) -> Mailing:
    port = words.whole["mail"].get("port", MAIL_PORT)
    if not isinstance(port, int) or not 0 < port < 1 << 16:
        words.refuse(phrased("port in [mail] is a number from 1 to 65535."))
    protection = words.text("mail", "protection", "starttls")
    if protection not in ("tls", "starttls"):
        words.refuse(phrased("protection in [mail] is tls or starttls: mail goes over a protected line or not at all."))
    password, authority = words.text("mail", "password_file"), words.text("mail", "ca_file")
    replies = words.text("mail", "replies")
    return Mailing(
        words.needed("mail", "host"),
        port,
        "tls" if protection == "tls" else "starttls",
        words.needed("mail", "sender"),
        words.text("mail", "username"),
        directory / password if password else None,
        words.text("mail", "reply_to"),
        directory / authority if authority else None,
        directory / replies if replies else None,
    )
