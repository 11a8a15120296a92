import math
from functools import cache

import torch

from grader.quiz import Drawn, apart


@cache
def _count(reference, d, h):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("sequence/multi_head_attention").MultiHeadAttention(d, h).parameters())


@cache
def _identity(reference):
    attention = reference("sequence/multi_head_attention").MultiHeadAttention(4, 2, bias=False).double()
    for weight in attention.requires_grad_(False).parameters():
        weight.copy_(torch.eye(4))
    return attention


def parameters(rng, reference):
    h = rng.choice([2, 3, 4, 6, 8])
    d = h * rng.choice([4, 5, 8, 10, 16, 20, 32])
    answer = _count(reference, d, h)
    mistakes = {
        "heads_of_full_width": 3 * h * (d * d + d) + h * d * d + d,
        "no_output_projection": answer - d * d - d,
        "forgets_biases": answer - 4 * d,
        "one_head_only": 3 * (d * d + d) // h + d * d + d,
    }
    return Drawn({"d": d, "h": h, "answer": answer}, answer, mistakes)


def two_heads(rng, reference):
    while True:
        q, k0, k1 = ([rng.randrange(-1, 4) for _ in range(4)] for _ in range(3))
        v0, v1 = ([rng.randrange(1, 13) for _ in range(4)] for _ in range(2))
        j = rng.randrange(4)
        heads = slice(0, 2), slice(2, 4)

        def out(features, divisor, q=q, k0=k0, k1=k1, a=v0[j], b=v1[j]):
            first, second = (sum(x * y for x, y in zip(q[features], k[features], strict=True)) for k in (k0, k1))
            weight = 1 / (1 + math.exp((second - first) / divisor))
            return weight * a + (1 - weight) * b

        own = heads[j // 2]
        value = out(own, math.sqrt(2))
        mistakes = {
            "one_head": out(slice(0, 4), 2),
            "root_of_d_model": out(own, 2),
            "no_scale": out(own, 1),
            "the_other_head": out(heads[1 - j // 2], math.sqrt(2)),
        }
        if apart(value, mistakes, share=0.025):
            break
    tensors = [torch.tensor([some], dtype=torch.float64) for some in ([q], [k0, k1], [v0, v1])]
    computed = _identity(reference)(*tensors)[0][0, 0, j].item()
    p0, p1 = (sum(x * y for x, y in zip(q[own], k[own], strict=True)) for k in (k0, k1))
    w0 = 1 / (1 + math.exp((p1 - p0) / math.sqrt(2)))
    vectors = {"q": q, "k0": k0, "k1": k1, "v0": v0, "v1": v1}
    values = {name: ", ".join(map(str, vector)) for name, vector in vectors.items()}
    values |= {"j": j, "low": own.start, "high": own.stop - 1, "p0": p0, "p1": p1, "w0": w0, "w1": 1 - w0}
    return Drawn(values | {"a": v0[j], "b": v1[j], "value": value}, computed, mistakes)


def number_of_weights(rng, reference):
    N, h = rng.choice([2, 3, 4, 5, 8]), rng.choice([2, 4, 8])
    d, (T, S) = h * rng.choice([8, 16, 32]), rng.sample([5, 6, 7, 9, 10, 12, 15, 20], 2)
    answer = N * h * T * S
    mistakes = {
        "heads_share_them": N * T * S,
        "self_attention": N * h * T * T,
        "one_for_each_feature": N * d * T * S,
        "outputs_counted": N * T * d,
    }
    if len({answer, *mistakes.values()}) < 5:
        return number_of_weights(rng, reference)
    return Drawn({"N": N, "h": h, "d": d, "T": T, "S": S, "answer": answer}, answer, mistakes)


def multiply_adds(rng, reference):
    h = rng.choice([2, 4, 8])
    d, T = h * rng.choice([8, 16, 32]), rng.choice([10, 20, 25, 30, 50, 100])
    projections, products = 4 * T * d * d, 2 * T * T * d
    mistakes = {
        "times_the_heads": projections + h * products,
        "products_alone": products,
        "projections_alone": projections,
        "flops": 2 * (projections + products),
    }
    answer = projections + products
    if len({answer, *mistakes.values()}) < 5:
        return multiply_adds(rng, reference)
    return Drawn({"h": h, "d": d, "T": T, "answer": answer}, answer, mistakes)
