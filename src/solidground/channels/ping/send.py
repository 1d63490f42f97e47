"""The ping channel: one request to an outside monitor, made only while every promise is kept.

What must never happen here: a word about a case, a person or a number in the request.
"""

import urllib.error
import urllib.request
from http.client import HTTPException

from solidground.core.kernel import SECOND, Span

TIMEOUT_FOR: Span = 10 * SECOND
_SCHEMES = ("https://", "http://")


class HttpPing:
    """Asks one address, and reads nothing but whether it answered well."""

    def __init__(self, url: str, timeout_for: Span = TIMEOUT_FOR) -> None:
        """Take the address the monitor gave."""
        self._url = url
        self._timeout_for = timeout_for

    def ping(self) -> str | None:
        """Tell the monitor that all is well; return what went wrong, None when it was heard."""
        if not self._url.startswith(_SCHEMES):
            return "The monitor's address must begin with https://. Copy it from the monitor's page."
        try:
            request = urllib.request.Request(self._url, method="GET", headers={"User-Agent": "solidground"})  # noqa: S310 the scheme was looked at
            with urllib.request.urlopen(request, timeout=self._timeout_for / SECOND):  # noqa: S310 as above # nosec B310 as above
                return None
        except urllib.error.HTTPError as error:
            return f"The monitor answered {error.code}. Check its address."
        except (OSError, HTTPException, ValueError):
            return "The monitor could not be reached. It raises the alarm itself if that lasts."
