import torch

from grader.quiz import Drawn, apart

CLASSES = (
    {"en": "person", "ko": "사람"},
    {"en": "car", "ko": "자동차"},
    {"en": "dog", "ko": "개"},
    {"en": "bicycle", "ko": "자전거"},
)


def objective(rng, reference):
    while True:
        w = rng.choice([-2, -1, 1, 2]), rng.choice([-2, -1, 1, 2])
        b, C = rng.choice([-1, -0.5, 0.5, 1]), rng.choice([0.5, 2, 3, 4])
        xs = [(rng.randint(-3, 3) / 2, rng.randint(-3, 3) / 2) for _ in range(3)]
        ys = [rng.choice([1, -1]) for _ in range(3)]
        margins = [y * (w[0] * x[0] + w[1] * x[1] + b) for x, y in zip(xs, ys, strict=True)]
        losses = [max(0.0, 1 - m) for m in margins]
        norm, total = (w[0] ** 2 + w[1] ** 2) / 2, sum(losses)
        answer = norm + C * total
        mistakes = {
            "mean_of_the_hinges": norm + C * total / 3,
            "squared_hinge": norm + C * sum(loss**2 for loss in losses),
            "no_zero": norm + C * sum(1 - m for m in margins),
            "norm_without_half": 2 * norm + C * total,
            "c_on_the_norm": C * norm + total,
        }
        if len(set(xs)) == 3 and max(losses) < 4 and apart(answer, mistakes):
            break
    values = {"w": w, "b": b, "C": C, "norm": norm, "total": total, "answer": answer}
    for i in range(3):
        values |= {f"x{i}": xs[i], f"y{i}": ys[i], f"m{i}": margins[i], f"h{i}": losses[i]}
    return Drawn(values, answer, mistakes)


def one_against_rest(rng, reference):
    while True:
        # The best; a smaller positive one before it; one that leads by its score alone; one that is far below 0.
        best = rng.randint(8, 25)
        values = [best, rng.randint(1, best - 2), rng.randint(3 - best, best - 2), -best - rng.randint(2, 10)]
        scores = [value - rng.choice([-1, 1]) * rng.randint(2, 12) for value in values]
        scores[2] = max(scores) + rng.randint(2, 6)
        places = rng.sample(range(4), 4)
        first = min(places[k] for k in range(4) if values[k] > 0)
        if places[1] == first and len({abs(v) for v in scores}) == len({abs(v) for v in values}) == 4:
            break
    found = dict(zip(("first_positive", "bias_left_out", "largest_absolute_value"), places[1:], strict=True))
    values = [values[places.index(k)] / 10 for k in range(4)]
    scores = [scores[places.index(k)] / 10 for k in range(4)]
    biases = [round(value - score, 1) for value, score in zip(values, scores, strict=True)]
    module = reference("detection/svm")
    machines = []
    for s, b in zip(scores, biases, strict=True):
        machine = module.LinearSVM()
        machine.w, machine.b = torch.tensor([s]), torch.tensor(b)
        machines.append(machine)
    answer = int(module.predict(machines, torch.ones(1, 1)))
    told = {f"{letter}{k}": of[k] for letter, of in (("s", scores), ("b", biases), ("f", values)) for k in range(4)}
    return Drawn(told, CLASSES[answer], {name: CLASSES[k] for name, k in found.items()})


def examples_that_count(rng, reference):
    while True:
        values = rng.sample([k / 10 for k in range(-25, 26) if k not in (-10, 0, 10)], 8)
        labels = [rng.choice([1, -1]) for _ in range(8)]
        margins = [v * y for v, y in zip(values, labels, strict=True)]
        answer = sum(m < 1 for m in margins)
        mistakes = {
            "errors_alone": sum(m < 0 for m in margins),
            "beyond_the_margin": sum(m > 1 for m in margins),
            "labels_ignored": sum(v < 1 for v in values),
        }
        if len({answer, *mistakes.values()}) == 4 and len(set(labels)) == 2:
            break
    told = {
        "values_": ", ".join(f"{v:g}" for v in values),
        "labels": ", ".join(f"{y:+d}" for y in labels),
        "margins": ", ".join(f"{m:g}" for m in margins),
        "answer": answer,
    }
    return Drawn(told, answer, mistakes)
