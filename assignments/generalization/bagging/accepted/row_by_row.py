"""Draws row by row, deep copies of one untrained model, a Counter for votes."""

from __future__ import annotations

import copy
from collections import Counter

import torch


def bootstrap(n, B, generator=None):
    return (torch.rand(B, n, generator=generator, dtype=torch.float64) * n).floor().long()


class Bagging:
    def __init__(self, make_model, B, generator=None):
        self.prototype = make_model()
        self.B, self.generator = B, generator

    def fit(self, X, y):
        self.X, self.y, self.members = X, y, []
        for rows in bootstrap(len(X), self.B, self.generator):
            member = copy.deepcopy(self.prototype)
            member.fit(X[rows], y[rows])
            self.members.append((member, set(rows.tolist())))
        return self

    def agree(self, answers):
        if self.y.dtype.is_floating_point:
            return sum(answers) / len(answers)
        counts = Counter(answers)
        most = max(counts.values())
        return min(label for label, count in counts.items() if count == most)

    def predict(self, X):
        answers = [member.predict(X).tolist() for member, _ in self.members]
        return torch.tensor([self.agree(column) for column in zip(*answers, strict=True)], dtype=self.y.dtype)

    def oob_score(self):
        answers = [member.predict(self.X).tolist() for member, _ in self.members]
        total, count = 0.0, 0
        for i, truth in enumerate(self.y.tolist()):
            fresh = [row[i] for row, (_, seen) in zip(answers, self.members, strict=True) if i not in seen]
            if fresh:
                answer = self.agree(fresh)
                total += (answer - truth) ** 2 if isinstance(truth, float) else answer == truth
                count += 1
        return total / count
