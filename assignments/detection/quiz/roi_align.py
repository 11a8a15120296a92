import math

import torch

from grader.quiz import Drawn, apart, told_apart


def sampled_value(rng, reference):
    roi_align = reference("detection/roi_align").roi_align
    while True:
        a, b, c, d = rng.sample(range(21), 4)
        i, j = rng.sample(range(1, 5), 2)
        ty, tx = rng.sample([1, 2, 3, 4, 6, 7, 8, 9], 2)  # tenths
        fy, fx, gy, gx = ty / 10, tx / 10, (10 - ty) / 10, (10 - tx) / 10

        def between(fy, fx, a=a, b=b, c=c, d=d):
            return (1 - fy) * ((1 - fx) * a + fx * b) + fy * ((1 - fx) * c + fx * d)

        mistakes = {
            "nearest_pixel": [[a, b], [c, d]][fy > 0.5][fx > 0.5],
            "mean_of_four": (a + b + c + d) / 4,
            "x_and_y_swapped": between(fx, fy),
            "weights_reversed": between(gy, gx),
        }
        if apart(between(fy, fx), mistakes, gap=0.1):
            break
    feat = torch.zeros(1, 1, 7, 7, dtype=torch.float64)
    feat[0, 0, i : i + 2, j : j + 2] = torch.tensor([[a, b], [c, d]])
    y, x = i + fy, j + fx
    roi = torch.tensor([[0, x - 0.5, y - 0.5, x + 0.5, y + 0.5]], dtype=torch.float64)
    value = roi_align(feat, roi, 1, 1.0, sampling_ratio=1, aligned=False).item()
    values = {
        "a": a,
        "b": b,
        "c": c,
        "d": d,
        "i": i,
        "j": j,
        "i1": i + 1,
        "j1": j + 1,
        "y": round(y, 1),
        "x": round(x, 1),
    }
    return Drawn(values | {"fy": fy, "fx": fx, "gy": gy, "gx": gx, "value": value}, value, mistakes)


def ramp_bin(rng, reference):
    roi_align = reference("detection/roi_align").roi_align
    while True:
        a, b = rng.sample(range(2, 10), 2)
        x1, y1 = rng.randrange(16, 100, 2), rng.randrange(16, 100, 2)
        x2, y2 = x1 + rng.randrange(40, 160, 8), y1 + rng.randrange(40, 160, 8)
        p, q = rng.choice([0, 1]), rng.choice([0, 1])
        if any(corner % 16 == 8 for corner in (x1, y1, x2, y2)):
            continue

        def at(p, q, shift=0.5, round_=lambda c: c, middle=0.5, x=(x1, x2), y=(y1, y2), a=a, b=b):
            (left, right), (top, bottom) = ([round_(c / 16) - shift for c in pair] for pair in (x, y))
            return a * (top + (p + middle) * (bottom - top) / 2) + b * (left + (q + middle) * (right - left) / 2)

        mistakes = {
            "half_pixel_missing": at(p, q, shift=0),
            "x_and_y_swapped": at(q, p, x=(y1, y2), y=(x1, x2)),
            "corner_of_the_bin": at(p, q, middle=0),
            "rounds_the_corners": at(p, q, round_=round),
        }
        if apart(at(p, q), mistakes, gap=0.3):
            break
    i, j = torch.arange(20, dtype=torch.float64)[:, None], torch.arange(20, dtype=torch.float64)
    roi = torch.tensor([[0, x1, y1, x2, y2]], dtype=torch.float64)
    value = roi_align((a * i + b * j)[None, None], roi, 2, 1 / 16)[0, 0, p, q].item()
    cy, cx = y1 / 16 - 0.5 + (p + 0.5) * (y2 - y1) / 32, x1 / 16 - 0.5 + (q + 0.5) * (x2 - x1) / 32
    values = {
        "a": a,
        "b": b,
        "x1": x1,
        "y1": y1,
        "x2": x2,
        "y2": y2,
        "p": p,
        "q": q,
        "cy": cy,
        "cx": cx,
        "value": value,
    }
    return Drawn(values, value, mistakes)


def gradient_pixels(rng, reference):
    weights = reference("detection/roi_align").weights
    (y1, h), (x1, w) = ((rng.randrange(4, 20) / 4, rng.choice([1, 2, 3])) for _ in range(2))
    rows, columns = (int((weights(at, side, 1, 2, 12) > 0).sum()) for at, side in ((y1, h), (x1, w)))
    answer = rows * columns
    mistakes = {"maximum_alone": 1, "one_sample": 4, "pixels_counted_twice": 16}
    values = {"y1": y1, "y2": y1 + h, "x1": x1, "x2": x1 + w, "rows": rows, "columns": columns, "answer": answer}
    values |= {"sy1": y1 + h / 4, "sy2": y1 + 3 * h / 4, "sx1": x1 + w / 4, "sx2": x1 + 3 * w / 4}
    return Drawn(values, answer, told_apart(answer, mistakes))


def adaptive_samples(rng, reference):
    out = rng.choice([3, 4, 5, 7])
    while True:
        h, w = rng.randrange(50, 400, 10), rng.randrange(50, 400, 10)
        rh, rw = math.ceil(h / 16 / out), math.ceil(w / 16 / out)
        answer = out * out * rh * rw
        mistakes = {
            "not_scaled": out * out * math.ceil(h / out) * math.ceil(w / out),
            "rounded_down": out * out * (h // (16 * out)) * (w // (16 * out)),
            "one_bin": rh * rw,
            "rows_as_columns": out * out * rh * rh,
        }
        if rh != rw and mistakes["rounded_down"] and len({answer, *mistakes.values()}) == 5:
            break
    values = {"out": out, "h": h, "w": w, "hm": h / 16, "wm": w / 16, "rh": rh, "rw": rw, "answer": answer}
    return Drawn(values, answer, mistakes)
