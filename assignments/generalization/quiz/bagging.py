from __future__ import annotations

import math
from functools import cache
from statistics import fmean

import torch

from grader.quiz import Drawn, apart


def models_out_of_bag(rng, reference):
    n, B = rng.randint(3, 9), rng.randrange(20, 205, 5)
    share = (1 - 1 / n) ** n
    mistakes = {
        "counts_the_others": B * (1 - share),
        "one_draw_only": B * (1 - 1 / n),
        "limit_for_large_n": B / math.e,
        "without_replacement": 0,
    }
    return Drawn({"n": n, "B": B, "share": share, "count": B * share}, B * share, mistakes)


def variance_of_the_mean(rng, reference):
    while True:
        variance, rho, B = rng.randint(2, 20), rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7]), rng.choice([4, 5, 8, 10, 20])
        answer = rho * variance + (1 - rho) * variance / B
        mistakes = {
            "models_are_independent": variance / B,
            "whole_variance_divided": rho * variance + variance / B,
            "shares_swapped": (1 - rho) * variance + rho * variance / B,
            "variance_stays": variance,
        }
        if apart(answer, mistakes):
            values = {"B": B, "variance": variance, "rho": rho, "rest": 1 - rho, "answer": answer}
            return Drawn(values, answer, mistakes)


class Mean:
    """A model that predicts the mean of its targets."""

    def fit(self, X, y):
        self.value = y.mean()

    def predict(self, X):
        return self.value.expand(len(X))


@cache
def _seeds(bootstrap):
    """Seeds whose three resamples of four rows leave some row to two models, and some row to none."""
    found = []
    for seed in range(300):
        resamples = bootstrap(4, 3, torch.Generator().manual_seed(seed)).tolist()
        unseen = [sum(row not in resample for resample in resamples) for row in range(4)]
        if max(unseen) == 2 and min(unseen) == 0 and sum(count > 0 for count in unseen) in (2, 3):
            found.append((seed, resamples))
    return found


def out_of_bag_error(rng, reference):
    bagging = reference("generalization/bagging")
    while True:
        seed, resamples = rng.choice(_seeds(bagging.bootstrap))
        y = rng.sample(range(0, 44, 4), 4)  # means of four are whole
        means = [fmean(y[row] for row in resample) for resample in resamples]
        unseen = [[m for m, resample in zip(means, resamples, strict=True) if row not in resample] for row in range(4)]
        seen = [[m for m, resample in zip(means, resamples, strict=True) if row in resample] for row in range(4)]
        rows = [row for row in range(4) if unseen[row]]
        if not all(seen):
            continue
        error = fmean((fmean(unseen[row]) - y[row]) ** 2 for row in rows)
        mistakes = {
            "models_that_have_seen_it": fmean((fmean(seen[row]) - y[row]) ** 2 for row in range(4)),
            "all_models_predict": fmean((fmean(means) - target) ** 2 for target in y),
            "mean_of_single_errors": fmean(fmean((m - y[row]) ** 2 for m in unseen[row]) for row in rows),
            "seen_rows_count_as_zero": error * len(rows) / 4,
        }
        if error > 0 and apart(error, mistakes):
            break
    X, targets = torch.zeros(4, 1), torch.tensor(y, dtype=torch.float64)
    error = bagging.Bagging(Mean, 3, torch.Generator().manual_seed(seed)).fit(X, targets).oob_score()
    parts = [f"({fmean(unseen[row]):g} - {y[row]})² = {(fmean(unseen[row]) - y[row]) ** 2:g}" for row in rows]
    values = {"y": y, "first": resamples[0], "second": resamples[1], "third": resamples[2], "error": error}
    values |= {"means": ", ".join(f"{m:g}" for m in means), "rows": ", ".join(parts)}
    return Drawn(values, error, mistakes)


class Constant:
    """A model that predicts one class."""

    def __init__(self, value):
        self.value = value

    def fit(self, X, y):
        pass

    def predict(self, X):
        return torch.full((len(X),), self.value)


def vote(rng, reference):
    while True:
        smallest, *others = sorted(rng.sample(range(10), 4))
        low, high = sorted(rng.sample(others, 2))
        (middle,) = {*others} - {low, high}
        most = 3
        votes = [low, high] * most + [middle, smallest] * (most - 1)
        rng.shuffle(votes)
        mistakes = {"averages_class_numbers": middle, "tie_goes_to_the_largest": high, "smallest_of_all": smallest}
        if votes.index(high) < votes.index(low) and abs(fmean(votes) - middle) < 0.5:
            break
    waiting = [Constant(value) for value in votes]
    X = torch.zeros(1, 1)
    bag = reference("generalization/bagging").Bagging(waiting.pop, len(votes)).fit(X, torch.zeros(1, dtype=torch.int64))
    answer = int(bag.predict(X))
    values = {"B": len(votes), "votes": ", ".join(map(str, votes)), "rival": high, "most": most, "answer": answer}
    return Drawn(values, answer, mistakes)
