"""The outer wall: the command line that starts a zygote inside bubblewrap, seeing Python, torch and nothing else."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from grader.errors import EnvironmentFault

GUEST_ROOT = "/grader"
_PACKAGES = ("torch", "numpy", "safetensors", "torchvision")
_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def environment() -> dict[str, str]:
    """All the environment that a zygote gets. One thread: a fork of a process with more would hang."""
    return _THREADS | {
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(map(str, package_roots())),
    }


def package_roots() -> list[Path]:
    """The site-packages folders that hold what a zygote imports."""
    specs = [importlib.util.find_spec(name) for name in _PACKAGES]
    origins = [Path(spec.origin).parents[1] for spec in specs if spec is not None and spec.origin is not None]
    return list(dict.fromkeys(origins))


def guest_files() -> dict[str, Path]:
    """Path below GUEST_ROOT -> file or folder on this machine: the part of `grader` that runs beside student code."""
    package = Path(__file__).resolve().parents[1]
    return {
        f"grader/{name}": package / name for name in ("__init__.py", "errors.py", "model.py", "checks", "sandbox/guest")
    }


def python_arguments(*, plain: bool) -> list[str]:
    code = "from grader.sandbox.guest.zygote import main; main()"
    return [sys.executable, "-s", "-P", "-c", code, *(["--plain"] if plain else [])]


def command() -> list[str]:
    """The argument vector. Raises EnvironmentFault when bubblewrap is not installed."""
    program = shutil.which("bwrap")
    if program is None:
        raise EnvironmentFault(
            "bubblewrap (bwrap) is not installed, so submissions cannot be confined.\n"
            "Install it (Debian, Ubuntu: sudo apt-get install bubblewrap; Fedora: sudo dnf install bubblewrap), or pass\n"
            "--unsafe-no-sandbox to run every submission with your own rights, on your own risk."
        )
    arguments = [program, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    arguments += ["--hostname", "sandbox", "--uid", "65534", "--gid", "65534"]
    for key, value in (environment() | {"PYTHONPATH": f"{GUEST_ROOT}:{environment()['PYTHONPATH']}"}).items():
        arguments += ["--setenv", key, value]
    arguments += ["--ro-bind", "/usr", "/usr"]
    for folder in ("/lib", "/lib64", "/lib32", "/bin", "/sbin"):
        if os.path.islink(folder):
            arguments += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            arguments += ["--ro-bind", folder, folder]
    arguments += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    for path in dict.fromkeys([Path(sys.base_prefix), Path(sys.prefix), *package_roots()]):
        if not path.is_relative_to("/usr"):
            arguments += ["--ro-bind", str(path), str(path)]
    # /dev is built by hand: with --dev an ordinary user's zygote may not change PID namespaces afterwards.
    arguments += ["--tmpfs", "/dev", "--dir", "/dev/shm"]
    for device in ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"):
        arguments += ["--dev-bind", device, device]
    arguments += ["--proc", "/proc", "--tmpfs", "/tmp"]
    # After --tmpfs /tmp: a checkout or a virtual environment may live below /tmp.
    for path in dict.fromkeys([Path(sys.base_prefix), Path(sys.prefix), *package_roots()]):
        if path.is_relative_to("/tmp"):
            arguments += ["--ro-bind", str(path), str(path)]
    for name, path in guest_files().items():
        arguments += ["--ro-bind", str(path), f"{GUEST_ROOT}/{name}"]
    arguments += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]
    # The zygote keeps what it needs to build namespaces for its children; they keep nothing.
    arguments += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP", "--"]
    return arguments + python_arguments(plain=False)
