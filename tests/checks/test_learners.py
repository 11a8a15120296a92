from __future__ import annotations

import numpy as np
import pytest
import torch

from grader.checks.learners import LeastSquares, fitted, indices, times_used
from grader.checks.observation import Array


class Mean:
    def __init__(self, answer: object) -> None:
        self.answer = answer

    def fit(self, y: torch.Tensor) -> object:
        self.mean = y.mean()
        return self if self.answer == "self" else self.answer

    def predict(self) -> torch.Tensor:
        return self.mean


@pytest.mark.parametrize("answer", ["self", None, 3.0])
def test_a_fitted_model_is_had_whatever_fit_returns(answer: object) -> None:
    assert fitted(Mean(answer), torch.tensor([1.0, 3.0])).predict() == 2


@pytest.mark.parametrize(
    "value",
    [
        [3, 1],
        (3, 1),
        torch.tensor([3, 1]),
        torch.tensor([3, 1], dtype=torch.int32),
        np.array([3, 1]),
        [torch.tensor(3), torch.tensor(1)],
    ],
)
def test_index_sets_of_any_kind_keep_their_order(value: object) -> None:
    assert indices(value).tolist() == [3, 1] and indices(value).dtype == torch.int64


def test_sets_masks_ranges_and_nothing_are_index_sets() -> None:
    assert indices({3, 1}).tolist() == [1, 3]
    assert indices(torch.tensor([False, True, False, True])).tolist() == [1, 3]
    assert indices([True, False]).tolist() == [0]
    assert indices(range(1, 4)).tolist() == [1, 2, 3]
    assert indices([]).tolist() == []


def test_fractions_select_no_rows() -> None:
    with pytest.raises(TypeError, match="integers"):
        indices([0.5])


def test_least_squares_remembers_what_it_saw() -> None:
    X, w = torch.randn(6, 2, dtype=torch.float64), torch.tensor([1.0, -2.0], dtype=torch.float64)
    model = LeastSquares().fit(X, X @ w)
    torch.testing.assert_close(model.predict(X), X @ w)
    assert torch.equal(model.rows, X) and torch.equal(model.targets, X @ w)


def test_times_used_tells_a_partition_from_an_overlap() -> None:
    def array(*values: int) -> Array:
        return Array(np.array(values), "int64")

    assert times_used([array(2, 0), array(1)], 3).tolist() == [1, 1, 1]
    assert times_used([array(0, 1), array(1, 9, -1)], 3).tolist() == [1, 2, 0]
