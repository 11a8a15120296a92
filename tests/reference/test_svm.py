from __future__ import annotations

import pytest
import torch
from loading import load
from torch import Tensor

module = load("detection/svm")
LinearSVM, predict = module.LinearSVM, module.predict


def blobs(n: int, D: int, seed: int = 0) -> tuple[Tensor, Tensor]:
    g = torch.Generator().manual_seed(seed)
    y = torch.where(torch.rand(n, generator=g) < 0.4, 1.0, -1.0).double()
    return torch.randn(n, D, generator=g, dtype=torch.float64) + y[:, None], y


def objective(w: Tensor, b: Tensor, x: Tensor, y: Tensor, C: float) -> float:
    return float(w.square().sum() / 2 + C * (1 - y * (x @ w + b)).clamp(min=0).sum())


@pytest.mark.parametrize("C", [0.05, 1.0, 5.0])
@pytest.mark.parametrize("D", [1, 3, 6])
def test_primal_and_dual_meet(C: float, D: int) -> None:
    """Any multipliers give a lower bound; those of the margin's points, found by a linear solve, meet it."""
    x, y = blobs(80, D)
    svm = LinearSVM(C).fit(x, y)
    margins = y * (x @ svm.w + svm.b)
    outside, inside = margins > 1 + 1e-5, margins < 1 - 1e-5
    on = ~outside & ~inside
    alpha = torch.where(inside, C, 0.0).double()
    # w = sum alpha y x and sum alpha y = 0, solved for the points on the margin
    due = torch.cat([svm.w - x[inside].T @ (alpha * y)[inside], -(alpha * y).sum()[None]])
    alpha[on] = torch.linalg.lstsq(torch.cat([(y[:, None] * x)[on].T, y[on][None]]), due).solution.clamp(0, C)
    v = x.T @ (alpha * y)
    dual = float(alpha.sum() - v.square().sum() / 2)
    assert objective(svm.w, svm.b, x, y, C) == pytest.approx(dual, rel=1e-4)


def test_no_neighbour_is_better() -> None:
    x, y = blobs(60, 3)
    svm = LinearSVM(1.0).fit(x, y)
    least = objective(svm.w, svm.b, x, y, 1.0)
    g = torch.Generator().manual_seed(1)
    for size in (1e-3, 1e-2, 0.1):
        for _ in range(50):
            step = size * torch.randn(4, generator=g, dtype=torch.float64)
            assert objective(svm.w + step[:3], svm.b + step[3], x, y, 1.0) >= least - 1e-6


@pytest.mark.parametrize(("C", "w"), [(1.0, 1.0), (0.1, 0.2)])
def test_the_worked_example(C: float, w: float) -> None:
    svm = LinearSVM(C).fit(torch.tensor([[1.0], [-1.0]]).double(), torch.tensor([1.0, -1.0]))
    assert float(svm.w) == pytest.approx(w) and float(svm.b) == pytest.approx(0)


def test_the_largest_value_wins() -> None:
    machines = [LinearSVM() for _ in range(3)]
    for machine, (w, b) in zip(machines, ((1.0, 0.0), (-1.0, 0.0), (0.0, -0.5)), strict=True):
        machine.w, machine.b = torch.tensor([w]), torch.tensor(b)
    assert predict(machines, torch.tensor([[2.0], [-2.0], [0.1]])).tolist() == [0, 1, 0]
