"""Gradients are fed by hand in float64; what is observed is where the parameters go."""

from __future__ import annotations

import torch

from grader.checks import check, close, probes
from grader.checks.pictures import path_picture

SHAPES = [(5, 3), (3,), (2, 2, 2), (1,)]


@check(close(atol=1e-9))
def follows_the_reference(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    return probes.trajectory(impl.Momentum(params, lr=0.05), params, rows)


@check(close(atol=1e-9), picture=path_picture)
def rolls_through_a_valley(impl, draw):
    curvature, point = torch.tensor([1.0, 100.0], dtype=torch.float64), (1 + draw.uniform(2)).requires_grad_()
    optimizer = impl.Momentum([point], lr=4 / 121, momentum=(9 / 11) ** 2)
    return probes.path(optimizer, point, lambda w: curvature * w, 40)


@check(close(atol=1e-9))
def coasts_when_the_gradient_is_zero(impl, draw):
    shapes = [(4,), (2, 3)]
    params, rows = draw.parameters(shapes), probes.gradients(draw.moderate, shapes, 8)
    zeros = [torch.zeros(shape, dtype=torch.float64) for shape in shapes]
    rows[1], rows[2] = zeros, zeros
    rows[4], rows[6] = [None, rows[4][1]], [rows[6][0], None]
    return probes.trajectory(impl.Momentum(params, lr=0.1, momentum=0.8), params, rows)


@check(close(atol=1e-9))
def dampens_all_but_the_first_gradient(impl, draw):
    shapes = [(3, 2), (4,), (2,)]
    params, rows = draw.parameters(shapes), probes.gradients(draw.moderate, shapes, 12)
    rows[:3] = [[a, None, c] for a, _, c in rows[:3]]  # the second parameter's first gradient comes at the fourth step
    rows[:1] = [[a, b, None] for a, b, _ in rows[:1]]
    return probes.trajectory(impl.Momentum(params, lr=0.1, momentum=0.9, dampening=0.5), params, rows)


@check(close(atol=1e-9))
def decays_the_weights(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    steps = probes.trajectory(impl.Momentum(params, lr=0.1, weight_decay=0.1), params, rows)
    return {"parameters": steps, "gradients_after_the_last_step": [param.grad for param in params]}


@check(close(atol=1e-9))
def keeps_a_velocity_for_each_parameter(impl, draw):
    value = draw.normal(3, 2)
    first, second = ([value.clone().requires_grad_() for _ in range(2)] for _ in range(2))
    shapes = [(3, 2), (3, 2)]
    rows, others = probes.gradients(draw.moderate, shapes, 8), probes.gradients(draw.moderate, shapes, 8)
    a, b = impl.Momentum(first, lr=0.1), impl.Momentum(second, lr=0.1)
    return [
        [probes.trajectory(a, first, [row]), probes.trajectory(b, second, [other])]
        for row, other in zip(rows, others, strict=True)
    ]


@check(close(atol=1e-9))
def updates_the_tensors_it_was_given(impl, draw):
    weight, bias, x = *draw.parameters([(3, 2), (2,)]), draw.normal(6, 3)
    optimizer, losses = impl.Momentum([weight, bias], lr=0.02), []
    for _ in range(6):  # an ordinary training loop
        optimizer.zero_grad()
        loss = ((x @ weight + bias) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    optimizer.zero_grad()
    return {
        "losses": losses,
        "leaves_without_graph": [p.is_leaf and p.grad_fn is None and p.requires_grad for p in (weight, bias)],
        "gradients_cleared": [p.grad is None or not bool(p.grad.any()) for p in (weight, bias)],
    }
