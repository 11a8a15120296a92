import math
from functools import cache

import torch

from grader.quiz import Drawn, apart


def _sigmoid(a):
    return 1 / (1 + math.exp(-a))


@cache
def _counts(reference, size, H):
    with torch.device("meta"):
        layers = reference("sequence/lstm").LSTM(size, H), reference("sequence/gru").GRU(size, H)
    return [sum(p.numel() for p in layer.parameters()) for layer in layers]


@cache
def _cell(reference):
    cell = reference("sequence/gru").GRUCell(1, 1).double().requires_grad_(False)
    for parameter in cell.parameters():
        parameter.zero_()
    return cell


def one_step(rng, reference):
    while True:
        h, u = rng.choice([-0.8, -0.5, 0.4, 0.5, 0.6, 0.8]), rng.choice([-2, -1, 1, 2])
        pr, pz, a = (rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2]) for _ in range(3))
        r, z = _sigmoid(pr), _sigmoid(pz)
        n = math.tanh(a + r * u * h)
        value = (1 - z) * n + z * h
        mistakes = {
            "z_the_other_way": z * n + (1 - z) * h,
            "reset_ignored": (1 - z) * math.tanh(a + u * h) + z * h,
            "reset_on_both": (1 - z) * math.tanh(r * (a + u * h)) + z * h,
            "sigmoid_for_n": (1 - z) * _sigmoid(a + r * u * h) + z * h,
            "state_added_whole": (1 - z) * n + h,
        }
        if abs(value) > 0.1 and apart(value, mistakes):
            break
    cell = _cell(reference)
    cell.U[2, 0] = u  # of r and z the rows stay 0: what goes into their sigmoids is drawn
    cell.b_W.copy_(torch.tensor([pr, pz, a]))
    computed = cell(torch.zeros(1, 1, dtype=torch.float64), torch.tensor([[h]], dtype=torch.float64)).item()
    bracketed = {
        name: f"({number})" if number < 0 else number for name, number in (("ub", u), ("hb", h), ("nb", round(n, 4)))
    }
    values = {"h": h, "u": u, "pr": pr, "pz": pz, "a": a, "r": r, "z": z, "n": n, "back": 1 - z, "value": value}
    return Drawn(values | bracketed, computed, mistakes)


def parameters_saved(rng, reference):
    size, H = rng.sample([5, 8, 10, 12, 16, 20, 25, 30, 32, 40, 50, 64], 2)
    lstm, gru = _counts(reference, size, H)
    answer = lstm - gru
    mistakes = {
        "size_of_the_gru": gru,
        "one_bias": answer - H,
        "two_sets": 2 * answer,
        "forgets_recurrent_weights": answer - H * H,
    }
    return Drawn({"I": size, "H": H, "answer": answer}, answer, mistakes)
