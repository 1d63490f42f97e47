"""Everything that is done at its time."""

from typing import Final

from solidground.app.demo.acts.desk import DESK
from solidground.app.demo.acts.inquiry import INQUIRY
from solidground.app.demo.acts.taken import TAKEN
from solidground.app.demo.acts.way_back import WAY_BACK
from solidground.app.demo.stage import Act

ACTS: Final[tuple[Act, ...]] = (*TAKEN, *INQUIRY, *DESK, *WAY_BACK)
