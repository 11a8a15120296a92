"""The four projections have the same shape, and students may pack them, split them by heads, transpose them. So the probes find
out by small experiments what each learnt number multiplies, and then give every solution the same weights. The scale of the
scores comes out as well: it is judged in one check, and made up for in the others."""

import math
import zlib

import torch

from grader.checks import check, close, count, layers
from grader.checks.pictures import grids_picture
from grader.checks.projections import allowed, named
from grader.model import Text

WEIGHTS = Text("The attention weights of one head", "한 헤드의 어텐션 가중치")
CLEAR = 1e-3  # smaller differences are none; those of single precision within a solution are


# --- what each number is for -----------------------------------------------------------------------------------------


def responses(module, d, h):
    """What a module gives for all inputs that are 0 or have a single 1, one query and two keys; None where that has not the
    form asked for.

        odds [h, d + 1, d]      log(a / (1 - a)), with a the weight of key l against a key of zeros, for query j
        out [d + 1, d + 1, d]   the output: with weights of 1/2 for value l twice (row 0), and with those of query j for
                                value l and a value of zeros
    """
    one = torch.cat([torch.zeros(1, d), torch.eye(d)]).double()  # [d + 1, d]
    zero = torch.zeros_like(one)
    query, key = one.repeat_interleave(d + 1, 0), one.repeat(d + 1, 1)
    q = torch.cat([zero, query])[:, None]
    k = torch.cat([torch.stack([zero, zero], 1), torch.stack([key, 0 * key], 1)])
    v = torch.cat([torch.stack([one, one], 1), torch.stack([key, 0 * key], 1)])
    pair = module(q, k, v)
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        return None
    out, attn = pair
    if tuple(out.shape) != tuple(q.shape) or tuple(attn.shape) != (len(q), h, 1, 2):
        return None
    odds = attn[d + 1 :, :, 0].log().diff(dim=-1).neg().reshape(d + 1, d + 1, h)
    return odds.permute(2, 0, 1)[:, :, 1:].clone(), out.reshape(d + 2, d + 1, d).clone()


def units(signatures, values, columns):
    """The hidden unit that each weight of a first layer leads to, and each of a second comes from. Of the former we know the
    derivative of all outputs, its `signature`, which is a row of the second layer's weights; of the latter the `values`, and
    the `columns` they stand in."""
    alike = (signatures[:, None] - signatures).abs().amax(dim=2) < CLEAR
    of_each, first = torch.unique(alike.int().argmax(dim=1), return_inverse=True)
    return first, (signatures[of_each][:, columns] - values).abs().argmin(dim=0)


def placed(h, d_h, head, unit, column, columns):
    """Where the numbers stand, int64 [h, d_h, columns], of which we know head, unit and column; None where not all are there."""
    of_unit = torch.full((h * d_h,), -1)
    if len(unit) != h * d_h * columns or unit.max() >= h * d_h:
        return None
    of_unit[unit] = head
    if (of_unit.bincount(minlength=h) if (of_unit >= 0).all() else of_unit).tolist() != [d_h] * h:
        return None
    place = torch.full((h * d_h, columns), -1)
    place[of_unit.argsort(stable=True).argsort()[unit], column] = torch.arange(len(unit))
    return place.reshape(h, d_h, columns) if (place >= 0).all() else None


def roles(module, flat, d, h, bias):
    """Of the learnt numbers in `flat`, which are those of `module`, the places of W_q, W_k, W_v [h, d_h, d (+ 1 for the bias; W_k's
    changes nothing)], W_o [h, d_h, d] and its bias [d], and the scale of the scores. None where the module computes something else.

    Scores are linear in each number of W_q and W_k, outputs in each of W_v and W_o: one step is the derivative.
    """
    unit = numbers("any", len(flat)).to(flat)
    flat.copy_(unit + 0.5 * unit.sign())  # all different, none small
    before = responses(module, d, h)
    if before is None:
        return None
    steps = []
    for i in range(len(flat)):
        value = float(flat[i])
        flat[i] = value + 1
        steps.append([after - was for after, was in zip(responses(module, d, h), before, strict=True)])
        flat[i] = value
    odds, out = (torch.stack(several) for several in zip(*steps, strict=True))  # [P, h, d + 1, d], [P, d + 2, d + 1, d]
    d_h, inputs, everything = d // h, d + bias, torch.arange(len(flat))

    def first_layer(chosen, derivative):
        """Of numbers with a derivative [chosen, d + 1, d] by input j and output: the column, and the signature."""
        seen = (derivative.abs() > CLEAR).any(dim=2)  # a bias counts with every input
        column = torch.where(seen.sum(1) > 1, d, seen[:, 1:].int().argmax(1))
        return column, derivative[torch.arange(len(chosen)), column.where(column < d, -1) + 1]

    # The values' path: out[:, 0] = (value W_v + b_v) W_o + b_o
    reached = (out[:, 0].abs() > CLEAR).any(dim=1)  # [P, d]: the outputs
    w_v, last = everything[reached.all(1)], everything[reached.sum(1) == 1]
    constant = (out[last, 0].sum(2) - 1).abs().amax(1) < CLEAR
    w_o, b_o = last[~constant], last[constant]
    # The scores' path: odds = (query W_q + b_q) (key W_k) scale, in one head
    heads = (odds.abs() > CLEAR).flatten(2).any(2) & ~reached.any(1, keepdim=True)  # [P, h]
    reaches = (odds.abs() > CLEAR).flatten(1, 2).any(1).sum(1)  # of how many features of the key
    inside = heads.sum(1) == 1
    w_q, w_k = everything[inside & (reaches == d)], everything[inside & (reaches == 1)]
    if [len(w_q), len(w_k), len(w_v), len(w_o), len(b_o)] != [d * inputs, d * d, d * inputs, d * d, d * bias]:
        return None

    v_column, signature = first_layer(w_v, out[w_v, 0])
    o_column = reached[w_o].int().argmax(1)
    v_unit, o_unit = units(signature, flat[w_o], o_column)
    # Beside a value of zeros a weight of W_v does as much less as its head's weight is less than 1.
    weights = v_column < d
    shares = out[w_v[weights], 1:, v_column[weights] + 1, 0] / signature[weights, :1]  # [weights, d + 1]
    a = before[0].sigmoid()[:, :, v_column[weights]]  # [h, d + 1, weights]
    head_of_v = torch.zeros(d, dtype=torch.int64)
    head_of_v[v_unit[weights] % d] = (a - shares.T).abs().amax(1).argmin(0)

    q_head, k_head = heads[w_q].int().argmax(1), heads[w_k].int().argmax(1)
    q_column, signature = first_layer(w_q, odds[w_q, q_head])
    k_column = (odds[w_k].abs() > CLEAR).flatten(1, 2).any(1).int().argmax(1)
    scale = float(signature[q_column == 0].norm() / flat[w_k].norm())
    q_unit, k_unit = units(signature / scale, flat[w_k], k_column)

    places = {
        "w_q": (w_q, placed(h, d_h, q_head, q_unit, q_column, inputs)),
        "w_k": (w_k, placed(h, d_h, k_head, k_unit, k_column, d)),
        "w_v": (w_v, placed(h, d_h, head_of_v[v_unit % d], v_unit, v_column, inputs)),
        "w_o": (w_o, placed(h, d_h, head_of_v[o_unit % d], o_unit, o_column, d)),
    }
    if any(place is None for _, place in places.values()):
        return None
    found = {name: chosen[place] for name, (chosen, place) in places.items()}
    if bias:
        found["b_o"] = b_o[reached[b_o].int().argmax(1).argsort()]
    return found, scale


def numbers(name, *shape):
    """Uniform in [-1, 1), float64, the same for the same name on every device."""
    generator = torch.Generator("cpu").manual_seed(zlib.crc32(name.encode()))
    return 2 * torch.rand(shape, generator=generator, dtype=torch.float64, device="cpu") - 1


# --- weights ---------------------------------------------------------------------------------------------------------


def filled(impl, d, h, bias=True, *, any_scale=True):
    """A module with weights that depend on d and h alone, and where its numbers stand (empty where it computes something else).
    With `any_scale` W_q is such that the scores are divided by the root of d_h, by whatever the module divides them."""
    module = impl.MultiHeadAttention(d, h, bias)
    flat = torch.zeros(sum(param.numel() for param in module.parameters()), dtype=torch.float64)
    module.to(flat)
    with torch.no_grad():
        torch.nn.utils.vector_to_parameters(flat, module.parameters())  # from now on they are views of it
        found = roles(module, flat, d, h, bias)
        if found is None:
            return layers.fill(module), {}
        places, scale = found
        flat.fill_(0.3)  # what is left is the bias of the keys
        for name, place in places.items():
            flat[place] = math.sqrt(6 / d) * numbers(f"{name} {d} {h}", *place.shape).to(flat)
        if any_scale:
            flat[places["w_q"]] /= scale * math.sqrt(d // h)
    return module, places


# --- checks ----------------------------------------------------------------------------------------------------------


@check(count())
def has_as_many_parameters(impl, draw):
    d_h = [draw.integer(3, 20) for _ in range(3)]
    makes = [
        lambda: impl.MultiHeadAttention(4 * d_h[0], 4),
        lambda: impl.MultiHeadAttention(d_h[1], 1),
        lambda: impl.MultiHeadAttention(3 * d_h[2], 3, bias=False),
    ]
    return [shape for make in makes for shape in layers.parameter_shapes(layers.on_meta(make))]


@check(close(atol=1e-5), picture=grids_picture("attn", title=WEIGHTS))
def attends_with_one_head(impl, draw):
    q, k, v = draw.normal(2, 4, 4), draw.normal(2, 6, 4), draw.normal(2, 6, 4)
    return named(filled(impl, 4, 1)[0](q, k, v))


@check(close(atol=1e-5), picture=grids_picture("attn", title=WEIGHTS))
def splits_and_joins_the_heads(impl, draw):
    q, k, v = draw.normal(2, 5, 6), draw.normal(2, 7, 6), draw.normal(2, 7, 6)
    x = draw.normal(3, 4, 6)
    return named(filled(impl, 6, 3)[0](q, k, v)) | {"self-attention": filled(impl, 6, 2)[0](x, x, x)[0]}


@check(close(atol=1e-5), picture=grids_picture("d = 6, h = 3", title=WEIGHTS))
def scales_by_the_heads_width(impl, draw):
    x, y = draw.normal(2, 6, 6), draw.normal(2, 5, 4)
    return {
        "d = 6, h = 3": filled(impl, 6, 3, any_scale=False)[0](x, x, x)[1],
        "d = 4, h = 2": filled(impl, 4, 2, any_scale=False)[0](y, y, y)[1],
    }


@check(close(atol=1e-5), picture=grids_picture("[T, S]", title=WEIGHTS))
def sees_what_the_mask_allows(impl, draw):
    module, _ = filled(impl, 4, 2)
    q, k, v = draw.normal(2, 5, 4), draw.normal(2, 6, 4), draw.normal(2, 6, 4)
    masks = {"[T, S]": allowed(draw, 5, 6), "[N, T, S]": allowed(draw, 2, 5, 6)}
    masks |= {"[N, 1, T, S]": allowed(draw, 2, 1, 5, 6), "[N, h, T, S]": allowed(draw, 2, 2, 5, 6)}
    result = {name: module(q, k, v, mask)[1] for name, mask in masks.items()}
    return result | {"out": module(q, k, v, mask=masks["[N, T, S]"])[0]}


@check(close(atol=1e-5))
def refuses_heads_that_do_not_divide_the_width(impl, draw):
    raised = {}
    for d, h in ((6, 4), (8, 3), (4, 5)):
        try:
            impl.MultiHeadAttention(d, h)
            raised[f"d = {d}, h = {h}"] = "nothing"
        except Exception as error:
            raised[f"d = {d}, h = {h}"] = "ValueError" if isinstance(error, ValueError) else type(error).__name__
    x = draw.normal(2, 3, 6)
    return raised | {"d = 6, h = 6": named(filled(impl, 6, 6)[0](x, x, x))}


@check(close(atol=1e-5, single=1e-4, dtype=True))
def takes_other_sizes(impl, draw):
    result = {}
    for name, (N, T, S, d, h, bias) in {
        "no bias": (2, 4, 3, 6, 2, False),
        "one sample": (1, 5, 6, 4, 2, True),
        "one query": (3, 1, 4, 4, 1, True),
        "one key": (2, 3, 1, 4, 4, False),
        "as many keys as queries": (2, 4, 4, 6, 2, True),
    }.items():
        q, k, v = draw.normal(N, T, d), draw.normal(N, S, d), draw.normal(N, S, d)
        result[name] = named(filled(impl, d, h, bias)[0](q, k, v))
    module = filled(impl, 6, 2)[0]
    q, k, v, mask = draw.normal(3, 2, 6), draw.normal(3, 5, 6), draw.normal(3, 5, 6), allowed(draw, 2, 5)
    module(q, k, v, mask)
    views = [x.transpose(0, 1).contiguous().transpose(0, 1) for x in (q, k, v)]
    result["views"] = module(*views)[0]
    result["inputs afterwards"] = [q, k, v, mask]
    result["float32"] = named(module.float()(q.float(), k.float(), v.float()))
    return result


@check(close(atol=1e-4))
def sends_gradients_to_inputs_and_weights(impl, draw):
    module, places = filled(impl, 4, 2)
    q, k, v = (draw.normal(2, length, 4).requires_grad_() for length in (3, 5, 5))
    by_out, by_attn = draw.normal(2, 3, 4), draw.normal(2, 2, 3, 5)
    out, attn = module(q, k, v)
    ((out * by_out).sum() + (attn * by_attn).sum()).backward()
    parameters = list(module.parameters())
    flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in parameters])
    of_weights = {name: flat[place] for name, place in places.items()}
    if places:  # in units of what they multiply, so that the scale counts nowhere
        at = torch.cat([p.detach().flatten() for p in parameters])[places["w_q"]]
        of_weights["w_q"] = of_weights["w_q"] * at
    return {"q": q.grad, "k": k.grad, "v": v.grad, **of_weights}
