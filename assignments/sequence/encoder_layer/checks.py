import zlib
from collections import Counter

import numpy as np
import torch

from grader.checks import Given, check, close, converges, count, layers
from grader.checks.pictures import grids_picture
from grader.checks.training import trained
from grader.model import Text

D, H, FF = 12, 3, 22  # a head has 4 features; FF is no multiple of that
OUTPUT = Text(
    "Output, a row for each token: the sequence that differs most", "출력, 토큰마다 한 행: 차이가 가장 큰 시퀀스"
)


# --- weights, whatever they are called and however they are packed --------------------------------------------------


def pieces(layer, *inputs):
    """(weight, bias, rows) of the linear maps and norms, by depth: projections in pieces of one head."""
    depths, named = layers.watch(layer, *inputs).depths, dict(layer.named_parameters())
    found = []
    for name in sorted(named, key=lambda name: depths.get(name, -1)):
        weight, bias = named[name], named.get(name.removesuffix("weight") + "bias")
        if name.endswith("weight") and bias is not None:
            projects = weight.dim() > 1 and weight.shape[1] == D and len(weight) % (D // H) == 0
            size = D // H if projects else len(weight)
            found += [(weight, bias, slice(start, start + size)) for start in range(0, len(weight), size)]
    return found


def alike(layer, *inputs):
    """Queries, keys, values and outputs get the same weights, all heads too: no order of them makes a difference."""
    with torch.no_grad():
        norms = 0
        for weight, bias, rows in pieces(layer.double(), *inputs):
            norms += weight.dim() == 1
            write(weight[rows], bias[rows], norms if weight.dim() == 1 else 0)
    return layer


def apart(layer, *inputs):
    """Each head's queries, keys, values and outputs get weights of their own. Which is which is told by gradients of
    the first output: none reaches queries and keys where there is one token, none the queries' weights where that
    token is zero, none the keys' and values' either where all are."""
    with torch.no_grad():
        for weight, bias, rows in pieces(layer.double(), *inputs):
            write(weight[rows], bias[rows], "at first")
            if weight.dim() == 1:
                weight.fill_(1)
                bias.zero_()
            else:  # every ReLU is open
                weight[rows] *= 0.03
                bias[rows] += 1.0
    x = inputs[0][:1, :3]
    others = torch.arange(3)[:, None]
    found = pieces(layer, *inputs)
    signs = [""] * len(found)
    for experiment in (x[:, :1], x * others, x * 0):
        layer.zero_grad()
        first = layer(experiment)[0, 0]
        (first * torch.arange(D).cos()).sum().backward()
        for i, (weight, _, rows) in enumerate(found):
            reached = weight.grad is not None and bool(weight.grad[rows].abs().max() > 1e-12)
            signs[i] += "x" if reached else "."
    layer.zero_grad()
    numbers = Counter()
    with torch.no_grad():
        for (weight, bias, rows), sign in zip(found, signs, strict=True):
            kind = sign, weight[rows].shape
            numbers[kind] += 1
            write(weight[rows], bias[rows], f"{sign} {numbers[kind]}")
    return layer


def write(weight, bias, key):
    """Values that depend on the key and on the shape alone."""
    rows, inputs = len(weight), weight[0].numel()
    generator = torch.Generator("cpu").manual_seed(zlib.crc32(f"{key} {rows} {inputs}".encode()))
    w, b = (torch.rand(n, generator=generator, dtype=torch.float64, device="cpu") for n in (rows * inputs, rows))
    weight.copy_((0.5 + w if weight.dim() == 1 else (2 * w - 1) * (6 / inputs) ** 0.5).reshape(weight.shape))
    bias.copy_(b - 0.5)


def result(layer, x, *mask, **named):
    """The output, and where its gradients go."""
    leaf = x.clone().requires_grad_()
    given = leaf.clone()
    y = layer(given, *mask, **named)
    (y * torch.arange(y.numel(), dtype=y.dtype).cos().reshape(y.shape)).sum().backward()
    gradients = [param.grad for param in layer.parameters()]
    return {
        "output": y,
        "gradient of x": leaf.grad,
        "length of the other gradients": sum(g.square().sum() for g in gradients if g is not None) ** 0.5,
        "parameters without gradient": sum(g is None for g in gradients),
        "x after": given,
    }


def allowed(draw, *shape):
    """A mask: about half of everything, and each token's own place."""
    return (draw.uniform(*shape) < 0.5) | torch.eye(shape[-1], dtype=torch.bool)


# --- the checks -----------------------------------------------------------------------------------------------------


@check(count())
def has_as_many_parameters(impl, draw):
    shapes = []
    for norm_first in (False, True):
        h = draw.integer(2, 9)
        d, ff = h * draw.integer(3, 30), draw.integer(50, 500)
        shapes += layers.parameter_shapes(
            layers.on_meta(lambda d=d, h=h, ff=ff, n=norm_first: impl.EncoderLayer(d, h, ff, n))
        )
    return shapes


@check(close(atol=1e-8), picture=grids_picture("output", title=OUTPUT))
def adds_and_normalises(impl, draw):
    x = draw.normal(2, 5, D)
    return result(alike(impl.EncoderLayer(D, H, FF), x), x)


@check(close(atol=1e-8), picture=grids_picture("output", title=OUTPUT))
def normalises_first_on_demand(impl, draw):
    x = 2 * draw.normal(2, 5, D) + 1
    return result(alike(impl.EncoderLayer(D, H, FF, norm_first=True), x), x)


@check(close(atol=1e-8))
def attends_where_it_may(impl, draw):
    x, y = draw.normal(2, 5, D), draw.normal(3, 4, D)
    masks = allowed(draw, 5, 5), allowed(draw, 3, 4, 4)
    post, pre = alike(impl.EncoderLayer(D, H, FF), x), alike(impl.EncoderLayer(D, H, FF, True), x)
    return {
        "one mask for all": result(post, x, masks[0]),
        "a mask for each": result(post, y, mask=masks[1]),
        "norm first": result(pre, y, masks[1]),
        "masks after": [mask.double() for mask in masks],
    }


@check(close(atol=1e-8))
def lets_each_head_look_elsewhere(impl, draw):
    x, mask = 1.5 * draw.normal(2, 6, D), allowed(draw, 2, 6, 6)
    return {
        "post-norm": result(apart(impl.EncoderLayer(D, H, FF), x), x),
        "norm first": result(apart(impl.EncoderLayer(D, H, FF, norm_first=True), x), x, mask),
    }


@check(close(atol=1e-8))
def takes_any_batch(impl, draw):
    layer = alike(impl.EncoderLayer(D, H, FF), draw.normal(1, 3, D))
    x = draw.normal(4, 4, D)
    order = draw.cycle(4)
    return {
        "one token": result(layer, draw.normal(3, 1, D)),
        "as many tokens as sequences": result(layer, x),
        "tokens in another order": result(layer, x[:, order]),
        "a view": result(layer, draw.normal(7, 2, D).transpose(0, 1)),
        "in evaluation": layer.eval()(x),
    }


# --- reversing sequences --------------------------------------------------------------------------------------------

TOKENS, LENGTH = 6, 5


def sequences(draw):
    tokens, new = draw.integers(400, LENGTH, high=TOKENS), draw.integers(100, LENGTH, high=TOKENS)
    return Given({"images": tokens, "labels": tokens.flip(1), "new": new}, {"new_labels": new.flip(1).numpy()})


def reverser(layer, d, positions):
    class Reverser(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding, self.layer, self.last = torch.nn.Embedding(TOKENS, d), layer, torch.nn.Linear(d, TOKENS)

        def forward(self, tokens):  # [N, T] to [N, TOKENS, T]
            return self.last(self.layer(self.embedding(tokens) + positions)).transpose(1, 2)

    return Reverser()


def wrong_tokens(observed, kept):
    """With positions, plus what the rate without is below 0.4: nobody can know the order there."""
    rates = [(observed[key].values.argmax(axis=1) != kept["new_labels"]).mean() for key in ("with", "without")]
    finite = all(np.isfinite(observed[key].values).all() for key in ("with", "without"))
    return float(rates[0] + max(0.0, 0.4 - rates[1])) if finite else 1.0


@check(converges(wrong_tokens, Text("share of wrong tokens", "틀린 토큰의 비율"), slack=0.2), given=sequences)
def learns_to_reverse(impl, draw, given):
    torch.manual_seed(draw.seed())
    d = 32
    angles = torch.arange(LENGTH)[:, None] / 10_000 ** (torch.arange(0, d, 2) / d)
    positions = torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)
    found = {}
    for name, encoding in (("with", positions), ("without", 0 * positions)):
        found[name] = trained(reverser(impl.EncoderLayer(d, 2, 24), d, encoding), draw, given, steps=150)["new"]
    return found
