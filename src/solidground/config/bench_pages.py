"""What the pages of a large agency cost on the server, each asked as the person whose page it is.

Beside it, in turn, a bare page of Django: the same middleware, one small template and nothing behind it.

What must never happen here: an account or a case that is anybody's.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final, Literal, NamedTuple

from solidground.app.bench.rounds import MILLISECONDS, Row, timed
from solidground.config.bench_town import CHIEF, COORDINATOR, make_town
from solidground.core.kernel import PersonId

MEMBERS, QUICK_MEMBERS = 50_000, 1_000
CASES, QUICK_CASES = 5_000, 100
ROUNDS, QUICK_ROUNDS = 60, 20
WARM: Final = 3
OUTSIDE: Final = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")
"""What only begins and ends transactions is no statement that is counted."""

BARE: Final = "bare"
SMALL: Final = "{% load i18n %}<!doctype html><title>{% translate 'Help now' %}</title><p>{{ request.path }}</p>"
OK: Final = 200


class Visit(NamedTuple):
    """One page as one person asks for it."""

    name: str
    address: str
    cookie: str


class Asked(NamedTuple):
    """What one page came to."""

    seconds: float
    cpu_seconds: float
    size: int


def measure(*, quick: bool = False, members: int = 0, cases: int = 0, rounds: int = 0) -> Iterator[Row]:
    """Measure the pages in a program of its own: Django is set up once in a program."""
    given = (
        members or (QUICK_MEMBERS if quick else MEMBERS),
        cases or (QUICK_CASES if quick else CASES),
        rounds or (QUICK_ROUNDS if quick else ROUNDS),
    )
    with get_context("spawn").Pool(1) as alone:
        yield alone.apply(measured, given)


def measured(members: int, cases: int, rounds: int) -> Row:
    """Return what the pages of a made-up agency cost."""
    from solidground.config.wsgi import ready  # noqa: PLC0415 - what a command needs is loaded when it runs

    began = perf_counter()
    with TemporaryDirectory(prefix="solidground-") as folder:
        place = Path(folder) / "agency"
        town = make_town(place, members, cases)
        pages = _application(place)
        first = timed(lambda: ready(pages.house)).seconds
        sits = {person: seated(pages.house, person) for person in (town.member, town.peer, COORDINATOR, CHIEF)}
        visits = [
            Visit("me", "/me", sits[town.member]),
            Visit("list", "/list", sits[town.peer]),
            Visit("kept", f"/list/{town.kept}", sits[town.peer]),
            Visit("board", "/board", sits[COORDINATOR]),
            Visit("case", f"/case/{town.case}", sits[COORDINATOR]),
            Visit("cover", "/cover", sits[COORDINATOR]),
            Visit("work", "/work", sits[CHIEF]),
            Visit("help", "/help", ""),
        ]
        counted = {visit.name: pages.counted(visit) for visit in visits}
        ours, bare = _in_turn(pages, visits, rounds)
    slowest = max(_p95(took, "seconds") for took in ours.values())
    limit = _p95(bare, "seconds")
    more: dict[str, float] = {"rounds": rounds, "cases": cases, "filling_ms": round(first * MILLISECONDS, 1)}
    for name, took in ours.items():
        more[f"{name}_p50_ms"] = round(median(one.seconds for one in took) * MILLISECONDS, 2)
        more[f"{name}_p95_ms"] = _p95(took, "seconds")
        more[f"{name}_cpu_p95_ms"] = _p95(took, "cpu_seconds")
        more[f"{name}_statements"] = counted[name]
        more[f"{name}_kb"] = round(took[-1].size / 1024, 1)
    seconds = round(perf_counter() - began, 3)
    return Row("pages", members, slowest, "ms", limit, round(limit / slowest, 3), seconds, more)


def _in_turn(pages: "_Pages", visits: list[Visit], rounds: int) -> tuple[dict[str, list[Asked]], list[Asked]]:
    """Ask for each page and for the bare one in turn."""
    ours: dict[str, list[Asked]] = {visit.name: [] for visit in visits}
    bare, nothing = list[Asked](), Visit(BARE, f"/{BARE}", "")
    for turn in range(rounds + WARM):
        for visit in visits:
            found, beside = pages(visit), pages(nothing)
            if turn >= WARM:
                ours[visit.name].append(found)
                bare.append(beside)
    return ours, bare


def _p95(took: list[Asked], field: Literal["seconds", "cpu_seconds"]) -> float:
    found = quantiles([float(getattr(one, field)) for one in took], n=20)
    return round(found[-1] * MILLISECONDS, 2)


class _Pages:
    """The pages as a web server would ask for them, without a line between."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self._application = application
        self.house: Any = None

    def __call__(self, visit: Visit) -> Asked:
        """Ask for a page."""
        environ = _environ(visit)
        said: list[str] = []
        body = b""

        def ask() -> None:
            nonlocal body
            parts = self._application(environ, lambda status, _headers, _fault=None: said.append(status))
            body = b"".join(parts)
            getattr(parts, "close", lambda: None)()

        took = timed(ask)
        assert said[-1].startswith(str(OK)), f"{visit.address}: {said[-1]} {body[:2_000]!r}"
        self.house = environ["solidground.house"]
        return Asked(*took, len(body))

    def counted(self, visit: Visit) -> int:
        """Return how many statements a page asks of both databases, once it has been asked for."""
        from django.db import connection  # noqa: PLC0415, TID251 - loaded when it runs; it is listened to, never asked

        said: list[str] = []
        self(visit)

        def django(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:  # noqa: ANN401 - Django's own
            said.append(sql)
            return execute(sql, params, many, context)

        own = self.house.store.connection
        own.set_trace_callback(said.append)
        with connection.execute_wrapper(django):
            self(visit)
        own.set_trace_callback(None)
        return len([one for one in said if not one.lstrip().upper().startswith(OUTSIDE)])


def _application(place: Path) -> _Pages:
    from solidground.config.wsgi import application  # noqa: PLC0415 - as above

    pages = _Pages(application(place))
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415 - Django is set up by now
    from django.template import engines  # noqa: PLC0415 - as above
    from django.urls import path  # noqa: PLC0415 - as above
    from django.views.decorators.http import require_safe  # noqa: PLC0415 - as above

    from solidground.config.urls import urlpatterns  # noqa: PLC0415 - as above

    small: Any = engines["django"].from_string(SMALL)

    @require_safe
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse(small.render({}, request))

    urlpatterns.append(path(BARE, bare))
    pages(Visit("help", "/help", ""))
    return pages


def seated(house: Any, person: PersonId) -> str:  # noqa: ANN401 - loaded when it runs
    """Let somebody be signed in, and return his cookie."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - as above
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - as above

    account = house.hall.accounts.begin(house.agency, person)
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={})
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    now = house.clock.now()
    session.update(
        {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            "begun_at": now,
            "seen_at": now,
        }
    )
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _environ(visit: Visit) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": visit.address,
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "HTTP_ACCEPT_LANGUAGE": "en-US,en;q=0.9",
        "HTTP_COOKIE": visit.cookie,
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
