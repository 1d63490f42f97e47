"""Reading a paper back: what it says it stands for, and whether each signature on it holds.

A foreign hand may have put anything into the file. What must never happen here: a traceback, a paper called whole that
is not, or a certificate asked for over the network.
"""

import logging
from io import BytesIO
from re import compile as pattern
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from asn1crypto.algos import DigestAlgorithm
from asn1crypto.cms import DigestAlgorithms
from asn1crypto.parser import parse, peek
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from solidground.documents.papers.press import KEYS

FIRST, LAST = b"%PDF-", b"%%EOF"
OURS: Final = b"solidground:"
"""What stands in every paper of ours more than once, whatever becomes of one byte of it."""

KEYWORD: Final = pattern(r"solidground:(?P<key>[a-z]+)=(?P<value>[^,\s]*)")


class Signature(NamedTuple):
    """One signature: its field, whose certificate it is, and whether everything it covers is as it was signed."""

    field: str
    name: str
    whole: bool
    covers: bool
    """Whether nothing stands after what it covers."""
    ours: bool
    """Whether it is by the certificate that was asked about."""


class Read(NamedTuple):
    """What was found in a file. ``said`` is what a paper says of itself; ``whole`` that the file can be read."""

    said: dict[str, str]
    signatures: tuple[Signature, ...]
    whole: bool = True


def is_pdf(text: bytes) -> bool:
    """Tell whether a file is, or was, a PDF."""
    return text.startswith(FIRST) or LAST in text


def read_paper(text: bytes, certificate: x509.Certificate | None) -> Read:
    """Read a paper. ``certificate`` is the agency's, where there is one."""
    said: dict[str, str] = {}
    # What the library finds wrong it also writes down; whoever asked is told in a sentence.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        reader: Any = PdfFileReader(BytesIO(text))
        said = _said(reader)
        signatures = tuple([_checked(text, one, certificate) for one in reader.embedded_signatures])
    except Exception:  # noqa: BLE001 - whatever a foreign file does to the library, it is no paper that holds
        return Read(said, (), whole=False)
    whole = any(one.covers for one in signatures) if signatures else bool(said) or OURS not in text
    return Read(said, signatures, whole)


def _said(reader: Any) -> dict[str, str]:  # noqa: ANN401 - the library's own
    if "/Info" not in reader.trailer:
        return {}
    about = reader.trailer["/Info"]
    keywords = str(about["/Keywords"]) if "/Keywords" in about else ""
    found = {one["key"]: unquote(one["value"]) for one in KEYWORD.finditer(keywords)}
    return {key: value for key, value in found.items() if key in KEYS}


def _checked(text: bytes, one: Any, certificate: x509.Certificate | None) -> Signature:  # noqa: ANN401 - as above

    by = x509.load_der_x509_certificate(one.signer_cert.dump())
    # Whether it is trusted is asked by comparing it with the agency's own; nothing else is believed or looked up.
    context = ValidationContext(trust_roots=[one.signer_cert], allow_fetching=False)
    found = validate_pdf_signature(one, signer_validation_context=context)
    added = found.modification_level
    whole = (
        found.intact
        and found.valid
        and found.docmdp_ok is not False
        and found.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
        and added is not None
        and added <= ModificationLevel.FORM_FILLING
        and _is_plain(text, one)
        and _is_usual(one)
    )
    name = by.subject.rfc4514_string()
    covers = found.coverage is SignatureCoverageLevel.ENTIRE_FILE
    ours = certificate is not None and by == certificate
    return Signature(str(one.field_name), name, whole and (not ours or _is_chain(one)), covers, ours)


def _is_plain(text: bytes, one: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether what a signature does not cover is that signature alone, then nothing but zeros."""
    begins, length, ends, _ = one.byte_range
    gap = text[begins + length : ends]
    content = bytes(one.pkcs7_content)
    size = peek(content)
    spelled = content[:size].hex().upper().encode()
    inside = parse(content[:size])[4]
    filled = (first := peek(inside)) + peek(inside[first:]) == len(inside)
    return filled and gap == b"<" + spelled.ljust(len(gap) - 2, b"0") + b">"


def _is_usual(one: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether what a signature says of itself, and does not cover, is as the standard wants it, to the byte.

    A library passes over it: the versions, and by what it was hashed, which it says twice.
    """
    said, signer = one.signed_data, one.signer_info
    named = signer["sid"].name == "issuer_and_serial_number"
    hashed = DigestAlgorithm({"algorithm": signer["digest_algorithm"]["algorithm"].native})
    bare = hashed.copy()
    del bare["parameters"]
    return (
        said["version"].native == signer["version"].native == ("v1" if named else "v3")
        and signer["digest_algorithm"].dump() in (hashed.dump(), bare.dump())
        and said["digest_algorithms"].dump() == DigestAlgorithms([signer["digest_algorithm"]]).dump()
    )


def _is_chain(one: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether each certificate that came along is as whoever issued it signed it, where he came along as well."""
    came = [x509.load_der_x509_certificate(each.dump()) for each in (one.signer_cert, *one.other_embedded_certs)]
    return all(any(_issued(each, other) for other in came) for each in came[1:])


def _issued(certificate: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
