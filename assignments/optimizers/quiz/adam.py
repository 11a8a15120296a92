import torch

from grader.model import Text
from grader.quiz import Drawn, distinct


@distinct
def second_step(rng, reference):
    lr, (b1, b2) = (
        rng.choice([0.01, 0.02, 0.1]),
        rng.choice([(0.5, 0.75), (0.6, 0.9), (0.8, 0.9), (0.8, 0.95), (0.9, 0.99)]),
    )
    g1, g2 = rng.sample(range(1, 10), 2)
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer, places = reference("optimizers/adam").Adam([weight], lr, (b1, b2)), []
    for gradient in (g1, g2):
        weight.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        places.append(float(weight.detach()))
    answer, m, v = places[0] - places[1], float(optimizer.m[0]), float(optimizer.v[0])
    mhat, vhat = m / (1 - b1**2), v / (1 - b2**2)
    again = (b1 * g1 + (1 - b1) * g2) / (1 - b1**2), (b2 * g1**2 + (1 - b2) * g2**2) / (1 - b2**2)
    mistakes = {
        "no_bias_correction": lr * m / v**0.5,
        "no_square_root": lr * mhat / vhat,
        "swapped_corrections": lr * m / (1 - b2**2) / (v / (1 - b1**2)) ** 0.5,
        "corrects_as_at_the_first_step": lr * m / (1 - b1) / (v / (1 - b2)) ** 0.5,
        "overwrites_the_averages": lr * again[0] / again[1] ** 0.5,
        "corrects_after_the_root": lr * mhat * (1 - b2**2) / v**0.5,
        "first_step": lr,
    }
    values = {"lr": lr, "b1": b1, "b2": b2, "g1": g1, "g2": g2, "m": m, "v": v, "mhat": mhat, "vhat": vhat}
    return Drawn(values | {"answer": answer}, answer, mistakes)


def decay_without_gradient(rng, reference):
    while True:
        w, lr, wd = rng.randint(5, 40) / 10, rng.choice([0.01, 0.02, 0.05, 0.1]), rng.choice([0.02, 0.05, 0.1, 0.2])
        coupled, decoupled = (_with_decay(reference, w, lr, wd, after) for after in (False, True))
        mistakes = {"no_decay": w, "decay_without_lr": round(w * (1 - wd), 6)}
        mistakes["decay_not_times_weight"] = round(w - lr * wd, 6)
        if rng.random() < 0.5:
            name = Text("Adam with L2 decay (added to the gradient)", "L2 감쇠 항을 기울기에 더하는 Adam")
            answer, mistakes = coupled, mistakes | {"decoupled_instead": decoupled}
        else:
            name = Text("AdamW (decoupled decay)", "AdamW(분리된 가중치 감쇠)")
            answer, mistakes = decoupled, mistakes | {"coupled_instead": coupled}
        if len({f"{value:.4g}" for value in (answer, *mistakes.values())}) == 5:
            break
    values = {"w": w, "lr": lr, "wd": wd, "name": name, "coupled": coupled, "decoupled": decoupled}
    return Drawn(values, answer, mistakes)


def _with_decay(reference, w, lr, wd, decoupled):
    """A weight after one step without a gradient."""
    weight = torch.tensor([w], dtype=torch.float64, requires_grad=True)
    weight.grad = torch.zeros(1, dtype=torch.float64)
    reference("optimizers/adam").Adam([weight], lr, weight_decay=wd, decoupled=decoupled).step()
    return round(float(weight.detach()), 6)  # ε is no more than 1e-8 of the step


@distinct
def without_correction(rng, reference):
    b1, b2 = rng.choice([0.5, 0.6, 0.7, 0.8, 0.9, 0.95]), rng.choice([0.9, 0.95, 0.96, 0.98, 0.99, 0.995, 0.999])
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    weight.grad = torch.ones(1, dtype=torch.float64)
    optimizer = reference("optimizers/adam").Adam([weight], 1.0, (b1, b2))
    optimizer.step()
    m, v = float(optimizer.m[0]), float(optimizer.v[0])  # the averages are kept uncorrected
    answer = m / v**0.5
    mistakes = {
        "corrected": 1.0,
        "no_square_root": m / v,
        "upside_down": v**0.5 / m,
        "forgets_m": v**-0.5,
        "forgets_v": m,
    }
    return Drawn({"b1": b1, "b2": b2, "answer": answer}, answer, mistakes)
