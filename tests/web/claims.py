"""What a paper of the small agency says of itself."""

from solidground.core.papers import Claim
from tests.app.town import AGENCY


def claimed(kind: str, stream: str = "", hashed: str = "", year: str = "", at: str = "") -> Claim:
    """Return the claim of a paper in English on Letter."""
    return Claim(kind, AGENCY, "en-US", "us-letter", stream, hashed, year, at)
