"""No two noises are alike, so what is compared is what was added: worked out on the host from what was drawn."""

import itertools

import numpy as np
import torch

from grader.checks import check, close, derived, probes, statistics

# --- on the host ----------------------------------------------------------------------------------------------------


def noises(observed, reference):
    """What was added to each drawn tensor."""
    return {name: after.values - reference["before"][name].values for name, after in observed["after"].items()}


def moments(observed, reference):
    """The noise and its square, whose means and variances are the first four moments."""
    found = noises(observed, reference)
    return {**found, **{f"square of {name}": noise**2 for name, noise in found.items()}}


def weight_moments(observed, reference):
    """Of the noise on weights; and products of noises of two parameters, and of two `with`s, whose mean is 0."""
    found = noises(observed, reference)
    first, again = found["everything"], found["everything, again"]
    return {
        **moments(observed, reference),
        "two parameters": first[:FIRST_WEIGHT] * first[SECOND_WEIGHT : SECOND_WEIGHT + FIRST_WEIGHT],
        "two times": first * again,
    }


def products(observed, reference):
    """Products of noises that must not know of each other: their mean is 0."""
    found = noises(observed, reference)
    first, second = found["first call"], found["second call"]
    return {
        "samples": first[0::2] * first[1::2],
        "channels": first[:, 0::2] * first[:, 1::2],
        "rows": first[:, :, 0::2] * first[:, :, 1::2],
        "columns": first[..., 0::2] * first[..., 1::2],
        "calls": first * second,
    }


def repetitions(observed, reference):
    """Which noises of `first, second, again, other` are alike, and whether all is there that a noise needs."""
    found = noises(observed, reference)
    return {
        name: {
            "equal seeds, equal noise": bool(np.allclose(found[f"{name}, first"], found[f"{name}, again"], atol=1e-12)),
            "the generator moves on": bool((found[f"{name}, first"] != found[f"{name}, second"]).all()),
            "other seed, other noise": bool((found[f"{name}, first"] != found[f"{name}, other"]).all()),
            "of the size asked for": bool((np.abs(found[f"{name}, first"]) < 8 * 0.01).all()),
        }
        for name in ("input", "weights")
    }


def restored(observed, reference):
    """The weights before and after, and by how much they moved inside."""
    moved = [
        np.abs(a.values - b.values).min() > 0 for a, b in zip(observed["inside"], reference["before"], strict=True)
    ]
    return {**observed, "inside": moved}


def slopes(observed, reference):
    """The loss is c/2 · w², so the gradient over the noisy weight is c."""
    return {
        "gradient over noisy weight": [
            g.values / w.values for g, w in zip(observed["gradients"], observed["inside"], strict=True)
        ],
        "the step from the old weight": [
            (new.values - old.values) / gradient.values
            for new, old, gradient in zip(observed["stepped"], reference["weights"], observed["gradients"], strict=True)
        ],
        "buffers": observed["buffers"],
    }


def losses(observed, reference):
    return (observed["loss"].values - reference["shift"].values) / reference["scale"].values


# --- probes' helpers ------------------------------------------------------------------------------------------------


def network(draw, *widths):
    """Linear layers with drawn weights and biases, float64."""
    layers = [torch.nn.Linear(a, b).double() for a, b in itertools.pairwise(widths)]
    with torch.no_grad():
        for layer in layers:
            layer.weight.copy_(3 * draw.normal(*layer.weight.shape))
            layer.bias.copy_(3 * draw.normal(*layer.bias.shape))
    return torch.nn.Sequential(*layers)


def weights_of(model):
    return [param.detach().clone() for param in model.parameters()]


def flat(model):
    return torch.cat([param.detach().flatten() for param in model.parameters()])


# --- checks ---------------------------------------------------------------------------------------------------------


@check(derived(moments, statistics()))
def adds_normal_noise_to_the_input(impl, draw):
    before = {
        "small": 4 * draw.normal(120, 50),
        "large": 4 * draw.normal(50, 3, 4, 5),
        "images": 4 * draw.uniform(60, 50),
    }
    images = before["images"] / 4
    after = {
        "small": impl.add_input_noise(before["small"].clone(), 0.3),
        "large": impl.add_input_noise(before["large"].clone(), 2.0),
        "images": impl.add_input_noise(images.clone(), 0.5) + 3 * images,
    }
    return {"before": before, "after": after}


@check(derived(products, statistics()))
def draws_for_every_number(impl, draw):
    x = 4 * draw.normal(20, 8, 6, 6)
    after = {name: impl.add_input_noise(x.clone(), 1.0) for name in ("first call", "second call")}
    return {"before": dict.fromkeys(after, x), "after": after}


@check(close(1e-9, dtype=True))
def keeps_the_input_and_its_gradient(impl, draw):
    x, weighting = draw.normal(5, 7), draw.normal(5, 7)
    single, number = draw.normal(3, 4, dtype=torch.float32), draw.normal()
    leaf = x.clone().requires_grad_()
    (impl.add_input_noise(leaf, 0.7) * weighting).sum().backward()
    without = {"std=0": impl.add_input_noise(x, 0.0), "float32, std=0": impl.add_input_noise(single, 0.0)}
    without["a number, std=0"] = impl.add_input_noise(number, 0.0)
    impl.add_input_noise(x, 0.5)
    impl.add_input_noise(single, 0.5)
    return {"gradient": leaf.grad, **without, "after the calls": [x, single, number]}


FIRST_WEIGHT, SECOND_WEIGHT = (
    30 * 50,
    30 * 50 + 50,
)  # size of the first weight of the network below, start of the second


@check(derived(weight_moments, statistics()))
def adds_normal_noise_to_the_weights(impl, draw):
    model = network(draw, 30, 50, 40)
    biases = torch.nn.ModuleList([network(draw, 1, 1100)])
    before = {"everything": flat(model), "biases": biases[0][0].bias.detach().clone()}
    with impl.weight_noise(model, 0.4):
        after = {"everything": flat(model)}
    with impl.weight_noise(biases, 1.5):
        after["biases"] = biases[0][0].bias.detach().clone()
    with impl.weight_noise(model, 0.4):
        after["everything, again"] = flat(model)
    before["everything, again"] = before["everything"]
    return {"before": before, "after": after}


@check(derived(restored, close(0)))
def brings_the_weights_back(impl, draw):
    model = network(draw, 4, 3, 2)
    return probes.around(lambda: impl.weight_noise(model, 0.5), lambda: weights_of(model))


@check(derived(slopes, close(1e-9)))
def trains_through_the_noise(impl, draw):
    model, c = torch.nn.Sequential(network(draw, 3, 4), torch.nn.BatchNorm1d(4)).double(), draw.moderate()
    mean = draw.normal(4)
    model[1].running_mean.copy_(mean)
    weights, held = weights_of(model), list(model.parameters())
    optimizer = torch.optim.SGD(held, lr=0.25)
    with impl.weight_noise(model, 0.5):
        inside = weights_of(model)
        (c / 2 * sum(param.square().sum() for param in model.parameters())).backward()
    optimizer.step()
    return {
        "weights": weights,
        "inside": inside,
        "gradients": [param.grad for param in held],
        "stepped": weights_of(model),
        "buffers": [model[1].running_mean, model[1].running_var],
    }


@check(derived(repetitions, close(0)))
def draws_from_the_generator(impl, draw):
    x, seed, model = 4 * draw.normal(5, 6), draw.seed(), network(draw, 5, 6)
    before, after = {}, {}

    def noisy(name, generator):
        before[f"input, {name}"], before[f"weights, {name}"] = x, flat(model)
        after[f"input, {name}"] = impl.add_input_noise(x.clone(), 0.01, generator)
        with impl.weight_noise(model, 0.01, generator):
            after[f"weights, {name}"] = flat(model)

    generator = torch.Generator().manual_seed(seed)
    noisy("first", generator)
    noisy("second", generator)
    noisy("again", torch.Generator().manual_seed(seed))
    noisy("other", torch.Generator().manual_seed(seed + 1))
    return {"before": before, "after": after}


@check(derived(losses, statistics()))
def adds_a_ridge_penalty_on_average(impl, draw):
    X, w = draw.normal(8, 5), 2 * draw.moderate(5)
    y = X @ w + 6 * draw.normal(8)
    scale, shift = draw.moderate(2500), 100 * draw.normal(2500)
    loss = torch.stack([(impl.add_input_noise(X.clone(), 0.7) @ w - y).square().mean() for _ in range(2500)])
    return {"scale": scale, "shift": shift, "loss": scale * loss + shift}
