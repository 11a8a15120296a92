import torch

from grader.quiz import Drawn


def three_kinds(rng, reference):
    while True:
        # Most anchors meet one object much and the other a little; some lie between.
        first = [rng.choice([*range(0, 29), *range(32, 69), *range(72, 92)]) for _ in range(6)]
        second = [rng.choice([*range(0, 29), *range(32, 69)]) for _ in range(6)]
        if len(set(first)) < 6 or len(set(second)) < 6 or not _possible(first, second):
            continue
        best = [max(pair) for pair in zip(first, second, strict=True)]
        mean = [sum(pair) / 2 for pair in zip(first, second, strict=True)]
        tops = {first.index(max(first)), second.index(max(second))}
        answer = _counts(best, tops)
        plain = _counts(best, set())
        mistakes = {
            "no_forced_anchors": plain,
            "ignored_are_negative": (answer[0], answer[1] + answer[2], 0),
            "one_anchor_for_all_objects": _counts(best, {best.index(max(best))}),
            "mean_of_the_objects": _counts(mean, tops),
        }
        if mistakes["one_anchor_for_all_objects"] == plain:
            del mistakes["one_anchor_for_all_objects"]
        if len({answer, *mistakes.values()}) == 1 + len(mistakes):
            break
    values = {
        "first": ", ".join(f"{v / 100:.2f}" for v in first),
        "second": ", ".join(f"{v / 100:.2f}" for v in second),
        "best": ", ".join(f"{v / 100:.2f}" for v in best),
        "best0": first.index(max(first)),
        "best1": second.index(max(second)),
        "answer": answer,
    }
    return Drawn(values, answer, mistakes)


def minibatch(rng, reference):
    size, half = rng.choice([64, 128, 256]), rng.choice([True, False])
    most = size // 2 if half else size // 4
    few = rng.choice([True, False])
    p = rng.randint(most // 4, most - 5) if few else rng.randint(most + 5, size - 5)
    n, ignored = rng.randint(2, 6) * 256 + rng.randint(0, 200), rng.randint(20, 400)
    labels = torch.tensor([1] * p + [0] * n + [-1] * ignored)
    chosen = labels[reference("detection/anchor_targets").sample(labels, size, most / size)]
    answer = int((chosen == 1).sum()), int((chosen == 0).sum())
    as_in_the_image = round(size * p / (p + n))
    mistakes = {"as_in_the_image": (as_in_the_image, size - as_in_the_image)}
    if few:
        mistakes["as_many_negatives_as_positives"] = p, p
        mistakes["negatives_do_not_fill_up"] = p, size - most
    else:
        mistakes["too_many_positives"] = p, size - p
    if (p, p) == mistakes.get("negatives_do_not_fill_up"):
        del mistakes["negatives_do_not_fill_up"]
    if mistakes["as_in_the_image"] in (answer, *[v for k, v in mistakes.items() if k != "as_in_the_image"]):
        del mistakes["as_in_the_image"]
    values = {"p": p, "n": n, "ignored": ignored, "size": size, "most": most}
    return Drawn(
        values | {"share": "50 %" if half else "25 %", "chosen": answer[0], "rest": answer[1]},
        answer,
        mistakes,
    )


def _counts(iou, forced):
    """Positive, negative and ignored ones of IoUs in hundredths."""
    positive = {i for i, v in enumerate(iou) if v >= 70} | forced
    negative = {i for i, v in enumerate(iou) if v < 30} - forced
    return len(positive), len(negative), len(iou) - len(positive) - len(negative)


def _possible(first, second):
    """Whether two boxes can have such IoUs with the same anchors: 1 - IoU is a distance."""
    pairs = [(100 - a, 100 - b) for a, b in zip(first, second, strict=True)]
    return max(abs(a - b) for a, b in pairs) <= min(100, *(a + b for a, b in pairs))
