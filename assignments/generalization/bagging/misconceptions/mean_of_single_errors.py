"""en: You averaged the errors of single models; the models decide together first.
ko: 모델 하나하나의 오차를 평균했습니다. 먼저 모델들의 예측을 모아야 합니다.
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
            model.fit(X[rows], y[rows])
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
                guess = predictions[out, i]
                hit = (guess - self.y[i]) ** 2 if self.y.is_floating_point() else guess == self.y[i]
                scores.append(float(hit.double().mean()))
        return sum(scores) / len(scores)
