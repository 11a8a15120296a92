"""Frames that come late, in pieces, or never whole."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from grader.sandbox.guest import wire

Ends = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def frame() -> bytes:
    one, other = socket.socketpair()
    with one, other:
        wire.send(one, {"event": "cpu"}, b"text", b"blob" * 100)
        return other.recv(10_000)


def soon() -> float:
    return time.monotonic() + 0.05


@pytest.mark.parametrize("nap", [0.0, 0.002])
@pytest.mark.parametrize("pieces", [1, 3, 12, 20, 40])
def test_a_frame_that_has_begun_in_time_is_not_lost(ends: Ends, pieces: int, nap: float) -> None:
    """The reader's time is up in the middle: on a busy machine, between any two reads."""
    ours, theirs = ends
    data = frame()
    theirs.sendall(data[:pieces])
    late = threading.Timer(0.2, theirs.sendall, [data[pieces:] + data])
    late.start()
    for deadline in (soon(), time.monotonic() + 5):
        header, text, blob = wire.receive(ours, deadline=deadline, max_text=4, max_blob=400, nap=nap)
        assert (header, text, blob) == ({"event": "cpu"}, b"text", b"blob" * 100)
    late.join()


def test_waiting_may_go_on_after_a_time_out(ends: Ends) -> None:
    ours, theirs = ends
    with pytest.raises(TimeoutError):
        wire.receive(ours, deadline=soon())
    theirs.sendall(frame())
    assert wire.receive(ours, deadline=time.monotonic() + 5, max_text=4, max_blob=400)[1] == b"text"


def test_a_frame_that_never_ends_is_none(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_FRAME_SECONDS", 0.05, raising=False)
    ours, theirs = ends
    theirs.sendall(frame()[:20])
    with pytest.raises(wire.BadFrame):
        wire.receive(ours, deadline=soon(), max_text=4, max_blob=400)
