"""Where the time of a command goes: CPU seconds for each stage, added up over all threads.

    with stage("compare"):
        ...

A stage inside another is taken out of it. What other processes use is added by those that hear of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# In the order of a submission's way. What is the submissions' own doing is one of them; the rest is ours.
OWN = "submissions' own calls"
STAGES = (
    "start the sandbox",
    "references",
    "read",
    "find the answers",
    "fork and confine",
    OWN,
    "transfer",
    "compare",
    "store",
    "report",
)

_lock = threading.Lock()
_seconds: dict[str, float] = {}
_open = threading.local()


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count the CPU time of this thread, until the end of the block, for `name`."""
    outer, started = getattr(_open, "inner", None), time.thread_time()
    _open.inner = 0.0  # what stages inside this one take
    try:
        yield
    finally:
        whole = time.thread_time() - started
        add(name, whole - _open.inner)
        _open.inner = None if outer is None else outer + whole


def add(name: str, seconds: float) -> None:
    """Count CPU seconds. Raises ValueError for a name that is none of STAGES."""
    if name not in STAGES:
        raise ValueError(name)
    with _lock:
        _seconds[name] = _seconds.get(name, 0.0) + seconds


def so_far() -> Mapping[str, float]:
    """CPU seconds by stage."""
    with _lock:
        return dict(_seconds)


def table() -> list[str]:
    """For people: a line for each stage, and what part it is of them all. The command's own start is none of them."""
    known = so_far()
    whole = sum(known.values()) or 1.0
    lines = [f"{'CPU time by stage':<28}{'seconds':>10}"]
    lines += [f"  {name:<26}{known[name]:>10.2f}{known[name] / whole:>8.1%}" for name in STAGES if name in known]
    return [*lines, f"  {'together':<26}{whole:>10.2f}{1:>8.1%}"]
