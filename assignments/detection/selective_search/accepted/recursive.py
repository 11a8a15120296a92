"""Recursion on lists."""

from __future__ import annotations

import torch


def around(p, q):
    return [min(p[0], q[0]), min(p[1], q[1]), max(p[2], q[2]), max(p[3], q[3])]


def hier_group(sizes, hists, boxes, adjacency, im_size, weights=(1.0, 1.0, 1.0)):
    wc, ws, wf = weights
    touch = adjacency.tolist()
    start = [
        (s, h, b, {i}) for i, (s, h, b) in enumerate(zip(sizes.tolist(), hists.tolist(), boxes.tolist(), strict=False))
    ]
    links = {(i, j) for i in range(len(start)) for j in range(len(start)) if touch[i][j]}

    def value(p, q):
        box = around(p[2], q[2])
        area = (box[2] - box[0]) * (box[3] - box[1])
        color = sum(map(min, p[1], q[1]))
        return wc * color + ws * (1 - (p[0] + q[0]) / im_size) + wf * (1 - (area - p[0] - q[0]) / im_size)

    def step(regions, done):
        pairs = []
        for x in range(len(regions)):
            for y in range(x):
                if any((i, j) in links for i in regions[x][3] for j in regions[y][3]):
                    pairs.append((value(regions[x], regions[y]), x, y))
        if not pairs:
            return done
        _, x, y = max(pairs)
        p, q = regions[x], regions[y]
        total = p[0] + q[0]
        hist = [(p[0] * a + q[0] * b) / total for a, b in zip(p[1], q[1], strict=False)]
        new = (total, hist, around(p[2], q[2]), p[3] | q[3])
        return step([r for k, r in enumerate(regions) if k not in (x, y)] + [new], [*done, new[2]])

    return torch.tensor(step(start, boxes.tolist()))
