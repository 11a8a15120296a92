"""The outer wall: the command line that starts a zygote inside bubblewrap, seeing Python, torch and nothing else."""

from __future__ import annotations

import glob
import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from grader.errors import SandboxMissing
from grader.model import Text

GUEST_ROOT = "/grader"
_PACKAGES = ("torch", "numpy", "safetensors", "torchvision")
_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# A fork copies the page tables of all that torch's import has allocated, and an exit takes them down again. In huge
# pages that costs a quarter; only the C library's allocator asks for them.
_HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "PYTHONMALLOC": "malloc"}
# What CUDA opens besides its device nodes and the libraries of the driver.
_GPU_NODES = "/dev/nvidia*"
_GPU_FACTS = ("/sys/devices/system", "/sys/bus/pci", "/sys/module/nvidia", "/sys/module/nvidia_uvm")
_GPU_VARIABLES = ("CUDA_VISIBLE_DEVICES", "LD_LIBRARY_PATH", "NVIDIA_VISIBLE_DEVICES")
_MAIN = "from grader.sandbox.guest.zygote import main; main()"


def plain_environment() -> dict[str, str]:
    """For the student's own machine: their environment, with one thread and the guest's files on the path. One thread:
    a fork of a process with more would hang."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    path = os.pathsep.join(map(str, [Path(__file__).resolve().parents[2], *package_roots()]))
    return own | _THREADS | {"PYTHONPATH": path, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def plain_command() -> list[str]:
    return [sys.executable, "-s", "-P", "-c", _MAIN, "--plain"]


def package_roots() -> list[Path]:
    """The site-packages folders that hold what a zygote imports."""
    specs = [importlib.util.find_spec(name) for name in _PACKAGES]
    origins = [Path(spec.origin).parents[1] for spec in specs if spec is not None and spec.origin is not None]
    return list(dict.fromkeys(origins))


def command(*, gpu: bool = False) -> list[str]:
    """The argument vector. With `gpu` the device nodes of NVIDIA's driver are inside, too.

    Raises SandboxMissing when bubblewrap is not installed.
    """
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxMissing(
            Text(
                "bubblewrap (bwrap) is not installed, so submissions cannot be confined.\n"
                "Install it (Debian, Ubuntu: sudo apt-get install bubblewrap; Fedora: sudo dnf install bubblewrap).",
                "bubblewrap(bwrap)이 설치되어 있지 않아 제출물을 격리할 수 없습니다.\n"
                "설치하십시오(Debian, Ubuntu: sudo apt-get install bubblewrap, Fedora: sudo dnf install bubblewrap).",
            )
        )
    arguments = [program, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    arguments += ["--hostname", "sandbox", "--uid", "65534", "--gid", "65534"]
    places = _places()
    environment = _environment(places)
    if gpu:
        environment |= {key: os.environ[key] for key in _GPU_VARIABLES if key in os.environ} | {
            "CUDA_CACHE_DISABLE": "1"
        }
    for key, value in environment.items():
        arguments += ["--setenv", key, value]
    arguments += ["--ro-bind", "/usr", "/usr"]
    for folder in ("/lib", "/lib64", "/lib32", "/bin", "/sbin"):
        if os.path.islink(folder):
            arguments += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            arguments += ["--ro-bind", folder, folder]
    # The C library looks there for its libraries, and for the size of huge pages.
    for path in ("/etc/ld.so.cache", "/sys/kernel/mm/transparent_hugepage"):
        arguments += ["--ro-bind-try", path, path]
    # /dev is built by hand: with --dev an ordinary user's zygote may not change PID namespaces afterwards.
    arguments += ["--tmpfs", "/dev", "--dir", "/dev/shm"]
    for device in ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"):
        arguments += ["--dev-bind", device, device]
    if gpu:
        for node in sorted(glob.glob(_GPU_NODES)):
            arguments += ["--dev-bind", node, node]
        for path in _GPU_FACTS:
            arguments += ["--ro-bind-try", path, path]
    arguments += ["--proc", "/proc", "--tmpfs", "/tmp"]
    for place, source in places.items():
        arguments += ["--ro-bind", str(source), place]
    arguments += _masks(places)
    arguments += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]
    # The zygote keeps what it needs to build namespaces for its children; they keep nothing.
    arguments += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP", "--"]
    # The interpreter below the virtual environment, without site: what is importable is the path below, nothing else.
    return [*arguments, getattr(sys, "_base_executable", sys.executable), "-S", "-s", "-P", "-c", _MAIN]


def _places() -> dict[str, Path]:
    """Path in the sandbox -> file or folder on this machine. Packages get a place of their own: a virtual environment
    may live anywhere, also below /tmp, which every child gets anew."""
    places = {f"/packages/{i}": root for i, root in enumerate(package_roots())}
    python = Path(sys.base_prefix)
    if not python.is_relative_to("/usr"):
        places[str(python)] = python
    package = Path(__file__).resolve().parents[1]
    # All of the grader that runs beside student code.
    for name in ("__init__.py", "errors.py", "model.py", "checks", "sandbox/guest"):
        places[f"{GUEST_ROOT}/grader/{name}"] = package / name
    return places


def _masks(places: Mapping[str, Path]) -> list[str]:
    """What lies among the packages and says where on this machine the grader is, or is the grader itself."""
    masks = []
    for place, root in places.items():
        if place.startswith("/packages/"):
            for entry in sorted([*root.glob("*.pth"), *root.glob("__editable__*"), *root.glob("grader*")]):
                over = f"{place}/{entry.name}"
                masks += ["--tmpfs", over, "--remount-ro", over] if entry.is_dir() else ["--ro-bind", "/dev/null", over]
    return masks


def _environment(places: Mapping[str, Path]) -> dict[str, str]:
    """All the environment that a zygote gets."""
    path = [GUEST_ROOT, *(place for place in places if place.startswith("/packages/"))]
    return (
        _THREADS
        | _HUGE_PAGES
        | {
            "PATH": "/usr/bin:/bin",
            "HOME": "/tmp",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join(path),
        }
    )
