"""Opening a line to the mail server: connect, greeting, TLS with the certificate checked, sign-in.

Nothing has been sent while this runs, so whatever fails here is worth trying again; the sentence says what to mend.
What must never happen here: a sign-in over a line that is not encrypted, or a certificate that nobody checked.
"""

import smtplib
import socket
import ssl
from typing import NamedTuple

from solidground.channels.mail.account import MailAccount
from solidground.core.kernel import MINUTE, SECOND
from solidground.core.notice.outcome import TryAgain

SOON_FOR = MINUTE
"""The server is down or slow: it may be back in a minute."""

LATER_FOR = 5 * MINUTE
"""The server asked to come back later, as greylisting does."""

MENDED_FOR = 15 * MINUTE
"""A person has to mend a setting first. Asking a server more often with a wrong password can lock the account."""

GOOD_CODES = range(200, 300)
UNAVAILABLE_CODES = range(400, 500)


class Line(NamedTuple):
    """An open line, signed in. ``international`` is whether the server takes addresses beyond plain letters."""

    smtp: smtplib.SMTP
    international: bool

    def close(self) -> None:
        """Say goodbye if the server still listens, and hang up."""
        try:
            self.smtp.quit()
        except (OSError, smtplib.SMTPException):
            self.smtp.close()


def open_line(account: MailAccount) -> Line | TryAgain:
    """Return an open line, or the sentence that says why there is none."""
    place = f"The mail server {account.host} (port {account.port})"
    try:
        context = ssl.create_default_context(cafile=account.ca_file)
        smtp = _connected(account, context)
    except (OSError, UnicodeError) as fault:  # also every SMTPException: smtplib derives them from it
        return _not_connected(place, fault)
    try:
        refused = _protected(place, smtp, account, context) or _signed_in(place, smtp, account)
    except OSError as fault:
        refused = _not_connected(place, fault)
    if refused is not None:
        smtp.close()
        return refused
    return Line(smtp, smtp.has_extn("smtputf8"))


def _connected(account: MailAccount, context: ssl.SSLContext) -> smtplib.SMTP:
    timeout = account.timeout_for / SECOND
    smtp: smtplib.SMTP
    if account.protection == "tls":
        smtp = smtplib.SMTP_SSL(account.host, account.port, account.domain, timeout=timeout, context=context)
    else:
        smtp = smtplib.SMTP(account.host, account.port, account.domain, timeout=timeout)
    assert smtp.sock is not None, "a line that was opened has a socket"
    smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or the final dot waits 40 ms for the mail's ACK
    return smtp


def _protected(place: str, smtp: smtplib.SMTP, account: MailAccount, context: ssl.SSLContext) -> TryAgain | None:
    """Greet, and go over to TLS where the line did not begin with it."""
    _greeted(smtp)
    if account.protection == "tls":
        return None
    if not smtp.has_extn("starttls"):
        return TryAgain(
            f"{place} does not offer STARTTLS, and nothing is sent over an open line. "
            "Use protection “tls” with port 465, or ask its operator to switch TLS on.",
            MENDED_FOR,
        )
    smtp.starttls(context=context)
    _greeted(smtp)
    return None


def _greeted(smtp: smtplib.SMTP) -> None:
    code, text = smtp.ehlo()
    if code not in GOOD_CODES:
        raise smtplib.SMTPHeloError(code, text)


def _signed_in(place: str, smtp: smtplib.SMTP, account: MailAccount) -> TryAgain | None:
    if account.username is None:
        return None
    assert isinstance(smtp.sock, ssl.SSLSocket), "nobody signs in over an open line"
    try:
        smtp.login(account.username, account.password)
    except smtplib.SMTPAuthenticationError as fault:
        if fault.smtp_code in UNAVAILABLE_CODES:
            return TryAgain(f"{place} cannot check the sign-in just now ({fault.smtp_code}).", LATER_FOR)
        return TryAgain(
            f"{place} did not accept the sign-in ({fault.smtp_code}). Check the mail account's user name and password.",
            MENDED_FOR,
        )
    except UnicodeEncodeError:
        return TryAgain(
            "The mail account's user name or password has letters SMTP cannot carry. Change it.", MENDED_FOR
        )
    except smtplib.SMTPNotSupportedError:
        return TryAgain(f"{place} takes no sign-in here. Check the port, or leave the user name empty.", MENDED_FOR)
    except smtplib.SMTPServerDisconnected:
        raise  # not about the sign-in: the line broke
    except smtplib.SMTPException:
        return TryAgain(f"{place} offers no kind of sign-in this program knows (PLAIN, LOGIN, CRAM-MD5).", MENDED_FOR)
    return None


def _not_connected(place: str, fault: OSError | UnicodeError) -> TryAgain:
    """Return what a fault before the sign-in means, most telling first."""
    match fault:
        case ssl.SSLCertVerificationError():
            return TryAgain(
                f"{place} shows a certificate that cannot be trusted ({fault.verify_message}). Nothing was sent. "
                "Check the host name; for a certificate of the agency's own, name its authority in ca_file.",
                MENDED_FOR,
            )
        case ssl.SSLError():
            return TryAgain(
                f"{place} did not complete TLS. Check that port and protection belong together.", MENDED_FOR
            )
        case smtplib.SMTPResponseException():
            return TryAgain(f"{place} is there but takes no mail just now ({fault.smtp_code}).", LATER_FOR)
        case TimeoutError() | OSError(__context__=TimeoutError()):
            return TryAgain(f"{place} did not answer in time. Check that it is up and reachable from here.", SOON_FOR)
        case socket.gaierror() | UnicodeError():
            return TryAgain(f"{place} was not found. Check the host name and this machine's name service.", SOON_FOR)
        case FileNotFoundError():
            return TryAgain("The file named as ca_file for mail is not there. Check the path.", MENDED_FOR)
        case _:
            return TryAgain(
                f"{place} is not reachable or hung up. Check that it is up and reachable from here.", SOON_FOR
            )
