"""Examines the machine: what `grader check` and `grader batch` need of it."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator
from dataclasses import dataclass

from grader.catalog import Catalog, course_root
from grader.errors import GraderError, SandboxMissing, UsageError
from grader.sandbox.guest import seccomp
from grader.sandbox.guest.devices import has_gpu
from grader.sandbox.worker import Worker


@dataclass(frozen=True, slots=True)
class Finding:
    subject: str
    well: bool
    detail: str
    advice: str = ""


def examine() -> Iterator[Finding]:
    """What is found, one thing after the other; starts a sandbox, which takes seconds."""
    for package in ("torch", "numpy", "safetensors"):
        yield _package(package)
    yield _course()
    yield _gpu()
    machine = platform.machine()
    if seccomp.supported():
        yield Finding("system-call filter", True, f"knows {machine}")
    else:
        advice = "The sandbox runs on x86_64 and aarch64. `grader check` works without a sandbox."
        yield Finding("system-call filter", False, f"does not know {machine}", advice)
    yield _sandbox()


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", f"pip install {name}")


def _course() -> Finding:
    try:
        catalog = Catalog(course_root())
    except UsageError as error:
        advice = "Students: unpack the bundle that your course handed out. Staff: go to the course's checkout."
        return Finding("course", False, str(error), advice)
    except GraderError as error:
        return Finding("course", False, str(error), "Correct the file named.")
    return Finding("course", True, f"{len(catalog.tasks)} tasks in {catalog.root}")


def _gpu() -> Finding:
    """What `--device` would find, told without starting CUDA. Having none is no fault."""
    if not has_gpu():
        return Finding("gpu", True, "no NVIDIA GPU: `--device auto` takes the CPU, `--device cuda` is refused")
    if _is_cpu_build():
        return Finding("gpu", True, "an NVIDIA GPU, and a torch without CUDA: `--device cuda` is refused")
    return Finding("gpu", True, "an NVIDIA GPU, for `--device cuda` and `--device auto`")


def _is_cpu_build() -> bool:
    try:
        return importlib.metadata.version("torch").endswith("+cpu")
    except importlib.metadata.PackageNotFoundError:
        return True


def _sandbox() -> Finding:
    try:
        with Worker({}, mode="bubblewrap") as worker:
            worker.wait()
    except SandboxMissing as error:
        return Finding("sandbox", False, str(error), "`grader check` works without a sandbox.")
    except GraderError as error:
        return Finding("sandbox", False, str(error), _after(str(error)))
    return Finding("sandbox", True, "bubblewrap starts and confines")


def _after(failure: str) -> str:
    """Advice on a sandbox that is there and fails."""
    namespaces = ("namespace", "uid map", "Operation not permitted")
    if not any(word in failure for word in namespaces):
        return "`grader check` works without a sandbox."
    return (
        "Containers often forbid user namespaces; on Ubuntu 24.04 and newer see\n"
        "kernel.apparmor_restrict_unprivileged_userns. `grader check` works without a sandbox."
    )
