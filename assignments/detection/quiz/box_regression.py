import math

import torch

from grader.quiz import Drawn, apart


def encode_shift(rng, reference):
    axis = rng.randrange(2)
    while True:
        p, g = _box(rng), _box(rng)
        (p1, p2), (g1, g2) = (p[axis], p[axis + 2]), (g[axis], g[axis + 2])
        side, centre_p, centre_g = p2 - p1, (p1 + p2) / 2, (g1 + g2) / 2
        answer = (centre_g - centre_p) / side
        mistakes = {
            "divides_by_the_objects_size": (centre_g - centre_p) / (g2 - g1),
            "corners_instead_of_centres": (g1 - p1) / side,
            "shifts_in_pixels": centre_g - centre_p,
            "proposal_minus_object": -answer,
        }
        meet = all(max(p[k], g[k]) < min(p[k + 2], g[k + 2]) for k in (0, 1))
        if meet and answer and apart(answer, mistakes):
            break
    boxes = torch.tensor([p, g], dtype=torch.float64)
    exact = reference("detection/box_regression").encode_boxes(boxes[1:], boxes[:1])[0, axis].item()
    values = {"proposal": p, "gt": g, "axis": ("tx", "ty")[axis], "p": centre_p, "g": centre_g, "side": side}
    return Drawn(values | {"answer": answer}, exact, mistakes)


def decode(rng, reference):
    while True:
        p = _box(rng)
        tx, ty = rng.choice([-0.3, -0.2, -0.1, 0.1, 0.2, 0.3]), rng.choice([-0.2, 0.2])
        tw, th = rng.choice([-0.6, -0.5, -0.4, 0.3, 0.4, 0.5, 0.6]), rng.choice([-0.1, 0.1])
        side, old = p[2] - p[0], (p[0] + p[2]) / 2
        centre, width = old + tx * side, side * math.exp(tw)
        answer = centre + width / 2
        mistakes = {
            "decodes_with_the_old_size": centre + side / 2,
            "decodes_from_the_corner": p[0] + tx * side + width,
            "scale_without_exponential": centre + side * (1 + tw) / 2,
            "decodes_to_the_centre": centre,
        }
        if apart(answer, mistakes, gap=0.5):
            break
    deltas, proposal = (torch.tensor([one], dtype=torch.float64) for one in ((tx, ty, tw, th), p))
    exact = reference("detection/box_regression").decode_boxes(deltas, proposal)[0, 2].item()
    values = {"proposal": p, "t": (tx, ty, tw, th), "tx": tx, "tw": tw, "p": old, "side": side}
    return Drawn(values | {"centre": centre, "width": width, "answer": answer}, exact, mistakes)


def ridge(rng, reference):
    while True:
        phi = [rng.randint(-4, 6) for _ in range(3)]
        t = [rng.randint(-9, 9) / 10 for _ in range(3)]
        lam = rng.choice([2, 3, 4, 5, 8, 10])
        top, bottom = sum(f * s for f, s in zip(phi, t, strict=True)), sum(f * f for f in phi)
        if abs(top) < 0.5 or 0 in phi:
            continue
        answer = top / (bottom + lam)
        mistakes = {
            "plain_least_squares": top / bottom,
            "lambda_for_each_example": top / (bottom + 3 * lam),
            "lambda_squared": top / (bottom + lam**2),
        }
        if apart(answer, mistakes):
            break
    features, targets = (torch.tensor(one, dtype=torch.float64)[:, None] for one in (phi, t))
    exact = reference("detection/box_regression").bbox_ridge(features, targets, lam).item()
    told = {"phi": ", ".join(map(str, phi)), "t": ", ".join(f"{s:g}" for s in t), "lam": lam}
    return Drawn(told | {"top": round(top, 6), "bottom": bottom, "answer": answer}, exact, mistakes)


def _box(rng):
    x, y = rng.randrange(10, 60, 2), rng.randrange(10, 60, 2)
    return x, y, x + rng.choice([20, 40, 50, 80]), y + rng.choice([20, 40, 50, 80])
