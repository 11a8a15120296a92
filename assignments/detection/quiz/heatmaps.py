import math

import torch

from grader.quiz import Drawn, apart


def value_of_a_pixel(rng, reference):
    while True:
        sigma = rng.choice([1.5, 2, 2.5, 3])
        x, y = rng.sample([tenths / 10 for tenths in range(60, 190) if tenths % 10 in (2, 3, 4, 6, 7, 8)], 2)
        i, j = round(y) + rng.randrange(-2, 3), round(x) + rng.randrange(-2, 3)

        def heat(d2, sigma=sigma):
            return math.exp(-d2 / (2 * sigma**2))

        d2 = (j - x) ** 2 + (i - y) ** 2
        value = heat(d2)
        mistakes = {
            "x_and_y_swapped": heat((i - x) ** 2 + (j - y) ** 2),
            "two_forgotten": heat(2 * d2),
            "sigma_not_squared": heat(d2 * sigma),
            "distance_not_squared": heat(d2**0.5),
            "point_rounded": heat((j - round(x)) ** 2 + (i - round(y)) ** 2),
        }
        far = abs(round(x) - round(y)) < 5
        if far and apart(value, mistakes, share=0.04):
            break
    points = torch.tensor([[x, y]], dtype=torch.float64)
    computed = reference("detection/heatmaps").encode_heatmap(points, 24, 24, sigma)[0, i, j].item()
    values = {"x": x, "y": y, "i": i, "j": j, "sigma": sigma, "d2": d2, "two": 2 * sigma**2, "value": value}
    return Drawn(values, computed, mistakes)


def error_of_a_coarse_map(rng, reference):
    heatmaps = reference("detection/heatmaps")
    while True:
        s = rng.choice([4, 8])
        x, y = rng.randrange(20, 100), rng.randrange(20, 100)
        if x % s == s // 2 or y % s == s // 2 or x == y:
            continue
        points = torch.tensor([[x, y]], dtype=torch.float64)
        px, py = map(int, heatmaps.decode_heatmap(heatmaps.encode_heatmap(points / s, 28, 28, 2.0))[0].tolist())
        dx, dy = abs(px * s - x), abs(py * s - y)
        value = math.hypot(dx, dy)
        mistakes = {
            "in_pixels_of_the_map": value / s,
            "rounded_down": math.hypot(x % s, y % s),
            "sum_of_both_axes": dx + dy,
            "no_error": 0.0,
        }
        if apart(value, mistakes, gap=0.05):
            break
    values = {"s": s, "x": x, "y": y, "mx": x / s, "my": y / s, "px": px, "py": py, "ix": px * s, "iy": py * s}
    return Drawn(values | {"dx": dx, "dy": dy, "value": value}, value, mistakes)


def centre_of_mass(rng, reference):
    while True:
        row = [rng.randrange(5) for _ in range(5)]
        mass, moment = sum(row), sum(h * x for x, h in enumerate(row))
        if row.count(max(row)) > 1 or row.count(0) > 2:
            continue
        soft = [math.exp(h) for h in row]
        value = moment / mass
        mistakes = {
            "largest": row.index(max(row)),
            "not_divided": moment,
            "softmax_first": sum(h * x for x, h in enumerate(soft)) / sum(soft),
            "counted_from_one": value + 1,
            "mean_over_pixels": moment / 5,
        }
        if apart(value, mistakes, gap=0.05):
            break
    hm = torch.zeros(1, 3, 5, dtype=torch.float64)
    hm[0, 1] = torch.tensor(row)
    computed = reference("detection/heatmaps").soft_argmax(hm)[0, 0].item()
    values = {"row": ", ".join(map(str, row)), "mass": mass, "moment": moment, "value": value}
    return Drawn(values, computed, mistakes)


def correct_key_points(rng, reference):
    while True:
        alpha, length = rng.choice([0.1, 0.2, 0.5]), rng.choice([30, 40, 60, 80])
        threshold = alpha * length
        distances = [rng.randrange(1, 20) / 2 * threshold / 5 for _ in range(8)]
        distances = [round(d, 1) for d in distances]
        if any(abs(d - threshold) < 0.3 for d in distances):
            continue
        answer = sum(d <= threshold for d in distances)
        mistakes = {
            "wrong_ones": 8 - answer,
            "reference_length_alone": sum(d <= length for d in distances),
            "alpha_alone": sum(d <= alpha for d in distances),
        }
        if len({answer, *mistakes.values()}) == 4:
            break
    values = {"distances": ", ".join(f"{d:g}" for d in distances), "alpha": alpha, "length": length}
    return Drawn(values | {"threshold": threshold, "answer": answer}, answer, mistakes)
