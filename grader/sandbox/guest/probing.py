"""Runs one probe on one implementation: the same way in the sandbox and on the trusted side."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import numpy.random  # numpy imports it on first use: once in the zygote, not in every child
import torch

from grader.checks import layers
from grader.checks.compare import close
from grader.checks.draw import Draw
from grader.checks.language import Check
from grader.checks.observation import Array, Observed, decode, encode

from . import devices
from .program import Impl, Loader


def observe(check: Check, impl: Impl, seed: int, shown: Observed = None, device: str = "cpu") -> tuple[bytes, bytes]:
    """What `check`'s probe sees of `impl`, encoded. Raises whatever the implementation raises, and NotAnObservation.

    `shown` is the data that the host made for this check, if it makes any. `device` comes from `devices.start`.
    """
    devices.use(device, seed)
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)
    torch.default_generator.manual_seed(seed)  # torch.manual_seed looks for every kind of accelerator first: .3 ms
    random.seed(seed)
    np.random.seed(seed % 2**32)
    arguments: list[Any] = [impl, Draw(seed, device)]
    if check.given is not None:
        arguments.append(_tensors(shown, device))
    return encode(check.probe(*arguments))


def warm_up(*, backward: bool) -> None:
    """Do once what torch, numpy and safetensors set up on first use. In a zygote, so that its children need not. With a
    GPU, a `backward` pass would start threads, and CUDA, neither of which a child can take over."""

    def probe(impl: object, draw: Draw) -> object:
        params = draw.parameters([(5, 3), (3,)])
        rows = [draw.moderate(5, 3), draw.spread(3)]
        with torch.no_grad():
            for param, gradient in zip(params, rows, strict=True):
                param.grad = gradient
                param.mul_(0.9).addcdiv_(gradient, (gradient**2).sqrt().add_(1.0)).sub_(0.1 * gradient / 2)
        boxes = draw.boxes(4)
        corner = torch.maximum(boxes[:, None, :2], boxes[None, :, :2])
        order = draw.permutation(4)
        x = draw.normal(1, 1, 4, 4, dtype=torch.float32).requires_grad_()
        y = torch.nn.functional.conv2d(x, torch.ones(1, 1, 3, 3)).relu().sum()
        if backward:
            y.backward()
        inside = (boxes[order] > 0.5).all(dim=1)
        return {"tensors": [*params, corner.clamp(min=0).prod(dim=2)], "kinds": [x, order, inside], "number": 1.5}

    check = Check("warm_up", probe, close())
    decode(*observe(check, Impl(Loader(()), {}), 0))


def warm_up_shapes() -> None:
    """Do once what the first shape on the meta device sets up: it imports SymPy, which takes a third of a second."""
    layers.summary(lambda: torch.nn.Conv2d(1, 1, 1), (1, 1, 2, 2))


def _tensors(tree: Observed, device: str) -> Any:
    if isinstance(tree, Array):
        return torch.from_numpy(tree.values.copy()).to(device, getattr(torch, tree.dtype))
    if isinstance(tree, dict):
        return {key: _tensors(value, device) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_tensors(value, device) for value in tree]
    return tree
