"""Where papers are plugged in: drawn, signed, read back against the log. No clock needs this part of ``wiring``.

What must never happen here: a rule, an adapter loaded that is not used, or a program that does not start because a
certificate or a template is wrong: papers are marked unsigned, or drawn by the shipped template, and it is said.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from solidground.app.importing.fault import FileFault
from solidground.app.proving import check_log, public_of, witness_of
from solidground.app.settings import FILE as SETTINGS
from solidground.app.settings import Papering
from solidground.app.wiring import CLOCK, OWN, open_directory, settings_of
from solidground.core.kernel import AgencyId, Instant
from solidground.core.papers import Claim, Paper, approvals_of, fields_of

PASSWORD: Final = "SOLIDGROUND_PAPERS_PASSWORD"  # noqa: S105 - the name of the variable, not what stands in it  # nosec B105
"""The environment variable with the password of the certificate; it goes before the file's."""

CERTIFICATE, PASSWORD_FILE = Path("papers.p12"), Path("papers.password")
"""How a certificate that is made here is called, and the file with its password."""

PAPER_BYTES_MOST: Final = 8 << 20
"""The largest file that is looked at as a paper: a hundred times the largest of ours."""


class Printing:
    """Draws papers and signs them, as the settings say."""

    def __init__(self, papering: Papering = Papering()) -> None:  # noqa: B008 - a value that nothing changes
        """Take what the settings say. Nothing is loaded yet."""
        self._papering = papering
        self._kept: dict[Paper, bytes] = {}

    @cached_property
    def _press(self) -> Any:  # noqa: ANN401 - loaded where the first paper is drawn
        from solidground.documents.papers.press import Press  # noqa: PLC0415 - as this says

        return Press()

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        """Return the certificate, or why there is none to sign with."""
        from solidground.documents.papers.fault import PaperFault  # noqa: PLC0415 - as above
        from solidground.documents.papers.sign import open_signer  # noqa: PLC0415 - as above

        if self._papering.certificate is None:
            return None, ""
        try:
            return open_signer(self._papering.certificate, _password(self._papering)), ""
        except (FileFault, PaperFault) as fault:
            return None, fault.sentence

    @cached_property
    def _own(self) -> Any:  # noqa: ANN401 - as above
        from solidground.documents.papers.own import Own, own_templates  # noqa: PLC0415 - as above

        return Own({}, ()) if self._papering.templates is None else own_templates(self._papering.templates, self._press)

    @property
    def certificate(self) -> Any:  # noqa: ANN401 - the library's own
        """Return the certificate that papers are signed with; None where there is none."""
        return None if self._opened[0] is None else self._opened[0].certificate

    def signs(self, now: Instant) -> bool:
        """Tell whether a paper that is drawn now is signed."""
        signer = self._opened[0]
        return signer is not None and not signer.unfit(now)

    def faults(self, now: Instant) -> tuple[str, ...]:
        """Return what is wrong with the certificate and the templates, each in a sentence with its remedy."""
        signer, why = self._opened
        why = why or ("" if signer is None else signer.unfit(now))
        unsigned = (f"{why} Until then papers are marked unsigned.",) if why else ()
        return (*unsigned, *self._own.refused)

    def drawn(self, paper: Paper, *, signed: bool) -> bytes:
        """Return a paper before anybody has signed it: the same bytes whenever it is drawn."""
        from solidground.documents.papers.press import KINDS, typst  # noqa: PLC0415 - as above

        template = self._own.templates.get(KINDS[type(paper)])
        if template is not None:
            # One that held in its check may still not hold with what stands on this paper: then the shipped one draws.
            with suppress(typst().TypstError):
                own: bytes = self._press.draw(paper, template, signed=signed)
                return own
        found: bytes = self._press.draw(paper, signed=signed)
        return found

    def printed(self, paper: Paper, now: Instant) -> bytes:
        """Return a paper, signed where it can be."""
        if paper.face.stands is not None:
            return self._printed(paper, now)
        # What is the same for everybody is handed to everybody: it is made once in each language.
        if paper not in self._kept:
            self._kept = {**self._kept, paper: self._printed(paper, now)}
        return self._kept[paper]

    def _printed(self, paper: Paper, now: Instant) -> bytes:
        signs = self.signs(now)
        drawn = self.drawn(paper, signed=signs)
        return self._opened[0].signed(drawn, approvals_of(paper)) if signs else drawn


def printing_at(directory: Path) -> Printing:
    """Return what draws and signs the papers of a data directory."""
    return Printing(settings_of(directory).papers)


def _password(papering: Papering) -> bytes | None:
    found = os.environ.get(PASSWORD, "")
    if found or papering.password_file is None:
        return found.encode() or None
    try:
        return papering.password_file.read_text(encoding="utf-8").strip().encode()
    except (OSError, UnicodeDecodeError) as error:
        sentence = (
            f'The password file "{papering.password_file}" could not be read.'
            " Check password_file in [papers] of settings.toml, and its permissions."
        )
        raise FileFault(sentence) from error


def make_certificate(directory: Path) -> Path:
    """Make a certificate that signs itself, with a password in a file beside it; return its file."""
    settings = settings_of(directory)
    if not (directory / SETTINGS).exists():
        sentence = f'"{directory}" is no data directory. Make one first: solidground init'
        raise FileFault(sentence)
    there = next((one for one in (directory / CERTIFICATE, directory / PASSWORD_FILE) if one.exists()), None)
    if there is not None:
        sentence = f'"{there}" is there already. Move it away first: what it signed could else not be checked again.'
        raise FileFault(sentence)
    certified(directory, settings.agency, CLOCK.now())
    return directory / CERTIFICATE


def certified(folder: Path, agency: str, now: Instant) -> Papering:
    """Write a new certificate into a folder, and its password; return how papers are made with it."""
    from solidground.documents.papers.sign import make_certificate as made  # noqa: PLC0415 - as above

    password = secrets.token_urlsafe(24).encode()
    _keep(folder / CERTIFICATE, made(agency, password, now))
    _keep(folder / PASSWORD_FILE, password)
    return Papering(folder / CERTIFICATE, folder / PASSWORD_FILE)


def _keep(path: Path, secret: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN), "wb") as file:
        file.write(secret)


class Proved(NamedTuple):
    """What was found of one paper. ``names`` are whose signatures are on it, by field."""

    claim: Claim
    altered: bool
    in_log: bool
    log_whole: bool
    fields: tuple[str, ...] = ()
    ours: bool = False
    """Whether every signature is by the certificate that the settings name."""
    again: bool = False
    """Whether it was drawn again from the log, the same to the byte."""

    @property
    def holds(self) -> bool:
        """Return whether the paper stands for what it says."""
        says_so = self.again or (bool(self.fields) and self.ours)
        return not self.altered and self.log_whole and says_so and (self.in_log or not self.claim.stream)


Redraw: TypeAlias = Callable[[Any, Claim, bool], Paper | None]
"""Words a paper anew from a store, in its own language; None where it has nothing to stand on there."""


def check_paper(directory: Path, file: Path, redraw: Redraw) -> Proved:
    """Hold a paper against the log: its signatures, the event that it stands for, and what it would say if drawn now.

    Raises FileFault for what is no paper, or another agency's.
    """
    from solidground.documents.papers.proof import read_paper  # noqa: PLC0415 - as above

    text, printing = _paper_bytes(file), printing_at(directory)
    found = read_paper(text, printing.certificate)
    altered = not found.whole or not all(one.whole for one in found.signatures)
    claim = Claim(**{name: found.said.get(name, "") for name in Claim._fields})  # type: ignore[arg-type]  # all are texts
    signed = bool(found.signatures)
    with closing(open_directory(directory)) as store:
        if not altered:
            _refuse_foreign(file, directory, claim, {*store.agencies(), settings_of(directory).agency})
        paper = redraw(store, claim, signed)
        in_log = claim.hash in witness_of(store, public_of(directory)).hashes(claim.agency, claim.stream)
    again = paper is not None and _is_again(text, printing.drawn(paper, signed=signed), signed=signed)
    fields = tuple([one.field for one in found.signatures])
    # Whoever cuts the last approval off leaves a file whose other signatures hold.
    cut = again and signed and paper is not None and fields_of(paper) != fields
    differs = not again and not signed and (in_log or not claim.stream)
    whole = check_log(directory).first_bad is None
    ours = signed and all(one.ours for one in found.signatures)
    return Proved(claim, altered or cut or differs, in_log, whole, fields, ours, again)


def _refuse_foreign(file: Path, directory: Path, claim: Claim, known: set[AgencyId]) -> None:
    if not claim.kind:
        sentence = f'"{file}" is no paper of this program: it does not say what it stands for.'
        raise FileFault(sentence)
    if claim.agency not in known:
        theirs = ", ".join(sorted(known))
        sentence = f'"{file}" is of agency {claim.agency}, and "{directory}" of {theirs}.'
        sentence = f"{sentence} Name the data directory of that agency."
        raise FileFault(sentence)


def _is_again(text: bytes, drawn: bytes, *, signed: bool) -> bool:
    """Tell whether a file is what was drawn just now; a signature only adds to its end."""
    return text.startswith(drawn) if signed else text == drawn


def _paper_bytes(file: Path) -> bytes:
    from solidground.documents.papers.proof import is_pdf  # noqa: PLC0415 - as above

    with file.open("rb") as opened:
        text = opened.read(PAPER_BYTES_MOST + 1)
    if len(text) > PAPER_BYTES_MOST or not is_pdf(text):
        sentence = f'"{file}" is no paper of this program: those are PDF files, and smaller than 8 MB.'
        raise FileFault(sentence)
    return text
