"""en: You resampled X and y independently, so targets belong to other rows.
ko: X와 y를 따로 재표집하여 정답이 다른 행의 것이 됩니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def bootstrap(n: int, B: int, generator: torch.Generator | None = None) -> Tensor:
    return torch.randint(n, (B, n), generator=generator)


class Bagging:
    def __init__(self, make_model, B: int, generator: torch.Generator | None = None) -> None:
        self.make_model, self.B, self.generator = make_model, B, generator

    def fit(self, X: Tensor, y: Tensor) -> Bagging:
        self.X, self.y = X, y
        self.rows = bootstrap(len(X), self.B, self.generator)
        self.models = []
        for rows in self.rows:
            model = self.make_model()
            model.fit(X[rows], y[torch.randint(len(y), (len(y),))])
            self.models.append(model)
        return self

    def combine(self, predictions: Tensor) -> Tensor:
        return predictions.mean(0) if self.y.is_floating_point() else predictions.mode(0).values

    def predict(self, X: Tensor) -> Tensor:
        return self.combine(torch.stack([model.predict(X) for model in self.models]))

    def oob_score(self) -> float:
        predictions = torch.stack([model.predict(self.X) for model in self.models])
        scores = []
        for i in range(len(self.X)):
            out = (self.rows != i).all(1)
            if out.any():
                guess = self.combine(predictions[out, i])
                hit = (guess - self.y[i]) ** 2 if self.y.is_floating_point() else guess == self.y[i]
                scores.append(float(hit))
        return sum(scores) / len(scores)
