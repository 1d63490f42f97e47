"""Words of the pages where no page is served: a command draws a paper, or proves one.

What must never happen here: a page served, or an account looked for.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def worded_in(language: str) -> Iterator[None]:
    """Say everything in one language, to the end of the block."""
    from django.conf import settings as django  # noqa: PLC0415 - what a command needs is loaded when it runs

    from solidground.config.settings import NOWHERE, configure  # noqa: PLC0415 - as above

    if not django.configured:
        configure([], secrets.token_hex(), "en-US", NOWHERE)
    from django.utils.translation import override  # noqa: PLC0415 - as above

    with override(language.lower()):
        yield
