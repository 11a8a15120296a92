"""Runs one probe on one implementation: the same way in the sandbox and on the trusted side."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import numpy.random  # numpy imports it on first use: once in the zygote, not in every child
import torch

from grader.checks.draw import Draw
from grader.checks.language import Check
from grader.checks.observation import Array, Observed, encode

from .program import Impl


def observe(check: Check, impl: Impl, seed: int, shown: Observed = None) -> tuple[bytes, bytes]:
    """What `check`'s probe sees of `impl`, encoded. Raises whatever the implementation raises, and NotAnObservation.

    `shown` is the data that the host made for this check, if it makes any.
    """
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)
    torch.manual_seed(seed)
    random.seed(seed)
    np.random.seed(seed % 2**32)
    arguments: list[Any] = [impl, Draw(seed)]
    if check.given is not None:
        arguments.append(_tensors(shown))
    return encode(check.probe(*arguments))


def _tensors(tree: Observed) -> Any:
    if isinstance(tree, Array):
        return torch.from_numpy(tree.values.copy()).to(getattr(torch, tree.dtype))
    if isinstance(tree, dict):
        return {key: _tensors(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_tensors(value) for value in tree]
    return tree
