"""Whether a port can be listened on, said before anything is begun."""

import socket

from solidground.app.importing.fault import FileFault


def must_be_free(host: str, port: int, other: str = "--port") -> None:
    """Refuse a port that cannot be used. Raises FileFault; ``other`` is what names another."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        sentence = f"Port {port} of {host} cannot be used ({error.strerror}). Name another with {other}."
        raise FileFault(sentence) from error
