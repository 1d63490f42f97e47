"""Two minutes at the scene: an incident with three people is entered on a phone, and what that costs a thumb is added.

A tap is 1.1 s and a decision 1.35 s (Card, Moran and Newell 1980), a letter typed on a phone 0.33 s (36 words a minute:
Palin and others 2019), a word read 0.25 s (238 a minute: Brysbaert 2019). No clock is read: the costs are fixed.
"""

from typing import Final

from playwright.sync_api import Browser, Page

from tests.app.town import AGENCY, DEPUTY, MEMBER, PEERS
from tests.browser.reaching import at, seated
from tests.browser.reaching_more import NEW
from tests.browser.stage import Stage
from tests.browser.themes import phone

TAP, DECIDE, LETTER, WORD = 1.1, 1.35, 0.33, 0.25
TWO_MINUTES: Final = 120
BADGE: Final = 6
"""A badge number is so long, and the made-up ones are shorter."""

ON_SCREEN: Final = """(one) => {
  const box = one.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""
SCREEN: Final = 1.0
"""What a swipe to the next part of a page costs."""


class Thumb:
    """Does what a person does on a phone, and adds up what it costs."""

    def __init__(self, page: Page) -> None:
        """Take the page in hand."""
        self.page, self.seconds = page, 0.0

    def tap(self, where: str) -> None:
        """Think, and tap; what is not on the screen has to be swiped to."""
        self._swipe(where)
        self.page.locator(where).first.click()
        self.seconds += DECIDE + TAP

    def write(self, where: str, words: str) -> None:
        """Tap into a field, and type."""
        self.tap(where)
        self.page.locator(where).fill(words)
        self.seconds += LETTER * max(BADGE, len(words))

    def choose(self, where: str, value: str) -> None:
        """Open a list, read as far as what is meant, and tap it."""
        self.tap(where)
        self.page.locator(where).select_option(value)
        words: str = self.page.locator(where).evaluate(
            "one => [...one.options].slice(0, one.selectedIndex + 1).map((option) => option.text).join(' ')"
        )
        self.seconds += WORD * len(words.split()) + TAP

    def read(self) -> None:
        """Read the page; what a list holds is read when it is opened."""
        lists = sum(len(one.split()) for one in self.page.locator("main select").all_inner_texts())
        self.seconds += WORD * (len(self.page.locator("main").inner_text().split()) - lists)

    def _swipe(self, where: str) -> None:
        while not self.page.locator(where).first.evaluate(ON_SCREEN):
            before = self.page.evaluate("scrollY")
            self.page.evaluate("scrollBy(0, innerHeight * 0.8)")
            self.seconds += SCREEN
            assert self.page.evaluate("scrollY") != before, f"{where} lies further down"


def test_an_incident_with_three_people_is_entered_at_the_scene_in_two_minutes(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(stage.address + seated("coordinator", at("/"))(stage))
        thumb = Thumb(page)
        thumb.tap(NEW)
        thumb.read()
        thumb.choose("#kind", "officer_involved_shooting")
        thumb.write("#person-0", MEMBER)
        thumb.choose("#part-0", "discharged_weapon")
        thumb.write("#companion-0", DEPUTY)
        thumb.write("#person-1", PEERS[0])
        thumb.choose("#part-1", "witness")
        thumb.tap("button[value=add]")
        thumb.write("#person-2", PEERS[1])
        thumb.choose("#part-2", "witness")
        thumb.tap("button[value=check]")
        page.wait_for_selector("[data-page=incident_review]")
        thumb.read()
        thumb.tap("button[value=open]")
        page.wait_for_selector("[data-page=incident]")
        print(f"An incident with three people: {thumb.seconds:.0f} s.")  # noqa: T201 - shown with -s
    opened = {row.member: case for case, row in stage.town.store.rows(AGENCY)}
    assert opened.keys() == {MEMBER, *PEERS[:2]}
    assert stage.town.case(opened[MEMBER]).companion.person == DEPUTY
    assert thumb.seconds < TWO_MINUTES
