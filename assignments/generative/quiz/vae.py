from math import log

import torch

from grader.quiz import Drawn, apart, told_apart

VARIANCES = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 1.5, 2, 3]


def divergence_of_the_code(rng, reference):
    while True:
        mu = [rng.choice([-2, -1.5, -1, -0.5, 0, 0.5, 1.5, 2]) for _ in range(2)]
        var = rng.sample(VARIANCES, 2)
        first, second = (0.5 * (m * m + v - 1 - log(v)) for m, v in zip(mu, var, strict=True))
        tensors = [torch.tensor(values, dtype=torch.float64) for values in (mu, [log(v) for v in var])]
        answer = reference("generative/likelihood").kl_gauss(*tensors).item()
        mistakes = {
            "half_missing": 2 * answer,
            "mean_over_the_code": answer / 2,
            "log_of_sigma": 0.5 * sum(m * m + v - 1 - 0.5 * log(v) for m, v in zip(mu, var, strict=True)),
            "variance_taken_for_sigma": 0.5 * sum(m * m + v * v - 1 - 2 * log(v) for m, v in zip(mu, var, strict=True)),
            "mean_not_squared": 0.5 * sum(m + v - 1 - log(v) for m, v in zip(mu, var, strict=True)),
        }
        if len(kept := told_apart(answer, mistakes, share=0.03)) >= 4:
            break
    return Drawn(
        {
            "m1": f"{mu[0]:g}",
            "m2": f"{mu[1]:g}",
            "v1": f"{var[0]:g}",
            "v2": f"{var[1]:g}",
            "first": first,
            "second": second,
            "answer": answer,
        },
        answer,
        kept,
    )


def lower_bound(rng, reference):
    while True:
        n = rng.choice([3, 4])
        x = [rng.randint(0, 1) for _ in range(n)]
        s = [rng.choice([0.1, 0.2, 0.25, 0.3, 0.4, 0.6, 0.7, 0.75, 0.8, 0.9]) for _ in range(n)]
        m, v = rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2]), rng.choice(VARIANCES)
        chances = [p if one else round(1 - p, 2) for one, p in zip(x, s, strict=True)]
        log_p, kl = sum(map(log, chances)), 0.5 * (m * m + v - 1 - log(v))
        row = [x, [log(p / (1 - p)) for p in s], [m], [log(v)]]
        answer = (
            reference("generative/vae").elbo(*(torch.tensor([values], dtype=torch.float64) for values in row)).item()
        )
        mistakes = {
            "kl_added": log_p + kl,
            "loss": -answer,
            "only_ones": sum(log(p) for one, p in zip(x, s, strict=True) if one) - kl,
            "mean_over_pixels": log_p / n - kl,
            "without_kl": log_p,
        }
        if 0 < sum(x) < n and apart(answer, mistakes):
            break
    return Drawn(
        {
            "x": ", ".join(map(str, x)),
            "s": ", ".join(f"{p:g}" for p in s),
            "m": f"{m:g}",
            "v": f"{v:g}",
            "sum": " + ".join(f"ln {p:g}" for p in chances),
            "log_p": log_p,
            "kl": kl,
        },
        answer,
        mistakes,
    )


def gap_of_the_bound(rng, reference):
    evidence = -rng.randint(700, 1200) / 10
    answer, kl = rng.randint(20, 120) / 10, rng.randint(130, 300) / 10
    bound = round(evidence - answer, 1)
    return Drawn(
        {"elbo": bound, "kl": kl, "evidence": evidence, "answer": answer},
        answer,
        told_apart(
            answer,
            {
                "divergence_to_the_prior": kl,
                "prior_counted_twice": answer + kl,
                "negative": -answer,
                "reconstruction_for_elbo": round(kl - answer, 1),
            },
            share=0.03,
        ),
    )
