"""On which phones somebody keeps the night page: his own, and nobody else's."""

from typing import NamedTuple

from solidground.app.asking.questions import NOT_HERE, MyDevices
from solidground.app.asking.reading import Reading
from solidground.core.kernel import Instant, Refusal
from solidground.core.wall import Bond, Role, Viewer, What, sees


class DeviceSeen(NamedTuple):
    """One phone. ``device`` names it here, and lets nobody use it."""

    device: str
    kept_at: Instant
    until_at: Instant


def my_devices(reading: Reading, viewer: Viewer, question: MyDevices) -> tuple[DeviceSeen, ...] | Refusal:
    """Return the phones of the one who asks, the newest first."""
    assert isinstance(question, MyDevices)
    # Whoever has care of his own has it as a member, whatever else he is here.
    own = viewer._replace(roles=viewer.roles | {Role.MEMBER})
    if not sees(What.ACCOUNTS, own, Bond(is_own=True)) or viewer.serves_command:
        return NOT_HERE
    with reading.store.moment() as unit:
        found = unit.devices(reading.agency, viewer.person)
    return tuple(DeviceSeen(each.device, each.kept_at, each.until_at) for each in found if reading.now < each.until_at)
