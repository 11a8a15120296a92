"""Bootstrap and bagging (Breiman, "Bagging predictors", 1996; "Out-of-bag estimation", 1996).

A resample draws n of n rows with replacement; a row is left out of it with probability (1 - 1/n)^n, about 1/e. Bagging trains
one model on each of B resamples, and averages what they predict, or takes a vote. The models that a row was left out of
predict it as if it were new: the out-of-bag estimate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor


def bootstrap(n: int, B: int, generator: torch.Generator | None = None) -> Tensor:
    """`B` resamples of the rows 0 to n - 1, each n draws with replacement: int64[B, n]."""
    device = "cpu" if generator is None else generator.device
    return torch.randint(n, (B, n), generator=generator, device=device)


class Bagging:
    """`B` models, each made by `make_model()` (an object with fit(X, y) and predict(X)) and trained on a resample.

    Targets of floating dtype are averaged; integers are classes, and the models vote.
    """

    def __init__(self, make_model: Callable[[], Any], B: int, generator: torch.Generator | None = None) -> None:
        self.make_model, self.B, self.generator = make_model, B, generator

    def fit(self, X: Tensor, y: Tensor) -> Bagging:
        """`X` [n, ...], `y` [n]."""
        self._X, self._y, self._models = X, y, []
        self._resamples = bootstrap(len(X), self.B, self.generator).to(X.device)  # [B, n]
        for rows in self._resamples:
            model = self.make_model()
            model.fit(X[rows], y[rows])
            self._models.append(model)
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The mean of the models' predictions for `X` [m, ...], or the class with most votes (of several the smallest): [m]."""
        return self._together(torch.stack([model.predict(X) for model in self._models]))

    def oob_score(self) -> float:
        """The mean squared error (regression) or the accuracy (classification) over the training rows, each predicted by the
        models that have not seen it. Rows that all have seen are left out."""
        predictions = torch.stack([model.predict(self._X) for model in self._models])  # [B, n]
        scores = []
        for row, target in enumerate(self._y):
            unseen = (self._resamples != row).all(dim=1)  # [B]
            if unseen.any():
                predicted = self._together(predictions[unseen, row])
                scores.append(float((predicted - target) ** 2 if target.is_floating_point() else predicted == target))
        return sum(scores) / len(scores)

    def _together(self, predictions: Tensor) -> Tensor:
        """Over the first axis."""
        if self._y.is_floating_point():
            return predictions.mean(dim=0)
        return predictions.mode(dim=0).values  # of several modes torch gives the smallest
