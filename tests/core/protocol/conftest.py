"""A plain protocol, and a way to change one thing in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from solidground.core.protocol.read import read
from solidground.core.protocol.terms import Protocol


@pytest.fixture(scope="session")
def plain() -> str:
    """The text of a protocol that can be kept."""
    return Path(__file__).with_name("plain.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def changed(plain: str) -> Callable[..., str]:
    """Change the plain protocol: pairs of what stands there and what shall."""

    def change(*pairs: tuple[str, str]) -> str:
        text = plain
        for old, new in pairs:
            assert old in text, f"{old!r} is not in the plain protocol"
            text = text.replace(old, new, 1)
        return text

    return change


@pytest.fixture(scope="session")
def protocol(changed: Callable[..., str]) -> Callable[..., Protocol]:
    """Read the plain protocol with changes that leave it readable."""

    def reading(*pairs: tuple[str, str]) -> Protocol:
        found = read(changed(*pairs))
        assert isinstance(found, Protocol), found
        return found

    return reading
