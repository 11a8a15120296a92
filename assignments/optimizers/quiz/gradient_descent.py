import math

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, distinct


@distinct
def weight_after_batches(rng, reference):
    fit_gd = reference("optimizers/gradient_descent").fit_gd

    def descend(w, batch, lr, grad_fn=lambda w, batch: w - batch.mean()):
        data = torch.tensor(batch, dtype=torch.float64)
        return float(fit_gd(grad_fn, torch.tensor(w, dtype=torch.float64), data, lr, epochs=1))

    lr, w0 = rng.choice([0.1, 0.2, 0.25, 0.4]), float(rng.randint(-2, 3))
    while True:
        one, two = rng.sample(range(6, 25), 3), rng.sample(range(6, 25), 2)
        if sum(one) % 3 == 0 and abs(sum(one) / 3 - sum(two) / 2) > 3:
            break
    between = descend(w0, one, lr)
    answer = descend(between, two, lr)
    total = descend(w0, one, 3 * lr)
    mistakes = {
        "adds_gradients": descend(total, two, 2 * lr),
        "divides_by_batch_size": descend(between, two, 2 * lr / 3),
        "drops_the_last_batch": between,
        "one_update": descend(w0, one + two, lr),
        "weights_of_the_start": between + descend(w0, two, lr) - w0,
        "climbs": descend(descend(w0, one, -lr), two, -lr),
    }
    values = {
        "lr": lr,
        "w0": int(w0),
        "samples": ", ".join(map(str, one + two)),
        "first": sum(one) / 3,
        "second": sum(two) / 2,
        "between": between,
        "answer": answer,
    }
    return Drawn(values, answer, mistakes)


@distinct
def largest_rate(rng, reference):
    a, b = rng.sample([0.5, 1.5, 2, 2.5, 3, 4, 5, 8, 10, 12, 20, 25], 2)
    largest, smallest = 2 * max(a, b), 2 * min(a, b)
    answer = 2 / largest
    mistakes = {
        "coefficient_for_curvature": 2 / max(a, b),
        "smallest_curvature": 2 / smallest,
        "no_overshoot": 1 / largest,
        "sum_of_curvatures": 2 / (largest + smallest),
    }
    values = {"a": a, "b": b, "one": 2 * a, "other": 2 * b, "largest": largest, "answer": answer}
    return Drawn(values, answer, mistakes)


@distinct
def rate_from_curve(rng, reference):
    curvature, ratio = (
        rng.choice([4, 5, 8, 10, 20]),
        rng.choice([-0.8, -0.7, -0.6, -0.4, -0.3, 0.3, 0.4, 0.6, 0.7, 0.8]),
    )
    w0, lr = float(rng.choice([-4, -3, -2, 2, 3, 4])), (1 - ratio) / curvature
    w, path = torch.tensor(w0, dtype=torch.float64), [w0]
    for _ in range(8):
        w = reference("optimizers/gradient_descent").fit_gd(lambda w, _: curvature * w, w, torch.zeros(1), lr, 1)
        path.append(float(w))
    figure = Picture(
        "lines",
        Text("w over the steps", "스텝에 따른 w"),
        (Series(Text.same("w"), tuple((float(t), round(w, 3)) for t, w in enumerate(path))),),
        x_label=Text("step", "스텝"),
        y_label=Text.same("w"),
    )
    mistakes = {
        "overlooks_the_sign": (1 + ratio) / curvature,
        "factor_for_step": abs(ratio) / curvature,
        "forgets_curvature": 1 - ratio,
        "half_the_curvature": 2 * (1 - ratio) / curvature,
    }
    values = {"half": curvature / 2, "curvature": curvature, "w0": w0, "ratio": ratio, "answer": lr}
    return Drawn(values, lr, mistakes, figure)


@distinct
def updates_in_training(rng, reference):
    batch, epochs = rng.choice([16, 20, 24, 32, 50, 64, 100, 128]), rng.randint(5, 30)
    samples = batch * rng.randint(8, 40) + rng.randint(1, batch // 2)
    each = math.ceil(samples / batch)
    mistakes = {
        "drops_the_last_batch": epochs * (samples // batch),
        "one_per_epoch": epochs,
        "one_per_sample": epochs * samples,
        "deals_across_epochs": math.ceil(epochs * samples / batch),
    }
    answer = epochs * each
    values = {"samples": samples, "batch": batch, "epochs": epochs, "each": each, "answer": answer}
    return Drawn(values, answer, mistakes)
