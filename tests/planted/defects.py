"""Every planted defect, in the order in which the page about them tells of them."""

from tests.planted.case import CASE
from tests.planted.defect import Defect
from tests.planted.edges import EDGES
from tests.planted.log import LOG
from tests.planted.people import PEOPLE

DEFECTS: tuple[Defect, ...] = (*CASE, *PEOPLE, *LOG, *EDGES)
