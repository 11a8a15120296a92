from functools import cache
from math import cos, log, tanh

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, told_apart


def layers_until_nothing_is_left(rng, reference):
    answer = 0
    while not answer:
        weight, n = rng.choice([0.5, 0.8, 1.2, 1.5, 1.6, 2.0, 2.4, 2.5, 3.0, 3.2]), rng.randint(3, 12)
        answer = layers(reference, weight, n)
        exact = n * log(10) / log(4 / weight)
        if not 0.05 < exact % 1 < 0.95:  # too near to a whole number for a pocket calculator
            answer = 0
    mistakes = {
        "weights_left_out": layers(reference, 1.0, n),
        "one_layer_short": answer - 1,
        "weight_once": next(m for m in range(1, 99) if weight * 0.25**m < 10**-n),
        "slope_of_a_half": next(m for m in range(1, 999) if (weight / 2) ** m < 10**-n) if weight < 1.9 else None,
    }
    return Drawn(
        {"weight": weight, "n": superscript(n), "power": n, "step": weight / 4, "exact": exact, "answer": answer},
        answer,
        told_apart(answer, mistakes),
    )


@cache
def layers(reference, weight, n):
    bound = reference("cnn/activations").gradient_bound
    return next(m for m in range(1, 999) if bound(m, "sigmoid", weight) < 10**-n)


def superscript(n):
    return str(n).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def gradient_from_the_output(rng, reference):
    name = rng.choice(["sigmoid", "tanh"])
    y = rng.choice([0.1, 0.15, 0.2, 0.3, 0.35, 0.4, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9])
    g = rng.choice([-4, -3, -2.5, -2, 2, 2.5, 3, 4, 5])
    module = reference("cnn/activations")
    there, grad = (torch.tensor(value, dtype=torch.float64) for value in (y, g))
    sigmoid_slope, tanh_slope = y * (1 - y), 1 - y * y
    slope, other = (sigmoid_slope, tanh_slope) if name == "sigmoid" else (tanh_slope, sigmoid_slope)
    answer = float(getattr(module, f"{name}_backward")(there, grad))
    again = float(getattr(module, name)(there))
    mistakes = {
        "derivative_of_the_other": g * other,
        "output_taken_for_input": g * (again * (1 - again) if name == "sigmoid" else 1 - tanh(y) ** 2),
        "own_slope_alone": slope,
        "output_for_slope": g * y,
    }
    named = {"sigmoid": {"en": "a sigmoid", "ko": "시그모이드"}, "tanh": {"en": "a tanh", "ko": "tanh"}}[name]
    formula = "y(1 − y)" if name == "sigmoid" else "1 − y²"
    values = {"name": named, "y": y, "g": g, "slope": slope, "formula": formula, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes, share=0.03))


NAMES = {
    "sigmoid": Text("sigmoid", "시그모이드"),
    "tanh": Text.same("tanh"),
    "relu": Text.same("ReLU"),
    "sin": Text.same("sin"),
}


def which_curve(rng, reference):
    reach = rng.choice([3.0, 3.5, 4.0])
    slopes = derivatives(reference, reach)
    order = rng.sample(sorted(NAMES), 4)
    curves = [Text(f"curve {letter}", f"곡선 {letter}") for letter in "PQRS"]
    picture = Picture(
        "lines",
        Text("Derivatives of four functions", "네 함수의 도함수"),
        tuple(Series(curve, slopes[name]) for curve, name in zip(curves, order, strict=True)),
        x_label=Text("input", "입력"),
        y_label=Text("derivative", "미분값"),
    )
    pairs = [[curve, NAMES[name]] for curve, name in zip(curves, order, strict=True)]
    return Drawn({}, pairs, figure=picture)


@cache
def derivatives(reference, reach):
    """At 24 places, none of them 0, where ReLU has no derivative."""
    module = reference("cnn/activations")
    x = [(-1 + (2 * i + 1) / 24) * reach for i in range(24)]
    places = torch.tensor(x, dtype=torch.float64)
    ones = torch.ones_like(places)
    slopes = {
        name: getattr(module, f"{name}_backward")(getattr(module, name)(places), ones).tolist()
        for name in ("sigmoid", "tanh", "relu")
    }
    slopes["sin"] = [cos(one) for one in x]
    return {name: tuple((round(a, 3), round(b, 3)) for a, b in zip(x, y, strict=True)) for name, y in slopes.items()}


def active_examples(rng, reference):
    while True:
        w, b = rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2]), rng.choice([-2, -1, -0.5, 0.5, 1, 2])
        x = rng.sample([v / 2 for v in range(-8, 9) if v], 4)
        z = [w * one + b for one in x]
        if 0 in z:
            continue
        weight = torch.tensor(float(w), dtype=torch.float64, requires_grad=True)
        y = reference("cnn/activations").relu(weight * torch.tensor(x, dtype=torch.float64) + b)
        y.sum().backward()
        active = [one for one, there in zip(x, z, strict=True) if there > 0]
        answer = float(weight.grad)
        mistakes = {
            "every_input": sum(x),
            "sum_of_outputs": sum(max(one, 0.0) for one in z),
            "number_of_active": float(len(active)),
            "positive_inputs": sum(one for one in x if one > 0),
        }
        values = {round(value, 9) for value in (answer, *mistakes.values())}
        if len(active) in (2, 3) and answer and len(values) == 5:
            break
    values = dict(zip(("x1", "x2", "x3", "x4"), (f"{one:g}" for one in x), strict=True))
    return Drawn(
        {
            **values,
            "w": f"{w:g}",
            "b": f"{b:g}",
            "z": ", ".join(f"{one:g}" for one in z),
            "sum": " + ".join(f"({one:g})" if one < 0 else f"{one:g}" for one in active),
            "answer": answer,
        },
        answer,
        mistakes,
    )
