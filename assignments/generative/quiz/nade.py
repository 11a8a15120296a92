from functools import cache
from math import exp, log

import torch

from grader.quiz import Drawn, distinct


@distinct
def second_conditional(rng, reference):
    w1, w2 = rng.sample([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2], 2)
    v1, v2 = rng.sample([-3, -2, -1, 1, 2, 3], 2)
    c, b1, b2 = rng.choice([-1, -0.5, 0.5, 1]), *rng.sample([-1, -0.5, 0.5, 1], 2)
    if w1 + c == 0:
        w1 += 2 * c
    nade = _nade(reference, 2, 1).double()
    with torch.no_grad():
        for parameter, value in zip((nade.W, nade.c, nade.V, nade.b), ([w1, w2], [c], [v1, v2], [b1, b2]), strict=True):
            parameter.copy_(torch.tensor(value, dtype=torch.float64).view_as(parameter))
        zero, one = nade.log_prob(torch.tensor([[1.0, 0.0], [1.0, 1.0]], dtype=torch.float64)).exp().tolist()
    answer, h2 = one / (zero + one), _sigmoid(c + w1)
    mistakes = {
        "adds_after_the_sigmoid": _sigmoid(v2 * (_sigmoid(c) + w1) + b2),
        "ignores_the_first_bit": _sigmoid(v2 * _sigmoid(c) + b2),
        "own_column": _sigmoid(v2 * _sigmoid(c + w2) + b2),
        "linear_units": _sigmoid(v2 * (c + w1) + b2),
        "first_row": _sigmoid(v1 * h2 + b1),
        "gives_the_logit": v2 * h2 + b2,
    }
    values = {"w1": w1, "w2": w2, "c": c, "v1": v1, "v2": v2, "b1": b1, "b2": b2}
    values |= {"a2": c + w1, "h2": h2, "logit": v2 * h2 + b2, "answer": answer}
    return Drawn(values, answer, mistakes)


@cache
def _nade(reference, D, H):
    return reference("generative/nade").NADE(D, H)


def _sigmoid(x):
    return 1 / (1 + exp(-x))


@distinct
def bits_per_pixel(rng, reference):
    side = rng.choice([8, 12, 16, 20, 24, 28, 32])
    D = side * side
    nll = round(D * rng.uniform(0.08, 0.4), 1)
    answer = nll / (D * log(2))
    mistakes = {
        "stays_in_nats": nll / D,
        "multiplies_by_ln_2": nll * log(2) / D,
        "per_image": nll / log(2),
        "per_row": nll / (side * log(2)),
        "base_ten": nll / (D * log(10)),
    }
    return Drawn({"side": side, "D": D, "nll": nll, "answer": answer}, answer, mistakes)


@distinct
def parameters(rng, reference):
    side, H = rng.choice([8, 10, 12, 14, 16, 20, 24, 32]), rng.choice([20, 30, 50, 64, 100, 128, 200, 256])
    D = side * side
    answer = sum(parameter.numel() for parameter in _nade(reference, D, H).parameters())
    mistakes = {
        "no_biases": 2 * D * H,
        "tied_weights": D * H + H + D,
        "hidden_bias_for_every_bit": 3 * D * H + D,
        "lower_triangle": D * (D - 1) // 2 + D * H + H + D,
        "side_for_pixels": 2 * side * H + H + side,
    }
    return Drawn({"side": side, "D": D, "H": H, "answer": answer}, answer, mistakes)
