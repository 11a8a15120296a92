"""numpy draws, seeded by the generator; votes by bincount; fit returns nothing."""

from __future__ import annotations

import numpy as np
import torch


def bootstrap(n, B, generator=None):
    rng = np.random.default_rng(int(torch.randint(2**31, (1,), generator=generator)))
    return torch.from_numpy(rng.choice(n, size=(B, n), replace=True))


class Bagging:
    def __init__(self, make_model, B, generator=None):
        self.models = [make_model() for _ in range(B)]
        self.generator = generator

    def fit(self, X, y):
        self.data = X, y
        self.picks = bootstrap(X.shape[0], len(self.models), self.generator)
        for model, pick in zip(self.models, self.picks, strict=True):
            model.fit(X[pick], y[pick])

    def _decide(self, votes, regression):
        if regression:
            return float(np.mean(votes))
        return int(np.bincount(votes).argmax())

    def predict(self, X):
        regression = self.data[1].dtype.is_floating_point
        table = np.array([model.predict(X).numpy() for model in self.models])
        decided = [self._decide(table[:, j], regression) for j in range(table.shape[1])]
        return torch.tensor(decided, dtype=torch.float64 if regression else torch.int64)

    def oob_score(self):
        X, y = self.data
        regression = y.dtype.is_floating_point
        table = np.array([model.predict(X).numpy() for model in self.models])
        results = []
        for i in range(len(X)):
            absent = [b for b, pick in enumerate(self.picks.tolist()) if i not in pick]
            if not absent:
                continue
            decided = self._decide(table[absent, i], regression)
            results.append((decided - float(y[i])) ** 2 if regression else float(decided == int(y[i])))
        return np.mean(results)
