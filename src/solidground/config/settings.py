"""Django's settings, in one place: no database and no session; a strict policy of what a page may load.

What must never happen here: a page that loads anything from another place, or a line in a log that names an address.
"""

import logging
from collections.abc import Sequence
from typing import Any, Final

POLICY: Final[dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{f"{kind}-src": ["'self'"] for kind in ("script", "style", "img", "font", "connect", "worker")},
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
BODY_BYTES_MOST = 16 * 1024
"""The longest form: taps and a day."""


class Nameless(logging.Filter):
    """Says that a page failed, never which: an address holds a token."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the address out of what is logged."""
        record.msg, record.args = "A page failed.", ()
        return True


def configure(hosts: Sequence[str], secret: str, language: str) -> None:
    """Set Django up; once in a program. ``hosts`` are the names under which the pages are reached."""
    import django  # noqa: PLC0415 - what a command needs is loaded when it runs
    from django.conf import settings  # noqa: PLC0415 - as above

    settings.configure(
        ALLOWED_HOSTS=list(hosts),
        SECRET_KEY=secret,
        ROOT_URLCONF="solidground.config.urls",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "solidground.web.answers.quiet",
            "csp.middleware.CSPMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": []},
            }
        ],
        INSTALLED_APPS=["solidground.web"],
        CONTENT_SECURITY_POLICY=POLICY,
        APPEND_SLASH=False,
        # No other place learns an address. Under "no-referrer" a browser says of our own forms that they come from
        # nowhere, and they would be refused as forged.
        SECURE_REFERRER_POLICY="same-origin",
        DATA_UPLOAD_MAX_MEMORY_SIZE=BODY_BYTES_MOST,
        LANGUAGE_CODE=language.lower(),
        # Of the English ones the agency's own, whichever a browser asks for.
        LANGUAGES=[(language.lower(), "English"), ("es", "Español")],
        USE_TZ=True,
        LOGGING_CONFIG=None,
    )
    django.setup(set_prefix=False)
    failing = logging.getLogger("django.request")
    failing.setLevel(logging.ERROR)
    failing.addFilter(Nameless())
    # Who asks under a wrong name is answered so, and written down nowhere.
    logging.getLogger("django.security").setLevel(logging.CRITICAL)
