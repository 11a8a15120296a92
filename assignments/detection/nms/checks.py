import torch

from grader.checks import check, close


def crowd(draw, n):
    """Boxes on a small integer grid [n, 4] and scores [n], all different.

    No quotient of such areas comes within 1e-6 of a golden-ratio threshold, so rounding decides nothing.
    """
    corner, size = draw.integers(n, 2, high=8), draw.integers(n, 2, low=3, high=10)
    scores = (draw.permutation(n).float() - n / 4) / n
    return torch.cat([corner, corner + size], dim=1).float(), scores


def golden(large=False):
    return 0.6180339887498949 if large else 0.3819660112501051


def sorted_indices(keep):
    return sorted(int(i) for i in keep)


@check(close(0))
def keeps_the_boxes_of_the_example(impl, draw):
    boxes = torch.tensor([[0, 0, 10, 10], [4, 0, 14, 10], [8, 0, 18, 10], [30, 30, 40, 40]]).float()
    scores = torch.tensor([0.9, 0.8, 0.7, 0.95])
    return {"indices": impl.nms(boxes, scores, 0.3)}


@check(close(0))
def returns_indices_by_descending_score(impl, draw):
    few, many = crowd(draw, 12), crowd(draw, 40)
    return {
        "few": impl.nms(*few, golden()),
        "many": impl.nms(*many, golden()),
        "many_high_threshold": impl.nms(*many, golden(large=True)),
    }


@check(close(0))
def keeps_classes_apart(impl, draw):
    boxes = torch.tensor([[0, 0, 10, 10], [0, 0, 10, 10], [1, 0, 11, 10], [1, 1, 11, 11]]).float()
    scores = torch.tensor([0.9, 0.8, 0.7, 0.6])
    return {"indices": impl.batched_nms(boxes, scores, 0.5, torch.tensor([0, 1, 0, 2]))}


@check(close(0))
def lets_only_boxes_that_stay_suppress(impl, draw):
    n = 15
    left = 4.0 * torch.arange(n, dtype=torch.float32)
    row = torch.stack([left, torch.zeros(n), left + 10.0, torch.full((n,), 10.0)], dim=1)  # neighbours: IoU 6/14
    falling = torch.linspace(0.9, 0.2, n)
    order = draw.permutation(n)
    return {
        "falling": impl.nms(row, falling, 0.3),
        "shuffled_boxes": impl.nms(row[order], falling[order], 0.3),
        "shuffled_scores": impl.nms(row, falling[order], 0.3),
        "farther": impl.nms(row, falling[order], 0.1),
        "heap": impl.nms(row[:1].repeat(n, 1), falling[order], 0.3),
    }


@check(close(0))
def keeps_a_box_at_exactly_the_threshold(impl, draw):
    half = torch.tensor([[0.0, 0.0, 4.0, 2.0], [0.0, 0.0, 2.0, 2.0], [10.0, 0.0, 14.0, 4.0], [12.0, 0.0, 14.0, 2.0]])
    touching = torch.tensor([[0.0, 0.0, 2.0, 2.0], [2.0, 0.0, 4.0, 2.0], [1.0, 1.0, 3.0, 3.0]])
    scores = torch.tensor([0.9, 0.8, 0.7, 0.6])
    twins = torch.tensor([[0.0, 0.0, 2.0, 2.0], [0.0, 0.0, 2.0, 2.0]])
    return {
        "at_one_half": impl.nms(half, scores, 0.5),
        "at_one_quarter": impl.nms(half, scores, 0.25),
        "at_zero": impl.nms(touching, scores[:3], 0.0),
        "at_one": impl.nms(twins, scores[:2], 1.0),
    }


@check(close(0))
def handles_equal_scores(impl, draw):
    apart = torch.tensor([[0.0, 0.0, 2.0, 2.0], [5.0, 0.0, 7.0, 2.0], [0.0, 5.0, 2.0, 7.0], [5.0, 5.0, 7.0, 7.0]])
    twins = torch.tensor([[0.0, 0.0, 2.0, 2.0], [0.0, 0.0, 2.0, 2.0], [9.0, 9.0, 12.0, 12.0]])
    kept = sorted_indices(impl.nms(twins, torch.full((3,), 0.5), 0.5))  # either of the twins, as the order is free
    return {
        "apart": sorted_indices(impl.nms(apart, torch.full((4,), 0.5), 0.5)),
        "twins_kept": sum(i in (0, 1) for i in kept),
        "third_kept": kept.count(2),
        "classes": sorted_indices(impl.batched_nms(apart, torch.full((4,), 0.5), 0.5, torch.tensor([0, 1, 1, 0]))),
    }


@check(close(0))
def handles_one_box_and_none(impl, draw):
    boxes, scores = crowd(draw, 10)
    classes = draw.integers(10, high=3)
    before = [boxes.clone(), scores.clone(), classes.clone()]
    result = {
        "one": impl.nms(boxes[:1], scores[:1].clone(), golden()),
        "none": impl.nms(torch.zeros(0, 4), torch.zeros(0), golden()),
        "one_batched": impl.batched_nms(boxes[:1], scores[:1].clone(), golden(), torch.zeros(1, dtype=torch.int64)),
        "none_batched": impl.batched_nms(torch.zeros(0, 4), torch.zeros(0), golden(), classes[:0]),
    }
    impl.nms(boxes, scores, golden())
    impl.batched_nms(boxes, scores, golden(), classes)
    same = [torch.equal(now, then) for now, then in zip((boxes, scores, classes), before, strict=True)]
    return {**result, "inputs_untouched": all(same)}


@check(close(0))
def orders_all_classes_by_score(impl, draw):
    boxes, scores = crowd(draw, 40)
    classes = draw.integers(40, high=3)
    high = golden(large=True)
    return {
        "low": impl.batched_nms(boxes, scores, golden(), classes),
        "high": impl.batched_nms(boxes, scores, high, classes),
    }


@check(close(0))
def takes_any_class_numbers(impl, draw):
    boxes, scores = crowd(draw, 40)
    which = draw.integers(40, high=3)
    gaps, large = torch.tensor([2, 7, 50]), torch.tensor([700_001, 850_000, 999_999])
    return {
        "gaps": impl.batched_nms(boxes, scores, golden(), gaps[which]),
        "large": impl.batched_nms(boxes / 64, scores, golden(), large[which]),
        "int32": impl.batched_nms(boxes, scores, golden(), which.int()),
        "a_class_each": impl.batched_nms(boxes, scores, golden(), draw.permutation(40)),
        "one_class": impl.batched_nms(boxes, scores, golden(), torch.full((40,), 3)),
    }


@check(close(0))
def tells_close_scores_apart(impl, draw):
    boxes, scores = crowd(draw, 30)
    boxes, scores = boxes.double(), 0.5 + 1e-9 * scores.double()
    return {
        "nms": impl.nms(boxes, scores.clone(), golden()),
        "batched_nms": impl.batched_nms(boxes, scores, golden(), torch.zeros(30, dtype=torch.int64)),
    }
