import torch

from grader.checks import check, close


def noisy_valley(draw, n, bottom):
    """Losses that fall until about epoch `bottom` and rise then, with noise: a list of floats."""
    steps = torch.arange(n, dtype=torch.float64)
    return (0.02 * (steps - bottom) ** 2 + 1 + 0.25 * draw.uniform(n)).tolist()


def network():
    return torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2)).double()


def run(stopper, losses, weights):
    """Trains: in every epoch the parameters take a row of `weights`. What step said, and the parameters at the end."""
    model, said = network(), []
    params = list(model.parameters())  # as an optimizer would hold them
    for loss, row in zip(losses, weights, strict=True):
        write(params, row)
        said.append(bool(stopper.step(loss, model)))
        if said[-1]:
            break
    return {"said": said, "parameters": [param.detach().clone() for param in params]}


def write(params, row):
    """Put the numbers of `row` into parameters, in place."""
    with torch.no_grad():
        for param, part in zip(params, row.split([param.numel() for param in params]), strict=True):
            param.copy_(part.view(param.shape))


SIZE = 12  # numbers in the parameters of `network`


@check(close(0))
def stops_after_patience(impl, draw):
    curves = [noisy_valley(draw, 16, bottom) for bottom in (3, 5, 6, 4, 5)]
    weights = draw.normal(16, SIZE)
    return {
        f"patience={patience}": run(impl.EarlyStopping(patience, restore_best=False), curve, weights)["said"]
        for patience, curve in enumerate(curves, 1)
    } | {"default": run(impl.EarlyStopping(2), curves[0], weights)["said"]}


@check(close(0))
def asks_for_min_delta(impl, draw):
    unit = 2.0 ** draw.integer(-3, 4)  # a power of 2, so that equal means equal
    weights = draw.normal(12, SIZE)
    losses = {
        "exactly min_delta better": [1.0, 0.75, 0.5, 0.25, 0.0],
        "equal losses": [1.0, 1.0, 1.0, 1.0],
        "small steps": [1.0, 0.875, 0.8125, 0.625, 0.5625, 0.5, 0.4375, 0.375, 0.3125],
        "slightly worse": [0.5, 0.625, 0.5625, 0.6875, 0.5],
        "too small": [1.0, 0.875, 0.875, 0.8125, 0.78125],
    }
    deltas = dict.fromkeys(losses, 0.25) | {"equal losses": 0.0}
    return {
        name: run(impl.EarlyStopping(3, deltas[name] * unit), [unit * loss for loss in row], weights[: len(row)])
        for name, row in losses.items()
    }


@check(close(0))
def brings_the_best_weights_back(impl, draw):
    curves = [noisy_valley(draw, 16, bottom) for bottom in (2, 5)]
    weights = draw.normal(16, SIZE)
    return [run(impl.EarlyStopping(4), curve, weights)["parameters"] for curve in curves]


@check(close(0))
def leaves_the_model_alone_otherwise(impl, draw):
    weights, curve = draw.normal(16, SIZE), noisy_valley(draw, 16, 4)
    stopper, model, seen = impl.EarlyStopping(3), network(), []
    for loss, row in zip([1.0, 0.5, 0.75, 0.7, 0.4, 0.6, 0.6], weights[:7], strict=True):
        write(list(model.parameters()), row)
        stopper.step(loss, model)
        seen.append([param.detach().clone() for param in model.parameters()])
    return {"while it goes on": seen, "restore_best=False": run(impl.EarlyStopping(2, 0.0, False), curve, weights)}


@check(close(0))
def brings_buffers_back(impl, draw):
    stopper, model, batches = impl.EarlyStopping(2), network(), draw.normal(6, 5, 3)
    for loss, batch in zip([0.9, 0.6, 0.7, 0.8], batches, strict=False):
        model(batch)  # moves the running statistics
        stopper.step(loss, model)
    return {name: value.clone() for name, value in model.named_buffers()}


@check(close(0))
def takes_nan_for_no_improvement(impl, draw):
    nan, weights = float("nan"), draw.normal(6, SIZE)
    curves = {
        "in between": [0.9, nan, 0.8, nan, nan, 0.1],
        "at first": [nan, 0.7, 0.6, nan, 0.8, 0.9],
        "only": [0.5, nan, nan, 0.1, 0.1, 0.1],
    }
    return {name: run(impl.EarlyStopping(2), curve, weights) for name, curve in curves.items()}


@check(close(0))
def takes_tensors(impl, draw):
    curve, weights = noisy_valley(draw, 12, 4), draw.normal(12, SIZE)
    leaf = torch.ones((), dtype=torch.float64, requires_grad=True)
    graphs = run(impl.EarlyStopping(3), [leaf * loss for loss in curve], weights)
    running, stopper, model, said = torch.zeros((), dtype=torch.float64), impl.EarlyStopping(3), network(), []
    for loss in curve:
        running.fill_(loss)  # one tensor for all epochs
        said.append(bool(stopper.step(running, model)))
        if said[-1]:
            break
    return {"that require gradients": graphs, "one for all epochs": said}


@check(close(0))
def watches_one_training(impl, draw):
    curves, weights = [noisy_valley(draw, 14, bottom) for bottom in (3, 6)], draw.normal(14, SIZE)
    stoppers, models = [impl.EarlyStopping(3), impl.EarlyStopping(3)], [network(), network()]
    said = [[], []]
    for t, row in enumerate(weights):
        for i in (0, 1):
            if not (said[i] and said[i][-1]):
                write(list(models[i].parameters()), row + i)
                said[i].append(bool(stoppers[i].step(curves[i][t], models[i])))
    return {"said": said, "parameters": [[param.detach() for param in model.parameters()] for model in models]}
