"""RAdam. Where epsilon stands is open, as in Adam; the threshold and the warm-up are arguments and so are pinned."""

from __future__ import annotations

import torch

from grader.checks import check, close, probes
from grader.checks.pictures import path_picture

SHAPES = [(5, 3), (3,), (3,)]


@check(close(1e-9))
def takes_a_step(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    return probes.trajectory(impl.RAdam(params, lr=0.1, eps=1e-15), params, [row])


@check(close(1e-9))
def warms_up_without_the_second_average(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 5)
    rows = [[30 * gradient for gradient in row] for row in rows]
    return probes.trajectory(impl.RAdam(params, lr=0.02, eps=1e-15), params, rows)


@check(close(1e-9))
def follows_the_reference(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 20)
    return probes.trajectory(impl.RAdam(params, lr=0.05, betas=(0.8, 0.99), eps=1e-15), params, rows)


@check(close(1e-9))
def has_the_defaults(impl, draw):
    # Gradients of size 1e4, beside which the default epsilon is nothing wherever it stands.
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    return probes.trajectory(impl.RAdam(params), params, [[1e4 * gradient for gradient in row] for row in rows])


@check(close(1e-7), picture=path_picture)
def walks_down_a_valley(impl, draw):
    point = torch.tensor([-1.5, 2.0], dtype=torch.float64, requires_grad=True)
    slopes = torch.tensor([1.0, 12.0], dtype=torch.float64)
    return probes.path(impl.RAdam([point], lr=0.05, betas=(0.9, 0.99), eps=1e-15), point, lambda x: slopes * x, 100)


@check(close(1e-9))
def obeys_the_threshold(impl, draw):
    values, rows = draw.normal(4, 2), probes.gradients(draw.moderate, [(4, 2)], 12)
    seen = []
    for threshold in (4.0, 5.0, 8.5):
        param = values.clone().requires_grad_()
        optimizer = impl.RAdam([param], lr=0.05, eps=1e-15, threshold=threshold)
        seen.append(probes.trajectory(optimizer, [param], rows))
    return seen


@check(close(1e-9))
def waits_when_warm_is_not_sgd(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    return probes.trajectory(impl.RAdam(params, lr=0.05, eps=1e-15, warm="none"), params, rows)


@check(close(1e-9))
def works_for_every_beta2(impl, draw):
    values, rows = draw.normal(4, 2), probes.gradients(draw.moderate, [(4, 2)], 15)
    seen = []
    for beta2 in (0.5, 0.9, 0.95):
        param = values.clone().requires_grad_()
        optimizer = impl.RAdam([param], lr=0.05, betas=(0.7, beta2), eps=1e-15)
        seen.append(probes.trajectory(optimizer, [param], rows))
    return seen


@check(close(1e-9), like=("epsilon_after_the_correction", "epsilon_inside_the_root"))
def uses_epsilon(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.spread, SHAPES, 12)
    return probes.trajectory(impl.RAdam(params, lr=0.1, betas=(0.9, 0.99), eps=1e-2), params, rows)


@check(close(1e-9))
def survives_zero_gradients(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    nothing = [torch.zeros(shape, dtype=torch.float64) for shape in SHAPES]
    optimizer = impl.RAdam(params, lr=0.05, betas=(0.9, 0.9), eps=1e-15)
    return probes.trajectory(optimizer, params, [nothing] * 9 + [row])


@check(close(0))
def leaves_gradients_alone(impl, draw):
    params, rows, seen = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 8), []
    optimizer = impl.RAdam(params, lr=0.1)
    for row in rows:
        probes.trajectory(optimizer, params, [row])
        seen.append([param.grad.clone() for param in params])
    return seen


@check(close(1e-9))
def skips_missing_gradients(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    rows = [[a if t not in (2, 3) else None, b if t >= 4 else None, c] for t, (a, b, c) in enumerate(rows)]
    return probes.trajectory(impl.RAdam(params, lr=0.05, eps=1e-15), params, rows)


@check(close(1e-9))
def keeps_state_for_each_parameter(impl, draw):
    values, rows = draw.normal(2, 3), probes.gradients(draw.moderate, [(2, 3), (2, 3)], 10)
    twins = [values.clone().requires_grad_(), values.clone().requires_grad_()]
    return probes.trajectory(impl.RAdam(twins, lr=0.05, eps=1e-15), twins, rows)


@check(close(0))
def leaves_parameters_ready(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    optimizer = impl.RAdam(params, lr=0.1)
    probes.trajectory(optimizer, params, [row] * 7)
    ready = [param.requires_grad and param.is_leaf for param in params]
    optimizer.zero_grad()
    return {"ready": ready, "cleared": [param.grad is None or not bool(param.grad.any()) for param in params]}
