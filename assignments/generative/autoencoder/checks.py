from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, check, close, converges, count, layers, under
from grader.checks.pictures import grids_picture, layers_picture
from grader.checks.training import minimise
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

SIDE = 8


def filled(impl, dims, x, **options):
    return layers.fill(impl.Autoencoder(dims), x, **options)


@check(under("parameters", count()), picture=layers_picture())
def autoencoder_has_as_many_parameters(impl, draw):
    D, H, Z = draw.integer(40, 99), draw.integer(20, 40), draw.integer(2, 9)
    found = layers.summary(lambda: impl.Autoencoder([D, H, Z]), (1, D))
    others = [layers.on_meta(lambda dims=dims: impl.Autoencoder(dims)) for dims in ((D, Z), [D, H, H + 7, Z, 3])]
    more = [shape for other in others for shape in layers.parameter_shapes(other)]
    return found | {"parameters": found["parameters"] + more}


@check(close(atol=1e-9, rtol=1e-9))
def reconstructs(impl, draw):
    result = {}
    for dims in ([7, 5, 2], [6, 9, 4, 3], (5, 2), [6, 4, 4], [8, 8, 3]):
        name, x = " → ".join(map(str, dims)), draw.normal(4, dims[0])
        result[name] = layers.forward_and_gradients(filled(impl, dims, x).eval(), x)
    return result


@check(close(atol=1e-9, rtol=1e-9))
def encodes_and_decodes(impl, draw):
    result = {}
    for dims in ([6, 8, 3], [5, 9, 7, 4]):
        name, x, z = " → ".join(map(str, dims)), draw.normal(5, dims[0]), 2 * draw.normal(3, dims[-1])
        model = filled(impl, dims, x).eval()
        result[name] = {"encode": model.encode(x), "decode": model.decode(z)}
    return result


@check(close(atol=1e-9, rtol=1e-9, single=1e-4))
def gives_the_same_in_any_mode(impl, draw):
    x, dims, sizes = draw.normal(6, 9), [9, 7, 2], (9, 4)
    # Those of float32 are not converted, so that weights that share memory still do.
    single = filled(impl, tuple(dims), x, dtype=torch.float32)
    model, linear = filled(impl, dims, x), filled(impl, sizes, x)
    result = {
        "training": model.train()(x),
        "evaluation": model.eval()(x),
        "one row": model.train()(x[:1]),
        "without hidden layers": linear.train()(x),
        "float32": single(x.float()),
    }
    return {**result, "x afterwards": x, "dims afterwards": dims}


# --- training ---------------------------------------------------------------------------------------------------------


def train(model, x, *, steps, lr):
    """On the mean squared error over all of x, from the weights that the model has."""
    minimise(lambda: (model(x) - x).square().mean(), model.train().parameters(), steps=steps, lr=lr, beta2=0.99)
    return model.eval()


def stretched(draw: Draw) -> Given:
    """Points in 8 dimensions, three of which hold most of the variance, turned and moved."""
    turn = torch.linalg.qr(draw.normal(8, 8)).Q
    spread = torch.tensor([3.0, 2.2, 1.6] + 5 * [0.5], dtype=torch.float64)
    x = (draw.normal(120, 8) * spread) @ turn + draw.normal(8)
    return Given({"x": x}, {"data": x.numpy(), "code": 3})


def spots(draw: Draw, n: int):
    """Images of one blurred spot at any place: their 64 numbers depend on two, and not linearly."""
    places = draw.uniform(n, 2, low=1, high=SIDE - 2)
    pixels = torch.arange(SIDE, dtype=torch.float64)
    down, across = (-(pixels - places[:, i : i + 1]).square() / 3 for i in range(2))
    return (down.exp()[:, :, None] * across.exp()[:, None, :]).flatten(1)


def moving_spots(draw: Draw) -> Given:
    x, new = spots(draw, 256), spots(draw, 100)
    return Given({"x": x, "new": new}, {"data": new.numpy(), "code": 2})


def beside_the_principal_components(observed, kept):
    """The mean squared error as a multiple of what the principal components leave."""
    x, y = kept["data"], observed["reconstruction"].values.astype(np.float64)
    error = float(np.square(y.reshape(len(y), -1) - x).mean())
    sigma = np.linalg.svd(x - x.mean(axis=0), compute_uv=False)
    return error / float(np.square(sigma[kept["code"] :]).sum() / x.size)


def linear(observed, kept):
    excess = beside_the_principal_components(observed, kept) - 1
    return max(excess, 0.0) if excess > -1e-9 else float("inf")  # less means that something leads around the code


EXCESS = Text("error in excess of the principal components', as a part of theirs", "주성분 분석의 오차를 넘는 비율")
ERROR = Text("error, as a multiple of the principal components'", "주성분 분석에 대한 오차의 배수")


@check(converges(linear, EXCESS, factor=0.0, slack=0.01), given=stretched)
def reaches_the_principal_components(impl, draw, given):
    x = given["x"]
    return {"reconstruction": train(filled(impl, [8, 3], x), x, steps=600, lr=0.1)(x)}


@check(
    converges(beside_the_principal_components, ERROR, factor=0.0, slack=0.6),
    given=moving_spots,
    picture=grids_picture("reconstruction", title=Text("A new image, reconstructed", "복원한 새 이미지")),
)
def does_better_on_a_curved_surface(impl, draw, given):
    model = train(filled(impl, [SIDE * SIDE, 40, 2], given["x"]), given["x"], steps=350, lr=0.01)
    return {"reconstruction": model(given["new"]).reshape(-1, SIDE, SIDE)}
