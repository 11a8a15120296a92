from math import comb, exp, log, pi, sqrt

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart, told_apart


def variance_of_a_gaussian(rng, reference):
    n = rng.choice([4, 5])
    while True:
        data = [rng.randint(-4, 12) for _ in range(n)]
        mean, var = reference("generative/likelihood").gaussian_mle(torch.tensor(data, dtype=torch.float64))
        mu, answer = mean.item(), var.item()
        if abs(mu) > 1 and answer > 1.2 and abs(answer - 1) > 0.1:
            break
    return Drawn(
        {"data": ", ".join(map(str, data)), "n": n, "mu": mu, "total": n * answer, "answer": answer},
        answer,
        told_apart(
            answer,
            {
                "divides_by_n_minus_one": answer * n / (n - 1),
                "standard_deviation": sqrt(answer),
                "mean_not_subtracted": sum(x * x for x in data) / n,
                "sum_of_squares": n * answer,
            },
            share=0.03,
        ),
    )


def divergence(rng, reference):
    while True:
        p, q = (shares(rng) for _ in range(2))
        if 0 in q or (0 in p and rng.random() < 0.7):  # only some of the questions have a p of 0
            continue
        kl = reference("generative/likelihood").kl_categorical
        tensors = [torch.tensor([v / 10 for v in one], dtype=torch.float64) for one in (p, q)]
        answer, reverse = kl(*tensors).item(), kl(*tensors[::-1]).item()
        terms = [a / 10 * log(a / b) for a, b in zip(p, q, strict=True) if a]
        mistakes = {
            "bits": answer / log(2),
            "cross_entropy": -sum(a / 10 * log(b / 10) for a, b in zip(p, q, strict=True)),
            "only_positive_terms": sum(term for term in terms if term > 0),
        }
        if 0 not in p:
            mistakes["reversed"] = reverse
        if answer > 0.1 and apart(answer, mistakes):
            break
    return Drawn(
        {
            "p": ", ".join(f"{v / 10:g}" for v in p),
            "q": ", ".join(f"{v / 10:g}" for v in q),
            "sum": " + ".join(f"{a / 10:g}·ln({a / 10:g}/{b / 10:g})" for a, b in zip(p, q, strict=True) if a),
            "answer": answer,
        },
        answer,
        mistakes,
    )


def shares(rng):
    """Three tenths that add up to ten; the first two from 0 to 8."""
    while True:
        a, b = rng.randint(0, 8), rng.randint(1, 8)
        if a + b < 10:
            return [a, b, 10 - a - b]


FORWARD = Text(
    "It is p here: where p is large, q must not be small, or ln(p/q) gets very large. So q covers both groups, "
    "with the mean and the variance of the data. Maximum likelihood minimises this direction.",
    "여기서는 p이므로, p가 큰 곳에서 q가 작으면 ln(p/q)가 매우 커집니다. 그래서 q는 데이터의 평균과 분산으로 두 무리를 모두 덮습니다. "
    "최대 가능도 추정이 최소화하는 방향입니다.",
)
REVERSE = Text(
    "It is q here: where q is large, p must not be small. So q avoids the gap between the groups and keeps to one, "
    "the heavier. Variational inference minimises this direction.",
    "여기서는 q이므로, q가 큰 곳에서 p가 작으면 안 됩니다. 그래서 q는 두 무리 사이의 빈 곳을 피해 더 무거운 한쪽에 머뭅니다. "
    "변분 추론이 최소화하는 방향입니다.",
)


def which_fit(rng, reference):
    forward = rng.random() < 0.5
    weight = rng.choice([0.6, 0.7])
    m1 = rng.choice([-4, -3, -2, 2, 3, 4])
    m2 = m1 + rng.choice([7, 8, 9]) * (1 if m1 < 0 else -1)
    mean = weight * m1 + (1 - weight) * m2
    variance = 1 + weight * (1 - weight) * (m1 - m2) ** 2
    fits = {"wide": (mean, sqrt(variance)), "heavy": (m1, 1.0), "light": (m2, 1.0), "middle": (mean, 1.0)}
    order = rng.sample(sorted(fits), 4)
    named = {
        name: Text.same(f"q{'₁₂₃₄'[place]} = N({round(fits[name][0], 2):g}, {round(fits[name][1] ** 2, 2):g})")
        for place, name in enumerate(order)
    }
    low = min(m1, m2) - 3.5
    xs = [low + (abs(m1 - m2) + 7) * i / 32 for i in range(33)]
    curves = [("p", lambda x: weight * normal(x, m1, 1.0) + (1 - weight) * normal(x, m2, 1.0))]
    curves += [(named[name], lambda x, name=name: normal(x, *fits[name])) for name in order]
    series = tuple(
        Series(Text.same(name) if isinstance(name, str) else name, tuple((round(x, 2), round(f(x), 3)) for x in xs))
        for name, f in curves
    )
    picture = Picture(
        "lines",
        Text("The data's density and four normal distributions", "데이터의 밀도와 네 정규 분포"),
        series,
        x_label=Text.same("x"),
        y_label=Text("density", "밀도"),
    )
    number = {name: place for place, name in enumerate(order, 1)}
    right, other = ("wide", "heavy") if forward else ("heavy", "wide")
    return Drawn(
        {
            "weight": weight,
            "m1": m1,
            "m2": m2,
            "which": "KL(p ‖ q)" if forward else "KL(q ‖ p)",
            "reason": FORWARD if forward else REVERSE,
            "right": named[right],
        },
        number[right],
        {"the_other_direction": number[other], "lighter_group": number["light"], "mean_alone": number["middle"]},
        picture,
    )


def normal(x, mean, deviation):
    return exp(-0.5 * ((x - mean) / deviation) ** 2) / (deviation * sqrt(2 * pi))


def likelihood_of_coins(rng, reference):
    n = rng.choice([5, 6, 7, 8, 9, 10, 12, 15, 16, 20])
    ones = rng.choice([k for k in range(1, n) if abs(k / n - 0.5) > 0.12])
    data = torch.tensor([1.0] * ones + [0.0] * (n - ones), dtype=torch.float64)
    theta = reference("generative/likelihood").bernoulli_mle(data).item()
    heads, tails = ones * log(theta), (n - ones) * log(1 - theta)
    answer = heads + tails
    return Drawn(
        {"n": n, "ones": ones, "zeros": n - ones, "theta": theta, "rest": 1 - theta, "answer": answer},
        answer,
        told_apart(
            answer,
            {
                "mean_over_throws": answer / n,
                "heads_alone": heads,
                "fair_coin": -n * log(2),
                "negative": -answer,
                "any_order": answer + log(comb(n, ones)),
            },
            share=0.03,
        ),
    )
