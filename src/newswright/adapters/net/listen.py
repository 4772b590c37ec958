"""Take an address to serve the page from."""

import socket

from newswright.errors import SettingsError


def listen(host: str, port: int) -> socket.socket:
    """Take the address, or say why it cannot be had; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"cannot listen on {host}:{port}: {error.strerror}; name another with --port, or --port 0"
        ) from error
    return listener
