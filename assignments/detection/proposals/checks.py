import torch

from grader.checks import check, close
from grader.checks.pictures import boxes_picture
from grader.model import Text

GOLDEN = 0.6180339887498949  # no IoU of the grid below comes near it
PICTURE = boxes_picture("boxes", title=Text("Proposals", "후보 박스"))


def scored(draw, n):
    return (draw.permutation(n).double() - n / 3) / 4


def apart(draw, n):
    """Anchors in cells of a grid, and corrections with which they stay there."""
    cells = draw.permutation(36)[:n]
    corner = 40.0 * torch.stack([cells % 6, cells // 6], dim=1).double()
    anchors = torch.cat([corner + 12, corner + 28], dim=1) + draw.uniform(n, 4, low=-2.0, high=2.0)
    return scored(draw, n), 0.15 * draw.normal(n, 4).clamp(-2, 2), anchors


def crowd(draw, n, size=12.0):
    """Anchors and corrections whose boxes overlap, on the golden-ratio side of any threshold of ours."""
    corner = size * draw.uniform(n, 2)
    anchors = torch.cat([corner, corner + draw.uniform(n, 2, low=3.0, high=10.0)], dim=1)
    return scored(draw, n), 0.2 * draw.normal(n, 4), anchors


def found(result):
    boxes, scores = result
    return {"boxes": boxes, "scores": scores}


@check(close(atol=1e-3), picture=PICTURE)
def corrects_and_sorts(impl, draw):
    scores, deltas, anchors = apart(draw, 20)
    result = found(impl.propose(scores, deltas, anchors, (240, 250)))
    wild = 0.1 * deltas[:3] + torch.tensor([[0.0, 0, 6, 0], [0, 0, 0, 8], [0, 0, 5, 5]], dtype=torch.float64)
    stretched = impl.propose(scores[:3], wild, anchors[:3], (100_000, 90_000), thr=1.0)
    return {**result, "wild scales": list(stretched), "arguments afterwards": [scores, deltas, anchors]}


@check(close(atol=1e-4), picture=PICTURE)
def suppresses_what_overlaps(impl, draw):
    result = found(impl.propose(*crowd(draw, 40), (60, 60)))
    low, chain = impl.propose(*crowd(draw, 30), (60, 60), thr=GOLDEN / 2), 4.0 * torch.arange(9, dtype=torch.float64)
    row = torch.stack([chain, 0 * chain, chain + 10, 0 * chain + 10], dim=1)  # neighbours: IoU 6 / 14
    order = draw.permutation(9)
    return {
        **result,
        "low threshold": list(low),
        "a row": list(impl.propose(scored(draw, 9), torch.zeros(9, 4).double(), row[order], (50, 50), thr=0.3)),
    }


@check(close(atol=1e-4), picture=PICTURE)
def clips_before_it_suppresses(impl, draw):
    scores, deltas, anchors = crowd(draw, 40, size=30.0)
    result = found(impl.propose(scores, deltas, anchors - 5, (24, 14), thr=GOLDEN))
    # Pairs that are alike within the image, and unlike beyond it.
    top, left = 14 * torch.arange(5, dtype=torch.float64), draw.uniform(5, low=90.0, high=94.0)
    pairs = [
        torch.stack([left, top, 100 + draw.uniform(5, low=a, high=b), top + 10], dim=1)
        for a, b in ((1.0, 3.0), (20.0, 60.0))
    ]
    edge = impl.propose(scored(draw, 10), torch.zeros(10, 4).double(), torch.cat(pairs), (80, 100), thr=GOLDEN)
    return {
        **result,
        "wide image": list(impl.propose(scores, deltas, anchors - 5, (14, 24), thr=GOLDEN)),
        "at the edge": list(edge),
    }


@check(close(atol=1e-4))
def drops_small_boxes(impl, draw):
    scores, deltas, anchors = apart(draw, 24)
    flat = anchors.clone()
    flat[:8, 2] = flat[:8, 0] + draw.uniform(8, low=0.5, high=7.0)
    flat[8:16, 3] = flat[8:16, 1] + draw.uniform(8, low=0.5, high=7.0)
    inside = torch.cat([anchors, (anchors[:, :2] + anchors[:, 2:]).repeat(1, 2) / 2 + torch.tensor([-4.0, -4, 4, 4])])
    result = {"min_size 5": list(impl.propose(scores, 0 * deltas, flat, (240, 240), min_size=5.0))}
    result["outside"] = list(impl.propose(scores, deltas, anchors + 120, (240, 200)))
    return result | {
        "small ones suppress nothing": list(
            impl.propose(scored(draw, 48), torch.zeros(48, 4).double(), inside, (240, 240), thr=0.1, min_size=9.5)
        )
    }


@check(close(atol=1e-4))
def keeps_the_best_before_and_after(impl, draw):
    given = crowd(draw, 60)
    few = {
        "pre": {"pre": 15},
        "post": {"post": 4},
        "both": {"pre": 25, "post": 6},
        "pre and no suppression": {"pre": 7, "thr": 1.0},
    }
    result = {
        name: list(impl.propose(*given, (60, 60), **{"thr": GOLDEN / 2, **arguments}))
        for name, arguments in few.items()
    }
    scores, deltas, anchors = (part.repeat_interleave(4, dim=0) for part in apart(draw, 9))
    scores = scores + 0.04 * torch.arange(36) / 36  # each box four times, with scores that follow one another
    result["four times each"] = list(impl.propose(scores, deltas, anchors, (240, 250), pre=29, post=5))
    # Every other box is too small, or beyond the image: it has taken a place among the `pre` all the same.
    scores, deltas, anchors = apart(draw, 24)
    order = scores.argsort()
    anchors[order[::4], 2:] = anchors[order[::4], :2] + 4
    anchors[order[1::4]] += 1000
    small = list(impl.propose(scores, 0 * deltas, anchors, (240, 240), pre=13, min_size=5.0))
    return {**result, "small ones count for pre": small}


@check(close(atol=1e-4))
def gives_none_where_none_is_left(impl, draw):
    scores, deltas, anchors = apart(draw, 6)
    return {
        "one anchor": list(impl.propose(scores[:1], deltas[:1], anchors[:1], (240, 240))),
        "no anchor": list(impl.propose(scores[:0], deltas[:0], anchors[:0], (240, 240))),
        "all too small": list(impl.propose(scores, deltas, anchors, (240, 240), min_size=500.0)),
        "all outside": list(impl.propose(scores, 0 * deltas, anchors + 1000, (240, 240))),
    }
