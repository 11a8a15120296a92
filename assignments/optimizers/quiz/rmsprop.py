from functools import cache
from itertools import pairwise

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, distinct


@distinct
def first_step(rng, reference):
    lr, alpha, g = (
        rng.choice([0.001, 0.002, 0.01, 0.02, 0.1]),
        rng.choice([0.9, 0.95, 0.96, 0.99, 0.75]),
        rng.randint(2, 9),
    )
    answer = _steps(reference, [g], lr, alpha)[0]
    mistakes = {
        "bias_corrected": lr,
        "alpha_swapped": lr / alpha**0.5,
        "no_square_root": lr / ((1 - alpha) * g),
        "root_of_the_gradient_alone": lr / (1 - alpha),
        "plain_step": lr * g,
        "average_starts_at_one": lr * g / (alpha + (1 - alpha) * g * g) ** 0.5,
    }
    values = {"lr": lr, "alpha": alpha, "rest": 1 - alpha, "g": g, "answer": answer}
    return Drawn(values, answer, mistakes)


@distinct
def centered_step(rng, reference):
    lr, alpha = rng.choice([0.01, 0.02, 0.1, 0.2]), rng.choice([0.5, 0.6, 0.75, 0.8])
    g1, g2 = rng.sample(range(1, 9), 2)
    one, two = _steps(reference, [g1, g2], lr, alpha, centered=True)
    v, m = ((1 - alpha) * (alpha * g1**k + g2**k) for k in (2, 1))
    whole = 1 - alpha**2
    mistakes = {
        "ignores_centered": lr * g2 / v**0.5,
        "mean_not_squared": lr * g2 / (v - m) ** 0.5 if v > m else 0.0,
        "centres_the_gradient": lr * abs(g2 - m) / (v - m * m) ** 0.5,
        "no_square_root": lr * g2 / (v - m * m),
        "bias_corrected": lr * g2 / (v / whole - (m / whole) ** 2) ** 0.5,
        "both_steps": one + two,
    }
    values = {"lr": lr, "alpha": alpha, "g1": g1, "g2": g2, "v": v, "m": m, "variance": v - m * m, "answer": two}
    return Drawn(values, two, mistakes)


def step_sizes(rng, reference):
    alpha, lr = rng.choice([0.75, 0.8, 0.85, 0.9]), rng.choice([0.01, 0.02, 0.05, 0.1])
    optimizers = ["Adagrad", "RMSprop", "Adam"]
    rng.shuffle(optimizers)
    figure = Picture(
        "lines",
        Text("How long the steps are", "스텝의 길이"),
        tuple(
            Series(
                Text.same(name),
                tuple((t, round(lr * step, 5)) for t, step in enumerate(_constant(reference, one, alpha), 1)),
            )
            for name, one in zip("PQR", optimizers, strict=True)
        ),
        x_label=Text("step", "스텝"),
        y_label=Text("length", "길이"),
    )
    pairs = [(Text(f"curve {name}", f"곡선 {name}"), one) for name, one in zip("PQR", optimizers, strict=True)]
    return Drawn({"alpha": alpha}, pairs, figure=figure)


@cache
def _constant(reference, name, alpha, steps=20):
    """The lengths of the steps for lr = 1 and the gradient 1 at every step."""
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    kind = getattr(reference(f"optimizers/{name.lower()}"), name)
    optimizer = kind([weight], lr=1.0, **({"alpha": alpha} if name == "RMSprop" else {}))
    return _lengths(optimizer, weight, [1.0] * steps)


@distinct
def with_momentum(rng, reference):
    lr, alpha, mu = rng.choice([0.01, 0.02, 0.1]), rng.choice([0.75, 0.8, 0.9]), rng.choice([0.5, 0.6, 0.8, 0.9])
    g1, g2 = rng.sample(range(1, 9), 2)
    one, two = _steps(reference, [g1, g2], lr, alpha, momentum=mu)
    v1, v2 = (1 - alpha) * g1**2, (1 - alpha) * (alpha * g1**2 + g2**2)
    u1, u2 = g1 / v1**0.5, g2 / v2**0.5
    mistakes = {
        "no_momentum": lr * u2,
        "momentum_averaged": lr * (mu * (1 - mu) * u1 + (1 - mu) * u2),
        "momentum_of_the_raw_gradient": lr * (mu * g1 + g2) / v2**0.5,
        "no_square_root": lr * (mu * g1 / v1 + g2 / v2),
        "both_steps": one + two,
    }
    values = {"lr": lr, "alpha": alpha, "mu": mu, "rest": 1 - alpha, "g1": g1, "g2": g2}
    values |= {"u1": u1, "u2": u2, "v2": v2, "answer": two}
    return Drawn(values, two, mistakes)


def _steps(reference, gradients, lr, alpha, **options):
    """The lengths of the steps of a weight with these gradients."""
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = reference("optimizers/rmsprop").RMSprop([weight], lr, alpha, **options)
    return _lengths(optimizer, weight, gradients)


def _lengths(optimizer, weight, gradients):
    places = [0.0]
    for gradient in gradients:
        weight.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        places.append(float(weight.detach()))
    return [abs(after - before) for before, after in pairwise(places)]
