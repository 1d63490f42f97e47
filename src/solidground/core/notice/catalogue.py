"""The texts, in plain language: one place to read everything the system ever says to a locked phone.

``subject`` and the first words are the agency's own code phrase. ``body`` goes by mail and console, ``short`` by text
and push. What must never happen here: the incident, the reason, a role, a person, or words as if a person wrote them.
"""

from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, get_args

from solidground.core.notice.message import Language

Kind: TypeAlias = Literal[
    "keeper_asked",
    "keeper_reminded",
    "task_asked",
    "task_reminded",
    "rung_asked",
    "rung_repeated",
    "unheld",
    "urgent_call",
    "member_asked",
    "handover_asked",
    "standing",
    "reply_unread",
    "call_undone",
    "concern_asked",
    "invited",
    "consult_asked",
    "word_waits",
    "telling_asked",
    "along_asked",
    "paper_waits",
]
"""Why something is sent. The receiver learns it from the page behind the link, never from the notification."""

KINDS: tuple[Kind, ...] = get_args(Kind)


class Template(NamedTuple):
    """One text before its fields are filled in. ``one`` is the body and short text for a count of one."""

    subject: str
    body: str
    short: str
    one: tuple[str, str] | None = None


_NUMBERS = "1 made, 2 no answer, 3 {hand_over}"
_TASK_NUMBERS = "1 done, 3 {hand_over}"
_AUTOMATIC = "\n\nThis is an automatic message."

TEMPLATES = MappingProxyType[Kind, Template](
    {
        "keeper_asked": Template(
            "{phrase}",
            "{phrase} Someone on your list would be glad to hear from you by {by}.\n\n"
            f"Reply {_NUMBERS}, or open {{link}}{_AUTOMATIC}",
            f"{{phrase}} Someone on your list would be glad to hear from you by {{by}}. Reply {_NUMBERS}.",
        ),
        "keeper_reminded": Template(
            "{phrase}",
            "{phrase} Still open on your list, by {by}. If it is done, thank you: one tap or one digit closes it.\n\n"
            f"Reply {_NUMBERS}, or open {{link}}{_AUTOMATIC}",
            f"{{phrase}} Still open on your list, by {{by}}. Reply {_NUMBERS}.",
        ),
        "task_asked": Template(
            "{phrase}",
            "{phrase} Something on your list is to be done by {by}.\n\n"
            f"Reply {_TASK_NUMBERS}, or open {{link}}{_AUTOMATIC}",
            f"{{phrase}} Something on your list is to be done by {{by}}. Reply {_TASK_NUMBERS}.",
        ),
        "task_reminded": Template(
            "{phrase}",
            "{phrase} Still to be done, by {by}. If it is, thank you: one tap or one digit closes it.\n\n"
            f"Reply {_TASK_NUMBERS}, or open {{link}}{_AUTOMATIC}",
            f"{{phrase}} Still to be done, by {{by}}. Reply {_TASK_NUMBERS}.",
        ),
        "rung_asked": Template(
            "{phrase}",
            "{phrase} Something needs one person to say “I have it”, by {by}.\n\n"
            f"If you can take it, or cannot, open {{link}}{_AUTOMATIC}",
            "{phrase} Can you take it? {link}",
        ),
        "rung_repeated": Template(
            "{phrase}",
            f"{{phrase}} {{count}} things wait for you.\n\nSee them together: open {{link}}{_AUTOMATIC}",
            "{phrase} {count} wait: {link}",
            (
                f"{{phrase}} 1 thing waits for you.\n\nSee it: open {{link}}{_AUTOMATIC}",
                "{phrase} 1 waits: {link}",
            ),
        ),
        "unheld": Template(
            "{phrase}",
            "{phrase} Something on your board is with nobody just now.\n\n"
            f"Please take it or give it to someone: open {{link}}{_AUTOMATIC}",
            "{phrase} With nobody: {link}",
        ),
        "urgent_call": Template(
            "{phrase} Now",
            "{phrase} Please {call} now: open {link}\n\n"
            f"If you cannot, say so there and someone else is asked at once.{_AUTOMATIC}",
            "{phrase} {call_first} now: {link}",
        ),
        "member_asked": Template(
            "{phrase}",
            "{phrase} How is today? One tap is enough: I'm OK, {call} me, or not now.\n\n"
            f"You need no account: open {{link}}{_AUTOMATIC}",
            "{phrase} One tap: {link}",
        ),
        "handover_asked": Template(
            "{phrase}",
            "{phrase} Someone asks whether you can take over by {by}.\n\n"
            f"Until you say yes, it stays where it is: open {{link}}{_AUTOMATIC}",
            "{phrase} Take over? {link}",
        ),
        "standing": Template(
            "{phrase}",
            "{phrase} The offer stands, today and any other day. Nothing is expected of you.\n\n"
            f"If ever you want to, open {{link}}{_AUTOMATIC}",
            "{phrase} Any day: {link}",
        ),
        "reply_unread": Template(
            "{phrase}",
            "{phrase} Your reply could not be read, so nothing has changed yet.\n\n"
            f"Reply with one digit only: {_NUMBERS}. Or open {{link}}{_AUTOMATIC}",
            f"{{phrase}} Your reply could not be read. Reply with one digit only: {_NUMBERS}.",
        ),
        "call_undone": Template(
            "{phrase}",
            "{phrase} No need to {call} any more: it was taken back. Thank you for being there.\n\n"
            f"See it: open {{link}}{_AUTOMATIC}",
            "{phrase} Undone: {link}",
        ),
        "concern_asked": Template(
            "{phrase}",
            "{phrase} Someone would like you to read a few lines, by {by}.\n\n"
            f"If you can, or cannot, open {{link}}{_AUTOMATIC}",
            "{phrase} To read: {link}",
        ),
        "invited": Template(
            "{phrase}",
            "{phrase} A page of your own is ready for you. You can do without it, and nothing changes if you do.\n\n"
            f"To sign in for the first time, open {{link}}{_AUTOMATIC}",
            "{phrase} Your page: {link}",
        ),
        "consult_asked": Template(
            "{phrase}",
            "{phrase} A colleague would like to talk something through with you.\n\n"
            f"Say whether you can: open {{link}}{_AUTOMATIC}",
            "{phrase} Time to talk? {link}",
        ),
        "word_waits": Template(
            "{phrase}",
            "{phrase} Someone you know has left you a few lines. They ask for no reply.\n\n"
            f"Read them: open {{link}}{_AUTOMATIC}",
            "{phrase} A few lines: {link}",
        ),
        "telling_asked": Template(
            "{phrase}",
            "{phrase} Someone is waiting for a word from you, even if there is nothing new.\n\n"
            f"See to it: open {{link}}{_AUTOMATIC}",
            "{phrase} A word from you: {link}",
        ),
        "along_asked": Template(
            "{phrase}",
            "{phrase} Someone asks whether you would go along with them, on a day that suits you both.\n\n"
            f"Say yes, or that you cannot: open {{link}}{_AUTOMATIC}",
            "{phrase} Can you go along? {link}",
        ),
        "paper_waits": Template(
            "{phrase}",
            f"{{phrase}} Something waits for you to read.\n\nRead it: open {{link}}{_AUTOMATIC}",
            "{phrase} Waits for you: {link}",
        ),
    }
)

VARIANTS = MappingProxyType[Language, MappingProxyType[str, str]](
    {
        "en-US": MappingProxyType(
            {"call": "call", "call_first": "Call", "hand_over": "hand off"},
        ),
        "en-GB": MappingProxyType(
            {"call": "ring", "call_first": "Ring", "hand_over": "hand over"},
        ),
        "en-CA": MappingProxyType(
            {"call": "call", "call_first": "Call", "hand_over": "hand over"},
        ),
    }
)
"""The words that differ between the variants of English. The texts themselves are the same."""
