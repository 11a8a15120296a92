from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from loading import load
from torch import Tensor

fit_gd = load("optimizers/gradient_descent").fit_gd

Pair = tuple[Tensor, Tensor]


def problem(n: int = 23, d: int = 4) -> Pair:
    g = torch.Generator().manual_seed(3)
    X = torch.randn(n, d, generator=g, dtype=torch.float64)
    return X, torch.randn(n, generator=g, dtype=torch.float64)


def least_squares(w: Tensor, batch: Pair) -> Tensor:
    X, y = batch
    return X.T @ (X @ w - y) / len(X)


def gradients_of_samples(w: Tensor, batch: Pair) -> Tensor:
    """Autograd, one sample after another: [B, *w.shape]."""
    rows: list[Tensor] = []
    for x, y in zip(*batch, strict=True):
        v = w.detach().clone().requires_grad_()
        rows += torch.autograd.grad(0.5 * (x @ v - y).square().sum(), v)
    return torch.stack(rows)


class Recorder:
    """A gradient function that remembers its batches."""

    def __init__(self, grad_fn: Callable[[Tensor, Pair], Tensor] = least_squares) -> None:
        self.grad_fn = grad_fn
        self.batches: list[Pair] = []

    def __call__(self, w: Tensor, batch: Pair) -> Tensor:
        self.batches.append(batch)
        return self.grad_fn(w, batch)


def quadratic(curvatures: tuple[float, ...], lr: float, steps: int) -> Tensor:
    h = torch.tensor(curvatures, dtype=torch.float64)
    return fit_gd(lambda w, batch: h * w, torch.ones_like(h), torch.zeros(1), lr, steps)


def replay(batches: list[Pair], w0: Tensor, lr: float) -> Tensor:
    """torch.optim.SGD with autograd over the same batches."""
    w = w0.clone().requires_grad_()
    optimizer = torch.optim.SGD([w], lr=lr)
    for X, y in batches:
        optimizer.zero_grad()
        (0.5 * (X @ w - y).square().sum() / len(X)).backward()
        optimizer.step()
    return w.detach()


def test_the_fastest_constant_rate_contracts_by_99_over_101_a_step() -> None:
    x = quadratic((1.0, 100.0), lr=2 / 101, steps=100)
    assert x.norm().item() == pytest.approx(math.sqrt(2) * (99 / 101) ** 100, rel=1e-9)
    assert x.norm().item() == pytest.approx(0.191380, abs=5e-7)


def test_every_coordinate_follows_its_closed_form() -> None:
    h = (0.5, 3.0, 7.0)
    expected = torch.tensor([(1 - 0.1 * x) ** 17 for x in h], dtype=torch.float64)
    torch.testing.assert_close(quadratic(h, lr=0.1, steps=17), expected, rtol=1e-12, atol=0)


def test_the_largest_stable_rate_is_two_over_the_largest_curvature() -> None:
    assert quadratic((1.0, 100.0), lr=0.0199, steps=1000).norm() < 1e-4
    assert quadratic((1.0, 100.0), lr=0.0201, steps=1000).norm().item() == pytest.approx(1.01**1000, rel=1e-9)  # 2.1e4


@pytest.mark.parametrize("batch_size", [None, 1, 5, 23, 40])
def test_it_takes_the_steps_of_torch_sgd_over_its_batches(batch_size: int | None) -> None:
    data, w0, record = problem(), torch.ones(4, dtype=torch.float64), Recorder()
    w = fit_gd(record, w0, data, 0.05, 3, batch_size, torch.Generator().manual_seed(0))
    torch.testing.assert_close(w, replay(record.batches, w0, 0.05), rtol=0, atol=1e-12)


@pytest.mark.parametrize("outputs", [(), (2,)])
@pytest.mark.parametrize("batch_size", [None, 1, 5, 22, 23, 40])
def test_gradients_of_single_samples_give_the_steps_of_torch_sgd(
    batch_size: int | None, outputs: tuple[int, ...]
) -> None:
    g = torch.Generator().manual_seed(4)
    X = problem()[0]
    y, w0 = (torch.randn(n, *outputs, generator=g, dtype=torch.float64) for n in X.shape)
    record = Recorder(gradients_of_samples)
    w = fit_gd(record, w0, (X, y), 0.05, 3, batch_size, torch.Generator().manual_seed(0))
    assert w.shape == w0.shape
    torch.testing.assert_close(w, replay(record.batches, w0, 0.05), rtol=0, atol=1e-12)


def test_the_handouts_example_in_both_forms() -> None:
    x, zero = torch.tensor([1.0, 3.0, 8.0]), torch.zeros(())
    for grad_fn in (lambda w, batch: w - batch.mean(), lambda w, batch: w - batch):
        assert [fit_gd(grad_fn, zero, x, 0.5, epochs).item() for epochs in (1, 2)] == [2, 3]
        # The weight that follows the batches (a, b), (c) is (a + b) / 8 + c / 2: 4.5, 2.625 or 1.875.
        ends = {fit_gd(grad_fn, zero, x, 0.5, 1, 2, torch.Generator().manual_seed(seed)).item() for seed in range(30)}
        assert ends == {4.5, 2.625, 1.875}


@pytest.mark.parametrize("n", [1, 3])
def test_only_the_number_of_dimensions_tells_the_two_forms_apart(n: int) -> None:
    w0, x = torch.ones(n, dtype=torch.float64), torch.zeros(n, n, dtype=torch.float64)
    h = torch.arange(1.0, n + 1, dtype=torch.float64)
    for grad_fn in (lambda w, batch: h * w, lambda w, batch: h * (w - batch)):
        torch.testing.assert_close(fit_gd(grad_fn, w0, x, 0.1, 7), (1 - 0.1 * h) ** 7, rtol=1e-12, atol=0)


def test_a_full_batch_is_the_data_as_given() -> None:
    data, record = problem(), Recorder()
    fit_gd(record, torch.zeros(4, dtype=torch.float64), data, 0.1, 5)
    assert len(record.batches) == 5
    assert all(X is data[0] and y is data[1] for X, y in record.batches)


@pytest.mark.parametrize(("batch_size", "sizes"), [(1, [1] * 23), (5, [5, 5, 5, 5, 3]), (23, [23]), (40, [23])])
def test_every_epoch_sees_every_sample_once_with_its_target(batch_size: int, sizes: list[int]) -> None:
    index = torch.arange(23.0, dtype=torch.float64)
    record = Recorder()
    fit_gd(record, torch.zeros(1, dtype=torch.float64), (index[:, None], 10 * index), 1e-6, 4, batch_size)
    assert [len(X) for X, _ in record.batches] == sizes * 4
    assert all(torch.equal(10 * X[:, 0], y) for X, y in record.batches)
    for epoch in range(4):
        part = record.batches[epoch * len(sizes) : (epoch + 1) * len(sizes)]
        assert torch.equal(torch.cat([y for _, y in part]).sort().values, 10 * index)


def test_every_epoch_deals_a_new_permutation_that_the_generator_decides() -> None:
    def orders(seed: int) -> list[list[float]]:
        record = Recorder()
        X, y = torch.zeros(23, 1), torch.arange(23.0)
        fit_gd(record, torch.zeros(1), (X, y), 0.1, 3, 23, torch.Generator().manual_seed(seed))
        return [y.tolist() for _, y in record.batches]

    first, second, third = orders(0)
    assert first != second != third != first
    assert orders(0) == [first, second, third]
    assert orders(1) != [first, second, third]


def test_a_single_tensor_is_data_too() -> None:
    x = torch.arange(6, dtype=torch.float64)
    w = fit_gd(lambda w, batch: w - batch.mean(), torch.zeros((), dtype=torch.float64), x, 1.0, 1)
    assert w.item() == 2.5
    seen: list[Tensor] = []

    def watch(w: Tensor, batch: Tensor) -> Tensor:
        seen.append(batch)
        return w

    fit_gd(watch, torch.zeros(()), x, 0.1, 1, 4)
    assert [len(batch) for batch in seen] == [4, 2]
    assert torch.equal(torch.cat(seen).sort().values, x)


@pytest.mark.parametrize("batch_size", [None, 5])
def test_start_and_data_stay_as_they_were(batch_size: int | None) -> None:
    X, y = problem()
    w0 = torch.ones(4, dtype=torch.float64, requires_grad=True)
    before = [t.detach().clone() for t in (X, y, w0)]
    w = fit_gd(least_squares, w0, (X, y), 0.1, 2, batch_size)
    assert all(torch.equal(a, b) for a, b in zip(before, (X, y, w0), strict=True))
    assert not w.requires_grad


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_it_keeps_dtype_and_shape(dtype: torch.dtype) -> None:
    w0, ones = torch.ones(2, 3, 1, dtype=dtype), torch.ones(7, dtype=dtype)
    w = fit_gd(lambda w, batch: w * batch.mean(), w0, ones, 0.5, 2, 3)
    torch.testing.assert_close(w, torch.full((2, 3, 1), 0.5**6, dtype=dtype))


@pytest.mark.gpu
@pytest.mark.parametrize("where", ["cpu", "cuda"])
def test_it_runs_on_a_gpu_with_a_generator_on_either_side(cuda: str, where: str) -> None:
    X, y = (t.to(cuda) for t in problem())
    w0 = torch.zeros(4, dtype=torch.float64, device=cuda)
    w = fit_gd(least_squares, w0, (X, y), 0.1, 400, 8, torch.Generator(where).manual_seed(0))
    exact = fit_gd(least_squares, w0, (X, y), 0.1, 4000)
    assert w.device.type == "cuda"
    torch.testing.assert_close(w, exact, rtol=0, atol=0.2)
