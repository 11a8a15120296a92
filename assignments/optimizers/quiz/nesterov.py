from functools import cache

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, distinct


@distinct
def lookahead_form(rng, reference):
    lr, mu, x0 = rng.choice([0.1, 0.2]), rng.choice([0.5, 0.6, 0.7, 0.8]), rng.choice([2, 3, 4, 5, 6, 8, 10])
    half = rng.choice([0.5, 0.75, 1.25] if lr == 0.2 else [0.75, 1.2, 1.5, 2, 2.5])
    a = 2 * half
    path = reference("optimizers/nesterov").nag(
        lambda x: a * x, torch.tensor(float(x0), dtype=torch.float64), lr, mu, 2
    )
    x1, x2 = path[1:].tolist()
    v1, v2, ahead = x1 - x0, x2 - x1, x1 + mu * (x1 - x0)
    mistakes = {
        "gradient_where_it_stands": x1 + mu * v1 - lr * a * x1,
        "looks_back": x1 + mu * v1 - lr * a * (x1 - mu * v1),
        "gives_the_lookahead_point": x2 + mu * v2,
        "adds_the_lookahead_twice": ahead + v2,
        "no_velocity": x1 - lr * a * x1,
        "forgets_the_half": _twice(half, lr, mu, x0),
    }
    values = {"half": half, "lr": lr, "mu": mu, "x0": x0, "g1": a * x0, "v1": v1, "x1": x1}
    values |= {"ahead": ahead, "g2": a * ahead, "v2": v2, "answer": x2}
    return Drawn(values, x2, mistakes)


def _twice(a, lr, mu, x):
    v = 0.0
    for _ in range(2):
        v = mu * v - lr * a * (x + mu * v)
        x += v
    return x


@distinct
def optimizer_form(rng, reference):
    lr, mu = rng.choice([0.01, 0.02, 0.05, 0.1, 0.2]), rng.choice([0.5, 0.6, 0.7, 0.8, 0.9])
    g1, g2 = rng.sample(range(1, 9), 2)
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer, places = reference("optimizers/nesterov").NAG([weight], lr, mu), []
    for gradient in (g1, g2):
        weight.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        places.append(float(weight.detach()))
    v2, answer = mu * g1 + g2, places[0] - places[1]
    average = mu * (1 - mu) * g1 + (1 - mu) * g2
    mistakes = {
        "plain_momentum": lr * v2,
        "averages": lr * (g2 + mu * average),
        "adds_the_lookahead_twice": lr * (v2 + mu * v2),
        "both_steps": -places[1],
    }
    values = {"lr": lr, "mu": mu, "g1": g1, "g2": g2, "v2": v2, "answer": answer}
    return Drawn(values, answer, mistakes)


def which_curve(rng, reference):
    mu, lr, x0 = rng.choice([0.85, 0.9]), rng.choice([0.08, 0.1, 0.12, 0.15]), rng.choice([1, 2, 3, -1, -2])
    methods = [
        (Text("gradient descent", "경사 하강법"), _path(reference, "descent", lr, mu)),
        (Text("heavy ball", "헤비볼 모멘텀"), _path(reference, "ball", lr, mu)),
        (Text("Nesterov's method", "네스테로프 방법"), _path(reference, "nesterov", lr, mu)),
    ]
    rng.shuffle(methods)
    figure = Picture(
        "lines",
        Text("x over the steps of three methods", "세 방법의 스텝에 따른 x"),
        tuple(
            Series(Text.same(name), tuple((float(t), round(x0 * x, 3)) for t, x in enumerate(path)))
            for name, (_, path) in zip("PQR", methods, strict=True)
        ),
        x_label=Text("step", "스텝"),
        y_label=Text.same("x"),
    )
    pairs = [(Text(f"curve {name}", f"곡선 {name}"), method) for name, (method, _) in zip("PQR", methods, strict=True)]
    return Drawn({"mu": mu}, pairs, figure=figure)


@cache
def _path(reference, method, lr, mu, steps=25):
    """x_0 = 1, x_1, ... on x² / 2."""
    if method == "nesterov":
        return (
            reference("optimizers/nesterov")
            .nag(lambda x: x, torch.ones((), dtype=torch.float64), lr, mu, steps)
            .tolist()
        )
    weight = torch.ones((), dtype=torch.float64, requires_grad=True)
    momentum = mu if method == "ball" else 0.0
    optimizer, path = reference("optimizers/momentum").Momentum([weight], lr, momentum), [1.0]
    for _ in range(steps):
        weight.grad = weight.detach().clone()
        optimizer.step()
        path.append(float(weight.detach()))
    return path


@distinct
def what_the_weight_holds(rng, reference):
    mu, x, v = rng.choice([0.5, 0.6, 0.8, 0.9]), rng.randint(5, 40) / 10, -rng.randint(2, 20) / 10
    while abs(x + mu * v) < 0.2:
        x = rng.randint(5, 40) / 10
    answer = x + mu * v
    mistakes = {"same_point": x, "whole_velocity": x + v, "behind": x - mu * v, "shrinks_the_point": mu * x + v}
    return Drawn({"mu": mu, "x": x, "v": v, "answer": answer}, answer, mistakes)
