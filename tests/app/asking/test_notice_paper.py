"""The paper of the limits somebody was given is his own, whoever else may know what is owed in his case."""

import pytest

from solidground.app.asking.paper_questions import NoticePaper
from solidground.app.asking.questions import NOT_HERE
from solidground.core.kernel import CaseId, PersonId
from tests.app.asking.test_shares import seen
from tests.app.town import COORDINATOR, MEMBER, PEERS, Town


@pytest.mark.parametrize("person", [COORDINATOR, *PEERS])
def test_nobody_else_has_a_paper_of_it(town: Town, person: PersonId) -> None:
    (case,) = town.incident(MEMBER)
    assert seen(town, person, NoticePaper(case)) == NOT_HERE


def test_of_no_case_there_is_none(town: Town) -> None:
    assert seen(town, MEMBER, NoticePaper(CaseId("0" * 20))) == NOT_HERE
