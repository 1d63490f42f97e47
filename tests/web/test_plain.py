"""The wall in plain words: everything the table can say has a sentence, and nothing else has."""

from solidground.core.wall import Role, Rule, What
from solidground.web.plain import PEOPLE, RULES, THINGS, TO_MEMBER, TO_YOU, person, rule, rule_to_you, thing


def test_everything_the_wall_can_say_has_plain_words() -> None:
    assert set(THINGS) == set(What)
    assert set(PEOPLE) == set(Role)
    assert set(RULES) == set(Rule)
    assert set(TO_YOU) <= set(Rule)
    assert set(TO_MEMBER) <= set(Rule)


def test_no_two_things_are_called_the_same_and_none_as_the_table_calls_it() -> None:
    for words, table in ((THINGS, What), (PEOPLE, Role)):
        assert len(set(words.values())) == len(words)
        assert not set(words.values()) & {str(word) for word in table}


def test_a_condition_is_said_to_the_one_who_reads_it() -> None:
    assert (rule(Rule.IF_SHARED), rule(Rule.IF_SHARED, member=True)) == ("if the member shares it", "if you share it")
    assert rule(Rule.OWN_DUTIES) == "only what is theirs to do"
    assert rule_to_you(Rule.OWN_DUTIES) == "only what is yours to do"
    assert rule_to_you(Rule.AFTER_TOLD) == "after the member was told"
    assert rule_to_you(Rule.AFTER_TOLD, member=True) == "after you were told"
    assert (thing(What.CIRCLE), person(Role.PEER)) == ("Who is there for a member", "The peer of a member")
    assert (thing(What.CIRCLE, member=True), person(Role.PEER, member=True)) == ("Who is there for you", "your peer")
    assert (thing(What.FITNESS, member=True), person(Role.CHIEF, member=True)) == (
        "A fitness-for-duty exam, and what came of it",
        "The chief",
    )
