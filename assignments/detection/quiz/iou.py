import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart


def largest_shift(rng, reference):
    width, t = rng.randrange(24, 200, 4), rng.choice([0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8])
    shift = width * (1 - t) / (1 + t)
    mistakes = {"share_of_the_box": width * (1 - t)}
    if t < 0.5:
        mistakes["union_is_the_sum"] = width * (1 - 2 * t)
    return Drawn({"width": width, "threshold": t, "shift": shift}, shift, mistakes)


def no_clamp(rng, reference):
    while True:
        x, y = rng.randint(0, 5), rng.randint(0, 5)
        w, h, w2, h2 = (rng.randint(3, 8) for _ in range(4))
        dx, dy = -rng.randint(2, 5), -rng.randint(2, 5)
        inter, area_a, area_b = dx * dy, w * h, w2 * h2
        answer = inter / (area_a + area_b - inter)
        mistakes = {
            "zero_as_it_should_be": 0.0,
            "negative_product": -inter / (area_a + area_b + inter),
            "union_is_the_sum": inter / (area_a + area_b),
        }
        if inter < 0.6 * (area_a + area_b) and apart(answer, mistakes, share=0.04):
            break
    a = (x, y, x + w, y + h)
    b = (x + w - dx, y + h - dy, x + w - dx + w2, y + h - dy + h2)
    values = {"a": a, "b": b, "dx": dx, "dy": dy, "inter": inter, "area_a": area_a, "area_b": area_b}
    return Drawn(values | {"answer": answer}, answer, mistakes)


def two_boxes(rng, reference):
    while True:
        x, y = rng.randint(0, 4), rng.randint(0, 4)
        a = (x, y, x + rng.randint(4, 10), y + rng.randint(4, 10))
        left, top = rng.randint(x, a[2] - 1), rng.randint(max(0, y - 3), a[3] - 1)
        b = (left, top, left + rng.randint(4, 10), top + rng.randint(4, 10))
        wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        inter, area_a, area_b = wide * high, _area(a), _area(b)
        union = area_a + area_b - inter
        iou = inter / union
        pixels = (wide + 1) * (high + 1)
        mistakes = {
            "counts_pixels": pixels / (_area(a, 1) + _area(b, 1) - pixels),
            "union_is_the_sum": inter / (area_a + area_b),
            "dice_instead_of_iou": 2 * inter / (area_a + area_b),
            "over_the_smaller_box": inter / min(area_a, area_b),
        }
        if inter > 1 and apart(iou, mistakes, share=0.04) and max(mistakes.values()) < 1:
            break
    boxes = torch.tensor([a, b], dtype=torch.float64)
    answer = reference("detection/iou").box_iou(boxes[:1], boxes[1:]).item()
    values = {"a": a, "b": b, "wide": wide, "high": high, "inter": inter, "union": union, "iou": iou}
    figure = Picture(
        "boxes",
        Text("Two boxes", "두 박스"),
        tuple(Series(Text.same(name), ((box[0], box[1]), (box[2], box[3]))) for name, box in (("A", a), ("B", b))),
    )
    return Drawn(values | {"area_a": area_a, "area_b": area_b}, answer, mistakes, figure)


def _area(box, extra=0):
    return (box[2] - box[0] + extra) * (box[3] - box[1] + extra)
