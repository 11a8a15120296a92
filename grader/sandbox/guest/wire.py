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
_FRAME_SECONDS = 10.0  # for the rest of a frame that has begun


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
    sock: socket.socket, *, deadline: float | None = None, max_text: int = 0, max_blob: int = 0, nap: float = 0.0
) -> tuple[dict[str, Any], bytes, bytes]:
    """Receive one frame that begins before `deadline` (of time.monotonic). Raises TimeoutError when none has begun, after
    which the caller may go on waiting; Closed; BadFrame, also for a frame that does not end.

    With `nap`, the reader looks every so many seconds instead of waiting: waking one that waits costs the sender, up to
    a millisecond for every frame on a virtual machine.
    """
    start = _exactly(sock, 1, deadline, nap)
    if deadline is not None:
        deadline = max(deadline, time.monotonic() + _FRAME_SECONDS)
    try:
        lengths = _LENGTHS.unpack(start + _exactly(sock, _LENGTHS.size - 1, deadline, nap))
        if any(length > cap for length, cap in zip(lengths, (MAX_HEADER, max_text, max_blob), strict=True)):
            raise BadFrame(f"a frame of {sum(lengths)} bytes")
        head, text, blob = (_exactly(sock, length, deadline, nap) for length in lengths)
    except TimeoutError:
        raise BadFrame("a frame that does not end") from None
    try:
        header = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise BadFrame(str(error)) from None
    if not isinstance(header, dict):
        raise BadFrame("a header that is no object")
    return header, text, blob


def _exactly(sock: socket.socket, length: int, deadline: float | None, nap: float) -> bytes:
    data = bytearray()
    while len(data) < length:
        left = math.inf if deadline is None else deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        sock.settimeout(0.0 if nap else None if math.isinf(left) else left)
        try:
            part = sock.recv(min(length - len(data), 1 << 20))
        except BlockingIOError:
            time.sleep(min(nap, left))
            continue
        except ConnectionError:
            part = b""
        if not part:
            raise Closed
        data += part
    return bytes(data)
