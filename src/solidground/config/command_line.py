"""The command line. Each command is a module of its own, imported when it is asked for.

What must never happen here: a traceback for bad input, an exit code with two meanings, or anything but the one object
on standard output with --json.
"""

import gc
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer

from solidground.config.faults import BAD, DEFECT, DONE, STOPPED, Ended, ending
from solidground.config.plain_signs import legible
from solidground.config.usage import usage

PANELS = {
    "To begin": {"init": "init", "invite": "invite", "import": "imports", "protocol": "protocol"},
    "The clock": {"run": "run", "tick": "tick", "reconcile": "reconcile", "confirm-time": "confirm_time"},
    "To look": {"status": "status", "board": "board", "duties": "duties", "cover": "cover"},
    "The proof": {
        "verify": "verify",
        "cosign": "cosign",
        "export": "export",
        "audit": "audit",
        "papers": "papers",
        "keys": "keys",
    },
    "To keep safe": {
        "backup": "backup",
        "restore": "restore",
        "archive": "archive",
        "legal-hold": "legal_hold",
    },
    "To try out": {"demo": "demo", "replay": "replay", "simulate": "simulate", "bench": "bench"},
}
"""Each command by its name, and its module in ``config/commands``: one with a ``command``, or a ``group`` of them."""

COMMANDS = {name: module for commands in PANELS.values() for name, module in commands.items()}
PANEL_OF = {name: panel for panel, commands in PANELS.items() for name in commands}

YOUNG, MIDDLE, OLD = 100_000, 50, 100
"""The clock makes many small values that live as long as its batch: looking for garbage among them costs a quarter."""

INTERRUPTED = 130
"""What the tool below returns when somebody pressed Ctrl-C."""

HELP = "The clock, the wall and the proof of human contact after a critical incident."
NO_ASSERTIONS = "solidground does not start with assertions switched off: run it without -O and without PYTHONOPTIMIZE."


def build(wanted: Sequence[str]) -> typer.Typer:
    """Return the command line; where one command is asked for, with no other one loaded."""
    named = wanted[:1] if wanted and wanted[0] in COMMANDS else list(COMMANDS)
    app = typer.Typer(help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_top)
    for name in named:
        module = import_module(f"solidground.config.commands.{COMMANDS[name]}")
        if hasattr(module, "group"):
            app.add_typer(module.group, name=name, rich_help_panel=PANEL_OF[name])
        else:
            app.command(name, rich_help_panel=PANEL_OF[name])(module.command)
    return app


def _top() -> None:
    """Hold the commands together: with one command alone they would be one program."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the program with its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    sys.exit(run(given))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return its exit code."""
    if not __debug__:
        sys.stderr.write(NO_ASSERTIONS + "\n")
        return BAD
    legible()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    try:
        code = _ended(build(arguments)(args=list(arguments), prog_name="solidground", standalone_mode=False))
        sys.stdout.flush()
    except typer.Abort:
        return _say(Ended(BAD, STOPPED))
    except SystemExit as error:
        # Whoever read our output has gone: the tool below ends on its own.
        return DONE if error.code in (None, 0) else BAD
    except Exception as error:  # noqa: BLE001 - the outermost edge: whatever is no fault is shown whole as a defect
        return _faulted(error)
    return code


def _ended(returned: Any) -> int:  # noqa: ANN401 - whatever a command returns
    if returned == INTERRUPTED:
        return _say(Ended(BAD, STOPPED))
    return returned if isinstance(returned, int) else DONE


def _faulted(error: Exception) -> int:
    if hasattr(error, "format_message"):
        return _say(Ended(BAD, usage(error)))
    ended = ending(error)
    if ended is not None:
        return _say(ended)
    traceback.print_exception(error)
    return _say(Ended(DEFECT, "This is a defect of solidground. Nothing is lost; please send the lines above."))


def _say(ended: Ended) -> int:
    if ended.sentence:
        sys.stderr.write(ended.sentence + "\n")
    return ended.code
