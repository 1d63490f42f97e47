from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solidground.app.replies import Read, Written, take_replies
from solidground.channels.mail.replies import Bounce, Reply, Sent, confirm, read_replies
from solidground.core.care.contact.events import ContactRecorded, HandedOn
from solidground.core.care.offer.events import OfferMade
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, obligation_id
from solidground.core.roster.reach.commands import PlanLeave
from tests.app.town import AGENCY, NOON, PEERS, Town, address, voice
from tests.channels.mail.posted import bounce, maildir, reply

PEER = address(PEERS[0])


class Folder:
    """A mailbox folder as the mail channel reads it."""

    def __init__(self, path: Path, *, dies: bool = False) -> None:
        self.path = path
        self.dies = dies

    def waiting(self, written: Written) -> Iterator[Any]:
        """Return what waits."""

        def known(reference: str) -> Sent | None:
            found = written(reference)
            return Sent(found.key, found.to) if found is not None else None

        yield from read_replies(self.path, known)

    def confirm(self, found: Reply | Bounce) -> None:
        """Mark as seen, unless the program dies before it."""
        if not self.dies:
            confirm(found)


def asked(town: Town) -> tuple[CaseId, dict[str, str]]:
    """Open a case and tell its peer; return the keys of what he was sent, by step."""
    (case,) = town.incident()
    town.deliver(NOON)
    rows = dict(town.outbox("obligation, key"))
    return case, {step: rows[obligation_id(case, step, 0)] for step in ("offer", "companion", "family_told")}


def ours(key: str) -> str:
    return f"<{key}@harbor.example>"


def take(town: Town, folder: Folder, at: int = NOON + HOUR) -> Read:
    return take_replies(town.store, town.rosters, voice, folder, AGENCY, at)


def test_one_means_made_two_no_answer_three_hand_over(town: Town, tmp_path: Path) -> None:
    case, keys = asked(town)
    written_at = NOON + 20 * MINUTE
    path = maildir(
        tmp_path,
        reply("1\n", PEER.address, ours(keys["offer"]), written_at),
        reply("3\n", PEER.address, ours(keys["companion"]), written_at),
        delivered_at=NOON + 30 * MINUTE,
    )
    assert take(town, Folder(path)) == Read(recorded=2)
    events = town.store.events(town.stream(case))
    (offered,) = [event for event in events if isinstance(event, OfferMade)]
    assert (offered.by, offered.held_at) == (PEERS[0], written_at)
    assert any(isinstance(event, HandedOn) for event in events)
    assert take(town, Folder(path)) == Read()


def test_a_note_that_he_is_out_of_the_office_is_no_answer_of_his(town: Town, tmp_path: Path) -> None:
    case, keys = asked(town)
    away = reply("1\n", PEER.address, ours(keys["offer"]), NOON + MINUTE, Auto_Submitted="auto-replied")
    before = len(town.store.events(town.stream(case)))
    assert take(town, Folder(maildir(tmp_path, away))) == Read()
    assert len(town.store.events(town.stream(case))) == before


def test_no_answer_is_a_try(town: Town, tmp_path: Path) -> None:
    case, keys = asked(town)
    path = maildir(tmp_path, reply("2", PEER.address, ours(keys["offer"]), NOON), delivered_at=NOON)
    assert take(town, Folder(path)).recorded == 1
    assert any(
        isinstance(event, ContactRecorded) and event.outcome == "no_answer"
        for event in town.store.events(town.stream(case))
    )


def test_a_reply_seen_again_after_a_crash_changes_nothing_twice(town: Town, tmp_path: Path) -> None:
    case, keys = asked(town)
    path = maildir(tmp_path, reply("1", PEER.address, ours(keys["offer"]), NOON), delivered_at=NOON)
    assert take(town, Folder(path, dies=True)).recorded == 1
    before = len(town.store.events(town.stream(case)))
    told = take(town, Folder(path))
    assert (told.recorded, told.refused) == (0, 1)
    assert told.sentences[0].startswith("A reply by mail changed nothing: Nothing of this kind is owed")
    assert len(town.store.events(town.stream(case))) == before
    assert take(town, Folder(path)) == Read()


def test_a_refusal_of_the_rules_is_said_too(town: Town, tmp_path: Path) -> None:
    _, keys = asked(town)
    town.change(PEERS[0], PlanLeave(NOON, PEERS[0], NOON, NOON + DAY))
    town.sweep_to(NOON)
    path = maildir(tmp_path, reply("3", PEER.address, ours(keys["offer"]), NOON), delivered_at=NOON)
    told = take(town, Folder(path))
    assert (told.refused, told.sentences) == (1, ("A reply by mail changed nothing: This is not on your list.",))


@pytest.mark.parametrize(
    ("sender", "words", "key"),
    [
        ("somebody@elsewhere.example", "1", "offer"),
        (PEER.address, "I rang him twice", "offer"),
        (PEER.address, "1", ""),
    ],
)
def test_what_cannot_be_believed_or_read_is_set_aside_with_a_sentence(
    town: Town, tmp_path: Path, sender: str, words: str, key: str
) -> None:
    case, keys = asked(town)
    before = len(town.store.events(town.stream(case)))
    answers = ours(keys[key] if key else "0" * 32)
    told = take(town, Folder(maildir(tmp_path, reply(words, sender, answers, NOON), delivered_at=NOON)))
    assert (told.recorded, told.set_aside, len(told.sentences)) == (0, 1, 1)
    (mail,) = tmp_path.rglob(".unread/cur/*")
    assert told.sentences[0].startswith(f'A mail was set aside: "{mail}". It ')
    assert len(town.store.events(town.stream(case))) == before


def test_a_message_about_several_things_takes_no_digit(town: Town, tmp_path: Path) -> None:
    town.incident()
    town.deliver(NOON + DAY)
    (message,) = town.spy.sent
    path = maildir(tmp_path, reply("1", PEER.address, ours(message.key), NOON + DAY), delivered_at=NOON + DAY)
    assert take(town, Folder(path), NOON + DAY).set_aside == 1


def test_a_bounce_fails_the_address_and_wakes_its_cases(town: Town, tmp_path: Path) -> None:
    case, keys = asked(town)
    path = maildir(tmp_path, bounce(original=ours(keys["offer"])), delivered_at=NOON)
    told = take(town, Folder(path))
    assert (told.bounced, told.sentences) == (1, ("An address fails for good. Ask the person for another.",))
    with town.store.transaction() as unit:
        assert [route.working for route in unit.routes(AGENCY, PEERS[0])] == [False]
    town.sweep_to(NOON + HOUR)
    assert town.case(case).peer == PEERS[1]
    assert take(town, Folder(path)) == Read()


def test_a_reply_after_its_address_failed_is_still_believed(town: Town, tmp_path: Path) -> None:
    _, keys = asked(town)
    take(town, Folder(maildir(tmp_path / "first", bounce(original=ours(keys["offer"])), delivered_at=NOON)))
    path = maildir(tmp_path / "second", reply("1", PEER.address, ours(keys["offer"]), NOON), delivered_at=NOON)
    assert take(town, Folder(path)).recorded == 1


def test_somebody_who_has_no_address_any_more_is_not_believed(town: Town, tmp_path: Path) -> None:
    _, keys = asked(town)
    with town.store.transaction() as unit:
        unit.forget_person(AGENCY, PEERS[0])
    path = maildir(tmp_path, reply("1", PEER.address, ours(keys["offer"]), NOON), delivered_at=NOON)
    assert take(town, Folder(path)).set_aside == 1


def test_a_bounce_of_another_address_fails_none_of_his(town: Town, tmp_path: Path) -> None:
    _, keys = asked(town)
    found = Bounce(keys["offer"], "old@harbor.example", NOON, tmp_path, "x")

    class Once:
        confirmed = False

        def waiting(self, _: Written) -> Iterator[Any]:
            yield found

        def confirm(self, _: Any) -> None:  # noqa: ANN401 - as the port
            self.confirmed = True

    mailbox = Once()
    assert take_replies(town.store, town.rosters, voice, mailbox, AGENCY, NOON).bounced == 1
    assert mailbox.confirmed
    with town.store.transaction() as unit:
        assert [route.working for route in unit.routes(AGENCY, PEERS[0])] == [True]
