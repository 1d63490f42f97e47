"""How news of an inquiry is written on both sides, and what crosses between them: held before a frozen log does."""

import json

import pytest

from solidground.core.care.news.events import NewsChosen, NewsReceived, NewsTold
from solidground.core.duty.investigation.events import InterviewCalledOff, InterviewPlanned, StatusRecorded, StatusTold
from solidground.core.duty.investigation.state import NewsWanted
from solidground.core.kernel import CLOCK, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

ME, PEER, DESK = PersonId("Cedar"), PersonId("Peer"), PersonId("Desk")
WRITTEN = (
    (
        "case/c-1",
        NewsReceived(1, CLOCK, "criminal", "open", "open", 2, 3, 4),
        ('{"at":1,"by":"clock","inquiry":"criminal","next_on":3,"on":2,"said_at":4,"stands":"open","status":"open"}'),
    ),
    (
        "case/c-1",
        NewsTold(1, PEER, 2, (("criminal", 4),), "news", "peer"),
        '{"at":1,"by":"Peer","on":2,"role":"peer","step":"news","told":[["criminal",4]]}',
    ),
    (
        "case/c-1",
        NewsChosen(1, ME, "family", PEER, "coffee", 3),
        '{"at":1,"by":"Cedar","carrier":"family","days":3,"person":"Peer","spot":"coffee"}',
    ),
    (
        "investigation/i-1",
        StatusRecorded(1, DESK, "i-1", "criminal", "closed", "closed", 2, None),
        (
            '{"at":1,"by":"Desk","incident":"i-1","inquiry":"criminal","next_on":null,"on":2,"stands":"closed",'
            '"status":"closed"}'
        ),
    ),
    (
        "investigation/i-1",
        StatusTold(1, CLOCK, "i-1", ME, "criminal", 4, 2, "care"),
        (
            '{"at":1,"by":"clock","incident":"i-1","inquiry":"criminal","member":"Cedar","on":2,"role":"care",'
            '"said_at":4}'
        ),
    ),
    (
        "investigation/i-1",
        InterviewPlanned(1, DESK, "i-1", ME, 5, 2, "UTC", 6, "law_sets_day"),
        (
            '{"at":1,"by":"Desk","incident":"i-1","member":"Cedar","on":2,"rested_at":6,"starts_at":5,'
            '"why":"law_sets_day","zone":"UTC"}'
        ),
    ),
    (
        "investigation/i-1",
        InterviewCalledOff(1, DESK, "i-1", ME),
        '{"at":1,"by":"Desk","incident":"i-1","member":"Cedar"}',
    ),
)


@pytest.mark.parametrize(("stream", "event", "body"), WRITTEN)
def test_what_became_of_news_is_written_and_read_as_on_its_first_day(stream: str, event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode(stream, type(event).__name__, 1, body) == event


def test_what_waits_for_care_is_read_as_it_was_left() -> None:
    codec = Codec(SUBJECTS)
    wanted = NewsWanted("i-1", ME, "criminal", "open", "open", 2, 3, 4)
    kind, body = codec.encode_command(wanted)
    assert (kind, json.loads(body)) == ("NewsWanted", ["i-1", "Cedar", "criminal", "open", "open", 2, 3, 4])
    assert codec.decode_command("investigation/i-1", kind, body) == wanted
