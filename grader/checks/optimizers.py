"""Probes of what every optimizer class promises, whatever its formula.

`make` builds one from its parameters: `lambda params: impl.Adam(params, lr=0.05, eps=1e-15)`. The gradients have
magnitudes in [.5, 2] (`draw.moderate`), so a tiny epsilon may stand anywhere. Give the arguments values that matter,
weight decay and dampening too: a mistake that needs two of them at once shows only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from . import probes

if TYPE_CHECKING:
    from torch import Tensor

    from .draw import Draw

Make = Callable[[Iterable[Any]], Any]


def rows(draw: Draw, shapes: Sequence[tuple[int, ...]], patterns: Sequence[str]) -> list[list[Tensor | None]]:
    """Gradients by pattern, one string for each shape and one letter for each step: g for numbers, 0 for zeros, and a
    dot for none at all."""

    def one(letter: str, gradient: Tensor) -> Tensor | None:
        return {"g": gradient, "0": torch.zeros_like(gradient), ".": None}[letter]

    drawn = probes.gradients(draw.moderate, shapes, len(patterns[0]))
    return [
        [one(pattern[step], gradient) for pattern, gradient in zip(patterns, row, strict=True)]
        for step, row in enumerate(drawn)
    ]


def missing_gradients(make: Make, draw: Draw) -> dict[str, Any]:
    """A trajectory on which every parameter is left out at other steps, one for long, one for ever; once all are."""
    # Of one shape, so that a neighbour's state fits.
    shapes = [(3, 2)] * 4
    params = draw.parameters(shapes)
    stream = rows(draw, shapes, ("ggg.gg.ggggg", "....gg.g.ggg", "g.gggg.gg..g", "............"))
    return probes.trajectory(make(params), params, stream)


def zero_gradients(make: Make, draw: Draw) -> dict[str, Any]:
    """A trajectory on which all of a parameter's gradient is zero: at first, in between, and at last."""
    shapes = [(3, 2), (4,), (1,)]
    params = draw.parameters(shapes)
    stream = rows(draw, shapes, ("00gg0ggg0gg0", "gg0ggg00gggg", "g000gggg0g00"))
    return probes.trajectory(make(params), params, stream)


def kept_gradients(make: Make, draw: Draw) -> dict[str, Any]:
    """What becomes of gradients that the caller keeps: one tensor for all steps, filled anew before each, and a new
    tensor for each step. Both ways lead to the same parameters, whatever the formula; a wrong formula fails elsewhere.
    """
    shapes = [(3, 2), (4,)]
    values = draw.parameters(shapes)
    stream = probes.gradients(draw.moderate, shapes, 8)

    def follow(tensors: Sequence[Sequence[Tensor]]) -> tuple[list[Any], list[Any]]:
        params = [value.detach().clone().requires_grad_() for value in values]
        optimizer, after, path = make(params), [], []
        for row, numbers in zip(tensors, stream, strict=True):
            for param, tensor, gradient in zip(params, row, numbers, strict=True):
                tensor.copy_(gradient)
                param.grad = tensor
            optimizer.step()
            after.append([tensor.clone() for tensor in row])
            path.append([param.detach().clone() for param in params])
        return after, path

    one = [torch.zeros_like(gradient) for gradient in stream[0]]
    fresh = [[torch.zeros_like(gradient) for gradient in row] for row in stream]
    after, path = follow([one] * len(stream))
    return {
        "one_tensor_for_all_steps": after,
        "path_minus_path_with_new_tensors": differences(path, follow(fresh)[1]),
        "new_tensors_after_the_last_step": fresh,
    }


def separate_states(make: Make, draw: Draw, another: Make | None = None) -> dict[str, Any]:
    """Two optimizers take turns on parameters with equal shapes and values; then a new one goes on where the first
    one stood. `another` builds the second and the third, with other settings: what is kept for all optimizers at once
    may be a constant that depends on them."""
    another = another or make
    value, shapes = draw.normal(3, 2), [(3, 2), (3, 2)]
    first, second = ([value.clone().requires_grad_() for _ in shapes] for _ in range(2))
    one, other, later = (probes.gradients(draw.moderate, shapes, 8) for _ in range(3))
    a, b = make(first), another(second)
    in_turns = [
        [probes.trajectory(a, first, [left]), probes.trajectory(b, second, [right])]
        for left, right in zip(one, other, strict=True)
    ]
    return {"in_turns": in_turns, "a_new_one": probes.trajectory(another(first), first, later)}


def any_parameters(make: Make, draw: Draw) -> dict[str, Any]:
    """Parameters with no axis, tensors that are not contiguous (their gradients are, and are not), and float32, both
    from iterators: how far their paths are from those of a list of plain float64 tensors. Compare with `close(1e-4)`.
    """
    values = [
        draw.normal(),
        draw.normal(4, 3).T,
        draw.normal(3, 8)[:, ::2],
        draw.normal(2, 3, 2, 2).to(memory_format=torch.channels_last),
    ]
    stream = probes.gradients(draw.moderate, [tuple(value.shape) for value in values], 8)
    plain = [value.clone(memory_format=torch.contiguous_format).reshape(value.shape or (1,)) for value in values]
    single = [value.float() for value in plain]
    contiguous = [[gradient.reshape(p.shape) for gradient, p in zip(row, plain, strict=True)] for row in stream]
    for row in stream[::2]:
        row[:] = [gradient.T.contiguous().T if gradient.dim() == 2 else gradient for gradient in row]

    def follow(params: list[Tensor], given: Iterable[Tensor], gradients: Sequence[Sequence[Tensor]]) -> list[Any]:
        for param in params:
            param.requires_grad_()
        return probes.steps(make(given), params, gradients)

    expected = follow(plain, list(plain), contiguous)
    laid_out = follow(values, iter(values), stream)
    return {
        "moved": [not torch.equal(first, last) for first, last in zip(laid_out[0], laid_out[-1], strict=True)],
        "layouts_minus_contiguous": differences(laid_out, expected),
        "float32_minus_float64": differences(follow(single, iter(single), contiguous), expected),
        "dtypes": [str(param.dtype) for param in (*plain, *values, *single)],
    }


def differences(one: Sequence[Sequence[Tensor]], other: Sequence[Sequence[Tensor]]) -> list[list[Tensor]]:
    """Of two trajectories: one minus the other, in float64 and in the shapes of the other."""
    return [
        [a.double().reshape(b.shape) - b.double() for a, b in zip(left, right, strict=True)]
        for left, right in zip(one, other, strict=True)
    ]


def ready(params: Sequence[Tensor]) -> list[bool]:
    """Whether each parameter is what autograd begins with: a leaf without graph that requires gradients."""
    return [param.is_leaf and param.grad_fn is None and param.requires_grad for param in params]


def cleared(optimizer: Any, params: Sequence[Tensor]) -> list[bool]:
    """Whether `zero_grad` leaves each parameter's gradient at None or at zeros."""
    optimizer.zero_grad()
    return [param.grad is None or not bool(param.grad.any()) for param in params]
