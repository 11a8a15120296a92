import torch

from grader.quiz import Drawn, distinct

QUADRUPLES = (  # a² + b² + c² = d²
    (1, 2, 2, 3), (2, 3, 6, 7), (1, 4, 8, 9), (4, 4, 7, 9), (2, 6, 9, 11), (6, 6, 7, 11), (3, 4, 12, 13), (2, 5, 14, 15),
    (2, 10, 11, 15), (8, 9, 12, 17), (1, 12, 12, 17), (1, 6, 18, 19), (6, 10, 15, 19), (4, 5, 20, 21), (4, 13, 16, 21),
)  # fmt: skip
TRIPLES = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (6, 8, 10), (7, 24, 25), (9, 12, 15), (12, 16, 20), (15, 20, 25))


@distinct
def third_step(rng, reference):
    *gradients, root = rng.choice(QUADRUPLES)
    rng.shuffle(gradients)
    lr, (g1, g2, g3) = rng.choice([0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5]), gradients
    places = _places(reference, gradients, lr)
    answer = places[1] - places[2]
    mistakes = {
        "no_square_root": lr * g3 / root**2,
        "divides_before_it_adds": lr * g3 / (g1**2 + g2**2) ** 0.5,
        "sums_absolute_values": lr * g3 / (g1 + g2 + g3),
        "averages": lr * g3 * 3**0.5 / root,
        "forgets_the_past": lr,
        "plain_step": lr * g3,
    }
    values = {"lr": lr, "g1": g1, "g2": g2, "g3": g3, "total": root**2, "root": root, "answer": answer}
    return Drawn(values, answer, mistakes)


@distinct
def initial_accumulator(rng, reference):
    *legs, root = rng.choice(TRIPLES)
    rng.shuffle(legs)
    lr, (a, g) = rng.choice([0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5]), legs
    answer = -_places(reference, [g], lr, a * a)[0]
    mistakes = {
        "ignores_the_initial_accumulator": lr,
        "divides_before_it_adds": lr * g / a,
        "adds_roots": lr * g / (a + g),
        "no_square_root": lr * g / root**2,
        "squares_the_start": lr * g / (a**4 + g**2) ** 0.5,
    }
    values = {"lr": lr, "initial": a * a, "g": g, "total": root**2, "root": root, "answer": answer}
    return Drawn(values, answer, mistakes)


@distinct
def constant_gradient(rng, reference):
    lr, g, t = rng.choice([0.02, 0.05, 0.1, 0.2, 0.5]), rng.randint(2, 9), rng.choice([4, 9, 16, 25, 36, 49, 64, 100])
    # The step from a sum that already holds t - 1 squares.
    answer = -_places(reference, [g], lr, (t - 1) * g * g)[0]
    mistakes = {
        "no_square_root": lr / (t * g),
        "keeps_the_gradient": lr * g / t**0.5,
        "does_not_shrink": lr,
        "shrinks_like_one_over_t": lr / t,
        "all_steps": lr * sum(k**-0.5 for k in range(1, t + 1)),
    }
    return Drawn({"lr": lr, "g": g, "t": t, "answer": answer}, answer, mistakes)


def _places(reference, gradients, lr, initial=0):
    """Where a weight is after each of these gradients, from 0."""
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer, places = reference("optimizers/adagrad").Adagrad([weight], lr, initial_accumulator_value=initial), []
    for gradient in gradients:
        weight.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        places.append(float(weight.detach()))
    return places
