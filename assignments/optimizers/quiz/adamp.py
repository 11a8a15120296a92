from math import sqrt

import torch

from grader.model import Text
from grader.quiz import Drawn, distinct

OUTCOMES = {
    "by_channel": Text("every row loses its own part along w.", "모든 행에서 각 행의 w 방향 성분을 뺍니다."),
    "whole_layer": Text(
        "the layer, as one vector, loses its part along w.", "층 전체를 한 벡터로 보고 w 방향 성분을 뺍니다."
    ),
    "nothing": Text("nothing: the update stays as it is.", "아무것도 빼지 않고 갱신량을 그대로 둡니다."),
    "largest_row": Text(
        "only the row with the largest |cosine| loses its part along w.",
        "|코사인|이 가장 큰 행에서만 w 방향 성분을 뺍니다.",
    ),
}


@distinct
def cosine_bound(rng, reference):
    delta, k = rng.choice([0.1, 0.2, 0.3]), rng.choice([3, 5, 7])
    ci, co = rng.sample([3, 8, 16, 24, 32, 48, 64, 96, 128], 2)
    dim = ci * k * k
    answer = delta / sqrt(dim)
    mistakes = {
        "bound_without_dimension": delta,
        "no_square_root": delta / dim,
        "whole_layer": delta / sqrt(co * dim),
        "forgets_the_kernel": delta / sqrt(ci),
        "output_channels": delta / sqrt(co * k * k),
    }
    return Drawn({"delta": delta, "ci": ci, "co": co, "k": k, "dim": dim, "answer": answer}, answer, mistakes)


@distinct
def projected_update(rng, reference):
    while True:
        *w, length = rng.choice([(3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10), (5, 12, 13), (12, 5, 13)])
        w = [rng.choice([-1, 1]) * leg for leg in w]
        p = [rng.choice([-1, 1]) * rng.randint(1, 9) for _ in w]
        weights, update = (torch.tensor([row], dtype=torch.float64) for row in (w, p))
        gradient = torch.tensor([[-w[1], w[0]]], dtype=torch.float64)  # orthogonal to w: the projection fires
        answer = float(reference("optimizers/adamp").projected(update, weights, gradient, 0.1, 0.0)[0, 0])
        if abs(answer) > 0.5:
            break
    dot = w[0] * p[0] + w[1] * p[1]
    mistakes = {
        "never_projects": p[0],
        "keeps_the_part_along_w": w[0] * dot / length**2,
        "direction_not_normalised": p[0] - w[0] * dot,
        "normalised_once": p[0] - w[0] * dot / length,
        "reflects": p[0] - 2 * w[0] * dot / length**2,
    }
    values = {"w1": w[0], "w2": w[1], "p1": p[0], "p2": p[1], "length": length, "along": dot / length, "answer": answer}
    return Drawn(values, answer, mistakes)


def which_view(rng, reference):
    delta, dim, wanted = (
        rng.choice([0.1, 0.2]),
        rng.choice([16, 25, 36, 64, 72, 100, 144]),
        rng.choice(["by_channel", "whole_layer", "nothing"]),
    )
    bound, bound_of_layer = delta / sqrt(dim), delta / sqrt(3 * dim)
    while True:
        # Rows of equal length: then the cosine of the layer is the mean of the rows' cosines.
        cosines = [round(rng.uniform(-1.9, 1.9) * bound, 4) for _ in range(3)]
        layer = round(sum(cosines) / 3, 4)
        rows = [abs(cosine) / bound for cosine in cosines]
        clear = all(abs(row - 1) > 0.1 for row in rows) and abs(abs(layer) / bound_of_layer - 1) > 0.1
        if clear and wanted == (
            "by_channel" if max(rows) < 1 else "whole_layer" if abs(layer) < bound_of_layer else "nothing"
        ):
            break
    values = {
        "delta": delta,
        "dim": dim,
        "all": 3 * dim,
        "cosines": ", ".join(f"{cosine:.4f}" for cosine in cosines),
        "layer": f"{layer:.4f}",
        "bound": bound,
        "bound_of_layer": bound_of_layer,
        "outcome": OUTCOMES[wanted],
    }
    return Drawn(values, OUTCOMES[wanted], {name: text for name, text in OUTCOMES.items() if name != wanted})


@distinct
def weaker_decay(rng, reference):
    lr, wd, ratio = rng.choice([0.1, 0.2, 0.5]), rng.choice([0.01, 0.02, 0.05, 0.1]), rng.choice([0.1, 0.2, 0.3])
    length = rng.randint(2, 20)
    w = torch.tensor([[float(length), 0.0]], dtype=torch.float64, requires_grad=True)
    w.grad = torch.zeros_like(w)  # orthogonal to w, and no update
    reference("optimizers/adamp").AdamP([w], lr, weight_decay=wd, wd_ratio=ratio).step()
    answer = length - float(w[0, 0].detach())
    mistakes = {
        "ignores_wd_ratio": lr * wd * length,
        "no_learning_rate": wd * ratio * length,
        "no_decay": 0.0,
        "complement_of_the_ratio": lr * wd * (1 - ratio) * length,
        "remaining_length": length - answer,
    }
    return Drawn({"lr": lr, "wd": wd, "ratio": ratio, "length": length, "answer": answer}, answer, mistakes)
