import itertools
import math

import torch

from grader.quiz import Drawn, told_apart

DOWN, UP = {"en": "down", "ko": "내림"}, {"en": "up", "ko": "올림"}


def pooled_size(rng, reference):
    out = reference("cnn/pooling").out_size
    while True:
        (k, s), up = rng.choice([(3, 2), (4, 3), (5, 3), (5, 2)]), rng.choice([True, False])
        n = rng.randint(28, 150)
        first = out(n, k, s, 0, up)
        answer = out(first, k, s, 0, up)
        mistakes = {
            "rounded_the_other_way": out(out(n, k, s, 0, not up), k, s, 0, not up),
            "windows_side_by_side": out(out(n, k, k, 0, up), k, k, 0, up),
            "divided_by_the_stride": math.ceil(math.ceil(n / s) / s) if up else n // s // s,
            "one_pooling": first,
        }
        if mistakes["rounded_the_other_way"] != answer:
            break
    values = {"n": n, "k": k, "s": s, "how": UP if up else DOWN, "first": first, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def average_with_padding(rng, reference):
    pool = reference("cnn/pooling").avg_pool2d
    while True:
        x = torch.tensor([[rng.randint(1, 9) for _ in range(4)] for _ in range(4)], dtype=torch.float64)
        (row, column), counted = rng.choice([(0, 0), (0, 1), (1, 0)]), rng.choice([True, False])
        answer = float(pool(x[None, None], 3, 2, 1, count_include_pad=counted)[0, 0, row, column])
        top, left = 2 * row - 1, 2 * column - 1
        seen = x[max(top, 0) : top + 3, max(left, 0) : left + 3]
        unpadded = x[2 * row : 2 * row + 3, 2 * column : 2 * column + 3]
        mistakes = {
            "counts_padding_the_other_way": float(seen.sum()) / (seen.numel() if counted else 9),
            "sum_for_mean": float(seen.sum()),
            "padding_ignored": float(unpadded.sum()) / 9,
            "maximum": float(seen.max()),
        }
        if row + column:
            del mistakes["padding_ignored"]  # whoever ignores the padding has no whole window there
        numbers = sorted([answer, *mistakes.values()])
        if all(b > 1.04 * a for a, b in itertools.pairwise(numbers)):
            break
    how = (
        {"en": "count as pixels", "ko": "포함합니다"}
        if counted
        else {"en": "do not count as pixels", "ko": "포함하지 않습니다"}
    )
    values = {
        "image": x.int().tolist(), "how": how, "row": row, "column": column, "inside": seen.numel(),
        "total": int(seen.sum()), "divisor": 9 if counted else seen.numel(), "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, mistakes)


def gradient_of_maxima(rng, reference):
    while True:
        x = rng.sample(range(1, 10), 7)
        g = rng.sample([-4, -3, -2, -1, 1, 2, 3, 4, 5, 6], 3)
        windows = [x[i : i + 3] for i in (0, 2, 4)]
        number = x[rng.choice([2, 4])]
        won = [i for i, window in enumerate(windows) if max(window) == number]
        if not won:
            continue
        # The reference pools images: the row three times, whose gradients add up to the row's.
        image = torch.tensor([x] * 3, dtype=torch.float64)[None, None].requires_grad_()
        y = reference("cnn/pooling").max_pool2d(image, 3, 2)
        y.backward(torch.tensor([[[g]]], dtype=torch.float64))
        answer = round(float(image.grad[0, 0, :, x.index(number)].sum()))
        holding = [i for i, window in enumerate(windows) if number in window]
        mistakes = {
            "from_every_window": sum(g[i] for i in holding),
            "last_window_alone": g[won[-1]],
            "first_window_alone": g[won[0]],
        }
        break
    values = {
        "x": x,
        "g": g,
        "number": number,
        "windows": windows,
        "won": {"en": "two windows", "ko": "두 개"} if len(won) == 2 else {"en": "one window", "ko": "하나"},
        "answer": answer,
    }
    return Drawn(values, answer, told_apart(answer, mistakes))
