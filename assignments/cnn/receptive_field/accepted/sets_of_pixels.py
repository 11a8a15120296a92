"""Intervals of pixels, layer by layer, with numpy."""

from __future__ import annotations

import numpy as np


def receptive_field(layers):
    low, high = np.array([0, 1]), np.array([0, 1])
    for k, s, p, d in layers[::-1]:
        low, high = low * s - p, high * s - p + d * (k - 1)
    return int(high[0] - low[0] + 1), int(low[1] - low[0]), float(low[0] + high[0] + 1) / 2


def stacked(k):
    return k // 2
