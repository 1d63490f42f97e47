"""Whose law an agency may name: a place with a notice of its own, or any country and its parts by their codes.

What must never happen here: a word taken that chooses neither a notice nor a holiday, and nobody told.
"""

from solidground.app.importing.reading import shown
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import ANY, Protocol
from solidground.protocols import text

SUCH_AS = "Any other is the two letters of a country, such as CA or GB, and where it has parts theirs: CA-ON, US-TX"


def noticed() -> tuple[str, ...]:
    """Return the jurisdictions with a limits notice of their own, and the word for any."""
    protocol = read(text("default"))
    assert isinstance(protocol, Protocol), "the protocols that are shipped can be read"
    return tuple([notice.jurisdiction for notice in protocol.notices])


def jurisdiction_refused(word: str) -> str:
    """Return why a word is no jurisdiction, with those that are; empty where it is one."""
    known = noticed()
    if word in known:
        return ""
    from holidays import list_supported_countries  # noqa: PLC0415 - two thirds of a second that few words need

    parts = list_supported_countries(include_aliases=False)
    country, hyphen, part = word.partition("-")
    if country not in parts:
        own = ", ".join(place for place in known if place != ANY)
        return f"{shown(word)} is no jurisdiction. With a notice of their own: {own}. {SUCH_AS}."
    if not hyphen or part in parts[country]:
        return ""
    if not parts[country]:
        return f"{shown(word)} is no jurisdiction: {country} has no parts. Write {country}."
    return f"{shown(word)} is no jurisdiction. The parts of {country} are: {', '.join(sorted(parts[country]))}."
