from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from jails import assert_unharmed, run, value

from grader.checks.observation import Malformed
from grader.sandbox import bubblewrap
from grader.sandbox.jobs import Outcome, Status
from grader.sandbox.worker import Worker

FORGE = """
import json, os, struct

def frame(**header):
    head = json.dumps(header).encode()
    return struct.pack("!III", len(head), 2, 0) + head + b"42"

def deep(levels):
    head = json.dumps(dict(event="check", check="first", status="observed", cpu=0.0, printed="")).encode()
    tree = b"[" * 15 + b'{"$tensor":' + b"[" * levels + b"]" * levels + b"}" + b"]" * 15
    return struct.pack("!III", len(head), len(tree), 0) + head + tree

def shout(data):
    for descriptor in range(256):
        try:
            os.write(descriptor, data)
        except OSError:
            pass

def answer(check):
    shout({forged})
    return 0
"""
FORGERIES = {
    "another check": "frame(event='check', check='third', status='observed', cpu=0.0, printed='')",
    "a verdict of its own": "frame(event='check', check='first', status='PASS', cpu=0.0, printed='')",
    "a status that only the host gives": "frame(event='check', check='first', status='timeout', cpu=0.0, printed='')",
    "a fault of the grader": "frame(event='unable', why='our fault')",
    "the end": "frame(event='done')",
    "no JSON": "struct.pack('!III', 4, 0, 0) + b'junk'",
    "an array": "struct.pack('!III', 2, 0, 0) + b'[]'",
    "deep JSON": "struct.pack('!III', 200000, 0, 0) + b'[' * 200000",
    "no length": "b'\\xff' * 64",
    "seconds in words": "frame(event='check', check='first', status='observed', cpu='x', printed='')",
    "seconds past every float": "frame(event='check', check='first', status='observed', cpu=10**400, printed='')",
    "NaN seconds": "frame(event='check', check='first', status='observed', cpu=float('nan'), printed='')",
    "a tensor with a deep name": "deep(962)",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forged_frames_are_garbled(worker: Worker, tmp_path: Path, forgery: str) -> None:
    outcomes = run(worker, tmp_path, FORGE.replace("{forged}", FORGERIES[forgery]), checks=2)
    assert outcomes[0].status in (Status.GARBLED, Status.ENDED) or _is_malformed(outcomes[0]), outcomes
    assert not any(
        outcome.status is Status.OBSERVED and not _is_malformed(outcome) and outcome.observed == 42
        for outcome in outcomes
    )
    assert_unharmed(worker, tmp_path)


def _is_malformed(outcome: Outcome) -> bool:
    try:
        return outcome.status is Status.OBSERVED and outcome.observed is None
    except Malformed:
        return True


def test_an_answer_given_twice_does_not_count_for_the_next_check(worker: Worker, tmp_path: Path) -> None:
    twice = FORGE.replace("{forged}", "frame(event='check', check='first', status='observed', cpu=0.0, printed='')")
    outcomes = run(worker, tmp_path, twice, checks=2)
    assert outcomes[1].status is Status.GARBLED


@pytest.mark.parametrize("line", ["True", "-1", "10**30", "'3'", "2.0"])
def test_a_forged_line_is_no_line(worker: Worker, tmp_path: Path, line: str) -> None:
    raised = f"status='raised', cpu=0.0, printed='', type='E', message='m', label='solution.py', line={line}"
    (outcome,) = run(worker, tmp_path, FORGE.replace("{forged}", f"frame(event='check', check='first', {raised})"))
    assert outcome.status is Status.RAISED
    assert outcome.place is not None and outcome.place.line is None


def test_a_long_program_in_any_alphabet_is_no_fault_of_ours(worker: Worker, tmp_path: Path) -> None:
    code = f'def answer(check):\n    """{"가" * 300_000}"""\n    return 1\n'
    assert value(worker, tmp_path, code) == 1


def test_a_lie_about_cpu_time_buys_none(worker: Worker, tmp_path: Path) -> None:
    code = """
    import time, grader.sandbox.guest.wire as wire

    def answer(check, send=wire.send):
        wire.send = lambda sock, header, *parts: send(sock, header | {"cpu": 1e6}, *parts)
        end = time.process_time() + (2.0 if check == "second" else 0.0)
        while time.process_time() < end:
            pass
        return 1
    """
    outcomes = run(worker, tmp_path, code, checks=2)
    assert [outcome.status for outcome in outcomes] == [Status.OBSERVED, Status.TIMEOUT]


def test_the_statement_that_failed_first_comes_along(worker: Worker, tmp_path: Path) -> None:
    code = "import no_such_module\ndef answer(check):\n    return no_such_module.x\n"
    (outcome,) = run(worker, tmp_path, code)
    assert (outcome.status, outcome.error) == (Status.RAISED, "NameError")
    (failure,) = outcome.load_failures
    assert failure.error == "ModuleNotFoundError"
    assert failure.place is not None and (failure.place.file, failure.place.line) == ("solution.py", 1)


def test_neither_the_course_nor_a_home_is_there(confined: Worker, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    paths = [str(root / "reference"), str(root / "assignments"), str(tmp_path), "/home/user", "/etc/passwd"]
    code = f"""
    import os

    def answer(check):
        return [path for path in {paths!r} if os.path.exists(path)] + os.listdir("/proc") + os.listdir("/tmp")
    """
    assert value(confined, tmp_path, code) == []
    code = f"import os\ndef answer(check):\n    return os.listdir({str(Path.home())!r})\n"
    (outcome,) = run(confined, tmp_path, code)
    if outcome.status is Status.OBSERVED:  # Python itself may live there: then the way to it is all there is
        assert isinstance(outcome.observed, list)
        way = Path(sys.base_prefix).relative_to(Path.home()).parts[0]
        assert outcome.observed == [way]


def test_only_the_guests_part_of_the_grader_is_there(confined: Worker, tmp_path: Path) -> None:
    code = "import os\ndef answer(check):\n    return sorted(os.listdir('/grader/grader'))\n"
    assert value(confined, tmp_path, code) == ["__init__.py", "checks", "errors.py", "model.py", "sandbox"]


def test_the_environment_has_nothing_of_the_host(confined: Worker, tmp_path: Path) -> None:
    assert "GRADER_TEST_SECRET" in os.environ
    names = value(confined, tmp_path, "import os\ndef answer(check):\n    return list(os.environ)\n")
    assert isinstance(names, list)
    command = bubblewrap.command()
    given = {command[i + 1] for i, word in enumerate(command) if word == "--setenv"}
    assert set(names) <= {*given, "PWD", "LC_CTYPE", "TORCHINDUCTOR_CACHE_DIR"}  # the last is torch's own


def test_files_do_not_outlive_their_job(confined: Worker, tmp_path: Path) -> None:
    code = "import os\ndef answer(check):\n    open('/tmp/left', 'w').close()\n    return os.listdir('/tmp')\n"
    assert value(confined, tmp_path, code) == ["left"]
    assert value(confined, tmp_path, "import os\ndef answer(check):\n    return os.listdir('/tmp')\n") == []


@pytest.mark.parametrize(
    "target", ["os.kill(os.getppid(), 9)", "os.kill(-1, 9)", "os.killpg(0, 9)", "os.kill(2, 9)", "os.kill(1, 19)"]
)
def test_signals_reach_nobody_else(confined: Worker, tmp_path: Path, target: str) -> None:
    zygote = confined._zygote.process.pid
    code = (
        f"import os\ndef answer(check):\n    try:\n        {target}\n    except OSError:\n        pass\n    return 5\n"
    )
    (outcome,) = run(confined, tmp_path, code, wall_seconds=2.0)
    assert outcome.status in (Status.OBSERVED, Status.ENDED, Status.MEMORY, Status.TIMEOUT)
    assert confined._zygote.process.pid == zygote
    assert_unharmed(confined, tmp_path)


def test_what_one_student_changes_the_next_does_not_see(worker: Worker, tmp_path: Path) -> None:
    code = """
    import torch, grader.checks.observation as o

    def answer(check):
        torch.zeros = None
        torch.set_default_dtype(torch.float64)
        o.encode = None
        return 1
    """
    run(worker, tmp_path, code)
    after = "import torch\ndef answer(check):\n    return str(torch.zeros(1).dtype)\n"
    assert value(worker, tmp_path, after) == "torch.float32"
    assert_unharmed(worker, tmp_path)


def test_a_child_that_hangs_up_and_lives_on_is_killed(worker: Worker, tmp_path: Path) -> None:
    code = "import os, time\ndef answer(check):\n    os.closerange(3, 256)\n    time.sleep(60)\n"
    (outcome,) = run(worker, tmp_path, code)
    assert outcome.status in (Status.ENDED, Status.GARBLED, Status.TIMEOUT, Status.MEMORY), outcome
    assert_unharmed(worker, tmp_path)
