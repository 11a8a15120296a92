import torch

from grader.checks import check, close
from grader.checks.pictures import boxes_picture
from grader.model import Text


def objects(draw, n, S, C):
    """n boxes as shares of the image, their centres in different cells, and labels."""
    cells = draw.permutation(S * S)[:n]
    corner = torch.stack([cells % S, cells // S], dim=1)
    centre = (corner + draw.uniform(n, 2, low=0.05, high=0.95)) / S
    half = draw.uniform(n, 2, low=0.05, high=1.0) * torch.minimum(centre, 1 - centre)
    return torch.cat([centre - half, centre + half], dim=1), draw.integers(n, high=C)


def written(t, B):
    """The first slot and the classes of all cells; the others are free."""
    return {"size": list(t.shape), "first slot": t[..., :5], "classes": t[..., 5 * B :]}


def output(draw, S, B, C):
    """As a network might give it: every slot holds something."""
    slots = draw.uniform(S, S, B, 5)
    classes = draw.uniform(S, S, C)
    return torch.cat([slots.flatten(2), classes / classes.sum(dim=-1, keepdim=True)], dim=-1)


def read(found):
    boxes, labels, scores = found
    return {"boxes": boxes, "labels": labels, "scores": scores}


@check(close(atol=1e-5))
def writes_objects_into_their_cells(impl, draw):
    boxes, labels = objects(draw, 6, 7, 20)
    example = torch.tensor([[0.3, 0.2, 0.7, 0.6]], dtype=torch.float64)
    result = {
        "example": written(impl.yolo_encode(example, draw.integers(1, high=20)), 2),
        "six objects": written(impl.yolo_encode(boxes, labels), 2),
        "three objects": written(impl.yolo_encode(boxes[:3] * 0.9, labels[:3]), 2),
    }
    return {**result, "boxes afterwards": boxes}


@check(close(atol=1e-5), picture=boxes_picture("boxes", title=Text("Boxes read from the tensor", "텐서에서 읽은 박스")))
def reads_boxes(impl, draw):
    t = output(draw, 7, 2, 20)
    return read(impl.yolo_decode(t, 0.06)) | {
        "few": list(impl.yolo_decode(t, 0.1)),
        "all": list(impl.yolo_decode(t, -1.0)),
        "tensor afterwards": t,
    }


@check(close(atol=1e-5))
def takes_other_grids(impl, draw):
    result = {}
    for S, B, C in ((3, 1, 4), (5, 3, 2), (4, 2, 7)):
        boxes, labels = objects(draw, 4, S, C)
        result[f"S={S}, B={B}, C={C}"] = [
            written(impl.yolo_encode(boxes, labels, S, B, C), B),
            read(impl.yolo_decode(output(draw, S, B, C), 0.2, B=B, C=C)),
        ]
    return result


@check(close(atol=1e-5))
def keeps_the_first_of_a_cell(impl, draw):
    boxes, labels = objects(draw, 4, 7, 20)
    beside = boxes.clone()
    shift = 0.004 * draw.uniform(4, 2, low=-1.0)
    beside = beside + torch.cat([-shift, shift], dim=1)  # the same centres, other sizes
    other = (labels + 1 + draw.integers(4, high=18)) % 20
    order = draw.permutation(8)
    return {
        "each twice": written(impl.yolo_encode(torch.cat([boxes, beside]), torch.cat([labels, other])), 2),
        "mixed": written(impl.yolo_encode(torch.cat([boxes, beside])[order], torch.cat([labels, other])[order]), 2),
    }


@check(close(atol=1e-5))
def goes_to_the_edges(impl, draw):
    half = draw.uniform(3, 2, low=0.05, high=0.3)
    centre = torch.tensor([[1.0, 0.4], [0.3, 1.0], [0.0, 0.0]], dtype=torch.float64)
    edges = torch.cat([centre - half, centre + half], dim=1)
    t = output(draw, 7, 2, 20)
    t[..., 4] = t[..., 9] = 0.0
    return {
        "edges": written(impl.yolo_encode(edges, draw.integers(3, high=20)), 2),
        "no object": written(impl.yolo_encode(edges[:0], torch.zeros(0, dtype=torch.int64)), 2),
        "no box": read(impl.yolo_decode(t, 0.3)),
    }
