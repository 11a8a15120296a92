"""Layers of a Transformer, whatever their linear maps are called, and however queries, keys, values and heads are packed.

Linear maps are `nn.Linear`, convolutions with kernel 1 or those within `nn.MultiheadAttention`: a weight [outputs, inputs, ...]
with a bias beside it. A projection is looked at in *pieces* of one head, so that [3d, d], three times [d, d] and 3h times
[d / h, d] are the same.

    alike(layer, ...)    all projections get the same weights: no order of them makes a difference
    apart(layer, ...)    each gets weights of its own, by what gradients tell of its role

Helpers for probes: they run on both sides, beside the reference and beside the student's code, and hold no answers.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .watching import watch

if TYPE_CHECKING:
    from torch import Tensor, nn

    from .draw import Draw

Piece = tuple["nn.Parameter", "nn.Parameter", slice]  # weight, bias, rows of both


def pieces(layer: nn.Module, inputs: Sequence[Tensor], head: int) -> list[Piece]:
    """The linear maps and norms by depth; those that start from the width of `inputs` [..., d] in pieces of `head` rows."""
    depths, named = watch(layer, *inputs).depths, dict(layer.named_parameters())
    found: list[Piece] = []
    for name in sorted(named, key=lambda name: depths.get(name, -1)):
        weight, bias = named[name], named.get(name.removesuffix("weight") + "bias")
        if name.endswith("weight") and bias is not None:
            projects = weight.dim() > 1 and weight.shape[1] == inputs[0].shape[-1] and len(weight) % head == 0
            size = head if projects else len(weight)
            found += [(weight, bias, slice(start, start + size)) for start in range(0, len(weight), size)]
    return found


def alike(layer: nn.Module, inputs: Sequence[Tensor], head: int) -> nn.Module:
    """The layer in float64, where queries, keys, values and outputs have the same weights, all heads too."""
    norms = 0
    for weight, bias, rows in pieces(layer.double(), inputs, head):
        norms += weight.dim() == 1
        _write(weight, bias, rows, str(norms if weight.dim() == 1 else 0))
    return layer


def apart(layer: nn.Module, inputs: Sequence[Tensor], head: int, experiments: Sequence[Sequence[Tensor]]) -> nn.Module:
    """The layer in float64, where each head's queries, keys, values and outputs have weights of their own. Which piece is which
    is told by the experiments, inputs of one sequence: whether a gradient of the first output reaches the last column of the
    piece. Pieces that no experiment tells apart are taken in the order of their depth."""
    for weight, bias, rows in pieces(layer.double(), inputs, head):
        _write(weight, bias, rows, "at first")
        with torch.no_grad():
            if weight.dim() == 1:
                weight.fill_(1)
                bias.zero_()
            else:  # every ReLU is open
                weight[rows] *= 0.03
                bias[rows] += 1.0
    found = pieces(layer, inputs, head)
    signs = [""] * len(found)
    for experiment in experiments:
        layer.zero_grad()
        first = layer(*experiment)[0, 0]
        (first * _unlike(first)).sum().backward()
        for i, (weight, _, rows) in enumerate(found):
            last = (
                torch.zeros(1) if weight.grad is None else weight.grad[rows].flatten(1 - (weight.dim() == 1))[..., -1]
            )
            signs[i] += "." if last.abs().max() < 1e-12 else "x"
    layer.zero_grad()
    numbers: Counter[tuple[str, torch.Size]] = Counter()
    for (weight, bias, rows), sign in zip(found, signs, strict=True):
        kind = sign, weight[rows].shape
        numbers[kind] += 1
        _write(weight, bias, rows, f"{sign} {numbers[kind]}")
    return layer


def _write(weight: Tensor, bias: Tensor, rows: slice, key: str) -> None:
    """Values that depend on the key and on the shape alone."""
    part = weight[rows]
    outputs, inputs = len(part), part[0].numel()
    generator = torch.Generator("cpu").manual_seed(zlib.crc32(f"{key} {outputs} {inputs}".encode()))
    w, b = (torch.rand(n, generator=generator, dtype=torch.float64, device="cpu") for n in (outputs * inputs, outputs))
    values = 0.5 + w if part.dim() == 1 else (2 * w - 1) * math.sqrt(6 / inputs)
    with torch.no_grad():
        weight[rows] = values.reshape(part.shape).to(weight)
        bias[rows] = (b - 0.5).to(bias)


def run(layer: Callable[..., Tensor], inputs: Sequence[Tensor], *masks: Tensor, **named: Tensor) -> dict[str, object]:
    """The output of a layer, and where the gradients of a weighting of it go."""
    leaves = [tensor.clone().requires_grad_() for tensor in inputs]
    given = [leaf.clone() for leaf in leaves]
    y = layer(*given, *masks, **named)
    (y * _unlike(y)).sum().backward()
    gradients = [param.grad for param in layer.parameters()] if isinstance(layer, torch.nn.Module) else []
    lengths = [g.square().sum() for g in gradients if g is not None]
    return {
        "output": y,
        "gradients of the inputs": [leaf.grad for leaf in leaves],
        "length of the other gradients": sum(lengths, start=torch.zeros(())) ** 0.5,
        "parameters without gradient": sum(g is None for g in gradients),
        "inputs after": given,
    }


def _unlike(y: Tensor) -> Tensor:
    """Weights for y, all different, so that no gradients cancel."""
    return torch.arange(y.numel(), dtype=y.dtype).cos().reshape(y.shape)


def allowed(draw: Draw, *shape: int) -> Tensor:
    """A mask: about half of everything, and one place in each row for sure."""
    drawn = draw.uniform(*shape)
    return (drawn < 0.5) | (drawn == drawn.amin(dim=-1, keepdim=True))
