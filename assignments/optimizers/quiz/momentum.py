import torch

from grader.quiz import Drawn, distinct


@distinct
def terminal_step(rng, reference):
    lr, mu = rng.choice([0.01, 0.02, 0.03, 0.05, 0.1, 0.2]), rng.choice([0.6, 0.7, 0.75, 0.8, 0.9, 0.95])
    # The step that no gradient 1 changes any more: from the velocity 1 / (1 - mu) to itself.
    optimizer, weight = _momentum(reference, lr, mu)
    optimizer.v[0] = torch.tensor([1 / (1 - mu)], dtype=torch.float64)
    step = -_move(optimizer, weight, [1.0])
    mistakes = {
        "no_momentum": lr,
        "multiplies": lr * (1 - mu),
        "divides_by_momentum": lr / mu,
        "two_terms": lr * (1 + mu),
    }
    return Drawn({"lr": lr, "mu": mu, "step": step}, step, mistakes)


@distinct
def with_dampening(rng, reference):
    lr, mu, d = rng.choice([0.1, 0.2]), rng.choice([0.5, 0.6, 0.8, 0.9]), rng.choice([0.25, 0.3, 0.4, 0.7])
    gradients = [rng.randint(2, 8) for _ in range(3)]
    g1, g2, g3 = gradients
    optimizer, weight = _momentum(reference, lr, mu, d)
    _move(optimizer, weight, [g1, g2])
    v2 = float(optimizer.v[0])
    _move(optimizer, weight, [g3])
    v3, answer = float(optimizer.v[0]), -float(weight.detach())

    def other(first, keep, take):
        v, moved = 0.0, 0.0
        for g in gradients:
            v = first * g if v == 0 else keep * v + take * g
            moved += lr * v
        return moved

    mistakes = {
        "dampens_the_first_gradient": other(1 - d, mu, 1 - d),
        "no_dampening": other(1, mu, 1),
        "averages": other(1, mu, 1 - mu),
        "dampens_the_velocity": other(1, mu * (1 - d), 1 - d),
        "ignores_momentum": lr * (g1 + g2 + g3),
        "moves_with_the_old_velocity": lr * (g1 + v2),
    }
    values = {"lr": lr, "mu": mu, "d": d, "g1": g1, "g2": g2, "g3": g3}
    values |= {"rest": 1 - d, "v1": g1, "v2": v2, "v3": v3, "answer": answer}
    return Drawn(values, answer, mistakes)


@distinct
def alternating_gradient(rng, reference):
    lr, mu = rng.choice([0.01, 0.02, 0.03, 0.05, 0.1, 0.2]), rng.choice([0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95])
    # The velocity -1 / (1 + mu) turns into +1 / (1 + mu) with the gradient 1, and so on.
    optimizer, weight = _momentum(reference, lr, mu)
    optimizer.v[0] = torch.tensor([-1 / (1 + mu)], dtype=torch.float64)
    step = -_move(optimizer, weight, [1.0])
    mistakes = {
        "constant_gradient": lr / (1 - mu),
        "no_momentum": lr,
        "last_two_only": lr * (1 - mu),
        "cancels_wholly": 0.0,
    }
    return Drawn({"lr": lr, "mu": mu, "step": step}, step, mistakes)


def _momentum(reference, lr, mu, d=0.0):
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    return reference("optimizers/momentum").Momentum([weight], lr, momentum=mu, dampening=d), weight


def _move(optimizer, weight, gradients):
    """How far these gradients move the weight."""
    before = float(weight.detach())
    for gradient in gradients:
        weight.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
    return float(weight.detach()) - before
