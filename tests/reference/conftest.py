"""What the reference tests are compared with, on machines that have all of it and on machines that do not."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import torch


@pytest.fixture
def cuda() -> str:
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")
    return "cuda"


@pytest.fixture(scope="session")
def torchvision() -> ModuleType:
    """torchvision, whose Python parts (models, box_iou) need nothing but torch.

    A torchvision built for another torch cannot load its compiled library, and then importing it fails on the two
    operators that it annotates without looking. Declaring their signatures is all that the import needs.
    """
    spec = importlib.util.find_spec("torchvision")
    if spec is None or spec.origin is None:
        pytest.skip("torchvision is not installed")
    if not compiled_library_loads(Path(spec.origin).parent):
        for name in ("nms", "qnms"):
            torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    import torchvision

    return torchvision


@pytest.fixture(scope="session")
def compiled_ops(torchvision: ModuleType) -> ModuleType:
    """torchvision.ops with the compiled operators behind it."""
    if not torchvision.extension._has_ops():
        pytest.skip("torchvision's compiled operators do not load beside this torch")
    return torchvision.ops


def compiled_library_loads(folder: Path) -> bool:
    for library in folder.glob("_C.*"):
        try:
            torch.ops.load_library(str(library))
        except (ImportError, OSError):
            continue
        return True
    return False
