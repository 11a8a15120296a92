"""Time and CPU time of a command and all that it starts, and the machine that they were measured on."""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENTS = ROOT / "benchmarks/.envs"
# What the user has set up for notebooks at home must not slow kernels down here.
NO_SETTINGS = dict.fromkeys(("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"), str(ENVIRONMENTS / "jupyter"))
NO_CHANGE: Mapping[str, str] = MappingProxyType({})
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER in linux/prctl.h


class CommandFailed(Exception):
    """A command ended with a status that it should not end with; the message holds all that it printed."""

    def __init__(self, command: Sequence[str], status: int, output: str) -> None:
        super().__init__(f"{' '.join(command)} ended with {status}\n{output}")
        self.reason = (output.strip().splitlines() or [f"status {status}"])[-1]


@dataclass(frozen=True)
class Cost:
    """Seconds for one submission, the command's start included in equal shares."""

    wall: float
    cpu: float


def measure(
    command: Sequence[str],
    folder: Path,
    submissions: int,
    *,
    statuses: Collection[int] = (0,),
    environment: Mapping[str, str] = NO_CHANGE,
) -> Cost:
    """Run a command in `folder` to its end, and count the CPU time of all its descendants.

    Raises CommandFailed when the exit status is none of `statuses`.
    """
    adopt_orphans()
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run(command, folder, statuses=statuses, environment=environment)
    wall = time.perf_counter() - start
    reap_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall / submissions, cpu / submissions)


def run(
    command: Sequence[str],
    folder: Path,
    *,
    statuses: Collection[int] = (0,),
    environment: Mapping[str, str] = NO_CHANGE,
) -> str:
    """What the command printed. It finds the course, and its own environment's programs before others.

    Raises CommandFailed when the exit status is none of `statuses`.
    """
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | NO_SETTINGS | {"GRADER_COURSE": str(ROOT), "PATH": path} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode not in statuses:
        raise CommandFailed(command, done.returncode, done.stdout + done.stderr)
    return done.stdout


def adopt_orphans() -> None:
    """bwrap ends without waiting for the sandbox's first process; unless that comes to us, its CPU time is lost."""
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0):
        raise SystemExit("this kernel lets no process adopt orphans: CPU times would be wrong")


def reap_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def median(costs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cost.cpu for cost in costs))


def load() -> float:
    """How many processes wanted a core, on average over the last minute."""
    return os.getloadavg()[0]


def machine(load_before: float) -> str:
    """One line: what the numbers beside it were measured on."""
    return (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, torch {version('torch')}; "
        f"load average {load_before:.1f} before, {load():.1f} after."
    )


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )
