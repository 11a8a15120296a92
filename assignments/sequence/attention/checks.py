import torch

from grader.checks import check, close
from grader.checks.pictures import grids_picture
from grader.checks.projections import allowed, named
from grader.model import Text

WEIGHTS = Text("The attention weights: a row for each query", "어텐션 가중치: 행마다 쿼리 하나")


def drawn(draw, *leading, queries, keys, d_k, d_v):
    """Queries, keys and values, among which some fit much better than others."""
    q, k = 2 * draw.normal(*leading, queries, d_k), draw.normal(*leading, keys, d_k)
    return q, k, draw.normal(*leading, keys, d_v)


@check(close(atol=1e-5), picture=grids_picture("attn", title=WEIGHTS))
def weighs_values_by_how_their_keys_fit(impl, draw):
    return named(impl.sdpa(*drawn(draw, 2, queries=5, keys=7, d_k=6, d_v=3)))


@check(close(atol=1e-5), picture=grids_picture("attn", title=WEIGHTS))
def sees_what_the_mask_allows(impl, draw):
    q, k, v = drawn(draw, 3, queries=6, keys=8, d_k=5, d_v=4)
    mask = allowed(draw, 3, 6, 8)
    return named(impl.sdpa(q, k, v, mask))


@check(close(atol=1e-5), picture=grids_picture("causal", title=WEIGHTS))
def broadcasts_the_mask(impl, draw):
    q, k, v = drawn(draw, 2, 3, queries=5, keys=5, d_k=4, d_v=6)
    causal = torch.ones(5, 5, dtype=torch.bool).tril()
    masks = {"causal": causal, "padding": allowed(draw, 2, 1, 1, 5), "of each head": allowed(draw, 1, 3, 5, 5)}
    return {name: impl.sdpa(q, k, v, mask=mask)[1] for name, mask in masks.items()} | {
        "one row for all": impl.sdpa(q, k, v, allowed(draw, 5))[0]
    }


@check(close(atol=1e-5))
def takes_any_leading_axes(impl, draw):
    cases = {
        "none": ((), 4, 3, 5, 2),
        "three": ((2, 3, 2), 3, 4, 2, 5),
        "one query": ((3,), 1, 6, 4, 4),
        "one key": ((2, 2), 5, 1, 3, 4),
        "one feature": ((2,), 4, 6, 1, 1),
    }
    result = {}
    for name, (leading, queries, keys, d_k, d_v) in cases.items():
        result[name] = named(impl.sdpa(*drawn(draw, *leading, queries=queries, keys=keys, d_k=d_k, d_v=d_v)))
    q, k, v = drawn(draw, 2, queries=4, keys=5, d_k=6, d_v=3)
    swapped = [x.transpose(-2, -1).contiguous().transpose(-2, -1) for x in (q, k, v)]
    return result | {"views": named(impl.sdpa(*swapped))}


@check(close(atol=1e-5, single=1e-4, dtype=True))
def stays_finite_and_keeps_its_inputs(impl, draw):
    q, k, v = drawn(draw, 2, queries=6, keys=5, d_k=4, d_v=3)  # a root that float32 has exactly
    mask = allowed(draw, 2, 6, 5)
    result = {
        "scores of thousands": named(impl.sdpa(400 * q, k, v)),
        "float32": named(impl.sdpa(q.float(), k.float(), v.float())),
    }
    impl.sdpa(q, k, v, mask)
    return result | {"inputs afterwards": [q, k, v, mask]}


@check(close(atol=1e-5))
def sends_gradients_to_all_three(impl, draw):
    q, k, v = (x.requires_grad_() for x in drawn(draw, 2, 2, queries=4, keys=5, d_k=3, d_v=6))
    mask, by_out, by_attn = allowed(draw, 4, 5), draw.normal(2, 2, 4, 6), draw.normal(2, 2, 4, 5)
    out, attn = impl.sdpa(q, k, v, mask)
    ((out * by_out).sum() + (attn * by_attn).sum()).backward()
    return {"q": q.grad, "k": k.grad, "v": v.grad}
