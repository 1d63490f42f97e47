"""Whose law an agency may name: a place with a notice of its own, or any country and its parts by their codes.

What must never happen here: a word taken that chooses neither a notice nor a holiday, and nobody told.
"""

from solidground.app.importing.reading import shown
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import ANY, Protocol
from solidground.core.words import Words, phrased
from solidground.protocols import text


def noticed() -> tuple[str, ...]:
    """Return the jurisdictions with a limits notice of their own, and the word for any."""
    protocol = read(text("default"))
    assert isinstance(protocol, Protocol), "the protocols that are shipped can be read"
    return tuple([notice.jurisdiction for notice in protocol.notices])


def jurisdiction_refused(word: str) -> Words | None:
    """Return why a word is no jurisdiction, with those that are; None where it is one."""
    known = noticed()
    if word in known:
        return None
    from holidays import list_supported_countries  # noqa: PLC0415 - two thirds of a second that few words need

    parts = list_supported_countries(include_aliases=False)
    country, hyphen, part = word.partition("-")
    if country not in parts:
        own = ", ".join(place for place in known if place != ANY)
        return phrased(
            "%(word)s is no jurisdiction. With a notice of their own: %(own)s. Any other is the two letters of a"
            " country, such as CA or GB, and where it has parts theirs: CA-ON, US-TX.",
            word=shown(word),
            own=own,
        )
    if not hyphen or part in parts[country]:
        return None
    if not parts[country]:
        return phrased(
            "%(word)s is no jurisdiction: %(country)s has no parts. Write %(itself)s.",
            word=shown(word),
            country=country,
            itself=country,
        )
    return phrased(
        "%(word)s is no jurisdiction. The parts of %(country)s are: %(parts)s.",
        word=shown(word),
        country=country,
        parts=", ".join(sorted(parts[country])),
    )
