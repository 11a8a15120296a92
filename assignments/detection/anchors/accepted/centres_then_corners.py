"""Centres and sizes first, corners at the end."""

from __future__ import annotations

import itertools

import torch


def corners(centre, size):
    return torch.cat([centre - size / 2, centre + size / 2], dim=-1)


def shapes(scales, ratios):
    return torch.tensor([(s * r**-0.5, s * r**0.5) for r, s in itertools.product(ratios, scales)], dtype=torch.float64)


def make_anchors(scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    return corners(torch.zeros(2), shapes(scales, ratios))


def grid_anchors(h, w, stride, scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    places = (
        torch.cartesian_prod(torch.arange(h) * float(stride), torch.arange(w) * float(stride)).reshape(-1, 2).flip(1)
    )
    return corners(places[:, None], shapes(scales, ratios)[None]).flatten(0, 1)
