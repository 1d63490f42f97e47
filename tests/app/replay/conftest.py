"""The command line, for tests of what a replay leaves behind."""

from tests.config.conftest import solidground

__all__ = ["solidground"]
