from __future__ import annotations

import math

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart


def bias_of_three_models(rng, reference):
    while True:
        first, second = ([rng.randint(1, 20) for _ in range(3)] for _ in range(2))
        f1, f2 = rng.randint(3, 18), rng.randint(3, 18)
        if sum(first) % 3 or sum(second) % 3 or len(set(first)) < 3 or len(set(second)) < 3:
            continue
        m1, m2 = sum(first) / 3, sum(second) / 3
        squares = [(p - f1) ** 2 for p in first] + [(p - f2) ** 2 for p in second]
        answer = ((m1 - f1) ** 2 + (m2 - f2) ** 2) / 2
        mistakes = {
            "squared_error_as_bias": sum(squares) / 6,
            "bias_not_squared": (abs(m1 - f1) + abs(m2 - f2)) / 2,
            "averages_over_the_points_first": ((m1 - f1 + m2 - f2) / 2) ** 2,
            "sums_over_the_points": 2 * answer,
        }
        if m1 != f1 and m2 != f2 and max(abs(m1 - f1), abs(m2 - f2)) <= 6 and apart(answer, mistakes):
            break
    preds = torch.tensor([first, second], dtype=torch.float64).T  # [models, points]
    bias2, _ = reference("generalization/bias_variance").bias_variance(preds, preds.new_tensor([f1, f2]))
    values = {"first": _listed(first), "second": _listed(second), "f1": f1, "f2": f2, "m1": m1, "m2": m2}
    return Drawn({**values, "answer": float(bias2)}, float(bias2), mistakes)


def variance_of_three_models(rng, reference):
    while True:
        predictions = [rng.randint(1, 20) for _ in range(3)]
        f, mean = rng.randint(3, 18), sum(predictions) / 3
        squares = sum((p - mean) ** 2 for p in predictions)
        mse = sum((p - f) ** 2 for p in predictions) / 3
        if mean % 1 or len(set(predictions)) < 3 or not 1 <= abs(mean - f) <= 5:
            continue
        mistakes = {
            "divides_by_m_minus_1": squares / 2,
            "variance_around_the_truth": mse,
            "deviation_for_variance": math.sqrt(squares / 3),
            "not_divided": squares,
        }
        if apart(squares / 3, mistakes):
            break
    preds = torch.tensor(predictions, dtype=torch.float64)[:, None]  # [models, 1]
    bias2, variance = reference("generalization/bias_variance").bias_variance(preds, preds.new_tensor([f]))
    values = {"predictions": _listed(predictions), "f": f, "mean": mean, "mse": mse}
    return Drawn({**values, "bias2": float(bias2), "answer": float(variance)}, float(variance), mistakes)


def best_factor(rng, reference):
    while True:
        mu, sigma, n = rng.randint(2, 6), rng.randint(2, 9), rng.randint(2, 12)
        answer = reference("generalization/bias_variance").best_shrinkage(mu, sigma**2, n)
        mistakes = {
            "forgets_the_number_of_draws": mu**2 / (mu**2 + sigma**2),
            "deviation_for_variance": mu**2 / (mu**2 + sigma / n),
            "the_other_way_round": 1 - answer,
            "mean_not_squared": mu / (mu + sigma**2 / n),
            "unbiased_is_best": 1,
        }
        if apart(answer, mistakes):
            values = {"mu": mu, "sigma": sigma, "n": n, "mu2": mu**2, "sigma2": sigma**2, "noise": sigma**2 / n}
            return Drawn({**values, "answer": answer}, answer, mistakes)


_HELP = {
    "flexible": {"en": "A larger, more flexible network", "ko": "더 크고 유연한 신경망 쓰기"},
    "data": {"en": "Ten times as much training data", "ko": "학습 데이터를 열 배로 늘리기"},
    "penalty": {"en": "A weight decay ten times as strong", "ko": "가중치 감쇠를 열 배로 강하게 하기"},
    "epochs": {"en": "Ten times as many epochs", "ko": "에폭을 열 배로 늘리기"},
    "validation": {"en": "Ten times as much validation data", "ko": "검증 데이터를 열 배로 늘리기"},
}


def what_helps(rng, reference):
    best = rng.randint(2, 4)
    sizes = [1, 2, 4, 8, 16, 32]
    if rng.random() < 0.5:  # bias: both curves flat, together and high
        level = rng.uniform(18, 30)
        train = [level - rng.uniform(9, 13) / size for size in sizes]
        validation = [level + 0.6 + rng.uniform(14, 20) / size**1.3 for size in sizes]
        answer = _HELP["flexible"]
        mistakes = {
            "data_against_bias": _HELP["data"],
            "penalty_against_bias": _HELP["penalty"],
            "trained_to_the_end": _HELP["epochs"],
        }
        en = "The curves have met, far above {} %: even the training data are not fitted. That is bias (underfitting), "
        en += "against which a more flexible model helps."
        ko = "두 곡선이 {}%보다 훨씬 높은 곳에서 만났습니다. 학습 데이터조차 맞추지 못하는 것은 편향(과소적합)이며, 더 유연한 모델이 "
        ko += "도움이 됩니다."
    else:  # variance: a wide gap that is still closing
        start, end = rng.uniform(48, 60), rng.uniform(20, 26)
        train = [rng.uniform(0.4, 0.7) + best / 4 * i / 5 for i in range(6)]
        validation = [start + (end - start) * i / 5 + rng.uniform(-0.6, 0.6) for i in range(6)]
        answer = _HELP["data"]
        mistakes = {
            "flexibility_against_variance": _HELP["flexible"],
            "longer_against_variance": _HELP["epochs"],
            "more_validation_data": _HELP["validation"],
        }
        en = "The training error is below {} %, the validation error far above it and still falling. That is variance "
        en += "(overfitting), against which more data help."
        ko = "학습 오류율은 {}%보다 낮은데 검증 오류율은 훨씬 높고 아직 내려가고 있습니다. 이것은 분산(과적합)이며, 더 많은 데이터가 "
        ko += "도움이 됩니다."
    curves = ((Text("training", "학습"), train), (Text("validation", "검증"), validation))
    figure = Picture(
        "lines",
        Text("Error (%) over the number of training images (thousands)", "학습 이미지 수(천 장)에 따른 오류율(%)"),
        tuple(Series(name, tuple(zip(sizes, map(_tenths, curve), strict=True))) for name, curve in curves),
        x_label=Text("training images (thousands)", "학습 이미지 (천 장)"),
        y_label=Text("error (%)", "오류율 (%)"),
    )
    case = {"en": en.format(best), "ko": ko.format(best)}
    return Drawn({"best": best, "case": case}, answer, mistakes, figure)


def noisy_targets(rng, reference):
    while True:
        f, off = rng.randint(20, 90) / 10, rng.choice([-1, 1]) * rng.randint(3, 12) / 10
        sd, noise = rng.randint(3, 12) / 10, rng.randint(3, 12) / 10
        answer = off**2 + sd**2 + noise**2
        mistakes = {
            "forgets_the_noise": off**2 + sd**2,
            "nothing_squared": abs(off) + sd + noise,
            "forgets_the_bias": sd**2 + noise**2,
            "forgets_the_variance": off**2 + noise**2,
        }
        if apart(answer, mistakes):
            return Drawn(
                {"mean": round(f + off, 1), "sd": sd, "f": f, "noise": noise, "answer": answer}, answer, mistakes
            )


def _listed(numbers):
    return ", ".join(map(str, numbers))


def _tenths(value):
    return round(value, 1)
