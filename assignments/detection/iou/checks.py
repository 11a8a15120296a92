import torch

from grader.checks import check, close


@check(close(atol=1e-6))
def matches_the_worked_examples(impl, draw):
    a = torch.tensor([[0.0, 0.0, 2.0, 2.0], [1.0, 1.0, 5.0, 3.0]], dtype=torch.float64)
    b = torch.tensor(
        [[1.0, 1.0, 3.0, 3.0], [2.0, 0.0, 4.0, 2.0], [0.0, 0.0, 2.0, 2.0]],
        dtype=torch.float64,
    )
    result = {"example": impl.box_iou(a, b)}
    for i in range(1, 4):  # boxes like those of the example, with other fractions
        widened = [boxes + draw.integers(len(boxes), 4, high=3) * torch.tensor([0, 0, 1, 1]) for boxes in (a, b)]
        result[f"example with longer sides, {i}"] = impl.box_iou(*widened)
    return result


@check(close(atol=1e-4))
def pairs_every_box_with_every_box(impl, draw):
    a, b = draw.boxes(5), draw.boxes(8)
    square = draw.boxes(6), draw.boxes(6)
    result = {
        "wide": impl.box_iou(a, b),
        "tall": impl.box_iou(b, a),
        "square": impl.box_iou(*square),
        "one_with_many": impl.box_iou(a[:1], b),
        "many_with_one": impl.box_iou(a, b[:1]),
        "one_with_one": impl.box_iou(a[:1], b[:1]),
    }
    return {**result, "a after all calls": a, "b after all calls": b}


@check(close(atol=1e-4))
def gives_zero_to_boxes_apart(impl, draw):
    box = torch.cat([draw.uniform(4, 2, low=0.0, high=5.0), draw.uniform(4, 2, low=10.0, high=15.0)], dim=1)
    shift = torch.tensor([[0.0, 0.0], [40.0, 0.0], [0.0, 40.0], [40.0, 40.0], [-40.0, 70.0]], dtype=torch.float64)
    others = box[:1] + shift.repeat(1, 2)
    touching = torch.tensor([[0.0, 0.0, 3.0, 3.0], [3.0, 0.0, 6.0, 3.0], [3.0, 3.0, 4.0, 5.0]], dtype=torch.float64)
    return {"apart": impl.box_iou(box, others), "touching": impl.box_iou(touching, touching)}


@check(close(atol=1e-4))
def is_one_inside_itself_and_a_ratio_inside_another(impl, draw):
    outer = draw.boxes(5)
    centre, half = (outer[:, :2] + outer[:, 2:]) / 2, (outer[:, 2:] - outer[:, :2]) / 2
    inner = torch.cat([centre - half * 0.5, centre + half * 0.3], dim=1)
    return {"itself": impl.box_iou(outer, outer), "inside": impl.box_iou(inner, outer)}


@check(close(atol=1e-4))
def ignores_the_place_and_the_size_of_the_picture(impl, draw):
    a, b = draw.boxes(6), draw.boxes(7)
    return {
        "moved": impl.box_iou(a - 70.0, b - 70.0),
        "small": impl.box_iou(a / 100.0, b / 100.0),
        "large": impl.box_iou(a * 50.0, b * 50.0),
        "stretched": impl.box_iou(a * torch.tensor([3.0, 1.0, 3.0, 1.0]), b * torch.tensor([3.0, 1.0, 3.0, 1.0])),
    }


def whole(draw, n, low, size, high):
    """Integer boxes, int64 [n, 4]: corners in [low, low + size), sides in [1, high)."""
    corner, side = draw.integers(n, 2, low=low, high=low + size), draw.integers(n, 2, low=1, high=high)
    return torch.cat([corner, corner + side], dim=1)


@check(close(atol=1e-4))
def handles_integers_and_no_boxes(impl, draw):
    boxes = whole(draw, 9, 0, 20, 20)
    result = {
        "integers": impl.box_iou(boxes[:4], boxes[4:]),
        "float32": impl.box_iou(boxes[:4].float(), boxes[4:].float()),
    }
    for name, three in (("floats", draw.boxes(3)), ("integers", boxes[:3])):
        none = three[:0]
        result[f"no_a_{name}"] = impl.box_iou(none, three)
        result[f"no_b_{name}"] = impl.box_iou(three, none)
        result[f"neither_{name}"] = impl.box_iou(none, none)
    return result


@check(close(atol=1e-4))
def keeps_narrow_integers_from_overflowing(impl, draw):
    small, large = whole(draw, 9, 0, 100, 150), whole(draw, 9, -400_000, 500_000, 500_000)
    medium = whole(draw, 9, -10_000, 15_000, 20_000)
    kinds = {"uint8": (small, torch.uint8), "int16": (medium, torch.int16), "int32": (large, torch.int32)}
    return {name: impl.box_iou(boxes[:4].to(dtype), boxes[4:].to(dtype)) for name, (boxes, dtype) in kinds.items()}


@check(close(atol=1e-4))
def mixes_integers_with_fractions(impl, draw):
    whole_boxes, boxes = whole(draw, 6, 0, 6, 6), draw.boxes(5, size=10.0)
    return {
        "integers_first": impl.box_iou(whole_boxes, boxes),
        "integers_last": impl.box_iou(boxes, whole_boxes),
        "float32_first": impl.box_iou(boxes.float(), boxes),
    }
