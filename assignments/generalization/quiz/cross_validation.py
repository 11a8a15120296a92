from __future__ import annotations

import torch

from grader.quiz import Drawn, apart


def fold_sizes(rng, reference):
    k = rng.randint(4, 7)
    q, r = rng.randint(k, 14), rng.randint(2, k - 2)
    n = k * q + r
    sizes = tuple(len(validation) for _, validation in reference("generalization/cross_validation").kfold(n, k))
    mistakes = {
        "remainder_dropped": (q,) * k,
        "remainder_in_the_last_fold": (*(q,) * (k - 1), q + r),
        "rounds_the_size_up": (*(q + 1,) * (k - 1), n - (k - 1) * (q + 1)),
    }
    return Drawn({"n": n, "k": k, "q": q, "r": r}, sizes, mistakes)


def number_of_fits(rng, reference):
    while True:
        a, b, k = rng.randint(3, 8), rng.randint(3, 8), rng.choice([3, 4, 5, 6, 8, 10])
        mistakes = {
            "forgets_the_last_training": a * b * k,
            "adds_the_values": (a + b) * k + 1,
            "one_training_for_each_pair": a * b + 1,
            "counts_the_training_folds": a * b * (k - 1) + 1,
        }
        if len(set(mistakes.values())) == len(mistakes):
            return Drawn({"a": a, "b": b, "k": k}, a * b * k + 1, mistakes)


def leave_one_out_error(rng, reference):
    cross_validate = reference("generalization/cross_validation").cross_validate
    while True:
        n = rng.choice([4, 5])
        numbers = rng.sample(range(1, 20), n)
        y = torch.tensor(numbers, dtype=torch.float64)
        scores = cross_validate(lambda X, y: y.mean(), lambda mean, X, y: (y - mean).square().mean(), y[:, None], y, n)
        error = sum(scores) / n
        squares = sum((number - sum(numbers) / n) ** 2 for number in numbers)
        mistakes = {
            "trains_on_everything": squares / n,
            "divides_by_n_minus_1": squares / (n - 1),
            "sums_the_errors": sum(scores),
            "last_fold_only": scores[-1],
        }
        if apart(error, mistakes, share=0.05):
            values = {"y": numbers, "n": n, "others": n - 1, "error": error}
            values["scores"] = ", ".join(f"{score:.4g}" for score in scores)
            return Drawn(values, error, mistakes)
