"""Handing one mail over on an open line, stage by stage, so that how it ended is known to the byte.

Up to the final dot nothing was taken: try again. From the final dot to the server's answer nobody can know: unknown.
What must never happen here: a broken line after the final dot counted as sent, or as not sent.
"""

import re
import smtplib
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import NamedTuple

from solidground.channels.mail.line import GOOD_CODES, LATER_FOR, MENDED_FOR, SOON_FOR, UNAVAILABLE_CODES, Line
from solidground.channels.plain import one_line, without_addresses
from solidground.core.notice.outcome import HandedOver, Outcome, RefusedForGood, TryAgain, Unknown

RECEIPT_CHARACTERS_MOST = 120

_NEVER = range(500, 600)
_GO_ON = 354
_SIGN_IN_FIRST = 530
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")
_POLICY = b"5.7."
_DOT_AT_START = re.compile(rb"(?m)^\.")

BROKE_BEFORE = TryAgain(
    "The line to the mail server broke before the mail was handed over. Nothing was sent.", SOON_FOR
)
BROKE_AFTER = Unknown("The line broke after the mail was handed over and before the server answered. It is sent again.")
NOT_PLAIN = RefusedForGood(
    "This mail server takes only addresses in plain letters (a to z). Ask the person for such an address."
)


class Handover(NamedTuple):
    """How it ended, and whether the line can carry another mail."""

    outcome: Outcome
    line_holds: bool


def hand_over(line: Line, sender: str, to: str, mail: EmailMessage) -> Handover:
    """Send one mail on an open line."""
    plain = to.isascii() and sender.isascii()
    if not plain and not line.international:
        return Handover(NOT_PLAIN, line_holds=True)
    options = [] if plain else ["SMTPUTF8", "BODY=8BITMIME"]
    raw = _DOT_AT_START.sub(b"..", mail.as_bytes(policy=SMTP if plain else SMTPUTF8))
    assert raw.endswith(b"\r\n"), "the final dot stands on a line of its own"
    try:
        refused = _addressed(line.smtp, sender, to, options)
        if refused is not None:
            return Handover(refused, _holds(line.smtp))
        line.smtp.send(raw)
    except OSError:  # also every SMTPException
        return Handover(BROKE_BEFORE, line_holds=False)
    try:
        line.smtp.send(b".\r\n")
        code, text = line.smtp.getreply()
    except OSError:
        return Handover(BROKE_AFTER, line_holds=False)
    return Handover(_answered(code, text), code in GOOD_CODES or _holds(line.smtp))


def _holds(smtp: smtplib.SMTP) -> bool:
    """Return whether the line is fit for the next mail after a refusal."""
    try:
        return smtp.rset()[0] in GOOD_CODES
    except OSError:
        return False


def _addressed(smtp: smtplib.SMTP, sender: str, to: str, options: list[str]) -> RefusedForGood | TryAgain | None:
    """Name sender and recipient and ask to begin; None is the server's "go on"."""
    code, text = smtp.mail(sender, options)
    if code in _NEVER:
        return TryAgain(
            f"The mail server does not let this account send ({_shown(code, text)}). Check sender and sign-in.",
            MENDED_FOR,
        )
    if code not in GOOD_CODES:
        return TryAgain(f"The mail server takes no mail just now ({_shown(code, text)}).", LATER_FOR)
    code, text = smtp.rcpt(to)
    if code == _SIGN_IN_FIRST:
        return TryAgain(f"The mail server wants a sign-in first ({code}). Enter user name and password.", MENDED_FOR)
    if code in _NEVER and text.startswith(_POLICY):
        return _not_ours(code, text)
    if code in _NEVER:
        return RefusedForGood(f"The mail server refuses this address for good ({_shown(code, text)}). Ask for another.")
    if code not in GOOD_CODES:
        return TryAgain(f"The mail server does not take mail for this address yet ({_shown(code, text)}).", LATER_FOR)
    code, text = smtp.docmd("DATA")
    if code == _GO_ON:
        return None
    return _not_taken(code, text)


def _answered(code: int, text: bytes) -> Outcome:
    """Return what the server's answer to the final dot means; an answer that is none leaves it unknown."""
    if code in GOOD_CODES:
        return HandedOver(
            one_line(without_addresses(f"{code} {text.decode(errors='replace')}"), RECEIPT_CHARACTERS_MOST)
        )
    if code in UNAVAILABLE_CODES or code in _NEVER:
        return _not_taken(code, text)
    return BROKE_AFTER


def _not_taken(code: int, text: bytes) -> RefusedForGood | TryAgain:
    if code in _NEVER and text.startswith(_POLICY):
        return _not_ours(code, text)
    if code in _NEVER:
        return RefusedForGood(
            f"The mail server refuses this mail for good ({_shown(code, text)}). Ask its operator why."
        )
    return TryAgain(f"The mail server asks to send this mail later ({_shown(code, text)}).", LATER_FOR)


def _not_ours(code: int, text: bytes) -> TryAgain:
    """Return what a refusal by policy means: it is about us, and the address is as good as ever once it is mended."""
    return TryAgain(
        f"The mail server's rules refuse our mail ({_shown(code, text)}). Check the account, and ask its operator why.",
        MENDED_FOR,
    )


def _shown(code: int, text: bytes) -> str:
    """Return the numbers of a reply only: its words may hold an address or a name."""
    enhanced = _ENHANCED.match(text)
    return f"{code} {enhanced.group().decode()}" if enhanced else str(code)
