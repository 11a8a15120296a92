import torch

from grader.checks import check, close


@check(close(atol=1e-6))
def matches_the_worked_examples(impl, draw):
    a = torch.tensor([[0.0, 0.0, 2.0, 2.0], [1.0, 1.0, 5.0, 3.0]], dtype=torch.float64)
    b = torch.tensor(
        [[1.0, 1.0, 3.0, 3.0], [2.0, 0.0, 4.0, 2.0], [0.0, 0.0, 2.0, 2.0]],
        dtype=torch.float64,
    )
    return impl.box_iou(a, b)


@check(close(atol=1e-4))
def pairs_every_box_with_every_box(impl, draw):
    a, b = draw.boxes(5), draw.boxes(8)
    square = draw.boxes(6), draw.boxes(6)
    given = [a.clone(), b.clone()]
    result = {"wide": impl.box_iou(a, b), "tall": impl.box_iou(b, a), "square": impl.box_iou(*square)}
    return {**result, "boxes_untouched": bool(torch.equal(a, given[0]) and torch.equal(b, given[1]))}


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


@check(close(atol=1e-4))
def handles_integers_and_no_boxes(impl, draw):
    corner, size = draw.integers(9, 2, high=20), draw.integers(9, 2, low=1, high=20)
    boxes = torch.cat([corner, corner + size], dim=1)
    none = torch.zeros(0, 4, dtype=torch.float64)
    three = draw.boxes(3)
    return {
        "integers": impl.box_iou(boxes[:4], boxes[4:]),
        "float32": impl.box_iou(boxes[:4].float(), boxes[4:].float()),
        "no_a": list(impl.box_iou(none, three).shape),
        "no_b": list(impl.box_iou(three, none).shape),
    }
