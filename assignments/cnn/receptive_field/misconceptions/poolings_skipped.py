"""en: You skip layers without padding, taking them for poolings; they widen the field, too.
ko: 패딩이 없는 층을 풀링으로 보고 건너뜁니다. 풀링도 수용 영역을 넓힙니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + (span * jump if p else 0)
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2
