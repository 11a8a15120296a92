from __future__ import annotations

import math

import torch

from grader.quiz import Drawn, apart

# Pairs (a, b) for which m ± a and m ± b have a variance with a whole root
_PAIRS = [(1, 7), (2, 14), (7, 17), (7, 23), (3, 21)]


def normalised_value(rng, reference):
    while True:
        a, b = rng.choice(_PAIRS)
        mean, gamma, beta = rng.randint(2, 12), rng.choice([0.5, 1.5, 2, 3, 4]), rng.choice([-2, -1, 1, 2, 3])
        pixels = [mean - a, mean + a, mean - b, mean + b]
        rng.shuffle(pixels)
        first, second = pixels[:2], pixels[2:]
        x = first[0]
        var, own = (a * a + b * b) / 2, (first[0] + first[1]) / 2
        z = (x - mean) / math.sqrt(var)
        mistakes = {
            "unbiased_variance": gamma * (x - mean) / math.sqrt(var * 4 / 3) + beta,
            "divides_by_the_variance": gamma * (x - mean) / var + beta,
            "each_image_by_itself": gamma * math.copysign(1, x - own) + beta,
            "bias_before_weight": gamma * (z + beta),
            "weight_and_bias_unused": z,
        }
        if abs(gamma * z + beta) > 0.1 and apart(gamma * z + beta, mistakes, share=0.04):
            break
    layer = reference("regularization/batch_norm").BatchNorm2d(1, eps=0.0).double()
    batch = torch.tensor([first, second], dtype=torch.float64)[:, None, None]  # [2, 1, 1, 2]
    with torch.no_grad():
        layer.weight.fill_(gamma)
        layer.bias.fill_(beta)
        answer = float(layer(batch)[0, 0, 0, 0])
    values = {"first": first, "second": second, "gamma": gamma, "beta": beta, "x": x, "mean": mean, "var": var, "z": z}
    return Drawn({**values, "answer": answer}, answer, mistakes)


def running_mean_after_batches(rng, reference):
    while True:
        momentum, k = rng.choice([0.05, 0.1, 0.2, 0.3, 0.4]), rng.randint(2, 8)
        mean = rng.choice([2, 2.5, 3, 4, 5, 6, 8])
        rest = 1 - momentum
        mistakes = {
            "momentum_reversed": mean * (1 - momentum**k),
            "keeps_the_last_batch": mean,
            "one_batch": mean * momentum,
            "part_that_is_left": mean * rest**k,
        }
        if not apart(mean * (1 - rest**k), mistakes):
            del mistakes["momentum_reversed"]  # hardly less than the mean itself
        if apart(mean * (1 - rest**k), mistakes):
            break
    layer = reference("regularization/batch_norm").BatchNorm2d(1, momentum=momentum).double()
    batch = torch.tensor([mean - 1.0, mean + 1.0], dtype=torch.float64)[None, None, None]
    with torch.no_grad():
        for _ in range(k):
            layer(batch)
    answer = float(layer.running_mean)
    return Drawn({"momentum": momentum, "k": k, "mean": mean, "rest": rest, "answer": answer}, answer, mistakes)


def convolution_and_norm(rng, reference):
    while True:
        k, ci, co = (
            rng.choice([1, 3, 5]),
            rng.choice([16, 24, 32, 48, 64, 96, 128]),
            rng.choice([16, 24, 32, 48, 64, 96]),
        )
        kernel = k * k * ci * co
        answer = kernel + 2 * co
        mistakes = {
            "statistics_are_parameters": kernel + 4 * co,
            "convolution_only": kernel,
            "one_pair_for_all_channels": kernel + 2,
            "with_a_bias": kernel + 3 * co,
            "norm_of_the_input_channels": kernel + 2 * ci,
        }
        if len({answer, *mistakes.values()}) == 6:
            return Drawn({"k": k, "ci": ci, "co": co, "kernel": kernel, "norm": 2 * co}, answer, mistakes)
