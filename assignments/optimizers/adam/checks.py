"""Adam and AdamW. The handout leaves open where epsilon stands: the streams of gradients make it indifferent, and the
one check that cannot accepts each of the published places."""

from __future__ import annotations

import torch

from grader.checks import check, close, optimizers, probes
from grader.checks.pictures import path_picture

SHAPES = [(5, 3), (3,), (3,)]
EPSILON = ("epsilon_before_the_correction", "epsilon_inside_before_the_correction", "epsilon_inside_the_root")


@check(close(1e-9))
def takes_a_step(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    return probes.trajectory(impl.Adam(params, lr=0.1, eps=1e-15), params, [row])


@check(close(1e-9))
def follows_the_reference(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 20)
    return probes.trajectory(impl.Adam(params, lr=0.02, betas=(0.8, 0.98), eps=1e-15), params, rows)


@check(close(1e-9), like=EPSILON)
def has_the_defaults(impl, draw):
    seen = {}
    # Beside the large gradients the default epsilon is nothing wherever it stands; beside the small ones it shows.
    for size in (1e4, 1e-7):
        params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
        rows = [[size * gradient for gradient in row] for row in rows]
        seen[f"gradients of size {size:g}"] = probes.trajectory(impl.Adam(params), params, rows)
    return seen


@check(close(1e-9), picture=path_picture)
def walks_down_a_valley(impl, draw):
    point = (1.5 * draw.moderate(2)).requires_grad_()
    slopes = torch.tensor([1.0, 12.0], dtype=torch.float64) * draw.uniform(2, low=0.5, high=1.5)
    return probes.path(impl.Adam([point], lr=0.05, eps=1e-15), point, lambda x: slopes * x, 60)


@check(close(1e-9))
def decays_through_the_gradient(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    return probes.trajectory(impl.Adam(params, lr=0.05, eps=1e-15, weight_decay=0.05), params, rows)


@check(close(1e-9))
def decays_decoupled(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    optimizer = impl.Adam(params, lr=0.05, eps=1e-15, weight_decay=0.3, decoupled=True)
    return probes.trajectory(optimizer, params, rows)


@check(close(1e-9))
def decays_under_a_zero_gradient(impl, draw):
    values, seen = draw.moderate(6), {}
    for name, decoupled in (("coupled", False), ("decoupled", True)):
        param = values.clone().requires_grad_()
        optimizer = impl.Adam([param], lr=0.1, eps=1e-15, weight_decay=0.1, decoupled=decoupled)
        seen[name] = probes.trajectory(optimizer, [param], [[torch.zeros_like(values)]] * 3)
    seen["without_decay"] = optimizers.zero_gradients(lambda params: impl.Adam(params, lr=0.05, eps=1e-15), draw)
    return seen


@check(close(1e-9), like=EPSILON)
def uses_epsilon(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.spread, SHAPES, 12)
    return probes.trajectory(impl.Adam(params, lr=0.1, eps=1e-2), params, rows)


@check(close(1e-9))
def leaves_gradients_alone(impl, draw):
    seen = []
    for decay, decoupled in ((0.0, False), (0.1, False), (0.1, True)):
        options = {"lr": 0.1, "eps": 1e-15, "weight_decay": decay, "decoupled": decoupled}
        seen.append(optimizers.kept_gradients(lambda params, options=options: impl.Adam(params, **options), draw))
    return seen


@check(close(1e-9))
def skips_missing_gradients(impl, draw):
    options = {"lr": 0.05, "eps": 1e-15, "weight_decay": 0.1, "decoupled": True}
    return optimizers.missing_gradients(lambda params: impl.Adam(params, **options), draw)


@check(close(1e-9))
def keeps_state_for_each_parameter(impl, draw):
    return optimizers.separate_states(
        lambda params: impl.Adam(params, lr=0.05, eps=1e-15),
        draw,
        lambda params: impl.Adam(params, lr=0.1, betas=(0.7, 0.95), eps=1e-15),
    )


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl, draw):
    options = {"lr": 0.05, "eps": 1e-15, "weight_decay": 0.1, "decoupled": True}
    return optimizers.any_parameters(lambda params: impl.Adam(params, **options), draw)


@check(close(1e-9))
def leaves_parameters_ready(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    optimizer = impl.Adam(params, lr=0.1)
    probes.trajectory(optimizer, params, [row, row])
    return {
        "gradients_after_zero_grad": optimizers.cleared(optimizer, params, draw),
        "gradients_of_leaves": optimizers.ready(params, draw),
    }
