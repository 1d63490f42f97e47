"""Signing a paper with the agency's certificate as PAdES: first the agency, then one signature for each approval.

All of them are made with the agency's key: an approval says what the log says of somebody, and is no key of his own.
What must never happen here: a certificate asked for over the network, or a paper called signed that is not.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from solidground.core.kernel import SECOND, Instant
from solidground.core.papers import AGENCY_FIELD, Approval, approval_fields
from solidground.documents.papers.fault import PaperFault

VALID_DAYS: Final = 5 * 366
"""How long a certificate holds that this program makes."""

EARLIER: Final = timedelta(hours=1)
"""So long before it was made it holds already: no two clocks are alike."""


class Signer:
    """An agency's certificate and its key."""

    def __init__(self, path: Path, text: bytes, password: bytes | None) -> None:
        """Open a PKCS#12 file. Raises PaperFault where it is none, holds no key, or has another password."""
        self.path = path
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(text, password)
        except (ValueError, TypeError) as error:
            sentence = (
                f'The certificate "{path}" could not be opened: the password is another one, or it is no PKCS#12 file.'
                " Look at [papers] in settings.toml, and at the file with the password."
            )
            raise PaperFault(sentence) from error
        if key is None or certificate is None:
            sentence = f'The certificate "{path}" has no private key in it. Export it again with its key, as PKCS#12.'
            raise PaperFault(sentence)
        if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
            sentence = (
                f'The key in "{path}" is of a kind that readers of PDF files do not know. Take one of RSA or P-256.'
            )
            raise PaperFault(sentence)
        self._key, self.certificate, self.others = key, certificate, others

    @property
    def name(self) -> str:
        """Return whose certificate it is."""
        named = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value) if named else self.certificate.subject.rfc4514_string()

    def unfit(self, now: Instant) -> str:
        """Return why nothing can be signed with it now, in a sentence; nothing where it can."""
        begins, ends = self.certificate.not_valid_before_utc, self.certificate.not_valid_after_utc
        at = datetime.fromtimestamp(now / SECOND, UTC)
        if at > ends:
            return f'The certificate "{self.path}" ended on {ends:%Y-%m-%d}. Put a new one in its place.'
        if at < begins:
            return f'The certificate "{self.path}" begins on {begins:%Y-%m-%d}. Look at the time of this machine.'
        return ""

    @cached_property
    def _pen(self) -> Any:  # noqa: ANN401 - the library is loaded where something is signed
        from solidground.documents.papers.pades import Pen  # noqa: PLC0415 - as this says

        return Pen(self._key, self.certificate, self.others)

    def signed(self, drawn: bytes, approvals: Iterable[Approval]) -> bytes:
        """Return a paper with the agency's signature, and after it one for each approval, in their order."""
        signed: bytes = self._pen.sign(drawn, AGENCY_FIELD, self.name, "")
        known = tuple(approvals)
        for field, one in zip(approval_fields(known), known, strict=True):
            reason = f"{one.person}, {one.role}: {one.step}, {date.fromordinal(one.on)}"
            signed = self._pen.sign(signed, field, one.person, reason)
        return signed


def open_signer(path: Path, password: bytes | None) -> Signer:
    """Open the certificate in a file. Raises PaperFault where it cannot be."""
    try:
        text = path.read_bytes()
    except OSError as error:
        sentence = (
            f'The certificate "{path}" could not be read: {error.strerror or error}.'
            " Look at certificate in [papers] of settings.toml, or make one with:"
            " solidground papers certificate --data DIR."
        )
        raise PaperFault(sentence) from error
    return Signer(path, text, password)


def make_certificate(agency: str, password: bytes, now: Instant) -> bytes:
    """Return a new key and a certificate that it signed itself, as PKCS#12: it says that papers come from one place."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, agency[:64])])
    begins = datetime.fromtimestamp(now // SECOND, UTC) - EARLIER
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=VALID_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    sealed = serialization.BestAvailableEncryption(password)
    return pkcs12.serialize_key_and_certificates(agency.encode(), key, certificate, None, sealed)
