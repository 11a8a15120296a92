import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart, told_apart


def through_equal_layers(rng, reference):
    name, layers = rng.choice(["sigmoid", "tanh"]), rng.randint(3, 6)
    y, g = rng.choice([0.3, 0.4, 0.6, 0.7, 0.8]), rng.choice([1, 2, 3, 4, 5])
    w = rng.choice([1.5, 2, 2.5, 3] if name == "sigmoid" else [0.4, 0.5, 0.6, 0.8])
    backward = getattr(reference("cnn/activations"), f"{name}_backward")
    answer, there = torch.tensor(float(g), dtype=torch.float64), torch.tensor(y, dtype=torch.float64)
    for _ in range(layers):
        answer = w * backward(there, answer)
    answer = float(answer)
    slope, steepest = (y * (1 - y), 0.25) if name == "sigmoid" else (1 - y * y, 1.0)
    return Drawn(
        {
            "layers": layers,
            "name": name,
            "formula": "y(1 − y)" if name == "sigmoid" else "(1 − y²)",
            "w": w,
            "y": y,
            "g": g,
            "slope": slope,
            "step": w * slope,
            "answer": answer,
        },
        answer,
        told_apart(
            answer,
            {
                "no_weights": g * slope**layers,
                "weight_once": g * w * slope**layers,
                "steepest_slope": g * (w * steepest) ** layers,
                "one_layer_fewer": g * (w * slope) ** (layers - 1),
                "added_up": g * w * slope * layers,
            },
            share=0.06,
        ),
    )


def factor_per_layer(rng, reference):
    while True:
        layers, last = rng.choice([6, 8, 9, 11, 13, 16, 17, 21]), rng.choice([0.2, 0.4, 0.5, 0.8, 1.2, 2, 3])
        power = rng.randint(3, 9)
        digit = rng.choice([1, 2, 3, 4, 5, 6, 8])
        ratio, steps = digit * 10**-power / last, layers - 1
        answer = ratio ** (1 / steps)
        mistakes = {
            "one_step_too_many": ratio ** (1 / layers),
            "divided_evenly": ratio / steps,
            "wrong_direction": 1 / answer,
        }
        if 0.1 < answer < 0.7 and apart(answer, mistakes):
            break
    superscript = str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    first = f"{digit}·10⁻{superscript}"
    return Drawn(
        {"layers": layers, "first": first, "last": last, "steps": steps, "answer": answer},
        answer,
        mistakes,
    )


def which_network_is_stuck(rng, reference):
    layers = rng.choice([10, 12, 15, 16, 20])
    fall = rng.choice([0.3, 0.4, 0.5])  # from a layer to the one before it
    ends = rng.choice([0.5, 1.0, 2.0])
    roots = {  # the norm at the last layer, and the factor from a layer to the one before
        "right": (ends, fall),
        "exploding": (ends, 1 / fall),
        "steady": (2 * ends, rng.choice([0.97, 1.03])),
        "small_everywhere": (ends / 500, rng.choice([0.97, 1.03])),
    }
    order = rng.sample(sorted(roots), 4)
    number = {name: i for i, name in enumerate(order, 1)}
    series = tuple(
        Series(
            Text(f"network {number[name]}", f"네트워크 {number[name]}"),
            tuple(
                (float(layer), float(f"{roots[name][0] * roots[name][1] ** (layers - layer):.3g}"))
                for layer in range(1, layers + 1)
            ),
        )
        for name in order
    )
    picture = Picture(
        "lines",
        Text("Gradient norm of each layer", "층별 기울기 노름"),
        series,
        x_label=Text("layer", "층"),
        y_label=Text("norm", "노름"),
    )
    right = number.pop("right")
    return Drawn({"layers": layers, "right": right}, right, number, picture)
