import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart


def cell(rng, reference):
    while True:
        size, S = rng.choice([(448, 7), (416, 13), (320, 5), (384, 6), (320, 10)])
        side = size // S
        w, h = rng.randrange(side, size // 2, 2), rng.randrange(side, size // 2, 2)
        x1, y1 = rng.randint(0, size - w), rng.randint(0, size - h)
        x, y = x1 + w / 2, y1 + h / 2
        row, column = int(y // side), int(x // side)
        inside = all(0.1 < (v / side) % 1 < 0.9 for v in (x, y))
        mistakes = {
            "rows_and_columns_swapped": (column, row),
            "corner_instead_of_centre": (y1 // side, x1 // side),
            "counted_from_one": (row + 1, column + 1),
        }
        if inside and len({(row, column), *mistakes.values()}) == 4:
            break
    box = x1, y1, x1 + w, y1 + h
    target = reference("detection/yolo_targets").yolo_encode(
        torch.tensor([box], dtype=torch.float64) / size, torch.tensor([0]), S, 1, 1
    )
    answer = tuple(target[..., 4].nonzero()[0].tolist())
    # Every second column and row as a strip: their edges are the lines between all cells.
    lines = [(0, 0), (size, size)]
    for k in range(0, size, 2 * side):
        lines += [(k, 0), (k + side, size), (0, k), (size, k + side)]
    figure = Picture(
        "boxes",
        Text("The cells of the image and an object", "이미지의 칸과 물체"),
        (
            Series(
                Text(
                    f"cells: lines at x and y = 0, {side}, {2 * side}, …, {size}",
                    f"칸의 경계선: x, y = 0, {side}, {2 * side}, …, {size}",
                ),
                tuple(lines),
            ),
            Series(Text("object", "물체"), ((box[0], box[1]), (box[2], box[3]))),
        ),
    )
    values = {"size": size, "S": S, "cell": side, "box": box, "x": x, "y": y, "row": row, "column": column}
    return Drawn(values, answer, mistakes, figure)


def decode(rng, reference):
    while True:
        size, S = rng.choice([(448, 7), (416, 13), (640, 10), (320, 5)])
        row, column = rng.randrange(S), rng.randrange(S)
        x, y = rng.randint(1, 9) / 10, rng.randint(1, 9) / 10
        w, h, confidence = rng.randint(2, 12) / 20, rng.randint(2, 12) / 20, rng.randint(5, 9) / 10
        centre = (column + x) / S * size
        answer = centre - w * size / 2
        mistakes = {
            "size_in_cells": centre - w * size / S / 2,
            "rows_and_columns_swapped": (row + x) / S * size - w * size / 2,
            "centre_returned": centre,
            "place_in_the_image": (x - w / 2) * size,
        }
        if answer >= 5 and row != column and apart(answer, mistakes, gap=6):
            break
    t = torch.zeros(S, S, 6, dtype=torch.float64)
    t[row, column] = torch.tensor([x, y, w, h, confidence, 1], dtype=torch.float64)
    boxes, _, _ = reference("detection/yolo_targets").yolo_decode(t, 0.1, 1, 1)
    exact = boxes[0, 0].item() * size
    values = {"size": size, "S": S, "row": row, "column": column, "x": x, "y": y, "w": w, "h": h}
    values |= {"confidence": confidence, "centre": centre, "wide": round(w * size, 6), "answer": exact}
    return Drawn(values, exact, mistakes)


def numbers_in_the_tensor(rng, reference):
    while True:
        S, B, C = rng.randint(5, 19), rng.randint(2, 5), rng.randint(3, 90)
        if (S, B, C) != (7, 2, 20):
            break
    depth = 5 * B + C
    mistakes = {
        "classes_for_each_box": S * S * B * (5 + C),
        "confidence_missing": S * S * (4 * B + C),
        "one_box": S * S * (5 + C),
    }
    return Drawn({"S": S, "B": B, "C": C, "depth": depth, "answer": S * S * depth}, S * S * depth, mistakes)
