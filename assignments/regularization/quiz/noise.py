from __future__ import annotations

import math

import torch

from grader.quiz import Drawn, apart


def error_with_noisy_inputs(rng, reference):
    while True:
        w = [rng.choice([-1, 1]) * rng.randint(1, 5) for _ in range(3)]
        x = [rng.choice([-1, 1]) * rng.randint(1, 4) for _ in range(3)]
        std, error = rng.choice([0.2, 0.3, 0.4, 0.5]), rng.choice([-3, -2, -1, 1, 2, 3])
        wx, ww, xx = sum(a * b for a, b in zip(w, x, strict=True)), sum(a * a for a in w), sum(b * b for b in x)
        clean, y = error**2, wx - error
        mistakes = {
            "noise_on_the_weights": clean + std**2 * xx,
            "deviation_for_variance": clean + std * ww,
            "noise_averages_out": clean,
            "weights_not_squared": clean + std**2 * sum(map(abs, w)),
        }
        answer = clean + std**2 * ww
        if apart(answer, mistakes):
            values = {"w": w, "x": x, "y": y, "std": std, "wx": wx, "clean": clean, "var": std**2, "ww": ww}
            return Drawn({**values, "extra": std**2 * ww}, answer, mistakes)


def weight_learnt_with_noise(rng, reference):
    while True:
        n, slope = rng.choice([2, 3]), rng.choice([-3, -2, 2, 3, 4])
        xs = [rng.randint(1, 4) for _ in range(n)]
        ys = [slope * x + rng.randint(-2, 2) for x in xs]
        std = rng.choice([0.5, 0.6, 0.8, 1.2, 1.5, 2])
        xx, xy = sum(x * x for x in xs), sum(x * y for x, y in zip(xs, ys, strict=True))
        mistakes = {
            "least_squares": xy / xx,
            "deviation_for_variance": xy / (xx + n * std),
            "one_sample_only": xy / (xx + std**2),
            "twice_the_variance": xy / (xx + 2 * n * std**2),
        }
        if len(set(xs)) > 1 and xy and apart(xy / (xx + n * std**2), mistakes):
            break
    X, y = torch.tensor(xs, dtype=torch.float64)[:, None], torch.tensor(ys, dtype=torch.float64)
    answer = float(reference("regularization/weight_penalties").ridge(X, y, std**2))  # Bishop 1995
    samples = ", ".join(f"({a}, {b})" for a, b in zip(xs, ys, strict=True))
    values = {"samples": samples, "std": std, "n": n, "var": std**2, "xx": xx, "xy": xy, "more": n * std**2}
    return Drawn({**values, "answer": answer}, answer, mistakes)


def attacked_or_shaken(rng, reference):
    while True:
        w = [rng.choice([-1, 1]) * rng.randint(1, 9) for _ in range(4)]
        l1, ww = sum(map(abs, w)), sum(a * a for a in w)
        answer = l1 / math.sqrt(ww)
        mistakes = {
            "signs_cancel": abs(sum(w)) / math.sqrt(ww),
            "root_of_the_number": 2,
            "variance_for_deviation": l1 / ww,
        }
        if apart(answer, mistakes):
            return Drawn({"w": w, "l1": l1, "l2": math.sqrt(ww), "answer": answer}, answer, mistakes)
