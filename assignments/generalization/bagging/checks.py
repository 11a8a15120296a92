"""Resamples are random, so the host recomputes what follows from those that the models were trained on."""

import numpy as np
import torch

from grader.checks import check, close, derived, learners, statistics

OWN, OFF = "every model has rows with their own targets", "off what the models say together"

# --- on the host ----------------------------------------------------------------------------------------------------


def unique_shares(observed, reference):
    """The share of different rows in each resample, and where the rows lie."""
    result = {}
    for name, resamples in observed.items():
        rows = resamples.values
        in_order = np.sort(rows, axis=1)
        result[name] = {
            "different rows": (1 + (np.diff(in_order, axis=1) > 0).sum(1)) / rows.shape[1],
            "mean row": rows.mean(1),
            "rows in range": bool(((rows >= 0) & (rows < rows.shape[1])).all()),
        }
    return result


def repetitions(observed, reference):
    rows = {name: resamples.values for name, resamples in observed.items()}
    return {
        "equal seeds, equal resamples": bool((rows["first"] == rows["again"]).all()),
        "the generator moves on": bool((rows["first"] != rows["second"]).any()),
        "other seed, other resamples": bool((rows["first"] != rows["other"]).any()),
        "in range": bool((rows["first"].max() < rows["first"].shape[1]) & (rows["first"].min() >= 0)),
    }


def resamples_of(observed, reference):
    """The rows that each model was trained on, or None where they are not rows of the data with their own targets."""
    X, y = reference["X"].values, reference["y"].values
    found = []
    for training in observed["trained on"]:
        pairs = zip(training["X"].values, training["y"].values, strict=True)
        places = [np.flatnonzero((x == X).all(1) & (y == target)) for x, target in pairs]
        if any(place.size != 1 for place in places):
            return None
        found.append(np.array([place[0] for place in places]))
    return found


def least_squares(X, y, rows, queries):
    return queries @ np.linalg.lstsq(X[rows], y[rows], rcond=None)[0]


def nearest(X, y, rows, queries):
    distances = ((queries[:, None] - X[rows][None]) ** 2).sum(2)
    return y[rows][distances.argmin(1)]


def vote(predictions):
    """Over the first axis: the class predicted most often, the smallest of several."""
    classes = np.arange(predictions.max() + 1)
    return (predictions[..., None] == classes).sum(0).argmax(-1)


def mean(predictions):
    return np.mean(predictions, axis=0)


def together(model, combine):
    """What `predict` should give for the queries, against what it gave."""

    def derive(observed, reference):
        X, y, queries = (reference[name].values for name in ("X", "y", "queries"))
        resamples = resamples_of(observed, reference)
        if resamples is None:
            return {OWN: False, "models with a resample of their own": 0, OFF: np.full(len(queries), np.inf)}
        expected = combine(np.stack([model(X, y, rows, queries) for rows in resamples]))
        return {
            OWN: True,
            "models with a resample of their own": len({tuple(np.sort(rows)) for rows in resamples}),
            OFF: observed["prediction"].values - expected,
        }

    return derive


def out_of_bag(model, combine, loss):
    """What `oob_score` should give, against what it gave."""

    def derive(observed, reference):
        X, y = reference["X"].values, reference["y"].values
        resamples = resamples_of(observed, reference)
        if resamples is None:
            return {OWN: False, OFF: np.inf}
        predictions, scores = np.stack([model(X, y, rows, X) for rows in resamples]), []
        for row in range(len(X)):
            unseen = [row not in rows for rows in resamples]
            if any(unseen):
                scores.append(loss(combine(predictions[unseen, row]), y[row]))
        return {
            OWN: True,
            OFF: observed["score"] - sum(scores) / max(len(scores), 1),
        }

    return derive


# --- models that are handed out -------------------------------------------------------------------------------------


def recorded(model):
    """A model class that keeps what each of its objects was trained on, also that of a copied object."""

    class Recorded(model):
        log = []  # noqa: RUF012

        def fit(self, X, y):
            self.log.append({"X": X.detach().clone(), "y": y.detach().clone()})
            return super().fit(X, y)

    return Recorded


class Nearest:
    """Predicts the class of the nearest row."""

    def fit(self, X, y):
        self.X, self.y = X.clone(), y.clone()

    def predict(self, X):
        return self.y[torch.cdist(X, self.X).argmin(1)]


# --- checks ---------------------------------------------------------------------------------------------------------


@check(derived(unique_shares, statistics()))
def draws_with_replacement(impl, draw):
    sizes = {"first": draw.integer(5, 12), "second": draw.integer(12, 30)}
    return {name: torch.as_tensor(impl.bootstrap(n, 1000)) for name, n in sizes.items()}


@check(derived(repetitions, close(0)))
def draws_from_the_generator(impl, draw):
    n, B, seed = draw.integer(10, 40), draw.integer(3, 20), draw.seed()
    generator = torch.Generator().manual_seed(seed)
    return {
        "first": impl.bootstrap(n, B, generator),
        "second": impl.bootstrap(n, B, generator),
        "again": impl.bootstrap(n, B, torch.Generator().manual_seed(seed)),
        "other": impl.bootstrap(n, B, torch.Generator().manual_seed(seed + 1)),
    }


@check(derived(together(least_squares, mean), close(1e-7)))
def averages_regressions(impl, draw):
    X, y, queries = draw.normal(25, 3), draw.normal(25), draw.normal(6, 3)
    model = recorded(learners.LeastSquares)
    bagging = learners.fitted(impl.Bagging(model, 7), X.clone(), y.clone())
    return {"X": X, "y": y, "queries": queries, "prediction": bagging.predict(queries.clone()), "trained on": model.log}


@check(derived(together(nearest, vote), close(0)))
def takes_a_vote(impl, draw):
    X, y, queries = draw.normal(20, 2), draw.integers(20, high=4), draw.normal(40, 2)
    model = recorded(Nearest)
    bagging = learners.fitted(impl.Bagging(model, 4), X.clone(), y.clone())
    return {"X": X, "y": y, "queries": queries, "prediction": bagging.predict(queries.clone()), "trained on": model.log}


@check(derived(out_of_bag(least_squares, mean, lambda a, b: (a - b) ** 2), close(1e-7)))
def scores_regressions_out_of_bag(impl, draw):
    X, y = draw.normal(20, 2), draw.normal(20)
    given, targets = X.clone(), y.clone()
    model = recorded(learners.LeastSquares)
    bagging = learners.fitted(impl.Bagging(model, 3), given, targets)
    score = float(bagging.oob_score())
    return {"X": X, "y": y, "score": score, "trained on": model.log, "after the calls": [given, targets]}


@check(derived(out_of_bag(nearest, vote, lambda a, b: float(a == b)), close(1e-7)))
def scores_votes_out_of_bag(impl, draw):
    X, y = draw.normal(30, 2), draw.integers(30, high=3)
    model = recorded(Nearest)
    bagging = learners.fitted(impl.Bagging(model, 4), X.clone(), y.clone())
    return {"X": X, "y": y, "score": float(bagging.oob_score()), "trained on": model.log}
