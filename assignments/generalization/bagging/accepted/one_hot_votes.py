"""Votes by one-hot sums, out-of-bag by a mask matrix."""

from __future__ import annotations

import torch


def bootstrap(n, B, generator=None):
    return torch.multinomial(torch.ones(B, n), n, replacement=True, generator=generator)


class Bagging:
    def __init__(self, make_model, B, generator=None):
        self.make_model = make_model
        self.B = B
        self.g = generator

    def fit(self, X, y):
        n = len(X)
        self.idx = bootstrap(n, self.B, self.g)
        self.inbag = torch.zeros(self.B, n, dtype=torch.bool).scatter_(1, self.idx, True)
        self.ensemble = []
        for b in range(self.B):
            m = self.make_model()
            fitted = m.fit(X[self.idx[b]], y[self.idx[b]])
            self.ensemble.append(m if fitted is None else fitted)
        self.X, self.y = X, y
        self.regression = torch.is_floating_point(y)
        return self

    def _aggregate(self, P, weight):
        weight = weight.double()
        if self.regression:
            return (P * weight).sum(0) / weight.sum(0)
        onehot = torch.nn.functional.one_hot(P, int(P.max()) + 1) * weight[..., None]
        return onehot.sum(0).argmax(-1)

    def predict(self, X):
        P = torch.stack([m.predict(X) for m in self.ensemble])
        return self._aggregate(P, torch.ones(P.shape))

    def oob_score(self):
        P = torch.stack([m.predict(self.X) for m in self.ensemble])
        keep = ~self.inbag.all(0)
        guess = self._aggregate(P[:, keep], ~self.inbag[:, keep])
        truth = self.y[keep]
        return ((guess - truth) ** 2).mean() if self.regression else (guess == truth).double().mean()
