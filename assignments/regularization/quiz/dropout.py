from __future__ import annotations

from grader.quiz import Drawn, apart

_DROP = [0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.6, 0.7, 0.75, 0.8]


def variance_of_an_activation(rng, reference):
    while True:
        x, p = rng.choice([1.5, 2, 2.5, 3, 4, 5, 6]), rng.choice(_DROP)
        keep = 1 - p
        answer = x**2 * p / keep  # of 0 with probability p, else x / keep
        mistakes = {
            "no_rescaling": x**2 * p * keep,
            "keep_and_drop_swapped": x**2 * keep / p,
            "value_not_squared": x * p / keep,
            "mean_of_the_square": x**2 / keep,
        }
        if apart(answer, [*mistakes.values(), x]):
            return Drawn({"x": x, "p": p, "keep": keep, "kept": x / keep, "answer": answer}, answer, mistakes)


def gradient_of_a_kept_element(rng, reference):
    while True:
        x, p = rng.choice([-1, 1]) * rng.randint(4, 30) / 10, rng.choice(_DROP)
        keep = 1 - p
        answer = x / keep**2
        mistakes = {
            "gradient_without_the_factor": x / keep,
            "no_rescaling": x,
            "divides_by_p": x / p**2,
        }
        if apart(answer, mistakes):
            return Drawn({"x": x, "p": p, "keep": keep, "answer": answer}, answer, mistakes)


def number_of_subnetworks(rng, reference):
    while True:
        a, b = rng.randint(2, 8), rng.randint(2, 8)
        mistakes = {
            "layers_added": 2**a + 2**b,
            "one_unit_at_a_time": a + b,
            "one_unit_in_each_layer": a * b,
        }
        if len({2 ** (a + b), *mistakes.values()}) == 4:
            return Drawn({"a": a, "b": b, "sum": a + b, "answer": 2 ** (a + b)}, 2 ** (a + b), mistakes)
