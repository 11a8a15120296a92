import itertools
from functools import cache

import torch

from grader.quiz import Drawn, apart, told_apart


@cache
def _layer(reference, d_in, d_out):
    layer = reference("detection/mesh").GraphConv(d_in, d_out)
    return layer.double().requires_grad_(False)


def graph_convolution(rng, reference):
    layer = _layer(reference, 1, 1)
    while True:
        f = rng.sample(range(1, 10), 4)
        w0, w1 = rng.sample(range(2, 6), 2)
        b, i = rng.randrange(1, 6), rng.randrange(4)
        edges = rng.sample(list(itertools.combinations(range(4), 2)), 4)
        edges = [rng.choice([(a, c), (c, a)]) for a, c in edges]
        near = sorted(sum(edge) - i for edge in edges if i in edge)
        total = sum(f[j] for j in near)
        answer = w0 * f[i] + b + w1 * total
        mistakes = {
            "one_way": w0 * f[i] + b + w1 * sum(f[c] for a, c in edges if a == i),
            "bias_for_each_neighbour": answer + len(near) * b,
            "self_among_neighbours": answer + w1 * f[i],
            "weights_swapped": w1 * f[i] + b + w0 * total,
            "vertex_itself_forgotten": b + w1 * total,
        }
        if len(near) > 1 and len({answer, *mistakes.values()}) == 6:
            break
    for weight, value in ((layer.w0.weight, w0), (layer.w0.bias, b), (layer.w1.weight, w1)):
        weight.fill_(value)
    computed = layer(torch.tensor(f, dtype=torch.float64)[:, None], torch.tensor(edges))[i].item()
    values = {f"f{k}": f[k] for k in range(4)} | {"w0": w0, "w1": w1, "b": b, "i": i, "own": f[i]}
    values |= {"edges": "), (".join(f"{a}, {c}" for a, c in edges), "neighbours": ", ".join(map(str, near))}
    return Drawn(values | {"sum": " + ".join(str(f[j]) for j in near), "answer": answer}, round(computed), mistakes)


def chamfer_distance(rng, reference):
    while True:
        p, q = (sorted(rng.sample(range(13), n)) for n in rng.choice([(2, 3), (3, 2), (2, 4), (4, 2), (3, 4)]))
        there = [min((a - c) ** 2 for c in q) for a in p]
        back = [min((a - c) ** 2 for c in p) for a in q]
        mean_there, mean_back = sum(there) / len(p), sum(back) / len(q)
        value = mean_there + mean_back
        mistakes = {
            "one_sided": mean_there,
            "not_squared": sum(d**0.5 for d in there) / len(p) + sum(d**0.5 for d in back) / len(q),
            "summed": sum(there + back),
            "one_mean_for_both": sum(there + back) / (len(p) + len(q)),
            "halved": value / 2,
        }
        if mean_there and apart(value, mistakes, share=0.05):
            break
    points = [torch.zeros(len(some), 3, dtype=torch.float64) for some in (p, q)]
    for some, at in zip(points, (p, q), strict=True):
        some[:, 0] = torch.tensor(at)
    computed = reference("detection/mesh").chamfer(*points).item()
    values = {"p": ", ".join(map(str, p)), "q": ", ".join(map(str, q)), "value": value}
    values |= {"there": ", ".join(map(str, there)), "back": ", ".join(map(str, back))}
    return Drawn(values | {"mean_there": mean_there, "mean_back": mean_back}, computed, mistakes)


def vertices_in_reach(rng, reference):
    last, L, near = rng.randrange(9, 20), rng.randrange(2, 5), rng.randrange(4)
    i = near if rng.random() < 0.5 else last - near
    low, high = max(0, i - L), min(last, i + L)
    answer = high - low + 1
    mistakes = {
        "chain_does_not_end": 2 * L + 1,
        "one_layer": 2 if near == 0 else 3,
        "one_direction": L + 1,
        "all_vertices": last + 1,
    }
    values = {"last": last, "L": L, "i": i, "low": low, "high": high, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def parameters(rng, reference):
    d, e = rng.sample([8, 16, 32, 64, 128], 2)
    V = rng.randrange(20, 200)
    matrices = d * e + e * e + 3 * e
    answer = sum(p.numel() for shape in ((d, e), (e, e), (e, 3)) for p in _layer(reference, *shape).parameters())
    biases = answer - 2 * matrices
    mistakes = {
        "one_matrix": matrices + biases,
        "two_biases": answer + biases,
        "forgets_biases": 2 * matrices,
        "for_each_vertex": V * answer,
    }
    return Drawn({"d": d, "e": e, "V": V, "E": 3 * V - 6, "answer": answer}, answer, mistakes)
