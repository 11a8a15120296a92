from __future__ import annotations

import math

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart


def loss_of_a_mixture(rng, reference):
    while True:
        parts = rng.sample([1, 2, 3, 4, 5, 6, 7], 2)
        parts.append(10 - sum(parts))
        a, b = rng.sample(range(3), 2)
        lam = rng.choice([0.2, 0.25, 0.3, 0.35, 0.4, 0.6, 0.65, 0.7, 0.75, 0.8])
        if parts[2] < 1:
            continue
        p = [part / 10 for part in parts]
        onehot = torch.eye(3, dtype=torch.float64)[[a, b]]
        _, mixed = reference("regularization/mixup").mixup(onehot, onehot, lam, torch.tensor([1, 0]))
        answer = -sum(share * math.log(q) for share, q in zip(mixed[0].tolist(), p, strict=True))
        mistakes = {
            "labels_not_mixed": -math.log(p[a]),
            "weights_swapped": -lam * math.log(p[b]) - (1 - lam) * math.log(p[a]),
            "mixes_the_probabilities": -math.log(lam * p[a] + (1 - lam) * p[b]),
            "half_and_half": -0.5 * math.log(p[a]) - 0.5 * math.log(p[b]),
        }
        if apart(answer, mistakes):
            values = {"a": a, "b": b, "lam": lam, "rest": 1 - lam, "p": p, "pa": p[a], "pb": p[b], "answer": answer}
            return Drawn(values, answer, mistakes)


def which_alpha(rng, reference):
    small, large = rng.choice([0.1, 0.15, 0.2, 0.25, 0.3]), rng.choice([4, 5, 6])
    huge, count = rng.choice([40, 50, 60, 80]), rng.randrange(300, 500, 10)
    alphas = {"mixes_hardly": small, "uniform": 1, "mixes_much": large, "always_half": huge}
    name = rng.choice(sorted(alphas))
    tenths = [0] * 10
    for _ in range(count):
        tenths[min(int(10 * rng.betavariate(alphas[name], alphas[name])), 9)] += 1
    figure = Picture(
        "bars",
        Text("Draws in each tenth of [0, 1]", "[0, 1]의 구간마다 든 횟수"),
        (Series(Text("draws", "횟수"), tuple((i / 10 + 0.05, n) for i, n in enumerate(tenths))),),
        x_label=Text("λ, middle of the tenth", "λ (구간의 가운데)"),
        y_label=Text("draws", "횟수"),
    )
    answer = alphas.pop(name)
    return Drawn({"count": count}, answer, alphas, figure)


def mixed_value(rng, reference):
    while True:
        x, lam = rng.sample(range(1, 30), 3), rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9])
        perm, i = rng.choice([[1, 2, 0], [2, 0, 1]]), rng.randrange(3)
        j, rest = perm[i], 1 - lam
        numbers = torch.tensor(x, dtype=torch.float64)
        mixed, _ = reference("regularization/mixup").mixup(numbers, torch.eye(3), lam, torch.tensor(perm))
        answer = float(mixed[i])
        mistakes = {
            "partner_by_the_inverse": lam * x[i] + rest * x[perm.index(i)],
            "weights_swapped": rest * x[i] + lam * x[j],
            "not_mixed": x[i],
        }
        if apart(answer, mistakes):
            values = {"x": x, "lam": lam, "rest": rest, "perm": perm, "i": i, "j": j, "xi": x[i], "xj": x[j]}
            return Drawn({**values, "answer": answer}, answer, mistakes)
