import numpy as np
import torch

from grader.checks import check, close, derived

TOLERANCE = 0.01  # of the objective, above the least one


def objective(w, b, x, y, C):
    return 0.5 * float(w @ w) + C * float(np.maximum(0, 1 - y * (x @ w + b)).sum())


def least_with_penalised_b(x, y, C):
    """The least ½|w|² + ½b² + C Σ hinge, from below: the dual, one multiplier after another."""
    z = y[:, None] * np.column_stack([x, np.ones(len(x))])
    alpha, v, sizes = np.zeros(len(z)), np.zeros(z.shape[1]), np.square(z).sum(axis=1)
    for _ in range(120):
        for i, row in enumerate(z):
            new = min(max(alpha[i] - (row @ v - 1) / sizes[i], 0.0), C)
            v += (new - alpha[i]) * row
            alpha[i] = new
    return float(alpha.sum() - 0.5 * v @ v)


def excess(observed, reference):
    """By how much each objective is above the least one, as a multiple of what is allowed: that without ½b² or that with
    it, whichever is nearer. A machine that has not seen its points cannot send w and b that fit them."""
    result = {}
    for name, case in reference.items():
        x, y, C = case["features"].values, case["labels"].values, case["C"]
        (w, b), best = (
            (np.ravel(one[name]["w"].values), float(np.ravel(one[name]["b"].values)[0]))
            for one in (observed, reference)
        )
        got, least = objective(w, b, x, y, C), objective(*best, x, y, C)
        above = got / least - 1 if np.isfinite(got) else 1e6
        if TOLERANCE / 10 < above < 1:
            above = min(above, (got + 0.5 * b * b) / least_with_penalised_b(x, y, C) - 1)
        result[name] = max(above, 0.0) / TOLERANCE
    return result


def blobs(draw, n, D, apart=1.0, share=0.5):
    """Two clouds that overlap the more the less they are `apart`; `share` of the points are positive, at least three."""
    y = torch.where(torch.arange(n) < max(int(share * n), 3), 1.0, -1.0).double()[draw.permutation(n)]
    direction = draw.normal(D)
    shift = 0.1 * draw.normal(D)  # about the origin, a penalised b is no other b
    return draw.normal(n, D) + apart * y[:, None] * direction / direction.norm() + shift, y


def fitted(impl, x, y, C):
    svm = impl.LinearSVM(C)
    svm = svm.fit(x.clone(), y.clone()) or svm
    w, b = torch.as_tensor(svm.w).detach().double().reshape(-1), torch.as_tensor(svm.b).detach().double().reshape(-1)
    return {"features": x, "labels": y.double(), "C": C, "w": w, "b": b}


@check(derived(excess, close(1.0)))
def minimises_the_hinge(impl, draw):
    return {f"{n} points, D = {D}": fitted(impl, *blobs(draw, n, D), 1.0) for n, D in ((80, 2), (50, 5))}


@check(derived(excess, close(1.0)))
def weighs_mistakes_by_c(impl, draw):
    return {f"C = {C}": fitted(impl, *blobs(draw, 60, 3), C) for C in (0.05, 2.0)}


@check(derived(excess, close(1.0)))
def separates_what_can_be_separated(impl, draw):
    return {
        "apart": fitted(impl, *blobs(draw, 60, 2, apart=3.0), 1.0),
        "few positives": fitted(impl, *blobs(draw, 100, 3, apart=1.2, share=0.08), 0.5),
    }


class Machine:
    """A fitted machine with given numbers."""

    def __init__(self, w, b):
        self.w, self.b = w, b


@check(close(0))
def takes_the_largest_value(impl, draw):
    result = {}
    for n, D, K in ((30, 3, 4), (20, 5, 2), (25, 2, 7)):
        machines = [Machine(draw.normal(D), draw.normal()) for _ in range(K)]
        result[f"{K} classes"] = impl.predict(machines, 2 * draw.normal(n, D))
    unsure = [Machine(0.1 * draw.normal(3), -2 - draw.uniform()) for _ in range(5)]
    return {
        **result,
        "no value positive": impl.predict(unsure, draw.normal(20, 3)),
        "one row": impl.predict(unsure, draw.normal(1, 3)),
    }


@check(derived(excess, close(1.0)))
def starts_afresh(impl, draw):
    first, second = blobs(draw, 60, 3), blobs(draw, 60, 3)
    svm = impl.LinearSVM(1.0)
    svm.fit(first[0].clone(), first[1].clone())
    x, y = second[0].clone(), second[1].clone()
    svm.fit(x, y)
    again = {
        "features": second[0],
        "labels": second[1],
        "C": 1.0,
        "w": torch.as_tensor(svm.w).detach().double().reshape(-1),
        "b": torch.as_tensor(svm.b).detach().double().reshape(-1),
    }
    kept = (x - second[0]).abs().sum() + (y - second[1]).abs().sum()
    again["w"] = again["w"] + kept  # what was changed shows in w
    return {"fitted twice": again, "integer labels": fitted(impl, second[0], second[1].long(), 0.5)}
