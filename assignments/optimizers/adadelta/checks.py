"""Checks of Adadelta. The handout puts epsilon inside both roots, so that it may be large here."""

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
    return probes.trajectory(impl.Adadelta(params, lr=1.0, rho=0.9, eps=1e-2), params, rows)


@check(close(atol=1e-9), picture=path_picture)
def goes_down_a_valley(impl: Any, draw: Draw) -> object:
    point = (2 * draw.moderate(2)).requires_grad_()
    curvature = torch.tensor([1.0, 20.0], dtype=torch.float64)
    return probes.path(impl.Adadelta([point], lr=1.0, rho=0.9, eps=1e-3), point, lambda x: curvature * x, 60)


@check(close(atol=1e-9))
def the_first_step_hardly_depends_on_the_gradient(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(7,)])
    scale = torch.tensor([1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3], dtype=torch.float64)
    rows = [[scale * draw.moderate(7)]]
    return probes.trajectory(impl.Adadelta(params, lr=1.0, rho=0.9, eps=1e-6), params, rows)


@check(close(atol=1e-9))
def changes_the_same_tensors(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(3, 2), (4,)])
    rows = probes.gradients(draw.moderate, [(3, 2), (4,)], 3)
    # A list of its own: code that puts new tensors into the list it was given must not pass.
    given = list(params)
    optimizer = impl.Adadelta(given, lr=0.5, rho=0.9, eps=1e-2)
    steps = probes.trajectory(optimizer, params, rows)
    return {"parameters": steps, "gradients_of_leaves": optimizers.ready(params, draw), "in_the_list": list(given)}


@check(close(atol=1e-9))
def zero_grad_clears_gradients(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(3, 2), (4,)])
    rows = probes.gradients(draw.moderate, [(3, 2), (4,)], 1)
    optimizer = impl.Adadelta(params)
    probes.trajectory(optimizer, params, rows)
    return optimizers.cleared(optimizer, params, draw)


@check(close(atol=1e-9))
def lr_scales_the_step_alone(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(4, 3)])
    rows = probes.gradients(draw.moderate, [(4, 3)], 10)
    return probes.trajectory(impl.Adadelta(params, lr=0.5, rho=0.9, eps=1e-2), params, rows)


@check(close(atol=1e-9))
def epsilon_stands_inside_both_roots(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(5, 4)])
    rows = probes.gradients(draw.spread, [(5, 4)], 10)
    return probes.trajectory(impl.Adadelta(params, lr=1.0, rho=0.9, eps=1e-2), params, rows)


@check(close(atol=1e-9))
def remembers_with_rate_rho(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(6,)])
    large, small = 10 * draw.moderate(6), draw.moderate(6)
    rows = [[large if step < 5 else small] for step in range(30)]  # large gradients, then a long time to forget them
    return probes.trajectory(impl.Adadelta(params, lr=1.0, rho=0.8, eps=1e-4), params, rows)


@check(close(atol=1e-9))
def uses_the_default_settings(impl: Any, draw: Draw) -> object:
    params = draw.parameters([(4, 3)])
    rows = [[draw.moderate(4, 3)] for _ in range(6)]
    return probes.trajectory(impl.Adadelta(params), params, rows)


@check(close(atol=1e-9))
def keeps_parameters_apart(impl: Any, draw: Draw) -> object:
    return optimizers.separate_states(
        lambda params: impl.Adadelta(params, lr=0.5, rho=0.9, eps=1e-2),
        draw,
        lambda params: impl.Adadelta(params, lr=0.8, rho=0.7, eps=1e-2),
    )


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl: Any, draw: Draw) -> object:
    return optimizers.any_parameters(lambda params: impl.Adadelta(params, lr=0.5, rho=0.9, eps=1e-2), draw)


@check(close(atol=1e-9))
def skips_missing_gradients(impl: Any, draw: Draw) -> object:
    return optimizers.missing_gradients(lambda params: impl.Adadelta(params, lr=0.5, rho=0.9, eps=1e-2), draw)


@check(close(atol=1e-9))
def takes_zeros_for_gradients(impl: Any, draw: Draw) -> object:
    return optimizers.zero_gradients(lambda params: impl.Adadelta(params, lr=0.5, rho=0.9, eps=1e-2), draw)


@check(close(atol=1e-9))
def leaves_gradients_alone(impl: Any, draw: Draw) -> object:
    return optimizers.kept_gradients(lambda params: impl.Adadelta(params, lr=0.5, rho=0.9, eps=1e-2), draw)
