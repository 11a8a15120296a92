"""RAdam. Where epsilon stands is open, as in Adam; the threshold and the warm-up are arguments and so are pinned."""

from __future__ import annotations

import torch

from grader.checks import check, close, optimizers, probes
from grader.checks.pictures import path_picture

SHAPES = [(5, 3), (3,), (3,)]
EPSILON = ("epsilon_after_the_correction", "epsilon_inside_before_the_correction", "epsilon_inside_the_root")


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


@check(close(1e-9), like=EPSILON)
def has_the_defaults(impl, draw):
    seen = {}
    # Beside the large gradients the default epsilon is nothing wherever it stands; beside the small ones it shows.
    for size in (1e4, 1e-7):
        params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
        rows = [[size * gradient for gradient in row] for row in rows]
        seen[f"gradients of size {size:g}"] = probes.trajectory(impl.RAdam(params), params, rows)
    return seen


@check(close(1e-9), picture=path_picture)
def walks_down_a_valley(impl, draw):
    point = (1.5 * draw.moderate(2)).requires_grad_()
    slopes = torch.tensor([1.0, 12.0], dtype=torch.float64) * draw.uniform(2, low=0.5, high=1.5)
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
    rows, seen = probes.gradients(draw.moderate, SHAPES, 12), {}
    for warm in ("none", "skip"):
        params = draw.parameters(SHAPES)
        seen[f"warm = {warm}"] = probes.trajectory(impl.RAdam(params, lr=0.05, eps=1e-15, warm=warm), params, rows)
    return seen


@check(close(1e-9))
def works_for_every_beta2(impl, draw):
    values, rows = draw.normal(4, 2), probes.gradients(draw.moderate, [(4, 2)], 15)
    seen = []
    for beta2 in (0.5, 0.9, 0.95):
        param = values.clone().requires_grad_()
        optimizer = impl.RAdam([param], lr=0.05, betas=(0.7, beta2), eps=1e-15)
        seen.append(probes.trajectory(optimizer, [param], rows))
    return seen


@check(close(1e-9), like=EPSILON)
def uses_epsilon(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.spread, SHAPES, 12)
    return probes.trajectory(impl.RAdam(params, lr=0.1, betas=(0.9, 0.99), eps=1e-2), params, rows)


@check(close(1e-9))
def survives_zero_gradients(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    nothing = [torch.zeros(shape, dtype=torch.float64) for shape in SHAPES]

    def make(params):
        return impl.RAdam(params, lr=0.05, betas=(0.9, 0.9), eps=1e-15)

    return {
        "at_first": probes.trajectory(make(params), params, [nothing] * 9 + [row]),
        "now_and_then": optimizers.zero_gradients(make, draw),
    }


@check(close(1e-9))
def leaves_gradients_alone(impl, draw):
    return optimizers.kept_gradients(lambda params: impl.RAdam(params, lr=0.1, eps=1e-15), draw)


@check(close(1e-9))
def skips_missing_gradients(impl, draw):
    return optimizers.missing_gradients(lambda params: impl.RAdam(params, lr=0.05, eps=1e-15), draw)


@check(close(1e-9))
def keeps_state_for_each_parameter(impl, draw):
    # rho_t depends on beta2 as well as on t.
    return optimizers.separate_states(
        lambda params: impl.RAdam(params, lr=0.05, eps=1e-15),
        draw,
        lambda params: impl.RAdam(params, lr=0.1, betas=(0.7, 0.9), eps=1e-15),
    )


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl, draw):
    return optimizers.any_parameters(lambda params: impl.RAdam(params, lr=0.05, eps=1e-15), draw)


@check(close(1e-9))
def leaves_parameters_ready(impl, draw):
    params, row = draw.parameters(SHAPES), [draw.moderate(*shape) for shape in SHAPES]
    optimizer = impl.RAdam(params, lr=0.1)
    probes.trajectory(optimizer, params, [row] * 7)
    return {
        "gradients_after_zero_grad": optimizers.cleared(optimizer, params, draw),
        "gradients_of_leaves": optimizers.ready(params, draw),
    }
