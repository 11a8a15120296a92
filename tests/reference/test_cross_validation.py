from __future__ import annotations

import pytest
import torch
from loading import load

module = load("generalization/cross_validation")
kfold, cross_validate = module.kfold, module.cross_validate


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize(("n", "k"), [(11, 4), (10, 5), (7, 7), (2, 2), (23, 3)])
@pytest.mark.parametrize("shuffle", [False, True])
def test_every_row_is_held_out_once_and_trained_on_otherwise(n: int, k: int, shuffle: bool) -> None:
    folds = kfold(n, k, shuffle, seeded())
    assert sorted(int(i) for _, val in folds for i in val) == list(range(n))
    for train, val in folds:
        assert sorted([*train.tolist(), *val.tolist()]) == list(range(n))
    assert [len(val) for _, val in folds] == [n // k + (i < n % k) for i in range(k)]


def test_the_folds_are_those_of_scikit_learn() -> None:
    """As KFold(4).split(range(11)) gives them."""
    assert [val.tolist() for _, val in kfold(11, 4)] == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10]]


def test_leaving_one_out_of_least_squares_is_the_press_statistic() -> None:
    g = seeded(1)
    X, y = torch.randn(15, 4, generator=g, dtype=torch.float64), torch.randn(15, generator=g, dtype=torch.float64)
    scores = cross_validate(
        lambda A, b: torch.linalg.lstsq(A, b[:, None]).solution[:, 0],
        lambda w, A, b: (A @ w - b).square().mean(),
        X,
        y,
        15,
    )
    hat = X @ torch.linalg.inv(X.T @ X) @ X.T
    residuals = (y - hat @ y) / (1 - hat.diagonal())
    torch.testing.assert_close(torch.tensor(scores, dtype=torch.float64), residuals.square(), rtol=0, atol=1e-10)


def test_a_model_never_sees_what_it_is_scored_on() -> None:
    X, seen = torch.arange(17.0)[:, None], []
    cross_validate(
        lambda A, b: set(A.flatten().tolist()),
        lambda m, A, b: seen.append((m, set(A.flatten().tolist()))) or 0.0,
        X,
        X[:, 0],
        5,
    )
    assert len(seen) == 5
    assert all(not train & val and len(train | val) == 17 for train, val in seen)


def test_shuffling_follows_the_generator() -> None:
    g = seeded(3)
    first, second = ([val.tolist() for _, val in kfold(20, 4, True, g)] for _ in range(2))
    assert first != second and first == [val.tolist() for _, val in kfold(20, 4, True, seeded(3))]


@pytest.mark.parametrize(("n", "k"), [(3, 4), (5, 1)])
def test_folds_that_cannot_be_are_refused(n: int, k: int) -> None:
    with pytest.raises(ValueError, match="cannot be divided"):
        kfold(n, k)


def test_the_handouts_example() -> None:
    y = torch.tensor([1.0, 2.0, 3.0, 4.0])
    scores = cross_validate(lambda A, b: b.mean(), lambda m, A, b: (b - m).square().mean(), y[:, None], y, 4)
    assert scores == pytest.approx([4, 4 / 9, 4 / 9, 4], abs=1e-6)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    y = torch.tensor([1.0, 2.0, 3.0, 4.0], device=cuda)
    assert cross_validate(lambda A, b: b.mean(), lambda m, A, b: (b - m).square().mean(), y[:, None], y, 4)[0] == 4
