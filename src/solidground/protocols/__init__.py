"""The protocols shipped with the program, as text. Must never read or judge them: that is the rules'."""

from importlib.resources import files

NAMES = ("default", "small_agency", "dispatch_and_witness")


def text(name: str) -> str:
    """Return a shipped protocol as its file has it. ``name`` is one of ``NAMES``."""
    assert name in NAMES, "only shipped protocols have a name; every other one has a path"
    return files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


def statuses_text() -> str:
    """Return the shipped words for how an inquiry stands, as the file has them."""
    return files(__name__).joinpath("statuses.toml").read_text(encoding="utf-8")


def duty_text() -> str:
    """Return the shipped list of what command owes, as the file has it."""
    return files(__name__).joinpath("duty.toml").read_text(encoding="utf-8")


def options_text() -> str:
    """Return the shipped words for what each way of a decision means, as the file has them."""
    return files(__name__).joinpath("options.toml").read_text(encoding="utf-8")
