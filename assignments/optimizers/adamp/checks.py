"""AdamP. Whether it projects depends on an angle, so most gradients here are built at a chosen angle to the weights."""

from __future__ import annotations

import math

import torch

from grader.checks import check, close, optimizers, probes
from grader.checks.pictures import path_picture

SHAPES = [(5, 3), (3,), (3,)]

# With a bound of zero nothing is projected; with so wide a bound, some gradients of any direction are.
NEVER = {"lr": 0.05, "eps": 1e-15, "weight_decay": 0.1, "delta": 0.0}
LOOSE = NEVER | {"delta": 1.0}


def at_an_angle(w, noise, cosine, rows):
    """A gradient like `noise`, but with the given cosine to w: a number, or one for each of the `rows` vectors that w
    is read as."""
    W, N = w.detach().reshape(rows, -1), noise.reshape(rows, -1)
    unit = W / W.norm(dim=1, keepdim=True)
    across = N - unit * (unit * N).sum(dim=1, keepdim=True)
    across = across / across.norm(dim=1, keepdim=True)
    cosine = torch.as_tensor(cosine, dtype=torch.float64).reshape(-1, 1).expand(rows, 1)
    gradient = N.norm(dim=1, keepdim=True) * (cosine * unit + (1 - cosine**2).sqrt() * across)
    return gradient.reshape(w.shape)


def follow(optimizer, w, noises, cosine, rows):
    """The weights after every step with gradients at the given angle to the weights of that moment."""
    return [probes.trajectory(optimizer, [w], [[at_an_angle(w, noise, cosine, rows)]]) for noise in noises]


def weights_and_noises(draw, shape, steps):
    return draw.moderate(*shape).requires_grad_(), [draw.normal(*shape) for _ in range(steps)]


@check(close(1e-9))
def takes_a_step(impl, draw):
    params, row = draw.parameters([(3,), (4,)]), [draw.moderate(3), draw.moderate(4)]
    return probes.trajectory(impl.AdamP(params, lr=0.1, eps=1e-15), params, [row])


@check(close(1e-9))
def follows_the_reference(impl, draw):
    # All gradients point along the weights or against them to some degree: nothing is projected.
    w, noises = weights_and_noises(draw, (4, 3), 20)
    optimizer = impl.AdamP([w], lr=0.02, betas=(0.8, 0.98), eps=1e-15, weight_decay=0.1)
    return follow(optimizer, w, noises, [0.8, 0.6, 0.5, 0.9], 4)


@check(close(1e-9))
def has_the_defaults(impl, draw):
    # Gradients of size 1e6, beside which the default epsilon is nothing wherever it stands.
    w, noises = weights_and_noises(draw, (4, 6), 12)
    return follow(impl.AdamP([w]), w, [1e6 * noise for noise in noises], 0.0, 4)


@check(close(1e-9))
def projects_each_channel(impl, draw):
    seen = []
    for cosine in (0.0, 0.02):  # the second is too large for the whole layer
        w, noises = weights_and_noises(draw, (4, 3, 2, 2), 12)
        seen.append(follow(impl.AdamP([w], lr=0.05, eps=1e-15), w, noises, cosine, 4))
    return seen


@check(close(1e-9))
def projects_the_whole_layer(impl, draw):
    w, noises = weights_and_noises(draw, (4, 3, 2, 2), 12)
    return follow(impl.AdamP([w], lr=0.05, eps=1e-15), w, noises, 0.0, 1)


@check(close(1e-9), picture=path_picture)
def stays_near_the_circle(impl, draw):
    angle = draw.uniform(1, low=0.0, high=2 * math.pi)
    turn = angle + draw.uniform(1, low=1.8, high=2.1)
    w, target = (torch.stack([part.cos(), part.sin()], dim=1) for part in (angle, turn))
    w.requires_grad_()

    def gradient(x):
        """Of -cos(x, target), which does not depend on the length of x."""
        unit = x / x.norm()
        return (unit * (unit * target).sum() - target) / x.norm()

    return probes.path(impl.AdamP([w], lr=0.1, eps=1e-15), w, gradient, 16).reshape(-1, 2)


@check(close(1e-9))
def one_channel_can_forbid_it(impl, draw):
    seen = []
    for cosine in ([0.0, 0.0, 0.9, 0.0], -0.5):  # of either sign
        w, noises = weights_and_noises(draw, (4, 3, 2, 2), 8)
        seen.append(follow(impl.AdamP([w], lr=0.05, eps=1e-15), w, noises, cosine, 4))
    return seen


@check(close(1e-9))
def bounds_by_delta_and_dimension(impl, draw):
    seen = []
    for delta, cosine in ((0.1, 0.02), (0.1, 0.06), (0.4, 0.08), (0.4, 0.2), (0.02, 0.02)):  # sqrt(dim) is 3.46
        w, noises = weights_and_noises(draw, (4, 3, 2, 2), 4)
        seen.append(follow(impl.AdamP([w], lr=0.05, eps=1e-15, delta=delta), w, noises, cosine, 4))
    for delta, cosine in ((0.1, 0.01), (0.1, 0.02), (0.4, 0.05), (0.4, 0.08)):  # of the whole layer it is 6.93
        w, noises = weights_and_noises(draw, (4, 3, 2, 2), 4)
        seen.append(follow(impl.AdamP([w], lr=0.05, eps=1e-15, delta=delta), w, noises, cosine, 1))
    return seen


@check(close(1e-9))
def decays_less_where_it_projects(impl, draw):
    seen = []
    for cosine, ratio in ((0.0, 0.1), (0.0, 0.4), (0.5, 0.1)):
        w, noises = weights_and_noises(draw, (4, 6), 8)
        optimizer = impl.AdamP([w], lr=0.05, eps=1e-15, weight_decay=0.5, wd_ratio=ratio)
        seen.append(follow(optimizer, w, noises, cosine, 4))
    # A bias after a weight that is projected.
    (w, noises), (bias, others) = weights_and_noises(draw, (4, 6), 4), weights_and_noises(draw, (6,), 4)
    optimizer = impl.AdamP([w, bias], lr=0.05, eps=1e-15, weight_decay=0.5)
    for noise, other in zip(noises, others, strict=True):
        seen.append(probes.trajectory(optimizer, [w, bias], [[at_an_angle(w, noise, 0.0, 4), other]]))
    return seen


@check(close(1e-9))
def never_projects_one_axis(impl, draw):
    bias, noises = weights_and_noises(draw, (6,), 10)
    return follow(impl.AdamP([bias], lr=0.05, eps=1e-15, weight_decay=0.5), bias, noises, 0.0, 1)


@check(close(1e-9))
def looks_ahead_with_nesterov(impl, draw):
    seen = []
    for cosine, decay in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        w, noises = weights_and_noises(draw, (4, 6), 8)
        optimizer = impl.AdamP([w], lr=0.05, eps=1e-15, weight_decay=decay, nesterov=True)
        seen.append(follow(optimizer, w, noises, cosine, 4))
    return seen


@check(close(1e-9))
def survives_zeros(impl, draw):
    w, bias = torch.zeros(3, 4, dtype=torch.float64), torch.zeros(3, dtype=torch.float64)
    params, rows = [w.requires_grad_(), bias.requires_grad_()], probes.gradients(draw.moderate, [(3, 4), (3,)], 2)
    nothing = [torch.zeros_like(param) for param in params]
    optimizer = impl.AdamP(params, lr=0.05, eps=1e-15, weight_decay=0.1)
    return {
        "zero_weights": probes.trajectory(optimizer, params, [nothing, *rows, nothing]),
        "zero_gradients": optimizers.zero_gradients(lambda params: impl.AdamP(params, **NEVER), draw),
    }


@check(close(1e-9))
def changes_the_parameters_alone(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    optimizer = impl.AdamP(params, lr=0.1)
    probes.trajectory(optimizer, params, [row, row])
    return {
        "gradients_after_zero_grad": optimizers.cleared(optimizer, params, draw),
        "gradients_of_leaves": optimizers.ready(params, draw),
        "gradients": [
            optimizers.kept_gradients(lambda params: impl.AdamP(params, **LOOSE), draw),
            optimizers.kept_gradients(lambda params: impl.AdamP(params, **LOOSE, nesterov=True), draw),
        ],
    }


@check(close(1e-9))
def skips_missing_gradients(impl, draw):
    return optimizers.missing_gradients(lambda params: impl.AdamP(params, **NEVER), draw)


@check(close(1e-9))
def keeps_state_for_each_parameter(impl, draw):
    return optimizers.separate_states(
        lambda params: impl.AdamP(params, **NEVER),
        draw,
        lambda params: impl.AdamP(params, lr=0.1, betas=(0.7, 0.95), eps=1e-15, delta=0.0),
    )


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl, draw):
    return optimizers.any_parameters(lambda params: impl.AdamP(params, **LOOSE), draw)
