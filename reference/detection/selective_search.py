"""The grouping of selective search (Uijlings et al., IJCV 2013, section 3): the two most similar neighbours merge, again and again, and
the box of every region that ever was is a proposal.

    colour     sum of min(a_k, b_k) of their histograms (of colour and texture, together one)
    size       1 - (size(a) + size(b)) / size(image)
    fill       1 - (size(box around both) - size(a) - size(b)) / size(image)
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def hier_group(
    sizes: Tensor,
    hists: Tensor,
    boxes: Tensor,
    adjacency: Tensor,
    im_size: int,
    weights: Sequence[float] = (1.0, 1.0, 1.0),
) -> Tensor:
    """Boxes [m, 4] of all regions: the n given ones in their order, then each merged one.

    `sizes` [n] in pixels, `hists` [n, K] of sum 1, `boxes` [n, 4] (x1, y1, x2, y2), `adjacency` bool [n, n], `im_size` the number
    of the image's pixels, `weights` those of colour, size and fill. n connected regions give 2 n - 1 boxes.
    """
    size = [float(one) for one in sizes]
    hist, box = list(hists), list(boxes)
    neighbours = [
        {j for j in range(len(size)) if j != i and bool(adjacency[i, j] | adjacency[j, i])} for i in range(len(size))
    ]

    def similarity(a: int, b: int) -> float:
        colour = float(torch.minimum(hist[a], hist[b]).sum())
        together = size[a] + size[b]
        gap = area(around(box[a], box[b])) - together
        return weights[0] * colour + weights[1] * (1 - together / im_size) + weights[2] * (1 - gap / im_size)

    similar = {(a, b): similarity(a, b) for a in range(len(size)) for b in neighbours[a] if a < b}
    while similar:
        a, b = max(similar, key=lambda pair: similar[pair])
        new = len(size)
        size.append(size[a] + size[b])
        hist.append((size[a] * hist[a] + size[b] * hist[b]) / size[new])
        box.append(around(box[a], box[b]))
        neighbours.append((neighbours[a] | neighbours[b]) - {a, b})
        similar = {pair: value for pair, value in similar.items() if not {a, b} & set(pair)}
        for other in neighbours[new]:
            neighbours[other] = (neighbours[other] - {a, b}) | {new}
            similar[other, new] = similarity(other, new)
    return torch.stack(box)


def around(a: Tensor, b: Tensor) -> Tensor:
    return torch.cat([torch.minimum(a[:2], b[:2]), torch.maximum(a[2:], b[2:])])


def area(box: Tensor) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1]))
