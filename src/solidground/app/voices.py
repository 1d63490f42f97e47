"""How each agency speaks and what it keeps secret: its code phrase, its language, its address, its two keys.

What must never happen here: a secret in a log, in a traceback or in the database.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from solidground.core.kernel import AgencyId
from solidground.core.notice.message import Language
from solidground.core.notice.token import SigningKey


class Voice(NamedTuple):
    """One agency's settings for what leaves the building. ``link`` is where its pages begin, without a last slash.

    ``commitment`` is the key of the addresses' commitments; like ``signing`` it is kept outside the database.
    """

    phrase: str
    language: Language
    link: str
    signing: SigningKey
    commitment: bytes

    def __repr__(self) -> str:
        """Show nothing that is secret."""
        return f"Voice(phrase={self.phrase!r}, language={self.language!r}, link={self.link!r})"


Voices: TypeAlias = Callable[[AgencyId], Voice]
