import math
from functools import cache

import torch

from grader.quiz import Drawn, apart


@cache
def _count(reference, size, H):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("sequence/rnn").RNN(size, H).parameters())


@cache
def _scalar(reference):
    return reference("sequence/rnn").RNN(1, 1).double().requires_grad_(False)


def _bracketed(number):
    return f"({number})" if number < 0 else number


def parameters(rng, reference):
    size, H = rng.sample([5, 8, 10, 12, 16, 20, 30, 32, 50, 64], 2)
    L, T = rng.choice([2, 3]), rng.choice([15, 20, 25, 40])
    first, other = _count(reference, size, H), _count(reference, H, H)
    answer = first + (L - 1) * other
    mistakes = {
        "one_bias": answer - L * H,
        "all_layers_read_the_input": L * first,
        "weights_of_each_step": T * answer,
        "no_recurrent_weights": answer - L * H * H,
    }
    if len({answer, *mistakes.values()}) < 5:
        return parameters(rng, reference)
    return Drawn(
        {"L": L, "T": T, "I": size, "H": H, "first": first, "other": other, "answer": answer}, answer, mistakes
    )


def two_steps(rng, reference):
    network = _scalar(reference)
    while True:
        w, u, b = (
            rng.choice([0.5, 1, 1.5, 2]),
            rng.choice([-0.8, -0.5, 0.4, 0.6, 0.8]),
            rng.choice([-0.2, 0.1, 0.2, 0.3]),
        )
        x1, x2 = rng.choice([-1, -0.5, 0.5, 1]), rng.choice([-0.4, -0.2, 0.2, 0.4, 0.5])
        a1 = w * x1 + b
        h1 = math.tanh(a1)
        a2 = w * x2 + u * h1 + b
        h2 = math.tanh(a2)

        def sigmoid(a):
            return 1 / (1 + math.exp(-a))

        mistakes = {
            "no_tanh": w * x2 + u * a1 + b,
            "state_forgotten": math.tanh(w * x2 + b),
            "one_step": h1,
            "tanh_at_the_end_alone": math.tanh(w * x2 + u * a1 + b),
            "sigmoid": sigmoid(w * x2 + u * sigmoid(a1) + b),
        }
        if abs(h2) > 0.1 and apart(h2, mistakes):
            break
    for parameter, value in zip((network.W_ih, network.W_hh, network.b_ih, network.b_hh), (w, u, b, 0), strict=True):
        parameter.fill_(value)
    computed = network(torch.tensor([[[x1], [x2]]], dtype=torch.float64))[1].item()
    values = {"w": w, "u": _bracketed(u), "b": _bracketed(b), "x1": x1, "x2": x2}
    values |= {"x2b": _bracketed(x2), "h1b": _bracketed(round(h1, 4))}
    return Drawn(values | {"a1": a1, "h1": h1, "a2": a2, "h2": h2}, computed, mistakes)


def gradient_through_two_steps(rng, reference):
    network = _scalar(reference)
    while True:
        u = rng.choice([0.5, 0.7, 0.8, 0.9, 1.2, 1.5, 1.8, 2])
        h1, h2 = (rng.choice([-1, 1]) * rng.choice([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) for _ in range(2))
        first, second = u * (1 - h1 * h1), u * (1 - h2 * h2)
        value = first * second
        mistakes = {
            "no_tanh": u * u,
            "one_step": second,
            "states_not_squared": u * u * (1 - h1) * (1 - h2),
            "factors_added": first + second,
            "weight_once": value / u,
        }
        if apart(value, mistakes):
            break
    for parameter, number in zip((network.W_ih, network.W_hh, network.b_ih, network.b_hh), (1, u, 0, 0), strict=True):
        parameter.fill_(number)
    h0 = torch.zeros(1, 1, dtype=torch.float64, requires_grad=True)
    x = torch.tensor([[[math.atanh(h1)], [math.atanh(h2) - u * h1]]], dtype=torch.float64)
    (computed,) = torch.autograd.grad(network(x, h0)[1].sum(), h0)
    values = {"u": u, "h1": h1, "h2": h2, "h1b": _bracketed(h1), "h2b": _bracketed(h2), "value": value}
    return Drawn(values, computed.item(), mistakes)


def steps_until_it_vanishes(rng, reference):
    while True:
        hundredths, bound = rng.choice([50, 60, 65, 70, 75, 80, 85, 90, 92, 95]), rng.choice([10, 20, 50, 100, 1000])
        w = hundredths / 100
        exact = math.log(bound) / -math.log(w)
        answer = math.ceil(exact)
        mistakes = {
            "rounded_down": answer - 1,
            "loses_the_same_each_step": math.ceil((1 - 1 / bound) / (1 - w)),
            "weight_squared": math.ceil(exact / 2),
        }
        if len({answer, *mistakes.values()}) == 4 and abs(exact - round(exact)) > 0.02:
            break
    return Drawn({"w": w, "bound": bound, "exact": exact, "answer": answer}, answer, mistakes)
