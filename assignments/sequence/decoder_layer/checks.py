import torch

from grader.checks import check, close, count, layers, projections
from grader.checks.pictures import grids_picture
from grader.checks.projections import allowed, with_gradients
from grader.model import Text

D, H, FF = 12, 3, 22  # a head has 4 features; FF is no multiple of that
OUTPUT = Text(
    "Output, a row for each token: the sequence that differs most", "출력, 토큰마다 한 행: 차이가 가장 큰 시퀀스"
)


def alike(layer, x, memory):
    return projections.alike(layer, [x, memory], D // H)


def apart(layer, x, memory):
    """By what reaches no queries and keys where there is one token, none of the queries where that token is zero, no projection
    of what is zero."""
    x, memory = x[:1, :3], memory[:1, :3]
    features = torch.arange(D)
    experiments = [
        (x[:, :1], memory),
        (x, memory[:, :1]),
        (x * torch.tensor([[2], [1], [0]]), memory),
        (x * 0, memory),
        (x, memory * (features < D - 1)),
    ]
    return projections.apart(layer, [x, memory], D // H, experiments)


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
    return with_gradients(alike(impl.DecoderLayer(D, H, FF), x, memory), [x, memory])


@check(close(atol=1e-8), picture=grids_picture("output", title=OUTPUT))
def normalises_first_on_demand(impl, draw):
    x, memory = 2 * draw.normal(2, 5, D) + 1, 2 * draw.normal(2, 6, D) - 1
    return with_gradients(alike(impl.DecoderLayer(D, H, FF, norm_first=True), x, memory), [x, memory])


@check(close(atol=1e-8))
def attends_where_it_may(impl, draw):
    x, memory = draw.normal(3, 4, D), draw.normal(3, 6, D)
    post, pre = (alike(impl.DecoderLayer(D, H, FF, norm_first), x, memory) for norm_first in (False, True))
    past, own, more, others = of_past(4), allowed(draw, 3, 4, 4), allowed(draw, 3, 4, 4), allowed(draw, 3, 4, 6)
    return {
        "the past": with_gradients(post, [x, memory], past),
        "a part of the memory": with_gradients(post, [x, memory], memory_mask=others[0]),
        "masks for each": with_gradients(post, [x, memory], own, others),
        "other masks for each": with_gradients(post, [x, memory], more, others.flip(0)),
        "norm first": with_gradients(pre, [x, memory], memory_mask=others, tgt_mask=past),
        "masks after": [mask.double() for mask in (past, own, others)],
    }


@check(close(atol=1e-8))
def lets_each_head_look_elsewhere(impl, draw):
    x, memory = 1.5 * draw.normal(2, 5, D), 1.5 * draw.normal(2, 6, D)
    own, others = of_past(5), allowed(draw, 2, 5, 6)
    return {
        "post-norm": with_gradients(apart(impl.DecoderLayer(D, H, FF), x, memory), [x, memory], own),
        "norm first": with_gradients(
            apart(impl.DecoderLayer(D, H, FF, norm_first=True), x, memory), [x, memory], own, others
        ),
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
        "one token": with_gradients(layer, [x[:, :1], memory]),
        "a memory of one token": with_gradients(layer, [x, memory[:, :1]]),
        "as many tokens as sequences": with_gradients(layer, [x, memory]),
        "a memory in another order": with_gradients(layer, [x, memory[:, order]]),
        "in evaluation": layer.eval()(x, memory),
    }
