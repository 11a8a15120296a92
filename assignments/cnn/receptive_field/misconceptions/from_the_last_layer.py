"""en: You went through the layers from the last to the first with the recursion that begins at the image.
ko: 이미지에서 시작하는 점화식을 마지막 층부터 거꾸로 적용했습니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in reversed(layers):
        span = d * (k - 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2
