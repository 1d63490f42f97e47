"""A word enters the glossary before it enters the code, and some words never do."""

import ast
from collections.abc import Iterator

from tests.house.sources import ROOT, Source, python, sample
from tests.house.words import entries, glossary, is_past, pieces, unknown

CORE = "src/solidground/core"
SHAPE = frozenset({"commands", "events", "decider", "__init__"})
"""Files that every subject has: they are the house's words, not the domain's."""

FORBIDDEN = frozenset({"data", "info", "manager", "helper", "util", "utils", "process", "obj", "tmp"})
GIVEN_BY_TOOLS = frozenset(
    {"tmp_path", "tmp_path_factory", "handle_DATA", "smtp_DATA", "handle_data", "get_context_data"}
)
"""Names that pytest, aiosmtpd, HTMLParser and Django call by name; their arguments are named by them too."""


def nouns(source: Source, name: str) -> list[str]:
    words = pieces(name)
    return [word for word in words if not is_past(word)] if source.path.stem == "events" else words[1:]


def strange_classes(source: Source, known: frozenset[str]) -> list[str]:
    if source.path.stem not in {"events", "commands"}:
        return []
    return [
        f"{source.path}:{one.lineno} {one.name}: {word}"
        for one in source.classes()
        for word in unknown(nouns(source, one.name), known)
    ]


def strange_modules(source: Source, known: frozenset[str]) -> list[str]:
    path = source.path.relative_to(CORE)
    names = [name for name in [*path.parent.parts, path.stem] if name not in SHAPE]
    return [f"{source.path}: {word}" for name in names for word in unknown(pieces(name), known)]


def defined(tree: ast.Module) -> Iterator[tuple[int, str]]:
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    given = {id(arg) for node in functions if node.name in GIVEN_BY_TOOLS for arg in ast.walk(node.args)}
    for node in ast.walk(tree):
        if id(node) in given:
            continue
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if not name.startswith("test_"):  # the name of a test is a sentence
                    yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.alias(asname=str(name)):
                yield node.lineno, name
            case _:
                pass


def empty_names(source: Source) -> list[str]:
    named = [(1, part) for part in source.path.with_suffix("").parts]
    return [
        f"{source.path}:{line} {name}"
        for line, name in [*named, *defined(source.tree)]
        if name not in GIVEN_BY_TOOLS and FORBIDDEN.intersection(pieces(name))
    ]


def test_the_glossary_has_each_word_once_in_order_with_one_plain_sentence() -> None:
    found = entries((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    terms = [term.replace("-", " ") for term, _ in found]
    assert terms == sorted(set(terms)), "Put the word where the alphabet has it, once."
    wrong = [term for term, meaning in found if not meaning.endswith(".") or meaning.count(". ") > 0]
    assert not wrong, f"One sentence each, ended by a full stop: {wrong}"


def test_commands_events_and_the_modules_of_core_are_built_of_words_in_the_glossary() -> None:
    known = glossary()
    found = [line for one in python(CORE) for line in [*strange_classes(one, known), *strange_modules(one, known)]]
    assert not found, "Add the word to GLOSSARY.md with one plain sentence, or use one that is there.\n" + "\n".join(
        found
    )


def test_no_name_is_an_empty_word() -> None:
    found = [line for source in python("src", "tests") for line in empty_names(source)]
    assert not found, (
        "Name the thing for what it is in the field, never " + ", ".join(sorted(FORBIDDEN)) + ".\n" + "\n".join(found)
    )


def test_the_rules_find_strange_and_empty_names_and_leave_good_ones() -> None:
    known = frozenset({"case", "notnow", "not", "now", "care", "hours"})
    events = f"{CORE}/care/events.py"
    assert strange_classes(sample(events, "class CaseOpened: ...\nclass NotNowChosen: ..."), known) == []
    assert strange_classes(sample(events, "class BananaOpened: ..."), known) == [f"{events}:1 BananaOpened: banana"]
    assert strange_classes(sample(f"{CORE}/care/commands.py", "class OpenCases: ..."), known) == []
    assert strange_modules(sample(f"{CORE}/care/decider.py", ""), known) == []
    assert strange_modules(sample(f"{CORE}/care/banana.py", ""), known) == [f"{CORE}/care/banana.py: banana"]
    assert (
        empty_names(
            sample("src/good.py", "database = 1\ndef processed(case, tmp_path): ...\ndef handle_data(self, data): ...")
        )
        == []
    )
    assert empty_names(sample("src/bad.py", "import x as info\ndef f(a_data): self.obj = a_data")) == [
        "src/bad.py:1 info",
        "src/bad.py:2 a_data",
        "src/bad.py:2 obj",
    ]
