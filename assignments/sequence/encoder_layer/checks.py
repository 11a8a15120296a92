import numpy as np
import torch

from grader.checks import Given, check, close, converges, count, layers, projections
from grader.checks.pictures import grids_picture
from grader.checks.projections import allowed, with_gradients
from grader.checks.training import trained
from grader.model import Text

D, H, FF = 12, 3, 22  # a head has 4 features; FF is no multiple of that
OUTPUT = Text(
    "Output, a row for each token: the sequence that differs most", "출력, 토큰마다 한 행: 차이가 가장 큰 시퀀스"
)


def alike(layer, x):
    return projections.alike(layer, [x], D // H)


def apart(layer, x):
    """By what reaches no queries and keys where there is one token, none of the queries where that token is zero, none of the
    keys and values either where all are."""
    x = x[:1, :3]
    experiments = [x[:, :1]], [x * torch.tensor([[2], [1], [0]])], [x * 0]
    return projections.apart(layer, [x], D // H, experiments)


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
    return with_gradients(alike(impl.EncoderLayer(D, H, FF), x), [x])


@check(close(atol=1e-8), picture=grids_picture("output", title=OUTPUT))
def normalises_first_on_demand(impl, draw):
    x = 2 * draw.normal(2, 5, D) + 1
    return with_gradients(alike(impl.EncoderLayer(D, H, FF, norm_first=True), x), [x])


@check(close(atol=1e-8))
def attends_where_it_may(impl, draw):
    x, y = draw.normal(2, 5, D), draw.normal(3, 4, D)
    masks = allowed(draw, 5, 5), allowed(draw, 5, 5), allowed(draw, 3, 4, 4), allowed(draw, 3, 4, 4)
    post, pre = alike(impl.EncoderLayer(D, H, FF), x), alike(impl.EncoderLayer(D, H, FF, True), x)
    return {
        "one mask for all": with_gradients(post, [x], masks[0]),
        "another mask for all": with_gradients(post, [x], masks[1]),
        "a mask for each": with_gradients(post, [y], mask=masks[2]),
        "another mask for each": with_gradients(post, [y], masks[3]),
        "norm first": with_gradients(pre, [y], masks[2]),
        "masks after": [mask.double() for mask in masks],
    }


@check(close(atol=1e-8))
def lets_each_head_look_elsewhere(impl, draw):
    x, mask = 1.5 * draw.normal(2, 6, D), allowed(draw, 2, 6, 6)
    return {
        "post-norm": with_gradients(apart(impl.EncoderLayer(D, H, FF), x), [x]),
        "norm first": with_gradients(apart(impl.EncoderLayer(D, H, FF, norm_first=True), x), [x], mask),
    }


@check(close(atol=1e-8))
def takes_any_batch(impl, draw):
    layer = alike(impl.EncoderLayer(D, H, FF), draw.normal(1, 3, D))
    x = draw.normal(4, 4, D)
    order = draw.cycle(4)
    return {
        "one token": with_gradients(layer, [draw.normal(3, 1, D)]),
        "as many tokens as sequences": with_gradients(layer, [x]),
        "tokens in another order": with_gradients(layer, [x[:, order]]),
        "a view": with_gradients(layer, [draw.normal(7, 2, D).transpose(0, 1)]),
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
