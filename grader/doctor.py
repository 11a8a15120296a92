"""Examines the machine: what `grader check` and `grader batch` need of it."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator
from dataclasses import dataclass

from grader.catalog import Catalog, course_root
from grader.errors import GraderError
from grader.sandbox.guest import seccomp
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
        try:
            yield Finding(package, True, importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(package, False, "not installed", f"pip install {package}")
    try:
        catalog = Catalog(course_root())
        yield Finding("course", True, f"{len(catalog.tasks)} tasks in {catalog.root}")
    except GraderError as error:
        yield Finding("course", False, str(error))
    machine = seccomp.supported()
    yield Finding("system-call filter", machine, f"{'knows' if machine else 'does not know'} {platform.machine()}")
    try:
        with Worker({}, mode="bubblewrap") as worker:
            worker.wait()
        yield Finding("sandbox", True, "bubblewrap starts and confines")
    except GraderError as error:
        advice = (
            "Containers often forbid user namespaces; on Ubuntu 24.04 and newer see "
            "kernel.apparmor_restrict_unprivileged_userns. `grader check` works without a sandbox."
        )
        yield Finding("sandbox", False, str(error), advice)
