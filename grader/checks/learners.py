"""Words for tasks in which students' code trains models or divides data: objects with fit and predict, and index sets.

`fitted`, `indices` and `LeastSquares` are for probes. `times_used` is for the host, in a `derived` comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .observation import Array, Numbers

if TYPE_CHECKING:
    from torch import Tensor


def fitted(model: Any, *data: Tensor) -> Any:
    """The model after `model.fit(*data)`, whether fit returns it, another one or nothing."""
    result = model.fit(*data)
    return result if hasattr(result, "predict") else model


def indices(value: Any) -> Tensor:
    """An index set as int64[n]: of a tensor, array, list, tuple, range or set of integers, or of a boolean mask. What is
    ordered keeps its order. Raises TypeError for what selects no rows."""
    tensor: Tensor = torch.as_tensor(sorted(value) if isinstance(value, set | frozenset) else np.asarray(value))
    if tensor.dtype == torch.bool:
        return tensor.nonzero().flatten()
    if tensor.numel() and (tensor.is_floating_point() or tensor.is_complex()):
        raise TypeError(f"rows are numbered by integers, not by {tensor.dtype}")
    return tensor.to(torch.int64).flatten()


class LeastSquares:
    """A linear model without a bias that remembers what it was fitted on, as `rows` and `targets`, for the host to judge."""

    def fit(self, X: Tensor, y: Tensor) -> LeastSquares:
        self.rows, self.targets = X.detach().clone(), y.detach().clone()
        self.weights: Tensor = torch.linalg.lstsq(X, y[:, None].to(X.dtype), driver="gelsd").solution[:, 0]
        return self

    def predict(self, X: Tensor) -> Tensor:
        return X @ self.weights


def times_used(sets: Iterable[Array] | Sequence[Array], n: int) -> Numbers:
    """How often each of the numbers 0 to n - 1 is in the index sets: all ones for a partition, whatever the order within and
    between sets. Numbers out of range count for none."""
    values = np.concatenate([one.values.ravel() for one in sets])
    return np.bincount(values[(values >= 0) & (values < n)].astype(np.int64), minlength=n)
