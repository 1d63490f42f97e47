"""One signature on a paper, as PAdES: what the library needs of us. Loaded where a paper is signed.

What must never happen here: a certificate, or the time, asked for over the network.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from asn1crypto import keys
from asn1crypto import x509 as plain
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

ROOM_BYTES: Final = 2_048
"""Room for a signature beside its certificates: one of RSA with 4096 bits takes a quarter of it."""


class _Ready(SimpleSigner):
    """Signs with a key that was opened once: to open one of RSA anew for every signature takes a second."""

    ready: Any

    def sign_raw(self, said: bytes, digest_algorithm: str) -> bytes:
        """Sign what the library has put together; it asks for nothing but SHA-256."""
        assert digest_algorithm == "sha256", "no other one is asked for"
        if isinstance(self.ready, RSAPrivateKey):
            return self.ready.sign(said, PKCS1v15(), SHA256())
        assert isinstance(self.ready, EllipticCurvePrivateKey), "keys of no other kind are opened"
        return self.ready.sign(said, ECDSA(SHA256()))


class Pen:
    """A key that signs papers, and the certificates that go with it."""

    def __init__(self, key: Any, certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> None:  # noqa: ANN401 - a key of any kind
        """Take them as they stood in the file."""
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's own
        store.register_multiple([_plain(one) for one in others])
        self._signer = _Ready(_plain(certificate), keys.PrivateKeyInfo.load(private), store)
        self._signer.ready = key
        whole = [certificate, *others]
        # Told beforehand how much room a signature takes, the library need not make each of them twice.
        self._room = 2 * (ROOM_BYTES + sum(len(one.public_bytes(Encoding.DER)) for one in whole))

    def sign(self, drawn: bytes, field: str, name: str, reason: str) -> bytes:
        """Return a paper with one more signature. The first one allows that others sign after it, and nothing else."""
        writer = IncrementalPdfFileWriter(BytesIO(drawn))
        said = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            name=name,
            reason=reason or None,
            subfilter=SigSeedSubFilter.PADES,
            certify=not reason,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        signer = PdfSigner(said, signer=self._signer, new_field_spec=SigFieldSpec(field))
        signed: bytes = signer.sign_pdf(writer, bytes_reserved=self._room).getvalue()
        return signed


def _plain(certificate: x509.Certificate) -> plain.Certificate:
    return plain.Certificate.load(certificate.public_bytes(Encoding.DER))
