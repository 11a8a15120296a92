import math

import torch

from grader.quiz import Drawn, apart


def loss(rng, reference):
    while True:
        R = rng.randint(2, 5)
        p, q = rng.choice([0.2, 0.3, 0.4, 0.5, 0.6, 0.7]), rng.choice([0.5, 0.6, 0.7, 0.8, 0.9])
        errors = [rng.choice([-1, 1]) * rng.choice([0.1, 0.2, 0.4, 0.5, 0.6, 0.8]) for _ in range(2)]
        errors += [rng.choice([-1, 1]) * rng.choice([1.5, 2, 2.5, 3, 4]) for _ in range(2)]
        rng.shuffle(errors)
        lam = rng.choice([0.5, 1, 1, 2])
        parts = [e * e / 2 if abs(e) < 1 else abs(e) - 0.5 for e in errors]
        cls, box = -math.log(p) - (R - 1) * math.log(q), sum(parts)
        answer = (cls + lam * box) / R
        mistakes = {
            "background_has_boxes": (cls + lam * (box + (R - 1) * 4 * 1.5)) / R,
            "divided_by_the_objects": cls / R + lam * box,
            "squared_error": (cls + lam * sum(e * e / 2 for e in errors)) / R,
            "mean_of_coordinates": (cls + lam * box / 4) / R,
        }
        if apart(answer, mistakes):
            break
    logits = torch.tensor([[1 - p, p], *[[q, 1 - q]] * (R - 1)], dtype=torch.float64).log()
    deltas = torch.full((R, 8), 2.0, dtype=torch.float64)
    deltas[0, 4:] = torch.tensor(errors, dtype=torch.float64)
    labels = torch.tensor([1, *[0] * (R - 1)])
    module = reference("detection/fast_rcnn_loss")
    exact = module.fast_rcnn_loss(logits, deltas, labels, torch.zeros(R, 4, dtype=torch.float64), lam).item()
    values = {"R": R, "others": R - 1, "p": p, "q": q, "lam": lam, "cls": cls, "box": round(box, 6), "answer": answer}
    values |= {f"e{i}": e for i, e in enumerate(errors)} | {f"s{i}": round(s, 6) for i, s in enumerate(parts)}
    return Drawn(values, exact, mistakes)


def head_parameters(rng, reference):
    K, d = rng.randint(3, 60), rng.choice([256, 512, 1024, 2048, 4096])
    answer = (d + 1) * 5 * (K + 1)
    mistakes = {
        "without_background": (d + 1) * 5 * K,
        "four_deltas_in_all": (d + 1) * (K + 1 + 4),
        "without_bias": d * 5 * (K + 1),
    }
    return Drawn({"K": K, "d": d, "classes": K + 1, "outputs": 5 * (K + 1), "answer": answer}, answer, mistakes)
