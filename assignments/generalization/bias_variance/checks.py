import torch

from grader.checks import check, close


def both(result):
    """bias² and variance as numbers."""
    bias2, variance = result
    return {"bias2": float(bias2), "variance": float(variance)}


@check(close(1e-9))
def finds_the_bias(impl, draw):
    preds, truth = draw.normal(6, 9) + 2 * draw.normal(9), draw.normal(9)
    return both(impl.bias_variance(preds.clone(), truth.clone()))["bias2"]


@check(close(1e-9))
def finds_the_variance(impl, draw):
    preds, truth = 2 * draw.normal(5, 7) + 3 * draw.normal(7), draw.normal(7)
    return both(impl.bias_variance(preds.clone(), truth.clone()))["variance"]


@check(close(1e-9))
def tells_simple_from_flexible_models(impl, draw):
    points = torch.linspace(-1, 1, 25, dtype=torch.float64)
    where, noise = draw.uniform(40, 20, low=-1, high=1), 0.3 * draw.normal(40, 20)
    found = {}
    for degree in (0, 1, 3, 5):
        powers = torch.arange(degree + 1)
        design = where[..., None] ** powers  # [40, 20, degree + 1]
        targets = (torch.sin(torch.pi * where) + noise)[..., None]
        weights = torch.linalg.lstsq(design, targets).solution  # one model for each of 40 training sets
        preds = (points[:, None] ** powers @ weights).squeeze(-1)
        found[f"degree {degree}"] = both(impl.bias_variance(preds, torch.sin(torch.pi * points)))
    return found


@check(close(1e-9))
def handles_one_model_or_point(impl, draw):
    one_model, one_point, truth, square = draw.normal(1, 6), draw.normal(8, 1), draw.normal(6), draw.normal(4, 4)
    return {
        "one model": both(impl.bias_variance(one_model, truth)),
        "one point": both(impl.bias_variance(one_point, truth[:1])),
        "as many models as points": both(impl.bias_variance(square, truth[:4])),
        "after the calls": [one_model, one_point, truth, square],
    }


@check(close(1e-6))
def shrinks_as_much_as_pays(impl, draw):
    cases = [(float(draw.moderate()), 0.5 + 5 * float(draw.uniform()), draw.integer(2, 30)) for _ in range(4)]
    return [float(impl.best_shrinkage(*case)) for case in cases]
