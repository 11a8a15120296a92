from __future__ import annotations

import math

import torch

from grader.quiz import Drawn, apart


def _label(reference, K, eps):
    """The smoothed label of class 0: the gradient of the loss is p - q, and p is 1/K at equal logits."""
    logits = torch.zeros(1, K, dtype=torch.float64, requires_grad=True)
    loss = reference("regularization/label_smoothing").label_smoothing_ce(logits, torch.tensor([0]), eps)
    (gradient,) = torch.autograd.grad(loss, logits)
    return [round(1 / K - value, 12) for value in gradient[0].tolist()]


def label_of_one_of_two(rng, reference):
    eps, (first, second) = (
        rng.choice([0.08, 0.1, 0.12, 0.16, 0.2, 0.24, 0.28, 0.3, 0.32, 0.36, 0.4]),
        rng.sample(range(4), 2),
    )
    right, part, *_ = _label(reference, 4, eps)

    def shown(own, others, partner=None):
        row = [others] * 4
        row[first], row[second] = own, others if partner is None else partner
        return "[" + ", ".join(f"{value:.4g}" for value in row) + "]"

    mistakes = {
        "mixes_two_samples": shown(1 - eps, 0, eps),
        "spreads_over_the_wrong_classes": shown(1 - eps, eps / 3),
        "shared_by_the_two": shown(1 - eps / 2, 0, eps / 2),
    }
    values = {"first": first, "second": second, "eps": eps, "part": part}
    return Drawn(values, shown(right, part), mistakes)


def logit_gap(rng, reference):
    while True:
        K, eps = rng.choice([3, 4, 5, 6, 8]), rng.choice([0.1, 0.12, 0.15, 0.2, 0.24, 0.25, 0.3, 0.36, 0.4])
        right, wrong, *_ = _label(reference, K, eps)
        answer = math.log(right / wrong)
        mistakes = {
            "forgets_its_own_share": math.log((1 - eps) / wrong),
            "spreads_over_the_wrong_classes": math.log((1 - eps) * (K - 1) / eps),
            "all_wrong_classes_together": math.log((1 - eps) / eps),
            "difference_of_the_labels": right - wrong,
        }
        if apart(answer, mistakes, gap=0.011):
            return Drawn({"K": K, "eps": eps, "right": right, "wrong": wrong, "answer": answer}, answer, mistakes)


def least_loss(rng, reference):
    while True:
        K, eps = rng.choice([3, 4, 5, 6, 8]), rng.choice([0.1, 0.12, 0.15, 0.2, 0.24, 0.25, 0.3, 0.36, 0.4])
        right, wrong, *_ = label = _label(reference, K, eps)
        logits = torch.tensor([label], dtype=torch.float64).log()
        answer = float(reference("regularization/label_smoothing").label_smoothing_ce(logits, torch.tensor([0]), eps))
        mistakes = {
            "no_loss_at_all": 0,
            "right_class_only": -right * math.log(right),
            "spreads_over_the_wrong_classes": -(1 - eps) * math.log(1 - eps) - eps * math.log(eps / (K - 1)),
            "bits": answer / math.log(2),
        }
        if apart(answer, mistakes, gap=0.011):
            values = {"K": K, "eps": eps, "right": right, "wrong": wrong, "others": K - 1, "answer": answer}
            return Drawn(values, answer, mistakes)
