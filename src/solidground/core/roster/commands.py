"""What may be asked of a person of the roster."""

from typing import TypeAlias

from solidground.core.roster.account import commands as account
from solidground.core.roster.person import commands as person
from solidground.core.roster.reach import commands as reach

Command: TypeAlias = person.Command | reach.Command | account.Command
