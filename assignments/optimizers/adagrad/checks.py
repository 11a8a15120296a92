"""Checks of Adagrad. Epsilon may stand inside or outside the root: gradients are far larger than it, save where a
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
    return probes.trajectory(impl.Adagrad(params, lr=0.1, eps=1e-15), params, rows)


@check(close(atol=1e-9), picture=path_picture)
def goes_down_a_valley(impl: Any, draw: Draw) -> object:
    point = (2 * draw.moderate(2)).requires_grad_()
    curvature = torch.tensor([1.0, 20.0], dtype=torch.float64)
    return probes.path(impl.Adagrad([point], lr=0.5, eps=1e-15), point, lambda x: curvature * x, 40)


@check(close(atol=1e-9))
def the_first_step_has_the_size_of_lr(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(7,)])
    scale = torch.tensor([1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3], dtype=torch.float64)
    rows = [[scale * draw.moderate(7)]]
    return probes.trajectory(impl.Adagrad(params, lr=0.1, eps=1e-20), params, rows)


@check(close(atol=1e-9))
def changes_the_same_tensors(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(3, 2), (4,)])
    rows = probes.gradients(draw.moderate, [(3, 2), (4,)], 3)
    # A list of its own: code that puts new tensors into the list it was given must not pass.
    optimizer = impl.Adagrad(list(params), lr=0.1, eps=1e-15)
    steps = probes.trajectory(optimizer, params, rows)
    return {"parameters": steps, "gradients_of_leaves": optimizers.ready(params, draw)}


@check(close(atol=1e-9))
def zero_grad_clears_gradients(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(3, 2), (4,)])
    rows = probes.gradients(draw.moderate, [(3, 2), (4,)], 1)
    optimizer = impl.Adagrad(params)
    probes.trajectory(optimizer, params, rows)
    return optimizers.cleared(optimizer, params, draw)


@check(close(atol=1e-9))
def a_rare_feature_takes_a_full_step(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(6,)])
    rows = probes.gradients(draw.moderate, [(6,)], 9)
    for step, (gradient,) in enumerate(rows):
        gradient[:2] *= step >= 6  # exactly zero before the seventh step
    return probes.trajectory(impl.Adagrad(params, lr=0.1, eps=1e-15), params, rows)


@check(close(atol=1e-9))
def starts_from_the_initial_accumulator(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(4, 2)])
    rows = probes.gradients(draw.moderate, [(4, 2)], 5)
    optimizer = impl.Adagrad(params, lr=0.1, eps=1e-15, initial_accumulator_value=0.5)
    return probes.trajectory(optimizer, params, rows)


@check(close(atol=1e-9), like=("epsilon_inside_the_root",))
def uses_epsilon(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(5, 4)])
    rows = probes.gradients(draw.spread, [(5, 4)], 8)
    return probes.trajectory(impl.Adagrad(params, lr=0.1, eps=1e-2), params, rows)


@check(close(atol=1e-9), like=("epsilon_inside_the_root",))
def uses_the_default_settings(impl: Any, draw: Draw) -> object:
    seen = {}
    # Beside the large gradients the default epsilon is nothing wherever it stands; beside the small ones it shows.
    for size in (1e3, 1e-10):
        params = draw.parameters([(4, 3)])
        rows = [[size * draw.moderate(4, 3)] for _ in range(6)]
        seen[f"gradients of size {size:g}"] = probes.trajectory(impl.Adagrad(params), params, rows)
    return seen


@check(close(atol=1e-9))
def keeps_parameters_apart(impl: Any, draw: Draw) -> object:
    return optimizers.separate_states(
        lambda params: impl.Adagrad(params, lr=0.1, eps=1e-15),
        draw,
        lambda params: impl.Adagrad(params, lr=0.2, eps=1e-15),
    )


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl: Any, draw: Draw) -> object:
    return optimizers.any_parameters(lambda params: impl.Adagrad(params, lr=0.1, eps=1e-15), draw)


@check(close(atol=1e-9))
def skips_missing_gradients(impl: Any, draw: Draw) -> object:
    return optimizers.missing_gradients(lambda params: impl.Adagrad(params, lr=0.1, eps=1e-15), draw)


@check(close(atol=1e-9))
def leaves_gradients_alone(impl: Any, draw: Draw) -> object:
    return optimizers.kept_gradients(lambda params: impl.Adagrad(params, lr=0.1, eps=1e-15), draw)
