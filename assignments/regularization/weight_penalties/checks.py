import torch

from grader.checks import check, close, derived


def regression(draw, rows, columns, relevant=None):
    """Correlated features and targets; only the first `relevant` columns matter."""
    mix = torch.eye(columns, dtype=torch.float64) + 0.3 * draw.normal(columns, columns) / columns**0.5
    X, w = draw.normal(rows, columns) @ mix, draw.moderate(columns)
    w[columns if relevant is None else relevant :] = 0
    return X, X @ w + 0.1 * draw.normal(rows)


@check(close(1e-8))
def adds_up_both_penalties(impl, draw):
    params = [draw.normal(5), draw.normal(4, 3), draw.normal(3)]
    cases = {"l1": {"l1": 0.3}, "l2": {"l2": 0.7}, "both": {"l1": 0.2, "l2": 0.5}}
    return {name: impl.penalty([param.clone() for param in params], **case) for name, case in cases.items()}


@check(close(1e-8))
def has_the_gradient_of_weight_decay(impl, draw):
    values = [draw.normal(2), draw.normal(6), draw.normal(3, 4)]
    values[1][2:4] = 0.0
    result = {}
    for name, l1, l2 in (("l1", 0.4, 0.0), ("l2", 0.0, 0.6), ("both", 0.1, 0.2)):
        params = [value.clone().requires_grad_() for value in values]
        impl.penalty(params, l1, l2).backward()
        result[name] = [param.grad for param in params]
    return result


@check(close(1e-12))
def thresholds_softly(impl, draw):
    w = draw.normal(6, 7)
    return {f"t={t}": impl.soft_threshold(w.clone(), t) for t in (0.5, 0.1, 1.3)}


@check(close(1e-8))
def solves_ridge(impl, draw):
    X, y = regression(draw, 20, 4)
    return {f"lam={lam}": impl.ridge(X.clone(), y.clone(), lam) for lam in (0.1, 2.0)}


@check(close(1e-8))
def takes_steps_of_ista(impl, draw):
    X, y = regression(draw, 15, 5)
    return {f"{n} steps": impl.ista(X.clone(), y.clone(), 0.3, n) for n in (1, 2, 3, 10)}


def with_zeros(observed, reference):
    return {name: {"weights": w, "zero": w.values == 0} for name, w in observed.items()}


@check(derived(with_zeros, close(1e-7)))
def finds_exact_zeros(impl, draw):
    X, y = regression(draw, 60, 20, relevant=3)
    return {"ista": impl.ista(X.clone(), y.clone(), 0.2, 60), "ridge": impl.ridge(X.clone(), y.clone(), 0.2)}


@check(close(1e-8, single=1e-4, dtype=True))
def takes_wide_data_and_generators(impl, draw):
    X, y = regression(draw, 6, 9)
    params, single = [draw.normal(2, 2, 2), draw.normal(), draw.normal(3)], draw.normal(4, 5, dtype=torch.float32)
    return {
        "ridge": impl.ridge(X, y, 0.3),
        "ista": impl.ista(X, y, 0.2, 5),
        "penalty of a generator": impl.penalty((param for param in params), 0.3, 0.4),
        "penalty in float32": impl.penalty([single], 0.3, 0.4),
        "soft_threshold of a number": impl.soft_threshold(params[1], 0.1),
        "soft_threshold in float32": impl.soft_threshold(single, 0.5),
        "after the calls": [X, y, *params, single],
    }
