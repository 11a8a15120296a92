"""AdamP. Whether it projects depends on an angle, so most gradients here are built at a chosen angle to the weights."""

from __future__ import annotations

import torch

from grader.checks import check, close, probes
from grader.checks.pictures import path_picture

SHAPES = [(5, 3), (3,), (3,)]


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
    w, noises = weights_and_noises(draw, (4, 3, 2, 2), 12)
    return follow(impl.AdamP([w], lr=0.05, eps=1e-15), w, noises, 0.0, 4)


@check(close(1e-9))
def projects_the_whole_layer(impl, draw):
    w, noises = weights_and_noises(draw, (4, 3, 2, 2), 12)
    return follow(impl.AdamP([w], lr=0.05, eps=1e-15), w, noises, 0.0, 1)


@check(close(1e-7), picture=path_picture)
def stays_near_the_circle(impl, draw):
    w = torch.tensor([[1.0, 0.2]], dtype=torch.float64, requires_grad=True)
    target = torch.tensor([[-0.6, 0.8]], dtype=torch.float64)

    def gradient(x):
        """Of -cos(x, target), which does not depend on the length of x."""
        unit = x / x.norm()
        return (unit * (unit * target).sum() - target) / x.norm()

    return probes.path(impl.AdamP([w], lr=0.1, eps=1e-15), w, gradient, 16).reshape(-1, 2)


@check(close(1e-9))
def one_channel_can_forbid_it(impl, draw):
    w, noises = weights_and_noises(draw, (4, 3, 2, 2), 8)
    return follow(impl.AdamP([w], lr=0.05, eps=1e-15), w, noises, [0.0, 0.0, 0.9, 0.0], 4)


@check(close(1e-9))
def looks_at_both_signs(impl, draw):
    w, noises = weights_and_noises(draw, (4, 12), 8)
    return follow(impl.AdamP([w], lr=0.05, eps=1e-15), w, noises, -0.5, 4)


@check(close(1e-9))
def bounds_by_delta_and_dimension(impl, draw):
    seen = []
    for delta, cosine in ((0.1, 0.02), (0.1, 0.06), (0.4, 0.08), (0.4, 0.2), (0.02, 0.02)):  # sqrt(dim) is 3.46
        w, noises = weights_and_noises(draw, (4, 3, 2, 2), 4)
        seen.append(follow(impl.AdamP([w], lr=0.05, eps=1e-15, delta=delta), w, noises, cosine, 4))
    return seen


@check(close(1e-9))
def decays_less_where_it_projects(impl, draw):
    seen = []
    for cosine, ratio in ((0.0, 0.1), (0.0, 0.4), (0.5, 0.1)):
        w, noises = weights_and_noises(draw, (4, 6), 8)
        optimizer = impl.AdamP([w], lr=0.05, eps=1e-15, weight_decay=0.5, wd_ratio=ratio)
        seen.append(follow(optimizer, w, noises, cosine, 4))
    return seen


@check(close(1e-9))
def never_projects_one_axis(impl, draw):
    bias, noises = weights_and_noises(draw, (6,), 10)
    return follow(impl.AdamP([bias], lr=0.05, eps=1e-15, weight_decay=0.5), bias, noises, 0.0, 1)


@check(close(1e-9))
def looks_ahead_with_nesterov(impl, draw):
    seen = []
    for cosine in (0.0, 0.5):
        w, noises = weights_and_noises(draw, (4, 6), 8)
        seen.append(follow(impl.AdamP([w], lr=0.05, eps=1e-15, nesterov=True), w, noises, cosine, 4))
    return seen


@check(close(1e-9))
def survives_zeros(impl, draw):
    w, bias = torch.zeros(3, 4, dtype=torch.float64), torch.zeros(3, dtype=torch.float64)
    params, rows = [w.requires_grad_(), bias.requires_grad_()], probes.gradients(draw.moderate, [(3, 4), (3,)], 2)
    nothing = [torch.zeros_like(param) for param in params]
    optimizer = impl.AdamP(params, lr=0.05, eps=1e-15, weight_decay=0.1)
    return probes.trajectory(optimizer, params, [nothing, *rows, nothing])


@check(close(0))
def leaves_gradients_alone(impl, draw):
    params, rows, seen = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 3), []
    optimizer = impl.AdamP(params, lr=0.1, weight_decay=0.1, nesterov=True)
    for row in rows:
        probes.trajectory(optimizer, params, [row])
        seen.append([param.grad.clone() for param in params])
    return seen


@check(close(1e-9))
def skips_missing_gradients(impl, draw):
    shapes = [(2,), (3,), (3,)]
    params, rows = draw.parameters(shapes), probes.gradients(draw.moderate, shapes, 8)
    rows = [[a if t not in (2, 3) else None, b if t >= 4 else None, c] for t, (a, b, c) in enumerate(rows)]
    return probes.trajectory(impl.AdamP(params, lr=0.05, eps=1e-15, weight_decay=0.1), params, rows)


@check(close(1e-9))
def keeps_state_for_each_parameter(impl, draw):
    values, rows = draw.normal(5), probes.gradients(draw.moderate, [(5,), (5,)], 6)
    twins = [values.clone().requires_grad_(), values.clone().requires_grad_()]
    return probes.trajectory(impl.AdamP(twins, lr=0.05, eps=1e-15), twins, rows)


@check(close(0))
def leaves_parameters_ready(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    optimizer = impl.AdamP(params, lr=0.1)
    probes.trajectory(optimizer, params, [row, row])
    ready = [param.requires_grad and param.is_leaf for param in params]
    optimizer.zero_grad()
    return {"ready": ready, "cleared": [param.grad is None or not bool(param.grad.any()) for param in params]}
