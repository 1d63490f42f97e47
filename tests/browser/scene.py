"""What a scene is: one page, and how somebody comes to it."""

from typing import NamedTuple

from tests.browser.keys import Tap
from tests.browser.reaching import Reach


class Scene(NamedTuple):
    """One page: how it is reached, what is tapped, typed or gone to on the way, and what it calls itself."""

    name: str
    reach: Reach
    taps: tuple[Tap, ...] = ()
    page: str = "link"
    status: int = 200
    role: str = "nobody"
