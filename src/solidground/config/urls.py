"""Where each page is. A token is the end of a link; nothing else in an address tells anything."""

from typing import Final

from django.urls import path, register_converter

from solidground.core.notice.token import TOKEN_CHARACTERS_MOST
from solidground.web.pages.board import board
from solidground.web.pages.demo import demo, sit_as
from solidground.web.pages.help_now import help_now
from solidground.web.pages.link import link
from solidground.web.pages.my_ground import my_ground
from solidground.web.pages.my_list import my_list
from solidground.web.pages.start import broken, missing, start

TOKEN_CHARACTERS_LEAST = 40


class _Token:
    regex = rf"[A-Za-z0-9_-]{{{TOKEN_CHARACTERS_LEAST},{TOKEN_CHARACTERS_MOST}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Token, "token")

urlpatterns: Final = [
    path("", start),
    path("help", help_now),
    path("me", my_ground),
    path("list", my_list),
    path("board", board),
    path("demo", demo),
    path("demo/<slug:role>", sit_as),
    path("<token:token>", link),
]
handler404, handler500 = missing, broken
