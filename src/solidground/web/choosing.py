"""What a member decides on any of his pages: one word of a form, and the one command behind it.

What must never happen here: a choice that asks for a reason, or a word that stands for two things.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, get_args

from django.http import HttpRequest
from django.utils.translation import gettext_noop

from solidground.app.acts import OfMembers, choose, tap
from solidground.app.answers import SAID, UNCLEAR
from solidground.app.asking.one_case import CaseSeen, Contact
from solidground.app.handle import Outcome
from solidground.app.links import until_of
from solidground.app.taps import CHOICES, MEMBERS, Tap
from solidground.core.care.choice.commands import (
    AdviseNoContact,
    ChooseAnniversary,
    ChooseSpot,
    ChooseWay,
    LetBackIn,
    ResumeContact,
    RuleOut,
    StopContact,
)
from solidground.core.care.commands import ResumePace, SlowDown
from solidground.core.care.companion.commands import DeclineCompanion, EndCompanion, HandOver, NameCompanion
from solidground.core.care.contact.commands import DisputeContact
from solidground.core.care.keeping.commands import ChangePeer
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.protocol.plan import Spot, Way
from solidground.core.protocol.terms import Notice
from solidground.web.choosing_news import news_chosen
from solidground.web.gate import Seat
from solidground.web.house import notices_of

REACHED: Final[tuple[Way, ...]] = ("text", "phone", "person")
"""How a member may choose to be reached."""

SPOTS: Final[tuple[Spot, ...]] = get_args(Spot)
NO_WORD = Refusal("WordMissing", gettext_noop("Choose one of the words shown. Nothing has changed yet."))
NO_PERSON = Refusal("PersonMissing", gettext_noop("Choose a person. Nothing has changed yet."))
NOT_KNOWN = Refusal(
    "NotPossible", gettext_noop("This person cannot be the companion. Check the call sign, or choose somebody else.")
)

CHOSEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{str(word): text for word, text in SAID.items()},
        "accept": gettext_noop("Thank you. Somebody is at your side from now on."),
        "decline": gettext_noop(
            "Noted, and that is fine. Nobody is in touch on a schedule. The offer stands, any day."
        ),
        "slower": gettext_noop("Noted. What is ahead is spread wider from today."),
        "planned": gettext_noop("Noted. What is ahead is back where it was planned."),
        "somebody_else": gettext_noop("Noted. Somebody else comes, and nobody is told why."),
        "rule_out": gettext_noop("Noted. That person is never asked, and is never told."),
        "let_in": gettext_noop("Noted. That person may be asked again."),
        "no_contact": gettext_noop("Noted. All contact rests. In a while one question comes: does it still hold?"),
        "resume": gettext_noop("Noted. Contact goes on."),
        "stop": gettext_noop("Noted. The schedule ends. The offer stands, any day."),
        "again": gettext_noop("Welcome back. Somebody is asked today to be in touch with you."),
        "way": gettext_noop("Noted. That is how you are reached from now on."),
        "spot": gettext_noop("Noted. Whoever comes to you is told where."),
        "news": gettext_noop("Noted. You can change it at any time."),
        "anniversary": gettext_noop("Noted. Somebody is in touch near that day."),
        "no_anniversary": gettext_noop("Noted. That day passes without a word from us."),
        "companion": gettext_noop("Noted. That person is beside you."),
        "no_companion": gettext_noop("Noted. Nobody is sent to be beside you."),
        "hand_over": gettext_noop("Noted. Nobody leaves before the next one has said yes."),
        "hours": gettext_noop("Noted. Only what is urgent reaches you then."),
        "home": gettext_noop("Good that you are home, with your own people."),
        "dispute": gettext_noop(
            "Noted: it did not happen, and does not count. The coordinator sees it and decides what a person does next."
        ),
    }
)
"""What a member reads after each choice."""

PLAIN: Final[Mapping[str, Callable[[Instant, PersonId], OfMembers]]] = MappingProxyType(
    {
        "slower": SlowDown,
        "planned": ResumePace,
        "somebody_else": ChangePeer,
        "no_contact": AdviseNoContact,
        "resume": ResumeContact,
        "stop": StopContact,
        "again": AcceptOffer,
        "no_companion": DeclineCompanion,
        "home": EndCompanion,
        "anniversary": lambda at, by: ChooseAnniversary(at, by, wanted=True),
        "no_anniversary": lambda at, by: ChooseAnniversary(at, by, wanted=False),
    }
)
"""Choices that need no second word."""


def chosen(request: HttpRequest, seat: Seat, seen: CaseSeen) -> Outcome:
    """Do what a member chose: an answer to what he was asked, or a decision about his care."""
    word, house, by, now = request.POST.get("choice", ""), seat.house, seat.viewer.person, seat.now
    command = _command(request, seat, seen, word)
    if isinstance(command, Refusal | tuple):
        return command
    if command is not None:
        return choose(house.store, house.rosters, house.agency, seen.case, command)
    answer = next((one for one in CHOICES if one == word and one in MEMBERS), None)
    if answer is None:
        return UNCLEAR
    until_at = until_of(request.POST.get("until", ""), seen.zone, now)
    asked = seen.asks[0].obligation if seen.asks else ""
    return tap(house.store, house.rosters, house.agency, seen.case, Tap(answer, asked, by, now, now, until_at))


def _command(request: HttpRequest, seat: Seat, seen: CaseSeen, word: str) -> OfMembers | Outcome | None:
    """Return the command of a word, why there is none, () where it is so already; None where it is an answer."""
    plain = PLAIN.get(word)
    if plain is not None:
        return plain(seat.now, seat.viewer.person)
    worded = _WORDED.get(word)
    return None if worded is None else worded(request, seat, seen)


def _offer(request: HttpRequest, seat: Seat, seen: CaseSeen) -> AcceptOffer | DeclineOffer:
    kind = AcceptOffer if request.POST.get("choice") == "accept" else DeclineOffer
    # The notice of his plan stood above these two buttons; where its words are not known here, none was given.
    notice = notice_of(seat, seen)
    return kind(seat.now, seat.viewer.person, notice.version if notice is not None else "")


def _rule_out(request: HttpRequest, seat: Seat, seen: CaseSeen) -> RuleOut | Refusal:
    person = PersonId(request.POST.get("person", ""))
    return RuleOut(seat.now, seat.viewer.person, person) if person in seen.helpers else NO_PERSON


def _let_in(request: HttpRequest, seat: Seat, seen: CaseSeen) -> LetBackIn | Refusal:
    person = PersonId(request.POST.get("person", ""))
    return LetBackIn(seat.now, seat.viewer.person, person) if person in (seen.ruled_out or ()) else NO_PERSON


def _way(request: HttpRequest, seat: Seat, _seen: CaseSeen) -> ChooseWay | Refusal:
    way = next((one for one in REACHED if one == request.POST.get("way")), None)
    return NO_WORD if way is None else ChooseWay(seat.now, seat.viewer.person, way)


def _spot(request: HttpRequest, seat: Seat, _seen: CaseSeen) -> ChooseSpot | Refusal:
    spot = next((one for one in SPOTS if one == request.POST.get("spot")), None)
    return NO_WORD if spot is None else ChooseSpot(seat.now, seat.viewer.person, spot)


def _companion(request: HttpRequest, seat: Seat, _seen: CaseSeen) -> NameCompanion | HandOver | Refusal:
    person = PersonId(request.POST.get("companion", "").strip())
    if person not in seat.reading.people().people:
        return NOT_KNOWN if person else NO_PERSON
    kind = NameCompanion if request.POST.get("choice") == "companion" else HandOver
    return kind(seat.now, seat.viewer.person, person)


def _dispute(request: HttpRequest, seat: Seat, seen: CaseSeen) -> DisputeContact | Outcome:
    which = request.POST.get("contact", "")
    contact = next((one for one in seen.contacts or () if contact_id(one) == which), None)
    if contact is None:
        return UNCLEAR
    if contact.disputed:
        return ()
    return DisputeContact(seat.now, seat.viewer.person, contact.key, contact.occurrence)


def notice_of(seat: Seat, seen: CaseSeen) -> Notice | None:
    """Return the limits notice of a member's plan; None where the agency's protocol has other words by now."""
    assert seen.mine is not None, "a member sees his own choices"
    return next((one for one in notices_of(seat.house) if one.version == seen.mine.notice), None)


def contact_id(contact: Contact) -> str:
    """Return what a form calls a contact."""
    return f"{contact.key}-{contact.occurrence}"


_WORDED: Final[Mapping[str, Callable[[HttpRequest, Seat, CaseSeen], OfMembers | Outcome]]] = MappingProxyType(
    {
        "accept": _offer,
        "decline": _offer,
        "rule_out": _rule_out,
        "let_in": _let_in,
        "way": _way,
        "spot": _spot,
        "companion": _companion,
        "hand_over": _companion,
        "dispute": _dispute,
        "news": news_chosen,
    }
)
"""Choices with a second word: a person, a way, a place, a contact."""

FIELD_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rule_out": "person",
        "let_in": "let-in",
        "way": "way-text",
        "spot": "spot-coffee",
        "news": "carrier",
        "companion": "companion",
        "hand_over": "companion",
        "hours": "shifts",
    }
)
"""Where on the page of choices the second word of each is given."""
