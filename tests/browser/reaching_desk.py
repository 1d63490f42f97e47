"""How somebody comes to the pages of a decision: thought over at night, signed with another beside him, delivered."""

from solidground.core.hours import at_minute
from tests.app.holdings import happened
from tests.app.papers import TODAY, asked_beside, delivered, drafted, joined, signed
from tests.app.town import MEMBER, PEERS, ZONE
from tests.browser.reaching_more import locked_away
from tests.browser.stage import Stage

OTHERS = "details:has(a[href='/me/ways']) summary"
WAYS = (OTHERS, "main a[href='/me/ways']")
DECISION = (OTHERS, "main a[href='/me/decision']")
BESIDE = (OTHERS, "main a[href='/beside']")
PAPERS, SIGN, SEND = "main a[href='/delivered']", "[href$='/sign']", "[href$='/send']"


def thinks(stage: Stage) -> str:
    """Let what was taken be written down, and let him think it over in the night."""
    locked_away(stage)
    drafted(stage.town, stage.hand.at)
    stage.hand.at = at_minute(TODAY + 1, 3 * 60, ZONE)
    return ""


def holds(stage: Stage) -> str:
    """Let him sign it with a peer beside him, who is asked nothing by it."""
    locked_away(stage)
    drafted(stage.town, stage.hand.at)
    code = asked_beside(stage.town, stage.hand.at)
    happened(joined(stage.town, PEERS[0], code, stage.hand.at))
    happened(signed(stage.town, stage.hand.at))
    return ""


def sends(stage: Stage) -> str:
    """Let him send it."""
    locked_away(stage)
    delivered(stage.town, stage.hand.at, MEMBER)
    return ""
