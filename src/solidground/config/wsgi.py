"""The pages of a data directory as a program that a web server runs."""

import gc
import multiprocessing
import os
import signal
import threading
import time
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from solidground.config.settings import configure
from solidground.config.taking import Application, Taking, taking

DIRECTORY: Final = "SOLIDGROUND_DATA"
"""The environment variable with the data directory, for a web server that starts this by itself."""

HERE: Final = ("127.0.0.1", "localhost", "[::1]")
DAY_SECONDS: Final = 86_400

WAITS_SECONDS: Final = 4.0
"""How long a page waits for who writes just now: somebody looks at an empty screen meanwhile."""

FAILS_AFTER_SECONDS: Final = 6.0
"""How long a program of pages that cannot begin lives: longer than the 5.5 s within which the web server takes an end
after a new beginning for hopeless, and ends the others too, and help with them."""

OFTEN: Final = (20_000, 20, 20)
"""How often the collector looks: a page makes some thousands of small values, nearly all of which go by themselves."""


def hosts(link: str) -> list[str]:
    """Return the names under which the pages answer: this machine's own, and that of the agency's link."""
    named = urlsplit(link).hostname
    return [*HERE, *([named] if named else [])]


def carrying(house: Any, application: Application) -> Application:  # noqa: ANN401 - loaded when it runs
    """Let every request bring along what the pages work with."""
    from solidground.web.house import PLACE  # noqa: PLC0415 - what a command needs is loaded when it runs

    def answer(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - as WSGI has it
        environ[PLACE] = house
        return application(environ, start_response)

    return answer


def reached_by(link: str, application: Application) -> Application:
    """Let a request under the name of the agency's link count as one through TLS, where the link says so.

    What speaks TLS stands before the pages and asks them without it. A form that came through it would else be refused
    as forged, and a letter would name an address without it.
    """
    named = urlsplit(link)

    def answer(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - as WSGI has it
        if named.scheme == "https" and environ.get("HTTP_HOST", "").lower() == named.netloc.lower():
            environ["wsgi.url_scheme"] = named.scheme
        return application(environ, start_response)

    return answer


def with_files(application: Application) -> Application:
    """Answer the files that pages load, and everything else by the pages."""
    from solidground.config.small_files import SmallFiles  # noqa: PLC0415 - as above

    folder = Path(str(files("solidground.web").joinpath("static")))
    served = SmallFiles(application, max_age=DAY_SECONDS, allow_all_origins=False, add_headers_function=_plain)
    for library in ("allauth.account", "allauth.mfa"):
        served.add_files(str(files(library).joinpath("static")), prefix="static/")
    served.add_files(str(folder), prefix="static/")
    served.add_files(str(folder / "root"), prefix="")
    answering: Application = served
    return answering


def _plain(headers: Any, _path: str, _url: str) -> None:  # noqa: ANN401 - the library's own
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Vary"] = "Accept-Encoding"


def make() -> Taking:
    """Return the pages of the directory in the environment: none waits for a request that is still on its way.

    Whoever comes first does not wait until everybody is read either: that is done before anybody asks, and help, which
    asks no database, is answered meanwhile.
    """
    directory = Path(os.environ[DIRECTORY])
    if (parent := multiprocessing.parent_process()) is not None:
        # Begun as a copy, it has the hand of the program that looks after it, which would take a stop and do nothing.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Thread(target=end_after, args=(parent,), daemon=True).start()
    try:
        house = house_at(directory)
    except Exception:
        time.sleep(FAILS_AFTER_SECONDS)
        raise
    return taking(_pages(directory, house), first=partial(ready, house))


def end_after(parent: Any) -> None:  # noqa: ANN401 - its type has no name
    """Stop when the program that looks after this one has ended: the port would else be kept from the next."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def ready(house: Any) -> None:  # noqa: ANN401 - as above
    """Read who there is, and let the collector leave alone what stays: it would walk all of it while somebody waits."""
    gc.set_threshold(*OFTEN)
    with house.store.moment() as unit:
        house.rosters.of(unit, house.agency, house.clock.now())
    gc.collect()
    gc.freeze()


def application(directory: Path) -> Application:
    """Return the pages of a data directory."""
    return _pages(directory, house_at(directory))


def _pages(directory: Path, house: Any) -> Application:  # noqa: ANN401 - as above
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - as above

    from solidground.app.wiring import settings_of  # noqa: PLC0415 - as above

    return with_files(reached_by(settings_of(directory).link, carrying(house, WSGIHandler())))


def house_at(directory: Path) -> Any:  # noqa: ANN401 - as above
    """Return what the pages of a data directory work with; Django is set up by then."""
    from solidground.app.administration import office_of  # noqa: PLC0415 - as above
    from solidground.app.doors import accounts_at, open_accounts  # noqa: PLC0415 - as above
    from solidground.app.duty_terms import terms_of  # noqa: PLC0415 - as above
    from solidground.app.entering import Hall  # noqa: PLC0415 - as above
    from solidground.app.importing.whole import Taking as Taken  # noqa: PLC0415 - as above
    from solidground.app.keys import address_key, link_key, pages_key  # noqa: PLC0415 - as above
    from solidground.app.opening import Opening  # noqa: PLC0415 - as above
    from solidground.app.options import options_of  # noqa: PLC0415 - as above
    from solidground.app.printing import Printing  # noqa: PLC0415 - as above
    from solidground.app.protocols import plans, protocol_of, text_of  # noqa: PLC0415 - as above
    from solidground.app.proving import public_of, witness_of  # noqa: PLC0415 - as above
    from solidground.app.rosters import Rosters  # noqa: PLC0415 - as above
    from solidground.app.statuses import statuses_of  # noqa: PLC0415 - as above
    from solidground.app.wiring import (  # noqa: PLC0415 - as above
        CLOCK,
        IDS,
        draw_line,
        open_directory,
        settings_of,
    )
    from solidground.web.house import House  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    key, protocol = link_key(directory), protocol_of(directory, settings.protocol)
    secure = settings.link.startswith("https://")
    configure(hosts(settings.link), pages_key(directory), settings.language, accounts_at(directory), secure=secure)
    store, rosters = open_directory(directory), Rosters()
    store.wait_at_most(WAITS_SECONDS)
    hall = Hall(store, rosters, settings.agency, open_accounts(directory), address_key(directory))

    def taken() -> Taken:
        return Taken(settings.agency, CLOCK.now(), settings.zone, settings.jurisdiction, address_key(directory))

    return House(
        store,
        rosters,
        {key.number: key},
        CLOCK,
        settings.zone,
        settings.jurisdiction,
        protocol.staffed,
        settings.agency,
        draw_line,
        sends=settings.mail is not None,
        hall=hall,
        written=text_of(directory, settings.protocol),
        opening=Opening(plans(protocol), IDS, settings.zone, settings.jurisdiction),
        tls=secure,
        link=settings.link,
        proxies=settings.proxies,
        protocol=protocol,
        statuses=statuses_of(directory, settings.statuses, settings.jurisdiction),
        duty=terms_of(directory, settings.duty),
        options=options_of(directory, settings.options, settings.jurisdiction),
        witness=witness_of(store, public_of(directory)),
        office=office_of(directory, store, taken),
        printing=Printing(settings.papers),
    )
