"""The state of one case: one value, because its parts constrain each other.

What never changes sits in ``head``, what changes rarely in ``plan`` (kept out of snapshots), the rest beside them.
"""

from typing import Literal, NamedTuple, TypeAlias

from solidground.core.care.ask.events import LateAnswer
from solidground.core.care.returning.events import GoesAs
from solidground.core.care.share.things import SharedAs, Thing
from solidground.core.duty.investigation.events import Stands
from solidground.core.kernel import CaseId, Day, Instant, PersonId
from solidground.core.protocol.plan import Keeping, Kind, Limits, NewsSpot, Plan, Spot, Step, Way

Status: TypeAlias = Literal["none", "active", "standing", "closed"]
Stage: TypeAlias = Literal["ahead", "open", "reminded", "lapsed"]
Offer: TypeAlias = Literal["none", "made", "accepted", "declined"]
Hold: TypeAlias = Literal["grave_injury", "arrest"]
Carrier: TypeAlias = Literal["peer", "coordinator", "clinician", "chaplain", "companion", "family"]
"""As what somebody is chosen to bring news. A companion and the family are named, and so may a clinician be."""

EXTRAS_MOST = 10_000
"""Steps a case may gain beside its plan, over all its years."""


class Item(NamedTuple):
    """An obligation of this case that has not ended. ``lapses_at`` is when somebody else is asked."""

    key: str
    occurrence: int
    kind: Kind
    who: Keeping
    keeper: PersonId | None
    opens_at: Instant
    due_at: Instant
    lapses_at: Instant
    ladder: str
    ways: tuple[Way, ...]
    stage: Stage
    asked_at: Instant = 0
    turns: int = 0


class Raised(NamedTuple):
    """An escalation under way: one for each ladder of the case, gathering all items that lapsed into it.

    ``asked`` is who was asked last, ``tried`` everybody asked so far, ``taken_by`` who said "I have it", ``gathered``
    the other ladders that came to their end and repeat with this one.
    """

    ladder: str
    occurrence: int
    raised_at: Instant
    rung: int
    repeat: int
    asked: PersonId | None
    tried: tuple[PersonId, ...]
    next_at: Instant
    taken_by: PersonId | None
    gathered: tuple[str, ...] = ()


class Share(NamedTuple):
    """What the member lets one person see, since he last said so."""

    person: PersonId
    seen_as: SharedAs
    things: tuple[Thing, ...]
    given_at: Instant


class Word(NamedTuple):
    """Words of the member's own, and for whom they are. What they say is not here.

    ``unreached`` are those he picked to whom there was no way.
    """

    number: int
    to: tuple[PersonId, ...]
    written_at: Instant
    until_at: Instant
    unreached: tuple[PersonId, ...] = ()


class ReturnStep(NamedTuple):
    """A step of the member's way back to work. ``on`` and ``person`` are None while he has not chosen them.

    ``done_on`` is the day that was said last, ``confirmed`` who said it. ``completed`` are the days both confirmed,
    the last one counts: it was corrected to that.
    """

    step: str
    on: Day | None
    person: PersonId | None
    goes_as: GoesAs
    agreed: bool = False
    taken_back: bool = False
    done_on: Day | None = None
    confirmed: frozenset[PersonId] = frozenset()
    completed: tuple[Day, ...] = ()
    changed_at: Instant = 0
    """When it last became another plan: a yes, and a confirmation of the same day, change nothing for the other."""
    asked: int = 0
    """How often somebody was asked whether he goes along."""
    waits: bool = False
    """Whether that was asked of the one who is picked now, and he has not answered it."""
    unreached: bool = False
    """Whether nothing that is sent can reach him."""

    @property
    def is_done(self) -> bool:
        """Return whether both have confirmed it, and no other day waits to be confirmed."""
        return bool(self.completed) and self.done_on == self.completed[-1]


class NewsChoice(NamedTuple):
    """Who brings the member news of an inquiry, where, and after how many days his page shows it all the same."""

    carrier: Carrier = "peer"
    person: PersonId | None = None
    spot: NewsSpot | None = None
    days: int = 3


class Heard(NamedTuple):
    """How an inquiry stands, as command wrote it down at ``said_at``."""

    status: str
    stands: Stands
    on: Day
    next_on: Day | None
    said_at: Instant


class News(NamedTuple):
    """What this case heard of one inquiry. ``known`` was told to the member on the day ``told_on``.

    ``before`` is what that took the place of and nobody told for itself. ``waits`` is what nobody has told him, the
    newest last; the first ``shown`` of it his page showed by then. The limit he set runs from ``since_at``.
    """

    inquiry: str
    known: Heard | None = None
    told_on: Day | None = None
    waits: tuple[Heard, ...] = ()
    shown: int = 0
    since_at: Instant = 0
    before: tuple[Heard, ...] = ()


class Choices(NamedTuple):
    """What the member decided. ``resting_until`` follows "not now"; ``counsel`` is "my lawyer says no contact".

    ``words`` are those of his own that may still be read, of all that were ``written``.
    """

    ruled_out: frozenset[PersonId] = frozenset()
    resting_until: Instant | None = None
    counsel: bool = False
    way: Way | None = None
    anniversary: bool | None = None
    shares: tuple[Share, ...] = ()
    words: tuple[Word, ...] = ()
    written: int = 0
    spot: Spot | None = None
    returning: tuple[ReturnStep, ...] = ()
    news: NewsChoice = NewsChoice()


class Companion(NamedTuple):
    """Who is beside the member in the first hours, and to whom he is being handed over."""

    person: PersonId | None = None
    offered_to: PersonId | None = None
    ended: bool = False


class Head(NamedTuple):
    """What a case is about: never changes while it is open."""

    case: CaseId
    member: PersonId
    incident: str | None
    part: str
    kind: str
    involved: frozenset[PersonId]
    began_at: Instant
    opened_at: Instant
    jurisdiction: str


class Late(NamedTuple):
    """An answer that came after the end, and that nobody has read yet: the last one of each person."""

    by: PersonId
    answer: LateAnswer
    at: Instant


class Undo(NamedTuple):
    """What the member's last tap changed, for as long as he may take it back.

    ``ask`` is the question it answered, ``ended`` what rests since; the last two are as they were before.
    """

    at: Instant
    answer: Literal["ok", "not_now"]
    ask: Item | None
    ended: tuple[Item, ...]
    resting_until: Instant | None
    unanswered: int


class Life(NamedTuple):
    """Where the case is in its life, beside its status. ``reopened`` counts how often a plan began again."""

    hold: Hold | None = None
    legal_hold: bool = False
    separated: bool = False
    ended_at: Instant | None = None
    purged: bool = False
    died: bool = False
    reopened: int = 0
    late: tuple[Late, ...] = ()
    undo: Undo | None = None
    planned: tuple[Step, ...] = ()
    """Where the plan has the steps that the member slowed; nothing while they run at its own pace."""


class Case(NamedTuple):
    """One member's care. ``cursor`` counts the plan's steps that have come; ``extras`` the steps added beside it.

    ``contacts`` are the steps of which a contact was recorded that the member does not dispute.
    """

    plan: Plan
    head: Head
    status: Status = "none"
    peer: PersonId | None = None
    regular: PersonId | None = None
    relook_at: Instant | None = None
    items: tuple[Item, ...] = ()
    cursor: int = 0
    raised: tuple[Raised, ...] = ()
    unheld_at: Instant | None = None
    offer: Offer = "none"
    unanswered: int = 0
    made_at: Instant | None = None
    choices: Choices = Choices()
    companion: Companion = Companion()
    life: Life = Life()
    extras: int = 0
    raises: int = 0
    contacts: tuple[tuple[str, int], ...] = ()
    news: tuple[News, ...] = ()
    last_at: Instant = 0


NO_PLAN = Plan("", "", "UTC", "", (), (), Limits(0, 0, 0, 0, 0))
NO_HEAD = Head(CaseId(""), PersonId(""), None, "", "", frozenset(), 0, 0, "")
INITIAL = Case(NO_PLAN, NO_HEAD)


def item_of(case: Case, key: str, occurrence: int | None = None) -> Item | None:
    """Return the item of that key that has not ended: the one named, or the newest."""
    for item in reversed(case.items):
        if item.key == key and occurrence in (None, item.occurrence):
            return item
    return None


def raised_on(case: Case, ladder: str) -> Raised | None:
    """Return the escalation under way on a ladder."""
    for raised in case.raised:
        if raised.ladder == ladder:
            return raised
    return None


def is_escalated(item: Item, ladder: str) -> bool:
    """Tell whether somebody on this ladder is wanted for an item: it lapsed, or it came and nobody was found."""
    nobody = item.keeper is None and item.stage != "ahead" and item.kind != "ask"
    return item.ladder == ladder and (item.stage == "lapsed" or nobody)


def is_wanted(case: Case, ladder: str) -> bool:
    """Tell whether somebody on this ladder is wanted for anything."""
    for item in case.items:  # noqa: SIM110 - any() with a generator takes twice as long on the hot path
        if is_escalated(item, ladder):
            return True
    return False


def seeks(case: Case) -> bool:
    """Tell whether a case needs a peer now: it is active, or something in a standing one has come."""
    return case.status == "active" or any(i.stage != "ahead" and i.kind != "ask" for i in case.items)


# Copies with a few fields changed, made as a list: ``_replace`` takes three times as long, and every event makes one.
_ITEMS, _CURSOR, _RAISED, _UNANSWERED, _MADE_AT, _RAISES, _CONTACTS, _LAST_AT = [
    Case._fields.index(name)
    for name in ("items", "cursor", "raised", "unanswered", "made_at", "raises", "contacts", "last_at")
]
_KEEPER, _STAGE, _ASKED_AT = [Item._fields.index(name) for name in ("keeper", "stage", "asked_at")]


def with_items(case: Case, at: Instant, items: tuple[Item, ...], cursor: int | None = None) -> Case:
    """Return a case with other items, after an event at that instant: what most events do, so made at once."""
    fields = list(case)
    fields[_ITEMS], fields[_LAST_AT] = items, at
    if cursor is not None:
        fields[_CURSOR] = cursor
    return Case._make(fields)


def with_contact(
    case: Case,
    at: Instant,
    items: tuple[Item, ...],
    unanswered: int,
    made_at: Instant | None,
    which: tuple[str, int],
) -> Case:
    """Return a case after a contact of some step: with other items, and with what is known of who answers."""
    fields = list(case)
    fields[_ITEMS], fields[_UNANSWERED], fields[_MADE_AT], fields[_LAST_AT] = items, unanswered, made_at, at
    fields[_CONTACTS] = (*case.contacts, which)
    return Case._make(fields)


def with_raised(case: Case, at: Instant, raised: tuple[Raised, ...], raises: int | None = None) -> Case:
    """Return a case with other escalations, after an event at that instant."""
    fields = list(case)
    fields[_RAISED], fields[_LAST_AT] = raised, at
    if raises is not None:
        fields[_RAISES] = raises
    return Case._make(fields)


def at_stage(item: Item, stage: Stage) -> Item:
    """Return an item at another stage."""
    fields = list(item)
    fields[_STAGE] = stage
    return Item._make(fields)


def asked_of(item: Item, keeper: PersonId | None, asked_at: Instant) -> Item:
    """Return an item that has come, and was asked of somebody at an instant."""
    fields = list(item)
    fields[_KEEPER], fields[_STAGE], fields[_ASKED_AT] = keeper, "open", asked_at
    return Item._make(fields)


def swap_item(case: Case, item: Item) -> tuple[Item, ...]:
    """Return the items with the one of the same key and occurrence replaced."""
    return tuple([item if i.key == item.key and i.occurrence == item.occurrence else i for i in case.items])


def drop_item(case: Case, key: str, occurrence: int) -> tuple[Item, ...]:
    """Return the items without one."""
    return tuple([i for i in case.items if i.key != key or i.occurrence != occurrence])


def swap_raised(case: Case, raised: Raised) -> tuple[Raised, ...]:
    """Return the escalations with the one on the same ladder replaced or added."""
    rest = tuple([r for r in case.raised if r.ladder != raised.ladder])
    return (*rest, raised)


def item_from(
    step: Step, occurrence: int, keeper: PersonId | None = None, stage: Stage = "ahead", asked_at: Instant = 0
) -> Item:
    """Return the item a step becomes: not yet open and without a keeper, unless it comes at once."""
    return Item(
        step.key,
        occurrence,
        step.kind,
        step.who,
        keeper,
        step.opens_at,
        step.due_at,
        step.lapses_at,
        step.ladder,
        step.ways,
        stage,
        asked_at,
    )
