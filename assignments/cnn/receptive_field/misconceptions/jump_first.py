"""en: You update the jump before the field: a layer's own stride counts only for later layers.
ko: 수용 영역보다 간격을 먼저 바꿉니다. 층의 stride는 그 뒤의 층에만 적용됩니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        jump = jump * s
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2
