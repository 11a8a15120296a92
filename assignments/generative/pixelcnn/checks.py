from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, check, close, converges, count, derived, layers, under
from grader.checks.pictures import grids_picture, layers_picture
from grader.checks.training import minimise
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

SIDE = 3


def filled(module, x):
    """Weights by shape and depth, and biases by their size alone: to some layers they are the first thing that is added."""
    layers.fill(module, x)
    with torch.no_grad():
        for param in module.parameters():
            if param.dim() == 1:
                param.copy_(0.5 * torch.cos(1.0 + torch.arange(len(param), dtype=param.dtype)))
    return module


def all_images(H, W):
    """The 2^(H W) images of bits [2^(H W), 1, H, W], in the order of the numbers that their pixels spell."""
    spelt = torch.arange(2 ** (H * W))[:, None] >> torch.arange(H * W - 1, -1, -1) & 1
    return spelt.double().view(-1, 1, H, W)


def every_spelt(n):
    """The pixels of the n images, [n, log2 n], as the host has them."""
    return np.arange(n)[:, None] >> np.arange(n.bit_length() - 2, -1, -1) & 1


def probabilities(logits):
    """p(x) of all images, from their logits [2^(H W), 1, H, W]."""
    z = logits.reshape(len(logits), -1)
    x = every_spelt(len(z))
    return (1 / (1 + np.exp(np.where(x == 1, -z, z)))).prod(axis=1)


def forward_and_gradients(model, x):
    """As in `layers`, but what is masked does not count: some keep its weights at zero, others its gradients."""
    found = layers.forward_and_gradients(model, x)
    del found["parameter_gradient_norms"]
    products = [param.grad * param.detach() for param in model.parameters() if param.grad is not None]
    return found | {"gradients times parameters": sorted(float(product.norm()) for product in products)}


@check(
    close(atol=1e-9, rtol=1e-9),
    picture=grids_picture(
        "one output", title=Text("What output pixel (3, 3) sees: its derivatives", "출력 픽셀 (3, 3)이 보는 것: 미분값")
    ),
)
def sees_earlier_pixels(impl, draw):
    result, seen = {}, {}
    for type, ci, co, k in (("A", 3, 2, 3), ("B", 2, 3, 3), ("A", 1, 4, 7), ("B", 2, 1, 5)):
        x = draw.normal(2, ci, 7, 7)
        conv = filled(impl.MaskedConv2d(type, ci, co, k), x)
        result[f"{type}, k = {k}"] = forward_and_gradients(conv, x)
        leaf = x.clone().requires_grad_()
        y = conv(leaf)[0, 0]
        seen[type] = torch.autograd.grad(y[len(y) // 2, len(y) // 2], leaf)[0][0, 0]
    return {**result, "one output": torch.stack([seen["A"], seen["B"]])}


@check(close(atol=1e-9, rtol=1e-9, single=1e-4))
def keeps_its_masks(impl, draw):
    result = {}
    for type, k in (("A", 5), ("B", 3), ("B", 1)):
        x = draw.normal(1, 2, 4, 9)
        conv = filled(impl.MaskedConv2d(type=type, ci=2, co=3, k=k), x)
        for _ in range(2):  # what an optimizer with weight decay and noise may do, to every weight alike
            conv(x).square().mean().backward()
            with torch.no_grad():
                for param in conv.parameters():
                    param.add_(0.1 - 0.3 * param - param.grad)
                    param.grad = None
        result[f"{type}, k = {k}"] = conv(x)
        result[f"{type}, k = {k}, float32"] = conv.float()(x.float())
    try:
        impl.MaskedConv2d("C", 2, 3, 3)
        raised = "nothing"
    except ValueError:
        raised = "ValueError"
    return {**result, "raised for another type": raised}


@check(under("parameters", count()), picture=layers_picture())
def has_as_many_parameters(impl, draw):
    C, depth = draw.integer(10, 30), draw.integer(2, 7)
    found = layers.summary(lambda: impl.PixelCNN(C, depth), (1, 1, 12, 12))
    others = [layers.on_meta(lambda: impl.PixelCNN(layers=1, C=C + 5)), layers.on_meta(lambda: impl.PixelCNN())]
    more = [shape for other in others for shape in layers.parameter_shapes(other)]
    return found | {"parameters": found["parameters"] + more}


@check(close(atol=1e-9, rtol=1e-9))
def gives_logits(impl, draw):
    x, wide, tall = draw.normal(2, 1, 5, 5), draw.normal(1, 1, 4, 9), draw.normal(3, 1, 6, 2)
    return {
        "two layers": forward_and_gradients(filled(impl.PixelCNN(7, 2), x), x),
        "three layers, wide": forward_and_gradients(filled(impl.PixelCNN(4, 3), wide), wide),
        "one layer, tall": forward_and_gradients(filled(impl.PixelCNN(8, 1), tall), tall),
    }


def with_the_sum(observed, reference):
    """The Jacobian, the probabilities of all images, and what they sum to."""
    p = probabilities(observed["logits of all images"].values)
    return {"by the pixels": observed["by the pixels"].values, "sum of p(x)": p.sum(), "p(x)": p}


@check(
    derived(with_the_sum, close(1e-9)),
    picture=grids_picture(
        "by the pixels",
        title=Text("Derivatives of logits (rows) by pixels (columns)", "로짓(행)을 픽셀(열)로 미분한 값"),
    ),
)
def is_a_distribution(impl, draw):
    C = draw.integer(4, 9)
    x = (draw.normal(1, 1, 5, 5)).requires_grad_()
    model = filled(impl.PixelCNN(C, 2), x)
    logits = model(x).flatten()
    rows = [torch.autograd.grad(logit, x, retain_graph=True)[0].flatten() for logit in logits]
    with torch.no_grad():
        every = model(all_images(SIDE, SIDE).to(x))
    return {"by the pixels": torch.stack(rows), "logits of all images": every}


def frequencies(samples):
    """How often each image occurs in samples [n, 1, H, W], as a share; what is no image of bits does not occur."""
    rows = samples.reshape(len(samples), -1)
    valid = rows[np.isin(rows, (0, 1)).all(axis=1)]
    spelt = (valid @ 2 ** np.arange(rows.shape[1] - 1, -1, -1)).astype(int)
    return np.bincount(spelt, minlength=2 ** rows.shape[1]) / len(rows)


def within_chance(observed, reference):
    """How often each image should occur, and how often two pixels should be 1; or how often they do in the samples, where six
    standard deviations do not explain it."""
    p, drawn = probabilities(reference["logits"].values), frequencies(observed["samples"].values)
    x = every_spelt(len(p))
    events = {"each image": np.eye(len(p)), "pixels i and j both 1": x[:, :, None] * x[:, None, :]}
    result = {}
    for name, event in events.items():
        wanted, found = (np.tensordot(shares, event, axes=1) for shares in (p, drawn))
        chance = 6 * np.sqrt(wanted * (1 - wanted) / len(observed["samples"].values)) + 2e-3
        result[name] = np.where(np.abs(found - wanted) <= chance, wanted, found)
    return result


def drawn(impl, draw, H, W):
    """A model whose last layer is drawn, with weights large enough that pixels matter to those after them; all images."""
    signs = draw.permutation(5) % 2 * 2.0 - 1
    x, last, bias = all_images(H, W).to(draw.normal()), signs * draw.uniform(5, low=0.5, high=2.0), draw.normal(1)
    model = filled(impl.PixelCNN(5, 1), x)
    with torch.no_grad():
        for param in model.parameters():
            if param.numel() == 5 and param.dim() > 1:
                param.copy_(last.view(param.shape))
            elif param.dim() > 1:
                param.mul_(9 if param.shape[-1] == 7 else 2.2)
            elif len(param) == 1:
                param.copy_(bias)
    return model, x


def of_each(observed, reference):
    return {name: within_chance(observed[name], reference[name]) for name in reference}


@check(derived(of_each, close(1e-6)))
def draws_samples(impl, draw):
    result = {}
    for name in ("one model", "another", "a third"):
        model, x = drawn(impl, draw, 2, 3)
        generator = draw.generator()
        with torch.no_grad():
            logits = model(x)
        result[name] = {"samples": model.sample(3000, 2, 3, generator=generator), "logits": logits}
    return result


def repeats(observed, reference):
    """What the generator decides: which pixels agree with the first sample's."""
    result = {}
    for name, wanted in reference["models"].items():
        found = observed["models"][name]
        first, again, other = (found[key].values for key in ("samples", "again", "another generator"))
        differ = bool((first != other).any())
        result[name] = {**within_chance(found, wanted), "the same again": first == again, "others differ": differ}
    return {**result, "one image": observed["one image"], "float32": observed["float32"]}


@check(derived(repeats, close(1e-6)))
def draws_from_the_generator(impl, draw):
    models, n = {}, 2000
    torch.manual_seed(draw.seed())
    for name, (H, W) in {"one row": (1, 4), "one column": (5, 1)}.items():
        model, x = drawn(impl, draw, H, W)
        generator, another = draw.generator(), draw.generator()
        with torch.no_grad():
            found = {"logits": model(x), "samples": model.sample(n, H, W, generator)}
        generator.manual_seed(generator.initial_seed())
        again = {"again": model.sample(n, H, W, generator), "another generator": model.sample(n, H, W, another)}
        models[name] = found | again
    one, single = model.sample(1, 3, 2), model.float().sample(3, 1, 5)
    return {"models": models, "one image": 0 * one, "float32": 0 * single}


# --- training ---------------------------------------------------------------------------------------------------------


def patterns(draw: Draw) -> Given:
    """Four images of 3 x 3 bits, no two alike."""
    spelt = draw.permutation(2 ** (SIDE * SIDE))[:4]
    return Given({"images": all_images(SIDE, SIDE)[spelt]}, {"spelt": spelt.numpy()})


def divergence(observed, kept):
    """Of the model from the patterns, each a quarter, and how far its probabilities are from summing to one."""
    z = observed["logits"].values.astype(np.float64).reshape(2 ** (SIDE * SIDE), -1)
    x = every_spelt(len(z))
    log_p = -np.logaddexp(0, np.where(x == 1, -z, z)).sum(axis=1)
    return float(np.log(0.25) - log_p[kept["spelt"]].mean() + abs(np.log(np.exp(log_p).sum())))


def mosaic(x):
    """16 images of bits as one, 4 x 4, with grey lines in between."""
    framed = torch.nn.functional.pad(x.reshape(4, 4, SIDE, SIDE), (0, 1, 0, 1), value=0.5)
    return framed.transpose(1, 2).reshape(4 * (SIDE + 1), 4 * (SIDE + 1))[:-1, :-1]


DIVERGENCE = Text("divergence KL(examples || model) in nats", "발산 KL(예제 || 모델) (내트)")


@check(
    converges(divergence, DIVERGENCE, factor=0.0, slack=0.15),
    given=patterns,
    picture=grids_picture(
        "samples", title=Text("16 samples after training on four images", "이미지 네 장으로 학습한 뒤의 표본 16개")
    ),
)
def learns_patterns(impl, draw, given):
    x, generator = given["images"], draw.generator()
    model = filled(impl.PixelCNN(12, 2), x)

    def loss():
        return torch.nn.functional.binary_cross_entropy_with_logits(model(x), x) * SIDE**2

    minimise(loss, model.parameters(), steps=150, lr=0.02)
    with torch.no_grad():
        logits = model(all_images(SIDE, SIDE).to(x))
        return {"logits": logits, "samples": mosaic(model.sample(16, SIDE, SIDE, generator))}
