from functools import cache
from itertools import product

import torch

from grader.quiz import Drawn, distinct


@distinct
def first_rectified(rng, reference):
    rho = reference("optimizers/radam").rho
    b2, threshold, answer = rng.choice(_first_steps(reference))
    rho_inf = 2 / (1 - b2) - 1
    mistakes = {
        "rho_is_t": threshold + 1,
        "last_step_before": answer - 1,
        "rho_inf_decides": 1,
    }
    values = {"b2": b2, "threshold": threshold, "rho_inf": rho_inf, "answer": answer, "last": answer - 1}
    values |= {"before": rho(answer - 1, b2), "after": rho(answer, b2)}
    return Drawn(values, answer, mistakes)


@cache
def _first_steps(reference):
    """β₂, a threshold, and the first t with ρ_t above it, where this is later than the first t above the threshold, and
    no ρ_t lies near it."""
    rho, found = reference("optimizers/radam").rho, []
    for b2, threshold in product([0.7, 0.75, 0.8, 0.82, 0.84, 0.85, 0.86, 0.87, 0.88, 0.9, 0.91, 0.92], range(4, 9)):
        first = next((t for t in range(1, 15) if rho(t, b2) > threshold), 0)
        if first > threshold + 1 and all(abs(rho(t, b2) - threshold) > 0.04 for t in (first - 1, first)):
            found.append((b2, threshold, first))
    return found


@distinct
def early_step(rng, reference):
    lr, b1, (g1, g2) = (
        rng.choice([0.01, 0.02, 0.05, 0.1]),
        rng.choice([0.5, 0.6, 0.8, 0.9]),
        rng.sample(range(2, 10), 2),
    )
    theta = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer, places = reference("optimizers/radam").RAdam([theta], lr, (b1, 0.999)), []
    for gradient in (g1, g2):
        theta.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        places.append(float(theta.detach()))
    answer, m, v = places[0] - places[1], float(optimizer.m[0]), float(optimizer.v[0])
    mistakes = {
        "biased_average": lr * m,
        "adam_step": answer / (v / (1 - 0.999**2)) ** 0.5,
        "no_step": 0.0,
        "plain_gradient": lr * g2,
        "sums_like_momentum": lr * (b1 * g1 + g2),
    }
    values = {
        "lr": lr,
        "b1": b1,
        "g1": g1,
        "g2": g2,
        "m": m,
        "bias": 1 - b1**2,
        "mhat": m / (1 - b1**2),
        "answer": answer,
    }
    return Drawn(values, answer, mistakes)


@distinct
def rectified_step(rng, reference):
    radam = reference("optimizers/radam")
    lr, (b2, rho_inf), t, g = (
        rng.choice([0.01, 0.02, 0.1]),
        rng.choice([(0.99, 199), (0.98, 99), (0.95, 39)]),
        rng.randint(8, 30),
        rng.randint(2, 9),
    )
    # The state that t - 1 steps with this gradient leave behind.
    theta = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = radam.RAdam([theta], lr, (0.9, b2))
    optimizer.t[0] = t - 1
    optimizer.m[0], optimizer.v[0] = (
        optimizer.m[0] + g * (1 - 0.9 ** (t - 1)),
        optimizer.v[0] + g * g * (1 - b2 ** (t - 1)),
    )
    theta.grad = torch.tensor([g], dtype=torch.float64)
    optimizer.step()
    answer, r = -float(theta.detach()), radam.rectification(t, b2)
    mistakes = {
        "plain_adam": lr,
        "rectification_without_root": lr * r * r,
        "keeps_the_gradient": lr * r * g,
        "early_step": lr * g,
    }
    values = {"lr": lr, "g": g, "t": t, "rho": radam.rho(t, b2), "rho_inf": rho_inf, "r": r, "answer": answer}
    return Drawn(values, answer, mistakes)
