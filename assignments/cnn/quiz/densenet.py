from functools import cache

import torch

from grader.quiz import Drawn


def channels_in_a_block(rng, reference):
    k0, k, m = rng.choice([16, 24, 32, 48, 64]), rng.choice([6, 10, 12, 14, 18, 20, 36, 40]), rng.randint(4, 9)
    answer = inputs(reference, k0, k)[m - 1]
    return Drawn(
        {"k0": k0, "k": k, "m": m, "before": m - 1, "answer": answer},
        answer,
        {
            "doubles_with_each_layer": k0 * 2 ** (m - 1),
            "counts_its_own_maps": k0 + m * k,
            "last_layer_alone": k,
            "without_the_input": (m - 1) * k,
            "maps_are_added": k0 if k0 != (m - 1) * k else None,
        },
    )


@cache
def inputs(reference, k0, k):
    """Of nine layers."""
    with torch.device("meta"):
        return [layer.conv1.in_channels for layer in reference("cnn/densenet").DenseBlock(9, k0, k).layers]


def layer_params(rng, reference):
    k = rng.choice([6, 8, 10, 12, 16, 20, 24])
    ci = 2 * k + k * rng.randint(1, 12)
    answer = params(reference, ci, k)
    return Drawn(
        {"k": k, "ci": ci, "k4": 4 * k, "answer": answer},
        answer,
        {
            "no_norms": answer - 2 * ci - 8 * k,
            "norm_after_the_convolution": answer - 2 * ci - 8 * k + 8 * k + 2 * k,
            "no_bottleneck": 2 * ci + 9 * ci * k,
            "bottleneck_of_k": 2 * ci + ci * k + 2 * k + 9 * k * k,
        },
    )


@cache
def params(reference, ci, k):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("cnn/densenet").DenseLayer(ci, k).parameters())


def connections(rng, reference):
    n = rng.randint(5, 48)
    answer = n * (n + 1) // 2
    return Drawn(
        {"n": n, "n1": n + 1, "answer": answer},
        answer,
        {"without_the_input": n * (n - 1) // 2, "a_chain": n, "both_directions": n * n, "exponential": 2**n - 1},
    )
