"""The same shape everywhere: knowing one subject, one event or one channel is knowing all."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests.house.sources import Source, python, sample
from tests.house.words import is_past, pieces

CORE = PurePosixPath("src/solidground/core")
CHANNELS = PurePosixPath("src/solidground/channels")
SUBJECTS = ("incident", "care", "roster")
THREE = frozenset({"commands.py", "events.py", "decider.py"})
FIRST = ["at: Instant", "by: PersonId"]
SCHEMA = "schema: ClassVar[int]"


def fields(one: ast.ClassDef) -> list[str]:
    annotated = (node for node in one.body if isinstance(node, ast.AnnAssign))
    return [f"{ast.unparse(node.target)}: {ast.unparse(node.annotation)}" for node in annotated]


def is_frozen(one: ast.ClassDef) -> bool:
    return [ast.unparse(mark) for mark in one.decorator_list] == ["dataclass(frozen=True, slots=True)"]


def union(tree: ast.Module, name: str) -> set[str]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name and node.value is not None:
            return {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
    return set()


def misshapen(source: Source) -> list[str]:
    rule = {"events": _wrong_event, "commands": _wrong_command}.get(source.path.stem)
    if rule is None:
        return []
    listed = union(source.tree, "Event") | union(source.tree, "Command")
    return [
        f"{source.path}:{one.lineno} {one.name} {wrong}"
        for one in source.classes()
        for wrong in [*rule(one), *([] if one.name in listed else ["is not in the union at the end of its file"])]
    ]


def _wrong_event(one: ast.ClassDef) -> Iterator[str]:
    inside = fields(one)
    if not is_frozen(one):
        yield "is not @dataclass(frozen=True, slots=True)"
    if SCHEMA not in inside:
        yield f"has no {SCHEMA}"
    if [field for field in inside if field != SCHEMA][:2] != FIRST:
        yield "does not begin with " + " and ".join(FIRST)
    if not any(is_past(word) for word in pieces(one.name)):
        yield "does not say what happened: a noun and a past participle"


def _wrong_command(one: ast.ClassDef) -> Iterator[str]:
    if not is_frozen(one):
        yield "is not @dataclass(frozen=True, slots=True)"
    if fields(one)[:2] != FIRST:
        yield "does not begin with " + " and ".join(FIRST)
    if pieces(one.name)[0].endswith("ed"):
        yield "does not ask: an imperative and a noun"


def incomplete_subjects(files: Iterable[PurePosixPath]) -> list[str]:
    folders: dict[PurePosixPath, set[str]] = {}
    for path in files:
        folders.setdefault(path.parent, set()).add(path.name)
    return [
        f"{folder} lacks {name}" for folder, names in folders.items() if names & THREE for name in sorted(THREE - names)
    ]


def silent_channels(files: Iterable[PurePosixPath]) -> list[str]:
    inside = {path.relative_to(CHANNELS) for path in files}
    names = {path.parts[0] for path in inside if len(path.parts) > 1}
    return [
        f"{CHANNELS / name} lacks send.py" for name in sorted(names) if PurePosixPath(name, "send.py") not in inside
    ]


def test_every_event_and_command_has_the_shape_of_its_kind() -> None:
    found = [line for source in python(str(CORE)) for line in misshapen(source)]
    assert not found, "Copy the shape of a neighbour.\n" + "\n".join(found)


def test_every_subject_has_its_three_files() -> None:
    files = [source.path for source in python(str(CORE))]
    assert not incomplete_subjects(files), "A subject is commands.py, events.py and decider.py.\n" + "\n".join(
        incomplete_subjects(files)
    )
    missing = [
        name for name in SUBJECTS if not any(path.is_relative_to(CORE / name) and path.name in THREE for path in files)
    ]
    assert not missing, f"These subjects have no rules: {missing}"


def test_every_channel_has_a_send() -> None:
    found = silent_channels(source.path for source in python(str(CHANNELS)))
    assert not found, "A channel is a folder with a send.py.\n" + "\n".join(found)


def test_the_rules_find_what_is_out_of_shape_and_leave_what_is_not() -> None:
    frozen = "@dataclass(frozen=True, slots=True)\nclass "
    inside = "    at: Instant\n    by: PersonId\n"
    event = f"{frozen}CaseOpened:\n    schema: ClassVar[int] = 1\n{inside}\nEvent: TypeAlias = CaseOpened\n"
    command = f"{frozen}OpenCase:\n{inside}\nCommand: TypeAlias = OpenCase\n"
    assert misshapen(sample("good/events.py", event)) == []
    assert misshapen(sample("good/commands.py", command)) == []
    assert [
        line.split(" ", 2)[2] for line in misshapen(sample("bad/events.py", "class Begin:\n    by: PersonId\n"))
    ] == [
        "is not @dataclass(frozen=True, slots=True)",
        "has no schema: ClassVar[int]",
        "does not begin with at: Instant and by: PersonId",
        "does not say what happened: a noun and a past participle",
        "is not in the union at the end of its file",
    ]
    assert [
        line.split(" ", 2)[2] for line in misshapen(sample("bad/commands.py", "class OpenedCase:\n    a: int\n"))
    ] == [
        "is not @dataclass(frozen=True, slots=True)",
        "does not begin with at: Instant and by: PersonId",
        "does not ask: an imperative and a noun",
        "is not in the union at the end of its file",
    ]


def test_the_rules_find_a_subject_and_a_channel_without_its_files() -> None:
    care, mail = CORE / "care", CHANNELS / "mail"
    assert incomplete_subjects([care / name for name in THREE]) == []
    assert incomplete_subjects([care / "events.py", care / "commands.py"]) == [f"{care} lacks decider.py"]
    assert silent_channels([CHANNELS / "__init__.py", mail / "send.py"]) == []
    assert silent_channels([mail / "__init__.py"]) == [f"{mail} lacks send.py"]
