import torch

from grader.quiz import Drawn, told_apart

NAMES = "PQRST"  # not the letters of options


def survivors(rng, reference):
    thr = rng.choice([0.3, 0.35, 0.4, 0.45])
    while True:
        left = [0]
        while len(left) < 5:
            left.append(left[-1] + rng.choice([25, 30, 35, 45, 50, 60, 70, 80]))
        tenths = rng.sample(range(3, 10), 5)
        iou = {(i, j): _along(left[i], left[j], 100) for i in range(5) for j in range(5)}
        if min(abs(value - thr) for value in iou.values()) < 0.03:
            continue
        order = sorted(range(5), key=lambda i: -tenths[i])
        close = {pair for pair, value in iou.items() if value > thr}
        kept = _greedy(order, close)
        found = {
            "suppressed_boxes_suppress": _all_better_suppress(order, close),
            "worst_score_first": _greedy(order[::-1], close),
            "one_round_alone": [i for i in order if i == order[0] or (i, order[0]) not in close],
        }
        if len({frozenset(one) for one in (kept, *found.values())}) == 4:
            break
    boxes = torch.tensor([[x, 0, x + 100, 40] for x in left], dtype=torch.float64)
    answer = reference("detection/nms").nms(boxes, torch.tensor(tenths, dtype=torch.float64), thr).tolist()
    overlaps = [f"{NAMES[i]}{NAMES[j]} {iou[i, j]:.2f}" for i in range(5) for j in range(i + 1, 5) if iou[i, j] > 0]
    values = {
        "thr": thr,
        "scores": ", ".join(f"{name} 0.{tenth}" for name, tenth in zip(NAMES, tenths, strict=True)),
        "overlaps": ", ".join(overlaps),
        "order": ", ".join(NAMES[i] for i in answer),
    }
    return Drawn(values, _letters(answer), {name: _letters(one) for name, one in found.items()})


def per_class(rng, reference):
    of, pairs = [0, 0, 0, 1, 1, 1], [(i, j) for i in range(6) for j in range(6) if i != j]
    while True:
        # One class is often a chain: each box close to the next, the ends apart.
        start, first, second = rng.randint(0, 30), rng.randint(5, 9), rng.randint(5, 9)
        chain = [start, start + first, start + first + second] if rng.random() < 0.7 else rng.sample(range(50), 3)
        left = rng.choice([chain + (others := rng.sample(range(50), 3)), others + chain])
        scores = rng.sample(range(40, 99), 6)
        apart = {(i, j): abs(left[i] - left[j]) for i, j in pairs}
        if 10 in apart.values() or min(apart.values()) < 3:
            continue
        order = sorted(range(6), key=lambda i: -scores[i])
        close = {(i, j) for i, j in pairs if of[i] == of[j] and apart[i, j] < 10}
        kept = _greedy(order, close)
        found = {
            "ignores_the_classes": len(_greedy(order, {pair for pair in pairs if apart[pair] < 10})),
            "suppressed_boxes_suppress": len(_all_better_suppress(order, close)),
            "share_of_one_box": len(_greedy(order, {(i, j) for i, j in pairs if of[i] == of[j] and apart[i, j] < 15})),
        }
        if found["ignores_the_classes"] < len(kept) < 6:
            break
    boxes = torch.tensor([[x, 0, x + 30, 20] for x in left], dtype=torch.float64)
    answer = (
        reference("detection/nms").batched_nms(boxes, torch.tensor(scores).double(), 0.5, torch.tensor(of)).tolist()
    )
    told = {language: [f"x = {x} ({word} {score / 100:.2f})" for x, score in zip(left, scores, strict=True)]
            for language, word in (("en", "score"), ("ko", "점수"))}  # fmt: skip
    values = {
        "first": ", ".join(told["en"][:3]),
        "second": ", ".join(told["en"][3:]),
        "first_ko": ", ".join(told["ko"][:3]),
        "second_ko": ", ".join(told["ko"][3:]),
        "kept": ", ".join(str(left[i]) for i in answer),
        "answer": len(answer),
    }
    return Drawn(values, len(answer), told_apart(len(answer), found))


def comparisons(rng, reference):
    groups, each = rng.randint(3, 6), rng.randint(3, 12)
    n = groups * each
    terms = [n - i * each - 1 for i in range(groups)]
    values = {
        "groups": groups,
        "each": each,
        "rest": n - 1,
        "dropped": each - 1,
        "sum": " + ".join(map(str, terms)),
        "answer": sum(terms),
    }
    mistakes = {
        "every_pair": n * (n - 1) // 2,
        "within_each_object": groups * (each - 1),
        "nothing_is_dropped": groups * (n - 1),
    }
    return Drawn(values, sum(terms), mistakes)


def _along(a, b, width):
    return max(width - abs(a - b), 0) / (width + abs(a - b))


def _greedy(order, close):
    kept = []
    for i in order:
        if not any((i, j) in close for j in kept):
            kept.append(i)
    return kept


def _all_better_suppress(order, close):
    """The mistake: boxes that were dropped drop others, too."""
    return [i for k, i in enumerate(order) if not any((i, j) in close for j in order[:k])]


def _letters(indices):
    return ", ".join(NAMES[i] for i in sorted(indices))
