from functools import cache
from itertools import pairwise

import torch

from grader.quiz import Drawn, apart


def params(rng, reference):
    d, k = rng.choice([12, 16, 20, 24, 30, 40, 50, 64]), rng.choice([2, 3, 4, 5])
    h = rng.choice([6, 8, 9, 10, 11])
    dims = (d, h, k)
    whole = [*dims, h, d]
    answer = count(reference, dims)
    weights = sum(a * b for a, b in pairwise(dims))
    return Drawn(
        {
            "sizes": " → ".join(map(str, whole)),
            "sum": " + ".join(f"({a}·{b} + {b})" for a, b in pairwise(whole)),
            "answer": answer,
        },
        answer,
        {
            "no_biases": 2 * weights,
            "encoder_alone": weights + h + k,
            "encoder_twice": 2 * (weights + h + k),
            "tied_weights": answer - weights,
        },
    )


@cache
def count(reference, dims):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("generative/autoencoder").Autoencoder(dims).parameters())


def least_error(rng, reference):
    while True:
        n, d, k = rng.choice([10, 12, 16, 20, 25]), rng.choice([4, 5]), rng.choice([1, 2, 3])
        sigmas = sorted(rng.sample(range(1, 13), d), reverse=True)
        squares = [s * s for s in sigmas]
        answer = sum(squares[k:]) / (n * d)
        mistakes = {
            "not_squared": sum(sigmas[k:]) / (n * d),
            "divided_by_the_points": sum(squares[k:]) / n,
            "what_is_kept": sum(squares[:k]) / (n * d),
            "smallest_kept": sum(squares[: d - k]) / (n * d),
        }
        if apart(answer, mistakes, share=0.04):
            break
    return Drawn(
        {
            "n": n,
            "d": d,
            "k": k,
            "sigmas": ", ".join(map(str, sigmas)),
            "lost": " + ".join(f"{s}²" for s in sigmas[k:]),
            "answer": answer,
        },
        answer,
        mistakes,
    )
