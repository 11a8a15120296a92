from __future__ import annotations

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart

# What is done, where a point goes, what the opposite would be, and the function; the opposite's place in this list.
_MOVES = [
    (
        {"en": "flipped left to right", "ko": "좌우로 뒤집습니다"},
        "({W} - x, y)",
        {"en": "a flip from top to bottom", "ko": "상하로 뒤집은 뒤"},
        lambda augmentation, x, boxes: augmentation.hflip(x, boxes),
        1,
    ),
    (
        {"en": "flipped top to bottom", "ko": "상하로 뒤집습니다"},
        "(x, {H} - y)",
        {"en": "a flip from left to right", "ko": "좌우로 뒤집은 뒤"},
        lambda augmentation, x, boxes: augmentation.vflip(x, boxes),
        0,
    ),
    (
        {"en": "turned by 90 degrees counter-clockwise", "ko": "시계 반대 방향으로 90도 돌립니다"},
        "(y, {W} - x)",
        {"en": "a clockwise turn", "ko": "시계 방향으로 돌린 뒤"},
        lambda augmentation, x, boxes: augmentation.rotate90(x, 1, boxes),
        3,
    ),
    (
        {"en": "turned by 90 degrees clockwise", "ko": "시계 방향으로 90도 돌립니다"},
        "({H} - y, x)",
        {"en": "a counter-clockwise turn", "ko": "시계 반대 방향으로 돌린 뒤"},
        lambda augmentation, x, boxes: augmentation.rotate90(x, -1, boxes),
        2,
    ),
]


def moved_box(rng, reference):
    augmentation, which = reference("regularization/augmentation"), rng.randrange(4)
    done, point, opposite, move, other = _MOVES[which]
    while True:
        W, H = rng.randrange(12, 32, 2), rng.randrange(12, 32, 2)
        x1, y1 = rng.randint(1, W - 6), rng.randint(1, H - 6)
        x2, y2 = rng.randint(x1 + 2, W - 1), rng.randint(y1 + 2, H - 1)
        box = (x1, y1, x2, y2)
        image, boxes = torch.empty(1, H, W, device="meta"), torch.tensor([box], dtype=torch.float64)
        answer = _whole(move(augmentation, image, boxes)[1])
        a, b, c, d = answer
        mistakes = {
            "box_stays": box,
            "corners_not_sorted": [(c, b, a, d), (a, d, c, b), (a, d, c, b), (c, b, a, d)][which],
            "pixel_indices": [(a - 1, b, c - 1, d), (a, b - 1, c, d - 1), (a, b - 1, c, d - 1), (a - 1, b, c - 1, d)][
                which
            ],
            "the_other_way": _whole(_MOVES[other][3](augmentation, image, boxes)[1]),
        }
        if W != H and len({answer, *mistakes.values()}) == 5:
            break
    series = (
        Series(Text("image", "이미지"), ((0, 0), (W, H))),
        Series(Text("box", "상자"), ((x1, y1), (x2, y2))),
    )
    figure = Picture("boxes", Text("Before", "바꾸기 전"), series)
    values = {"W": W, "H": H, "box": box, "done": done, "point": point.format(W=W, H=H), "opposite": opposite}
    return Drawn({**values, "answer": answer}, answer, mistakes, figure)


def _whole(boxes):
    return tuple(int(value) for value in boxes[0].tolist())


def number_of_inputs(rng, reference):
    while True:
        h, w = rng.choice([24, 28, 32, 48, 64]), rng.choice([24, 28, 32, 48, 64])
        rows, columns = rng.randint(5, 17), rng.randint(5, 17)
        mistakes = {
            "last_place_forgotten": 2 * (rows - 1) * (columns - 1),
            "flips_forgotten": rows * columns,
            "adds_rows_and_columns": 2 * (rows + columns),
            "flips_for_each_side": 4 * rows * columns,
        }
        if h != w and rows != columns and len({2 * rows * columns, *mistakes.values()}) == 5:
            values = {"h": h, "w": w, "H": h + rows - 1, "W": w + columns - 1, "rows": rows, "columns": columns}
            return Drawn(values, 2 * rows * columns, mistakes)


def jittered_pixel(rng, reference):
    while True:
        a, b = rng.randint(2, 8) / 20, rng.randint(13, 19) / 20
        brightness, contrast = rng.choice([1.2, 1.4, 1.5, 1.6]), rng.choice([0.4, 0.5, 0.6, 0.8])
        a1, b1, rest = brightness * a, min(brightness * b, 1), 1 - contrast
        mean = (a1 + b1) / 2
        image = torch.tensor([a, b], dtype=torch.float64).expand(3, 1, 2)
        jittered = reference("regularization/augmentation").color_jitter(image, brightness, contrast)
        answer = float(jittered[0, 0, 0])
        mistakes = {
            "clamps_at_the_end_only": contrast * a1 + rest * brightness * (a + b) / 2,
            "mean_of_the_original": contrast * a1 + rest * (a + b) / 2,
            "contrast_around_zero": contrast * a1,
        }
        if brightness * b > 1 and apart(answer, mistakes, gap=0.012):
            values = {"a": a, "b": b, "brightness": brightness, "contrast": contrast, "a1": a1, "b1": b1}
            return Drawn({**values, "rest": rest, "mean": mean, "answer": answer}, answer, mistakes)
