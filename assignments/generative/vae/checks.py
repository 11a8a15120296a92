from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, check, close, converges, count, layers, probes, statistics, under
from grader.checks.pictures import curve_picture, grids_picture, layers_picture
from grader.checks.training import minimise
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

SIDE = 8


def filled(impl, D, H, Z, x):
    """A VAE with known weights, in evaluation mode. The layers for mu and logvar have the same shape and depth, or are one
    layer; what belongs to which of the two shows in whose gradient it has."""
    model = layers.fill(impl.VAE(D, H, Z), x).eval()
    source = torch.Generator("cpu").manual_seed(0)
    many = 2 * torch.randn(64, D, generator=source, dtype=torch.float64, device="cpu").to(x.device)
    params = list(model.parameters())
    moved = [torch.autograd.grad(head.sum(), params, retain_graph=True, allow_unused=True) for head in model(many)[1:]]
    with torch.no_grad():
        for param, *gradients in zip(params, *moved, strict=True):
            mu, logvar = (torch.zeros_like(param) if gradient is None else gradient for gradient in gradients)
            for seed, own in enumerate(((mu != 0) & (logvar == 0), (logvar != 0) & (mu == 0))):
                n = int(own.sum())
                source.manual_seed(10 * n + seed)
                values = 2 * torch.rand(n, generator=source, dtype=param.dtype, device="cpu") - 1
                values = values / H**0.5 if param.dim() > 1 else values - seed  # variances of about e^-1
                param.masked_scatter_(own, values.to(param.device))
    return model


def pixels(draw, n, D):
    return draw.uniform(n, D).round(decimals=1)


@check(under("parameters", count()), picture=layers_picture())
def vae_has_as_many_parameters(impl, draw):
    D, H, Z = draw.integer(40, 99), draw.integer(20, 40), draw.integer(2, 9)
    found = layers.summary(lambda: layers.on_meta(lambda: impl.VAE(D, H, Z)), (1, D))
    other = layers.on_meta(lambda: impl.VAE(D=H, H=D, Z=Z + 1))
    return found | {"parameters": found["parameters"] + layers.parameter_shapes(other)}


@check(close(1e-9))
def reparameterizes(impl, draw):
    result = {}
    for shape in ((4, 3), (5, 1), (2, 3, 2)):
        mu, logvar = draw.parameters([shape, shape])
        z = impl.reparameterize(mu, logvar, draw.normal(*shape))
        (z * draw.moderate(*shape)).sum().backward()
        result[str(list(shape))] = {"z": z, "gradient of mu": mu.grad, "gradient of logvar": logvar.grad}
    return result


def arguments(draw, N, D, Z, scale=2.0):
    return pixels(draw, N, D), scale * draw.normal(N, D), draw.normal(N, Z), draw.normal(N, Z)


@check(close(1e-6))
def bounds_the_likelihood(impl, draw):
    sizes = {"one row": (1, 5, 2), "rows": (4, 6, 3), "more codes than pixels": (3, 2, 7)}
    result = {name: impl.elbo(*arguments(draw, *size)) for name, size in sizes.items()}
    x, *others = arguments(draw, 5, 8, 2)
    return {**result, "zeros and ones": impl.elbo(x.round(), *others)}


def gradient_of(output, leaf):
    (gradient,) = torch.autograd.grad(
        (output * probes.unlike(output)).sum(), leaf, retain_graph=True, allow_unused=True
    )
    return torch.zeros_like(leaf) if gradient is None else gradient


@check(close(atol=1e-9, rtol=1e-9))
def evaluates_at_the_mean(impl, draw):
    result = {}
    for D, H, Z in ((9, 6, 2), (5, 7, 3), (4, 8, 1)):
        x, z = pixels(draw, 4, D), draw.normal(3, Z)
        model, leaf = filled(impl, D, H, Z, x), x.requires_grad_()
        outputs = dict(zip(("logits", "mu", "logvar"), model(leaf), strict=True))
        gradients = {f"gradient of {name}": gradient_of(output, leaf) for name, output in outputs.items()}
        result[f"VAE({D}, {H}, {Z})"] = {**outputs, **gradients, "decode": model.decode(z), "x afterwards": x}
    return result


@check(statistics())
def samples_in_training(impl, draw):
    n, (D, H, Z) = 20_000, (6, 9, 3)
    x = pixels(draw, 1, D).repeat(n, 1)  # the same row, so that the outputs are draws of one distribution
    model = filled(impl, D, H, Z, x[:2]).train()
    torch.manual_seed(draw.seed())
    logits = model(x.requires_grad_())[0]
    (gradient,) = torch.autograd.grad(logits.square().sum(), x, allow_unused=True)
    gradient = torch.zeros_like(x) if gradient is None else gradient
    columns = {f"logit {d}": logits[:, d] for d in range(D)}
    return columns | {f"gradient of x_{d}": gradient[:, d] for d in range(D)}


@check(close(1e-6, rtol=1e-6, single=1e-3))
def stays_finite(impl, draw):
    result = {}
    for name, scale in (("ordinary", 2.0), ("large", 1000.0)):
        x, *others = arguments(draw, 4, 5, 3, scale)
        for leaf in others:
            leaf.requires_grad_()
        bound = impl.elbo(x, *others)
        bound.backward()
        result[name] = {"elbo": bound, "gradients": [leaf.grad for leaf in others], "x afterwards": x}
    single = [tensor.float() for tensor in arguments(draw, 3, 4, 2)]
    bound = impl.elbo(*single)
    return {**result, "float32": {"elbo": bound, "dtype": str(bound.dtype), "afterwards": single}}


# --- training ---------------------------------------------------------------------------------------------------------


def skies(draw: Draw, n: int, stars):
    """Black and white images of a moon at any place, before stars that stay: [n, 64]."""
    places = draw.uniform(n, 2, low=1, high=SIDE - 2)
    pixel = torch.arange(SIDE, dtype=torch.float64)
    down, across = ((pixel - places[:, i : i + 1]).square() for i in range(2))
    moon = (down[:, :, None] + across[:, None, :] < 5).flatten(1)
    return (moon | stars).double()


def images(draw: Draw) -> Given:
    stars = draw.permutation(SIDE * SIDE) < 10
    x, new = skies(draw, 400, stars), skies(draw, 200, stars)
    return Given({"x": x, "new": new}, {"new": new.numpy()})


def trained(impl, draw, x):
    """A VAE after training on -elbo, and its bound on the way."""
    model = filled(impl, SIDE * SIDE, 48, 2, x).train()
    torch.manual_seed(draw.seed())

    def loss():
        batch = x[draw.integers(64, high=len(x))]
        return -impl.elbo(batch, *model(batch))

    return model, -torch.tensor(minimise(loss, model.parameters(), steps=400, lr=0.01))


def negative_bound(observed, kept):
    """The mean of -ELBO of the new images, each sampled several times."""
    logits, mu, logvar = (observed[name].values.astype(np.float64) for name in ("logits", "mu", "logvar"))
    x = np.tile(kept["new"], (len(logits) // len(kept["new"]), 1))
    with np.errstate(all="ignore"):
        log_p = (x * logits - np.logaddexp(0, logits)).sum(axis=1)
        kl = -0.5 * (1 + logvar - np.square(mu) - np.exp(logvar)).sum(axis=1)
    return float((kl - log_p).mean())


def unlikeness(observed, kept):
    """Pixels from an image to the nearest one of the other kind, where the kinds are samples and data: the larger of the two
    means, so that samples must look like data, and all data like some sample."""
    samples = observed["samples"].values.astype(np.float64).reshape(-1, SIDE * SIDE)
    apart = np.abs(samples[:, None] - kept["new"]).sum(axis=2)
    return float(max(apart.min(axis=0).mean(), apart.min(axis=1).mean()))


@check(
    converges(negative_bound, Text("−ELBO of new images", "새 이미지의 −ELBO"), slack=4.0),
    given=images,
    picture=curve_picture(
        "curve",
        title=Text("The ELBO while training", "학습 중의 ELBO"),
        x_label=Text("part of the training (%)", "학습 진행 (%)"),
        y_label=Text("ELBO (nats)", "ELBO (내트)"),
    ),
)
def raises_the_bound(impl, draw, given):
    model, curve = trained(impl, draw, given["x"])
    with torch.no_grad():
        found = dict(zip(("logits", "mu", "logvar"), model(given["new"].repeat(10, 1)), strict=True))
    return {**found, "curve": curve[20:]}  # the first steps would flatten the rest of the picture


@check(
    converges(unlikeness, Text("pixels to the nearest image", "가장 가까운 이미지까지의 픽셀 수"), slack=2.5),
    given=images,
    picture=grids_picture("samples", title=Text("A sample: the one that differs most", "표본: 차이가 가장 큰 것")),
)
def decodes_noise_to_new_images(impl, draw, given):
    z = draw.normal(300, 2)
    model, _ = trained(impl, draw, given["x"])
    with torch.no_grad():
        return {"samples": torch.sigmoid(model.eval().decode(z)).reshape(-1, SIDE, SIDE)}
