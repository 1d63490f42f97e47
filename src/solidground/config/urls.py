"""Where each page is. A token is the end of a link; nothing else in an address tells anything."""

from typing import Final

from django.urls import path, register_converter

from solidground.core.notice.token import TOKEN_CHARACTERS_MOST
from solidground.web.pages.help_now import help_now
from solidground.web.pages.link import link
from solidground.web.pages.start import broken, missing, start

TOKEN_CHARACTERS_LEAST = 40


class _Token:
    regex = rf"[A-Za-z0-9_-]{{{TOKEN_CHARACTERS_LEAST},{TOKEN_CHARACTERS_MOST}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Token, "token")

urlpatterns: Final = [path("", start), path("help", help_now), path("<token:token>", link)]
handler404, handler500 = missing, broken
