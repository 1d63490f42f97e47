"""Django's settings, in one place: accounts and sessions, and a strict policy of what a page may load.

What must never happen here: a page that loads anything from another place, or a line in a log that names an address.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from traceback import format_tb
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
BODY_BYTES_MOST = 128 * 1024
"""The longest request: a protocol that is handed in as a file, five times the longest that is shipped."""
FORM_BYTES_MOST = 16 * 1024
"""The longest form."""

FILE_PATHS: Final = (b"/administration", b"/liaison/file")
"""The pages to which a file may be handed in, by who is signed in."""

FILE_BYTES_MOST = 272 * 1024
"""The longest request to one: the largest file that is taken, and the form around it."""


class Nameless(logging.Filter):
    """Says that a page failed and where in the program, never which page: an address holds a token.

    Nor what was wrong with which word: a fault may hold what somebody typed, and a database's the row.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the address out of what is logged, and what the fault says; a sentence of our own stays."""
        record.msg, record.args = "A page failed.", ()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.exc_text = "".join(_places(error))
        return True


def _places(error: BaseException) -> Iterator[str]:
    """Yield where a fault came from, what it is called, and the same of what it came after."""
    before = error.__cause__ or error.__context__
    if before is not None:
        yield from _places(before)
        yield "\n"
    yield from format_tb(error.__traceback__)
    yield f"{type(error).__name__} {getattr(error, 'sentence', '')}".rstrip()


NOWHERE: Final[dict[str, Any]] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
"""Where accounts are that nobody has: in the demo everybody is a guest."""

SITS_SECONDS: Final = 30 * 86_400
"""How long somebody stays signed in where he does not come: who is awake at three is not asked for a password."""

SURE_SECONDS: Final = 900
"""How long nobody is asked again who he is, while he changes how he signs in."""

TRIES: Final = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
"""How often signing in may be tried, in all processes together."""


TRIES_KEPT_MOST: Final = 100_000
"""So many counts are kept at once; each goes when its minutes have passed."""


def _accounts(database: Mapping[str, Any], *, secure: bool) -> dict[str, Any]:
    """Return what signing in needs. It is kept by a library; what is ours is which of it there is."""
    return {
        "DATABASES": {"default": dict(database)},
        "CACHES": {
            "default": {
                "BACKEND": "solidground.store.accounts.tries.Tries",
                "LOCATION": "tries",
                # A full table forgets some of what it counts: who tries many names must not make it forget.
                "OPTIONS": {"MAX_ENTRIES": TRIES_KEPT_MOST},
            }
        },
        "AUTH_USER_MODEL": "accounts.Account",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        ],
        "SESSION_ENGINE": "solidground.store.accounts.sessions",
        "SESSION_COOKIE_NAME": "session",
        "SESSION_COOKIE_AGE": SITS_SECONDS,
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        # No script reads it: every form carries what is held against it.
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_FAILURE_VIEW": "solidground.web.again.forged",
        "LOGIN_URL": "/sign-in",
        "LOGIN_REDIRECT_URL": "/home",
        "ACCOUNT_ADAPTER": "solidground.web.signing.Entrance",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": "sign_in",
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/sign-in",
        "ACCOUNT_RATE_LIMITS": TRIES,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": SURE_SECONDS,
        "MFA_ADAPTER": "solidground.web.signing.Keys",
        "MFA_FORMS": {
            f"{kind}_webauthn": f"solidground.web.counting_keys.{name}"
            for kind, name in {"authenticate": "Second", "login": "First", "reauthenticate": "Again"}.items()
        },
        "MFA_SUPPORTED_TYPES": ["webauthn", "totp", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        # Whose machine's time is half a minute off still gets in.
        "MFA_TOTP_TOLERANCE": 1,
        # A browser takes no keys without TLS, except on the machine itself.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not secure,
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "STATIC_URL": "/static/",
    }


MIDDLEWARE: Final = (
    "django.middleware.security.SecurityMiddleware",
    "solidground.web.smaller.smaller",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "solidground.web.answers.quiet",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "solidground.web.entrance.by_method",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
)
"""What every request goes through, from the outside in."""

INSTALLED: Final = (
    "solidground.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "solidground.store.accounts",
)
"""Whose templates and tables there are; ours go before a library's."""


def configure(
    hosts: Sequence[str], secret: str, language: str, database: Mapping[str, Any], *, secure: bool = False
) -> None:
    """Set Django up; once in a program.

    ``hosts`` are the names under which the pages are reached, ``database`` is where accounts are, ``secure`` says that
    the pages are reached through TLS alone.
    """
    import django  # noqa: PLC0415 - what a command needs is loaded when it runs
    from django.conf import settings  # noqa: PLC0415 - as above

    settings.configure(
        ALLOWED_HOSTS=list(hosts),
        SECRET_KEY=secret,
        ROOT_URLCONF="solidground.config.urls",
        MIDDLEWARE=list(MIDDLEWARE),
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "solidground.web.panes.outside",
                    ]
                },
            }
        ],
        INSTALLED_APPS=list(INSTALLED),
        **_accounts(database, secure=secure),
        CONTENT_SECURITY_POLICY=POLICY,
        APPEND_SLASH=False,
        # No other place learns an address. Under "no-referrer" a browser says of our own forms that they come from
        # nowhere, and they would be refused as forged.
        SECURE_REFERRER_POLICY="same-origin",
        DATA_UPLOAD_MAX_MEMORY_SIZE=FORM_BYTES_MOST,
        # A file that is handed in never touches the disk. One that is too large comes in part, and the page says so.
        FILE_UPLOAD_HANDLERS=["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        FILE_UPLOAD_MAX_MEMORY_SIZE=4 * FILE_BYTES_MOST,
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
