"""The pages of a data directory as a program that a web server runs."""

import os
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


def with_files(application: Application) -> Application:
    """Answer the files that pages load, and everything else by the pages."""
    from whitenoise import WhiteNoise  # noqa: PLC0415 - as above

    folder = Path(str(files("solidground.web").joinpath("static")))
    served = WhiteNoise(application, max_age=DAY_SECONDS, allow_all_origins=False, add_headers_function=_plain)
    for library in ("allauth.account", "allauth.mfa"):
        served.add_files(str(files(library).joinpath("static")), prefix="static/")
    served.add_files(str(folder), prefix="static/")
    served.add_files(str(folder / "root"), prefix="")
    answering: Application = served
    return answering


def _plain(headers: Any, _path: str, _url: str) -> None:  # noqa: ANN401 - the library's own
    headers["X-Content-Type-Options"] = "nosniff"


def make() -> Taking:
    """Return the pages of the directory in the environment: none waits for a request that is still on its way."""
    return taking(application(Path(os.environ[DIRECTORY])))


def application(directory: Path) -> Application:
    """Return the pages of a data directory."""
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - as above

    from solidground.app.administration import office_of  # noqa: PLC0415 - as above
    from solidground.app.doors import accounts_at, open_accounts  # noqa: PLC0415 - as above
    from solidground.app.entering import Hall  # noqa: PLC0415 - as above
    from solidground.app.importing.whole import Taking as Taken  # noqa: PLC0415 - as above
    from solidground.app.keys import address_key, link_key, pages_key  # noqa: PLC0415 - as above
    from solidground.app.opening import Opening  # noqa: PLC0415 - as above
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
    hall = Hall(store, rosters, settings.agency, open_accounts(directory), address_key(directory))

    def taken() -> Taken:
        return Taken(settings.agency, CLOCK.now(), settings.zone, settings.jurisdiction, address_key(directory))

    house = House(
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
        proxies=settings.proxies,
        protocol=protocol,
        statuses=statuses_of(directory, settings.statuses, settings.jurisdiction),
        witness=witness_of(store, public_of(directory)),
        office=office_of(directory, store, taken),
    )
    return with_files(carrying(house, WSGIHandler()))
