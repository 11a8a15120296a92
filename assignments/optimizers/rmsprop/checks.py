"""Checks of RMSprop. Epsilon may stand inside or outside the root: gradients are far larger than it, save where a
check says what else is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from grader.checks import check, close, optimizers, probes
from grader.checks.pictures import path_picture

if TYPE_CHECKING:
    from grader.checks.draw import Draw


@check(close(atol=1e-9))
def follows_the_reference(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(5, 3), (3,)])
    rows = probes.gradients(draw.moderate, [(5, 3), (3,)], 12)
    return probes.trajectory(impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-15), params, rows)


@check(close(atol=1e-9), picture=path_picture)
def goes_down_a_valley(impl: Any, draw: Draw) -> object:
    point = (2 * draw.moderate(2)).requires_grad_()
    curvature = torch.tensor([1.0, 20.0], dtype=torch.float64)
    return probes.path(impl.RMSprop([point], lr=0.02, alpha=0.9, eps=1e-15), point, lambda x: curvature * x, 40)


@check(close(atol=1e-9))
def the_first_step_is_not_corrected(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(6,)])
    rows = probes.gradients(draw.moderate, [(6,)], 1)
    return probes.trajectory(impl.RMSprop(params, lr=0.1, alpha=0.99, eps=1e-15), params, rows)


@check(close(atol=1e-9))
def changes_the_same_tensors(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(3, 2), (4,)])
    rows = probes.gradients(draw.moderate, [(3, 2), (4,)], 3)
    # A list of its own: code that puts new tensors into the list it was given must not pass.
    optimizer = impl.RMSprop(list(params), lr=0.1, alpha=0.9, eps=1e-15)
    steps = probes.trajectory(optimizer, params, rows)
    return {"parameters": steps, "gradients_of_leaves": optimizers.ready(params, draw)}


@check(close(atol=1e-9))
def zero_grad_clears_gradients(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(3, 2), (4,)])
    rows = probes.gradients(draw.moderate, [(3, 2), (4,)], 1)
    optimizer = impl.RMSprop(params)
    probes.trajectory(optimizer, params, rows)
    return optimizers.cleared(optimizer, params, draw)


@check(close(atol=1e-9))
def accumulates_momentum(impl: Any, draw: Draw) -> object:
    seen = []
    for centered in (False, True):
        params = draw.parameters([(4, 3)])
        rows = probes.gradients(draw.moderate, [(4, 3)], 10)
        optimizer = impl.RMSprop(params, lr=0.05, alpha=0.9, eps=1e-15, momentum=0.8, centered=centered)
        seen.append(probes.trajectory(optimizer, params, rows))
    return seen


@check(close(atol=1e-9))
def subtracts_the_mean_when_centered(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(4, 3)])
    rows = probes.gradients(draw.moderate, [(4, 3)], 8)
    optimizer = impl.RMSprop(params, lr=0.05, alpha=0.9, eps=1e-15, centered=True)
    return probes.trajectory(optimizer, params, rows)


@check(close(atol=1e-9))
def forgets_the_scale_of_the_gradient(impl: Any, draw: Draw) -> object:
    small, large = draw.parameters([(5,)]), draw.parameters([(5,)])
    rows = probes.gradients(draw.moderate, [(5,)], 8)
    scaled = [[1000 * gradient for gradient in row] for row in rows]
    return [
        probes.trajectory(impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-30), params, gradients)
        for params, gradients in ((small, rows), (large, scaled))
    ]


@check(close(atol=1e-9), like=("epsilon_inside_the_root",))
def uses_epsilon(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(5, 4)])
    rows = probes.gradients(draw.spread, [(5, 4)], 8)
    return probes.trajectory(impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-2), params, rows)


@check(close(atol=1e-9), like=("epsilon_inside_the_root",))
def uses_the_default_settings(impl: Any, draw: Draw) -> object:
    seen = {}
    # Beside the large gradients the default epsilon is nothing wherever it stands; beside the small ones it shows.
    for size in (1e6, 1e-7):
        params = draw.parameters([(4, 3)])
        rows = [[size * draw.moderate(4, 3)] for _ in range(6)]
        seen[f"gradients of size {size:g}"] = probes.trajectory(impl.RMSprop(params), params, rows)
    return seen


@check(close(atol=1e-9))
def keeps_parameters_apart(impl: Any, draw: Draw) -> object:
    return optimizers.separate_states(
        lambda params: impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-15, momentum=0.5),
        draw,
        lambda params: impl.RMSprop(params, lr=0.05, alpha=0.7, eps=1e-15, momentum=0.3),
    )


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl: Any, draw: Draw) -> object:
    return optimizers.any_parameters(lambda params: impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-15), draw)


@check(close(atol=1e-9))
def skips_missing_gradients(impl: Any, draw: Draw) -> object:
    return optimizers.missing_gradients(
        lambda params: impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-15, momentum=0.5), draw
    )


@check(close(atol=1e-9))
def takes_zeros_for_gradients(impl: Any, draw: Draw) -> object:
    return optimizers.zero_gradients(
        lambda params: impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-15, momentum=0.5), draw
    )


@check(close(atol=1e-9))
def leaves_gradients_alone(impl: Any, draw: Draw) -> object:
    return optimizers.kept_gradients(
        lambda params: impl.RMSprop(params, lr=0.1, alpha=0.9, eps=1e-15, momentum=0.5), draw
    )
