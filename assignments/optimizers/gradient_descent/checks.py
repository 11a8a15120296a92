"""Batches are drawn in an order of the student's choice, so these probes observe only what no order can change."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from grader.checks import check, close, derived, same_set
from grader.checks.pictures import path_picture


def visits(
    impl: Any, samples: torch.Tensor, batch_size: int | None, epochs: int, generator: Any = None
) -> list[torch.Tensor]:
    """The batches that the gradient function is shown."""
    seen: list[torch.Tensor] = []

    def grad_fn(w: torch.Tensor, batch: torch.Tensor) -> torch.Tensor:
        seen.append(batch.detach().clone())
        return w - batch.mean()

    impl.fit_gd(grad_fn, torch.zeros(1, dtype=torch.float64), samples.clone(), 0.1, epochs, batch_size, generator)
    return seen


def regression_gradient(w: torch.Tensor, batch: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    """The mean gradient of (x . w - y)^2 / 2 over the batch."""
    x, y = batch
    return x.T @ (x @ w - y) / len(x)


def single_gradients(w: torch.Tensor, batch: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    """The gradient of c (w - x)^2 / 2 for each sample (x, c) of the batch: [B, *w.shape]."""
    x, c = batch
    return c * (w - x)


def mean_gradient(w: torch.Tensor, batch: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    return single_gradients(w, batch).mean(dim=0)


@check(close(atol=1e-9), picture=path_picture)
def follows_the_full_batch_path(impl, draw):
    curvature = torch.tensor([1.0, 100.0], dtype=torch.float64)
    start, data = 1 + draw.uniform(2), draw.normal(7, 2)

    def grad_fn(w, batch):
        return curvature * (w - batch.mean(dim=0))

    return torch.stack([impl.fit_gd(grad_fn, start.clone(), data, lr=2 / 101, epochs=n) for n in range(21)])


@check(close(atol=1e-9))
def updates_after_every_batch(impl, draw):
    # All samples are alike, so that the result does not depend on their order.
    x, y, w0 = draw.normal(1, 3).repeat(10, 1), draw.normal(1, 2).repeat(10, 1), draw.normal(3, 2)
    return {
        f"batch size {size}": impl.fit_gd(
            regression_gradient, w0.clone(), (x, y), lr=0.02, epochs=3, batch_size=size, generator=draw.generator()
        )
        for size in (1, 4, 5, 10, 16)
    }


@check(close(atol=1e-9))
def averages_gradients_of_single_samples(impl, draw):
    def grad_fn(w, batch):
        return w - batch  # of (w - x)^2 / 2 for each sample x

    observed = {}
    for shape in ((4,), (3, 2)):
        x, w0, generator = draw.normal(12, *shape), draw.normal(*shape), draw.generator()
        alike = torch.stack([x[0]] * 12)
        observed[f"w of shape {list(shape)}"] = {
            "full batch": impl.fit_gd(grad_fn, w0.clone(), x, lr=0.1, epochs=3),
            "batch size 3": impl.fit_gd(grad_fn, w0.clone(), alike, 0.1, 3, batch_size=3, generator=generator),
        }
    return observed


@check(close(0))
def visits_every_sample_once_per_epoch(impl, draw):
    observed = {}
    for n, size in ((10, 4), (9, 3), (5, 1), (6, 8), (7, None)):
        batches = visits(impl, draw.normal(n), size, 3, draw.generator())
        samples = torch.cat(batches) if batches else torch.zeros(0, dtype=torch.float64)
        whole = len(samples) == 3 * n
        observed[f"N = {n}, batch size {size}"] = {
            "batch_sizes": [len(batch) for batch in batches],
            "samples": samples.reshape(3, n).sort(dim=1).values if whole else samples.sort().values,
        }
    return observed


def shuffling(observed, reference):
    """What two epochs of samples say, in the order in which four runs were shown them."""
    given = reference["samples"].values
    n, runs = len(given), ("seeded", "the_same_seed", "another_seed", "without_a_generator")
    first, again, other, unseeded = (observed[run].values for run in runs)
    return {
        "first_epoch_is_shuffled": bool((first[:n] != given).any()),
        "second_epoch_has_another_order": bool((first[:n] != first[n:]).any()),
        "equal_seeds_give_equal_batches": bool((first == again).all()),
        "other_seeds_give_other_batches": bool((first != other).any()),
        "shuffles_without_a_generator": bool((unseeded[:n] != given).any()),
        "samples_of_each_epoch": {run: np.sort(observed[run].values.reshape(2, n)) for run in runs},
    }


@check(derived(shuffling, close(0)))
def shuffles_anew_every_epoch(impl, draw):
    samples, seed, other, noise = draw.normal(64), draw.seed(), draw.seed(), draw.seed()

    def order(seed):
        return torch.cat(visits(impl, samples, 8, 2, torch.Generator().manual_seed(seed)))

    first = order(seed)
    torch.manual_seed(noise)  # what the global generator does must not matter
    return {
        "samples": samples,
        "seeded": first,
        "the_same_seed": order(seed),
        "another_seed": order(other),
        "without_a_generator": torch.cat(visits(impl, samples, 8, 2)),
    }


@check(close(atol=1e-9))
def takes_both_forms_with_any_batch(impl, draw):
    observed = {}
    for shape in ((), (4,), (3, 1)):
        w0, generator = draw.normal(*shape), draw.generator()
        data = torch.stack([draw.normal(*shape)] * 9), torch.stack([draw.uniform(*shape, low=0.5, high=1.5)] * 9)
        for form, grad_fn in (("mean", mean_gradient), ("single samples", single_gradients)):
            for size in (1, 4, 7, 16):
                observed[f"w of shape {list(shape)}, {form}, batch size {size}"] = impl.fit_gd(
                    grad_fn, w0.clone(), data, lr=0.1, epochs=2, batch_size=size, generator=generator
                )
    return observed


@check(same_set())
def keeps_targets_with_their_samples(impl, draw):
    x, y, w0, generator = draw.normal(11, 2), draw.normal(11, 1), draw.normal(2, 1), draw.generator()
    pairs = []

    def grad_fn(w, batch):
        pairs.append(torch.cat([part.detach().clone() for part in batch], dim=1))
        return regression_gradient(w, batch)

    impl.fit_gd(grad_fn, w0, (x, y), lr=0.1, epochs=2, batch_size=3, generator=generator)
    return torch.cat(pairs)


@check(close(atol=1e-9))
def leaves_its_arguments_alone(impl, draw):
    # All samples are alike, so that the results do not depend on their order.
    x, y, w0, generator = (
        draw.normal(1, 3).repeat(6, 1),
        draw.normal(1, 2).repeat(6, 1),
        draw.normal(3, 2),
        draw.generator(),
    )
    slope = draw.normal(3, 2)  # of a linear loss: grad_fn returns the same tensor at every call
    results = [impl.fit_gd(regression_gradient, w0, (x, y), 0.1, 2, size, generator) for size in (None, 2)]
    results.append(impl.fit_gd(lambda w, batch: slope, w0, (x, y), 0.1, 3, 2, generator))
    return {"w0": w0, "X": x, "y": y, "what grad_fn returned": slope, "results": results}
