"""Loads a reference by its path, as the grader does: reference/ is a folder of files, not a package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

REFERENCE = Path(__file__).resolve().parents[2] / "reference"


def load(name: str) -> ModuleType:
    """Return the module of `reference/<name>.py`, for instance load("optimizers/adam")."""
    path = REFERENCE / f"{name}.py"
    spec = importlib.util.spec_from_file_location("reference_" + name.replace("/", "_"), path)
    assert spec is not None and spec.loader is not None, path
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their own module up
    spec.loader.exec_module(module)
    return module
