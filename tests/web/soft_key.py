"""The key of a phone, made of nothing but numbers: what a browser would send for it."""

import hashlib
import json
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor

HOST = "testserver"
HERE = f"https://{HOST}"
PRESENT_AND_VERIFIED, WITH_KEY = 0b0000_0101, 0b0100_0000


def _text(some: bytes) -> str:
    return urlsafe_b64encode(some).rstrip(b"=").decode()


class SoftKey:
    """One key, for one page."""

    def __init__(self) -> None:
        """Make it."""
        self._secret = generate_private_key(SECP256R1())
        self._name = b"a key of the tests"
        self.count = 0

    def made(self, options: dict[str, Any], origin: str = HERE) -> str:
        """Return what is sent when it is added."""
        point = self._secret.public_key().public_numbers()
        # How COSE writes a point of this curve, for this kind of signature.
        public = cbor.encode({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        kept = bytes(16) + len(self._name).to_bytes(2, "big") + self._name + public
        held = {"fmt": "none", "attStmt": {}, "authData": self._authenticated(WITH_KEY) + kept}
        said = {
            "clientDataJSON": _text(self._said("webauthn.create", options, origin)),
            "attestationObject": _text(cbor.encode(held)),
        }
        return self._sent(said)

    def used(self, options: dict[str, Any], account: int, origin: str = HERE, count: int = 0) -> str:
        """Return what is sent when it is used."""
        self.count = count
        authenticated, said = self._authenticated(), self._said("webauthn.get", options, origin)
        signed = self._secret.sign(authenticated + hashlib.sha256(said).digest(), ECDSA(SHA256()))
        response = {
            "clientDataJSON": _text(said),
            "authenticatorData": _text(authenticated),
            "signature": _text(signed),
            "userHandle": _text(str(account).encode()),
        }
        return self._sent(response)

    def _authenticated(self, more: int = 0) -> bytes:
        flags = (PRESENT_AND_VERIFIED | more).to_bytes(1, "big")
        return hashlib.sha256(HOST.encode()).digest() + flags + self.count.to_bytes(4, "big")

    def _said(self, kind: str, options: dict[str, Any], origin: str) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()

    def _sent(self, response: dict[str, str]) -> str:
        name = _text(self._name)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
        )
