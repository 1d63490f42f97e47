"""Every address of the table, and what stands in it: cases, incidents and links that are there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

ARGUMENT: Final = re.compile(r"<(\w+):(\w+)>")

PATTERNS: Final[Mapping[str, str]] = {
    "slug": "^[A-Za-z0-9_-]{1,40}$",
    "code": "^[a-z]{4}(-[a-z]{4}){4}$",
    "token": "^[A-Za-z0-9_-]{40,120}$",
}
NAMED: Final[Mapping[tuple[str, str], str]] = {
    ("case", "name"): "case",
    ("list", "case"): "case",
    ("incident", "name"): "incident",
}
"""What an argument names: by the beginning of the address and its own name."""

OTHER: Final[Mapping[str, Sequence[str]]] = {
    "role": ("member", "chief"),
    "kind": ("tap", "night", "night-tap"),
    "key": ("day_1", "offer"),
    "nth": ("0", "1"),
    "pk": ("1",),
}


def table() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every pattern of the project's addresses, and the methods that its page takes."""
    from solidground.config.urls import urlpatterns  # noqa: PLC0415 - the settings come first
    from solidground.web.entrance import methods_of  # noqa: PLC0415 - as above

    for one in urlpatterns:
        yield str(one.pattern), methods_of(one.callback)


def known(pattern: str, kind: str, name: str, named: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return what an argument of a pattern may name here."""
    return named.get(NAMED.get((pattern.partition("/")[0], name), kind), OTHER.get(name, ()))
