"""Whether a name that was typed to sign is the name the agency knows. Names are compared here and kept nowhere.

What must never happen here: somebody who cannot sign because of an accent, a capital, or a middle name.
"""

import re
import unicodedata
from typing import Final

TYPED_MOST: Final = 80
"""Characters of a name that is typed to sign."""

_WORD: Final = re.compile(r"[^\W\d_]+")


def is_name(typed: str) -> bool:
    """Return whether something typed can be a name at all."""
    return 0 < len(typed) <= TYPED_MOST and typed.isprintable() and bool(_words(typed))


def is_same_name(typed: str, known: str) -> bool:
    """Return whether both are one name, loosely: of whom no name is known, any is taken.

    Every word that was typed is one of the known name, or how one of them begins; and one of them is whole.
    """
    said, names = _words(typed), _words(known)
    if not names:
        return is_name(typed)
    begins = all(any(name.startswith(word) for name in names) for word in said)
    return is_name(typed) and begins and bool(set(said) & set(names))


def _words(name: str) -> list[str]:
    plain = "".join([one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one)])
    return _WORD.findall(plain.casefold())
