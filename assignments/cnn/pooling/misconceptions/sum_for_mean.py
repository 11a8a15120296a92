"""en: Your average is the sum.
ko: 평균이 아니라 합을 구합니다.
"""

from __future__ import annotations

import math

import torch


def count_windows(n, k, s, p, ceil_mode):
    if ceil_mode:
        m = math.ceil((n + 2 * p - k) / s) + 1
        if (m - 1) * s >= n + p:
            m -= 1
        return m
    return (n + 2 * p - k) // s + 1


def max_pool2d(x, k, s=None, p=0, ceil_mode=False):
    if s is None:
        s = k
    h, w = x.shape[2:]
    rows = []
    for i in range(count_windows(h, k, s, p, ceil_mode)):
        row = []
        for j in range(count_windows(w, k, s, p, ceil_mode)):
            top, left = i * s - p, j * s - p
            window = x[:, :, max(top, 0) : top + k, max(left, 0) : left + k]
            row.append(window.amax(dim=(2, 3)))
        rows.append(torch.stack(row, dim=-1))
    return torch.stack(rows, dim=-2)


def avg_pool2d(x, k, s=None, p=0, ceil_mode=False, count_include_pad=True):
    if s is None:
        s = k
    h, w = x.shape[2:]
    rows = []
    for i in range(count_windows(h, k, s, p, ceil_mode)):
        row = []
        for j in range(count_windows(w, k, s, p, ceil_mode)):
            top, left = i * s - p, j * s - p
            window = x[:, :, max(top, 0) : top + k, max(left, 0) : left + k]
            pixels = window.shape[2] * window.shape[3]
            if count_include_pad:
                pixels = (min(top + k, h + p) - top) * (min(left + k, w + p) - left)
            row.append(window.sum(dim=(2, 3)) * (pixels / pixels))
        rows.append(torch.stack(row, dim=-1))
    return torch.stack(rows, dim=-2)


def adaptive_avg_pool2d(x, size):
    h, w = x.shape[2:]
    y = x.new_zeros(*x.shape[:2], size, size)
    for i in range(size):
        for j in range(size):
            top, bottom = math.floor(i * h / size), math.ceil((i + 1) * h / size)
            left, right = math.floor(j * w / size), math.ceil((j + 1) * w / size)
            y[:, :, i, j] = x[:, :, top:bottom, left:right].mean(dim=(2, 3))
    return y
