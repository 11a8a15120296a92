"""A zygote's process, and how it is ended."""

from __future__ import annotations

import io
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from grader.sandbox.launch import Launched


class Leisurely(io.BytesIO):
    """A file that takes its time."""

    def seek(self, *where: int) -> int:
        time.sleep(0.2)
        return super().seek(*where)


def test_two_threads_may_end_the_same_zygote_at_once() -> None:
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(["sleep", "60"])
    with theirs, ThreadPoolExecutor(2) as pool:
        zygote = Launched(process, ours, Leisurely(b"its last words"))
        said = [future.result() for future in [pool.submit(zygote.end) for _ in range(2)]]
    assert sorted(said) == ["", "its last words"]
    assert process.returncode is not None
