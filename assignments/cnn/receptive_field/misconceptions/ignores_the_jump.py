"""en: Your field grows by k - 1 also after a stride: the jump is missing.
ko: stride 뒤에도 k - 1씩만 커집니다. 간격을 곱해야 합니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + span
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2
