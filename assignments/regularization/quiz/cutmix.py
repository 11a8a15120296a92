from __future__ import annotations

import math

import torch

from grader.quiz import Drawn, apart

# λ of which √(1 - λ) has one digit
_LAMBDAS = {0.91: 0.3, 0.84: 0.4, 0.75: 0.5, 0.64: 0.6, 0.51: 0.7}


def _setting(rng):
    """An image, a λ and a centre near one border, so that the box is clipped there; no half side is near a whole number."""
    while True:
        lam, H, W = rng.choice(sorted(_LAMBDAS)), rng.randrange(30, 66, 2), rng.randrange(30, 66, 2)
        half = _LAMBDAS[lam] * H / 2, _LAMBDAS[lam] * W / 2
        half_h, half_w = map(math.floor, half)
        cy = rng.choice([rng.randint(1, half_h - 2), rng.randint(half_h + 1, H - half_h)])
        cx = rng.choice([rng.randint(W - half_w + 2, W - 2), rng.randint(half_w + 1, W - half_w)])
        clipped = cy < half_h, cx + half_w > W
        if W != H and any(clipped) and all(0.1 < side % 1 < 0.9 for side in half):
            return lam, H, W, half_h, half_w, cy, cx


def _around(cy, cx, half_h, half_w):
    return cy - half_h, cx - half_w, cy + half_h, cx + half_w


def _clip(box, H, W):
    y1, x1, y2, x2 = box
    return max(y1, 0), max(x1, 0), min(y2, H), min(x2, W)


def _share(box, H, W):
    y1, x1, y2, x2 = box
    return (y2 - y1) * (x2 - x1) / (H * W)


def own_share(rng, reference):
    cutmix = reference("regularization/cutmix")
    while True:
        lam, H, W, half_h, half_w, cy, cx = _setting(rng)
        y1, x1, y2, x2 = box = cutmix.rand_bbox(H, W, lam, cy, cx)
        answer = 1 - _share(box, H, W)
        narrow = _around(cy, cx, _floor(H * (1 - lam) / 2), _floor(W * (1 - lam) / 2))
        mistakes = {
            "lambda_as_drawn": lam,
            "box_not_clipped": 1 - 4 * half_h * half_w / (H * W),
            "weights_swapped": 1 - answer,
            "side_without_the_root": 1 - _share(_clip(narrow, H, W), H, W),
        }
        if abs(mistakes["box_not_clipped"] - lam) < 0.011:
            del mistakes["box_not_clipped"]
        if apart(answer, mistakes, gap=0.011):
            break
    onehot = torch.eye(2, dtype=torch.float64)
    _, labels = cutmix.cutmix(torch.empty(2, 1, H, W, device="meta"), onehot, box, torch.tensor([1, 0]))
    answer = float(labels[0, 0])
    values = {"lam": lam, "H": H, "W": W, "cy": cy, "cx": cx, "root": _LAMBDAS[lam], "half_h": half_h, "half_w": half_w}
    values |= {"y1": y1, "x1": x1, "y2": y2, "x2": x2, "area": (y2 - y1) * (x2 - x1), "pixels": H * W}
    return Drawn({**values, "answer": answer}, answer, mistakes)


def cleared_pixels(rng, reference):
    while True:
        H, W, size = rng.randint(16, 40), rng.randint(16, 40), rng.randint(7, 15)
        half = size // 2
        cy, cx = rng.randint(0, half - 1), rng.randint(W - size + half + 1, W - 1)  # over the top and the right border
        top, left = cy - half, cx - half
        bottom, right = top + size - 1, left + size - 1
        rows, columns = bottom + 1, W - left
        image = torch.ones(1, 1, H, W)
        answer = int(image.sum() - reference("regularization/cutmix").cutout(image, size, cy, cx).sum())
        mistakes = {
            "square_moved_into_the_image": size * size,
            "one_side_clipped": max(rows, columns) * size,
            "square_shrinks_at_the_border": min(rows, columns) ** 2,
            "end_left_out": (rows - 1) * columns,
        }
        if rows != columns and min(rows, columns) > 2 and len({answer, *mistakes.values()}) == 5:
            values = {"H": H, "W": W, "size": size, "half": half, "cy": cy, "cx": cx, "top": top, "bottom": bottom}
            values |= {"left": left, "right": right, "rows": rows, "columns": columns}
            values |= {"last_row": H - 1, "last_column": W - 1, "answer": answer}
            return Drawn(values, answer, mistakes)


def box_of_a_lambda(rng, reference):
    while True:
        lam, H, W, half_h, half_w, cy, cx = _setting(rng)
        answer = reference("regularization/cutmix").rand_bbox(H, W, lam, cy, cx)
        y1, x1, y2, x2 = answer
        whole = _around(cy, cx, half_h, half_w)
        down, aside = max(-whole[0], 0), max(whole[3] - W, 0)
        narrow = _around(cy, cx, _floor(H * (1 - lam) / 2), _floor(W * (1 - lam) / 2))
        wide = _around(cy, cx, _floor(_LAMBDAS[lam] * H), _floor(_LAMBDAS[lam] * W))
        mistakes = {
            "box_not_clipped": whole,
            "box_moved_into_the_image": (whole[0] + down, whole[1] - aside, whole[2] + down, whole[3] - aside),
            "rows_and_columns_swapped": (x1, y1, x2, y2),
            "side_without_the_root": _clip(narrow, H, W),
            "full_side_on_each_side": _clip(wide, H, W),
        }
        if len({answer, *mistakes.values()}) == 6:
            values = {"lam": lam, "H": H, "W": W, "cy": cy, "cx": cx, "root": _LAMBDAS[lam]}
            values |= {"half_h": half_h, "half_w": half_w, "answer": answer}
            return Drawn(values, answer, mistakes)


def _floor(side):
    return math.floor(round(side, 6))
