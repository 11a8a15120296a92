"""From the last layer to the first, each map's field in pixels of the map before it."""

from __future__ import annotations

from functools import reduce


def receptive_field(layers):
    r = 1
    left = 0  # the first pixel of the first output's field
    for k, s, p, d in reversed(layers):
        r = s * (r - 1) + d * (k - 1) + 1
        left = s * left - p
    jump = reduce(lambda product, layer: product * layer[1], layers, 1)
    return [r, jump, left + r / 2]


def stacked(k):
    n = 1
    while receptive_field([(3, 1, 1, 1)] * n)[0] < k:
        n += 1
    return n
