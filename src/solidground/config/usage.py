"""What was asked wrongly, as one sentence in this program's words: the place, what is wrong, the remedy.

What must never happen here: the words of the tool that reads the command line, which speak to who wrote a program.
"""

import re
from difflib import get_close_matches
from typing import Any

from solidground.app.importing.reading import shown

WHOLE = "whole number"


def usage(error: Any) -> str:  # noqa: ANN401 - the tool below keeps its own types to itself
    """Return what is wrong with a command line, and what helps."""
    context = error.ctx
    path = context.command_path if context is not None else "solidground"
    said = _said(error).rstrip(".")
    return f'{said}. "{path} --help" says what can be asked.' if said else f'"{path} --help" says what can be asked.'


def _said(error: Any) -> str:  # noqa: ANN401 - as above
    match type(error).__name__:
        case "MissingParameter":
            return _missing(error.param)
        case "BadParameter":
            return _bad(error)
        case "NoSuchOption":
            return f"{error.option_name} is no option.{_meant(error.possibilities or ())}"
        case "BadOptionUsage":
            return _bad_use(error)
        case _:
            return _other(error)


def _missing(param: Any) -> str:  # noqa: ANN401 - as above
    if param.param_type_name == "argument":
        return f"{_name(param)} is missing. Write it after the command"
    return f"{_name(param)} is missing. Write {_name(param)} {_value(param)}"


def _bad(error: Any) -> str:  # noqa: ANN401 - as above
    # Typer keeps what was given, and which bound it broke, in the cause of its error.
    found = error.__cause__.errors()[0]
    told, context = shown(str(found["input"])), found.get("ctx", {})
    name = _name(error.param)
    known = re.findall(r"'([^']*)'", error.message.partition(" is not one of ")[2])
    match found["type"]:
        case "greater_than_equal":
            return f"{name}: {told} is too small. Write a {WHOLE} of {context['ge']:,} or more"
        case "less_than_equal":
            return f"{name}: {told} is too large. Write a {WHOLE} of {context['le']:,} or less"
        case "int_parsing" | "int_parsing_size":
            return f"{name}: {told} is no {WHOLE}. Write one in digits, such as {name} 12"
        case _ if known:
            return f"{name}: {told} is not known. Write one of: {', '.join(known)}"
        case _:
            return f"{name}: {told} cannot be read"


def _bad_use(error: Any) -> str:  # noqa: ANN401 - as above
    name = error.option_name
    if "does not take a value" in error.message:
        return f"{name} stands alone. Take out what follows its equals sign"
    return f"{name} lacks its value. Write it after {name}"


def _other(error: Any) -> str:  # noqa: ANN401 - as above
    said = str(error.format_message()).strip()
    over = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", said, re.DOTALL)
    if over is not None:
        return f"{shown(over[1])} stands where nothing more is asked. Take it out, or write the option it belongs to"
    unknown = re.match(r"No such command '(.*?)'\.", said + ".", re.DOTALL)
    if unknown is not None:
        return f"{shown(unknown[1])} is no command.{_meant(get_close_matches(unknown[1], error.ctx.command.commands))}"
    # Nothing was asked: it is the whole help.
    return said


def _meant(near: Any) -> str:  # noqa: ANN401 - some words
    return f" Perhaps it is {' or '.join(near)}" if near else ""


def _name(param: Any) -> str:  # noqa: ANN401 - as above
    return str(param.metavar or param.name) if param.param_type_name == "argument" else str(param.opts[0])


def _value(param: Any) -> str:  # noqa: ANN401 - as above
    return str(param.metavar or "VALUE")
