import math
from functools import cache

import torch

from grader.quiz import Drawn, apart


def _sigmoid(a):
    return 1 / (1 + math.exp(-a))


@cache
def _count(reference, size, H):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("sequence/lstm").LSTM(size, H).parameters())


@cache
def _cell(reference):
    cell = reference("sequence/lstm").LSTMCell(1, 1).double().requires_grad_(False)
    for parameter in cell.parameters():
        parameter.zero_()
    return cell


def one_step(rng, reference):
    while True:
        i, f, o, g = (rng.choice([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]) for _ in range(4))
        c = rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2])
        si, sf, so, tg = _sigmoid(i), _sigmoid(f), _sigmoid(o), math.tanh(g)
        c2 = sf * c + si * tg
        h2 = so * math.tanh(c2)
        mistakes = {
            "no_tanh_of_c": so * c2,
            "shows_c": c2,
            "input_and_forget_swapped": so * math.tanh(si * c + sf * tg),
            "sigmoid_for_g": so * math.tanh(sf * c + si * _sigmoid(g)),
            "no_forget_gate": so * math.tanh(c + si * tg),
        }
        if abs(h2) > 0.05 and apart(h2, mistakes):
            break
    cell = _cell(reference)
    cell.b_W.copy_(torch.tensor([i, f, g, o]))
    x = torch.zeros(1, 1, dtype=torch.float64)
    computed = cell(x, (x, torch.full_like(x, c)))[0].item()
    values = {"i": i, "f": f, "o": o, "g": g, "c": c, "si": si, "sf": sf, "so": so, "tg": tg, "c2": c2, "h2": h2}
    return Drawn(values, computed, mistakes)


def language_model(rng, reference):
    V, size, H = rng.choice([100, 200, 500, 1000, 2000]), *rng.sample([10, 16, 20, 32, 40, 50, 64], 2)
    lstm = _count(reference, size, H)
    answer = V * size + lstm + H * V + V
    mistakes = {
        "one_set_of_weights": answer - lstm // 4 * 3,
        "three_sets": answer - lstm // 4,
        "one_bias": answer - 4 * H,
        "embedding_is_free": answer - V * size,
        "weights_see_words": answer + 4 * H * (V - size),
    }
    if len({answer, *mistakes.values()}) < 6:
        return language_model(rng, reference)
    return Drawn({"V": V, "I": size, "H": H, "lstm": lstm, "answer": answer}, answer, mistakes)


def bias_that_keeps_a_share(rng, reference):
    while True:
        T, share = rng.choice([5, 8, 10, 12, 15, 20, 25, 30, 40, 50]), rng.choice([0.5, 0.6, 0.7, 0.75, 0.8])
        f = share ** (1 / T)
        b = math.log(f / (1 - f))
        even = 1 - (1 - share) / T
        mistakes = {
            "one_step": math.log(share / (1 - share)),
            "gate_itself": f,
            "loses_the_same_each_step": math.log(even / (1 - even)),
            "tanh": math.atanh(f),
        }
        if apart(b, mistakes, gap=0.07):
            break
    return Drawn({"T": T, "share": share, "f": f, "b": b}, b, mistakes)
