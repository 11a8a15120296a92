from __future__ import annotations

import time
from pathlib import Path

import pytest
from jails import assert_unharmed, run, value

from grader.sandbox.jobs import Status
from grader.sandbox.worker import Worker

ENDINGS = {
    "infinite loop": ("def answer(check):\n    while True: pass\n", Status.TIMEOUT),
    "memory": ("def answer(check):\n    return len(bytearray(4 << 30))\n", Status.MEMORY),
    "tensor memory": ("import torch\ndef answer(check):\n    return torch.zeros(1 << 30)\n", Status.MEMORY),
    "endless print": ("def answer(check):\n    for _ in range(1000): print('x' * (1 << 20))\n", Status.OUTPUT),
    "sys.exit": ("import sys\ndef answer(check):\n    sys.exit(0)\n", Status.RAISED),
    "os._exit": ("import os\ndef answer(check):\n    os._exit(0)\n", Status.ENDED),
    "segfault": ("import ctypes\ndef answer(check):\n    ctypes.string_at(0)\n", Status.ENDED),
    "exception": ("def answer(check):\n    raise ValueError('no')\n", Status.RAISED),
    "tensor subclass": (
        "import torch\nclass T(torch.Tensor): pass\ndef answer(check):\n    return torch.zeros(2).as_subclass(T)\n",
        Status.UNOBSERVABLE,
    ),
    "always equal": (
        "class Yes:\n    def __eq__(self, other): return True\ndef answer(check):\n    return Yes()\n",
        Status.UNOBSERVABLE,
    ),
    "generator": ("def answer(check):\n    return (i for i in range(3))\n", Status.UNOBSERVABLE),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_ending_has_its_outcome_and_harms_nobody_else(worker: Worker, tmp_path: Path, ending: str) -> None:
    code, status = ENDINGS[ending]
    (outcome,) = run(worker, tmp_path, code)
    assert outcome.status is status, outcome
    assert outcome.check == "first"
    assert_unharmed(worker, tmp_path)


def test_sleeping_is_bounded_by_wall_time(worker: Worker, tmp_path: Path) -> None:
    code = "import time\ndef answer(check):\n    time.sleep(60)\n"
    (outcome,) = run(worker, tmp_path, code, wall_seconds=1.0)
    assert outcome.status is Status.STALLED
    assert outcome.seconds < 0.9


def test_the_waiting_of_all_checks_together_is_bounded(worker: Worker, tmp_path: Path) -> None:
    """Each check stays within its own limit."""
    code = "import time\ndef answer(check):\n    time.sleep(1.2)\n    return check\n"
    outcomes = run(worker, tmp_path, code, checks=4, waiting_seconds=2.0)
    assert [outcome.status for outcome in outcomes] == [Status.OBSERVED, Status.WAITED, Status.NOT_RUN, Status.NOT_RUN]
    assert_unharmed(worker, tmp_path)


def test_the_waiting_of_those_that_were_stopped_counts_too(worker: Worker, tmp_path: Path) -> None:
    code = "import time\ndef answer(check):\n    time.sleep(60)\n"
    outcomes = run(worker, tmp_path, code, checks=3, wall_seconds=1.2, waiting_seconds=2.0)
    assert [outcome.status for outcome in outcomes] == [Status.STALLED, Status.WAITED, Status.NOT_RUN]


def test_computing_is_no_waiting(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that sleeps, of which the clock says that it computes: the time of one that computes is not the test's."""
    began = time.monotonic()
    monkeypatch.setattr(worker, "cpu_seconds", lambda: time.monotonic() - began)
    code = "import time\ndef answer(check):\n    time.sleep(0.4)\n    return check\n"
    outcomes = run(worker, tmp_path, code, checks=4, cpu_seconds=60.0, waiting_seconds=0.6)
    assert [outcome.status for outcome in outcomes] == [Status.OBSERVED] * 4, outcomes


def test_sys_exit_is_an_exception_with_its_line(worker: Worker, tmp_path: Path) -> None:
    (outcome,) = run(worker, tmp_path, "import sys\ndef answer(check):\n    sys.exit(0)\n")
    assert outcome.error == "SystemExit"
    assert outcome.place is not None and (outcome.place.file, outcome.place.line) == ("solution.py", 3)


def test_a_file_that_grows_too_large_is_too_much_output(confined: Worker, tmp_path: Path) -> None:
    code = "def answer(check):\n    with open('/tmp/big', 'wb') as f: f.write(b'x' * (1 << 20))\n"
    (outcome,) = run(confined, tmp_path, code)
    assert outcome.status is Status.OUTPUT
    assert_unharmed(confined, tmp_path)


@pytest.mark.parametrize(
    "call",
    [
        "os.fork()",
        "subprocess.run(['/bin/true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
    ],
)
def test_processes_are_refused(confined: Worker, tmp_path: Path, call: str) -> None:
    (outcome,) = run(confined, tmp_path, f"import os, subprocess\ndef answer(check):\n    {call}\n")
    assert (outcome.status, outcome.error) == (Status.RAISED, "PermissionError"), outcome
    assert_unharmed(confined, tmp_path)


def test_too_many_threads_are_stopped(confined: Worker, tmp_path: Path) -> None:
    code = """
    import threading

    def answer(check):
        threading.stack_size(64 << 10)
        for _ in range(200):
            threading.Thread(target=threading.Event().wait, daemon=True).start()
        threading.Event().wait()
    """
    (outcome,) = run(confined, tmp_path, code)
    assert outcome.status in (Status.THREADS, Status.RAISED, Status.MEMORY), outcome
    assert_unharmed(confined, tmp_path)


def test_checks_after_a_crash_still_run(worker: Worker, tmp_path: Path) -> None:
    code = "import os\ndef answer(check):\n    if check == 'second': os._exit(3)\n    return check\n"
    outcomes = run(worker, tmp_path, code, checks=4)
    assert [outcome.status for outcome in outcomes] == [Status.OBSERVED, Status.ENDED, Status.OBSERVED, Status.OBSERVED]
    assert [outcome.check for outcome in outcomes] == ["first", "second", "third", "fourth"]
    assert (outcomes[1].error, outcomes[1].message) == ("exit code", "3")


def test_after_two_stops_the_rest_is_not_run(worker: Worker, tmp_path: Path) -> None:
    outcomes = run(worker, tmp_path, "import os\ndef answer(check):\n    os._exit(0)\n", checks=4)
    assert [outcome.status for outcome in outcomes] == [Status.ENDED, Status.ENDED, Status.NOT_RUN, Status.NOT_RUN]


def test_exceptions_do_not_count_as_stops(worker: Worker, tmp_path: Path) -> None:
    outcomes = run(worker, tmp_path, "def answer(check):\n    return 1 / 0\n", checks=4)
    assert [outcome.status for outcome in outcomes] == [Status.RAISED] * 4
    assert {outcome.error for outcome in outcomes} == {"ZeroDivisionError"}


def test_what_is_printed_comes_along_and_is_cut(worker: Worker, tmp_path: Path) -> None:
    outcomes = run(worker, tmp_path, "def answer(check):\n    print(check, '안녕' * 2000)\n    return 0\n", checks=2)
    assert outcomes[1].printed.startswith("second 안녕")
    assert len(outcomes[1].printed) <= 4000


def test_a_missing_symbol_is_missing(worker: Worker, tmp_path: Path) -> None:
    (outcome,) = run(worker, tmp_path, "def other():\n    return 1\n")
    assert (outcome.status, outcome.message) == (Status.MISSING, "answer")


def test_an_exception_whose_text_raises_is_still_described(worker: Worker, tmp_path: Path) -> None:
    code = """
    class Sly(Exception):
        def __str__(self):
            raise RuntimeError

    def answer(check):
        raise Sly
    """
    (outcome,) = run(worker, tmp_path, code)
    assert (outcome.status, outcome.error, outcome.message) == (Status.RAISED, "Sly", "")


def test_seeds_make_a_students_own_randomness_repeatable(worker: Worker, tmp_path: Path) -> None:
    code = "import random, torch\ndef answer(check):\n    return [random.random(), float(torch.rand(()))]\n"
    assert value(worker, tmp_path, code) == value(worker, tmp_path, code)
