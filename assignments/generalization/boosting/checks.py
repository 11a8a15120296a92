"""Which of several equally good stumps is taken is free, so AdaBoost is judged by its own weights: the samples whose
weight grows in a round are those that its stump got wrong, and from these everything else follows."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, check, close, converges, derived, learners
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

# --- on the host ----------------------------------------------------------------------------------------------------


def rounds_of(observed):
    """For each round the weights before and after it, and which samples it got wrong."""
    weights = observed["weights"].values
    for before, after in itertools.pairwise(weights):
        growth = after / before
        yield before, after, growth > np.sqrt(growth.max() * growth.min()) * (1 + 1e-9)


def finite(values):
    """Without NaN and infinities, which would equal nothing."""
    return np.nan_to_num(np.array(values, dtype=np.float64), nan=1e6, posinf=1e6, neginf=-1e6)


def updates(observed, reference):
    """How the weights develop, whatever the stumps are."""
    found = list(rounds_of(observed))
    errors = [before[wrong].sum() for before, _, wrong in found]
    return {
        "first weights": observed["weights"].values[0],
        "sums": observed["weights"].values.sum(1),
        "weight of the wrong ones": finite([after[wrong].sum() for _, after, wrong in found]),
        "factors that are neither of the two": finite(
            [
                np.abs(after / before - np.where(wrong, 0.5 / e, 0.5 / (1 - e))).max()
                for (before, after, wrong), e in zip(found, errors, strict=True)
            ]
        ),
        "are the wrong ones those of a stump": [
            bool((np.concatenate([mistakes(reference), constants(reference)]) == wrong).all(1).any())
            for _, _, wrong in found
        ],
    }


def mistakes(reference):
    """For every stump there is, which samples it gets wrong: [stumps, n]."""
    X, y = reference["X"].values, reference["y"].values
    # every value but the largest as a threshold: those that divide the rows
    above = np.concatenate([column > np.unique(column)[:-1, None] for column in X.T])
    plus = np.where(above, 1, -1) != y
    return np.concatenate([plus, ~plus])


def constants(reference):
    """Which samples the answers +1 and -1 for all get wrong: a threshold beyond the data gives them, and may be the best."""
    y = reference["y"].values
    return np.stack([y != 1, y != -1])


def excess(observed, reference):
    """By how much the error of each round's stump is above the least one there is."""
    every, found = mistakes(reference), list(rounds_of(observed))
    return {
        "above the least error": finite(
            [max(before[wrong].sum() - (every @ before).min(), 0.0) for before, _, wrong in found]
        ),
        "weight of the wrong ones": finite([after[wrong].sum() for _, after, wrong in found]),
    }


def votes(observed, reference):
    """The alphas, over the first, against the errors; and the predictions against the weighted vote."""
    y, found = reference["y"].values, list(rounds_of(observed))
    errors = np.array([before[wrong].sum() for before, _, wrong in found])
    due = np.log((1 - errors) / errors)
    alphas = observed["alphas"].values
    h = np.array([np.where(wrong, -y, y) for _, _, wrong in found])
    vote = due @ h
    clear = np.abs(vote) > 1e-6
    return {
        "alphas against errors": finite(alphas / alphas[0] - due / due[0]),
        "positive": bool(alphas[0] > 0),
        "predictions against the vote": (observed["prediction"].values * np.sign(vote))[clear],
    }


# --- probes ---------------------------------------------------------------------------------------------------------


def labelled(draw, n, d):
    """Points on two sides of a plane, some of them with the label of the other side: no stump tells them apart."""
    X, plane, other = draw.normal(n, d), draw.normal(d), draw.permutation(n)[: n // 4]
    y = torch.where(X @ plane > 0, 1, -1)
    y[other] *= -1
    return X, y


def boosted(impl, draw, n, d, T):
    X, y = labelled(draw, n, d)
    model = learners.fitted(impl.AdaBoost(T), X.clone(), y.clone())
    history = [torch.as_tensor(weights, dtype=torch.float64).detach() for weights in model.weights_history]
    return {
        "X": X,
        "y": y,
        "weights": torch.stack(history),
        "alphas": torch.tensor([float(alpha) for alpha in model.alphas], dtype=torch.float64),
        "prediction": torch.as_tensor(model.predict(X.clone())).double(),
    }


@check(derived(updates, close(1e-5)))
def reweighs_the_samples(impl, draw):
    return boosted(impl, draw, 17, 2, 6)


@check(derived(excess, close(1e-5)))
def takes_the_best_stump(impl, draw):
    return boosted(impl, draw, 19, 3, 8)


@check(derived(votes, close(1e-5)))
def weighs_the_votes(impl, draw):
    return boosted(impl, draw, 40, 3, 4)


@check(close(1e-7))
def stops_at_a_perfect_stump(impl, draw):
    X, threshold = draw.normal(15, 2), 0.3 * float(draw.normal())
    y = torch.where(X[:, 1] > threshold, -1, 1)
    model = learners.fitted(impl.AdaBoost(5), X.clone(), y.clone())
    return torch.as_tensor(model.predict(X.clone())).double()


def ring(draw: Draw) -> Given:
    """Points in a ring and in its middle."""
    n = 60
    radius = torch.cat([draw.uniform(n // 2, low=0.0, high=1.0), draw.uniform(n // 2, low=1.3, high=2.0)])
    angle = 2 * torch.pi * draw.uniform(n)
    order = draw.permutation(n)
    X = torch.stack([radius * angle.cos(), radius * angle.sin()], 1)[order]
    y = torch.where(radius < 1.15, 1, -1)[order]
    return Given({"X": X, "y": y}, {"y": y.numpy()})


def error_rate(observed, kept):
    return float((observed.values != kept["y"]).mean())


@check(converges(error_rate, Text("error rate", "오류율"), slack=0.1), given=ring)
def learns_a_ring(impl, draw, given):
    model = learners.fitted(impl.AdaBoost(25), given["X"].clone(), given["y"].clone())
    return torch.as_tensor(model.predict(given["X"].clone())).double()


# torch.where(condition, 0.5, -0.3) is float32: to its last digit nothing is asked for
@check(close(1e-5))
def fits_the_residuals(impl, draw):
    X, y = draw.normal(16, 3), 2 * draw.normal(16) + 3 + draw.normal()
    cases = {"1 round, lr=1": (1, 1.0), "1 round, lr=0.5": (1, 0.5), "6 rounds, lr=0.3": (6, 0.3)}
    return {
        name: learners.fitted(impl.GradientBoost(*case), X.clone(), y.clone()).predict(X.clone())
        for name, case in cases.items()
    }


@check(close(1e-5))
def leaves_the_data_alone(impl, draw):
    X, y, labels = draw.integers(14, 1, high=5).double(), draw.normal(14), torch.where(draw.normal(14) > 0, 1, -1)
    prediction = learners.fitted(impl.GradientBoost(3, 0.5), X, y).predict(X)
    learners.fitted(impl.AdaBoost(3), X, labels).predict(X)
    return {"prediction": prediction, "after the calls": [X, y, labels]}
