from math import exp, sqrt

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, distinct


@distinct
def warm_up(rng, reference):
    scaled_lr = reference("generalization/batch_size").scaled_lr
    base, base_batch, factor = (
        rng.choice([0.01, 0.02, 0.05, 0.1, 0.2]),
        rng.choice([32, 64, 128, 256]),
        rng.choice([4, 8, 16]),
    )
    warmup = rng.choice([5, 8, 10, 20])
    step, batch, target = rng.randint(2, warmup - 2), base_batch * factor, base * factor
    answer = scaled_lr(base, base_batch, batch, step, warmup)
    mistakes = {
        "no_warm_up": target,
        "starts_at_zero": target * step / warmup,
        "root_scaling": base + (base * sqrt(factor) - base) * step / warmup,
        "never_scaled": base,
        "divided_by_the_factor": base + (base / factor - base) * step / warmup,
        "one_step_ahead": scaled_lr(base, base_batch, batch, step + 1, warmup),
    }
    values = {"base": base, "base_batch": base_batch, "batch": batch, "warmup": warmup, "step": step}
    return Drawn(values | {"target": target, "answer": answer}, answer, mistakes)


@distinct
def sharpness_of_a_valley(rng, reference):
    a, m, b, eps = (
        rng.randint(2, 12),
        rng.randint(1, 5),
        rng.choice([0.25, 0.5, 1, 1.5, 2]),
        rng.choice([0.01, 0.02, 0.05, 0.1]),
    )
    valley = torch.tensor([float(m)], dtype=torch.float64)
    answer = reference("generalization/batch_size").sharpness(lambda x: (a * (x - m) ** 2 + b).sum(), valley, eps)
    reach = eps * (m + 1)
    rise = a * reach**2
    mistakes = {
        "box_without_the_one": 100 * a * (eps * m) ** 2 / (1 + b),
        "box_of_eps": 100 * a * eps**2 / (1 + b),
        "not_normalised": 100 * rise,
        "divided_by_f": 100 * rise / b,
        "not_in_percent": rise / (1 + b),
        "value_not_subtracted": 100 * (rise + b) / (1 + b),
    }
    values = {"a": a, "m": m, "b": b, "eps": eps, "reach": reach, "rise": rise, "answer": answer}
    return Drawn(values, answer, mistakes)


def shifted_test_loss(rng, reference):
    left, right = -2, rng.choice([2, 3])
    flat, sharp = rng.sample([left, right], 2)
    wide, narrow, depth = (
        rng.choice([0.65, 0.7, 0.75, 0.8]),
        rng.choice([0.12, 0.15, 0.18]),
        rng.choice([0.7, 0.8, 0.9]),
    )
    shift, sign = rng.choice([0.2, 0.25, 0.3, 0.35]), rng.choice([-1, 1])

    def loss(w):
        wells = exp(-((w - flat) ** 2) / (2 * wide**2)), exp(-((w - sharp) ** 2) / (2 * narrow**2))
        return 1 - depth * sum(wells)

    places = [left - 2 + 0.05 * k for k in range(round((right - left + 4) / 0.05) + 1)]
    figure = Picture(
        "lines",
        Text("Training loss", "학습 손실"),
        (Series(Text("training loss", "학습 손실"), tuple((round(w, 2), round(loss(w), 3)) for w in places)),),
        x_label=Text.same("w"),
        y_label=Text("loss", "손실"),
    )
    values = {
        "left": left,
        "right": right,
        "flat": flat,
        "sharp": sharp,
        "shift": shift,
        "side": Text("right", "오른쪽") if sign > 0 else Text("left", "왼쪽"),
        "towards": right if sign > 0 else left,
        "flat_loss": loss(flat - sign * shift),
        "sharp_loss": loss(sharp - sign * shift),
    }
    return Drawn(values, figure=figure)


@distinct
def less_noise(rng, reference):
    batch, factor = rng.choice([8, 12, 16, 20, 24, 32, 40, 48, 64]), rng.choice([2, 3, 4, 5])
    grad_noise_var, gradients = reference("generalization/batch_size").grad_noise_var, torch.tensor([[-1.0], [1.0]])
    square = round(float(grad_noise_var(gradients, batch) / grad_noise_var(gradients, batch * factor**2)))
    mistakes = {
        "variance_for_deviation": batch * factor,
        "deviation_falls_like_square": round(batch * sqrt(factor)),
        "smaller_batch": batch // factor,
        "factor_times_too_many": batch * factor**3,
    }
    return Drawn({"batch": batch, "factor": factor, "square": square}, batch * square, mistakes)


@distinct
def noise_of_a_batch(rng, reference):
    batch = rng.choice([2, 4, 5, 8])
    while True:
        gradients = rng.sample(range(-6, 13), 4)
        if sum(gradients) % 4 == 0 and sum(gradients):
            break
    values = torch.tensor(gradients, dtype=torch.float64)[:, None]
    answer = float(reference("generalization/batch_size").grad_noise_var(values, batch))
    variance, mean = answer * batch, sum(gradients) / 4
    mistakes = {
        "batch_ignored": variance,
        "sample_variance": variance * 4 / 3 / batch,
        "deviation": sqrt(answer),
        "root_of_the_batch": variance / sqrt(batch),
        "second_moment": (variance + mean**2) / batch,
    }
    told = ", ".join(map(str, gradients))
    return Drawn(
        {"gradients": told, "batch": batch, "mean": mean, "variance": variance, "answer": answer}, answer, mistakes
    )
