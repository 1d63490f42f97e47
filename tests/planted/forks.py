"""Tests run against changed functions, each change in a fork of one process that has loaded everything already.

The code of the one function is exchanged where it stands, so that nothing else runs otherwise or slower than ever. Only
tests that come by the changed lines are run, those that noticed a neighbour first, until one fails.

What must never happen here: a change that outlives its fork, or a run that hangs.
"""

import gc
import json
import os
import resource
import signal
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib import import_module
from textwrap import indent
from time import process_time
from typing import Any, Literal, NamedTuple, TypeAlias

import pytest
from coverage import Coverage
from hypothesis import Phase, settings

from tests.planted.changes import CORE, Change

EXAMPLES = 25
"""How many examples a property is asked for: the same ones each time, and no search for a shorter one."""

SECONDS_LEAST, TIMES_MOST = 2, 8
"""A test that takes more processor time than this, in seconds and in times its usual, does not end."""
BYTES_MOST = 3 << 30

End: TypeAlias = Literal["killed", "endless", "lives", "unreached"]
Tell: TypeAlias = Callable[[object], None]


class Ended(NamedTuple):
    """How the tests ended that met a change; ``by`` is the test that noticed it."""

    end: End
    by: str = ""


class Forks:
    """What pytest does instead of running the tests once."""

    def __init__(self, changes: Sequence[Change], note: Callable[[Change, Ended], None]) -> None:
        self._changes = changes
        self._note = note
        self._on_failure: Callable[[str], None] = lambda _: None
        self._items: dict[str, pytest.Item] = {}
        self._seconds: dict[str, float] = {}
        self._lines: dict[str, dict[str, list[str]]] = {}
        self._noticed: dict[tuple[str, str], list[str]] = defaultdict(list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Ask properties for fewer examples; before the tests are read, which is when they take their settings."""
        fast = settings(max_examples=EXAMPLES, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate))
        settings.register_profile("forks", fast)
        settings.load_profile("forks")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """End a fork at the first failure, before anything is written about it."""
        if call.excinfo is not None:
            self._on_failure(item.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Look at all tests once, then meet each change with those that come by it."""
        self._items = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.freeze()
        code, known = in_fork(self._look)
        if code:
            pytest.exit(f"Without any change there fails: {known}", returncode=1)
        self._seconds, self._lines = known
        for change in self._changes:
            self._note(change, self._meet(change))
        return True

    def _look(self, tell: Tell) -> None:
        """Tell how long each test takes, and which tests come by each line of core."""
        self._end_at_failure(tell)
        measured = Coverage(data_file=None, config_file=False, include=[f"{CORE}/*"])
        seconds: dict[str, float] = {}
        with measured.collect():
            for name, item in self._items.items():
                forget()
                measured.switch_context(name)
                began = process_time()
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                seconds[name] = process_time() - began
        found = measured.get_data()
        modules = {path: os.path.relpath(path, CORE) for path in found.measured_files()}
        tell((seconds, {module: found.contexts_by_lineno(path) for path, module in modules.items()}))

    def _meet(self, change: Change) -> Ended:
        lines = self._lines.get(change.module, {})
        met = {test for line in range(change.first, change.last + 1) for test in lines.get(str(line), ())}
        noticed = self._noticed[change.module, change.function]
        first = [test for test in noticed if test in met]
        tests = [*first, *sorted(met.difference(first), key=lambda test: self._seconds[test])]
        if not tests:
            return Ended("unreached")
        code, by = in_fork(lambda tell: self._run(change, tests, tell))
        if code == 1:
            if by in noticed:
                noticed.remove(by)
            noticed.insert(0, by)
            return Ended("killed", by)
        assert code <= 0, f"{change.name}: {by}"
        return Ended("endless" if code else "lives")

    def _run(self, change: Change, tests: Sequence[str], tell: Tell) -> None:
        self._end_at_failure(tell)
        resource.setrlimit(resource.RLIMIT_AS, (BYTES_MOST, BYTES_MOST))
        forget()
        put(change)
        items = [self._items[test] for test in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            # Ends the fork by itself, since its signal is not handled.
            signal.setitimer(signal.ITIMER_PROF, max(SECONDS_LEAST, TIMES_MOST * self._seconds[item.nodeid]))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def _end_at_failure(self, tell: Tell) -> None:
        def end(test: str) -> None:
            tell(test)
            os._exit(1)

        self._on_failure = end


def put(change: Change) -> None:
    """Exchange the code of the one function that is changed."""
    module = import_module(
        "solidground.core." + change.module.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    )
    owner: Any = module
    *classes, name = change.function.split(".")
    for one in classes:
        owner = getattr(owner, one)
    scope = dict(vars(module))
    # Inside a class, as it was: names that begin with two underscores are others there.
    exec("class Made:\n" + indent(change.after, " ") if classes else change.after, scope)  # noqa: S102 - it is for this
    made = vars(scope["Made"])[name] if classes else scope[name]
    function = vars(owner)[name]
    function = getattr(function, "__func__", function)
    function.__code__, function.__defaults__, function.__kwdefaults__ = (
        made.__code__,
        made.__defaults__,
        made.__kwdefaults__,
    )


def forget() -> None:
    """Empty what core keeps of earlier answers, which would hide a change."""
    for name, module in list(sys.modules.items()):
        if name.startswith("solidground.core"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def in_fork(work: Callable[[Tell], None]) -> tuple[int, Any]:
    """Do something in a fork of this process, and return how it ended and the last it told."""
    reading, writing = os.pipe()
    fork = os.fork()
    if not fork:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with os.fdopen(writing, "w", encoding="utf-8") as stream:

            def tell(what: object) -> None:
                json.dump(what, stream)
                stream.flush()

            try:
                work(tell)
            except BaseException:  # noqa: BLE001 - told to who waits
                tell(traceback.format_exc())
                os._exit(2)
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        said = told.read()
    _, status = os.waitpid(fork, 0)
    return os.waitstatus_to_exitcode(status), json.loads(said) if said else None
