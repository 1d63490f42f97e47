"""The pages of a decision: thought over, signed with another beside, sent; and the paper as HR has it."""

from tests.browser.reaching import seated
from tests.browser.reaching_desk import BESIDE, DECISION, FOLD, PAPERS, SEND, SIGN, WAYS, confides, holds, sends, thinks
from tests.browser.scene import Scene

DESK = (
    Scene("delivered", seated("hr", sends), (PAPERS,), page="delivered", role="hr"),
    Scene("family_draft", seated("family", confides), page="family", role="family"),
    Scene("my_decision_shared", seated("member", confides), DECISION, page="my_decision", role="member"),
    Scene("my_ways_open", seated("member", thinks), (*WAYS, FOLD), page="my_ways", role="member"),
    Scene("my_ways", seated("member", thinks), WAYS, page="my_ways", role="member"),
    Scene("my_decision", seated("member", thinks), DECISION, page="my_decision", role="member"),
    Scene("my_signing", seated("member", thinks), (*DECISION, SIGN), page="my_signing", role="member"),
    Scene("my_sending", seated("member", holds), (*DECISION, SEND), page="my_sending", role="member"),
    Scene("my_decision_held", seated("member", holds), DECISION, page="my_decision", role="member"),
    Scene("my_decision_sent", seated("member", sends), DECISION, page="my_decision", role="member"),
    Scene("beside", seated("peer", holds), ("a[href='/me']", *BESIDE), page="beside", role="member"),
)
