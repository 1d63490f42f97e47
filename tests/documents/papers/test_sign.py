"""The agency's signature and one for each approval, as Debian's own tool and a library of another house see them."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.parser import peek
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader

from solidground.core.kernel import DAY
from solidground.documents.papers.fault import PaperFault
from solidground.documents.papers.press import typst
from solidground.documents.papers.proof import is_pdf, read_paper
from solidground.documents.papers.sign import VALID_DAYS, Signer, make_certificate, open_signer
from tests.documents.papers.made import APPROVALS, AT, PASSWORD, drawn, pdfsig, signed, signer

FIELDS = ("agency", "taken-4121", "taken-keys_2")
ORGANIZATION = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "harbor")])


def faults(text: bytes, password: bytes | None) -> str:
    with pytest.raises(PaperFault) as caught:
        Signer(Path("papers.p12"), text, password)
    return caught.value.sentence


def made_with(key: object) -> Signer:
    """Return a certificate for another kind of key, whose owner has no common name, opened without a password."""
    begins = signer().certificate.not_valid_before_utc
    built = x509.CertificateBuilder(ORGANIZATION, ORGANIZATION, key.public_key(), 7, begins, begins + timedelta(9))  # type: ignore[attr-defined]  # of any kind
    hashed = None if isinstance(key, Ed25519PrivateKey) else SHA256()
    certificate = built.sign(key, hashed)  # type: ignore[arg-type]  # as above
    text = serialize_key_and_certificates(b"x", key, certificate, [signer().certificate], NoEncryption())  # type: ignore[arg-type]  # as above
    return Signer(Path("papers.p12"), text, None)


def test_three_signatures_in_a_row_hold() -> None:
    found = read_paper(signed(), signer().certificate)
    assert found.whole
    assert tuple(one.field for one in found.signatures) == FIELDS
    assert all(one.whole and one.ours for one in found.signatures)
    assert [one.covers for one in found.signatures] == [False, False, True]
    assert signed().startswith(drawn()), "a signature only adds"
    # The library spells what is no letter by its number.
    assert rb"/Reason (4121\054 the member\072 taken\054 2025\05512\05515)" in signed()


def test_debian_s_own_tool_says_so_too(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(signed())
    said = pdfsig(file)
    assert not said or said.count("Signature is Valid.") == len(FIELDS)
    changed = bytearray(signed())
    changed[len(drawn()) // 2] ^= 1
    file.write_bytes(changed)
    said = pdfsig(file)
    assert not said or said.count("Digest Mismatch.") == len(FIELDS)


@pytest.mark.parametrize("share", range(0, 100, 7))
def test_one_byte_altered_anywhere_is_seen(share: int) -> None:
    changed = bytearray(signed())
    changed[len(changed) * share // 100] ^= 4
    found = read_paper(bytes(changed), signer().certificate)
    assert not found.whole or not all(one.whole and one.ours for one in found.signatures)


@pytest.mark.parametrize("kind", ["p-256", "rsa"])
def test_one_byte_altered_within_a_signature_is_seen_where_no_signature_covers_it(kind: str) -> None:
    """Its lengths, its versions, by what it was hashed, and a certificate that came along."""
    other = made_with(generate_private_key(65_537, 2048)) if kind == "rsa" else signer()
    text = other.signed(drawn(), ())
    reader = PdfFileReader(BytesIO(text))
    (one,) = reader.embedded_signatures
    content, begins = bytes(one.pkcs7_content), one.byte_range[1] + 1
    size = peek(content)
    inner = content.index(one.signer_info["sid"].dump())
    along = [content.index(each.dump()) for each in one.other_embedded_certs]
    places = [*range(60), *range(inner - 12, inner), *range(size - 300, size, 29), *[at + 40 for at in along]]
    after = inner + len(one.signer_info["sid"].dump())
    assert len(along) == (kind == "rsa")
    unseen = []
    for place in (*places, *range(after, after + 18)):
        changed = bytearray(text)
        changed[begins + 2 * place : begins + 2 * place + 2] = b"%02X" % (content[place] ^ 1)
        found = read_paper(bytes(changed), other.certificate)
        if found.whole and all(each.whole for each in found.signatures):
            unseen.append(place)
    assert unseen == []


def test_what_nothing_covers_is_seen_too() -> None:
    """The room of a signature that it did not fill, and what is added after the last one."""
    gap = signed().rindex(b"0000>")
    filled = signed()[:gap] + b"0001>" + signed()[gap + 5 :]
    assert not read_paper(filled, signer().certificate).signatures[-1].whole
    longer = read_paper(signed() + b"\n% more\n", signer().certificate)
    assert not longer.whole


def test_a_certificate_of_somebody_else_is_told_apart() -> None:
    other = Signer(Path("x.p12"), make_certificate("harbor", PASSWORD, AT), PASSWORD)
    assert [one.ours for one in read_paper(signed(), other.certificate).signatures] == [False] * 3
    assert not any(one.ours for one in read_paper(signed(), None).signatures)


def test_a_key_of_rsa_signs_as_well() -> None:
    other = made_with(generate_private_key(65_537, 2048))
    assert other.name == "O=harbor"
    found = read_paper(other.signed(drawn(), APPROVALS[:1]), other.certificate)
    assert [one[2:] for one in found.signatures] == [(True, False, True), (True, True, True)]


def test_what_is_no_paper_is_told_from_one_that_was_cut() -> None:
    assert not is_pdf(b"a text file")
    assert is_pdf(signed()[: len(signed()) // 2])
    assert is_pdf(b"x" + signed()[1:])
    assert not read_paper(signed()[: len(signed()) // 2], None).whole
    assert read_paper(drawn(), None).signatures == ()
    renamed = read_paper(drawn().replace(b"/Keywords", b"/Keyworts"), None)
    assert (renamed.said, renamed.whole) == ({}, False)
    foreign = typst().compile(b"A PDF file of somebody else", format="pdf")
    assert read_paper(foreign, None) == ({}, (), True)


def test_what_is_wrong_with_a_certificate_is_said_with_its_place_and_remedy(tmp_path: Path) -> None:
    text = make_certificate("harbor", PASSWORD, AT)
    for wrong in (faults(text, b"another"), faults(text, None), faults(b"no certificate", PASSWORD)):
        assert wrong.startswith('The certificate "papers.p12" could not be opened')
        assert "Look at [papers] in settings.toml" in wrong
    with pytest.raises(PaperFault, match="Take one of RSA or P-256"):
        made_with(Ed25519PrivateKey.generate())
    empty = serialize_key_and_certificates(None, None, signer().certificate, None, NoEncryption())
    assert "no private key" in faults(empty, None)
    with pytest.raises(PaperFault, match=r"could not be read: .*solidground papers certificate"):
        open_signer(tmp_path / "none.p12", PASSWORD)
    (tmp_path / "there.p12").write_bytes(text)
    assert open_signer(tmp_path / "there.p12", PASSWORD).name == "harbor"


def test_one_that_has_ended_or_has_not_begun_signs_nothing() -> None:
    assert signer().unfit(AT) == ""
    assert "ended on 2031-" in signer().unfit(AT + VALID_DAYS * DAY)
    assert "begins on 2026-" in signer().unfit(AT - 2 * DAY)
