from __future__ import annotations

import math

import torch

from grader.quiz import Drawn, apart


def left_of_a_weight(rng, reference):
    while True:
        w, t = rng.choice([0.5, 0.8, 1.2, 1.5, 2, 2.5, 3, 4]), rng.randint(4, 12)
        lr, lam = rng.choice([0.1, 0.2, 0.5]), rng.choice([0.1, 0.2, 0.3, 0.4])
        weight = torch.tensor([float(w)], dtype=torch.float64)
        weight.grad = torch.zeros_like(weight)
        optimizer = reference("optimizers/momentum").Momentum([weight], lr, momentum=0.0, weight_decay=lam)
        for _ in range(t):
            optimizer.step()
        answer = float(weight)
        mistakes = {
            "linear_decay": w * (1 - t * lr * lam),
            "forgets_the_learning_rate": w * (1 - lam) ** t,
            "penalty_without_half": w * (1 - 2 * lr * lam) ** t,
            "one_step": w * (1 - lr * lam),
        }
        if mistakes["linear_decay"] > 0 and apart(answer, mistakes):
            values = {"w": w, "t": t, "lr": lr, "lam": lam, "factor": 1 - lr * lam, "answer": answer}
            return Drawn(values, answer, mistakes)


def first_step_of_adamw(rng, reference):
    while True:
        w = rng.choice([-1, 1]) * rng.choice([2, 3, 4, 5, 6, 8])
        g = rng.choice([-1, 1]) * rng.choice([0.2, 0.3, 0.4, 0.5, 2, 3, 4, 5])
        lr, lam = rng.choice([0.1, 0.05, 0.02]), rng.choice([0.1, 0.2, 0.3, 0.5])
        weight = torch.tensor([float(w)], dtype=torch.float64)
        weight.grad = torch.full_like(weight, g)
        reference("optimizers/adam").Adam([weight], lr, weight_decay=lam, decoupled=True).step()
        answer, sign = float(weight), 1 if g > 0 else -1
        mistakes = {
            "decay_in_the_gradient": w - lr * math.copysign(1, g + lam * w),
            "forgets_the_learning_rate": w * (1 - lam) - lr * sign,
            "step_of_sgd": w * (1 - lr * lam) - lr * g,
            "no_bias_correction": w * (1 - lr * lam) - lr * sign * 0.1 / math.sqrt(0.001),
        }
        if abs(g + lam * w) > 0.05 and apart(answer, [*mistakes.values(), w], gap=0.005):
            values = {"w": w, "g": g, "lr": lr, "lam": lam, "factor": 1 - lr * lam, "sign": f"{sign:+d}"}
            return Drawn({**values, "answer": answer}, answer, mistakes)


def half_of_a_weight(rng, reference):
    while True:
        lr, lam = rng.choice([0.05, 0.1, 0.2, 0.25, 0.5]), rng.choice([0.04, 0.05, 0.1, 0.2, 0.3, 0.4])
        factor = 1 - lr * lam
        exact = math.log(2) / -math.log(factor)
        answer = math.ceil(exact)
        mistakes = {
            "linear_decay": math.ceil(round(0.5 / (lr * lam), 9)),
            "time_constant": round(1 / (lr * lam)),
            "rounds_down": answer - 1,
        }
        if len({answer, *mistakes.values()}) == 4 and 0.1 < exact % 1 < 0.95:
            values = {"lr": lr, "lam": lam, "factor": factor, "exact": exact, "answer": answer}
            return Drawn(values, answer, mistakes)
