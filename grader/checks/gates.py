"""Recurrent cells, whatever their parameters are called, and in whatever order their gates stand in them.

A cell computes gates from x and h: each has a matrix for x, one for h, and a bias or two. How they are packed is the
author's choice: [4H, I] in any order of the gates, a tensor for each gate, one tensor for x and h, transposed, one bias
or two. So no gate can be given weights of its own. Instead *every* assignment of a set of weights to the gates is tried:
what comes out is a set, and the same set for every order in which they may stand.

Helpers for probes: they run on both sides, beside the reference and beside the student's code, and hold no answers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .watching import tensors_in

if TYPE_CHECKING:
    from torch import Tensor, nn

Step = Callable[["Tensor", "Tensor"], "Tensor"]  # x [1, I] and h [1, H] to what one step makes of them
_MOST = 5  # gates of which every order is tried: 120


@dataclass(frozen=True, slots=True)
class _Block:
    """Where the weights of one gate stand in a parameter: its numbers, counted through, [H, columns] or [H]."""

    parameter: nn.Parameter
    places: Tensor

    def put(self, values: Tensor) -> None:
        flat = self.parameter.detach().flatten()
        flat[self.places] = values.to(flat)
        with torch.no_grad():
            self.parameter.copy_(flat.view(self.parameter.shape))


@dataclass(slots=True)
class Blocks:
    """The parameters of a cell, taken apart: for each gate the weights of x [H, I], those of h [H, H] and the biases [H]. Two
    biases that only ever count as their sum are one."""

    x: list[list[_Block]] = field(default_factory=list)
    h: list[list[_Block]] = field(default_factory=list)
    bias: list[list[_Block]] = field(default_factory=list)


def in_every_order(
    module: nn.Module, step: Step, look: Callable[[], Tensor], *, inputs: int, units: int
) -> dict[str, Tensor]:
    """What `look()` gives, a vector, with weights that differ from gate to gate in those of x, in those of h, in the biases:
    for each [assignments, ...], all assignments to the gates, in no order. Compare with `same_set`.

    `step(x, h)` is one step of the module, by which its parameters are told apart; `inputs` and `units`, I and H, are two or
    more. The module becomes float64. A gate that is missing leaves fewer assignments, or none.
    """
    blocks = taken_apart(module.double(), step, inputs, units)
    kinds = {"weights of x": blocks.x, "weights of h": blocks.h, "biases": blocks.bias}
    found = {}
    for name, gates in kinds.items():
        rows = []
        for order in _orders(len(gates)):
            _fill(blocks)
            for gate, which in zip(gates, order, strict=True):
                _put(gate, which)
            rows.append(look())
        found[name] = torch.stack(rows)
    return found


def run(call: Callable[..., object], *inputs: Tensor) -> Tensor:
    """All that `call(*inputs)` gives, and the gradients of a weighting of it that reach the inputs, in one vector."""
    leaves = [x.detach().clone().requires_grad_() for x in inputs]
    outputs = list(tensors_in(call(*leaves)))
    loss = sum(((y * _unlike(y)).sum() for y in outputs), start=torch.zeros(()))
    found: Sequence[Tensor | None] = [None] * len(leaves)
    if loss.requires_grad:
        found = torch.autograd.grad(loss, leaves, allow_unused=True)
    reached = [torch.zeros_like(x) if grad is None else grad for x, grad in zip(leaves, found, strict=True)]
    return torch.cat([part.detach().flatten() for part in (*outputs, *reached)])


def _unlike(y: Tensor) -> Tensor:
    """Weights for y, all different, so that no gradients cancel."""
    return torch.cos(torch.arange(y.numel(), dtype=y.dtype)).view(y.shape)


def alike(module: nn.Module, step: Step, *, inputs: int, units: int) -> nn.Module:
    """The module in float64, with the same weights for each of its gates; `step`, `inputs`, `units` as above."""
    _fill(taken_apart(module.double(), step, inputs, units))
    return module


def _orders(n: int) -> Iterator[Sequence[int]]:
    return iter([range(n)]) if n > _MOST else itertools.permutations(range(n))


def _fill(blocks: Blocks) -> None:
    for gate in (*blocks.x, *blocks.h, *blocks.bias):
        _put(gate, 0)


def _put(gate: Sequence[_Block], which: int) -> None:
    """Weights number `which`, uniform with the variance 1 / columns, or half of a bias in each of two."""
    shape = tuple(gate[0].places.shape)
    generator = torch.Generator(device="cpu").manual_seed(1000 * which + sum(shape))
    bound = math.sqrt(3 / shape[-1]) if len(shape) > 1 else 0.5
    values = (2 * torch.rand(shape, generator=generator, dtype=torch.float64, device="cpu") - 1) * bound
    for block in gate:
        block.put(values / len(gate))


def taken_apart(module: nn.Module, step: Step, inputs: int, units: int) -> Blocks:
    """Find what each parameter is for. A weight of x is one whose gradient vanishes where its number of x is zero; of h
    likewise; of biases, those with the same gradient count as their sum. What is none of these, or does not hold whole
    gates, gets random weights and is left out.
    """
    generator = torch.Generator(device="cpu").manual_seed(0)

    def drawn(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator, dtype=torch.float64, device="cpu")

    with torch.no_grad():
        for param in module.parameters():
            param.copy_(drawn(*param.shape) / math.sqrt(units))
    x, h = (drawn(1, size).to(torch.get_default_device()) for size in (inputs, units))

    def gradients(sign: float, x_0: float, h_0: float) -> list[Tensor]:
        """With these numbers in front: so small that no unit wakes up or dies."""
        both = [sign * x, sign * h]
        both[0][0, 0], both[1][0, 0] = x_0, h_0
        return _gradients(module, step(*both))

    def vanishing(x_0: float, h_0: float) -> list[Tensor]:
        pairs = [zip(gradients(sign, 1e-3, 1e-3), gradients(sign, x_0, h_0), strict=True) for sign in (1, -1)]
        return [
            first | second for first, second in zip(*([(a != 0) & (b == 0) for a, b in p] for p in pairs), strict=True)
        ]

    no_x, no_h, everywhere = vanishing(0, 1e-3), vanishing(1e-3, 0), gradients(1, 1e-3, 1e-3)
    blocks, sums = Blocks(), list[tuple["Tensor", list[_Block]]]()
    for param, of_x, of_h, of_all in zip(module.parameters(), no_x, no_h, everywhere, strict=True):
        places = torch.arange(param.numel()).view(param.shape)
        axis_x, axis_h = _axis(of_x), _axis(of_h)
        rest = places if of_all.any() else places[:0]
        for axis, columns, gates in ((axis_x, inputs, blocks.x), (axis_h, units, blocks.h)):
            if axis is not None:
                rows = places.movedim(axis[0], -1)[..., axis[1] : axis[1] + columns]
                gates += [[_Block(param, block)] for block in _cut(rows.reshape(-1, rows.shape[-1]), units)]
                rest = rest[~torch.isin(rest, rows.flatten())]
        for block in _cut(rest.flatten(), units):  # a bias, or the column of a tensor that stands for x, h and 1
            gradient = of_all.flatten()[block]
            same = [there for known, there in sums if torch.allclose(known, gradient, rtol=1e-9, atol=0)]
            if same:
                same[0].append(_Block(param, block))
            else:
                sums.append((gradient, [_Block(param, block)]))
    blocks.bias = [there for _, there in sums]
    return blocks


def _gradients(module: nn.Module, y: Tensor) -> list[Tensor]:
    """Of a weighting of the outputs, zeros where there are none."""
    params = list(module.parameters())
    loss = (y * _unlike(y)).sum()
    if not loss.requires_grad:
        return [torch.zeros_like(param) for param in params]
    found = torch.autograd.grad(loss, params, allow_unused=True)
    return [torch.zeros_like(param) if grad is None else grad for param, grad in zip(params, found, strict=True)]


def _axis(mask: Tensor) -> tuple[int, int] | None:
    """The axis along which all that is true lies at one place, and the place; None where there is no such axis."""
    there = mask.nonzero()
    if not len(there):
        return None
    spread = [len(there[:, axis].unique()) for axis in range(mask.dim())]
    single = [axis for axis, n in enumerate(spread) if n == 1 and mask.shape[axis] > 1]
    return (single[0], int(there[0, single[0]])) if single else None


def _cut(rows: Tensor, units: int) -> list[Tensor]:
    return [] if len(rows) % units or not len(rows) else list(torch.split(rows, units))
