"""Which rows a fold gets is free, so folds are judged on the host by what must hold of any division."""

import numpy as np
import torch

from grader.checks import check, close, derived, learners, same_set

# --- on the host ----------------------------------------------------------------------------------------------------


def held_out(observed, reference):
    """Sizes in order, and how often each row is held out."""
    return {
        name: {
            "sizes": [fold["validation"].values.size for fold in folds],
            "times each row is held out": learners.times_used(
                [fold["validation"] for fold in folds], rows_of(reference[name])
            ),
        }
        for name, folds in observed.items()
    }


def rows_of(folds):
    return sum(fold["validation"].values.size for fold in folds)


def complements(observed, reference):
    """For each fold, how often each row is in one of its two sets: once."""
    return {
        name: [learners.times_used(list(fold.values()), rows_of(reference[name])) for fold in folds]
        for name, folds in observed.items()
    }


def shuffles(observed, reference):
    folds = {name: observed[name] for name in ("first", "second", "again", "other", "no generator")}
    order = {
        name: np.concatenate([np.sort(fold["validation"].values) for fold in found]) for name, found in folds.items()
    }
    return {
        "held out": held_out(folds, reference),
        "in one of the two": complements(folds, reference),
        "equal seeds, equal folds": bool((order["first"] == order["again"]).all()),
        "the generator moves on": bool((order["first"] != order["second"]).any()),
        "other seed, other folds": bool((order["first"] != order["other"]).any()),
    }


def leaks(observed, reference):
    """From the rows that came to fit and score: what was seen, and whether the scores are those of these calls."""
    X, y = reference["X"].values, reference["y"].values
    n, calls = len(X), observed["calls"]

    def numbers(rows):
        """The number of each row; n for one that is not of the data, or has another row's target."""
        pairs = zip(rows["X"].values, rows["y"].values, strict=True)
        found = [np.flatnonzero((x == X).all(1) & (y == target)) for x, target in pairs]
        return np.array([one[0] if one.size == 1 else n for one in found])

    train, held = [numbers(call["fitted on"]) for call in calls], [numbers(call["scored on"]) for call in calls]
    scores = np.array([call["score"] for call in calls])
    return {
        "rows with a target of their own": bool(all((rows < n).all() for rows in [*train, *held])),
        "rows both trained and scored on": [len(np.intersect1d(a, b)) for a, b in zip(train, held, strict=True)],
        "rows left out of both": [n - len(np.union1d(a, b)) for a, b in zip(train, held, strict=True)],
        "times each row is scored": np.bincount(np.concatenate(held), minlength=n + 1),
        "scores against calls": observed["scores"].values - scores,
    }


def in_any_order(observed, reference):
    return {**observed, "scores": np.sort(observed["scores"].values)}


# --- probes ---------------------------------------------------------------------------------------------------------


def folds_of(result):
    return [{"training": learners.indices(train), "validation": learners.indices(val)} for train, val in result]


def sizes(draw):
    """Numbers of rows and folds, those with and without a remainder."""
    k = [draw.integer(3, 7) for _ in range(3)]
    even, uneven = k[0] * draw.integer(4, 9), k[1] * draw.integer(4, 9) + draw.integer(1, k[1])
    return [(even, k[0]), (uneven, k[1]), (19, 19), (3 * k[2] + 2, k[2])]


@check(derived(held_out, close(0)))
def divides_the_rows_into_folds(impl, draw):
    return {f"case {i}": folds_of(impl.kfold(n, k)) for i, (n, k) in enumerate(sizes(draw), 1)}


@check(derived(complements, close(0)))
def trains_on_all_other_rows(impl, draw):
    return {f"case {i}": folds_of(impl.kfold(n, k)) for i, (n, k) in enumerate(sizes(draw), 1)}


@check(derived(shuffles, close(0)))
def shuffles_once_by_the_generator(impl, draw):
    n, k, seed = draw.integer(20, 60), draw.integer(3, 7), draw.seed()
    generator = torch.Generator().manual_seed(seed)
    return {
        "first": folds_of(impl.kfold(n, k, True, generator)),
        "second": folds_of(impl.kfold(n, k, True, generator)),
        "again": folds_of(impl.kfold(n, k, True, torch.Generator().manual_seed(seed))),
        "other": folds_of(impl.kfold(n, k, True, torch.Generator().manual_seed(seed + 1))),
        "no generator": folds_of(impl.kfold(n, k, shuffle=True)),
    }


def squared_error(model, X, y):
    return float((model.predict(X) - y).square().mean())


def fit_least_squares(X, y):
    return learners.LeastSquares().fit(X, y)


@check(same_set(1e-8))
def leaves_one_out(impl, draw):
    X, y = draw.normal(14, 3), draw.normal(14)
    scores = impl.cross_validate(fit_least_squares, squared_error, X.clone(), y.clone(), 14)
    return torch.tensor([float(score) for score in scores], dtype=torch.float64)


@check(derived(leaks, close(1e-9)))
def scores_what_was_not_seen(impl, draw):
    k = draw.integer(3, 7)
    n = 4 * k + draw.integer(0, k)
    X, y, calls = draw.normal(n, 2), draw.normal(n), []

    def fit(rows, targets):
        return {"X": rows.clone(), "y": targets.clone()}

    def score(model, rows, targets):
        value = float(rows.sum() - targets.sum() + 0.1 * model["X"].sum())
        calls.append({"fitted on": model, "scored on": {"X": rows.clone(), "y": targets.clone()}, "score": value})
        return value

    scores = impl.cross_validate(fit, score, X.clone(), y.clone(), k)
    return {"X": X, "y": y, "calls": calls, "scores": torch.tensor([float(one) for one in scores], dtype=torch.float64)}


@check(derived(in_any_order, close(1e-8)))
def leaves_the_data_alone(impl, draw):
    images, y = draw.normal(6, 2, 3, 3), draw.normal(6)
    scores = impl.cross_validate(
        lambda X, targets: (X.mean(0), targets.mean()),
        lambda model, X, targets: float(((X - model[0]) ** 2).mean() + ((targets - model[1]) ** 2).mean()),
        images,
        y,
        6,
    )
    return {"scores": torch.tensor([float(one) for one in scores], dtype=torch.float64), "X": images, "y": y}
