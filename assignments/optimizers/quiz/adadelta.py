import torch

from grader.quiz import Drawn, distinct


@distinct
def faded_gradient(rng, reference):
    rho, t = rng.choice([(0.75, 5), (0.75, 6), (0.8, 6), (0.8, 7), (0.8, 8), (0.9, 11), (0.9, 12), (0.9, 13)])
    g = rng.randint(2, 12)
    optimizer, _ = _run(reference, [g] + [0] * (t - 1), rho, 1e-6)
    answer = float(optimizer.Eg2[0])
    mistakes = {
        "last_steps_only": 0.0,
        "sums_like_adagrad": float(g * g),
        "forgets_the_weight_of_new_squares": rho ** (t - 1) * g * g,
        "rho_swapped": rho * (1 - rho) ** (t - 1) * g * g,
        "plain_mean": g * g / t,
        "one_step_too_many": (1 - rho) * rho**t * g * g,
    }
    values = {"rho": rho, "memory": 1 / (1 - rho), "g": g, "t": t, "later": t - 1, "first": (1 - rho) * g * g}
    return Drawn(values | {"answer": answer}, answer, mistakes)


@distinct
def first_step(rng, reference):
    rho, eps, g = rng.choice([0.8, 0.9, 0.95]), rng.choice([0.01, 0.02, 0.04, 0.05, 0.09, 0.1]), rng.randint(1, 5)
    _, x = _run(reference, [g], rho, eps)
    answer, average = -x, (1 - rho) * g * g
    mistakes = {
        "epsilon_only_below": 0.0,
        "epsilon_outside_the_roots": eps / (average**0.5 + eps) * g,
        "no_average_of_steps": g / (average + eps) ** 0.5,
        "rho_swapped": (eps / (rho * g * g + eps)) ** 0.5 * g,
        "sums_like_adagrad": (eps / (g * g + eps)) ** 0.5 * g,
        "no_roots": eps / (average + eps) * g,
    }
    values = {"rho": rho, "rest": 1 - rho, "eps": eps, "g": g, "average": average, "answer": answer}
    return Drawn(values, answer, mistakes)


def _run(reference, gradients, rho, eps):
    x = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = reference("optimizers/adadelta").Adadelta([x], rho=rho, eps=eps)
    for gradient in gradients:
        x.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
    return optimizer, float(x.detach())
