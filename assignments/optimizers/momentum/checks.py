"""Gradients are fed by hand in float64; what is observed is where the parameters go."""

from __future__ import annotations

import torch

from grader.checks import check, close, optimizers, probes
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
    def make(params):
        return impl.Momentum(params, lr=0.1, momentum=0.8)

    return {"zeros": optimizers.zero_gradients(make, draw), "none": optimizers.missing_gradients(make, draw)}


@check(close(atol=1e-9))
def dampens_all_but_the_first_gradient(impl, draw):
    def make(params):
        return impl.Momentum(params, lr=0.1, dampening=0.5)

    # A first gradient may come late, and it may be zero.
    return {"late": optimizers.missing_gradients(make, draw), "zeros": optimizers.zero_gradients(make, draw)}


@check(close(atol=1e-9))
def decays_the_weights(impl, draw):
    seen = []
    for dampening in (0.0, 0.4):
        params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
        optimizer = impl.Momentum(params, lr=0.1, dampening=dampening, weight_decay=0.1)
        seen.append(probes.trajectory(optimizer, params, rows))
    return seen


@check(close(atol=1e-9))
def leaves_gradients_alone(impl, draw):
    return [
        optimizers.kept_gradients(lambda params, decay=decay: impl.Momentum(params, lr=0.1, weight_decay=decay), draw)
        for decay in (0.0, 0.1)
    ]


@check(close(atol=1e-9))
def keeps_a_velocity_for_each_parameter(impl, draw):
    return optimizers.separate_states(lambda params: impl.Momentum(params, lr=0.1), draw)


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl, draw):
    return optimizers.any_parameters(lambda params: impl.Momentum(params, lr=0.1, weight_decay=0.1), draw)


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
    return {
        "losses": losses,
        "gradients_after_zero_grad": optimizers.cleared(optimizer, [weight, bias], draw),
        "gradients_of_leaves": optimizers.ready([weight, bias], draw),
    }
