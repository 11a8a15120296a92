import math

import torch

from grader.quiz import Drawn, apart, told_apart

CORNERS = (
    (0, 0, "at the upper left", "왼쪽 위"),
    (0, 1, "at the upper right", "오른쪽 위"),
    (1, 0, "at the lower left", "왼쪽 아래"),
)


def pooled_value(rng, reference):
    module = reference("detection/roi_pool")
    row, column, corner_en, corner_ko = rng.choice(CORNERS)

    def bin_of(x1, y1, x2, y2, extra=1, disjoint=False):
        h, w = max(y2 - y1 + extra, 1), max(x2 - x1 + extra, 1)
        more = 0 if disjoint else 1
        rows = y1 + row * h // 2, y1 + ((row + 1) * h + more) // 2
        columns = x1 + column * w // 2, x1 + ((column + 1) * w + more) // 2
        return rows, columns

    while True:
        x, y = rng.randint(4, 70), rng.randint(4, 70)
        roi = x, y, rng.randint(x + 40, 150), rng.randint(y + 40, 150)
        if any(v % 16 == 8 for v in roi):
            continue
        rounded = [math.floor(v / 16 + 0.5) for v in roi]
        if max(rounded) > 9:
            continue
        (top, bottom), (left, right) = bin_of(*rounded)
        answer = 10 * (bottom - 1) + right - 1
        bins = {
            "last_pixel_excluded": bin_of(*rounded, extra=0),
            "corners_cut_off": bin_of(*(v // 16 for v in roi)),
            "x_and_y_swapped": bin_of(*(rounded[k] for k in (1, 0, 3, 2))),
            "bins_do_not_overlap": bin_of(*rounded, disjoint=True),
        }
        found = {name: 10 * (rows[1] - 1) + columns[1] - 1 for name, (rows, columns) in bins.items()}
        mistakes = told_apart(answer, found)
        if len(mistakes) >= 3 and "x_and_y_swapped" in mistakes and min(mistakes.values()) >= 0:
            break
    feat = torch.arange(100, dtype=torch.float64).view(1, 1, 10, 10)
    exact = int(module.roi_pool(feat, torch.tensor([[0.0, *roi]]), out=2)[0, 0, row, column])
    values = {"roi": roi, "corner_en": corner_en, "corner_ko": corner_ko, "answer": answer}
    values |= dict(zip(("x1", "y1", "x2", "y2"), rounded, strict=True))
    values |= {"top": top, "bottom": bottom - 1, "left": left, "right": right - 1}
    return Drawn(values, exact, mistakes)


def shared_maximum(rng, reference):
    while True:
        a, b, c = (rng.choice([-1, 1]) * rng.randint(2, 30) / 10 for _ in range(3))
        m, n, k = rng.sample([2, 4, 6, 9, 12], 3)
        answer = round(a + b, 6)
        mistakes = {
            "gradient_to_all": round(a + b + c, 6),
            "average": a / m + b / n + c / k,
            "last_region_alone": b,
        }
        if apart(answer, mistakes, gap=0.05):
            break
    return Drawn({"a": a, "b": b, "c": c, "m": m, "n": n, "k": k, "answer": answer}, answer, mistakes)


def misalignment(rng, reference):
    stride = rng.choice([8, 16, 32])
    j, off = rng.randint(2, 14), rng.choice([k for k in range(1, stride) if k != stride // 2])
    x = stride * j + off
    nearest = j + (off > stride // 2)
    answer = abs(x - stride * nearest)
    mistakes = told_apart(answer, {"no_shift": 0, "corners_cut_off": off})
    values = {"x": x, "stride": stride, "quotient": x / stride, "j": nearest, "begin": stride * nearest}
    return Drawn(values | {"answer": answer}, answer, mistakes)
