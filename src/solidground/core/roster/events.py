"""What happened to a person of the roster. Stream ``person/<id>``, on care's side."""

from typing import TypeAlias

from solidground.core.roster.account import events as account
from solidground.core.roster.person import events as person
from solidground.core.roster.reach import events as reach

Event: TypeAlias = person.Event | reach.Event | account.Event
