"""Frames on a stream socket: a JSON header and two binary parts, each with a length that the reader caps."""

from __future__ import annotations

import json
import math
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any

_LENGTHS = struct.Struct("!III")
MAX_HEADER = 1 << 20


class Closed(Exception):
    """The other side is gone."""


class BadFrame(Exception):
    """The other side sent something that is no frame, or one that is too large."""


def send(sock: socket.socket, header: Mapping[str, Any], text: bytes = b"", blob: bytes = b"") -> None:
    """Send one frame. Raises OSError when the other side is gone."""
    head = json.dumps(header).encode()
    sock.sendall(_LENGTHS.pack(len(head), len(text), len(blob)) + head + text)
    if blob:
        sock.sendall(blob)


def receive(
    sock: socket.socket, *, deadline: float | None = None, max_text: int = 0, max_blob: int = 0
) -> tuple[dict[str, Any], bytes, bytes]:
    """Receive one frame before `deadline` (of time.monotonic). Raises TimeoutError, Closed or BadFrame.

    A time-out in the middle of a frame loses the frame: the caller gives the connection up.
    """
    lengths = _LENGTHS.unpack(_exactly(sock, _LENGTHS.size, deadline))
    if any(length > cap for length, cap in zip(lengths, (MAX_HEADER, max_text, max_blob), strict=True)):
        raise BadFrame(f"a frame of {sum(lengths)} bytes")
    head, text, blob = (_exactly(sock, length, deadline) for length in lengths)
    try:
        header = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise BadFrame(str(error)) from None
    if not isinstance(header, dict):
        raise BadFrame("a header that is no object")
    return header, text, blob


def _exactly(sock: socket.socket, length: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < length:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(None if math.isinf(left) else left)
        else:
            sock.settimeout(None)
        try:
            part = sock.recv(min(length - len(data), 1 << 20))
        except ConnectionError:
            part = b""
        if not part:
            raise Closed
        data += part
    return bytes(data)
