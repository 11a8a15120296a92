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
    """What becomes of gradients that the caller keeps, and where they lead: one tensor for all steps, filled anew
    before each, and a new tensor for each step."""
    shapes = [(3, 2), (4,)]
    values = draw.parameters(shapes)
    stream = probes.gradients(draw.moderate, shapes, 8)

    def follow(tensors: Sequence[Sequence[Tensor]]) -> tuple[list[Any], dict[str, Any]]:
        params = [value.detach().clone().requires_grad_() for value in values]
        optimizer, after, path = make(params), [], []
        for row, numbers in zip(tensors, stream, strict=True):
            for param, tensor, gradient in zip(params, row, numbers, strict=True):
                tensor.copy_(gradient)
                param.grad = tensor
            optimizer.step()
            after.append([tensor.clone() for tensor in row])
            path.append([param.detach().clone() for param in params])
        return after, probes.by_step(path)

    one = [torch.zeros_like(gradient) for gradient in stream[0]]
    fresh = [[torch.zeros_like(gradient) for gradient in row] for row in stream]
    after, path = follow([one] * len(stream))
    _, path_with_new_tensors = follow(fresh)
    return {
        "one_tensor_for_all_steps": after,
        "new_tensors_after_the_last_step": fresh,
        "path_with_new_tensors": path_with_new_tensors,
        "path_with_one_tensor": path,
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
    """Trajectories of parameters with no axis, of tensors that are not contiguous (their gradients are, and are not),
    and of float32, all from iterators. Compare with `close(1e-9, single=1e-4, dtype=True)`."""
    values = [
        draw.normal(),
        draw.normal(4, 3).T,
        draw.normal(3, 8)[:, ::2],
        draw.normal(2, 3, 2, 2).to(memory_format=torch.channels_last),
    ]
    stream = probes.gradients(draw.moderate, [tuple(value.shape) for value in values], 8)
    single = [value.float().contiguous() for value in values]
    laid_out = [
        [gradient.T.contiguous().T if gradient.dim() == 2 and t % 2 == 0 else gradient for gradient in row]
        for t, row in enumerate(stream)
    ]
    for param in (*values, *single):
        param.requires_grad_()
    return {
        "float64, any layout": probes.trajectory(make(iter(values)), values, laid_out),
        "float32": probes.trajectory(make(iter(single)), single, stream),
    }


def ready(params: Sequence[Tensor], draw: Draw) -> list[Tensor | None]:
    """The gradients that a backward pass brings to parameters which have none: None to what is not, as autograd wants
    it, a leaf that requires gradients."""
    for param in params:
        param.grad = None
    return _backward(params, draw)


def cleared(optimizer: Any, params: Sequence[Tensor], draw: Draw) -> list[Tensor | None]:
    """The gradients that a backward pass brings after `zero_grad`: what was there before must not be in them."""
    optimizer.zero_grad()
    return _backward(params, draw)


def _backward(params: Sequence[Tensor], draw: Draw) -> list[Tensor | None]:
    """What is in `.grad` of leaves after the backward pass of a random linear loss."""
    weights = [draw.moderate(*param.shape) for param in params]
    terms = [(param * weight).sum() for param, weight in zip(params, weights, strict=True) if param.requires_grad]
    if terms:
        torch.stack(terms).sum().backward()
    return [param.grad if param.is_leaf else None for param in params]
