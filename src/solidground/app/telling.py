"""Tell them for me: what a member writes to people he picks, and the page that shows it to them as his.

What must never happen here: words in the log, words that he did not write, or words after he took them back.
"""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from solidground.app.again import transacted
from solidground.app.asking.questions import NOT_HERE
from solidground.app.asking.shares import UNKNOWN
from solidground.app.handle import Outcome, handle_case, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.state import Case
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.care.word.decider import word_id
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Refusal
from solidground.core.notice.token import SigningKey, open_token, recipient_of

CHARACTERS_MOST = 300
"""How long words may be: two or three sentences."""

NO_WORDS = Refusal("WordsMissing", "Write a few words first.")
TOO_LONG = Refusal("WordsTooLong", "Write 300 characters at most. A few words are enough.")
MEANWHILE = Refusal(
    "WordsMeanwhile", "Nothing was sent: you wrote or took back something meanwhile. Look above, then send it again."
)
GONE = Refusal("WordsGone", "These words are no longer kept.")


class Read(NamedTuple):
    """What somebody reads: whose words, and what they say."""

    by: PersonId
    text: str


def write(store: Store, rosters: Rosters, agency: AgencyId, case: CaseId, command: WriteWord, text: str) -> Outcome:
    """Keep a member's words, and let those he picked be told that there is something to read."""
    words = " ".join(text.split())
    if not words:
        return NO_WORDS
    if len(words) > CHARACTERS_MOST:
        return TOO_LONG
    return transacted(store, rosters, partial(_write, rosters=rosters, agency=agency, case=case, of=(command, words)))


def _write(unit: Unit, rosters: Rosters, agency: AgencyId, case: CaseId, of: tuple[WriteWord, str]) -> Outcome:
    command, words = of
    stream, roster = stream_of(agency, f"case/{case}"), rosters.of(unit, agency, command.at)
    if not _is_his(unit, agency, case, command.by):
        return NOT_HERE
    if any(person not in roster.people for person in command.to):
        return UNKNOWN
    outcome = handle_case(unit, stream, command, roster)
    if isinstance(outcome, Refusal):
        return outcome
    if not outcome:
        # Sent twice, it is sent once; but what says something else was not sent, and is not said to have been.
        kept = unit.words(agency, case, command.at).get(command.number)
        return () if kept == words else MEANWHILE
    unit.put_words(agency, case, command.number, words, outcome[0].until_at)
    return outcome


def take_back(store: Store, rosters: Rosters, agency: AgencyId, case: CaseId, command: TakeBackWord) -> Outcome:
    """Delete a member's words; whoever was not told of them yet is not."""
    return transacted(store, rosters, partial(_take_back, rosters=rosters, agency=agency, case=case, command=command))


def _take_back(unit: Unit, rosters: Rosters, agency: AgencyId, case: CaseId, command: TakeBackWord) -> Outcome:
    if not _is_his(unit, agency, case, command.by):
        return NOT_HERE
    unit.drop_words(agency, case, command.number)
    roster = rosters.of(unit, agency, command.at)
    return handle_case(unit, stream_of(agency, f"case/{case}"), command, roster)


def _is_his(unit: Unit, agency: AgencyId, case: CaseId, by: PersonId) -> bool:
    state: Case = unit.load([stream_of(agency, f"case/{case}")])[0].state
    return state.status != "none" and state.head.member == by


def words_behind(store: Store, keys: Mapping[int, SigningKey], token: str, now: Instant) -> Read | Refusal:
    """Return the words that a link shows whoever was told of them, or why none."""
    claim = open_token(keys, token, now)
    if isinstance(claim, Refusal):
        return claim
    if claim.purpose != "read":
        return NOT_HERE
    with store.transaction() as unit:
        if recipient_of(claim, unit.outbox_asked(claim.agency, claim.obligation)) is None:
            return GONE
        name = CaseId(unit.outbox_case(claim.agency, claim.obligation) or "")
        case: Case = unit.load([stream_of(claim.agency, f"case/{name}")])[0].state
        if case.status not in ("active", "standing"):
            return GONE
        texts = unit.words(claim.agency, name, now)
    found = (text for number, text in texts.items() if word_id(name, number) == claim.obligation)
    text = next(found, None)
    return GONE if text is None else Read(case.head.member, text)
