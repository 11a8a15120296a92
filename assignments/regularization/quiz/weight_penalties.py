from __future__ import annotations

import math

import torch

from grader.quiz import Drawn, apart


def _samples(rng):
    n = rng.choice([2, 3])
    xs, slope = [rng.randint(1, 4) for _ in range(n)], rng.choice([-3, -2, 2, 3, 4])
    ys = [slope * x + rng.randint(-2, 2) for x in xs]
    shown = ", ".join(f"({x}, {y})" for x, y in zip(xs, ys, strict=True))
    X, y = torch.tensor(xs, dtype=torch.float64)[:, None], torch.tensor(ys, dtype=torch.float64)
    xx, xy = sum(x * x for x in xs), sum(x * y for x, y in zip(xs, ys, strict=True))
    return n, shown, X, y, xx, xy


def ridge_with_one_weight(rng, reference):
    while True:
        (n, samples, X, y, xx, xy), lam = _samples(rng), rng.choice([0.5, 1, 1.5, 2, 3, 4])
        mistakes = {
            "least_squares": xy / xx,
            "ridge_without_the_mean": xy / (xx + lam),
            "penalty_without_half": xy / (xx + 2 * n * lam),
            "shrinks_by_a_threshold": math.copysign(abs(xy) / n - lam, xy) / (xx / n),
        }
        if abs(xy) / n > lam and apart(xy / (xx + n * lam), mistakes):
            answer = float(reference("regularization/weight_penalties").ridge(X, y, lam))
            values = {"samples": samples, "n": n, "lam": lam, "xx": xx, "xy": xy, "answer": answer}
            return Drawn(values, answer, mistakes)


def lasso_with_one_weight(rng, reference):
    while True:
        (n, samples, X, y, xx, xy), lam = _samples(rng), rng.choice([0.5, 1, 1.5, 2, 3, 4])
        z, L, sign = abs(xy) / n, xx / n, math.copysign(1, xy)
        mistakes = {
            "no_threshold": sign * z / L,
            "threshold_not_divided": sign * max(z / L - lam, 0) + 0.0,  # not -0
            "shrinks_by_a_factor": sign * z / (L + lam),
            "moves_away_from_zero": sign * (z + lam) / L,
        }
        if z > 1.2 * lam and apart(sign * (z - lam) / L, mistakes):
            answer = float(reference("regularization/weight_penalties").ista(X, y, lam, 1))  # one step does it
            values = {"samples": samples, "n": n, "lam": lam, "sign": "-" if sign < 0 else "", "z": z, "L": L}
            return Drawn({**values, "answer": answer}, answer, mistakes)


def value_of_a_penalty(rng, reference):
    while True:
        weights = [rng.choice([-1, 1]) * rng.choice([0.5, 1, 1.5, 2, 2.5, 3, 4, 5]) for _ in range(3)]
        l1, l2 = rng.choice([0.1, 0.2, 0.3, 0.5]), rng.choice([0.1, 0.2, 0.4, 0.6])
        lengths, squares = sum(map(abs, weights)), sum(w * w for w in weights)
        mistakes = {
            "no_half": l1 * lengths + l2 * squares,
            "half_on_l1_too": l1 * lengths / 2 + l2 * squares / 2,
            "norm_not_squared": l1 * lengths + l2 / 2 * math.sqrt(squares),
            "absolute_value_of_the_sum": l1 * abs(sum(weights)) + l2 / 2 * squares,
        }
        if len(set(map(math.copysign, [1] * 3, weights))) == 2 and apart(l1 * lengths + l2 / 2 * squares, mistakes):
            w = torch.tensor(weights, dtype=torch.float64)
            answer = float(reference("regularization/weight_penalties").penalty([w], l1=l1, l2=l2))
            values = {"l1": l1, "l2": l2, "weights": "[" + ", ".join(f"{x:g}" for x in weights) + "]"}
            return Drawn({**values, "sum": lengths, "squares": squares, "answer": answer}, answer, mistakes)
