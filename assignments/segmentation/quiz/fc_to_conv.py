import torch
from torch import nn

from grader.quiz import Drawn, told_apart


def map_of_answers(rng, reference):
    total, k = rng.choice([8, 16, 32]), rng.choice([3, 4, 5, 6])
    mh, mw = (k + more for more in rng.sample(range(k, 2 * k + 5), 2))
    n, channels, hidden = rng.choice([1, 2, 4]), rng.choice([128, 256, 512]), rng.choice([1024, 2048])
    classes = rng.choice([5, 8, 12, 20])
    conv = reference("segmentation/fc_to_conv").fc_to_conv(nn.Linear(k * k, 1), (1, k, k))
    h, w = conv(torch.zeros(1, mh, mw)).shape[1:]
    answer = (n, classes, h, w)
    return Drawn(
        {
            "side": total * k, "total": total, "k": k, "channels": channels, "hidden": hidden, "classes": classes, "n": n,
            "h": total * mh, "w": total * mw, "mh": mh, "mw": mw,
        },
        answer,
        told_apart(
            answer,
            {
                "no_window": (n, classes, mh, mw),
                "one_short": (n, classes, h - 1, w - 1),
                "windows_side_by_side": (n, classes, mh // k, mw // k),
                "window_for_each_layer": (n, classes, mh - 2 * k + 2, mw - 2 * k + 2),
                "one_answer": (n, classes, 1, 1),
            },
        ),
    )  # fmt: skip


def which_weight(rng, reference):
    while True:
        C, H, W = rng.sample(range(3, 10), 3)
        c, i, x = rng.randint(1, C - 1), rng.randint(1, H - 1), rng.randint(1, W - 1)
        linear = nn.Linear(C * H * W, 1)
        with torch.no_grad():
            linear.weight.copy_(torch.arange(float(C * H * W)))
        answer = int(reference("segmentation/fc_to_conv").fc_to_conv(linear, (C, H, W)).weight[0, c, i, x].item())
        mistakes = {
            "channels_last": (i * W + x) * C + c,
            "columns_before_rows": (c * W + x) * H + i,
            "counted_from_one": answer + 1,
            "channel_size_forgotten": (c + i) * W + x,
        }
        if len({answer, *mistakes.values()}) == 5:
            return Drawn({"C": C, "H": H, "W": W, "c": c, "i": i, "x": x, "answer": answer}, answer, mistakes)


def answer_at_a_place(rng, reference):
    while True:
        H, W = rng.choice([(2, 2), (2, 3), (3, 2)])
        weights = [rng.choice([-3, -2, -1, 0, 1, 2, 3]) for _ in range(H * W)]
        b = rng.choice([-2, -1, 1, 2, 3])
        rows = [[rng.randint(0, 5) for _ in range(W + 1)] for _ in range(H + 1)]
        i, j = rng.choice([(0, 1), (1, 0), (1, 1)])
        linear = nn.Linear(H * W, 1)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor([weights]))
            linear.bias.fill_(b)
        conv = reference("segmentation/fc_to_conv").fc_to_conv(linear, (1, H, W))
        answer = round(conv(torch.tensor(rows, dtype=torch.float32)[None])[0, i, j].item())
        window = [row[j : j + W] for row in rows[i : i + H]]
        flat = [value for row in window for value in row]
        kernel = [weights[r * W : (r + 1) * W] for r in range(H)]
        down = [weights[c * H + r] for r in range(H) for c in range(W)]
        first = [value for row in rows[:H] for value in row[:W]]
        mistakes = {
            "kernel_turned": dot(weights[::-1], flat) + b,
            "columns_first": dot(down, flat) + b,
            "no_bias": dot(weights, flat),
            "first_window": dot(weights, first) + b,
        }
        if len({answer, *mistakes.values()}) == 5:
            break
    return Drawn(
        {
            "weights": ", ".join(map(str, weights)),
            "H": H,
            "W": W,
            "b": b,
            "rows": "\n".join(str(row) for row in rows),
            "i": i,
            "j": j,
            "kernel": kernel,
            "window": window,
            "sum": " + ".join(f"({a})·{v}" if a < 0 else f"{a}·{v}" for a, v in zip(weights, flat, strict=True))
            + f" + ({b})",
            "answer": answer,
        },
        answer,
        mistakes,
    )


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))
