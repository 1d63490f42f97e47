"""How somebody comes to the pages of a decision: thought over at night, signed with another beside him, delivered."""

from playwright.sync_api import Page

from solidground.core.hours import at_minute
from tests.app.holdings import happened
from tests.app.papers import DRAWN, TODAY, asked_beside, delivered, drafted, joined, signed
from tests.app.town import MEMBER, PEERS, ZONE
from tests.browser.reaching import shared
from tests.browser.reaching_more import locked_away
from tests.browser.stage import Stage

OTHERS = "details:has(a[href='/me/ways']) summary"
WAYS = (OTHERS, "main a[href='/me/ways']")
DECISION = (OTHERS, "main a[href='/me/decision']")
BESIDE = (OTHERS, "main a[href='/beside']")
FOLD = ".fold:last-child summary"
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
    happened(signed(stage.town, stage.hand.at, strokes=DRAWN))
    return ""


def sends(stage: Stage) -> str:
    """Let him send it."""
    locked_away(stage)
    delivered(stage.town, stage.hand.at, MEMBER, strokes=DRAWN)
    return ""


def confides(stage: Stage) -> str:
    """Let him think it over, and share that with somebody of the family."""
    shared(stage, ("draft",))
    drafted(stage.town, stage.hand.at)
    return ""


def draws(page: Page) -> None:
    """Draw a name on the pad: a wave, and a dot."""
    page.locator("#pad").scroll_into_view_if_needed()
    box = page.locator("#pad").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.7)
    page.mouse.down()
    for step in range(1, 33):
        height = 0.7 - 0.4 * abs(((step * 0.125) % 1) * 2 - 1)
        page.mouse.move(box["x"] + box["width"] * (0.1 + step * 0.02), box["y"] + box["height"] * height)
    page.mouse.up()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.7)
    page.mouse.down()
    page.mouse.up()
