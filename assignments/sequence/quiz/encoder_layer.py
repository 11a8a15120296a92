import math
from functools import cache

import torch

from grader.quiz import Drawn, apart


@cache
def _count(reference, d, ff):
    """Of a layer; heads make no difference."""
    with torch.device("meta"):
        return sum(p.numel() for p in reference("sequence/encoder_layer").EncoderLayer(d, 1, ff).parameters())


@cache
def _zeros(reference):
    layer = reference("sequence/encoder_layer").EncoderLayer(4, 2, 4).double().requires_grad_(False)
    for module in layer.modules():
        if isinstance(module, torch.nn.Linear):
            module.weight.zero_()
            module.bias.zero_()
    return layer


def stack_of_layers(rng, reference):
    h = rng.choice([2, 4, 8])
    d, N = h * rng.choice([8, 10, 16, 20]), rng.choice([2, 3, 4, 6])
    ff = d * rng.choice([2, 4])
    layer = _count(reference, d, ff)
    answer = N * layer
    mistakes = {
        "forgets_norms": answer - N * 4 * d,
        "forgets_biases": answer - N * (5 * d + ff),
        "three_projections": answer - N * (d * d + d),
        "ffn_of_one_matrix": answer - N * (d * ff + d),
        "one_layer": layer,
    }
    return Drawn({"N": N, "d": d, "h": h, "ff": ff, "layer": layer, "answer": answer}, answer, mistakes)


def all_maps_are_zero(rng, reference):
    while True:
        x = [rng.randrange(-3, 10) for _ in range(4)]
        j = rng.randrange(4)
        mean = sum(x) / 4
        variance = sum((a - mean) ** 2 for a in x) / 4
        if variance < 2:
            continue
        value = (x[j] - mean) / math.sqrt(variance)
        mistakes = {
            "pre_norm": x[j],
            "sample_variance": value * math.sqrt(3) / 2,
            "mean_alone": x[j] - mean,
            "divided_by_the_variance": (x[j] - mean) / variance,
            "shortcuts_forgotten": 0.0,
        }
        if abs(value) > 0.2 and apart(value, mistakes):
            break
    computed = _zeros(reference)(torch.tensor([[x]], dtype=torch.float64))[0, 0, j].item()
    values = {"x": ", ".join(map(str, x)), "j": j, "own": x[j], "mean": mean, "variance": variance, "value": value}
    return Drawn(values, computed, mistakes)


def share_of_the_ffn(rng, reference):
    d = rng.choice([32, 48, 64, 96, 128, 192, 256, 384, 768])
    ff = d * rng.choice([1, 2, 3, 4, 8])
    layer, ffn, attention = _count(reference, d, ff), 2 * d * ff + ff + d, 4 * (d * d + d)
    value = 100 * ffn / layer
    mistakes = {
        "one_matrix": 100 * (ffn - d * ff - d) / (layer - d * ff - d),
        "share_of_the_attention": 100 * attention / layer,
        "ratio_to_the_attention": 100 * ffn / attention,
    }
    if not apart(value, mistakes, gap=0.3):
        return share_of_the_ffn(rng, reference)
    return Drawn({"d": d, "ff": ff, "layer": layer, "ffn": ffn, "value": value}, value, mistakes)
