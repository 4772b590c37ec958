"""Decompress what a stranger sent, with a bound that holds before the memory is spent."""

import zlib
from collections.abc import Iterator

GZIP = {"gzip", "x-gzip"}
MAX_MEMBERS = 64  # gzip members in one body; honest servers send one, a few when they append
MAX_STEP_BYTES = 2**18  # what one call may inflate: the cap is overshot by no more than this


class TooLarge(Exception):  # noqa: N818 - named for what it says
    """The body passes its cap."""


class Undecodable(Exception):  # noqa: N818 - named for what it says
    """The body is not what its Content-Encoding says."""


class Inflater:
    """Feed it a body's chunks in order; it keeps the plain bytes, never more than `max_bytes` and one step."""

    def __init__(self, encoding: str, *, max_bytes: int) -> None:
        names = [name for name in encoding.lower().replace(" ", "").split(",") if name and name != "identity"]
        if len(names) > 1 or (names and names[0] not in GZIP | {"deflate"}):
            raise Undecodable(f"sent with Content-Encoding {encoding[:80]!r}, which was not asked for")
        self._name = names[0] if names else ""
        self._max_bytes = max_bytes
        self._stream = self._new() if self._name else None
        self._n_members = 1
        self._parts: list[bytes] = []
        self._n_bytes = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes off the wire; raises TooLarge or Undecodable."""
        if self._stream is None:
            self._keep(chunk)
            return
        try:
            for part in self._inflate(chunk):
                self._keep(part)
        except zlib.error as error:
            raise Undecodable(f"its {self._name} data are damaged: {error}") from error

    def finish(self) -> bytes:
        """Return the whole body; raises Undecodable where it ended early."""
        body = b"".join(self._parts)
        if self._stream is not None and not self._stream.eof and (body or self._fed_any):
            raise Undecodable(f"its {self._name} data end early")
        return body

    _fed_any = False

    def _keep(self, part: bytes) -> None:
        self._n_bytes += len(part)
        if self._n_bytes > self._max_bytes:
            raise TooLarge(f"more than {self._max_bytes:,} bytes")
        self._parts.append(part)

    def _inflate(self, chunk: bytes) -> Iterator[bytes]:
        assert self._stream is not None  # noqa: S101 - feed asks before it calls
        if chunk and not self._fed_any:
            self._fed_any = True
            if self._name == "deflate" and not _is_zlib(chunk):
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers send deflate without its zlib header
        while chunk:
            if self._stream.eof and not self._opens_member(chunk):
                return  # padding after the end, as some servers send
            yield self._stream.decompress(chunk, MAX_STEP_BYTES)
            chunk = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _opens_member(self, chunk: bytes) -> bool:
        if self._name not in GZIP or not chunk.startswith(b"\x1f"):
            return False
        self._n_members += 1
        if self._n_members > MAX_MEMBERS:
            raise TooLarge(f"more than {MAX_MEMBERS} gzip members")
        self._stream = self._new()
        return True

    def _new(self) -> "zlib._Decompress":
        return zlib.decompressobj(zlib.MAX_WBITS | 16 if self._name in GZIP else zlib.MAX_WBITS)


def _is_zlib(chunk: bytes) -> bool:
    header = int.from_bytes(chunk[:2].ljust(2, b"\0"), "big")
    return chunk[0] & 0x0F == 8 and header % 31 == 0
