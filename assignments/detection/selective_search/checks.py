import torch

from grader.checks import check, same_set
from grader.checks.pictures import boxes_picture
from grader.model import Text

SIDE = 60


def cells(draw, rows, columns, K=6, peaked=1.0):
    """A grid of regions whose borders are drawn, each filling most of its cell; neighbours share a side."""
    ys, xs = (cuts(draw, n) for n in (rows, columns))
    boxes = torch.tensor(
        [[xs[j], ys[i], xs[j + 1], ys[i + 1]] for i in range(rows) for j in range(columns)], dtype=torch.float64
    )
    area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
    sizes = (area * draw.uniform(rows * columns, low=0.5, high=1.0)).round()
    hists = torch.softmax(2.5 * peaked * draw.normal(rows * columns, K), dim=1)
    place = torch.cartesian_prod(torch.arange(rows), torch.arange(columns)).reshape(-1, 2)
    adjacency = (place[:, None] - place).abs().sum(dim=2) == 1
    return sizes, hists, boxes, adjacency, SIDE * SIDE


def cuts(draw, n):
    widths = draw.uniform(n, low=1.0, high=3.0)
    return [0.0, *(SIDE * (widths.cumsum(0) / widths.sum())).tolist()]


PICTURE = boxes_picture("boxes", title=Text("Boxes of all regions", "모든 영역의 박스"))


@check(same_set(1e-4), picture=PICTURE)
def groups_a_chain(impl, draw):
    result = {"boxes": impl.hier_group(*cells(draw, 1, 9))}
    for n in (3, 6, 12):
        given = cells(draw, n, 1)
        result[f"{n} regions"] = impl.hier_group(*given)
    return {**result, "sizes afterwards": given[0], "adjacency afterwards": given[3].double()}


@check(same_set(1e-4), picture=PICTURE)
def groups_a_grid(impl, draw):
    return {
        "boxes": impl.hier_group(*cells(draw, 3, 3)),
        "4x5": impl.hier_group(*cells(draw, 4, 5)),
        "6x6": impl.hier_group(*cells(draw, 6, 6)),
    }


@check(same_set(1e-4))
def weighs_each_similarity(impl, draw):
    weights = {
        "colour": (1, 0, 0),
        "size": (0, 1, 0),
        "fill": (0, 0, 1),
        "others": (0.3, 2.0, 1.2),
        "no fill": (1.0, 1.0, 0.0),
    }
    return {
        name: [impl.hier_group(*cells(draw, 4, 5), weights=three) for _ in range(2)] for name, three in weights.items()
    }


@check(same_set(1e-4))
def mixes_histograms_by_size(impl, draw):
    return [impl.hier_group(*cells(draw, 4, 6, K=5, peaked=0.6), (1.0, 0.0, 0.0)) for _ in range(8)]


@check(same_set(1e-4))
def leaves_what_does_not_touch(impl, draw):
    sizes, hists, boxes, adjacency, pixels = cells(draw, 4, 5)
    apart = adjacency.clone()
    upper = torch.arange(20) < 10
    apart[upper[:, None] != upper] = False
    alone = apart.clone()
    alone[7] = alone[:, 7] = False
    order = draw.permutation(20)
    return {
        "two halves": impl.hier_group(sizes, hists, boxes, apart, pixels),
        "one alone": impl.hier_group(sizes[order], hists[order], boxes[order], alone[order][:, order], pixels),
        "none touch": impl.hier_group(sizes[:4], hists[:4], boxes[:4], torch.zeros(4, 4, dtype=torch.bool), pixels),
        "a single region": impl.hier_group(sizes[:1], hists[:1], boxes[:1], adjacency[:1, :1], pixels),
    }
