"""Helpers for probes. They run on both sides, beside the reference and beside the student's code, and hold no answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

if TYPE_CHECKING:
    from torch import Tensor


def trajectory(
    optimizer: Any, params: Sequence[Tensor], gradients: Sequence[Sequence[Tensor | None]]
) -> dict[str, dict[str, Tensor]]:
    """What `steps` gives, `by_step`."""
    return by_step(steps(optimizer, params, gradients))


def by_step(path: Sequence[Sequence[Tensor]]) -> dict[str, dict[str, Tensor]]:
    """Parameters after every step, under the names by which a report calls them: the first to differ is where it went
    wrong."""
    return {f"step {t}": {f"parameter {i}": tensor for i, tensor in enumerate(row, 1)} for t, row in enumerate(path, 1)}


def steps(optimizer: Any, params: Sequence[Tensor], gradients: Sequence[Sequence[Tensor | None]]) -> list[list[Tensor]]:
    """Feed an optimizer gradients by hand; the parameters after every step.

    `gradients[t][i]` is what parameter i gets at step t; None leaves its `.grad` None. It gets a copy in its own dtype:
    one that a step has changed shows in the parameter, rather than as an error of autograd.
    """
    path = []
    for row in gradients:
        for param, gradient in zip(params, row, strict=True):
            param.grad = None if gradient is None else gradient.to(param.dtype, copy=True)
        optimizer.step()
        path.append([param.detach().clone() for param in params])
    return path


def gradients(draw_one: Callable[..., Tensor], shapes: Sequence[tuple[int, ...]], steps: int) -> list[list[Tensor]]:
    """`steps` rows of gradients, one for each shape: `gradients(draw.moderate, [(5, 3), (3,)], 12)`."""
    return [[draw_one(*shape) for shape in shapes] for _ in range(steps)]


def path(optimizer: Any, point: Tensor, gradient: Callable[[Tensor], Tensor], steps: int) -> Tensor:
    """Where an optimizer goes when it is fed `gradient(point)` at every step: [steps + 1, *point.shape]."""
    points = [point.detach().clone()]
    for _ in range(steps):
        point.grad = gradient(point.detach()).clone()
        optimizer.step()
        points.append(point.detach().clone())
    return torch.stack(points)


class Interruption(Exception):
    """Raised by a probe in the body of a `with`."""


def around(make_context: Callable[[], Any], look: Callable[[], object]) -> dict[str, object]:
    """What `look()` gives before, inside and after `with make_context():`, and after another one whose body raised;
    `raised` is the name of what came out of that one."""
    seen: dict[str, object] = {"before": look()}
    with make_context():
        seen["inside"] = look()
    seen["after"] = look()
    raised = "nothing"
    try:
        with make_context():
            raise Interruption
    except Exception as error:
        raised = type(error).__name__
    return {**seen, "after an exception": look(), "raised": raised}


def unlike(y: Tensor) -> Tensor:
    """Weights for the numbers of y, all different, so that no gradients cancel in their weighted sum."""
    return torch.cos(torch.arange(y.numel(), dtype=y.dtype, device=y.device)).reshape(y.shape)
