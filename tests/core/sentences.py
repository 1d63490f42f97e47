"""What a person reads is made of sentences: nothing missing, nothing shouted, nothing cut off."""

import re

_BEGINS = re.compile(r"['“0-9]|[A-Z](?=.*[a-z])")
_TORN = re.compile(r"[.] [a-z]|\bNone\b|XX|[A-Z]{2,} [A-Z ]{3,}")


def is_sentences(text: object) -> bool:
    """Tell whether this can be read aloud to somebody; it may begin with a name he typed."""
    return ends_well(text) and _BEGINS.match(str(text)) is not None


def ends_well(text: object) -> bool:
    """Tell whether this ends as a sentence does; it may begin with the name of what it is about."""
    return isinstance(text, str) and text.endswith((".", "?")) and text != text.upper() and not _TORN.search(text)
