"""The function is judged by its trajectory, of points or of look-ahead points; the class by hand-fed gradients."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from grader.checks import check, close, optimizers, probes
from grader.checks.pictures import path_picture

SHAPES = [(5, 3), (3,), (2, 2, 2), (1,)]


def points(trajectory: Iterable[torch.Tensor]) -> torch.Tensor:
    """A trajectory given as a tensor or as a list: [n + 1, ...]."""
    found = list(trajectory)
    return torch.stack(found) if found else torch.zeros(0, dtype=torch.float64)


@check(close(atol=1e-9), like=("lookahead_iterates",), picture=path_picture)
def looks_ahead_through_a_valley(impl, draw):
    curvature, start = torch.tensor([1.0, 40.0], dtype=torch.float64), 1 + draw.uniform(2)
    return points(impl.nag(lambda x: curvature * x, start, lr=0.02, mu=0.8, n=40))


@check(close(atol=1e-9))
def follows_the_reference(impl, draw):
    params, rows = draw.parameters(SHAPES), probes.gradients(draw.moderate, SHAPES, 12)
    return probes.trajectory(impl.NAG(params, lr=0.05), params, rows)


@check(close(atol=1e-9))
def skips_missing_gradients(impl, draw):
    def make(params):
        return impl.NAG(params, lr=0.1, momentum=0.8)

    return {"none": optimizers.missing_gradients(make, draw), "zeros": optimizers.zero_gradients(make, draw)}


@check(close(atol=1e-9), like=("lookahead_iterates",))
def settles_where_the_heavy_ball_cycles(impl, draw):
    # arXiv 1408.3595: strongly convex, with a slope that breaks at 1 and at 2.
    def slope(x):
        return torch.where(x < 1, 25 * x, torch.where(x < 2, x + 24, 25 * x - 24))

    start = 3.3 + 0.01 * draw.uniform(1)
    trajectory = points(impl.nag(slope, start, lr=1 / 25, mu=2 / 3, n=400))
    return {"first_points": trajectory[:20], "last_point": trajectory[-1]}


@check(close(atol=1e-9), like=("lookahead_iterates",))
def returns_the_start_and_every_point_after_it(impl, draw):
    target, x0 = draw.normal(2, 3), draw.normal(2, 3)
    before = x0.clone()
    return {
        "trajectories": [points(impl.nag(lambda x: x - target, x0, 0.3, 0.5, n)) for n in (0, 1, 7)],
        "start_unchanged": torch.equal(x0, before),
    }


@check(close(atol=1e-9), like=("lookahead_iterates",))
def leaves_the_slope_to_its_owner(impl, draw):
    slope, curvature, start = draw.moderate(3), 1 + draw.uniform(3), draw.normal(3)
    before, buffer = slope.clone(), torch.zeros_like(slope)

    def overwrite(x):  # one tensor for all results
        return buffer.copy_(curvature * x)

    functions = (lambda x: slope, overwrite, lambda x: x)
    return {
        "trajectories": [points(impl.nag(function, start, lr=0.1, mu=0.7, n=8)) for function in functions],
        "slope_unchanged": torch.equal(slope, before),
    }


@check(close(atol=1e-9))
def keeps_a_velocity_for_each_parameter(impl, draw):
    return optimizers.separate_states(lambda params: impl.NAG(params, lr=0.1), draw)


@check(close(atol=1e-9))
def leaves_gradients_alone(impl, draw):
    return optimizers.kept_gradients(lambda params: impl.NAG(params, lr=0.1), draw)


@check(close(1e-9, single=1e-4, dtype=True))
def takes_any_parameters(impl, draw):
    return optimizers.any_parameters(lambda params: impl.NAG(params, lr=0.1), draw)


@check(close(atol=1e-9))
def updates_the_tensors_it_was_given(impl, draw):
    weight, bias, x = *draw.parameters([(3, 2), (2,)]), draw.normal(6, 3)
    optimizer, losses = impl.NAG([weight, bias], lr=0.02), []
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
