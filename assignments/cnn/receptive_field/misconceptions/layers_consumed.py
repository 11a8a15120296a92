"""en: You took the layers out of the caller's list.
ko: 호출한 쪽의 리스트에서 층을 빼냈습니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    while layers:
        k, s, p, d = layers.pop(0)
        span = d * (k - 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2
