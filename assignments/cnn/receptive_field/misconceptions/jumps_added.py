"""en: You add the strides up; they multiply.
ko: stride를 더합니다. 곱해야 합니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump + s - 1
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2
