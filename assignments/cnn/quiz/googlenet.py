import functools

import torch

from grader.quiz import Drawn, told_apart

CLASSES = 1000


def module_output(rng, reference):
    n, ci, (h, w) = rng.choice([8, 16, 32]), rng.choice([96, 128, 160, 200, 240]), rng.sample([12, 14, 20, 24, 28], 2)
    c1, c3r, c3 = rng.choice([32, 48, 64, 80]), rng.choice([40, 56, 72]), rng.choice([96, 112, 128, 144])
    c5r, c5, pp = rng.choice([12, 16, 20]), rng.choice([24, 32, 40]), rng.choice([36, 50, 60])
    c = c1 + c3 + c5 + pp
    answer = (n, c, h, w)
    mistakes = {
        "reductions_too": (n, c + c3r + c5r, h, w),
        "pooling_not_projected": (n, c - pp + ci, h, w),
        "pooling_halves": (n, c, h // 2, w // 2),
        "pooling_left_out": (n, c - pp, h, w),
    }
    values = {
        "n": n, "ci": ci, "h": h, "w": w, "c1": c1, "c3r": c3r, "c3": c3, "c5r": c5r, "c5": c5, "pp": pp, "c": c,
    }  # fmt: skip
    return Drawn(values, answer, told_apart(answer, mistakes))


def branch_of_five(rng, reference):
    params = reference("cnn/conv_arithmetic").conv_params
    ci, c5r, c5 = (
        rng.choice([200, 240, 320, 400, 480, 500]),
        rng.choice([12, 20, 24, 30, 40]),
        rng.choice([36, 50, 60, 80]),
    )
    first, second = params(ci, c5r, 1), params(c5r, c5, 5)
    answer = first + second
    mistakes = {
        "third_branch_3x3": first + params(c5r, c5, 3),
        "no_reduction": first + params(ci, c5, 5),
        "reduction_not_counted": second,
        "without_biases": answer - c5r - c5,
    }
    values = {"ci": ci, "c5r": c5r, "c5": c5, "first": first, "second": second, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


@functools.cache
def without_last_layers(reference):
    """Parameters of GoogLeNet and VGG-16 without their last layers."""
    count = reference("cnn/conv_arithmetic").count_params
    with torch.device("meta"):
        google, vgg = reference("cnn/googlenet").GoogLeNet(CLASSES), reference("cnn/vgg").VGG("D", CLASSES)
    return count(google) - 1025 * CLASSES, count(vgg) - 4097 * CLASSES


def share_of_vgg(rng, reference):
    body, features = without_last_layers(reference)
    classes = 50 * rng.randint(8, 80)
    small, large = 1025 * classes, 4097 * classes
    ours, theirs = body + small, features + large
    answer = 100 * ours / theirs
    mistakes = {
        "three_percent": 3.0,
        "no_linear_layer": 100 * body / theirs,
        "bodies_alone": 100 * body / features,
        "not_pooled": 100 * (body + (1024 * 49 + 1) * classes) / theirs,
    }
    if abs(mistakes["no_linear_layer"] - mistakes["bodies_alone"]) < 0.12:
        del mistakes["bodies_alone"]
    values = {
        "classes": classes, "body": body, "features": features, "small": small, "large": large, "ours": ours,
        "theirs": theirs, "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, mistakes)


def naive_modules(rng, reference):
    m, ci = rng.choice([2, 3, 4]), rng.choice([96, 128, 160, 192, 256])
    c1, c3, c5 = rng.choice([32, 48, 64, 80]), rng.choice([96, 100, 128, 144]), rng.choice([24, 32, 40, 50])
    step = c1 + c3 + c5
    answer = ci
    for _ in range(m):
        answer += step
    mistakes = {
        "pooling_left_out": step,
        "one_module": ci + step,
        "pooling_of_the_input": m * (ci + step),
    }
    count = {2: "Two", 3: "Three", 4: "Four"}[m]
    values = {"m": m, "count": count, "ci": ci, "c1": c1, "c3": c3, "c5": c5, "step": step, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))
