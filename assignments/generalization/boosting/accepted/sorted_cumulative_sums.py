"""Stumps by sorting and cumulative sums; a tensor of weights."""

from __future__ import annotations

import math

import torch


def columns(X):
    for j in range(X.shape[1]):
        order = X[:, j].argsort()
        ordered = X[order, j]
        cuts = (ordered[1:] > ordered[:-1]).nonzero().flatten()
        yield j, order, cuts, (ordered[cuts] + ordered[cuts + 1]) / 2


class AdaBoost:
    def __init__(self, T):
        self.T = T
        self.rules = []
        self.alphas = []

    def fit(self, X, y):
        w = torch.full((X.shape[0],), 1.0 / X.shape[0], dtype=torch.float64)
        rows = [w]
        for _ in range(self.T):
            options = []
            for j, order, cuts, thresholds in columns(X):
                signed = (w * y)[order]
                # error of "+1 above": wrong are +1 samples below and -1 samples above
                below = signed.clamp(min=0).cumsum(0)[cuts]
                above = (-signed).clamp(min=0).sum() - (-signed).clamp(min=0).cumsum(0)[cuts]
                for threshold, error in zip(thresholds.tolist(), (below + above).tolist(), strict=True):
                    options += [(error, j, threshold, 1), (1 - error, j, threshold, -1)]
            _, j, threshold, polarity = min(options)
            h = torch.where(X[:, j] > threshold, polarity, -polarity)
            error = float(w[h != y].sum())
            self.rules.append((j, threshold, polarity))
            if error == 0.0:
                self.alphas.append(1e6)
                break
            alpha = 0.5 * math.log((1 - error) / error)
            self.alphas.append(alpha)
            w = w * torch.exp(-alpha * (y * h).double())
            w = w / w.sum()
            rows.append(w)
        self.weights_history = torch.stack(rows)
        return self

    def predict(self, X):
        votes = [
            a * torch.where(X[:, j] > t, float(p), -float(p))
            for a, (j, t, p) in zip(self.alphas, self.rules, strict=True)
        ]
        return torch.stack(votes).sum(0).sign().long()


class GradientBoost:
    def __init__(self, T, lr):
        self.T, self.lr = T, lr

    def fit(self, X, y):
        self.mean = y.mean()
        self.rules = []
        for _ in range(self.T):
            r = y - self.predict(X)
            best = None
            for j, order, cuts, thresholds in columns(X):
                sums = r[order].cumsum(0)[cuts]
                counts = (cuts + 1).double()
                low, high = sums / counts, (r.sum() - sums) / (len(r) - counts)
                gain = counts * low**2 + (len(r) - counts) * high**2
                i = int(gain.argmax())
                if best is None or float(gain[i]) > best[0]:
                    best = (float(gain[i]), j, float(thresholds[i]), float(low[i]), float(high[i]))
            self.rules.append(best[1:])
        return self

    def predict(self, X):
        steps = [torch.where(X[:, j] > t, *X.new_tensor([high, low])) for j, t, low, high in self.rules]
        return self.mean + self.lr * sum(steps) if steps else self.mean.expand(len(X))
