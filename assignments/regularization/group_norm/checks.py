import torch

from grader.checks import check, close


def ready(layer, draw, shape):
    """The layer in float64 with drawn weight and bias."""
    weight, bias = draw.moderate(*shape), draw.normal(*shape)
    layer = layer.double()
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    return layer


def images(draw, *shape):
    """Activations whose samples and channels differ in mean and spread."""
    n, channels = shape[:2]
    spread, mean = draw.uniform(n, channels, 1, 1, low=0.5, high=3.0), 2 * draw.normal(n, channels, 1, 1)
    return draw.normal(*shape) * spread + mean


@check(close(1e-8))
def normalises_the_last_axes(impl, draw):
    x, words = images(draw, 3, 4, 5, 6), draw.normal(2, 7, 9) * 3 + 1
    return {
        "LayerNorm([4, 5, 6])": ready(impl.LayerNorm([4, 5, 6]), draw, (4, 5, 6))(x.clone()),
        "LayerNorm(9)": ready(impl.LayerNorm(9), draw, (9,))(words.clone()),
        "LayerNorm((5, 6))": impl.LayerNorm((5, 6)).double()(x.clone()),
    }


@check(close(1e-8))
def normalises_each_channel_of_an_image(impl, draw):
    x = images(draw, 4, 3, 5, 7)
    return {
        "plain": impl.InstanceNorm2d(3).double()(x.clone()),
        "affine": ready(impl.InstanceNorm2d(3, affine=True), draw, (3,))(x.clone()),
    }


@check(close(1e-8))
def normalises_groups_of_neighbours(impl, draw):
    x, y = images(draw, 3, 6, 4, 5), images(draw, 2, 8, 3, 3)
    return {
        "3 groups of 2": ready(impl.GroupNorm(3, 6), draw, (6,))(x.clone()),
        "2 groups of 4": impl.GroupNorm(2, 8).double()(y.clone()),
    }


@check(close(1e-8))
def has_the_parameters(impl, draw):
    c, h = 2 * draw.integer(3, 20), draw.integer(3, 20)
    layers = {
        "LayerNorm": impl.LayerNorm([c, h]),
        "GroupNorm": impl.GroupNorm(2, c),
        "InstanceNorm2d": impl.InstanceNorm2d(c),
        "InstanceNorm2d, affine": impl.InstanceNorm2d(c, affine=True),
    }
    return {
        name: {
            "parameters": {key: list(value.shape) for key, value in sorted(layer.named_parameters())},
            "sums at first": {key: value.sum() for key, value in sorted(layer.double().named_parameters())},
            "buffers": sorted(key for key, _ in layer.named_buffers()),
        }
        for name, layer in layers.items()
    }


@check(close(1e-8))
def agrees_at_the_ends(impl, draw):
    x = images(draw, 2, 5, 4, 3)
    return {
        "GroupNorm(1, 5)": ready(impl.GroupNorm(1, 5), draw, (5,))(x.clone()),
        "GroupNorm(5, 5)": ready(impl.GroupNorm(5, 5), draw, (5,))(x.clone()),
    }


def one_of_each(impl, draw, c, h, w):
    return {
        "LayerNorm": ready(impl.LayerNorm((c, h, w)), draw, (c, h, w)),
        "InstanceNorm2d": ready(impl.InstanceNorm2d(c, affine=True), draw, (c,)),
        "GroupNorm": ready(impl.GroupNorm(2, c), draw, (c,)),
    }


@check(close(1e-8))
def knows_no_batch(impl, draw):
    x, other = images(draw, 4, 4, 3, 5), images(draw, 6, 4, 3, 5)
    result = {}
    for name, layer in one_of_each(impl, draw, 4, 3, 5).items():
        layer(other.clone())
        result[name] = {"one sample": layer(x[1:2].clone())}
        network = torch.nn.Sequential(layer).eval()
        result[name] |= {"in evaluation": network(x.clone()), "again": network(x.clone())}
    return result


@check(close(1e-8))
def sends_gradients_through_the_statistics(impl, draw):
    x, weighting, result = images(draw, 3, 4, 3, 2), draw.normal(3, 4, 3, 2), {}
    for name, layer in one_of_each(impl, draw, 4, 3, 2).items():
        leaf = x.clone().requires_grad_()
        (layer(leaf) * weighting).sum().backward()
        result[name] = {"x": leaf.grad, "weight": layer.weight.grad, "bias": layer.bias.grad}
    return result


@check(close(1e-8, single=1e-3, dtype=True))
def takes_any_size_and_eps(impl, draw):
    x, view, single = (
        images(draw, 2, 4, 3, 7),
        images(draw, 3, 7, 4, 3).permute(0, 2, 3, 1),
        images(draw, 2, 4, 3, 7).float(),
    )
    layers = one_of_each(impl, draw, 4, 3, 7)
    wide = {
        "LayerNorm, eps=0.5": impl.LayerNorm((4, 3, 7), eps=0.5),
        "InstanceNorm2d, eps=0.5": impl.InstanceNorm2d(4, eps=0.5),
        "GroupNorm, eps=0.5": impl.GroupNorm(2, 4, eps=0.5),
    }
    result = {name: layer.double()(x) for name, layer in wide.items()}
    result |= {f"{name} of a view": layer(view) for name, layer in layers.items()}
    result |= {f"{name} of float32": layer.float()(single) for name, layer in layers.items()}
    return {**result, "inputs after the calls": [x, view, single]}


@check(close(1e-8))
def refuses_uneven_groups(impl, draw):
    x, raised = images(draw, 2, 9, 2, 2), {}
    for groups in (2, 3, 4):
        try:
            raised[f"{groups} groups of 9 channels"] = impl.GroupNorm(groups, 9).double()(x.clone())
        except ValueError:
            raised[f"{groups} groups of 9 channels"] = "ValueError"
    return raised
