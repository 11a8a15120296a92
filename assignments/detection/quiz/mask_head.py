import math
from functools import cache
from itertools import combinations

import torch

from grader.quiz import Drawn


@cache
def _parameters(reference, c, K):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("detection/mask_head").MaskHead(c, K).parameters())


def parameters(rng, reference):
    c, K = rng.choice([8, 16, 20, 32, 64, 128]), rng.choice([3, 5, 10, 15, 20, 40])
    answer = _parameters(reference, c, K)
    mistakes = {
        "forgets_biases": answer - 5 * c - K,
        "kernel_of_three_upwards": answer + 5 * c * c,
        "upsampling_is_free": answer - 4 * c * c - c,
        "mask_for_the_background": answer + c + 1,
        "one_mask": answer - (K - 1) * (c + 1),
    }
    return Drawn({"c": c, "K": K, "answer": answer}, answer, mistakes)


def loss_of_a_region(rng, reference):
    while True:
        logits = [[rng.choice([-3, -2, -1, 0, 1, 2, 3]) for _ in range(2)] for _ in range(3)]
        label, t = rng.randrange(3), rng.choice([(1, 0), (0, 1), (1, 1), (0, 0)])
        z, largest = logits[label], max(max(mask) for mask in logits)

        def loss(z, t=t):
            return sum(math.log(1 + math.exp(-a if b else a)) for a, b in zip(z, t, strict=True)) / 2

        best = [mask for mask in logits if largest in mask]
        mistakes = {
            "all_masks_cost": sum(loss(m, t if k == label else (0, 0)) for k, m in enumerate(logits)) / 3,
            "predicted_class": loss(best[0]),
            "sum_over_pixels": 2 * loss(z),
            "targets_inverted": loss(z, [1 - b for b in t]),
        }
        pairs = combinations([loss(z), *mistakes.values()], 2)
        if len(best) == 1 and all(abs(a - b) > 0.04 * max(loss(z), a) for a, b in pairs):
            break
    tensor = torch.tensor([logits], dtype=torch.float64)[:, :, None]  # [1, 3, 1, 2]
    target = torch.tensor([[t]], dtype=torch.float64)
    value = reference("detection/mask_head").mask_loss(tensor, torch.tensor([label]), target).item()
    values = {f"{'abc'[k]}{i}": logits[k][i] for k in range(3) for i in range(2)}
    values |= {"label": label, "t0": t[0], "t1": t[1], "value": value}
    return Drawn(values | {"first": 2 * loss(z[:1], t[:1]), "second": 2 * loss(z[1:], t[1:])}, value, mistakes)


def numbers_with_gradient(rng, reference):
    R, K, m = rng.randrange(2, 13), rng.choice([3, 5, 10, 20, 80]), rng.choice([7, 14, 28, 56])
    answer = R * m * m
    mistakes = {"all_classes": R * K * m * m, "one_for_each_region": R, "one_region": m * m}
    return Drawn({"R": R, "K": K, "m": m, "answer": answer}, answer, mistakes)
