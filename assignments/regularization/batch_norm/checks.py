from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, check, close, converges
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw


def ready(impl, draw, channels, **options):
    """A layer in float64 with drawn weight and bias."""
    weight, bias = draw.moderate(channels), draw.normal(channels)
    layer = impl.BatchNorm2d(channels, **options).double()
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    return layer


def images(draw, *shape):
    """Activations whose channels differ in mean and spread."""
    channels = shape[1]
    return draw.normal(*shape) * draw.uniform(channels, 1, 1, low=0.5, high=3.0) + 2 * draw.normal(channels, 1, 1)


def statistics_of(layer):
    return {"running_mean": layer.running_mean.detach().clone(), "running_var": layer.running_var.detach().clone()}


@check(close(1e-8))
def normalises_each_channel_over_the_batch(impl, draw):
    x, y = images(draw, 4, 3, 5, 7), images(draw, 6, 2, 3, 3)
    return {
        "first": impl.BatchNorm2d(3).double()(x.clone()),
        "with weight and bias": ready(impl, draw, 2)(y.clone()),
        "eps=0.1": ready(impl, draw, 3, eps=0.1)(x.clone()),
    }


@check(close(1e-8))
def updates_the_running_statistics(impl, draw):
    batches = [images(draw, 3, 4, 2, 3) for _ in range(3)]
    result = {}
    for name, options in (("default momentum", {}), ("momentum=0.3", {"momentum": 0.3})):
        layer = impl.BatchNorm2d(4, **options).double()
        for t, batch in enumerate(batches, 1):
            layer(batch.clone())
            result[f"{name}, batch {t}"] = statistics_of(layer)
    return result


@check(close(1e-8))
def uses_the_running_statistics_in_evaluation(impl, draw):
    mean, var, x = draw.normal(3), draw.uniform(3, low=0.2, high=4.0), images(draw, 5, 3, 4, 6)
    layer = ready(impl, draw, 3)
    layer.running_mean.copy_(mean)
    layer.running_var.copy_(var)
    network = torch.nn.Sequential(torch.nn.Identity(), layer).eval()
    result = {"batch": network(x.clone()), "one image": network(x[:1].clone()), **statistics_of(layer)}
    network.train()
    return {**result, "after train()": network(x.clone())}


@check(close(1e-8))
def has_named_parameters_and_buffers(impl, draw):
    channels = draw.integer(5, 40)
    kept = {name: draw.uniform(channels) for name in ("weight", "bias", "running_mean", "running_var")}
    layer = impl.BatchNorm2d(channels).double()
    first = {name: value.clone() for name, value in layer.state_dict().items() if name in kept}
    layer.load_state_dict({**layer.state_dict(), **kept})
    return {
        "learnt": dict(sorted((name, list(value.shape)) for name, value in layer.named_parameters())),
        "buffers": {name: list(value.shape) for name, value in layer.named_buffers() if name != "num_batches_tracked"},
        "at first": first,
        "state_dict": {name: value for name, value in layer.state_dict().items() if name in kept},
    }


@check(close(1e-8))
def sends_gradients_through_the_statistics(impl, draw):
    x, weighting = images(draw, 4, 3, 3, 5).requires_grad_(), draw.normal(4, 3, 3, 5)
    layer = ready(impl, draw, 3)
    (layer(x) * weighting).sum().backward()
    return {"x": x.grad, "weight": layer.weight.grad, "bias": layer.bias.grad}


@check(close(1e-8))
def trains_batch_after_batch(impl, draw):
    batches, weighting = [images(draw, 4, 2, 3, 2) for _ in range(3)], draw.normal(4, 2, 3, 2)
    layer, result = ready(impl, draw, 2), {}
    for t, batch in enumerate(batches, 1):
        layer.train(t < 3)
        x = batch.clone().requires_grad_()
        layer.zero_grad()
        (layer(x) * weighting).sum().backward()
        with torch.no_grad():
            layer.weight -= 0.1 * layer.weight.grad
        result[f"batch {t}" + (", in evaluation" if t == 3 else "")] = {"x": x.grad, "weight": layer.weight}
    return {name: {key: value.detach().clone() for key, value in found.items()} for name, found in result.items()}


@check(close(1e-8))
def refuses_one_value_per_channel(impl, draw):
    single, mean = draw.normal(1, 4, 1, 1), draw.normal(4)
    layer = ready(impl, draw, 4)
    layer.running_mean.copy_(mean)
    try:
        layer(single.clone())
        refused = "nothing"
    except ValueError:
        refused = "ValueError"
    return {"raised": refused, **statistics_of(layer), "in evaluation": layer.eval()(single.clone())}


@check(close(1e-8, single=1e-4, dtype=True))
def takes_any_size_and_eps(impl, draw):
    x, wide = images(draw, 3, 2, 4, 5), images(draw, 2, 6, 7, 3)
    cases = {
        "one image": (2, images(draw, 1, 2, 5, 7)),
        "one pixel": (3, images(draw, 8, 3, 1, 1)),
        "one channel": (1, images(draw, 4, 1, 6, 2)),
        "a view": (7, wide.permute(0, 2, 3, 1)),
    }
    result = {name: ready(impl, draw, channels)(batch) for name, (channels, batch) in cases.items()}
    single = x.float()
    result["float32"] = ready(impl, draw, 2).float()(single)
    result["eps=1"] = ready(impl, draw, 2, eps=1.0)(x)
    return {**result, "inputs after the calls": [x, wide, single]}


# --- a deep network -------------------------------------------------------------------------------------------------


def two_classes(draw: Draw) -> Given:
    """Points in eight dimensions; the class is the side of a drawn plane. [96, 8, 1, 1]"""
    x, plane = draw.normal(96, 8), draw.normal(8)
    labels = (x @ plane > 0).long()
    weights = [0.35 * draw.normal(8, 8, 1, 1) for _ in range(6)] + [0.35 * draw.normal(2, 8, 1, 1)]
    return Given({"x": x[:, :, None, None], "labels": labels, "weights": weights}, {"labels": labels.numpy()})


def cross_entropy(observed, kept):
    logits = observed.values.astype(np.float64)
    shifted = logits - logits.max(1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return float(-log_p[np.arange(len(log_p)), kept["labels"]].mean())


@check(converges(cross_entropy, Text("cross-entropy", "교차 엔트로피"), slack=0.25), given=two_classes)
def trains_a_deep_network(impl, draw, given):
    layers = []
    for matrix in given["weights"]:
        layer = torch.nn.Conv2d(8, len(matrix), 1).double()
        with torch.no_grad():
            layer.weight.copy_(matrix)
            layer.bias.zero_()
        last = len(matrix) == 2
        layers += [layer] if last else [layer, impl.BatchNorm2d(8).double(), torch.nn.Sigmoid()]
    network = torch.nn.Sequential(*layers, torch.nn.Flatten()).train()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.5)
    for _ in range(120):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(given["x"]), given["labels"]).backward()
        optimizer.step()
    return network(given["x"])
