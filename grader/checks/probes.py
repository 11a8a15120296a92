"""Helpers for probes. They run on both sides, beside the reference and beside the student's code, and hold no answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

if TYPE_CHECKING:
    from torch import Tensor, nn


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


def parameter_shapes(module: nn.Module) -> list[list[int]]:
    """The shapes of everything there is to learn, for `count()`."""
    return sorted(list(param.shape) for param in module.parameters())


def fill(module: nn.Module) -> nn.Module:
    """Give a module float64 weights that depend on each tensor's shape and role alone, so that attribute names and
    registration order do not matter; returns it. Running variances and norm weights are positive. Other buffers stay.
    """
    module = module.double()
    with torch.no_grad():
        for name, tensor in (*module.named_parameters(), *module.named_buffers()):
            role = name.rpartition(".")[2]
            if not tensor.is_floating_point() or (
                not isinstance(tensor, torch.nn.Parameter) and role not in ("running_mean", "running_var")
            ):
                continue
            phase = torch.arange(tensor.numel(), dtype=torch.float64) * 0.7548776662466927 + math.sqrt(tensor.numel())
            unit = torch.frac(phase).reshape(tensor.shape)  # a low-discrepancy sequence in [0, 1)
            if tensor.dim() > 1:
                fan_in = tensor[0].numel()
                tensor.copy_((2 * unit - 1) * math.sqrt(3.0 / fan_in))
            elif role == "running_var" or role == "weight":
                tensor.copy_(0.5 + unit)
            else:
                tensor.copy_(2 * unit - 1)
    return module


def forward_and_gradients(module: nn.Module, x: Tensor) -> dict[str, object]:
    """Output for `x`, the gradient that reaches `x`, and per parameter the norm of its gradient (sorted).

    The loss is a fixed weighting of the outputs, so that no gradient cancels. `unreached` counts the parameters to
    which no gradient comes at all: layers that are registered but not used. `input_after_the_call` is `x` as the module
    left it.
    """
    x = x.detach().clone().requires_grad_()
    y = module(x)
    weights = torch.cos(torch.arange(y.numel(), dtype=y.dtype)).reshape(y.shape)
    (y * weights).sum().backward()
    grads = [param.grad for param in module.parameters()]
    norms = sorted(float(grad.norm()) for grad in grads if grad is not None)
    return {
        "output": y,
        "input_gradient": x.grad,
        "parameter_gradient_norms": norms,
        "unreached": sum(grad is None for grad in grads),
        "input_after_the_call": x,
    }


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
