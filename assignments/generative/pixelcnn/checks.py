import numpy as np
import torch

from grader.checks import bits, check, close, count, derived, layers, under
from grader.checks.pictures import grids_picture, layers_picture
from grader.checks.training import minimise
from grader.model import Text

SIDE = 3


def filled(module, x):
    """Weights by shape and depth, and biases by their size alone: to some layers they are the first thing that is added."""
    layers.fill(module, x)
    with torch.no_grad():
        for param in module.parameters():
            if param.dim() == 1:
                param.copy_(0.5 * torch.cos(1.0 + torch.arange(len(param), dtype=param.dtype)))
    return module


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
        result[f"{type}, k = {k}"] = bits.forward_and_gradients(conv, x)
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
        for mode in ("training", "training", "evaluation"):
            conv.train(mode == "training")
            conv(x).square().mean().backward()
            with torch.no_grad():  # what an optimizer with weight decay and noise may do, to every weight alike
                for param in conv.parameters():
                    param.add_(0.1 - 0.3 * param - param.grad)
                    param.grad = None
                result[f"{type}, k = {k}, {mode}"] = conv(x)
        result[f"{type}, k = {k}, float32"] = conv.float()(x.float())
    return result | {f"raised for type {type!r}": refusal(impl, type) for type in ("C", "a", "AB", "")}


def refusal(impl, type):
    try:
        impl.MaskedConv2d(type, 2, 3, 3)
    except ValueError:
        return "ValueError"
    return "nothing"


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
        "two layers": bits.forward_and_gradients(filled(impl.PixelCNN(7, 2), x), x),
        "three layers, wide": bits.forward_and_gradients(filled(impl.PixelCNN(4, 3), wide), wide),
        "one layer, tall": bits.forward_and_gradients(filled(impl.PixelCNN(8, 1), tall), tall),
    }


def with_the_sum(observed, reference):
    """The Jacobian, the probabilities of all images, and what they sum to."""
    p = np.exp(bits.log_probabilities(observed["logits of all images"].values))
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
        every = model(bits.every(1, SIDE, SIDE).to(x))
    return {"by the pixels": torch.stack(rows), "logits of all images": every}


def drawn(impl, draw, H, W):
    """A model whose last layer is drawn, with weights large enough that pixels matter to those after them; all images."""
    signs = draw.permutation(5) % 2 * 2.0 - 1
    x, last, bias = bits.every(1, H, W).to(draw.normal()), signs * draw.uniform(5, low=0.5, high=2.0), draw.normal(1)
    model = filled(impl.PixelCNN(5, 1), x)
    with torch.no_grad():
        for learnt in model.parameters():
            if learnt.numel() == 5 and learnt.dim() > 1:
                learnt.copy_(last.view(learnt.shape))
            elif learnt.dim() > 1:
                learnt.mul_(9 if learnt.shape[-1] == 7 else 2.2)
            elif len(learnt) == 1:
                learnt.copy_(bias)
    return model, x


def of_each(observed, reference):
    return {
        name: bits.within_chance(bits.table(reference[name]), found["samples"].values)
        for name, found in observed.items()
    }


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
    models = {
        name: bits.repeats(bits.table(reference["models"][name]), found["samples"])
        for name, found in observed["models"].items()
    }
    return observed | {"models": models}


@check(derived(repeats, close(1e-6, single=1e-4, dtype=True)))
def draws_from_the_generator(impl, draw):
    models, n = {}, 2000
    for name, (H, W) in {"one row": (1, 4), "one column": (5, 1)}.items():
        model, x = drawn(impl, draw, H, W)
        with torch.no_grad():
            logits = model(x)
        samples = bits.repeatedly(lambda generator, model=model, H=H, W=W: model.sample(n, H, W, generator), draw)
        models[name] = {"logits": logits, "samples": samples}
    with torch.no_grad():
        for values in model.parameters():
            if len(values) == 1 and values.dim() == 1:
                values.fill_(200)  # every pixel is 1
        one = model.sample(1, 3, 2)
        return {"models": models, "one image": one, "its logits": model(one), "float32": model.float().sample(3, 1, 5)}


# --- training ---------------------------------------------------------------------------------------------------------


@check(
    bits.learns(slack=0.15),
    given=bits.patterns(1, SIDE, SIDE),
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
        logits = model(bits.every(1, SIDE, SIDE).to(x))
        return {"logits": logits, "samples": bits.mosaic(model.sample(16, SIDE, SIDE, generator))}
