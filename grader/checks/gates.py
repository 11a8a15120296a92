"""Recurrent cells, whatever their parameters are called, and in whatever order their gates stand in them.

A cell computes gates from x and h: each has a matrix for x, one for h, and a bias or two. How they are packed is the
author's choice: [4H, I] in any order of the gates, the gates of one unit side by side, a tensor for each gate, one
tensor for x and h, transposed, one bias or two. So no gate can be given weights of its own. Instead *every* assignment
of a set of weights to the gates is tried: what comes out is a set, and the same set for every order in which they may
stand.

Helpers for probes: they run on both sides, beside the reference and beside the student's code, and hold no answers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .compare import close, derived
from .probes import unlike
from .watching import tensors_in

if TYPE_CHECKING:
    from torch import Tensor, nn

Step = Callable[["Tensor", "Tensor"], "Tensor"]  # x [1, I] and h [1, H] to what one step makes of them
_MOST = 5  # gates of which every order is tried, which are 120; of more, a wrong cell's, only one


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
    module: nn.Module, step: Step, observe: Callable[[], Tensor], *, inputs: int, units: int
) -> dict[str, Tensor]:
    """What `observe()` gives, a vector, with weights that differ from gate to gate in those of x, in those of h, in the biases:
    for each [assignments, ...], all assignments to the gates, in no order. Compare with `same_set`.

    `step(x, h)` is one step of the module, by which its parameters are told apart: all that it makes, [1, H] or several of
    them side by side. `inputs` and `units`, I and H, are two or more. The module becomes float64. A gate that is missing
    leaves fewer assignments, or none.
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
            rows.append(observe())
        found[name] = torch.stack(rows)
    return found


def with_gradients(module: nn.Module, *inputs: Tensor, call: Callable[..., object] | None = None) -> Tensor:
    """All that `call(*inputs)` gives (the module itself unless said), the gradients of a weighting of it that reach the inputs,
    and the sum of the parameters times theirs, which depends neither on packing nor on whether a bias stands in two, in one
    vector."""
    leaves = [x.detach().clone().requires_grad_() for x in inputs]
    params: list[Tensor] = [param for param in module.parameters() if param.requires_grad]
    outputs = list(tensors_in((call or module)(*leaves)))
    reached = _gradients(outputs, leaves + params)
    of_params = sum(
        ((param * g).sum() for param, g in zip(params, reached[len(leaves) :], strict=True)), start=torch.zeros(())
    )
    parts = (*outputs, *reached[: len(leaves)], of_params.to(leaves[0]))
    return torch.cat([part.detach().flatten() for part in parts])


def sizes(*modules: nn.Module) -> Tensor:
    """Of each module the numbers to learn, and how many of them are biases, int64 [modules, 2]: for `one_bias_or_two`."""
    shapes = [[param.shape for param in torch.nn.Module.parameters(module)] for module in modules]
    return torch.tensor(
        [[sum(map(math.prod, many)), sum(math.prod(one) for one in many if len(one) < 2)] for many in shapes]
    )


def one_bias_or_two(second: float) -> derived:
    """As many parameters as the reference, or less by that part of its biases: those that only count together with another.
    What is observed are `sizes`."""

    def with_all(observed: Any, reference: Any) -> dict[str, Any]:
        counted, wanted = observed.values[:, 0], reference.values
        optional = (second * wanted[:, 1]).astype(int)
        return {"parameters": counted + optional * (counted == wanted[:, 0] - optional)}

    return derived(with_all, close(0))


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

    def gradients(x_0: float, h_0: float) -> list[tuple[Tensor, Tensor]]:
        """For x and h and for their negatives, with these numbers in front: so small that no unit wakes up or dies."""
        found = []
        for both in ([x.clone(), h.clone()], [-x, -h]):
            both[0][0, 0], both[1][0, 0] = x_0, h_0
            found.append(_gradients([step(*both)], list(module.parameters())))
        return list(zip(*found, strict=True))

    everywhere = gradients(1e-3, 1e-3)

    def vanishing(x_0: float, h_0: float) -> list[Tensor]:
        return [
            torch.stack([(a != 0) & (b == 0) for a, b in zip(*pair, strict=True)]).any(dim=0)
            for pair in zip(everywhere, gradients(x_0, h_0), strict=True)
        ]

    no_x, no_h = vanishing(0, 1e-3), vanishing(1e-3, 0)
    blocks, sums = Blocks(), list[tuple["Tensor", list[_Block]]]()
    unit = _units(module, step(x, h), units)
    for param, of_x, of_h, (of_all, _), unit_of in zip(module.parameters(), no_x, no_h, everywhere, unit, strict=True):
        places = torch.arange(param.numel()).view(param.shape)
        axis_x, axis_h = _axis(of_x), _axis(of_h)
        rest = places if of_all.any() else places[:0]
        for axis, columns, gates in ((axis_x, inputs, blocks.x), (axis_h, units, blocks.h)):
            if axis is not None:
                rows = places.movedim(axis[0], -1)[..., axis[1] : axis[1] + columns]
                gates += [[_Block(param, block)] for block in _gates(rows.reshape(-1, rows.shape[-1]), unit_of, units)]
                rest = rest[~torch.isin(rest, rows.flatten())]
        for block in _gates(rest.reshape(-1, 1), unit_of, units):  # a bias, or the column of a tensor for x, h and 1
            block = block[:, 0]
            gradient = of_all.flatten()[block]
            same = [there for known, there in sums if torch.allclose(known, gradient, rtol=1e-9, atol=0)]
            if same:
                same[0].append(_Block(param, block))
            else:
                sums.append((gradient, [_Block(param, block)]))
    blocks.bias = [there for _, there in sums]
    return blocks


def _units(module: nn.Module, y: Tensor, units: int) -> list[Tensor]:
    """Of each number of each parameter, flat, the unit that it changes in one step; -1 where it is not one alone."""
    params = list(module.parameters())
    reached = [torch.zeros(units, param.numel(), dtype=torch.bool) for param in params]
    for i, one in enumerate(y.flatten() if y.requires_grad else []):
        grads = torch.autograd.grad(one, params, retain_graph=True, allow_unused=True)
        for found, grad in zip(reached, grads, strict=True):
            found[i % units] |= torch.zeros(found.shape[1]).bool() if grad is None else grad.flatten() != 0
    return [torch.where(found.sum(dim=0) == 1, found.int().argmax(dim=0), -1) for found in reached]


def _gates(rows: Tensor, unit: Tensor, units: int) -> list[Tensor]:
    """Rows [R, columns] of a parameter gate by gate, [units, columns] each, in the order of the units; none where they are no
    whole gates. Where it does not show what unit a row is for, the next `units` rows are a gate."""
    if not len(rows) or len(rows) % units:
        return []
    of_row = unit[rows[:, 0]]
    order = torch.arange(len(rows))
    if (of_row >= 0).all() and of_row.bincount(minlength=units).tolist() == [len(rows) // units] * units:
        rank = torch.stack([(of_row[:i] == of_row[i]).sum() for i in range(len(rows))])  # which of its unit's rows
        order = (rank * units + of_row).argsort()
    return list(torch.split(rows[order], units))


def _gradients(outputs: Sequence[Tensor], of: Sequence[Tensor]) -> list[Tensor]:
    """Of a weighting of the outputs, zeros where there are none."""
    loss = sum(((y * unlike(y)).sum() for y in outputs), start=torch.zeros(()))
    if not loss.requires_grad:
        return [torch.zeros_like(x) for x in of]
    found = torch.autograd.grad(loss, of, allow_unused=True)
    return [torch.zeros_like(x) if grad is None else grad for x, grad in zip(of, found, strict=True)]


def _axis(mask: Tensor) -> tuple[int, int] | None:
    """The axis along which all that is true lies at one place, and the place; None where there is no such axis."""
    there = mask.nonzero()
    if not len(there):
        return None
    spread = [len(there[:, axis].unique()) for axis in range(mask.dim())]
    single = [axis for axis, n in enumerate(spread) if n == 1 and mask.shape[axis] > 1]
    return (single[0], int(there[0, single[0]])) if single else None
