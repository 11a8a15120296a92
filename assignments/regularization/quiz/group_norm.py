from __future__ import annotations

import math
from statistics import fmean, pvariance, variance

import torch

from grader.quiz import Drawn, apart


def how_many_means(rng, reference):
    while True:
        N, H, W = rng.randint(2, 12), rng.randint(5, 14), rng.randint(5, 14)
        C, G = rng.choice([(c, g) for c in (12, 16, 24, 32, 40, 48) for g in (2, 4, 8) if c % g == 0])
        answer = (C, N, N * G)
        mistakes = {
            "shared_by_the_batch": (C, 1, G),
            "batch_norm_for_each_sample": (N * C, N, N * G),
            "groups_of_g_channels": (C, N, N * C // G),
            "layer_norm_at_each_position": (C, N * H * W, N * G),
        }
        if H != W and len({answer, *mistakes.values()}) == 5:
            return Drawn({"N": N, "C": C, "H": H, "W": W, "G": G}, answer, mistakes)


def value_in_a_group(rng, reference):
    while True:
        G, x = 2, [rng.randint(0, 20) for _ in range(6)]
        size, place = 6 // G, rng.randrange(6)
        group = x[place // size * size :][:size]
        interleaved = x[place % G :: G]
        value = x[place]
        if len(set(x)) < 6 or pvariance(group) < 1:
            continue
        answer = _standardised(value, group)
        mistakes = {
            "groups_interleaved": _standardised(value, interleaved),
            "groups_of_g_channels": math.copysign(1, value - x[place ^ 1]),  # in a pair
            "all_channels": _standardised(value, x),
            "unbiased_variance": (value - fmean(group)) / math.sqrt(variance(group)),
            "divides_by_the_variance": (value - fmean(group)) / pvariance(group),
            "not_divided": value - fmean(group),
        }
        if abs(answer) > 0.2 and apart(answer, mistakes):
            break
    layer = reference("regularization/group_norm").GroupNorm(G, 6, eps=0.0).double()
    with torch.no_grad():
        answer = float(layer(torch.tensor(x, dtype=torch.float64)[None, :, None, None])[0, place, 0, 0])
    values = {"x": x, "G": G, "value": value, "group": group, "mean": fmean(group), "var": pvariance(group)}
    return Drawn({**values, "answer": answer}, answer, mistakes)


def _standardised(value, numbers):
    return (value - fmean(numbers)) / math.sqrt(pvariance(numbers))
