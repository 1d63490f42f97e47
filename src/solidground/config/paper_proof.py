"""What was found of one paper, in sentences: what is proved, and what is not.

What must never happen here: more said than was proved.
"""

from pathlib import Path
from typing import Any, Final, get_args

from solidground.config.output import iso, say, say_json, waiting
from solidground.config.worded import worded_in
from solidground.core.kernel import AgencyId
from solidground.core.notice.message import LANGUAGES
from solidground.core.papers import Paper, Sheet

ALTERED: Final = 'The paper "{}" is not as it was made: it was altered, cut, or put together by somebody else.'
DIGITS_MOST: Final = 17
"""No instant within these thousands of years has more."""

OF_A_YEAR: Final = "It stands for no single event: it is the audit of {}, as the log stood at {}."
NOT_IN_LOG: Final = "The log has no event with the hash that it names."
LOG_ALTERED: Final = "The log itself was altered: run the same without --paper, and it says where."
IN_LOG: Final = "It stands for an event of {} that is in the log, as it was written."
FOR_EVERYBODY: Final = "It stands for no event: it is the same for everybody."
AGAIN: Final = "Drawn again from the log it is the same, to the byte: every word on it is what the log says."
NOT_AGAIN: Final = (
    "It could not be drawn again the same: the words or templates here are others by now. Its signature speaks for it."
)
OURS: Final = "It is signed with the certificate of this folder, and nothing was changed since. Signatures: {}."
FOREIGN: Final = "It is signed, but not with the certificate that settings.toml names. Signatures: {}."
UNSIGNED: Final = "It is unsigned: whoever has no access to this log cannot check it."
NO_MORE: Final = "Not proved: that things were so. It was written down so, then, and confirmed by those who are named."


def say_paper(directory: Path, file: Path, *, json: bool) -> bool:
    """Hold a paper against the log and say what was found; return whether it holds."""
    from solidground.app.printing import check_paper  # noqa: PLC0415 - what a command needs is loaded when it runs

    def redraw(store: Any, claim: Any, signed: bool) -> Paper | None:  # noqa: ANN401, FBT001 - as it is called
        return _again(directory, store, claim, signed=signed)

    with waiting("Checking the paper", quiet=json):
        found = check_paper(directory, file, redraw)
    if json:
        told = found._asdict() | {"claim": found.claim._asdict(), "holds": found.holds}
        say_json(told)
    else:
        for sentence in _sentences(file, found):
            say(sentence)
    return found.holds


def _sentences(file: Path, found: Any) -> list[str]:  # noqa: ANN401 - loaded when it runs
    if found.altered:
        return [ALTERED.format(file)]
    said = [_stands_for(found)]
    said += [] if found.log_whole else [LOG_ALTERED]
    said.append(AGAIN if found.again else NOT_AGAIN)
    fields = ", ".join(found.fields)
    said.append(UNSIGNED if not fields else (OURS if found.ours else FOREIGN).format(fields))
    return [*said, NO_MORE] if found.holds else said


def _stands_for(found: Any) -> str:  # noqa: ANN401 - as above
    claim = found.claim
    if claim.stream:
        return IN_LOG.format(claim.stream) if found.in_log else NOT_IN_LOG
    if claim.kind != "audit":
        return FOR_EVERYBODY
    # What a foreign hand signed may say any instant, or none.
    at = iso(int(claim.at)) if claim.at.isdecimal() and len(claim.at) <= DIGITS_MOST else claim.at
    return OF_A_YEAR.format(claim.year, at)


def _again(directory: Path, store: Any, claim: Any, *, signed: bool) -> Paper | None:  # noqa: ANN401 - as above
    """Word a paper anew from the log, in the language it says it is in."""
    from solidground.app.asking.reading import Reading  # noqa: PLC0415 - as above
    from solidground.app.duty_terms import terms_of  # noqa: PLC0415 - as above
    from solidground.app.editions import protocol_in_force  # noqa: PLC0415 - as above
    from solidground.app.protocols import protocol_of  # noqa: PLC0415 - as above
    from solidground.app.proving import public_of, witness_of  # noqa: PLC0415 - as above
    from solidground.app.rosters import Rosters  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, settings_of  # noqa: PLC0415 - as above

    if claim.language not in (*LANGUAGES, "es") or claim.sheet not in get_args(Sheet):
        return None
    agency, settings = AgencyId(claim.agency), settings_of(directory)
    with store.moment() as unit:
        known = (protocol_in_force(unit, agency), protocol_of(directory, settings.protocol))
    notices = [notice for one in known if one is not None for notice in one.notices]
    reading = Reading(store, Rosters(), agency, CLOCK.now(), witness_of(store, public_of(directory)))
    with worded_in(claim.language):
        from solidground.web.imprint import Imprint  # noqa: PLC0415 - as above
        from solidground.web.papers import again  # noqa: PLC0415 - as above

        imprint = Imprint(agency, claim.sheet, signed, settings.zone, terms_of(directory, settings.duty))
        return again(reading, imprint, claim, notices)
