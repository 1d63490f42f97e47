"""Pages are sent compressed only where nothing of a request can be in them."""

import gzip

from django.test import Client

TAKES = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_asked_for_by_its_address_alone_is_sent_smaller_and_says_the_same(browser: Client) -> None:
    whole = browser.get("/help")
    small = browser.get("/help", headers=TAKES)
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert gzip.decompress(small.content) == whole.content
    lengths = {len(browser.get("/help", headers=TAKES).content) for _ in range(20)}
    assert len(lengths) > 1, "its length does not tell its content"


def test_what_comes_with_words_of_a_request_is_sent_as_it_is(browser: Client) -> None:
    assert "Content-Encoding" not in browser.get("/help?country=US", headers=TAKES)
    assert "Content-Encoding" not in browser.post("/ring", {"anything": "x" * 2_000}, headers=TAKES)
    assert "Content-Encoding" not in browser.get("/help"), "nor where nobody takes it"
