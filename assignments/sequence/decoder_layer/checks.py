import zlib
from collections import Counter

import torch

from grader.checks import check, close, count, layers
from grader.checks.pictures import grids_picture
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
    """Each head's queries, keys, values and outputs get weights of their own, in both attentions. Which is which is
    told by gradients of the first output, of a weight's last column: they reach no queries and keys where there is one
    token, no queries where that token is zero, no projection of what is zero."""
    with torch.no_grad():
        for weight, bias, rows in pieces(layer.double(), *inputs):
            write(weight[rows], bias[rows], "at first")
            if weight.dim() == 1:
                weight.fill_(1)
                bias.zero_()
            else:  # every ReLU is open
                weight[rows] *= 0.03
                bias[rows] += 1.0
    x, memory = (tensor[:1, :3] for tensor in inputs)
    others, features = torch.arange(3)[:, None], torch.arange(D)
    experiments = [
        (x[:, :1], memory),
        (x, memory[:, :1]),
        (x * others, memory),
        (x * 0, memory),
        (x, memory * (features < D - 1)),
    ]
    found = pieces(layer, *inputs)
    signs = [""] * len(found)
    for experiment in experiments:
        layer.zero_grad()
        (layer(*experiment)[0, 0] * features.cos()).sum().backward()
        for i, (weight, _, rows) in enumerate(found):
            last = None if weight.grad is None else weight.grad[rows].reshape(rows.stop - rows.start, -1)[:, -1]
            signs[i] += "." if last is None or last.abs().max() < 1e-12 else "x"
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


def result(layer, x, memory, *masks, **named):
    """The output, and where its gradients go."""
    leaves = [tensor.clone().requires_grad_() for tensor in (x, memory)]
    given = [leaf.clone() for leaf in leaves]
    y = layer(*given, *masks, **named)
    (y * torch.arange(y.numel(), dtype=y.dtype).cos().reshape(y.shape)).sum().backward()
    gradients = [param.grad for param in layer.parameters()]
    return {
        "output": y,
        "gradients of x and memory": [leaf.grad for leaf in leaves],
        "length of the other gradients": sum(g.square().sum() for g in gradients if g is not None) ** 0.5,
        "parameters without gradient": sum(g is None for g in gradients),
        "x and memory after": given,
    }


def allowed(draw, *shape):
    """A mask: about half of everything, and one place in each row for sure."""
    drawn = draw.uniform(*shape)
    return (drawn < 0.5) | (drawn == drawn.amin(dim=-1, keepdim=True))


def of_past(T):
    """A mask [T, T] that hides the future."""
    places = torch.arange(T)
    return places[:, None] >= places


# --- the checks -----------------------------------------------------------------------------------------------------


@check(count())
def has_as_many_parameters(impl, draw):
    shapes = []
    for norm_first in (False, True):
        h = draw.integer(2, 9)
        sizes = h * draw.integer(3, 30), h, draw.integer(50, 500), norm_first
        shapes += layers.parameter_shapes(layers.on_meta(lambda sizes=sizes: impl.DecoderLayer(*sizes)))
    return shapes


@check(close(0), picture=grids_picture("a mask", title=Text("causal_mask", "causal_mask")))
def hides_what_comes_later(impl, draw):
    T = draw.integer(3, 20)
    return {
        "one token": impl.causal_mask(1),
        "a mask": impl.causal_mask(T),
        "larger": impl.causal_mask(T + draw.integer(1, 20)),
    }


@check(close(atol=1e-8), picture=grids_picture("output", title=OUTPUT))
def attends_to_itself_and_to_the_memory(impl, draw):
    x, memory = draw.normal(2, 5, D), draw.normal(2, 4, D)
    return result(alike(impl.DecoderLayer(D, H, FF), x, memory), x, memory)


@check(close(atol=1e-8), picture=grids_picture("output", title=OUTPUT))
def normalises_first_on_demand(impl, draw):
    x, memory = 2 * draw.normal(2, 5, D) + 1, 2 * draw.normal(2, 6, D) - 1
    return result(alike(impl.DecoderLayer(D, H, FF, norm_first=True), x, memory), x, memory)


@check(close(atol=1e-8))
def attends_where_it_may(impl, draw):
    x, memory = draw.normal(3, 4, D), draw.normal(3, 6, D)
    post, pre = (alike(impl.DecoderLayer(D, H, FF, norm_first), x, memory) for norm_first in (False, True))
    past, own, others = of_past(4), allowed(draw, 3, 4, 4), allowed(draw, 3, 4, 6)
    return {
        "the past": result(post, x, memory, past),
        "a part of the memory": result(post, x, memory, memory_mask=others[0]),
        "masks for each": result(post, x, memory, own, others),
        "norm first": result(pre, x, memory, memory_mask=others, tgt_mask=past),
        "masks after": [mask.double() for mask in (past, own, others)],
    }


@check(close(atol=1e-8))
def lets_each_head_look_elsewhere(impl, draw):
    x, memory = 1.5 * draw.normal(2, 5, D), 1.5 * draw.normal(2, 6, D)
    own, others = of_past(5), allowed(draw, 2, 5, 6)
    return {
        "post-norm": result(apart(impl.DecoderLayer(D, H, FF), x, memory), x, memory, own),
        "norm first": result(apart(impl.DecoderLayer(D, H, FF, norm_first=True), x, memory), x, memory, own, others),
    }


@check(close(atol=1e-8), picture=grids_picture("another future", title=OUTPUT))
def does_not_see_the_future(impl, draw):
    x, memory, future = draw.normal(2, 6, D), draw.normal(2, 4, D), draw.normal(2, 6, D)
    t = draw.integer(1, 5)
    layer, mask = alike(impl.DecoderLayer(D, H, FF), x, memory), impl.causal_mask(6)
    return {
        "all": layer(x, memory, mask),
        "another future": layer(torch.cat([x[:, :t], future[:, t:]], dim=1), memory, mask),
        "no future": layer(x[:, :t], memory, impl.causal_mask(t)),
    }


@check(close(atol=1e-8))
def takes_any_batch(impl, draw):
    x, memory = draw.normal(4, 4, D), draw.normal(4, 4, D)
    layer = alike(impl.DecoderLayer(D, H, FF), x, memory)
    order = draw.cycle(4)
    return {
        "one token": result(layer, x[:, :1], memory),
        "a memory of one token": result(layer, x, memory[:, :1]),
        "as many tokens as sequences": result(layer, x, memory),
        "a memory in another order": result(layer, x, memory[:, order]),
        "in evaluation": layer.eval()(x, memory),
    }
