from __future__ import annotations

import math

import torch

from grader.quiz import Drawn, apart


def weight_after_two_rounds(rng, reference):
    while True:
        n, a, b = rng.randint(8, 30), rng.randint(2, 7), rng.randint(2, 7)
        if 2 * a >= n or a + b >= n - 1 or a == b:  # both stumps are better than chance
            continue
        right = n - a
        weights = _reweighed([1 / n] * n, range(a))
        first, e = weights[0], b * weights[-1]
        answer = _reweighed(weights, range(a, a + b))[0]
        grown = math.sqrt(right / a)  # e^α of round 1
        e_loose = b / (n * grown)
        if e_loose >= 0.5:
            continue
        mistakes = {
            "first_round_only": first,
            "error_without_weights": first / (2 * (1 - b / n)),
            "not_normalised": grown / n * math.sqrt(e_loose / (1 - e_loose)),
            "last_sum_forgotten": first * math.sqrt(e / (1 - e)),
            "wrong_ones_doubled": 2 / (n + a + b),
            "weights_stay": 1 / n,
        }
        if apart(answer, mistakes):
            values = {"n": n, "a": a, "b": b, "right": right, "e": e, "rest": 1 - e, "first": first, "answer": answer}
            return Drawn(values, answer, mistakes)


def _reweighed(weights, wrong):
    """AdaBoost's weights after a round in which the samples `wrong` were wrong."""
    e = sum(weights[i] for i in wrong)
    alpha = 0.5 * math.log((1 - e) / e)
    grown = [w * math.exp(alpha if i in wrong else -alpha) for i, w in enumerate(weights)]
    return [w / sum(grown) for w in grown]


def rounds_of_residuals(rng, reference):
    while True:
        p, q = rng.choice([(1, 2), (2, 1), (1, 3), (2, 2), (3, 1)])
        n, T, lr = p + q, rng.choice([2, 3]), rng.choice([0.1, 0.2, 0.25, 0.3, 0.4, 0.5])
        a, b = rng.randint(0, 9), rng.randint(10, 30)
        y = [a] * p + [b] * q
        start = sum(y) / n
        mistakes = {
            "starts_at_zero": b - (1 - lr) ** T * b,
            "no_learning_rate": b,
            "one_round": b - (1 - lr) * (b - start),
            "residuals_of_the_start": start + T * lr * (b - start),
            "learning_rate_on_the_start": b - (1 - lr) ** T * (b - lr * start),
        }
        if apart(b - (1 - lr) ** T * (b - start), mistakes):
            break
    X = torch.arange(1.0, n + 1, dtype=torch.float64)[:, None]
    model = reference("generalization/boosting").GradientBoost(T, lr)
    answer = float(model.fit(X, torch.tensor(y, dtype=torch.float64)).predict(X[-1:]))
    x = ", ".join(map(str, range(1, n + 1)))
    values = {"lr": lr, "n": n, "x": x, "y": y, "T": T, "b": b, "start": start, "rest": 1 - lr, "answer": answer}
    return Drawn(values, answer, mistakes)


def vote_of_a_stump(rng, reference):
    while True:
        parts = [rng.randint(1, 8) for _ in range(5)]
        wrong = sorted(rng.sample(range(5), rng.choice([1, 2])))
        e = sum(parts[i] for i in wrong) / 20
        if sum(parts) != 20 or e > 0.45:
            continue
        answer = 0.5 * math.log((1 - e) / e)
        share = len(wrong) / 5
        mistakes = {
            "error_without_weights": 0.5 * math.log((1 - share) / share),
            "without_half": 2 * answer,
            "upside_down": -answer,
            "logarithm_to_base_10": 0.5 * math.log10((1 - e) / e),
        }
        if apart(answer, mistakes):
            weights = "[" + ", ".join(f"{part / 20:g}" for part in parts) + "]"
            first, last = wrong[0] + 1, wrong[-1] + 1
            shown = {"en": f"sample {first}", "ko": f"{first}번 표본만"}
            if first < last:
                shown = {"en": f"samples {first} and {last}", "ko": f"{first}번과 {last}번 표본만"}
            return Drawn({"weights": weights, "wrong": shown, "e": e, "answer": answer}, answer, mistakes)
