"""Interpolation as a matrix on each side."""

from __future__ import annotations

import torch


def bilinear_kernel(C, k):
    half = (k + 1) // 2
    row = torch.stack([torch.tensor(1 - abs(2 * i - k + 1) / (2 * half), dtype=torch.float64) for i in range(k)])
    return torch.stack([row[:, None] * row for _ in range(C)]).unsqueeze(1)


def upsample(x, s):
    def matrix(n):
        k, p = 2 * s - s % 2, s // 2
        w = bilinear_kernel(1, k)[0, 0]
        w = w.diagonal().sqrt()
        m = torch.zeros(s * n, n, dtype=x.dtype)
        for j in range(n):
            for i in range(k):
                if 0 <= j * s + i - p < s * n:
                    m[j * s + i - p, j] = w[i]
        return m

    return matrix(x.shape[2]) @ x @ matrix(x.shape[3]).T
