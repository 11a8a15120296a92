import torch

from grader.checks import check, close


def crowd(draw, n):
    """Boxes on a small integer grid [n, 4] and scores [n], all different, some below -1.

    No quotient of such areas comes within 1e-6 of a golden-ratio threshold, so rounding decides nothing.
    """
    corner, size = draw.integers(n, 2, high=8), draw.integers(n, 2, low=3, high=10)
    scores = (draw.permutation(n).float() - n / 4) / 2
    return torch.cat([corner, corner + size], dim=1).float(), scores


def golden(large=False):
    return 0.6180339887498949 if large else 0.3819660112501051


def sorted_indices(keep):
    return sorted(int(i) for i in keep)


def shuffled(draw, boxes, *others):
    """The same boxes in another order and elsewhere in a picture of another size, and what belongs to them. IoUs stay,
    to the last digit."""
    order = draw.permutation(len(boxes))
    moved = (boxes + draw.integers(2, high=8).repeat(2)) * 2.0 ** draw.integer(-1, 3)
    return moved[order], *(other[order] for other in others)


def as_given_and_shuffled(draw, *example):
    """An example as it stands, and eight times shuffled."""
    return {"as it stands": example} | {f"shuffled, {i}": shuffled(draw, *example) for i in range(1, 9)}


@check(close(0))
def keeps_the_boxes_of_the_example(impl, draw):
    boxes = torch.tensor([[0, 0, 10, 10], [4, 0, 14, 10], [8, 0, 18, 10], [30, 30, 40, 40]]).float()
    scores = torch.tensor([0.9, 0.8, 0.7, 0.95])
    examples = as_given_and_shuffled(draw, boxes, scores)
    return {name: impl.nms(boxes, scores, 0.3) for name, (boxes, scores) in examples.items()}


@check(close(0))
def returns_indices_by_descending_score(impl, draw):
    few, many = crowd(draw, 12), crowd(draw, 40)
    return {
        "few": impl.nms(*few, golden()),
        "many": impl.nms(many[0], many[1].clone(), golden()),
        "many_high_threshold": impl.nms(*many, golden(large=True)),
    }


@check(close(0))
def keeps_classes_apart(impl, draw):
    boxes = torch.tensor([[0, 0, 10, 10], [0, 0, 10, 10], [1, 0, 11, 10], [1, 1, 11, 11]]).float()
    scores, classes = torch.tensor([0.9, 0.8, 0.7, 0.6]), torch.tensor([0, 1, 0, 2])
    examples = as_given_and_shuffled(draw, boxes, scores, classes)
    return {name: impl.batched_nms(boxes, scores, 0.5, classes) for name, (boxes, scores, classes) in examples.items()}


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
    examples = {
        "at_one_half": (0.5, half, scores),
        "at_one_quarter": (0.25, half, scores),
        "at_zero": (0.0, touching, scores[:3]),
        "at_one": (1.0, twins, scores[:2]),
    }
    return {
        name: [impl.nms(*shuffled(draw, boxes, scores), threshold) for _ in range(6)]
        for name, (threshold, boxes, scores) in examples.items()
    }


@check(close(0))
def handles_equal_scores(impl, draw):
    # Twelve cells of a grid with a box in each; five hold a second one.
    cell = torch.cat([torch.arange(12), draw.permutation(12)[:5]])[draw.permutation(17)]
    classes, equal = draw.integers(12, high=3)[cell], torch.full((17,), 0.5)
    corner = 10.0 * torch.stack([cell % 4, cell // 4], dim=1)
    first = {i: cell.tolist().index(c) for i, c in enumerate(cell.tolist())}  # of each box, the first in its cell
    is_second = torch.tensor([i != first[i] for i in range(17)])
    twins = torch.cat([corner, corner + 6], dim=1)
    boxes, scores = twins + is_second.float()[:, None], equal - 0.1 * is_second  # IoU 25/47
    return {
        "second_ones_worse": sorted_indices(impl.nms(boxes, scores.clone(), 0.5)),
        "second_ones_worse_batched": sorted_indices(impl.batched_nms(boxes, scores, 0.5, classes)),
        # Either of two twins may stay, as the order is free.
        "twins": sorted(first.get(i, -1) for i in sorted_indices(impl.nms(twins, equal, 0.5))),
    }


@check(close(0))
def handles_one_box_and_none(impl, draw):
    boxes, scores = crowd(draw, 10)
    classes = draw.integers(10, high=3)
    return {
        "one": impl.nms(boxes[:1], scores[:1].clone(), golden()),
        "none": impl.nms(torch.zeros(0, 4), torch.zeros(0), golden()),
        "one_batched": impl.batched_nms(boxes[:1], scores[:1].clone(), golden(), torch.zeros(1, dtype=torch.int64)),
        "none_batched": impl.batched_nms(torch.zeros(0, 4), torch.zeros(0), golden(), classes[:0]),
        "all": sorted_indices(impl.nms(boxes, scores, golden())),
        "all_batched": sorted_indices(impl.batched_nms(boxes, scores, golden(), classes)),
        "boxes after all calls": boxes,
        "scores after all calls": scores,
        "classes after all calls": classes,
    }


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
